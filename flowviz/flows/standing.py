"""Whether a record counts in its flow, and if not, why, in words."""

from collections.abc import Iterator, Mapping

import numpy as np

from flowviz.arrays import Booleans, Indices
from flowviz.evidence import EXISTENCES, stages_of
from flowviz.flows.entries import AccountEntry, GroupEntry
from flowviz.flows.filters import THIRD_PARTY, LineFilter, wanted_pairs
from flowviz.flows.flow import Flows
from flowviz.flows.material import Material
from flowviz.flows.query import ReportedBy
from flowviz.flows.tables import KINDS, STAGES
from flowviz.flows.words import marked_words
from flowviz.records import Transfer

COUNTED = "counted"
BESIDE = "beside the total: not dated within the window"
INCLUDED = "included in other figures: not counted again"
TOGETHER = "footnoted: an amount for several items of which not all are asked for"


def standings(
    flows: Flows, numbers: Indices, material: Material, groups: Mapping[str, GroupEntry]
) -> dict[str, str]:
    """The standing of some records, by identifier.

    ``numbers`` are their places in ``flows.columns``, ``material`` is theirs, and ``groups`` are
    those that they are in.
    """
    beside = set(_only_in(flows, "more", numbers).tolist())
    together = set(_only_in(flows, "together", numbers).tolist()) - beside
    of_id = {transfer.id: transfer for transfer in material.transfers}
    found = {}
    for number in numbers.tolist():
        id_ = flows.columns.transfers.ids[number]
        if id_ not in of_id:
            continue
        if not flows.is_listed[number]:
            found[id_] = _reason(flows, number, of_id[id_], material, groups)
        elif flows.columns.transfers.is_included[number]:
            found[id_] = INCLUDED
        elif number in beside:
            found[id_] = BESIDE
        else:
            found[id_] = TOGETHER if number in together else COUNTED
    return found


def outside_sum(flows: Flows, numbers: Indices) -> Booleans:
    """(T,) which of some records are of their flow and add nothing to its sum."""
    found = flows.is_listed & flows.columns.transfers.is_included
    for part in ("more", "together"):
        found[_only_in(flows, part, numbers)] = True
    return found


def _only_in(flows: Flows, part: str, numbers: Indices) -> Indices:
    """The records among some that add nothing to a sum, with a row in a part of the selection."""
    selection, transfer = flows.selection, flows.columns.figures.transfer
    if selection is None:
        return np.empty(0, np.intp)
    is_other, is_counted = (np.zeros(len(flows.is_listed), np.bool_) for _ in range(2))
    is_other[transfer[getattr(selection, part)]] = True
    if not is_other[numbers].any():
        return np.empty(0, np.intp)
    is_counted[selection.counted(transfer)] = True
    return numbers[is_other[numbers] & ~is_counted[numbers]]


def _reason(
    flows: Flows,
    number: int,
    transfer: Transfer,
    material: Material,
    groups: Mapping[str, GroupEntry],
) -> str:
    """Why a record is not in its flow: the first of the reasons that holds."""
    data_set = material.data_sets.get(transfer.data_set)
    if data_set is not None and not data_set.is_counted:
        return f"not counted: another data set than “{data_set.title}” counts the same deals"
    if flows.is_other is not None and flows.is_other[number]:
        return _other_side(flows, number)
    stage = flows.query.stage
    if stage not in stages_of(transfer):
        return f"not in this flow: it states nothing {stage}"
    if flows.columns.transfers.silent_at[number] >> STAGES.index(stage) & 1:
        return _other_account(flows, transfer, groups)
    return f"not in this flow: {next(_filtered(flows, number))}"


def _other_account(flows: Flows, transfer: Transfer, groups: Mapping[str, GroupEntry]) -> str:
    """Which account counts instead, and that none does where the query leaves that one out."""
    for group in groups.values():
        counted = next(account for account in group.accounts if account.is_counted)
        accounts = (account for account in group.accounts if account is not counted)
        if any(transfer.id in account.transfers for account in accounts):
            words = f"not counted: another account of the same goods is, “{group.counted}”"
            return words if _is_shown(flows, counted) else f"{words}, which this query leaves out"
    return "not counted"


def _is_shown(flows: Flows, account: AccountEntry) -> bool:
    """Whether any record of an account is in a flow under the query, of whichever side."""
    shown = flows.is_listed if flows.is_other is None else flows.is_listed | flows.is_other
    return any(shown[at] for at in flows.columns.transfers.places(account.transfers))


def _other_side(flows: Flows, number: int) -> str:
    told = f"told by the {flows.other_reporter}"
    own = "importer" if flows.query.reported_by is ReportedBy.IMPORTER else "exporter"
    pair = flows.columns.transfers.pair
    has_own = flows.is_listed[pair == pair[number]].any()
    return f"{told}{'' if has_own else ' alone'}; the {own}'s figures are counted"


def _filtered(flows: Flows, number: int) -> Iterator[str]:
    """What of the query leaves a record out; never nothing."""
    columns, query, transfers = flows.columns, flows.query, flows.columns.transfers
    kind, existence = KINDS[transfers.kind[number]], EXISTENCES[transfers.existence[number]]
    if query.kinds and kind not in query.kinds:
        yield f"records of its kind ({kind}) are not asked for"
    if query.existences and existence not in query.existences:
        yield f"{existence} records are not asked for"
    if query.is_disputed is not None and transfers.is_disputed[number] != query.is_disputed:
        which = "disputed" if not query.is_disputed else "undisputed"
        yield f"{which} records are not asked for"
    if query.grades and columns.grade_sets[transfers.grades[number]].isdisjoint(query.grades):
        yield "no citation of it has a grade asked for"
    if query.marks and not columns.bearing(query.marks)[number]:
        yield f"only records {marked_words(query.marks)} are asked for"
    if query.reported_by is ReportedBy.THIRD_PARTY and transfers.reporter[number] != THIRD_PARTY:
        yield "only what third parties tell is asked for"
    wanted = wanted_pairs(columns, query)
    if wanted is not None and not wanted[transfers.pair[number]]:
        yield "its supplier and recipient are not those asked for"
    chosen = LineFilter.of(query, columns)
    shown, items = chosen.shown_lines(columns, np.array([number]))
    if not shown[0]:
        yield "none of its items is asked for"
    if _is_below(flows, number):
        yield "its flow does not reach the least amount asked for"
    if shown[0] < items[0] and query.has_window:
        yield "what is asked for of its items is outside the time asked for"
    if query.has_window:
        yield "outside the time asked for"
    yield "it states no amount of the items asked for"


def _is_below(flows: Flows, number: int) -> bool:
    """Whether the least amount may have left out its pair, which is not among the flows."""
    pair = flows.columns.transfers.pair[number]
    return flows.query.least is not None and not (flows.pair == pair).any()

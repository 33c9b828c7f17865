"""What the groups leave out: all accounts but the one that counts, stage by stage."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from flowviz.dossier import Reading
from flowviz.evidence import Telling, counted, judge, stages_of, telling
from flowviz.records import Citation, Group, Source, Transfer
from flowviz.terms import CountedBy, Reporter, Stage


class LeftOut(NamedTuple):
    """What does not count for another account of the same goods does.

    ``wholly`` are the transfers of which nothing counts; ``at`` the transfers that count at some
    of their stages, each with a stage at which they do not. ``instead`` are those that count where
    what the other side, exporter or importer, tells of the same goods does not.
    """

    wholly: tuple[str, ...] = ()
    at: tuple[tuple[str, Stage], ...] = ()
    instead: tuple[str, ...] = ()


def left_out(
    dossier: Reading,
    groups: Sequence[Group],
    transfers: Mapping[str, Transfer],
    sources: Mapping[str, Source],
    fallen: Collection[str],
) -> LeftOut:
    """What the groups leave out, as the dossier stands now.

    ``transfers`` are all those of the groups. What is cited is read only for groups in which the
    rule has a say.
    """
    stages = {id_: stages_of(each) for id_, each in transfers.items()}
    asking = [group for group in groups if _asks_the_rule(group, stages)]
    told = [id_ for group in asking for each in group.accounts for id_ in each.transfers]
    records = {id_: transfers[id_] for id_ in told}
    cited = _cited(dossier, records)
    data_sets = dossier.data_sets() if asking else {}
    own = {id_: each.source for id_, each in data_sets.items()}
    judged = {
        id_: (each, judge(each, cited[id_], sources, fallen, own.get(each.data_set, "")))
        for id_, each in records.items()
    }
    silent: dict[str, set[Stage]] = defaultdict(set)
    for group in groups:
        tellings: list[Telling] = []
        if all(id_ in judged for account in group.accounts for id_ in account.transfers):
            tellings = [
                telling(judged[id_] for id_ in account.transfers) for account in group.accounts
            ]
        for at, account in enumerate(group.accounts):
            for id_ in account.transfers:
                silent[id_].update(
                    stage for stage in stages[id_] if counted(group, tellings, stage).account != at
                )
    wholly = tuple(id_ for id_, of_record in silent.items() if of_record == stages[id_])
    return LeftOut(
        wholly,
        tuple(
            (id_, stage)
            for id_, of_record in silent.items()
            for stage in of_record
            if of_record != stages[id_]
        ),
        tuple(
            id_
            for group in groups
            for id_ in _told_by_both(group, transfers)
            if silent[id_] != stages[id_]
        ),
    )


def _told_by_both(group: Group, transfers: Mapping[str, Transfer]) -> Iterator[str]:
    """The transfers of one side in a group that has an account of the other side too."""
    other = {Reporter.EXPORTER: Reporter.IMPORTER, Reporter.IMPORTER: Reporter.EXPORTER}
    told = [{transfers[id_].reporter for id_ in account.transfers} for account in group.accounts]
    for at, account in enumerate(group.accounts):
        beside = set().union(*(each for number, each in enumerate(told) if number != at))
        for id_ in account.transfers:
            reporter = transfers[id_].reporter
            if reporter is not None and other.get(reporter) in beside:
                yield id_


def _asks_the_rule(group: Group, stages: Mapping[str, frozenset[Stage]]) -> bool:
    """Whether the rule chooses, or has to at a stage of which the account chosen is silent."""
    if group.counted_by is CountedBy.RULE:
        return True
    chosen, others = set[Stage](), set[Stage]()
    for account in group.accounts:
        told = chosen if account.is_counted else others
        told.update(*(stages[id_] for id_ in account.transfers))
    return not others <= chosen


def _cited(dossier: Reading, transfers: Mapping[str, Transfer]) -> Mapping[str, list[Citation]]:
    """What is cited for some transfers and their parts, by transfer."""
    owner = {part: id_ for id_, transfer in transfers.items() for part in transfer.part_ids()}
    found: dict[str, list[Citation]] = defaultdict(list)
    if owner:
        for citation in dossier.citations(owner):
            found[owner[citation.subject_id]].append(citation)
    return found

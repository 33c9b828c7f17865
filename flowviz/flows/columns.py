"""From a dossier to columns; after this file nobody knows SQLite."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz import heap
from flowviz.arrays import Booleans, Codes, Indices, Int32s, kept
from flowviz.dossier import Reading
from flowviz.evidence import EXISTENCES, fallen
from flowviz.flows.cited import STATEMENT, cited
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.conflicts import Told, read_told
from flowviz.flows.counting import LeftOut, left_out
from flowviz.flows.figures import figure_columns
from flowviz.flows.judged import NOT_STATED, Stated, judged
from flowviz.flows.tables import (
    KINDS,
    NO_VERDICT,
    REPORTERS,
    STAGES,
    Columns,
    LineColumns,
    TransferColumns,
)
from flowviz.flows.texts import Texts
from flowviz.records import Group, Source, flow_id
from flowviz.terms import Stage

__all__ = ["Columns", "Rows", "build", "read_columns"]

# Few and plain cells a row: what is one of a handful comes in one text, told apart once.
_TRANSFERS = """
SELECT id, supplier, recipient,
       existence || '|' || kind || '|' || coalesce(reporter, '') || '|' || existence_reason,
       data_set
FROM transfer ORDER BY id
"""
_DATA_SETS = """
SELECT d.id, d.is_counted, coalesce(s.id, '')
FROM data_set d LEFT JOIN source s ON s.id = d.source
"""
_LINES = "SELECT id, transfer, position, designation, category FROM line ORDER BY id"
_FIGURES = """
SELECT iif(line = '', transfer, ''), line,
       stage || '|' || iif(basis = 'total', amount_kind || '|' || is_uncertain, 'unknown|included')
       || '|' || unit,
       iif(basis = 'included', '||', iif(amount_kind = 'exact', value,
           coalesce(value, '') || '|' || coalesce(low, '') || '|' || coalesce(high, ''))),
       coalesce(earliest || latest, '') || years
FROM figure WHERE basis = 'total' OR basis = 'included' AND NOT EXISTS (
    SELECT 1 FROM figure AS other WHERE other.transfer = figure.transfer AND other.basis = 'total')
ORDER BY id
"""
_KEPT = "SELECT DISTINCT source FROM snapshot"

_ALL_STAGES = np.uint8((1 << len(STAGES)) - 1)

_MANY = 100_000
"""From so many records on it is worth 50 ms to give back what reading them took."""


class Rows(NamedTuple):
    """What ``build`` makes columns of: plain rows, as the statements above give them.

    ``actors`` (code, name); ``transfers`` (id, supplier, recipient, "existence|kind|reporter|reason
    of that existence", data set), by id; ``lines`` (id, transfer, position, designation, category),
    by id; ``figures`` (transfer or "" for that of the line, line or "", "stage|amount kind|is
    uncertain|unit", amount, dates), by id: the amount as "value" where it is exact and as
    "value|low|high" where not, the dates as the earliest day, the latest and the listed years, one
    after the other; of a record without a total its included figures, as unknown amounts with
    "included" for whether they are uncertain; ``data_sets`` (id, is counted, source or "");
    ``cited`` as ``flowviz.flows.cited`` asks for it; ``verdicts`` (flow, existence);
    ``sources`` by identifier, and ``archived`` those of which a copy is kept; ``told`` is what
    else conflicts are found in; ``left_out`` is what other accounts of the same goods count
    instead of; ``spellings`` give the item that a designation means where it is another
    spelling of it.
    """

    actors: Iterable[tuple[Any, ...]]
    transfers: Iterable[tuple[Any, ...]]
    lines: Iterable[tuple[Any, ...]]
    figures: Iterable[tuple[Any, ...]]
    data_sets: Iterable[tuple[Any, ...]] = ()
    cited: Iterable[tuple[Any, ...]] = ()
    verdicts: Iterable[tuple[Any, ...]] = ()
    sources: Mapping[str, Source] = MappingProxyType({})
    archived: frozenset[str] = frozenset()
    told: Told = Told()
    left_out: LeftOut = LeftOut()
    spellings: Mapping[str, str] = MappingProxyType({})


class _Transfers(NamedTuple):
    """The transfers as read; ``codes`` are those of their actors, in order."""

    ids: Texts
    identifiers: Identifiers
    codes: tuple[str, ...]
    pair_supplier: Int32s
    pair_recipient: Int32s
    pair: Indices
    traits: tuple[Codes, Booleans, Codes, Codes]
    data_set: NDArray[np.int64]
    data_sets: tuple[str, ...]


def read_columns(dossier: Reading) -> Columns:
    """The columns of all that a dossier holds now."""
    sources = dossier.sources()
    gone = fallen(sources)
    told = read_told(dossier, gone)
    columns = build(
        Rows(
            dossier.rows("SELECT code, name FROM actor"),
            dossier.rows(_TRANSFERS),
            dossier.rows(_LINES),
            dossier.rows(_FIGURES),
            dossier.rows(_DATA_SETS),
            dossier.rows(STATEMENT),
            ((flow, each.existence) for flow, each in dossier.verdicts().items()),
            sources,
            frozenset(source for (source,) in dossier.rows(_KEPT)),
            told,
            left_out(dossier, told.groups, told.transfers, sources, gone),
            dossier.spellings(),
        )
    )
    if len(columns.transfers.ids) > _MANY:
        dossier.let_go()
        heap.give_back()
    return columns


def build(rows: Rows) -> Columns:
    """The columns of plain rows."""
    names: dict[str, str] = dict(rows.actors)
    read = _transfers(rows.transfers)
    lines, line_identifiers, categories, designations = _lines(
        rows.lines, read.identifiers, rows.spellings
    )
    data_sets = {id_: (is_counted, source) for id_, is_counted, source in rows.data_sets}
    gone = fallen(rows.sources)
    own = tuple(data_sets.get(id_, (True, ""))[1] for id_ in read.data_sets)
    testimony = cited(rows.cited, read.identifiers, rows.sources, gone, own, read.data_set)
    standing = testimony.standing()
    _, _, kind, reporter = read.traits
    found = judged(testimony, _stated(read, [source in gone for source in own]), rows.archived)
    is_counted = _of_data_set(read, {id_: bool(row[0]) for id_, row in data_sets.items()})
    is_counted &= ~_marked(rows.left_out.wholly, read)
    silent_at = _silent_at(rows.left_out.at, read)
    silent_at[~is_counted] = _ALL_STAGES
    figures, units, has_figures, is_included = figure_columns(
        rows.figures, read.identifiers, line_identifiers, lines, read.pair, silent_at
    )
    return Columns(
        actor_codes=read.codes,
        actor_names=tuple(names.get(code, code) for code in read.codes),
        units=units,
        categories=categories,
        designations=designations,
        grade_sets=found.grade_sets,
        pair_supplier=read.pair_supplier,
        pair_recipient=read.pair_recipient,
        transfers=TransferColumns(
            ids=read.ids,
            pair=read.pair,
            existence=found.existence,
            kind=kept(kind),
            reporter=kept(reporter),
            marks=found.marks,
            is_counted=kept(is_counted),
            silent_at=kept(silent_at),
            is_for_both=kept(_marked(rows.left_out.instead, read)),
            is_disputed=_with_accounts(found.is_disputed, rows.told.groups, read),
            grades=found.grades,
            has_figures=has_figures,
            is_included=is_included,
            first_line=kept(np.searchsorted(lines.transfer, np.arange(len(read.ids) + 1))),
            data_set=kept(read.data_set.astype(np.int32)),
        ),
        lines=lines,
        figures=figures,
        cited_transfer=standing.transfer,
        cited_source=standing.source,
        cited_backs=standing.backs,
        source_ids=standing.source_ids,
        source_root=standing.root,
        data_sets=read.data_sets,
        verdict=_verdicts(rows.verdicts, read),
        told=rows.told,
        spellings=MappingProxyType(dict(rows.spellings)),
    )


def _stated(read: _Transfers, has_fallen: Sequence[bool]) -> Stated:
    """What is stated of the existence of each transfer, and by whom.

    ``has_fallen`` is whether the source of each data set has.
    """
    existence, is_by_hand, _, _ = read.traits
    is_of_set = np.array([bool(id_) for id_ in read.data_sets], np.bool_)[read.data_set]
    is_of_fallen_set = np.array(has_fallen, np.bool_)[read.data_set]
    return Stated(existence, is_by_hand, is_of_set, is_of_fallen_set)


def _transfers(rows: Iterable[tuple[Any, ...]]) -> _Transfers:
    data, ends = bytearray(), array("Q")

    def hash_of(id_: str) -> int:
        data.extend(id_.encode())
        ends.append(len(data))
        return hash(id_)

    actors, traits, data_sets = Numbering(), Numbering(), Numbering()
    hashes, supplier, recipient, trait, data_set = numbered(
        rows, hash_of, *(each.__getitem__ for each in (actors, actors, traits, data_sets))
    )
    codes, rank = actors.in_order()
    keys, pair = np.unique(rank[supplier] * len(codes) + rank[recipient], return_inverse=True)
    suppliers, recipients = np.divmod(keys, max(len(codes), 1))
    return _Transfers(
        ids=Texts(bytes(data), ends),
        identifiers=Identifiers(hashes),
        codes=codes,
        pair_supplier=kept(suppliers.astype(np.int32)),
        pair_recipient=kept(recipients.astype(np.int32)),
        pair=kept(pair.astype(np.intp, copy=False)),
        traits=_traits(traits, trait),
        data_set=data_set,
        data_sets=tuple(data_sets),
    )


def _traits(
    traits: Iterable[str], trait: NDArray[np.int64]
) -> tuple[Codes, Booleans, Codes, Codes]:
    """Existence, whether a person gives a reason for it, kind and reporter, a row a transfer."""
    cells = [text.split("|", 3) for text in traits]
    existences = {"": NOT_STATED} | {str(each): code for code, each in enumerate(EXISTENCES)}
    kinds = list(map(str, KINDS))
    reporters = {"": 255} | {str(reporter): number for number, reporter in enumerate(REPORTERS)}
    existence = np.array([existences[cell[0]] for cell in cells], np.uint8)
    is_reasoned = np.array([bool(cell[3].strip()) for cell in cells], np.bool_)
    is_by_hand: Booleans = is_reasoned & (existence != NOT_STATED)
    kind = np.array([kinds.index(cell[1]) for cell in cells], np.uint8)
    reporter = np.array([reporters[cell[2]] for cell in cells], np.uint8)
    return existence[trait], is_by_hand[trait], kind[trait], reporter[trait]


def _verdicts(rows: Iterable[tuple[Any, ...]], read: _Transfers) -> Codes:
    """(P,) what a person decided on the existence of each pair."""
    decided = {id_: EXISTENCES.index(existence) for id_, existence in rows}
    verdict = np.full(len(read.pair_supplier), NO_VERDICT, np.uint8)
    if decided:
        ends = zip(read.pair_supplier.tolist(), read.pair_recipient.tolist(), strict=True)
        for pair, (supplier, recipient) in enumerate(ends):
            id_ = flow_id(read.codes[supplier], read.codes[recipient])
            verdict[pair] = decided.get(id_, NO_VERDICT)
    return kept(verdict)


def _lines(
    rows: Iterable[tuple[Any, ...]], transfers: Identifiers, spellings: Mapping[str, str]
) -> tuple[LineColumns, NDArray[np.int64], tuple[str, ...], tuple[str, ...]]:
    """The lines, the hashes of their identifiers, the categories and the designations.

    A designation that is another spelling of an item is that item's.
    """
    designations, categories = Numbering(), Numbering()
    number = designations.__getitem__

    def number_of_item(designation: str) -> int:
        return number(spellings.get(designation, designation))

    hashes, transfer_hash, position, designation, category = numbered(
        rows, hash, hash, int, number_of_item if spellings else number, categories.__getitem__
    )
    transfer = transfers.places(transfer_hash)
    order = np.lexsort((position, transfer))
    designation_names, designation_rank = designations.in_order()
    category_names, category_rank = categories.in_order()
    lines = LineColumns(
        kept(transfer[order].astype(np.int32)),
        kept(category_rank[category[order]].astype(np.int16)),
        kept(designation_rank[designation[order]].astype(np.int32)),
    )
    return lines, hashes[order], category_names, designation_names


def _with_accounts(is_disputed: Booleans, groups: Iterable[Group], read: _Transfers) -> Booleans:
    """Who denies one account of some goods denies the goods: the account that counts as well."""
    denied = is_disputed.copy()
    for group in groups:
        told = ((id_,) for account in group.accounts for id_ in account.transfers)
        places = read.identifiers.places(numbered(told, hash)[0])
        denied[places] |= is_disputed[places].any()
    return kept(denied)


def _marked(ids: Iterable[str], read: _Transfers) -> Booleans:
    """Which transfers are among some."""
    is_marked = np.zeros(len(read.ids), np.bool_)
    is_marked[read.identifiers.places(np.fromiter(map(hash, ids), np.int64))] = True
    return is_marked


def _silent_at(stages: Iterable[tuple[str, Stage]], read: _Transfers) -> Codes:
    """(T,) the stages at which another account counts instead of each transfer, a bit a stage."""
    found = np.zeros(len(read.ids), np.uint8)
    told = list(stages)
    places = read.identifiers.places(np.array([hash(id_) for id_, _ in told], np.int64))
    for place, (_, stage) in zip(places.tolist(), told, strict=True):
        found[place] |= np.uint8(1 << STAGES.index(stage))
    return found


def _of_data_set(read: _Transfers, values: Mapping[str, bool]) -> Booleans:
    """What holds of each transfer by its data set; True where that is not there."""
    return np.array([values.get(id_, True) for id_ in read.data_sets], np.bool_)[read.data_set]

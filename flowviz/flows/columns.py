"""From a dossier to columns; after this file nobody knows SQLite."""

from array import array
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz import heap
from flowviz.arrays import Booleans, Indices, Int32s, kept
from flowviz.dossier import Reading
from flowviz.evidence import EXISTENCES
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.figures import figure_columns
from flowviz.flows.tables import KINDS, REPORTERS, Columns, LineColumns, TransferColumns, distinct
from flowviz.flows.texts import Texts

__all__ = ["Columns", "Rows", "build", "read_columns"]

# Few and plain cells a row: what is one of a handful comes in one text, told apart once.
_TRANSFERS = """
SELECT id, supplier, recipient, existence || '|' || kind || '|' || coalesce(reporter, ''), data_set
FROM transfer ORDER BY id
"""
_DATA_SETS = """
SELECT d.id, d.is_counted, coalesce(s.id, '')
FROM data_set d LEFT JOIN source s ON s.id = d.source
"""
_LEFT_OUT = """
SELECT m.transfer FROM account_transfer m JOIN account a ON a.id = m.account
WHERE NOT a.is_counted
"""
_LINES = "SELECT id, transfer, position, designation, category FROM line ORDER BY id"
_FIGURES = """
SELECT iif(line = '', transfer, ''), line,
       stage || '|' || amount_kind || '|' || is_uncertain || '|' || unit,
       iif(amount_kind = 'exact', value,
           coalesce(value, '') || '|' || coalesce(low, '') || '|' || coalesce(high, '')),
       coalesce(earliest || latest, '') || years
FROM figure WHERE basis = 'total' ORDER BY id
"""
_SAID = "(c.stance <> 'contradicts') || c.reliability || coalesce(c.credibility, '') || '|'"
_CITED = f"""
SELECT c.subject_id, {_SAID} || c.source
      FROM citation c WHERE c.subject = 'transfer' AND c.status = 'live'
UNION ALL SELECT l.transfer, {_SAID} || c.source
      FROM citation c JOIN line l ON l.id = c.subject_id
      WHERE c.subject = 'line' AND c.status = 'live'
UNION ALL SELECT f.transfer, {_SAID} || c.source
      FROM citation c JOIN figure f ON f.id = c.subject_id
      WHERE c.subject = 'figure' AND c.status = 'live'
UNION ALL SELECT p.transfer, {_SAID} || c.source
      FROM citation c JOIN party p ON p.id = c.subject_id
      WHERE c.subject = 'party' AND c.status = 'live'
"""
# evidence.disputes_existence, said to the database.
_DISPUTED = """
SELECT c.subject_id FROM citation c JOIN source s ON s.id = c.source
WHERE c.subject = 'transfer' AND c.stance = 'contradicts' AND c.field IN ('', 'existence')
  AND c.status = 'live' AND s.status <> 'retracted'
"""
_RETRACTED = "SELECT id FROM source WHERE status = 'retracted'"


_MANY = 100_000
"""From so many records on it is worth 50 ms to give back what reading them took."""


class Rows(NamedTuple):
    """What ``build`` makes columns of: plain rows, as the statements above give them.

    ``actors`` (code, name); ``transfers`` (id, supplier, recipient, "existence|kind|reporter", data
    set), by id; ``lines`` (id, transfer, position, designation, category), by id; ``figures``
    (transfer or "" for that of the line, line or "", "stage|amount kind|is uncertain|unit", amount,
    dates), by id: the amount as "value" where it is exact and as "value|low|high" where not, the
    dates as the earliest day, the latest and the listed years, one after the other; ``data_sets``
    (id, is counted, source or ""); ``left_out`` (transfer,) whose account is not counted; ``cited``
    (transfer, "1B2|source": whether it does not contradict, its grade); ``disputed`` (transfer,);
    ``retracted`` (source,).
    """

    actors: Iterable[tuple[Any, ...]]
    transfers: Iterable[tuple[Any, ...]]
    lines: Iterable[tuple[Any, ...]]
    figures: Iterable[tuple[Any, ...]]
    data_sets: Iterable[tuple[Any, ...]] = ()
    left_out: Iterable[tuple[Any, ...]] = ()
    cited: Iterable[tuple[Any, ...]] = ()
    disputed: Iterable[tuple[Any, ...]] = ()
    retracted: Iterable[tuple[Any, ...]] = ()


class _Cited(NamedTuple):
    """What is cited for the transfers, and what follows of it."""

    transfer: Int32s
    source: Int32s
    source_ids: tuple[str, ...]
    grades: Int32s
    grade_sets: tuple[frozenset[str], ...]
    is_backed: Booleans


class _Transfers(NamedTuple):
    """The transfers as read; ``codes`` are those of their actors, in order."""

    ids: Texts
    identifiers: Identifiers
    codes: tuple[str, ...]
    pair_supplier: Int32s
    pair_recipient: Int32s
    pair: Indices
    traits: tuple[NDArray[np.uint8], ...]
    data_set: NDArray[np.int64]
    data_sets: tuple[str, ...]


def read_columns(dossier: Reading) -> Columns:
    """The columns of all that a dossier holds now."""
    columns = build(
        Rows(
            dossier.rows("SELECT code, name FROM actor"),
            dossier.rows(_TRANSFERS),
            dossier.rows(_LINES),
            dossier.rows(_FIGURES),
            dossier.rows(_DATA_SETS),
            dossier.rows(_LEFT_OUT),
            dossier.rows(_CITED),
            dossier.rows(_DISPUTED),
            dossier.rows(_RETRACTED),
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
    lines, line_identifiers, categories, designations = _lines(rows.lines, read.identifiers)
    data_sets = {id_: (is_counted, source) for id_, is_counted, source in rows.data_sets}
    cited = _cited(rows, read, data_sets)
    is_counted = _of_data_set(read, {id_: bool(row[0]) for id_, row in data_sets.items()})
    is_counted &= ~_marked(rows.left_out, read)
    figures, units, has_figures = figure_columns(
        rows.figures, read.identifiers, line_identifiers, lines, read.pair, is_counted
    )
    existence, kind, reporter = read.traits
    return Columns(
        actor_codes=read.codes,
        actor_names=tuple(names.get(code, code) for code in read.codes),
        units=units,
        categories=categories,
        designations=designations,
        grade_sets=cited.grade_sets,
        pair_supplier=read.pair_supplier,
        pair_recipient=read.pair_recipient,
        transfers=TransferColumns(
            ids=read.ids,
            pair=read.pair,
            existence=kept(existence),
            kind=kept(kind),
            reporter=kept(reporter),
            is_counted=kept(is_counted),
            is_disputed=kept(_marked(rows.disputed, read)),
            grades=cited.grades,
            is_backed=cited.is_backed,
            has_figures=has_figures,
            first_line=kept(np.searchsorted(lines.transfer, np.arange(len(read.ids) + 1))),
            data_set=kept(read.data_set.astype(np.int32)),
        ),
        lines=lines,
        figures=figures,
        cited_transfer=cited.transfer,
        cited_source=cited.source,
        source_ids=cited.source_ids,
        data_sets=read.data_sets,
    )


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
        traits=tuple(of_each[trait] for of_each in _traits(traits)),
        data_set=data_set,
        data_sets=tuple(data_sets),
    )


def _traits(traits: Iterable[str]) -> tuple[NDArray[np.uint8], ...]:
    """Existence, kind and reporter of each distinct text of them."""
    cells = [text.split("|") for text in traits]
    existences, kinds = list(map(str, EXISTENCES)), list(map(str, KINDS))
    reporters = {"": 255} | {str(reporter): number for number, reporter in enumerate(REPORTERS)}
    return (
        np.array(
            [existences.index(existence or "tentative") for existence, _, _ in cells], np.uint8
        ),
        np.array([kinds.index(kind) for _, kind, _ in cells], np.uint8),
        np.array([reporters[reporter] for _, _, reporter in cells], np.uint8),
    )


def _lines(
    rows: Iterable[tuple[Any, ...]], transfers: Identifiers
) -> tuple[LineColumns, NDArray[np.int64], tuple[str, ...], tuple[str, ...]]:
    """The lines, the hashes of their identifiers, the categories and the designations."""
    designations, categories = Numbering(), Numbering()
    hashes, transfer_hash, position, designation, category = numbered(
        rows, hash, hash, int, designations.__getitem__, categories.__getitem__
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


def _marked(rows: Iterable[tuple[Any, ...]], read: _Transfers) -> Booleans:
    """Which transfers some rows name."""
    is_marked = np.zeros(len(read.ids), np.bool_)
    is_marked[read.identifiers.places(numbered(rows, hash)[0])] = True
    return is_marked


def _of_data_set(read: _Transfers, values: Mapping[str, bool]) -> Booleans:
    """What holds of each transfer by its data set; True where that is not there."""
    return np.array([values.get(id_, True) for id_ in read.data_sets], np.bool_)[read.data_set]


def _cited(rows: Rows, read: _Transfers, data_sets: Mapping[str, tuple[Any, str]]) -> _Cited:
    """The sources behind each transfer: those cited for it and that of its data set."""
    said = Numbering()
    hashes, word = numbered(rows.cited, hash, said.__getitem__)
    transfer = read.identifiers.places(hashes)
    retracted = {source for (source,) in rows.retracted}
    cells = [(text[0] == "1", *text[1:].partition("|")[::2]) for text in said]
    own = [data_sets.get(id_, (True, ""))[1] for id_ in read.data_sets]
    source_ids = tuple(sorted({source for _, _, source in cells} | set(filter(None, own))))
    number = {source: at for at, source in enumerate(source_ids)}
    holds = np.array([source not in retracted for _, _, source in cells], np.bool_)
    backs = holds & np.array([is_for for is_for, _, _ in cells], np.bool_)
    own_number = np.array([number.get(source, -1) for source in own], np.intp)[read.data_set]
    has_own = np.array([bool(source) for source in own], np.bool_)[read.data_set]
    is_backed = np.array([source not in ("", *retracted) for source in own], np.bool_)
    is_backed = is_backed[read.data_set]
    is_backed[transfer[backs[word]]] = True
    cited_number = np.array([number[source] for _, _, source in cells], np.intp)[word]
    count = max(len(source_ids), 1)
    combined = distinct(
        np.concatenate(
            (transfer * count + cited_number, np.flatnonzero(has_own) * count + own_number[has_own])
        )
    )
    cited_transfer, cited_source = np.divmod(combined, count)
    grades, grade_sets = _grades(
        transfer[holds[word]], word[holds[word]], [cell[1] for cell in cells], len(read.ids)
    )
    return _Cited(
        kept(cited_transfer.astype(np.int32)),
        kept(cited_source.astype(np.int32)),
        source_ids,
        grades,
        grade_sets,
        kept(is_backed),
    )


def _grades(
    transfer: Indices, word: NDArray[np.int64], grade_of_word: list[str], count: int
) -> tuple[Int32s, tuple[frozenset[str], ...]]:
    """Which set of grades each transfer has, and the sets; no citation is one without a grade."""
    names = sorted({"", *grade_of_word})
    rank = np.array([names.index(grade) for grade in grade_of_word], np.intp)
    held = np.zeros(count, np.int64)
    for at in range(len(names)):
        # One bit a grade: reliability and credibility give 49 at most.
        held[distinct(transfer[rank[word] == at])] |= np.int64(1) << np.int64(at)
    held[held == 0] = 1
    masks, grades = np.unique(held, return_inverse=True)
    sets = (
        frozenset(name for at, name in enumerate(names) if int(mask) >> at & 1) for mask in masks
    )
    return kept(grades.astype(np.int32)), tuple(sets)

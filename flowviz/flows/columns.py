"""From a dossier to columns; after this file nobody knows SQLite."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from flowviz.amounts import AmountKind
from flowviz.dossier import Dossier
from flowviz.evidence import EXISTENCES
from flowviz.flows.tables import (
    AMOUNT_KINDS,
    EXACT,
    KINDS,
    REPORTERS,
    STAGES,
    UNKNOWN,
    Columns,
    FigureColumns,
    Indices,
    LineColumns,
    TransferColumns,
    Years,
    distinct,
    kept,
)

__all__ = ["Columns", "Rows", "build", "read_columns"]

_TRANSFERS = """
SELECT t.id, t.supplier, t.recipient, t.existence, t.kind, t.reporter,
       coalesce(d.is_counted, 1)
       AND coalesce((SELECT min(a.is_counted) FROM account_transfer m
                     JOIN account a ON a.id = m.account WHERE m.transfer = t.id), 1),
       coalesce((SELECT s.id FROM source s WHERE s.id = d.source), '')
FROM transfer t LEFT JOIN data_set d ON d.id = t.data_set ORDER BY t.id
"""
_LINES = "SELECT id, transfer, designation, category FROM line ORDER BY transfer, position, id"
_FIGURES = """
SELECT transfer, line, stage, unit, amount_kind, value,
       iif(amount_kind = 'exact', NULL, low), iif(amount_kind = 'exact', NULL, high),
       CAST(substr(earliest, 1, 4) AS INTEGER), CAST(substr(latest, 1, 4) AS INTEGER),
       iif(years = '' OR length(years) = 5 * (substr(latest, 1, 4) - substr(earliest, 1, 4)) + 4,
           '', years),
       is_uncertain
FROM figure WHERE basis = 'total' ORDER BY id
"""
_CITED = """
SELECT subject_id, source, stance <> 'contradicts' FROM citation
WHERE subject = 'transfer' AND status = 'live'
UNION ALL SELECT l.transfer, c.source, c.stance <> 'contradicts'
      FROM citation c JOIN line l ON l.id = c.subject_id
      WHERE c.subject = 'line' AND c.status = 'live'
UNION ALL SELECT f.transfer, c.source, c.stance <> 'contradicts'
      FROM citation c JOIN figure f ON f.id = c.subject_id
      WHERE c.subject = 'figure' AND c.status = 'live'
UNION ALL SELECT p.transfer, c.source, c.stance <> 'contradicts'
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


class Rows(NamedTuple):
    """What ``build`` makes columns of: plain rows, in the order of the statements above.

    ``actors`` (code, name); ``transfers`` (id, supplier, recipient, existence, kind, reporter,
    is counted, source of its data set or ""), by id; ``lines`` (id, transfer, designation,
    category), by transfer; ``figures`` (transfer, line or "", stage, unit, amount kind, value, low,
    high, first year, last year, its years as "1979,1981" if they leave out one between or "", is
    uncertain), the bounds of exact ones left out, for they are the value;
    ``cited`` (transfer, source, whether it does not contradict); ``disputed`` (transfer,);
    ``retracted`` (source,).
    """

    actors: Iterable[tuple[str, str]]
    transfers: Iterable[tuple[Any, ...]]
    lines: Iterable[tuple[Any, ...]]
    figures: Iterable[tuple[Any, ...]]
    cited: Iterable[tuple[Any, ...]] = ()
    disputed: Iterable[tuple[Any, ...]] = ()
    retracted: Iterable[tuple[Any, ...]] = ()


def read_columns(dossier: Dossier) -> Columns:
    """The columns of all that a dossier holds now."""
    return build(
        Rows(
            dossier.rows("SELECT code, name FROM actor"),
            dossier.rows(_TRANSFERS),
            dossier.rows(_LINES),
            dossier.rows(_FIGURES),
            dossier.rows(_CITED),
            dossier.rows(_DISPUTED),
            dossier.rows(_RETRACTED),
        )
    )


def build(rows: Rows) -> Columns:
    """The columns of plain rows."""
    names: dict[str, str] = dict(rows.actors)
    transfers = _turned(rows.transfers, 8)
    lines = _turned(rows.lines, 4)
    codes = sorted(set(transfers[1]) | set(transfers[2]))
    transfer_index = {id_: index for index, id_ in enumerate(transfers[0])}
    pair_supplier, pair_recipient, pair = _pairs(codes, transfers[1], transfers[2])
    categories = sorted(set(lines[3]))
    line_columns = _line_columns(lines, transfer_index, categories)
    figures = _turned(rows.figures, 12)
    units = sorted(set(figures[3]))
    figure_transfer = _indices(transfer_index, figures[0])
    of_data_sets = zip(transfers[0], transfers[7], strict=True)
    cited = [*rows.cited, *((id_, source, True) for id_, source in of_data_sets if source)]
    retracted = {row[0] for row in rows.retracted}
    transfer_columns = _transfer_columns(
        transfers,
        pair,
        line_columns,
        figure_transfer,
        {row[0] for row in rows.disputed},
        {id_ for id_, source, backs in cited if backs and source not in retracted},
    )
    cited_transfer, cited_source, source_ids = _cited(cited, transfer_index)
    return Columns(
        actor_codes=tuple(codes),
        actor_names=tuple(names.get(code, code) for code in codes),
        units=tuple(units),
        categories=tuple(categories),
        pair_supplier=pair_supplier,
        pair_recipient=pair_recipient,
        transfers=transfer_columns,
        lines=line_columns,
        figures=_figure_columns(
            figures,
            figure_transfer,
            _line_indices(lines[0], figures[1]),
            units,
            transfer_columns,
            line_columns,
        ),
        cited_transfer=cited_transfer,
        cited_source=cited_source,
        source_ids=source_ids,
    )


def _turned(rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """Rows as columns; ``zip(*rows)`` would hold an iterator a row, which takes twice as long."""
    held = list(rows)
    return [tuple(map(itemgetter(column), held)) for column in range(width)]


def _pairs(
    codes: list[str], suppliers: Sequence[str], recipients: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.int32], Indices]:
    index = {code: number for number, code in enumerate(codes)}
    key = _indices(index, suppliers) * len(codes) + _indices(index, recipients)
    keys, pair = np.unique(key, return_inverse=True)
    supplier, recipient = np.divmod(keys, max(len(codes), 1))
    return kept(supplier.astype(np.int32)), kept(recipient.astype(np.int32)), kept(pair)


def _transfer_columns(
    transfers: list[tuple[Any, ...]],
    pair: Indices,
    lines: LineColumns,
    figure_transfer: Indices,
    disputed: set[str],
    backed: set[str],
) -> TransferColumns:
    count = len(transfers[0])
    has_figures = np.zeros(count, dtype=np.bool_)
    has_figures[figure_transfer] = True
    return TransferColumns(
        ids=transfers[0],
        pair=pair,
        existence=_codes(EXISTENCES, transfers[3]),
        kind=_codes(KINDS, transfers[4]),
        reporter=_codes(REPORTERS, transfers[5]),
        is_counted=kept(np.array(transfers[6], dtype=np.bool_)),
        is_disputed=kept(np.array([id_ in disputed for id_ in transfers[0]], dtype=np.bool_)),
        is_backed=kept(np.array([id_ in backed for id_ in transfers[0]], dtype=np.bool_)),
        has_figures=kept(has_figures),
        first_line=kept(np.searchsorted(lines.transfer, np.arange(count + 1))),
    )


def _line_columns(
    lines: list[tuple[Any, ...]], transfer_index: dict[str, int], categories: list[str]
) -> LineColumns:
    index = {category: number for number, category in enumerate(categories)}
    return LineColumns(
        kept(_indices(transfer_index, lines[1]).astype(np.int32)),
        kept(_indices(index, lines[3]).astype(np.int16)),
        lines[2],
    )


def _line_indices(ids: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int32]:
    index = {id_: number for number, id_ in enumerate(ids)}
    index[""] = -1
    return _indices(index, wanted).astype(np.int32)


def _figure_columns(
    figures: list[tuple[Any, ...]],
    transfer: Indices,
    line: NDArray[np.int32],
    units: list[str],
    transfers: TransferColumns,
    lines: LineColumns,
) -> FigureColumns:
    """Keep the rows of counted transfers, sort them, and note where the blocks are."""
    unit = _indices({name: number for number, name in enumerate(units)}, figures[3])
    block = _codes(STAGES, figures[2]).astype(np.int64) * len(units) + unit
    first_year, last_year = (_years(column) for column in figures[8:10])
    order = _in_time(block, first_year, last_year)
    order = order[transfers.is_counted[transfer[order]]]
    kind, line = _codes(AMOUNT_KINDS, figures[4])[order], line[order]
    numbers, (value_number, low_number, high_number) = _numbers(figures[5:8], kind, order)
    floats = np.array([np.nan if number is None else float(number) for number in numbers])
    has_value = value_number > 0
    low_number_in_sums = np.where(low_number > 0, low_number, value_number)
    is_about = kind == AMOUNT_KINDS.index(AmountKind.ABOUT)
    first_year, last_year, block = first_year[order], last_year[order], block[order]
    listed, listed_first, listed_years = _listed(figures[10], order)
    blocks = np.arange(len(STAGES) * len(units) + 1)
    columns = FigureColumns(
        pair=transfers.pair[transfer[order]],
        transfer=transfer[order].astype(np.int32),
        line=line,
        category=np.append(lines.category, np.int16(-1))[line],
        kind=kind,
        value=np.where(has_value, floats[value_number], 0.0),
        has_value=has_value,
        low=floats[low_number_in_sums],
        high=floats[np.where(is_about, value_number, high_number)],
        first_year=first_year,
        last_year=last_year,
        numbers=numbers,
        value_number=value_number,
        low_number=low_number,
        high_number=high_number,
        inexact=np.flatnonzero(kind != EXACT),
        uncertain=np.flatnonzero(np.array(figures[11], np.bool_)[order] & (kind != UNKNOWN)),
        whole=np.flatnonzero(line == -1),
        spans=np.flatnonzero(first_year != last_year),
        listed=listed,
        listed_first=listed_first,
        listed_years=listed_years,
        block_first=np.searchsorted(block, blocks),
        block_undated=np.searchsorted(block * 2 + (first_year == 0), blocks[:-1] * 2 + 1),
    )
    for name in FigureColumns.__slots__:
        if name != "numbers":
            kept(getattr(columns, name))
    return columns


def _numbers(
    texts: list[tuple[Any, ...]], kind: NDArray[np.uint8], order: Indices
) -> tuple[tuple[Decimal | None, ...], list[NDArray[np.int32]]]:
    """The distinct numbers, None first, and which of them are each row's value, low and high."""
    stated = dict.fromkeys((None, *texts[0], *texts[1], *texts[2]))
    index = {text: number for number, text in enumerate(stated)}
    value, *bounds = (_indices(index, column)[order].astype(np.int32) for column in texts)
    numbers = tuple(None if text is None else Decimal(text) for text in stated)
    return numbers, [value, *(np.where(kind == EXACT, value, bound) for bound in bounds)]


def _listed(texts: Sequence[str], order: Indices) -> tuple[Indices, Indices, Years]:
    """The rows whose lists of years have gaps, where the years of each begin, and the years."""
    has_gaps = np.fromiter(map(bool, texts), dtype=np.bool_, count=len(texts))[order]
    rows = np.flatnonzero(has_gaps)
    lists = [texts[row].split(",") for row in order[rows].tolist()]
    first = np.cumsum([0, *map(len, lists)])
    return rows, first, np.array([int(year) for years in lists for year in years], np.int16)


def _in_time(
    block: NDArray[np.int64], first_year: NDArray[np.int16], last_year: NDArray[np.int16]
) -> Indices:
    """The order by block, then time, undated ones last in their block, as one integer key."""
    key = (block * 2 + (first_year == 0)) * 10_000 + first_year
    return np.argsort(key * 10_000 + last_year, kind="stable")


def _cited(
    cited: Iterable[tuple[Any, ...]],
    transfer_index: dict[str, int],
) -> tuple[NDArray[np.int32], NDArray[np.int32], tuple[str, ...]]:
    """The sources behind each transfer: those cited for it and that of its data set."""
    ids, sources = _turned(cited, 2)
    source_ids = tuple(sorted(set(sources)))
    count = max(len(source_ids), 1)
    source = _indices({source: number for number, source in enumerate(source_ids)}, sources)
    combined = distinct(_indices(transfer_index, ids) * count + source)
    transfer, source = np.divmod(combined, count)
    return kept(transfer.astype(np.int32)), kept(source.astype(np.int32)), source_ids


def _indices(index: Mapping[Any, int], names: Sequence[Any]) -> Indices:
    return np.fromiter(map(index.__getitem__, names), dtype=np.intp, count=len(names))


def _codes(names: Sequence[str], values: Sequence[str | None]) -> NDArray[np.uint8]:
    index: dict[str | None, int] = {str(name): number for number, name in enumerate(names)}
    index[None] = 255
    return kept(np.fromiter(map(index.__getitem__, values), dtype=np.uint8, count=len(values)))


def _years(years: Sequence[int | None]) -> NDArray[np.int16]:
    return np.fromiter((year or 0 for year in years), dtype=np.int16, count=len(years))

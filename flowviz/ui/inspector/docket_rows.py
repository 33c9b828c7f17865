"""The evidence behind a flow as rows: what speaks against it first, then records, then notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from flowviz.flows.words import count_words, quantity
from flowviz.ui.inspector.citation_rows import citation_rows, note_row
from flowviz.ui.inspector.record_rows import RecordRows, group_row
from flowviz.ui.inspector.rows import Later, Row, RowKind, Tone

if TYPE_CHECKING:
    from flowviz.flows.conflict import Conflict
    from flowviz.flows.docket import Docket

_FEW = 5
"""How many disputes, conflicts or groups are open by themselves."""


def docket_rows(docket: Docket, can_read: Callable[[], bool]) -> tuple[Row | Later, ...]:
    """The evidence behind a flow.

    ``can_read`` tells whether the dossier may be asked, which a job has at times.
    """
    records, rows = docket.records, RecordRows(docket, can_read)
    found: list[Row | Later] = list(_above(docket, rows))
    if found and len(records):
        counted = count_words(records.counted, _tr("record"))
        found.append(Row(RowKind.SECTION, _tr("Records"), counted))
    laters = rows.all()
    found += laters[: records.counted]
    if records.counted < len(records):
        others = count_words(len(records) - records.counted, _tr("record"))
        found.append(Row(RowKind.SECTION, _tr("Not counted in this flow"), others))
        found += laters[records.counted :]
    if docket.notes:
        found.append(Row(RowKind.SECTION, _tr("Notes")))
        found += [note_row(note) for note in docket.notes]
    return tuple(found)


def _above(docket: Docket, rows: RecordRows) -> Iterator[Row]:
    """What stands before the records: disputes, conflicts, accounts of the same goods."""
    disputed = tuple(rows.dispute(at) for at in docket.records.disputed())
    if disputed:
        words = count_words(len(disputed), _tr("record"))
        title = _tr("Disputed: a source says that it did not take place")
        yield _section(title, words, disputed)
    if docket.citations:
        title = _tr("Cited for the flow as a whole")
        yield _section(title, "", tuple(citation_rows(docket.citations)))
    apart = tuple(conflict_row(each) for each in docket.conflicts if each.is_disjoint)
    if apart:
        words = count_words(len(apart), _tr("conflict"))
        yield _section(_tr("Told differently"), words, apart)
    within = tuple(conflict_row(each) for each in docket.conflicts if not each.is_disjoint)
    if within:
        words = count_words(len(within), _tr("difference"))
        yield _section(_tr("Told differently, and both may be right"), words, within)
    if docket.group_count:
        groups = tuple(group_row(group) for group in docket.groups)
        title = _tr("Told more than once, counted once")
        yield _section(title, count_words(len(groups), _tr("group")), groups)


def conflict_row(conflict: Conflict) -> Row:
    """What two tell of one thing, side by side, with the difference."""
    cells = [(telling.who, telling.says or "\N{EN DASH}") for telling in conflict.tellings]
    if conflict.difference is not None:
        sign = "+" if conflict.difference > 0 else "\N{MINUS SIGN}"
        amount = quantity(abs(conflict.difference), conflict.unit)
        cells.append((_tr("difference"), f"{sign}{amount}"))
    return Row(
        RowKind.DETAIL,
        conflict.about or str(conflict.kind),
        lines=((Tone.TEXT, conflict.words),),
        cells=tuple(cells),
    )


def _section(title: str, side: str, rows: tuple[Row | Later, ...]) -> Row:
    return Row(RowKind.SECTION, title, side, children=rows, is_closed=len(rows) > _FEW)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Evidence", words)

"""The table itself: sorted and picked in, it shares the selection with the picture."""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from flowviz.records import Transfer
from flowviz.ui import text
from flowviz.ui.picked import Picked
from flowviz.ui.records_table.model import RecordsModel
from flowviz.ui.records_table.rows import Column, RecordRows
from flowviz.ui.records_table.tint import TintDelegate
from flowviz.ui.row_table import RowTable
from flowviz.ui.session import NOTHING, Selected, Session
from flowviz.ui.settings import Settings

_KEPT = "records"
_WIDTHS_PX = {
    Column.SUPPLIER: 140,
    Column.RECIPIENT: 140,
    Column.ITEMS: 220,
    Column.CATEGORY: 120,
    Column.AMOUNT: 150,
    Column.DATES: 100,
    Column.KIND: 100,
    Column.EXISTENCE: 100,
    Column.REPORTER: 100,
    Column.COUNTS: 130,
    Column.SOURCES: 80,
    Column.DATA_SET: 200,
}
_MOST_SHARED = 500
"""Rows picked at once that the picture follows; more are only copied and edited."""
_MOST_RANGES = 5_000
"""Stretches of rows that stay picked through an edit; Qt takes seconds for more."""
_OFFERED = (
    *("edit_record", "add_citation", "cite_many", "add_note", "duplicate", "duplicate_cited"),
    *("group_records", "link_record", "where_from", "delete_record", "batch_edit", "copy_rows"),
)


class RecordsTable(RowTable):
    """One row a record; sorted by a click on a heading, whose menu shows and hides columns."""

    picked_changed = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QWidget) -> None:
        super().__init__(settings, _KEPT, parent)
        self._session = session
        self._is_following = False
        self._titles: dict[str, str] = {}
        self._records = RecordsModel(self._rows(), self)
        self.setModel(self._records)
        self.setItemDelegate(TintDelegate(self))
        self._set_up()
        self._connect()
        self._show_selection()

    def model_of_records(self) -> RecordsModel:
        """The model behind the table."""
        return self._records

    def refresh(self) -> None:
        """Show the records and the selection of now; what is picked and in sight stays, by id."""
        if self._records.rows.flows is self._session.flows:
            self._show_selection()
            return
        ids, top = self.picked().ids, self._id_at(self.rowAt(0))
        current = self._id_at(self.currentIndex().row())
        self._is_following = True
        self._records.show_rows(self._rows())
        rows = self._records.rows
        self._pick([self._records.place_of(row) for row in rows.rows_of(ids)], current)
        self._is_following = False
        if len(ids) > _MOST_SHARED:  # the picture does not know of them
            self._records.mark(rows.of_pairs(self._session.selected.pairs))
        else:
            self._show_selection()
        for row in rows.rows_of((top,) if top else ()):
            hint = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self._records.index(self._records.place_of(row), 0), hint)
        self.picked_changed.emit()

    def picked(self) -> Picked:
        """The records that are picked."""
        rows, places = self._records.rows, self._picked(len(self._records.rows))
        if len(places) == 1:
            row = self._records.row_at(places[0])
            one = Picked.record(rows.id(row), rows.pair(row))
            return dataclasses.replace(one, are_rows=True)
        return Picked(Transfer, rows.ids(self._records.rows_at(places)), are_rows=True)

    def _id_at(self, place: int) -> str:
        """The identifier of the record at a place, "" beside all."""
        rows = self._records.rows
        return rows.id(self._records.row_at(place)) if 0 <= place < len(rows) else ""

    def sortByColumn(self, column: int, order: Qt.SortOrder) -> None:
        super().sortByColumn(column, order)
        self._show_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        known = {action.objectName(): action for action in self.actions()}
        menu.addActions([known[name] for name in _OFFERED if name in known])
        paste = menu.addAction(self.tr("Paste Rows…"))
        paste.setEnabled(not self._session.is_busy)
        paste.triggered.connect(self.paste_wanted)
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(self.currentIndex()).bottomLeft()
        menu.exec(self.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        menu.deleteLater()

    def _rows(self) -> RecordRows:
        session = self._session
        if not session.is_busy:
            self._titles = {id_: each.title for id_, each in session.dossier.data_sets().items()}
        return RecordRows(session.flows, self._titles)

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Table of records"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        # Of its own, else each painted heading looks through all rows that are picked.
        header.setSelectionModel(QItemSelectionModel(self._records, header))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.set_up(_WIDTHS_PX.items(), Column.AMOUNT)

    def _connect(self) -> None:
        session, header = self._session, self.horizontalHeader()
        session.flows_changed.connect(self._follow)
        session.selection_changed.connect(self._follow)
        header.customContextMenuRequested.connect(self._offer_columns)
        self._records.modelReset.connect(self._show_selection)
        self.selectionModel().selectionChanged.connect(self._select)
        self.doubleClicked.connect(self._edit)

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def _in_order(self) -> list[int]:
        header = self.horizontalHeader()
        return [header.logicalIndex(at) for at in range(header.count())]

    def _offer_columns(self, point: QPoint) -> None:
        menu = QMenu(self)
        for column in Column:
            action = menu.addAction(text.menu_text(self._records.heading(column)))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setData(int(column))
        chosen = menu.exec(self.horizontalHeader().mapToGlobal(point))
        menu.deleteLater()
        if chosen is not None:
            self.show_column(Column(chosen.data()), is_shown=chosen.isChecked())

    def show_column(self, column: Column, *, is_shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        shown = [each for each in Column if not self.isColumnHidden(each)]
        if is_shown or shown != [column]:
            self.setColumnHidden(column, not is_shown)
            self.keep_columns()

    def _edit(self, _index: QModelIndex) -> None:
        self.edit_wanted.emit()

    # The selection, both ways

    def _show_selection(self) -> None:
        if self._is_following:
            return
        selected, rows = self._session.selected, self._records.rows
        self._is_following = True
        self._records.mark(rows.of_pairs(selected.pairs))
        places = [self._records.place_of(row) for row in rows.rows_of(selected.transfers)]
        if not self._is_picked(places):
            self._pick(places)
            first = min(places) if places else self._records.first_marked()
            if first is not None:
                self.scrollTo(self._records.index(first, self._in_order()[0]))
        self._is_following = False

    def _is_picked(self, places: Sequence[int]) -> bool:
        """Whether just these rows are picked already, as after a click into the table."""
        return bool(places) and self._picked(_MOST_SHARED + 1) == sorted(places)

    def _picked(self, most: int) -> list[int]:
        """The first so many places that are picked, in their order; all may be a million."""
        ranges = self.selectionModel().selection()
        found: list[int] = []
        for at in range(ranges.count()):
            one = ranges.at(at)
            found.extend(range(one.top(), min(one.bottom() + 1, one.top() + most - len(found))))
        return sorted(set(found))

    def _pick(self, places: Sequence[int], current: str = "") -> None:
        picked, last = QItemSelection(), self._records.columnCount() - 1
        for first, end in _stretches(places)[:_MOST_RANGES]:
            picked.select(self._records.index(first, 0), self._records.index(end, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(picked, flags.ClearAndSelect)
        own = [self._records.place_of(row) for row in self._records.rows.rows_of((current,))]
        place = own[0] if own else min(places, default=-1)
        self.selectionModel().setCurrentIndex(self._records.index(place, 0), flags.NoUpdate)

    def _select(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.picked_changed.emit()
        if self._is_following:
            return
        places, rows = self._picked(_MOST_SHARED + 1), self._records.rows
        if not 0 < len(places) <= _MOST_SHARED:
            return
        own = [self._records.row_at(place) for place in places]
        pairs = tuple(dict.fromkeys(rows.pair(row) for row in own))
        ids = tuple(rows.id(row) for row in own)
        self._session.select(Selected(pairs=pairs, transfers=ids) if pairs else NOTHING)


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first and the last of each run of places that follow one another."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = runs[-1][0], place
        else:
            runs.append((place, place))
    return runs

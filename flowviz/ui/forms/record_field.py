"""Fields that take records: one that is searched for, and several that are ticked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from flowviz.editing import Completion
from flowviz.editing.record_search import find_records
from flowviz.flows.words import dates_words
from flowviz.records import Transfer
from flowviz.ui import text
from flowviz.ui.forms.completing import KnownField
from flowviz.ui.forms.fields import Field, Value, go_on
from flowviz.ui.forms.rows import ID
from flowviz.ui.forms.targets import NameOf, figure_words

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms

_MOST = 20
_ROWS, _ROW_PX = 6, 26
_ITEMS = 2


def transfer_words(transfer: Transfer, name_of: NameOf) -> str:
    """A record in one line: "Belarus to Bulgaria: Konkurs, 240 pieces delivered 2015"."""
    ends = " to ".join(
        text.one_line(name_of(code), 40) for code in (transfer.supplier, transfer.recipient)
    )
    said = told_words(transfer)
    return f"{ends}: {said}" if said else ends


def told_words(transfer: Transfer) -> str:
    """What a record tells without its ends: its first items with a figure each, its kind."""
    parts = []
    for line in transfer.lines[:_ITEMS]:
        figure = f", {figure_words(line.figures[0])}" if line.figures else ""
        parts.append(f"{text.one_line(line.designation, 40)}{figure}")
    if len(transfer.lines) > _ITEMS:
        parts.append(f"{len(transfer.lines) - _ITEMS} more")
    if not parts:
        dates = [dates_words(f.dates) for f in transfer.figures if f.dates.is_stated]
        parts = [" ".join((str(transfer.kind), *dates[:1]))]
    by = f", reported by the {transfer.reporter}" if transfer.reporter else ""
    return f"{'; '.join(parts)}{by}"


class RecordField(KnownField):
    """One record, found by its ends and items; its value is the identifier, "" for none."""

    def __init__(self, name: str, forms: "Forms", tip: str = "") -> None:
        self._forms = forms
        self._ids: dict[str, str] = {}
        super().__init__(
            name, self._complete_records, tip, example="belarus konkurs", knows=self._knows
        )

    def value(self) -> str:
        return self._ids.get(self.line.text(), "")

    def show_value(self, value: Value) -> None:
        assert isinstance(value, str)
        shown = value  # a completion brings its words, a record its identifier
        if value not in self._ids:
            session = self._forms.session
            found = session.dossier.transfers((value,)) if value and not session.is_busy else ()
            shown = self._words(found[0]) if found else ""
        with QSignalBlocker(self.line):
            self.line.setText(shown)
            self.line.setCursorPosition(0)

    def _complete_records(self, typed: str) -> tuple[Completion, ...]:
        session = self._forms.session
        if session.is_busy or typed in self._ids:
            return ()
        ids = find_records(session.contents.columns, typed, _MOST)
        found = session.dossier.transfers(ids)
        return tuple(Completion(self._words(each), each.id, str(each.kind)) for each in found)

    def _words(self, transfer: Transfer) -> str:
        """The words of a record, told from others that read the same by its identifier."""
        words = text.for_field(transfer_words(transfer, self._forms.session.name))
        if self._ids.setdefault(words, transfer.id) != transfer.id:
            words = text.for_field(f"{words} ({transfer.id[:8]})")
            self._ids[words] = transfer.id
        return words

    def _knows(self, typed: str) -> bool:
        return typed in self._ids


class RecordTicks(Field):
    """Several records of those that are offered, ticked; its value are their identifiers.

    ``claimed`` tells of one that is ticked now, so that it leaves the list that had it.
    """

    claimed = Signal(str)

    def __init__(self, name: str, tip: str = "") -> None:
        self.list = _Ticks(name)
        super().__init__(name, self.list, tip)
        self._chosen: tuple[str, ...] = ()
        self.list.itemChanged.connect(self._take)

    def value(self) -> tuple[str, ...]:
        return self._chosen

    def show_value(self, value: Value) -> None:
        assert isinstance(value, tuple)
        self._chosen = value
        with QSignalBlocker(self.list):
            for at in range(self.list.count()):
                item = self.list.item(at)
                item.setCheckState(_state(item.data(ID) in value))

    def offer(self, records: Iterable[tuple[str, str]]) -> None:
        """Have records to tick: identifier and words each."""
        rows = list(records)
        with QSignalBlocker(self.list):
            if rows != self.list.rows:
                self.list.show_rows(rows)
            for at in range(self.list.count()):
                item = self.list.item(at)
                item.setCheckState(_state(item.data(ID) in self._chosen))

    def drop(self, id_: str) -> None:
        """Let go of a record that another account tells."""
        if id_ in self._chosen:
            self.show_value(tuple(each for each in self._chosen if each != id_))

    def _take(self, item: QListWidgetItem) -> None:
        id_ = str(item.data(ID))
        is_ticked = item.checkState() is Qt.CheckState.Checked
        if is_ticked and id_ not in self._chosen:
            self._chosen = (*self._chosen, id_)
            self.claimed.emit(id_)
        elif not is_ticked:
            self._chosen = tuple(each for each in self._chosen if each != id_)
        self.typed.emit()
        self.left.emit()


class _Ticks(QListWidget):
    """Rows with a box each; Space ticks, Enter goes on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.rows: list[tuple[str, str]] = []

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show other rows, the current one kept where it stands."""
        at = self.currentRow()
        self.rows = rows
        self.clear()
        for id_, words in rows:
            item = QListWidgetItem(text.one_line(words, 240))
            item.setToolTip(text.tooltip(words))
            item.setData(ID, id_)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setFixedHeight(max(min(len(rows), _ROWS), 1) * _ROW_PX + 4)
        self.setCurrentRow(min(at, len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()
            go_on(self)
        else:
            super().keyPressEvent(event)


def _state(is_ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked

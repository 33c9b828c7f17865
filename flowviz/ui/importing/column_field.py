"""A field that says where a term comes from: a column of the table, or the same on every row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QVBoxLayout,
)

from flowviz.editing import Completion
from flowviz.editing.mapping_text import ALWAYS, COLUMN, column_at
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import Complete, KnownEditor, OfferDelegate
from flowviz.ui.forms.fields import ChoiceEditor, Field, Value

_Index = QModelIndex | Any
_POPUP_PX = 400
_RULE_PX = 9
_LEAST_EXAMPLE_PX = 40
_MOST_SHOWN = 60
_EXAMPLE = Qt.ItemDataRole.StatusTipRole


@dataclass(frozen=True, slots=True)
class ColumnOffer:
    """A column to choose: its name in a mapping, as it stands in the file, and a cell of it."""

    name: str
    label: str
    example: str


class ColumnField(Field):
    """A list of columns, each with an example; its value is a place of ``mapping_text``.

    ``constants`` are offered to hold on every row; where ``complete`` is given, any text that is
    typed may, completed by it.
    """

    def __init__(
        self,
        name: str,
        tip: str = "",
        *,
        constants: Sequence[tuple[str, str]] = (),
        complete: Complete | None = None,
        always_words: str = "",
        none_words: str = "",
    ) -> None:
        self.choice = _ColumnChoice()
        super().__init__(name, self.choice, tip)
        self._constants = tuple(constants)
        self._complete = complete
        self._always_words = always_words or self.tr("the same on every row…")
        self._none_words = none_words or self.tr("not in this table")
        self.line = KnownEditor()
        self.line.setAccessibleName(self.tr("{name}, on every row").format(name=name))
        self.line.hide()
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(1, self.line)
        self.choice.activated.connect(self._take)
        self.line.textEdited.connect(self._type)
        self.line.editingFinished.connect(self.left)
        self.line.asked.connect(self._offer)
        self.line.taken.connect(self._take_completion)
        self.offer(())

    def offer(self, columns: Sequence[ColumnOffer]) -> None:
        """Have other columns to choose from; what is chosen stays."""
        before = self.value()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.add("", self._none_words)
            for constant, words in self._constants:
                self.choice.add(ALWAYS + constant, words)
            if self._complete is not None:
                self.choice.add(ALWAYS, self._always_words)
            if columns:
                self.choice.insertSeparator(self.choice.count())
            for each in columns:
                self.choice.add(COLUMN + each.name, each.label, each.example)
        self._select(before)

    def value(self) -> str:
        chosen = self.choice.currentData()
        if chosen == ALWAYS:
            return ALWAYS + self.line.text()
        return chosen if isinstance(chosen, str) else ""

    def show_value(self, value: Value) -> None:
        assert isinstance(value, str)
        if value != self.value():
            self._select(value)

    def _select(self, place: str) -> None:
        """Choose a place; a column that this table has not stands there with these words."""
        with QSignalBlocker(self.choice), QSignalBlocker(self.line):
            at = self.choice.findData(place)
            if at < 0 and place.startswith(ALWAYS) and self._complete is not None:
                at = self.choice.findData(ALWAYS)
                self.line.setText(text.for_field(place.removeprefix(ALWAYS)))
            elif at < 0:
                words = column_at(place) or place.removeprefix(ALWAYS)
                self.choice.add(
                    place, words, self.tr("not in this table") if column_at(place) else ""
                )
                at = self.choice.count() - 1
            self.choice.setCurrentIndex(at)
        self._show_line()

    def _show_line(self) -> None:
        self.line.setVisible(self.choice.currentData() == ALWAYS)

    def _take(self) -> None:
        self._show_line()
        if self.line.isVisibleTo(self):
            self.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.typed.emit()
        self.left.emit()

    def _type(self) -> None:
        self._offer()
        self.typed.emit()

    def _offer(self) -> None:
        assert self._complete is not None
        typed = " ".join(self.line.text().split())
        self.line.offer(self._complete(typed), "", marks_first=False)

    def _take_completion(self, completion: object) -> None:
        if isinstance(completion, Completion):
            self.line.setText(text.for_field(completion.text))
            self.typed.emit()
            self.left.emit()


class _ColumnChoice(ChoiceEditor):
    """A choice that shows the example of the column at its right, paler, where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(24)
        self.view().setItemDelegate(_Delegate(self.view()))
        self.view().setMinimumWidth(_POPUP_PX)

    def add(self, value: str, words: str, example: str = "") -> None:
        """Add a line."""
        self.addItem(text.one_line(words, _MOST_SHOWN), value)
        at = self.count() - 1
        self.setItemData(at, text.one_line(example, _MOST_SHOWN), _EXAMPLE)
        if example:
            said = text.one_line(f"{words}, {example}", 2 * _MOST_SHOWN)
            self.setItemData(at, said, Qt.ItemDataRole.AccessibleTextRole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(kind, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, part, self).adjusted(2, 0, -2, 0)
        now, metrics, elide = theme.colours(), self.fontMetrics(), Qt.TextElideMode.ElideRight
        words = metrics.elidedText(self.currentText(), elide, room.width())
        left = room.width() - metrics.horizontalAdvance(words) - 2 * theme.SPACE
        example = str(self.currentData(_EXAMPLE) or "")
        is_chosen = bool(self.currentData()) and self.isEnabled()
        painter.setPen(now.text if is_chosen else now.faint)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        if left > _LEAST_EXAMPLE_PX:
            painter.setPen(now.faint)
            example = metrics.elidedText(example, elide, left)
            painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), example)


class _Delegate(OfferDelegate):
    """Lines with their examples, and a thin rule for a separator."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, _RULE_PX) if _is_rule(index) else super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if not _is_rule(index):
            super().paint(painter, option, index)
            return
        middle = option.rect.center().y()
        painter.fillRect(option.rect.left(), middle, option.rect.width(), 1, theme.colours().line)


def _is_rule(index: _Index) -> bool:
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")

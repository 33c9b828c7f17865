"""A field that says where a term comes from: a column of the table, or the same on every row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QVBoxLayout,
)

from flowviz.editing import Completion
from flowviz.editing.mapping_text import ALWAYS, column_at
from flowviz.ui import text, theme
from flowviz.ui.forms.completing import Complete, KnownEditor, OfferDelegate
from flowviz.ui.forms.fields import ChoiceEditor, Field, Value
from flowviz.ui.importing.places_model import EXAMPLE, ColumnOffer, PlacesModel

_Index = QModelIndex | Any
_POPUP_PX = 420
_LEAST_EXAMPLE_PX = 40


class ColumnField(Field):
    """A list of columns, each with an example; its value is a place of ``mapping_text``.

    ``constants`` are offered to hold on every row, ``others`` are places of other kinds; where
    ``complete`` is given, any text that is typed may hold on every row, completed by it.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[ColumnOffer],
        tip: str = "",
        *,
        constants: Sequence[tuple[str, str]] = (),
        others: Sequence[tuple[str, str]] = (),
        complete: Complete | None = None,
        always_words: str = "",
        none_words: str = "",
    ) -> None:
        self.choice = _ColumnChoice()
        super().__init__(name, self.choice, tip)
        self._complete = complete
        first = [("", none_words or self.tr("not in this table"))]
        first += others
        first += [(ALWAYS + constant, words) for constant, words in constants]
        if complete is not None:
            first.append((ALWAYS, always_words or self.tr("the same on every row…")))
        self._places = PlacesModel(first, columns, self)
        self.choice.setModel(self._places)
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

    def value(self) -> str:
        chosen = self.choice.currentData()
        if chosen == ALWAYS:
            return ALWAYS + self.line.text()
        return chosen if isinstance(chosen, str) else ""

    def show_value(self, value: Value) -> None:
        assert isinstance(value, str)
        if value == self.value():
            return
        with QSignalBlocker(self.choice), QSignalBlocker(self.line):
            row = self._places.row_of(value)
            if row < 0 and value.startswith(ALWAYS) and self._complete is not None:
                row = self._places.row_of(ALWAYS)
                self.line.setText(text.for_field(value.removeprefix(ALWAYS)))
            elif row < 0:
                row = self._places.show_stray(value, self._stray_words(value))
            self.choice.setCurrentIndex(row)
        self._show_line()

    def _stray_words(self, place: str) -> str:
        column = column_at(place)
        missing = self.tr("{column} (not in this table)")
        return missing.format(column=column) if column else place.removeprefix(ALWAYS)

    def _show_line(self) -> None:
        self.line.setVisible(self.choice.currentData() == ALWAYS)

    def _take(self) -> None:
        self._show_line()
        if self.choice.currentData() == ALWAYS:
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
        view = self.view()
        view.setItemDelegate(_Delegate(view))
        view.setMinimumWidth(_POPUP_PX)
        assert isinstance(view, QListView)
        view.setUniformItemSizes(True)  # thousands of columns are not measured one by one,
        view.setLayoutMode(QListView.LayoutMode.Batched)  # and laid out when they are looked at

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(kind, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, part, self).adjusted(2, 0, -2, 0)
        now, metrics, elide = theme.colours(), self.fontMetrics(), Qt.TextElideMode.ElideRight
        words = metrics.elidedText(self.currentText(), elide, room.width())
        left_px = room.width() - metrics.horizontalAdvance(words) - 2 * theme.SPACE
        middle = Qt.AlignmentFlag.AlignVCenter
        is_chosen = bool(self.currentData()) and self.isEnabled()
        painter.setPen(now.text if is_chosen else now.faint)
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        if left_px > _LEAST_EXAMPLE_PX:
            example = metrics.elidedText(str(self.currentData(EXAMPLE) or ""), elide, left_px)
            painter.setPen(now.faint)
            painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), example)


class _Delegate(OfferDelegate):
    """Lines with their examples, and a thin rule before the columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if not _is_rule(index):
            super().paint(painter, option, index)
            return
        area = option.rect
        rule = area.center().y()
        painter.fillRect(area.left(), rule, area.width(), 1, theme.colours().line)


def _is_rule(index: _Index) -> bool:
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")

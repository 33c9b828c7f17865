"""The field for the least amount: flows that are smaller are not shown, but counted."""

import re
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from flowviz import amounts
from flowviz.errors import RecordError
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words, digits
from flowviz.scene.notes import NOUNS
from flowviz.ui import text, theme

_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


class LeastField(QWidget):
    """Takes a number in the unit of the flows, and says how many flows it leaves out."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("any amount"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(30)
        self.field.setAccessibleName(self.tr("Least amount of a flow"))
        self.field.setToolTip(self.tr("Show only flows of at least this amount"))
        self._unit = text.label(name="muted")
        self._words = text.label(name="hint", wraps=True)
        self._lay_out()
        self.field.editingFinished.connect(self._ask)
        self.field.textChanged.connect(self._ask_when_empty)

    def show_strands(self, strands: Strands) -> None:
        """Show what is asked, and what it leaves out."""
        flows, least = strands.flows, strands.query.least
        if not self.field.hasFocus() or least is None:
            self.field.setText("" if least is None else digits(least))
        self._unit.setText(text.one_line(flows.unit, 24))
        self._words.setText(self._left_out(strands) if least is not None else "")
        self._words.setVisible(bool(self._words.text()))

    def _left_out(self, strands: Strands) -> str:
        flows, nouns = strands.flows, NOUNS[strands.mode if strands.is_paired else Mode.DIRECTED]
        words = self.tr("{flows} below it").format(flows=count_words(flows.below_least, *nouns))
        if flows.unknown_below:
            unknown = self.tr("{count} of unknown amount").format(count=f"{flows.unknown_below:,}")
            words += f", {unknown}"
        return self.tr("Not shown: {flows}.").format(flows=words)

    def _value(self) -> Decimal | None:
        """The number in the field, None for none."""
        words = "".join(self.field.text().split())
        if _GROUPED.fullmatch(words):
            words = words.replace(",", "")
        return amounts.number(words) if words else None

    def _ask(self) -> None:
        try:
            value = self._value()
        except RecordError as error:
            self._words.setText(str(error))
            self._words.setVisible(True)
            return
        self.asked.emit(value if value is None or value > 0 else None)

    def _ask_when_empty(self, words: str) -> None:
        if not words:
            self.asked.emit(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(text.label(self.tr("At least"), "strong"))
        row.addWidget(self.field, 1)
        row.addWidget(self._unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        box.setSpacing(theme.SPACE // 2)
        box.addLayout(row)
        box.addWidget(self._words)

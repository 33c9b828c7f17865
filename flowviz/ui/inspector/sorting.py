"""What the records of a flow stand in the order of, to choose from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from flowviz.ui import text, theme

if TYPE_CHECKING:
    from flowviz.flows.record_list import Order


class Sorting(QWidget):
    """A label and a choice; ``chosen`` tells the order."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        label = text.label(self.tr("Order of the records"), name="caption")
        self.choice = QComboBox(self)
        self.choice.addItems([self.tr("By date"), self.tr("Largest first"), self.tr("By item")])
        self.choice.setAccessibleName(self.tr("Order of the records"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, 0, theme.SPACE, theme.SPACE // 2)
        row.addWidget(label)
        row.addStretch()
        row.addWidget(self.choice)
        self.hide()
        self.choice.activated.connect(self._choose)

    @property
    def order(self) -> "Order":
        """The order that is chosen."""
        from flowviz.flows.record_list import Order

        return (Order.DATE, Order.AMOUNT, Order.ITEM)[self.choice.currentIndex()]

    def _choose(self) -> None:
        self.chosen.emit(self.order)

"""What tables share: headings, and numbers to the right."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

_Index = QModelIndex | Any
NUMBER = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
"""How a number stands in its cell."""


class HeadedModel(QAbstractTableModel):
    """A table with a heading over each column; those of ``numbers`` stand to the right."""

    def __init__(self, numbers: tuple[int, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._heads: tuple[str, ...] = ()

    def heading(self, column: int) -> str:
        """What stands over a column."""
        return self._heads[column]

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            # The sign of sorting stands over the right end of a heading, whatever is there.
            return self._heads[section] + ("\N{EM SPACE}" if section in self._numbers else "")
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return NUMBER
        return None

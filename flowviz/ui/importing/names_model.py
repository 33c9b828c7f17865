"""The names to settle as a table: who, how often, when, what hinders, and what becomes of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor

from flowviz.editing.settling_words import LATER, choice_words, years_of
from flowviz.importers.settling import Settled, Unsettled
from flowviz.ui import text, theme
from flowviz.ui.headed_model import NUMBER
from flowviz.ui.importing.ordered_model import OrderedModel

_Index = QModelIndex | Any
NAME, RECORDS, YEARS, WHY, BECOMES = range(5)


class NamesModel(OrderedModel):
    """Names with what was chosen for each; one without a choice is left for later."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((RECORDS,), parent)
        self.names: tuple[Unsettled, ...] = ()
        self.chosen: dict[str, Settled] = {}
        self._actors: Mapping[str, str] = {}
        self._wanted = ""
        self._heads = (
            self.tr("Name in the file"),
            self.tr("Records"),
            self.tr("Years"),
            self.tr("Why it is asked"),
            self.tr("What becomes of it"),
        )

    def show_names(self, names: tuple[Unsettled, ...], actors: Mapping[str, str]) -> None:
        """Show other names; ``actors`` are the names of all actors by code."""
        self.names, self._actors = names, actors
        self.arrange()

    def narrow(self, words: str) -> None:
        """Show those alone that hold some words."""
        self._wanted = words.casefold()
        self.arrange()

    def choose(self, numbers: Iterable[int], choice: Settled) -> None:
        """Settle some names; those that are shown stay where they are."""
        is_later = choice == LATER
        for number in numbers:
            name = self.names[number].name
            if is_later:
                self.chosen.pop(name, None)
            else:
                self.chosen[name] = choice
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, BECOMES))

    @property
    def count(self) -> int:
        return len(self.names)

    def key(self, number: int, column: int) -> Any:
        name = self.names[number]
        if column in (RECORDS, YEARS):
            return name.count if column == RECORDS else name.first_year or 0
        return self._words(name, column).casefold()

    def fitting(self) -> Iterable[int]:
        if not self._wanted:
            return range(self.count)
        told = (self._words(name, NAME).casefold() for name in self.names)
        return (number for number, words in enumerate(told) if self._wanted in words)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, column = self.names[self.number(index.row())], index.column()
        words = self._words(name, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(words, 200)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(words)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(name, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == RECORDS:
            return NUMBER
        return None

    def _colour(self, name: Unsettled, column: int) -> QBrush | None:
        now = theme.colours()
        if column == BECOMES:
            return QBrush(QColor(now.good if name.name in self.chosen else now.faint))
        return QBrush(QColor(now.muted)) if column in (YEARS, WHY) else None

    def _words(self, name: Unsettled, column: int) -> str:
        if column == NAME:
            has_code = name.code and name.code != name.name
            return f"{name.name} ({name.code})" if has_code else name.name
        if column == RECORDS:
            return f"{name.count:,}"
        if column == YEARS:
            return years_of(name)
        if column == WHY:
            return name.why
        return choice_words(self.chosen.get(name.name, LATER), self._actors)

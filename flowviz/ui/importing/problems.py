"""What could not be taken as it stood, by line, with reasons; narrowed by sort and by words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from flowviz.flows.words import count_words
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Finding
from flowviz.records import Problem
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import TermField
from flowviz.ui.headed_model import NUMBER, HeadedModel
from flowviz.ui.importing.tables import calm_table, give_widths

_Index = QModelIndex | Any
LINE, SEVERITY, COLUMN, MESSAGE, TEXT = range(5)
_WIDTHS_PX = (70, 90, 130, 340, 240)


class ProblemModel(HeadedModel):
    """Problems as they were met, a row each."""

    SORT = Qt.ItemDataRole.UserRole

    def __init__(
        self, problems: Sequence[Problem | Finding] = (), parent: QObject | None = None
    ) -> None:
        super().__init__((LINE,), parent)
        self.problems = problems
        self._heads = (
            self.tr("Line"),
            self.tr("What"),
            self.tr("Column"),
            self.tr("Problem"),
            self.tr("As it stands in the file"),
        )

    def show_problems(self, problems: Sequence[Problem | Finding]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem, column = self.problems[index.row()], index.column()
        if role == self.SORT:
            return problem.line if column == LINE else self.cells(problem)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self.cells(problem)[column], 300)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self.cells(problem)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == LINE:
            return NUMBER
        return None

    def cells(self, problem: Problem | Finding) -> tuple[str, str, str, str, str]:
        """Give the texts of a row."""
        line = f"{problem.line:,}" if problem.line else self.tr("file")
        return line, problem.severity, problem.column, problem.message, problem.text


class _Narrowed(QSortFilterProxyModel):
    """The problems of one severity that hold all of some words."""

    def __init__(self, model: ProblemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._severity = ""
        self._words: list[str] = []
        self.setSourceModel(model)
        self.setSortRole(ProblemModel.SORT)

    def narrow(self, severity: str, words: str) -> None:
        """Show those alone."""
        self._severity, self._words = severity, words.casefold().split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        problem = self._model.problems[row]
        if self._severity and problem.severity != self._severity:
            return False
        if not self._words:
            return True
        told = " ".join(self._model.cells(problem)).casefold()
        return all(word in told for word in self._words)


class ProblemList(QWidget):
    """The table with what narrows it above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ProblemModel((), self)
        self._narrowed = _Narrowed(self.model, self)
        self.table = calm_table(self._narrowed, self.tr("Problems by line"), self)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(LINE, Qt.SortOrder.AscendingOrder)
        give_widths(self.table, *_WIDTHS_PX)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self.severity = TermField(
            self.tr("Which problems"),
            [
                ("", self.tr("all problems")),
                (SKIPPED, self.tr("skipped: not taken")),
                (DOUBTFUL, self.tr("doubtful: taken, but look")),
            ],
        )
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search in the problems"))
        self.search.setAccessibleName(self.tr("Search in the problems"))
        self.search.setClearButtonEnabled(True)
        self.count = text.label("", "muted")
        self.severity.typed.connect(self._narrow)
        self.search.textChanged.connect(self._narrow)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(self.severity)
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addLayout(row)
        box.addWidget(self.table, 1)

    def show_problems(self, problems: Sequence[Problem | Finding]) -> None:
        """Show other problems."""
        self.model.show_problems(problems)
        self._narrow()

    def _narrow(self) -> None:
        self._narrowed.narrow(str(self.severity.value()), self.search.text())
        shown, whole = self._narrowed.rowCount(), self.model.rowCount()
        words = count_words(whole, self.tr("problem"))
        self.count.setText(words if shown == whole else f"{shown:,} of {words}")

"""What could not be taken as it stood, by line, with reasons; narrowed by sort and by words."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from flowviz.flows.words import count_words
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Finding
from flowviz.records import Problem
from flowviz.ui import text, theme
from flowviz.ui.forms.fields import TermField
from flowviz.ui.headed_model import NUMBER
from flowviz.ui.importing.ordered_model import OrderedModel
from flowviz.ui.importing.tables import calm_table, give_widths

_Index = QModelIndex | Any
LINE, SEVERITY, COLUMN, MESSAGE, TEXT = range(5)
_SAID = ("line", "severity", "column", "message", "text")
_WIDTHS_PX = (70, 90, 130, 340, 240)


class ProblemModel(OrderedModel):
    """Problems, those of one severity that hold all of some words."""

    def __init__(
        self, problems: Sequence[Problem | Finding] = (), parent: QObject | None = None
    ) -> None:
        super().__init__((LINE,), parent)
        self._severity = ""
        self._words: list[str] = []
        self._heads = (
            self.tr("Line"),
            self.tr("What"),
            self.tr("Column"),
            self.tr("Problem"),
            self.tr("As it stands in the file"),
        )
        self.show_problems(problems)

    def show_problems(self, problems: Sequence[Problem | Finding]) -> None:
        """Show other problems."""
        self.problems = problems
        self._folded: tuple[str, ...] = ()
        self.narrow(self._severity, " ".join(self._words))

    def narrow(self, severity: str, words: str) -> None:
        """Show those alone that are of a severity, "" for any, and hold all of the words."""
        self._severity, self._words = severity, words.casefold().split()
        if self._words and not self._folded:
            self._folded = tuple(" ".join(_cells(each)).casefold() for each in self.problems)
        self.arrange()

    @property
    def count(self) -> int:
        return len(self.problems)

    def key(self, number: int, column: int) -> Any:
        return getattr(self.problems[number], _SAID[column])

    def fitting(self) -> Iterable[int]:
        found: Iterable[int] = range(self.count)
        if self._severity:
            found = [at for at in found if self.problems[at].severity == self._severity]
        for word in self._words:
            found = [at for at in found if word in self._folded[at]]
        return found

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem, column = self.problems[self.number(index.row())], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(_cells(problem)[column], 300)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(_cells(problem)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == LINE:
            return NUMBER
        return None


class ProblemList(QWidget):
    """The table with what narrows it above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = ProblemModel((), self)
        self.table = calm_table(self.model, self.tr("Problems by line"), self)
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
        self._tell()

    def _narrow(self) -> None:
        self.model.narrow(str(self.severity.value()), self.search.text())
        self._tell()

    def _tell(self) -> None:
        shown, whole = self.model.rowCount(), self.model.count
        words = count_words(whole, self.tr("problem"))
        self.count.setText(words if shown == whole else f"{shown:,} of {words}")


def _cells(problem: Problem | Finding) -> tuple[str, str, str, str, str]:
    """Give the texts of a row."""
    line = f"{problem.line:,}" if problem.line else QCoreApplication.translate("problems", "file")
    return line, problem.severity, problem.column, problem.message, problem.text

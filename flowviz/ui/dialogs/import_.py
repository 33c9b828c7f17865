"""What an import did: counts in words, and every problem by line in a table."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QWidget,
)

from flowviz.importers import Outcome
from flowviz.importers.problems import write_csv
from flowviz.records import Problem
from flowviz.ui import text
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.saving import ask_where
from flowviz.ui.settings import Settings

_Index = QModelIndex | Any
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ProblemModel(QAbstractTableModel):
    """Problems as they were met, a row each."""

    SORT = Qt.ItemDataRole.UserRole

    def __init__(self, problems: tuple[Problem, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = problems
        self.heads = (
            self.tr("Line"),
            self.tr("What"),
            self.tr("Column"),
            self.tr("Problem"),
            self.tr("As it stands in the file"),
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section] + ("" if section else "\N{EM SPACE}")
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and not section else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem, column = self._problems[index.row()], index.column()
        if role == self.SORT:
            return problem.line if column == 0 else self.cells(problem)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(self.cells(problem)[column], 300)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.tooltip(self.cells(problem)[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return _RIGHT
        return None

    def cells(self, problem: Problem) -> tuple[str, str, str, str, str]:
        """Give the texts of a row."""
        line = f"{problem.line:,}" if problem.line else self.tr("file")
        return line, problem.severity, problem.column, problem.message, problem.text


class ImportSummaryDialog(Dialog):
    """Counts above, problems below, and a way to keep the list."""

    def __init__(self, summary: Outcome, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Import"))
        self._summary = summary
        self._settings = settings
        head, _, rest = summary.text().partition("\n")
        self.body.addWidget(text.label(head, "strong", wraps=True))
        self.body.addWidget(text.label(rest, wraps=True))
        self.table = self._table(ProblemModel(summary.problems, self))
        self.table.setVisible(bool(summary.problems))
        self.body.addWidget(self.table, 1)
        close = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        if summary.problems:
            role = QDialogButtonBox.ButtonRole.ActionRole
            save = self.buttons.addButton(self.tr("Save List as CSV…"), role)
            save.clicked.connect(self.choose_and_save)
        self.resize(860, 520 if summary.problems else 200)

    def choose_and_save(self) -> None:
        """Ask where, and write the list."""
        name = f"{Path(self._summary.file_name).stem}-problems.csv"
        start, title = self._settings.last_folder() / name, self.tr("Save List as CSV")
        path = ask_where(self, self._settings, title, start, self.tr("Tables (*.csv)"), ".csv")
        if path is not None:
            self.save_list(path)

    def save_list(self, path: Path) -> None:
        """Write every problem to ``path``."""
        write_csv(self._summary.problems, path)

    def _table(self, model: ProblemModel) -> QTableView:
        by_line = QSortFilterProxyModel(self)
        by_line.setSourceModel(model)
        by_line.setSortRole(ProblemModel.SORT)
        table = QTableView(self)
        table.setAccessibleName(self.tr("Problems by line"))
        table.setModel(by_line)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate((70, 90, 150, 320)):
            header.resizeSection(column, width)
        return table

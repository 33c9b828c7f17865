"""Where a record comes from: its files and, cell by cell, what stands in them."""

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from flowviz.editing.clipboard import written
from flowviz.flows.where_from import WhereFrom, where_from
from flowviz.ui import text, theme
from flowviz.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_WIDE_PX, _HIGH_PX = 680, 680
_MAPPING_PX = 140
_CELL_PX, _ROW_PX = 320, 24
MOST_ROWS = 100
"""Rows of a file in sight; a deal has one a year. More are counted, and copied all the same."""


def show(window: "Window", transfer: str) -> "WhereFromDialog":
    """Open the dialog for a record; what the files say is read now."""
    found = where_from(window.session.dossier, (transfer,)).get(transfer, ())
    dialog = WhereFromDialog(window, found)
    dialog.open()
    return dialog


class WhereFromDialog(Dialog):
    """One page a file: what is known of it, the original cells, and what its columns mean."""

    def __init__(self, window: "Window", files: tuple[WhereFrom, ...]) -> None:
        super().__init__(window, self.tr("Where From"))
        self.pages = [FilePage(file, self, is_tab=len(files) > 1) for file in files]
        if not self.pages:
            words = self.tr("No file brought this record: somebody entered it.")
            self.body.addWidget(text.label(words, wraps=True))
        elif len(self.pages) == 1:
            self.body.addWidget(self.pages[0])
        else:
            tabs = QTabWidget(self)
            for file, page in zip(files, self.pages, strict=True):
                tabs.addTab(page, text.menu_text(file.import_.file_name))
            self.body.addWidget(tabs)
        if self.pages:
            copy = self.buttons.addButton(
                self.tr("&Copy All"), QDialogButtonBox.ButtonRole.ActionRole
            )
            copy.clicked.connect(self._copy)
            self.resize(_WIDE_PX, _HIGH_PX)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close).setDefault(True)

    def _copy(self) -> None:
        """Put all that the pages say on the clipboard, as tables a spreadsheet reads."""
        QGuiApplication.clipboard().setText("\n\n".join(page.plain() for page in self.pages))


class FilePage(QWidget):
    """What one file says of a record."""

    def __init__(self, file: WhereFrom, parent: QWidget, *, is_tab: bool) -> None:
        super().__init__(parent)
        self._file = file
        box = QVBoxLayout(self)
        margin = theme.SPACE if is_tab else 0
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(theme.SPACE)
        box.addLayout(self._facts())
        self.cells = self._table()
        if file.rows:
            box.addSpacing(theme.SPACE)
            box.addWidget(text.label(self.tr("What stands there, to the letter"), "strong"))
            box.addWidget(self.cells, 1)
            more = len(file.rows) - MOST_ROWS
            if more > 0:
                words = self.tr("{count} more rows are copied with Copy All.")
                box.addWidget(text.label(words.format(count=f"{more:,}"), "hint"))
        else:
            self.cells.hide()
            words = self.tr("It was imported by an older flowviz, which kept no cells.")
            box.addWidget(text.label(words, "hint", wraps=True))
            box.addStretch()
        if file.import_.mapping:
            box.addWidget(text.label(self.tr("What its columns mean"), "strong"))
            box.addWidget(self._mapping())

    def plain(self) -> str:
        """Give all of it as rows of a spreadsheet."""
        told = [(self.tr(name), value) for name, value in self._file.facts()]
        return written(told) + "\n\n" + written(self._rows(len(self._file.rows)))

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._file.facts()):
            said = text.label(value, wraps=True)
            said.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(text.label(self.tr(name), "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
        return grid

    def _rows(self, most: int) -> list[tuple[str, ...]]:
        """A line a column: its name, and its cell in each row of the file."""
        rows = self._file.rows[:most]
        heads = (self.tr("Column"), *(self._line(row.line) for row in rows))
        longest = max((row.cells for row in rows), key=len, default=())
        cells = itertools.zip_longest(
            (name for name, _ in longest),
            *((cell for _, cell in row.cells) for row in rows),
            fillvalue="",
        )
        return [heads, *cells]

    def _line(self, line: int) -> str:
        return self.tr("Row {line}").format(line=f"{line:,}")

    def _table(self) -> QTableWidget:
        heads, *rows = self._rows(MOST_ROWS)
        table = QTableWidget(len(rows), len(heads), self)
        table.setAccessibleName(self.tr("Original cells"))
        table.setHorizontalHeaderLabels([text.one_line(head, 80) for head in heads])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                table.setItem(at, column, QTableWidgetItem(text.plain(cell)))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(_CELL_PX)
        table.resizeColumnsToContents()
        header.setMaximumSectionSize(16_777_215)
        if len(heads) == 2:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setMinimumSectionSize(_ROW_PX)
        table.resizeRowsToContents()
        copy = QShortcut(QKeySequence.StandardKey.Copy, table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_cells)
        return table

    def _copy_cells(self) -> None:
        """Put the cells that are chosen on the clipboard, by row and column."""
        chosen: dict[int, dict[int, str]] = {}
        for index in self.cells.selectedIndexes():
            chosen.setdefault(index.row(), {})[index.column()] = str(index.data())
        rows = [tuple(cells[at] for at in sorted(cells)) for _, cells in sorted(chosen.items())]
        if rows:
            QGuiApplication.clipboard().setText(written(rows))

    def _mapping(self) -> QPlainTextEdit:
        shown = QPlainTextEdit(self)
        shown.setReadOnly(True)
        shown.setPlainText(text.plain(self._file.import_.mapping, 100_000))
        shown.setAccessibleName(self.tr("What its columns mean"))
        shown.setMaximumHeight(_MAPPING_PX)
        return shown

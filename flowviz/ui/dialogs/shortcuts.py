"""The keys, as a table made from the table of actions."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from flowviz.ui import actions
from flowviz.ui.dialogs.base import Dialog
from flowviz.ui.entry import QT_TRANSLATE_NOOP
from flowviz.ui.menus import all_entries

ELSEWHERE = (
    ("Tab, Shift+Tab", QT_TRANSLATE_NOOP("Shortcuts", "Picture: next or previous flow by size")),
    ("Arrow keys", QT_TRANSLATE_NOOP("Shortcuts", "Picture: next or previous flow by size")),
    ("Shift+arrow keys", QT_TRANSLATE_NOOP("Shortcuts", "Picture: move the frame")),
    ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Picture: go to the evidence")),
    (
        "Menu, Shift+F10",
        QT_TRANSLATE_NOOP("Shortcuts", "Picture: menu of what is selected, pins included"),
    ),
    (
        "Esc",
        QT_TRANSLATE_NOOP("Shortcuts", "Picture: stop arranging the network, or drawing flows"),
    ),
    (
        "Alt+drag",
        QT_TRANSLATE_NOOP("Shortcuts", "Picture: draw a flow from an actor, as after D"),
    ),
    ("F, Home", QT_TRANSLATE_NOOP("Shortcuts", "Picture: fit")),
    ("+, -", QT_TRANSLATE_NOOP("Shortcuts", "Picture: zoom")),
    ("Left, Right", QT_TRANSLATE_NOOP("Shortcuts", "Timeline: move the window by a step")),
    (
        "Shift+Left, Shift+Right",
        QT_TRANSLATE_NOOP("Shortcuts", "Timeline: make the window shorter or longer"),
    ),
    (
        "Page Up, Page Down",
        QT_TRANSLATE_NOOP("Shortcuts", "Timeline: move the window by its width"),
    ),
    ("Home, End", QT_TRANSLATE_NOOP("Shortcuts", "Timeline: go to the beginning or the end")),
    ("Space", QT_TRANSLATE_NOOP("Shortcuts", "Timeline: play or pause")),
    ("Backspace", QT_TRANSLATE_NOOP("Shortcuts", "Timeline: show the whole time")),
    ("Space, Enter", QT_TRANSLATE_NOOP("Shortcuts", "Filters: tick or take a value")),
    ("Left, Right", QT_TRANSLATE_NOOP("Shortcuts", "Filters: close or open a section")),
    ("Letters", QT_TRANSLATE_NOOP("Shortcuts", "Filters: find a value; Down goes to it")),
    ("Delete, Enter", QT_TRANSLATE_NOOP("Shortcuts", "Filters in force: remove one")),
    ("Arrow keys", QT_TRANSLATE_NOOP("Shortcuts", "Filters in force: next or previous one")),
    (
        "Enter",
        QT_TRANSLATE_NOOP("Shortcuts", "Evidence: open the link or the flow, edit the record"),
    ),
    ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Evidence: copy the row or the citation")),
    (
        "Ctrl+C",
        QT_TRANSLATE_NOOP("Shortcuts", "Records table: copy the rows picked, for a spreadsheet"),
    ),
    ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Records table: edit the record")),
    (
        "Ctrl+V",
        QT_TRANSLATE_NOOP("Shortcuts", "Records table: make records of the rows of a spreadsheet"),
    ),
    (
        "Menu, Shift+F10",
        QT_TRANSLATE_NOOP(
            "Shortcuts", "Records table, evidence: what can be done with what is picked"
        ),
    ),
    (
        "Down, Enter",
        QT_TRANSLATE_NOOP("Shortcuts", "Sources: from the search to the sources found"),
    ),
    (
        "Enter",
        QT_TRANSLATE_NOOP(
            "Shortcuts", "Sources: edit the source; in its outline, go where the line leads"
        ),
    ),
    (
        "Ctrl+C",
        QT_TRANSLATE_NOOP("Shortcuts", "Sources: copy the citation, or the line of the outline"),
    ),
    (
        "Menu, Shift+F10",
        QT_TRANSLATE_NOOP("Shortcuts", "Sources: what can be done with the source"),
    ),
    (
        "Enter",
        QT_TRANSLATE_NOOP("Shortcuts", "Overview: go where the line leads; decide on a proposal"),
    ),
    ("Delete", QT_TRANSLATE_NOOP("Shortcuts", "Overview: turn a proposal down")),
    ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Overview: copy the line")),
    ("Down, Up", QT_TRANSLATE_NOOP("Shortcuts", "Search: from the words to the hits, and back")),
    ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Search: show the hit on every view")),
    ("Enter, Right", QT_TRANSLATE_NOOP("Shortcuts", "History: show what was changed")),
    ("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "History: copy what is said of the change")),
    ("M, T", QT_TRANSLATE_NOOP("Shortcuts", "Compare: take mine or theirs")),
    ("Space", QT_TRANSLATE_NOOP("Shortcuts", "Compare: take the other one of the two")),
    ("F2, Delete", QT_TRANSLATE_NOOP("Shortcuts", "Manage Views: rename or delete a view")),
    ("Enter, Tab", QT_TRANSLATE_NOOP("Shortcuts", "Forms: take what is marked and go on")),
    ("Down", QT_TRANSLATE_NOOP("Shortcuts", "Forms: show what completes the field")),
    ("Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Forms: add the record")),
    ("Ctrl+Shift+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Forms: add the record and cite it")),
    (
        "Alt+Insert, Alt++",
        QT_TRANSLATE_NOOP("Shortcuts", "Forms: add a line to the list one is in"),
    ),
    ("Delete", QT_TRANSLATE_NOOP("Shortcuts", "Forms: remove an empty line")),
    ("Esc", QT_TRANSLATE_NOOP("Shortcuts", "Forms: close; what is typed is kept")),
    ("1 to 5", QT_TRANSLATE_NOOP("Shortcuts", "Import, names: take a suggestion")),
    ("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Import, names: say who it is")),
    ("N, X", QT_TRANSLATE_NOOP("Shortcuts", "Import, names: make a new actor, or leave out")),
    ("Backspace", QT_TRANSLATE_NOOP("Shortcuts", "Import, names: leave it for later")),
    ("Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "Dialogs: press the main button")),
)
"""Keys that belong to one part of the window and stand in no menu."""


class ShortcutsDialog(Dialog):
    """Every shortcut of the menus, then the keys of the picture and of the evidence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Keyboard Shortcuts"))
        lines = list(_lines())
        table = QTableWidget(len(lines), 2, self)
        table.setAccessibleName(self.tr("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([self.tr("Keys"), self.tr("What they do")])
        for row, cells in enumerate(lines):
            for column, words in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(words))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(table)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.resize(520, 620)


def _lines() -> Iterator[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    for entry in all_entries():
        if entry.shortcut:
            yield QKeySequence(entry.shortcut).toString(native), actions.words(entry)
    for keys, words in ELSEWHERE:
        yield keys, QCoreApplication.translate("Shortcuts", words)

"""The actions and menus of one window, made from the tables in ``menus.py``."""

import dataclasses

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from flowviz.ui import icons, text
from flowviz.ui.entry import Entry, Lines
from flowviz.ui.menus import MENUS, SUBMENUS, all_entries
from flowviz.view import View


def words(entry: Entry) -> str:
    """Give the entry's text in the user's language, without the mark of its letter."""
    return QCoreApplication.translate("Actions", entry.words).replace("&", "").rstrip("…")


class Actions:
    """The actions of one window, by name, and its menus."""

    def __init__(self, window: QWidget, bar: QMenuBar) -> None:
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._values = {entry.name: entry.value for entry in all_entries()}
        for title, entries in MENUS:
            self._fill(bar.addMenu(QCoreApplication.translate("Actions", title)), entries)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """Give the submenu ``name`` (RECENT and its like)."""
        return self._menus[name]

    def value(self, action: QAction) -> object:
        """Give what ``action`` stands for; Qt makes a plain text of a word of an enumeration."""
        return self._values[action.objectName()]

    def check(self, group: str, value: object) -> None:
        """Tick the action of ``group`` that stands for ``value``."""
        for action in self._groups[group].actions():
            action.setChecked(action.data() == value)

    def check_view(self, view: View) -> None:
        """Tick what ``view`` is: a group whose slot is ``look_so`` is named after a field of it."""
        for field in dataclasses.fields(view):
            if field.name in self._groups:
                self.check(field.name, getattr(view, field.name))

    def name_edit(self, name: str, words: str, what: str | None) -> None:
        """Say in the menu what undo or redo would do; None where there is nothing."""
        action = self._actions[name]
        action.setText(f"{words} {text.menu_text(what)}" if what else words)
        action.setEnabled(action.isEnabled() and what is not None)

    def dress(self) -> None:
        """Draw the icons in the colours in force; menus need none before they are opened."""
        for entry in all_entries():
            self._actions[entry.name].setIcon(icons.icon(entry.icon))

    def _fill(self, menu: QMenu, entries: Lines) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                title, lines = SUBMENUS[entry]
                self._menus[entry] = menu.addMenu(QCoreApplication.translate("Actions", title))
                self._menus[entry].setToolTipsVisible(True)
                self._fill(self._menus[entry], lines)
            else:
                menu.addAction(self._make(entry))

    def _make(self, entry: Entry) -> QAction:
        action = QAction(QCoreApplication.translate("Actions", entry.words), self._window)
        action.setObjectName(entry.name)
        action.setData(entry.value)
        tip = QCoreApplication.translate("Actions", entry.tip) or words(entry)
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{tip} ({shown})"
        action.setToolTip(text.tooltip(tip))
        self._connect(action, entry)
        self._actions[entry.name] = action
        return action

    def _connect(self, action: QAction, entry: Entry) -> None:
        if entry.group:
            if entry.group not in self._groups:
                self._groups[entry.group] = QActionGroup(self._window)
                self._groups[entry.group].setObjectName(entry.group)
                self._groups[entry.group].triggered.connect(getattr(self._window, entry.slot))
            action.setCheckable(True)
            self._groups[entry.group].addAction(action)
        elif entry.slot:
            action.setCheckable(entry.is_toggle)
            action.triggered.connect(getattr(self._window, entry.slot))
        else:
            action.setCheckable(True)

"""What the user can do, as one table: menu, text, shortcut, icon and the window's slot."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from flowviz.ui import icons, text
from flowviz.view import View


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    ``slot`` names a method of the window; without one the action is checkable and the window
    ties it to a panel. Entries of one ``group`` exclude one another; their slot gets the action,
    whose data is ``value``. A group of the slot ``look_so`` is named after a field of ``View``.
    """

    name: str
    words: str
    slot: str
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    value: object = None


SEPARATOR = None
RECENT = "recent"
CENTRES = "centres"
APPEARANCES = "appearances"
"""These stand in the table where a menu of its own goes."""


def QT_TRANSLATE_NOOP(_context: str, words: str) -> str:
    """Mark ``words`` for translation and give them back.

    Named as lupdate looks for it; PySide6's own gives an ``object``.
    """
    return words


FILE: tuple[Entry | str | None, ...] = (
    Entry("new", QT_TRANSLATE_NOOP("Actions", "&New"), "new_dossier", "Ctrl+N", "new"),
    Entry("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "choose_dossier", "Ctrl+O", "open"),
    RECENT,
    SEPARATOR,
    Entry("save", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", "Ctrl+S", "save"),
    Entry("save_as", QT_TRANSLATE_NOOP("Actions", "Save &As…"), "save_as", "Ctrl+Shift+S"),
    SEPARATOR,
    Entry(
        "import",
        QT_TRANSLATE_NOOP("Actions", "&Import SIPRI Register…"),
        "choose_import",
        "Ctrl+I",
        "import",
    ),
    Entry("export", QT_TRANSLATE_NOOP("Actions", "&Export PNG…"), "export", "Ctrl+E", "export"),
    SEPARATOR,
    Entry("close", QT_TRANSLATE_NOOP("Actions", "&Close Dossier"), "close_dossier", "Ctrl+W"),
    Entry("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "close", "Ctrl+Q"),
)
EDIT: tuple[Entry | str | None, ...] = (
    Entry("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo", "Ctrl+Z", "undo"),
    Entry("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo", "Ctrl+Shift+Z", "redo"),
    SEPARATOR,
    Entry("find", QT_TRANSLATE_NOOP("Actions", "&Find…"), "search_all", "Ctrl+F", "search"),
    Entry("clear", QT_TRANSLATE_NOOP("Actions", "&Clear Selection"), "clear_selection", "Esc"),
)
VIEW: tuple[Entry | str | None, ...] = (
    Entry(
        "map",
        QT_TRANSLATE_NOOP("Actions", "&Map"),
        "look_so",
        "Ctrl+1",
        "map",
        group="kind",
        value="map",
    ),
    Entry(
        "network",
        QT_TRANSLATE_NOOP("Actions", "&Network"),
        "look_so",
        "Ctrl+2",
        "network",
        group="kind",
        value="network",
    ),
    SEPARATOR,
    Entry("fit", QT_TRANSLATE_NOOP("Actions", "&Fit"), "fit", "Ctrl+0", "fit"),
    Entry("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &In"), "zoom_in", "Ctrl++", "zoom-in"),
    Entry("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &Out"), "zoom_out", "Ctrl+-", "zoom-out"),
    CENTRES,
    SEPARATOR,
    Entry(
        "evidence", QT_TRANSLATE_NOOP("Actions", "&Evidence Panel"), "", "Ctrl+Shift+E", "evidence"
    ),
    Entry("list", QT_TRANSLATE_NOOP("Actions", "&List of Flows"), "", "Ctrl+L", "list"),
    Entry("next_pane", QT_TRANSLATE_NOOP("Actions", "Next &Pane"), "focus_next_pane", "F6"),
    Entry(
        "previous_pane",
        QT_TRANSLATE_NOOP("Actions", "Previous Pane"),
        "focus_previous_pane",
        "Shift+F6",
    ),
    SEPARATOR,
    APPEARANCES,
)
CENTRE: tuple[Entry | str | None, ...] = (
    Entry("centre_auto", QT_TRANSLATE_NOOP("Actions", "&Automatic"), "look_so", group="centre"),
    Entry(
        "centre_11",
        QT_TRANSLATE_NOOP("Actions", "A&tlantic and Europe"),
        "look_so",
        group="centre",
        value=11,
    ),
    Entry(
        "centre_155",
        QT_TRANSLATE_NOOP("Actions", "&Pacific"),
        "look_so",
        group="centre",
        value=155,
    ),
    Entry(
        "centre_270",
        QT_TRANSLATE_NOOP("Actions", "A&mericas"),
        "look_so",
        group="centre",
        value=-90,
    ),
)
APPEARANCE: tuple[Entry | str | None, ...] = (
    Entry(
        "system",
        QT_TRANSLATE_NOOP("Actions", "As the &System"),
        "appear",
        group="appearance",
        value="system",
    ),
    Entry(
        "light", QT_TRANSLATE_NOOP("Actions", "&Light"), "appear", group="appearance", value="light"
    ),
    Entry(
        "dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), "appear", group="appearance", value="dark"
    ),
)
HELP: tuple[Entry | str | None, ...] = (
    Entry("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"), "show_shortcuts", "F1"),
    SEPARATOR,
    Entry("about", QT_TRANSLATE_NOOP("Actions", "&About flowviz"), "show_about", icon="about"),
)
MENUS = (
    (QT_TRANSLATE_NOOP("Actions", "&File"), FILE),
    (QT_TRANSLATE_NOOP("Actions", "&Edit"), EDIT),
    (QT_TRANSLATE_NOOP("Actions", "&View"), VIEW),
    (QT_TRANSLATE_NOOP("Actions", "&Help"), HELP),
)
SUBMENUS: Mapping[str, tuple[str, tuple[Entry | str | None, ...]]] = MappingProxyType(
    {
        RECENT: (QT_TRANSLATE_NOOP("Actions", "Open &Recent"), ()),
        CENTRES: (QT_TRANSLATE_NOOP("Actions", "&Centre of the Map"), CENTRE),
        APPEARANCES: (QT_TRANSLATE_NOOP("Actions", "&Appearance"), APPEARANCE),
    }
)


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
        for title, entries in MENUS:
            self._fill(bar.addMenu(QCoreApplication.translate("Actions", title)), entries)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """Give the submenu ``name`` (RECENT and its like)."""
        return self._menus[name]

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

    def _fill(self, menu: QMenu, entries: tuple[Entry | str | None, ...]) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                title, lines = SUBMENUS[entry]
                self._menus[entry] = menu.addMenu(QCoreApplication.translate("Actions", title))
                self._fill(self._menus[entry], lines)
            else:
                menu.addAction(self._make(entry))

    def _make(self, entry: Entry) -> QAction:
        action = QAction(QCoreApplication.translate("Actions", entry.words), self._window)
        action.setObjectName(entry.name)
        action.setData(entry.value)
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(text.tooltip(f"{words(entry)} ({shown})"))
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
            action.triggered.connect(getattr(self._window, entry.slot))
        else:
            action.setCheckable(True)


def all_entries() -> tuple[Entry, ...]:
    """Give every entry of every menu, submenus included."""
    tables = [table for _title, table in MENUS] + [table for _title, table in SUBMENUS.values()]
    return tuple(entry for table in tables for entry in table if isinstance(entry, Entry))

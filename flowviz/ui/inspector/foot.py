"""The foot of the evidence panel, and the menu of a row: what can be written about it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from flowviz.ui import text, theme
from flowviz.ui.inspector.rows import Row
from flowviz.ui.picked import Picked

_SHOWN = ("edit_record", "add_citation", "add_note")
_OFFERED = (
    *(*_SHOWN, "cite_many", "group_records", "link_record", "where_from"),
    "decide_existence",
    *("duplicate", "duplicate_cited", "delete_record"),
)


class Foot(QWidget):
    """A calm row of buttons; each is an action of the window, and says why it cannot be done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        self._row.setSpacing(theme.SPACE // 2)
        self._row.addStretch()

    def show_actions(self, actions: list[QAction]) -> None:
        """Make a button of each of the main ones."""
        for action in _named(actions, _SHOWN):
            button = QToolButton(self)
            button.setObjectName("link")
            button.setDefaultAction(action)
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            # The row it acts on keeps the keyboard; Tab comes here all the same.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.insertWidget(self._row.count() - 1, button)


class RowMenu(QObject):
    """Adds to the menu of a row: ``edit_wanted`` of a kind and an identifier, ``citing_wanted``."""

    edit_wanted = Signal(object, str)
    citing_wanted = Signal(object, str)

    def fill(self, menu: QMenu, row: Row, actions: list[QAction]) -> None:
        """Add what can be done with ``row``, and with what else stands in it."""
        for words, picked in row.more:
            action = QAction(text.menu_text(words), menu)
            action.setData(picked)
            action.triggered.connect(self._want)
            menu.addAction(action)
        if row.more:
            menu.addSeparator()
        for action in _named(actions, _OFFERED):
            menu.addAction(action)
        menu.addSeparator()

    def _want(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        picked = action.data()
        assert isinstance(picked, Picked)
        if picked.ids:
            self.edit_wanted.emit(picked.kind, picked.ids[0])
        else:
            self.citing_wanted.emit(picked.subject, picked.subject_id)


def _named(actions: list[QAction], names: tuple[str, ...]) -> Iterator[QAction]:
    known = {action.objectName(): action for action in actions}
    return (known[name] for name in names if name in known)

"""The panel of filters: search on top, every filter with its counts, the least amount below."""

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from flowviz.flows.facets import Facets
from flowviz.flows.query import Query
from flowviz.ui import text, theme
from flowviz.ui.filters.counting import Counting
from flowviz.ui.filters.least import LeastField
from flowviz.ui.filters.offers import Counts, counts_of, sections, taking
from flowviz.ui.filters.tree import FilterTree

if TYPE_CHECKING:
    from flowviz.ui.actions import Actions
    from flowviz.ui.jobs import Jobs
    from flowviz.ui.session import Session

_OPENED = frozenset(("categories", "actors"))
_LEAST_PX = 228


class FilterPanel(QWidget):
    """Asks the session for what is ticked; counts only while it is in sight."""

    def __init__(
        self, session: "Session", jobs: "Jobs", actions: "Actions", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Filters"))
        self.setMinimumWidth(_LEAST_PX)
        self._session = session
        self._counts: Counts = {}
        self._counting = Counting(jobs, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a value to filter by"))
        self.search.setAccessibleName(self.tr("Find a value to filter by"))
        self.search.setToolTip(self.tr("Find a category, an item, an actor; Down goes to it"))
        self.search.setClearButtonEnabled(True)
        self.tree = FilterTree(_OPENED, self)
        self.least = LeastField(self)
        self._reset = QToolButton(self)
        self._reset.setObjectName("link")
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(actions["reset"].toolTip())
        self._reset.clicked.connect(actions["reset"].trigger)
        actions["reset"].changed.connect(self._follow_reset)
        self._action = actions["reset"]
        self._follow_reset()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show what is ticked at once, and count anew."""
        session = self._session
        if self._counting.is_slow:
            self._show(session.query)
        self._counting.count(session.contents.columns, session.query)
        self.least.show_strands(session.strands)

    def take_focus(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search field into the tree by Down, and clear it by Esc."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.go_to_first()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _follow_reset(self) -> None:
        self._reset.setEnabled(self._action.isEnabled())

    def _show(self, query: Query) -> None:
        session = self._session
        columns = session.contents.columns
        names = {code: session.name(code) for code in columns.actor_codes}
        self.tree.show_sections(sections(query, columns, names, self._counts))

    def _show_counts(self, query: Query, facets: Facets) -> None:
        self._counts = counts_of(facets, query)
        self._show(query)

    def _take(self, name: str, value: object) -> None:
        session = self._session
        session.ask(taking(session.query, session.contents.columns, name, value))

    def _ask_least(self, least: Decimal | None) -> None:
        self._session.ask(dataclasses.replace(self._session.query, least=least))

    def _type(self, words: str) -> None:
        """Search for what is typed while the tree has the keyboard."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(words)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self.tree.search)
        self.tree.sections.taken.connect(self._take)
        self.tree.typed.connect(self._type)
        self.tree.left_above.connect(self.search.setFocus)
        self.least.asked.connect(self._ask_least)
        self._counting.counted.connect(self._show_counts)
        self._session.flows_changed.connect(self._follow)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, -6, 0)  # the word, not its ground, ends where the field does
        head.addWidget(text.label(self.tr("Filters"), "strong"), 1)
        head.addWidget(self._reset)
        top = QVBoxLayout()
        top.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        top.setSpacing(theme.SPACE // 2)
        top.addLayout(head)
        top.addWidget(self.search)
        rule = QFrame(self)
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.tree, 1)
        box.addWidget(rule)
        box.addWidget(self.least)
        self.setFocusProxy(self.search)

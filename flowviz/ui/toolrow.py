"""The row above the canvas: what is asked of the records, and how much of it is drawn."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QToolBar,
    QToolButton,
    QWidget,
)

from flowviz.flows.query import Query
from flowviz.flows.tables import STAGES, Columns
from flowviz.flows.words import count_words
from flowviz.records import Stage
from flowviz.ui import text
from flowviz.ui.segments import Segments
from flowviz.ui.session import Session
from flowviz.view import DEFAULT_TOP, MAP, NETWORK

_NO_CATEGORY = ""


class ToolRow(QToolBar):
    """Fields for unit, stage, years, categories and how many flows; the session is the truth."""

    def __init__(self, session: Session, search: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toolrow")
        self.setWindowTitle(self.tr("What is shown"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._session = session
        on_map = self.tr("The flows on a map of the world (Ctrl+1)")
        in_network = self.tr("The same flows as a network, without geography (Ctrl+2)")
        views = (MAP, self.tr("Map"), on_map), (NETWORK, self.tr("Network"), in_network)
        self.views = Segments(views, self)
        self.unit = self._combo(self.tr("Unit"), self.tr("Unit of the amounts"))
        self.stage = self._combo(self.tr("Stage"), self.tr("Stage of the figures"))
        self.first = self._combo(self.tr("First year"), self.tr("Count figures from this year"))
        self.last = self._combo(self.tr("Last year"), self.tr("Count figures up to this year"))
        self.categories = CategoryButton(self)
        self.top = _TopField(self)
        self._lay_out(search)
        self._connect()
        self.refill()

    def _lay_out(self, search: QWidget) -> None:
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        dash = text.label("\N{EN DASH}", "muted")
        asked: tuple[QWidget, ...] = (self.unit, self.stage, self.first, dash, self.last)
        # What does not fit goes behind an arrow, from the end on; the search must not.
        for part in (self.views, search, space, *asked, self.categories, self.top):
            self.addWidget(part)

    def _connect(self) -> None:
        self.unit.activated.connect(self._ask)
        self.stage.activated.connect(self._ask_stage)
        self.first.activated.connect(self._ask_first)
        self.last.activated.connect(self._ask_last)
        self.views.chosen.connect(self._look)
        self.categories.changed.connect(self._ask)
        self.top.valueChanged.connect(self._look)
        self._session.contents_changed.connect(self.refill)
        self._session.flows_changed.connect(self.refill)
        self._session.view_changed.connect(self._show_view)

    def dress(self) -> None:
        """Draw the icons in the colours in force."""
        self.views.dress()

    def refill(self) -> None:
        """Offer what the dossier holds, and show what is asked now."""
        columns, query = self._session.contents.columns, self._session.query
        _fill(self.unit, _units(columns, query), query.unit)
        _fill(self.stage, [(str(stage), stage) for stage in STAGES], query.stage)
        span = columns.years()
        years = range(span[0], span[1] + 1) if span else range(0)
        _fill(self.first, [(self.tr("from any year"), None), *_years(years)], query.first_year)
        _fill(self.last, [(self.tr("to any year"), None), *_years(years)], query.last_year)
        self.categories.fill(columns.categories, query.categories)
        self._show_view()

    def _show_view(self) -> None:
        view, flows = self._session.view, self._session.flows
        self.views.check(view.kind)
        self.top.show_top(view.show_top, len(flows))

    def _combo(self, name: str, tip: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        made.setMaxVisibleItems(20)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return made

    def _ask(self) -> None:
        self._session.ask(self._asked())

    def _ask_stage(self) -> None:
        """Take another unit where no record has this one at the stage chosen."""
        asked, columns = self._asked(), self._session.contents.columns
        unit = columns.unit_index(asked.unit)
        if unit is None or not columns.record_count(STAGES.index(asked.stage), unit):
            asked = dataclasses.replace(asked, unit=None)
        self._session.ask(asked)

    def _ask_first(self) -> None:
        self._keep_order(self.first, self.last, lambda first, last: first <= last)

    def _ask_last(self) -> None:
        self._keep_order(self.last, self.first, lambda last, first: first <= last)

    def _keep_order(
        self, changed: QComboBox, other: QComboBox, is_right: Callable[[int, int], bool]
    ) -> None:
        """Let the year just chosen stand, and the other one follow it where it must."""
        new, old = changed.currentData(), other.currentData()
        if new is not None and old is not None and not is_right(new, old):
            other.setCurrentIndex(other.findData(new))
        self._ask()

    def _asked(self) -> Query:
        return Query(
            unit=self.unit.currentData(),
            stage=Stage(self.stage.currentData()),
            first_year=self.first.currentData(),
            last_year=self.last.currentData(),
            categories=self.categories.wanted(),
        )

    def _look(self) -> None:
        view = self._session.view
        kind = self.views.value() or view.kind
        self._session.look(dataclasses.replace(view, kind=kind, show_top=self.top.top()))


class CategoryButton(QToolButton):
    """A menu of categories to tick, which stays open while one ticks."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self.setToolTip(self.tr("Count only some categories of items"))
        self.setAccessibleName(self.tr("Categories"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = _StayingMenu(self)
        self._menu.triggered.connect(self._tick)
        self.setMenu(self._menu)
        self._all = QAction(self.tr("All categories"), self)
        self._all.setCheckable(True)

    def fill(self, categories: Sequence[str], wanted: frozenset[str]) -> None:
        """Offer ``categories``, those of ``wanted`` ticked, all of them when it is empty."""
        known = [action.data() for action in self._menu.actions() if action.data() is not None]
        if known != list(categories):
            self._menu.clear()
            self._menu.addAction(self._all)
            self._menu.addSeparator()
            for category in categories:
                words = category or self.tr("No category known")
                action = self._menu.addAction(text.menu_text(words))
                action.setToolTip(text.tooltip(words))
                action.setData(category)
                action.setCheckable(True)
        for action in self._menu.actions():
            action.setChecked(action.data() in wanted)
        self._all.setChecked(not wanted)
        self.setText(self._words(categories, wanted))
        self.setEnabled(len(categories) > 1 or bool(wanted))

    def wanted(self) -> frozenset[str]:
        """Give the ticked categories, none for all of them."""
        ticked = [action for action in self._menu.actions() if action.isChecked()]
        return frozenset(action.data() for action in ticked if action.data() is not None)

    def _words(self, categories: Sequence[str], wanted: frozenset[str]) -> str:
        if not wanted:
            return self.tr("All categories")
        if len(wanted) == 1:
            return text.menu_text(next(iter(wanted)) or self.tr("No category known"))
        return self.tr("{some} of {all} categories").format(some=len(wanted), all=len(categories))

    def _tick(self, action: QAction) -> None:
        if action is self._all:
            for other in self._menu.actions():
                other.setChecked(other is self._all)
        self.changed.emit()


class _StayingMenu(QMenu):
    """A menu that does not close when one of its checkable lines is clicked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class _TopField(QSpinBox):
    """How many flows are drawn, the largest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(5, 0, 0, 0)
        self.setPrefix(self.tr("largest "))
        self.setToolTip(self.tr("How many flows are drawn, the largest first"))
        self.setAccessibleName(self.tr("How many flows are drawn"))
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_top(self, top: int, count: int) -> None:
        """Show ``top`` of ``count`` flows without telling anybody."""
        with QSignalBlocker(self):
            self.setRange(min(count, 1), count)
            self.setValue(min(top, count))
            self.setSuffix(self.tr(" of {count}").format(count=f"{count:,}"))
            self.setEnabled(count > 1)

    def top(self) -> int:
        """Give how many are wanted; all of them also means all of a larger number later."""
        return max(self.value(), DEFAULT_TOP) if self.value() == self.maximum() else self.value()


def _units(columns: Columns, query: Query) -> list[tuple[str, str]]:
    stage = STAGES.index(query.stage)
    counted = [(columns.record_count(stage, at), unit) for at, unit in enumerate(columns.units)]
    lines = [
        (f"{unit} · {count_words(count, 'record')}", unit)
        for count, unit in sorted(counted, key=lambda pair: (-pair[0], pair[1]))
    ]
    if query.unit is not None and query.unit not in columns.units:
        lines.append((query.unit, query.unit))
    return lines


def _years(years: range) -> list[tuple[str, int | None]]:
    return [(str(year), year) for year in years]


def _fill(field: QComboBox, lines: Sequence[tuple[str, object]], now: object) -> None:
    """Offer ``lines`` of text and value, ``now`` chosen, without telling anybody."""
    with QSignalBlocker(field):
        known = [(field.itemText(at), field.itemData(at)) for at in range(field.count())]
        if known != list(lines):
            field.clear()
            for words, value in lines:
                field.addItem(words, value)
        field.setCurrentIndex(max(field.findData(now), 0) if now is not None else 0)

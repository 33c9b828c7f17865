"""The row above the canvas: what is asked of the records, and how much of it is drawn."""

import dataclasses
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QWidget

from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.tables import STAGES, Columns
from flowviz.flows.words import count_words, filters
from flowviz.terms import Stage
from flowviz.ui import text
from flowviz.ui.actions import Actions
from flowviz.ui.fields import ChoiceField, MenuField, ToggleField, TopField
from flowviz.ui.menus import COLOURS, MODES, SCALES
from flowviz.ui.segments import Segments
from flowviz.ui.session import Session
from flowviz.view import MAP, NETWORK

_ICON_PX = 16


class ToolRow(QToolBar):
    """How it is looked at, what is asked, how much of it is drawn; the session is the truth."""

    def __init__(
        self, session: Session, search: QWidget, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toolrow")
        self.setWindowTitle(self.tr("What is shown"))
        self.setMovable(False)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._session = session
        on_map = self.tr("The flows on a map of the world (Ctrl+1)")
        in_network = self.tr("The same flows as a network, without geography (Ctrl+2)")
        views = (MAP, self.tr("Map"), on_map), (NETWORK, self.tr("Network"), in_network)
        self.views = Segments(views, self)
        self.mode = MenuField(self.tr("Links"), "mode-directed", actions.menu(MODES), self)
        self.colour = MenuField(self.tr("Colour by"), "colour", actions.menu(COLOURS), self)
        self.scale = MenuField(self.tr("Width scale"), "width", actions.menu(SCALES), self)
        self.lock = ToggleField(actions["lock"], "unlock", self)
        self.unit = ChoiceField(self.tr("Unit"), self.tr("Unit of the amounts"), self)
        self.stage = ChoiceField(self.tr("Stage"), self.tr("Stage of the figures"), self)
        self.first = ChoiceField(
            self.tr("First year"), self.tr("Count figures from this year"), self
        )
        self.last = ChoiceField(
            self.tr("Last year"), self.tr("Count figures up to this year"), self
        )
        self.filters = ToggleField(actions["filters"], "filter", self)
        self.filters.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.top = TopField(self)
        self._lay_out(search)
        self._connect()
        self.dress()
        self.refill()

    def _lay_out(self, search: QWidget) -> None:
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        dash = text.label("\N{EN DASH}", "muted")
        looks: tuple[QWidget, ...] = (self.mode, self.colour, self.scale, self.lock)
        asked: tuple[QWidget, ...] = (self.unit, self.stage, self.first, dash, self.last)
        # What does not fit goes behind an arrow, from the end on; the search must not.
        for part in (self.views, search, self.filters, space, *asked, *looks, self.top):
            self.addWidget(part)

    def _connect(self) -> None:
        self.unit.activated.connect(self._ask)
        self.stage.activated.connect(self._ask_stage)
        self.first.activated.connect(self._ask_first)
        self.last.activated.connect(self._ask_last)
        self.views.chosen.connect(self._look)
        self.top.valueChanged.connect(self._look)
        self._session.contents_changed.connect(self.refill)
        self._session.flows_changed.connect(self.refill)

    def dress(self) -> None:
        """Draw the icons in the colours in force."""
        for part in (self.views, self.mode, self.colour, self.scale, self.filters, self.lock):
            part.dress()

    def refill(self) -> None:
        """Offer what the dossier holds, and show what is asked now."""
        columns, query = self._session.contents.columns, self._session.query
        _fill(self.unit, _units(columns, query), query.unit)
        _fill(self.stage, [(str(stage), stage) for stage in STAGES], query.stage)
        first, last = _first_years(columns, query), _last_years(columns, query)
        _fill(self.first, [(self.tr("from any year"), None), *first], query.first_year)
        _fill(self.last, [(self.tr("to any year"), None), *last], query.last_year)
        count = len(filters(query, {}))
        self.filters.setText(self.tr("Filters") + (f" \N{MIDDLE DOT} {count}" if count else ""))

    def show_view(self) -> None:
        """Show how it is looked at; the menus are ticked already."""
        view, strands = self._session.view, self._session.strands
        self.views.check(view.kind)
        self.top.show_top(view.show_top, len(strands))
        self.mode.show_ticked("mode-" + Mode(view.mode).name.lower())
        self.colour.show_ticked()
        self.scale.show_ticked()
        is_locked = view.lock is not None and view.lock.unit == self._session.query.unit
        self.lock.dress("lock" if is_locked else "unlock")

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
        asked = dataclasses.replace(
            self._session.query,
            unit=self.unit.currentData(),
            stage=Stage(self.stage.currentData()),
        )
        years = self.first.currentData(), self.last.currentData()
        if years == (asked.first_year, asked.last_year):
            return asked  # months that the timeline has set stay
        return dataclasses.replace(
            asked, first_year=years[0], last_year=years[1], first_month=1, last_month=12
        )

    def _look(self) -> None:
        view = self._session.view
        kind = self.views.value() or view.kind
        self._session.look(dataclasses.replace(view, kind=kind, show_top=self.top.top()))


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


def _first_years(columns: Columns, query: Query) -> list[tuple[str, int | None]]:
    month = "" if query.first_month == 1 else f"-{query.first_month:02}"
    return _years(columns, query.first_year, month)


def _last_years(columns: Columns, query: Query) -> list[tuple[str, int | None]]:
    month = "" if query.last_month == 12 else f"-{query.last_month:02}"
    return _years(columns, query.last_year, month)


def _years(columns: Columns, asked: int | None, month: str) -> list[tuple[str, int | None]]:
    """The years that a dossier tells of, and the one asked for, with its month if it has one."""
    span = columns.years()
    years = set(range(span[0], span[1] + 1)) if span else set()
    if asked is not None:
        years.add(asked)
    return [(f"{year}{month}" if year == asked else str(year), year) for year in sorted(years)]


def _fill(field: QComboBox, lines: Sequence[tuple[str, object]], now: object) -> None:
    """Offer ``lines`` of text and value, ``now`` chosen, without telling anybody."""
    with QSignalBlocker(field):
        known = [(field.itemText(at), field.itemData(at)) for at in range(field.count())]
        if known != list(lines):
            field.clear()
            for words, value in lines:
                field.addItem(words, value)
        field.setCurrentIndex(max(field.findData(now), 0) if now is not None else 0)

"""The panels around the picture as one table, each built when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from flowviz.ui.actions import Actions
from flowviz.ui.entry import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea
_LINES_PX = 4
"""What the lines between the panels take."""


def _evidence(window: "Window") -> QWidget:
    return window.evidence


def _flow_list(window: "Window") -> QWidget:
    from flowviz.ui.flow_list import FlowList

    return FlowList(window.session, window)


def _filters(window: "Window") -> QWidget:
    from flowviz.ui.filters.panel import FilterPanel

    return FilterPanel(window.session, window.jobs, window.actions_, window)


def _records(window: "Window") -> QWidget:
    from flowviz.ui.records_table.panel import RecordsTable

    table = RecordsTable(window.session, window.settings, window)
    table.picked_changed.connect(window.records.note_pick)
    table.edit_wanted.connect(window.records.edit)
    table.copy_wanted.connect(window.records.copy)
    table.paste_wanted.connect(window.records.paste)
    window.records.watch(table)
    return table


def _history(window: "Window") -> QWidget:
    from flowviz.ui.history_panel.going import Going
    from flowviz.ui.history_panel.panel import HistoryPanel

    panel, going = HistoryPanel(window.session, window.jobs, window), Going(window)
    panel.record_wanted.connect(going.select)
    panel.back_wanted.connect(going.go_back)
    panel.failed.connect(window.show_error)
    return panel


def _sources(window: "Window") -> QWidget:
    from flowviz.ui.library.source_actions import library_panel

    return library_panel(window)


def _overview(window: "Window") -> QWidget:
    from flowviz.ui.overview.going import Going
    from flowviz.ui.overview.panel import OverviewPanel

    panel = OverviewPanel(window.session, window.jobs, window)
    Going(window, panel)
    return panel


def _search(window: "Window") -> QWidget:
    from flowviz.ui.finding.going import Going
    from flowviz.ui.finding.panel import SearchPanel

    panel = SearchPanel(window.session, window.jobs, window)
    panel.list.picked_changed.connect(window.records.note_pick)
    window.records.watch(panel.list)
    Going(window, panel)
    return panel


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel in a dock.

    ``name`` is that of its dock and of the action that shows it; ``make`` imports its widget and
    builds it when it is first shown, so that the start does not pay for it (one that ``is_open``
    is there from the start). A widget takes the keyboard when F6 comes to it, and when the user
    opens a panel ``for_keys``: by its ``take_focus`` where it has that. A panel ``tabbed`` with
    another one takes turns with it in one place. ``px`` is how much room it takes at first.
    """

    name: str
    title: str
    area: Qt.DockWidgetArea
    px: int
    make: Callable[["Window"], QWidget]
    is_open: bool = False
    tabbed: str = ""
    for_keys: bool = False


PANELS = (
    Panel("filters", QT_TRANSLATE_NOOP("Panels", "Filters"), _LEFT, 288, _filters, for_keys=True),
    Panel(
        "overview",
        QT_TRANSLATE_NOOP("Panels", "Overview"),
        _LEFT,
        320,
        _overview,
        tabbed="filters",
        for_keys=True,
    ),
    Panel(
        "search",
        QT_TRANSLATE_NOOP("Panels", "Search"),
        _LEFT,
        340,
        _search,
        tabbed="filters",
        for_keys=True,
    ),
    Panel("evidence", QT_TRANSLATE_NOOP("Panels", "Evidence"), _RIGHT, 424, _evidence, True),
    Panel(
        "list", QT_TRANSLATE_NOOP("Panels", "List of flows"), _BELOW, 240, _flow_list, for_keys=True
    ),
    Panel(
        "records",
        QT_TRANSLATE_NOOP("Panels", "Records"),
        _BELOW,
        240,
        _records,
        tabbed="list",
        for_keys=True,
    ),
    Panel(
        "sources",
        QT_TRANSLATE_NOOP("Panels", "Sources"),
        _BELOW,
        320,
        _sources,
        tabbed="list",
        for_keys=True,
    ),
    Panel(
        "history",
        QT_TRANSLATE_NOOP("Panels", "History"),
        _BELOW,
        240,
        _history,
        tabbed="list",
        for_keys=True,
    ),
)
"""In the order in which F6 goes round them."""


class Panels(QObject):
    """The docks of one window."""

    def __init__(self, window: "Window", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._docks: dict[str, _Dock] = {}
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        for panel in PANELS:
            made = _Dock(panel, window, actions[panel.name])
            made.wanted.connect(self._make_room)
            self._docks[panel.name] = made
            window.addDockWidget(panel.area, made)
            made.setVisible(panel.is_open)
        for panel in PANELS:
            way = Qt.Orientation.Vertical if panel.area is _BELOW else Qt.Orientation.Horizontal
            window.resizeDocks([self._docks[panel.name]], [panel.px], way)

    def widget(self, name: str) -> QWidget:
        """Give the widget of a panel, made now where nobody has wanted it yet."""
        return self._docks[name].inner

    def in_sight(self) -> tuple[QWidget, ...]:
        """Give the panels that are shown, in their order."""
        return tuple(made.inner for made in self._docks.values() if made.isVisible())

    def _make_room(self, wanted: "_Dock") -> None:
        """Let those give way that have the same place, or would push the window wider."""
        for other in self._docks.values():
            if other is not wanted and other.place == wanted.place:
                other.hide()
        middle = self._window.centralWidget()
        assert middle is not None
        least = middle.minimumSizeHint().width() + wanted.inner.minimumWidth() + _LINES_PX
        room = self._window.width() - least
        for other in self._docks.values():
            is_beside = other is not wanted and other.is_side and other.isVisible()
            if wanted.is_side and is_beside and other.inner.minimumWidth() > room:
                other.hide()


class _Dock(QDockWidget):
    """A dock without a title bar that makes its panel when it is first shown."""

    wanted = Signal(object)

    def __init__(self, panel: Panel, window: "Window", action: QAction) -> None:
        super().__init__(QCoreApplication.translate("Panels", panel.title), window)
        self.setObjectName(panel.name)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget(self))
        self.is_side = panel.area is not _BELOW
        self.place = panel.tabbed or panel.name
        self._panel = panel
        self._window = window
        self._is_made = False
        self.setWidget(QWidget(self))
        if panel.is_open:
            assert self.inner is not None
        action.setChecked(panel.is_open)
        action.toggled.connect(self._follow)
        if panel.for_keys:
            action.triggered.connect(self._take_keys)
        self.visibilityChanged.connect(action.setChecked)

    @property
    def inner(self) -> QWidget:
        """The panel."""
        if not self._is_made:
            self._is_made = True
            self.widget().deleteLater()
            self.setWidget(self._panel.make(self._window))
        return self.widget()

    def showEvent(self, event: QShowEvent) -> None:
        assert self.inner is not None
        super().showEvent(event)

    def _take_keys(self, is_wanted: bool) -> None:
        if is_wanted:
            take_keys(self.inner)

    def _follow(self, is_wanted: bool) -> None:
        if is_wanted and not self.isVisible():
            self.wanted.emit(self)
        self.setVisible(is_wanted)


def take_keys(pane: QWidget) -> None:
    """Put the keyboard into a part of the window, where in it that part knows best."""
    take_focus = getattr(pane, "take_focus", None)
    if take_focus is not None:
        take_focus()
    else:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

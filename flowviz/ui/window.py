"""The main window: its parts, its menus, and nothing that computes."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

from flowviz.painting import fonts
from flowviz.ui import app, theme
from flowviz.ui.actions import RECENT, Actions
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.canvas import Canvas
from flowviz.ui.documents import SUFFIX, Documents
from flowviz.ui.empty import EmptyState
from flowviz.ui.inspector.panel import EvidencePanel
from flowviz.ui.jobs import Jobs
from flowviz.ui.panes import dock
from flowviz.ui.recent import RecentFiles
from flowviz.ui.search import SearchField
from flowviz.ui.session import Session
from flowviz.ui.settings import Settings
from flowviz.ui.status import StatusLine
from flowviz.ui.toolrow import ToolRow

if TYPE_CHECKING:
    from flowviz.ui.flow_list import FlowList
    from flowviz.ui.importing import Importing

_LAYOUT_VERSION = 1
_AFTER_START_MS = 100
_BUSY_ACTIONS = ("new", "open", "save", "save_as", "import", "export", "close", "undo", "redo")


class Window(QMainWindow):
    """Holds the session's one window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.session = session
        self.settings = settings
        self.jobs = Jobs(self)
        self.arrangement = Arrangement(session, self.jobs, self)
        self.canvas = Canvas(session, self.arrangement, self)
        self.search = SearchField(session, self)
        self.toolrow = ToolRow(session, self.search, self)
        self.documents = Documents(session, self.jobs, settings, self)
        self.actions_ = Actions(self, self.menuBar())
        self.evidence = EvidencePanel(session, self)
        self.empty = EmptyState(session, self.actions_, self.canvas)
        self.status = StatusLine(self.canvas, self.arrangement, self)
        self.recent = RecentFiles(settings, self.documents, self.actions_.menu(RECENT))
        self._may_close = False
        self._wants_to_close = False
        self._finish_later = QTimer(self, singleShot=True, interval=_AFTER_START_MS)
        self._lay_out()
        self._connect()
        self._show_state()

    # What the user can do; each is a slot of the table in actions.py.

    def new_dossier(self) -> None:
        """Begin an empty dossier."""
        self.documents.new()

    def close_dossier(self) -> None:
        """Leave the dossier for an empty one."""
        self.documents.new()

    def choose_dossier(self) -> None:
        """Ask for a dossier and open it."""
        self.documents.choose_and_open()

    def save(self) -> None:
        """Save the dossier."""
        self.documents.save()

    def save_as(self) -> None:
        """Save the dossier into another file."""
        self.documents.save_as()

    def choose_import(self) -> None:
        """Ask for a file and import it."""
        self._importing().choose()

    def export(self) -> None:
        """Ask how, and write the picture."""
        from flowviz.ui.dialogs.export import ExportDialog
        from flowviz.ui.picture_plan import subject_of

        subject = subject_of(self.canvas)
        if subject is not None:
            name = self.documents.file_name()
            dialog = ExportDialog(subject, name, self.jobs, self.settings, self)
            dialog.written.connect(self.tell)
            dialog.open()

    def undo(self) -> None:
        """Take back the last edit."""
        self.documents.undo()

    def redo(self) -> None:
        """Do the edit last undone again."""
        self.documents.redo()

    def search_all(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.canvas.clear()

    def show_view(self, action: QAction) -> None:
        """Show the map or the network."""
        self.session.look(dataclasses.replace(self.session.view, kind=action.data()))

    def centre_map(self, action: QAction) -> None:
        """Put another meridian into the middle of the map."""
        self.session.look(dataclasses.replace(self.session.view, centre=action.data()))

    def fit(self) -> None:
        """Frame everything that is drawn."""
        self.canvas.fit()

    def zoom_in(self) -> None:
        """Go nearer."""
        self.canvas.zoom(1)

    def zoom_out(self) -> None:
        """Go farther away."""
        self.canvas.zoom(-1)

    def appear(self, action: QAction) -> None:
        """Be light, dark, or as the system is."""
        self.settings.set_appearance(action.data())
        theme.choose(action.data())
        self._dress()

    def focus_next_pane(self) -> None:
        """Go on to the next part of the window."""
        self._focus_pane(1)

    def focus_previous_pane(self) -> None:
        """Go back to the part before."""
        self._focus_pane(-1)

    def show_shortcuts(self) -> None:
        """List the keys."""
        from flowviz.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def show_about(self) -> None:
        """Say what this is, and what it is not."""
        from flowviz.ui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    # The life of the window.

    def begin(self, path: Path | None) -> None:
        """Show the session; then open ``path``, or offer what a crash has left."""
        self.arrangement.arrange()
        self.evidence.refresh()
        if path is not None:
            self.documents.open(path)

    def show_error(self, error: Exception) -> None:
        """Tell why something could not be done."""
        app.show_fault(self, error)

    def tell(self, words: str) -> None:
        """Say something in passing, in the status line."""
        self.status.tell(words)

    def close_now(self) -> None:
        """Close without asking: everything is saved, or knowingly lost."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._wants_to_close = self.session.is_busy and self.documents.is_brief
        if self.session.is_busy:
            event.ignore()
        elif self._may_close or not self.session.dossier.is_modified:
            event.accept()
            self._end()
        else:
            # Asked for once this event is over: Qt takes no second close within the first.
            event.ignore()
            QTimer.singleShot(0, self._ask_and_close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and not self.session.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == SUFFIX:
            self.documents.open(path)
        else:
            self._importing().start(path)

    def _close_at_last(self) -> None:
        if self.isVisible():
            self.close()

    def _ask_and_close(self) -> None:
        self.documents.leave_then(self.close_now)

    def _end(self) -> None:
        self.settings.set_layout("geometry", self.saveGeometry())
        self.settings.set_layout("docks", self.saveState(_LAYOUT_VERSION))
        self.settings.sync()
        self.jobs.stop()
        self.documents.close()

    def _lay_out(self) -> None:
        self.setCentralWidget(self.canvas)
        self.addToolBar(self.toolrow)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        right, below = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomRightCorner, right)
        actions = self.actions_
        side = dock(
            self, "evidence", self.tr("Evidence"), right, self.evidence, actions["evidence"]
        )
        table = dock(self, "list", self.tr("List of flows"), below, QWidget(), actions["list"])
        table.visibilityChanged.connect(self._fill_list)
        table.hide()
        self._list_dock = table
        self.evidence.setMinimumWidth(348)
        self.resize(1360, 860)
        self.resizeDocks([side], [424], Qt.Orientation.Horizontal)
        self.resizeDocks([table], [240], Qt.Orientation.Vertical)
        self._restore(self.settings.layout("geometry"), self.settings.layout("docks"))
        self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)

    def _restore(self, geometry: QByteArray, docks: QByteArray) -> None:
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        if not docks.isEmpty():
            self.restoreState(docks, _LAYOUT_VERSION)

    def _connect(self) -> None:
        session = self.session
        session.state_changed.connect(self._show_state)
        session.view_changed.connect(self._show_view)
        session.contents_changed.connect(self._show_state)
        self.documents.failed.connect(self.show_error)
        self.arrangement.failed.connect(self.show_error)
        self.canvas.evidence_wanted.connect(self._go_to_evidence)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        self.actions_.check("appearance", self.settings.appearance())
        self.canvas.painted_first.connect(self._finish_later.start)
        self._finish_later.timeout.connect(self._finish_start)
        self._show_view()

    @property
    def flow_list(self) -> "FlowList":
        """The table of flows, made when it is first wanted: the start does without it."""
        inner = self._list_dock.widget()
        if not isinstance(inner, QTableView):
            from flowviz.ui.flow_list import FlowList

            self._list_dock.setWidget(FlowList(self.session, self._list_dock))
            inner.deleteLater()
        return cast("FlowList", self._list_dock.widget())

    def _fill_list(self, is_visible: bool) -> None:
        if is_visible:
            self.flow_list.refresh()

    def _finish_start(self) -> None:
        """Do what the first picture need not wait for: icons in menus, what a crash has left."""
        self.actions_.dress()
        self._offer_recovery()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, fonts.load())
        self.actions_.dress()
        self.toolrow.views.dress()
        self.canvas.draw()
        self.evidence.refresh()

    def _show_view(self) -> None:
        self.actions_.check("view", self.session.view.kind)
        self.actions_.check("centre", self.session.view.centre)

    def _show_state(self) -> None:
        session, actions = self.session, self.actions_
        for name in _BUSY_ACTIONS:
            actions[name].setEnabled(not session.is_busy)
        if session.is_busy:
            return
        if self._wants_to_close:  # asked for while the dossier was saved
            self._wants_to_close = False
            QTimer.singleShot(0, self._close_at_last)
        dossier = session.dossier
        self.setWindowTitle(f"{self.documents.title()}[*] \N{EN DASH} flowviz")
        self.setWindowModified(dossier.is_modified)
        self.setWindowFilePath(str(session.path) if session.path else "")
        for name, words, what in (
            ("undo", self.tr("&Undo"), dossier.undo_text),
            ("redo", self.tr("&Redo"), dossier.redo_text),
        ):
            actions.name_edit(name, words, what)
        actions["export"].setEnabled(len(session.flows) > 0)

    def _importing(self) -> "Importing":
        from flowviz.ui.importing import Importing

        return Importing(self.session, self.documents, self.settings, self)

    def _offer_recovery(self) -> None:
        from flowviz.dossier import Dossier

        found = Dossier.recoverable()
        if found:
            from flowviz.ui.dialogs.recovery import RecoveryDialog

            RecoveryDialog(found, self.documents, self).open()

    def _go_to_evidence(self) -> None:
        self.actions_["evidence"].setChecked(True)
        self.evidence.take_focus()

    def _focus_pane(self, by: int) -> None:
        panes: list[QWidget] = [self.canvas, self.evidence, self.toolrow.unit]
        if self._list_dock.isVisible():
            panes.insert(2, self.flow_list)
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        now = next((at for at, pane in enumerate(shown) if _holds(pane, focus)), len(shown) - 1)
        pane = shown[(now + by) % len(shown)]
        if pane is self.evidence:
            self.evidence.take_focus()
        else:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

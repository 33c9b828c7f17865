"""The main window: its parts, its menus, and nothing that computes."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from flowviz.flows.words import filters
from flowviz.ui import app
from flowviz.ui.actions import Actions
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.canvas import Canvas
from flowviz.ui.chips import Chips
from flowviz.ui.commands import Commands
from flowviz.ui.documents import SUFFIX, Documents
from flowviz.ui.empty_state import EmptyState
from flowviz.ui.following import AT_ONCE, Following
from flowviz.ui.inspector.panel import EvidencePanel
from flowviz.ui.jobs import Jobs
from flowviz.ui.menus import ANCHORS, CENTRES, LANGUAGES, LAYOUTS, PROJECTIONS, RECENT, SAVED
from flowviz.ui.panels import Panels
from flowviz.ui.progress_card import ProgressCard
from flowviz.ui.recent import RecentFiles
from flowviz.ui.record_actions import RecordActions
from flowviz.ui.saved_views import SavedViews
from flowviz.ui.search import SearchField
from flowviz.ui.session import Session
from flowviz.ui.settings import Settings
from flowviz.ui.status import StatusLine
from flowviz.ui.timeline.place import TimelinePlace
from flowviz.ui.tongue import Tongue
from flowviz.ui.toolrow import ToolRow
from flowviz.ui.trail import Trail
from flowviz.view import MAP, NETWORK

if TYPE_CHECKING:
    from flowviz.ui.flow_list import FlowList

_LAYOUT_VERSION = 1
_AFTER_START_MS = 100
_AT_REST_MS = 1_500
_BUSY_ACTIONS = (
    *("new", "open", "save", "save_as", "title", "backups", "import", "compare", "export"),
    *("close", "undo", "redo", "save_view", "saved_views"),
)


class Window(Commands):
    """Holds the session's one window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.session = session
        self.settings = settings
        self.jobs = Jobs(self)
        self.arrangement = Arrangement(session, self.jobs, self)
        self.canvas = Canvas(session, self.arrangement, self.jobs, self)
        self.search = SearchField(session, self)
        self.actions_ = Actions(self, self.menuBar())
        self.tongue = Tongue(settings, session, self.actions_.menu(LANGUAGES))
        self.toolrow = ToolRow(session, self.search, self.actions_, self)
        self.chips = Chips(session, self.actions_["reset"], self)
        self.trail = Trail(session, self)
        self.documents = Documents(session, self.jobs, settings, self)
        self.following = Following(session, self.jobs, self)
        self.evidence = EvidencePanel(session, self)
        self.empty = EmptyState(session, self.actions_, self.canvas)
        self.progress_card = ProgressCard(self.arrangement, self.canvas)
        self.status = StatusLine(self.canvas, self.arrangement, self)
        self.recent = RecentFiles(settings, self.documents, self.actions_.menu(RECENT))
        self.saved = SavedViews(session, self.actions_.menu(SAVED), self)
        self.records = RecordActions(self)
        self._may_close = False
        self._wants_to_close = False
        self._prepare_later = QTimer(self, singleShot=True, interval=_AT_REST_MS)
        self._finish_later = QTimer(self, singleShot=True, interval=_AFTER_START_MS)
        session.author = settings.author()
        self._lay_out()
        self._connect()
        self._show_state()

    def begin(self, path: Path | None) -> None:
        """Show the session; then open ``path``, or offer what a crash has left."""
        self.arrangement.arrange()
        self.evidence.refresh()
        if path is not None:
            self.documents.open(path)

    def show_error(self, error: Exception) -> None:
        """Tell why something could not be done."""
        app.show_fault(self, error)

    def close_now(self) -> None:
        """Close without asking: everything is saved, or knowingly lost."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.settle()
        self._wants_to_close = self.session.is_busy and self.documents.is_brief
        if self.session.is_busy:
            event.ignore()
        elif self._may_close or not self._would_lose():
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
        paths = _dropped(event)
        if not paths:
            return
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
            self.documents.open(paths[0])
        else:
            self.importing().start_all(paths)

    def _stay_open(self) -> None:
        """Forget that the window was to close after a job: it failed, and there is a choice."""
        self._wants_to_close = False

    def _compare_with(self, path: Path) -> None:
        from flowviz.ui.dialogs.compare import compare_with

        compare_with(self, path)

    def _close_at_last(self) -> None:
        if self.isVisible():
            self.close()

    def _would_lose(self) -> bool:
        dossier = self.session.dossier
        return dossier.is_modified or bool(dossier.drafts())

    def _ask_and_close(self) -> None:
        self.documents.leave_then(self.close_now)

    def _end(self) -> None:
        self.settings.set_layout("geometry", self.saveGeometry())
        self.settings.set_layout("docks", self.saveState(_LAYOUT_VERSION))
        self.settings.sync()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self._prepare_later.stop()
        self.jobs.stop()
        self.documents.close()

    def _lay_out(self) -> None:
        self.setCentralWidget(self._middle())
        self.addToolBar(self.toolrow)
        self.setStatusBar(self.status)
        self.setAcceptDrops(True)
        self.evidence.setMinimumWidth(348)
        self.resize(1360, 860)
        self.panels = Panels(self, self.actions_)
        self._restore(self.settings.layout("geometry"), self.settings.layout("docks"))
        self.canvas.setFocus(Qt.FocusReason.MouseFocusReason)

    def _middle(self) -> QWidget:
        """The picture with what belongs to it above and below."""
        middle = QWidget(self)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.chips)
        box.addWidget(self.canvas, 1)
        self.timeline = TimelinePlace(
            self.session, self.settings, self.actions_["timeline"], middle
        )
        box.addWidget(self.timeline)
        return middle

    def _restore(self, geometry: QByteArray, docks: QByteArray) -> None:
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        if not docks.isEmpty():
            self.restoreState(docks, _LAYOUT_VERSION)

    def _connect(self) -> None:
        session = self.session
        session.state_changed.connect(self._show_state)
        session.view_changed.connect(self._show_view)
        session.flows_changed.connect(self._show_view)
        self.trail.changed.connect(self._show_trail)
        session.contents_changed.connect(self._show_state)
        session.dossier_replaced.connect(self._show_drafts)
        session.dossier_replaced.connect(self._prepare_later.start)
        self._prepare_later.timeout.connect(self._prepare_forms)
        for changed in (
            *(session.selection_changed, self.arrangement.began, self.arrangement.ended),
            self.canvas.flow_drawing.turned,
        ):
            changed.connect(self._show_clear)
        self.canvas.flow_drawing.turned.connect(self._show_drawing)
        self.documents.failed.connect(self.show_error)
        self.documents.stopped.connect(self._stay_open)
        self.documents.told.connect(self.tell)
        self.documents.comparison_wanted.connect(self._compare_with)
        self.following.failed.connect(self.show_error)
        self.arrangement.failed.connect(self.show_error)
        self.saved.failed.connect(self.show_error)
        self.saved.told.connect(self.tell)
        self.canvas.evidence_wanted.connect(self._go_to_evidence)
        self.search.everything_wanted.connect(self.search_everything)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)
        self.actions_.check("appearance", self.settings.appearance())
        self.canvas.painted_first.connect(self._finish_later.start)
        self._finish_later.timeout.connect(self._finish_start)
        self._show_view()
        self._show_trail()
        self._show_clear()

    def _finish_start(self) -> None:
        """Do what the first picture need not wait for: icons in menus, what a crash has left."""
        self.actions_.dress()
        self.timeline.fill()
        self._offer_recovery()

    @property
    def flow_list(self) -> "FlowList":
        """The table of flows."""
        return cast("FlowList", self.panels.widget("list"))

    def _show_view(self) -> None:
        session, actions = self.session, self.actions_
        actions.check_view(session.view)
        actions.menu(LAYOUTS).setEnabled(session.view.kind == NETWORK)
        for name in (PROJECTIONS, CENTRES, ANCHORS):
            actions.menu(name).setEnabled(session.view.kind == MAP)
        lock = session.view.lock
        is_locked = lock is not None and lock.unit == session.query.unit
        actions["lock"].setChecked(is_locked)
        actions["lock"].setEnabled(is_locked or bool(np.isfinite(session.flows.drawn).any()))
        actions["reset"].setEnabled(bool(filters(session.query, {})))
        self.toolrow.show_view()

    def _show_clear(self) -> None:
        self.actions_["clear"].setEnabled(self.canvas.can_clear)

    def _show_drawing(self, is_on: bool) -> None:
        self.actions_["draw_flow"].setChecked(is_on)
        if is_on:
            self.tell(self.tr("Drag from the supplier to the recipient. Esc stops."))

    def _show_trail(self) -> None:
        self.actions_["back"].setEnabled(self.trail.has_past)

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

    def _show_drafts(self) -> None:
        """Open the forms that a crash has left, now that their dossier is here again."""
        if self.session.dossier.drafts():
            QTimer.singleShot(0, self._open_drafts)

    def _open_drafts(self) -> None:
        from flowviz.ui.forms.opening import open_drafts

        if not self.session.is_busy:
            open_drafts(self)

    def _prepare_forms(self) -> None:
        """Let what forms complete from be read aside, where a form would have to wait for it."""
        if len(self.session.contents.columns.transfers.ids) <= AT_ONCE:
            return
        if self.session.is_busy:
            self._prepare_later.start()
            return
        from flowviz.ui.forms.opening import forms_of

        forms_of(self).knowledge.prepare()

    def _offer_recovery(self) -> None:
        from flowviz.dossier import Dossier

        left = Dossier.left_behind()
        if left.unreadable:
            words = self.tr(
                "Working copies that cannot be read were left where they are: {folders}"
            )
            folders = ", ".join(map(str, left.unreadable))
            self.status.tell(words.format(folders=folders))
        if left.recoveries:
            from flowviz.ui.dialogs.recovery import RecoveryDialog

            RecoveryDialog(left.recoveries, self.documents, self).open()

    def _go_to_evidence(self) -> None:
        self.actions_["evidence"].setChecked(True)
        self.evidence.take_focus()


def _dropped(event: QDropEvent) -> list[Path]:
    """The local files that are dropped, none where there is anything else or two dossiers."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    has_dossier = any(path.suffix.lower() == SUFFIX for path in paths)
    return paths if len(paths) == len(urls) and (len(paths) == 1 or not has_dossier) else []

"""The evidence panel: follows the selection, and asks the dossier only what it is to show."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QWidget

from flowviz.actors import ActorKind
from flowviz.errors import ActorError
from flowviz.flows.flow import Flows
from flowviz.flows.words import count_words
from flowviz.ui.inspector.flow import FlowPanel
from flowviz.ui.inspector.overview import listed_rows, overview_lines, overview_rows
from flowviz.ui.inspector.rows import Row
from flowviz.ui.session import Selected, Session

if TYPE_CHECKING:
    from flowviz.ui.inspector.actor import ActorPanel


class EvidencePanel(QStackedWidget):
    """One page for flows, one for actors."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Evidence"))
        self._session = session
        self._is_stale = True
        self._listed: tuple[Flows | None, tuple[Row, ...]] = (None, ())
        self.flow = FlowPanel(self)
        self._actor: ActorPanel | None = None
        self._add(self.flow)
        self.flow.tree.clicked.connect(self._follow)
        session.selection_changed.connect(self.refresh)
        session.flows_changed.connect(self.refresh)
        session.state_changed.connect(self._catch_up)

    @property
    def actor(self) -> "ActorPanel":
        """The page of actors, made when it is first wanted: the start does without it."""
        if self._actor is None:
            from flowviz.ui.inspector.actor import ActorPanel

            self._actor = ActorPanel(self)
            self._add(self._actor)
        return self._actor

    def _add(self, page: "FlowPanel | ActorPanel") -> None:
        page.setObjectName("panel")
        self.addWidget(page)
        page.pair_wanted.connect(self._select_pair)

    def refresh(self) -> None:
        """Show what is selected now; later, while a job has the dossier."""
        self._is_stale = self._session.is_busy
        if self._is_stale:
            return
        selected = self._session.selected
        if selected.actor:
            self._show_actor(selected.actor)
        elif selected.pair is not None:
            self._show_flow(*selected.pair)
        elif selected:
            self._show_several(selected)
        elif selected.words:
            self._show_none(selected.words)
        else:
            self._show_overview()

    def take_focus(self) -> None:
        """Put the keyboard into what is shown."""
        tree = self.flow.tree
        page = self.currentWidget()
        (self.actor.table if page is self._actor else tree).setFocus()
        if not tree.currentIndex().isValid():
            tree.setCurrentIndex(tree.rows().index(0, 0))

    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()

    def _show_flow(self, supplier: str, recipient: str) -> None:
        from flowviz.flows.docket import docket

        session = self._session
        try:
            found = docket(session.dossier, session.flows, supplier, recipient)
        except ActorError:  # an undo has taken the records away
            self._show_overview()
            return
        self.flow.show_docket(found, session.query)
        self.setCurrentWidget(self.flow)

    def _show_actor(self, code: str) -> None:
        from flowviz.flows.ledger import ledger

        session = self._session
        found = ledger(session.dossier, session.contents.columns, session.query, code)
        actor = session.contents.actors.get(code)
        self.actor.show_ledger(found, self._kind(actor.kind if actor else ActorKind.UNKNOWN))
        self.setCurrentWidget(self.actor)

    def _show_several(self, selected: Selected) -> None:
        flows = self._session.flows
        numbers = sorted(n for pair in selected.pairs if (n := flows.index(*pair)) is not None)
        left = len(selected.pairs) - len(numbers)
        lines = [self.tr("In {flows}").format(flows=count_words(len(selected.pairs), "flow"))]
        if left:
            hidden = self.tr("{flows} left out by unit, stage, years or categories")
            lines.append(hidden.format(flows=count_words(left, "flow")))
        self.flow.header.show_texts(self.tr("Found"), selected.words, lines=lines)
        self.flow.tree.show_rows(listed_rows(flows, numbers))
        self.setCurrentWidget(self.flow)

    def _show_none(self, words: str) -> None:
        self.flow.header.show_texts(
            self.tr("Found"), words, lines=(self.tr("Nothing that is counted names it."),)
        )
        self.flow.tree.show_rows(())
        self.setCurrentWidget(self.flow)

    def _show_overview(self) -> None:
        session = self._session
        counts = session.dossier.counts()
        title = session.dossier.title or self.tr("Untitled dossier")
        lines = tuple(overview_lines(counts, session.flows))
        self.flow.header.show_texts(self.tr("Dossier"), title, lines=lines)
        if self._listed[0] is not session.flows:  # hundreds of exact sums
            self._listed = session.flows, overview_rows(session.flows)
        self.flow.tree.show_rows(self._listed[1])
        self.setCurrentWidget(self.flow)

    def _follow(self, index: QModelIndex) -> None:
        """Go to a flow from a list of flows by one click."""
        if self._session.selected.pair is None:
            row = self.flow.tree.rows().row_of(index)
            if row is not None and row.pair is not None:
                self._select_pair(*row.pair)

    def _select_pair(self, supplier: str, recipient: str) -> None:
        self._session.select(Selected.flow(supplier, recipient))

    def _kind(self, kind: ActorKind) -> str:
        return {
            ActorKind.STATE: self.tr("State"),
            ActorKind.NON_STATE: self.tr("Non-state group"),
            ActorKind.ORGANISATION: self.tr("Organisation"),
            ActorKind.BLOC: self.tr("Bloc or region"),
            ActorKind.JOINT: self.tr("Several actors together"),
            ActorKind.UNKNOWN: self.tr("Unknown actor"),
            ActorKind.UNRESOLVED: self.tr("Name not matched to an actor yet"),
        }[kind]

"""The evidence panel: follows the selection, and asks the dossier only what it is to show."""

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from flowviz.actors import ActorKind
from flowviz.errors import ActorError
from flowviz.flows.flow import Flows
from flowviz.flows.words import count_words
from flowviz.style import DARK, LIGHT
from flowviz.ui import theme
from flowviz.ui.inspector.both import both_ways, way_rows
from flowviz.ui.inspector.flow import FlowPanel
from flowviz.ui.inspector.foot import Foot, RowMenu
from flowviz.ui.inspector.mix import MixLine, category_colours, mix_lines
from flowviz.ui.inspector.notice import Notice
from flowviz.ui.inspector.overview import listed_rows, overview_lines, overview_rows
from flowviz.ui.inspector.rows import Row
from flowviz.ui.inspector.tree import EvidenceTree
from flowviz.ui.picked import NO_PICK, Picked
from flowviz.ui.session import Selected, Session

if TYPE_CHECKING:
    from flowviz.flows.docket import Docket
    from flowviz.ui.inspector.actor import ActorPanel


class EvidencePanel(QWidget):
    """One page for flows, one for actors, and a notice where filters leave out what is selected."""

    picked_changed = Signal()
    edit_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Evidence"))
        self._session = session
        self._is_stale = True
        self._listed: tuple[Flows | None, tuple[Row, ...]] = (None, ())
        self.notice = Notice(self)
        self.flow = FlowPanel(self)
        self._actor: ActorPanel | None = None
        self.row_menu = RowMenu(self)
        self._pages = QStackedWidget(self)
        self.foot = Foot(self)
        self._add(self.flow)
        self._watch(self.flow.tree)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.notice)
        box.addWidget(self._pages, 1)
        box.addWidget(self.foot)
        self.notice.asked.connect(session.ask)
        self.flow.tree.clicked.connect(self._follow)
        session.selection_changed.connect(self.refresh)
        session.flows_changed.connect(self.refresh)
        session.view_changed.connect(self._follow_mode)
        session.state_changed.connect(self._catch_up)

    @property
    def page(self) -> QWidget:
        """The page in sight: ``flow`` or ``actor``."""
        page = self._pages.currentWidget()
        assert page is not None
        return page

    @property
    def actor(self) -> "ActorPanel":
        """The page of actors, made when it is first wanted: the start does without it."""
        if self._actor is None:
            from flowviz.ui.inspector.actor import ActorPanel

            self._actor = ActorPanel(self)
            self._add(self._actor)
            self._watch(self._actor.notes)
        return self._actor

    def _add(self, page: "FlowPanel | ActorPanel") -> None:
        page.setObjectName("panel")
        self._pages.addWidget(page)
        page.pair_wanted.connect(self._select_pair)

    def _watch(self, tree: EvidenceTree) -> None:
        tree.row_changed.connect(self.picked_changed)
        tree.edit_wanted.connect(self.edit_wanted)
        tree.menu_filling.connect(self._fill_menu)

    def _fill_menu(self, menu: QMenu) -> None:
        row = self._tree.current_row()
        if row is not None and not self._session.is_busy:
            self.row_menu.fill(menu, row, self.actions())

    @property
    def _tree(self) -> EvidenceTree:
        """The tree of the page in sight."""
        is_actor = self._actor is not None and self.page is self._actor
        return self.actor.notes if is_actor else self.flow.tree

    def picked(self) -> Picked:
        """What the current row stands for, else what is selected."""
        picked = self._tree.picked()
        if picked == NO_PICK:
            return Picked.selected(self._session)
        pair = self._session.selected.pair
        if pair is None or all(picked.pair):
            return picked
        return dataclasses.replace(picked, pair=pair)

    def refresh(self) -> None:
        """Show what is selected now; later, while a job has the dossier."""
        self._is_stale = self._session.is_busy
        if self._is_stale:
            return
        selected = self._session.selected
        self.notice.refresh(self._session)
        if selected.actor:
            self._show_actor(selected.actor)
        elif selected.pair is not None:
            self._show_flow(*selected.pair)
        elif selected.both_ways is not None:
            self._show_both(*selected.both_ways)
        elif selected:
            self._show_several(selected)
        elif selected.words:
            self._show_none(selected.words)
        else:
            self._show_overview()

    def take_focus(self) -> None:
        """Put the keyboard into what is shown."""
        tree = self.flow.tree
        page = self.page
        (self.actor.table if page is self._actor else tree).setFocus()
        if not tree.currentIndex().isValid():
            tree.setCurrentIndex(tree.rows().index(0, 0))

    def _follow_mode(self) -> None:
        """Tell of two flows what another link mode makes of them."""
        if self._session.selected.both_ways is not None:
            self.refresh()

    def _catch_up(self) -> None:
        if self._is_stale:
            self.refresh()
        elif self._can_read():
            self.flow.tree.viewport().update()  # rows that waited for the dossier

    def _can_read(self) -> bool:
        """Whether the dossier may be asked: no job has it."""
        return not self._session.is_busy

    def _show_flow(self, supplier: str, recipient: str) -> None:
        from flowviz.dossier.collector import collector_at_rest

        with collector_at_rest():  # 15,000 small values of 5,000 records, none of them garbage
            self._lay_out_flow(supplier, recipient)

    def _lay_out_flow(self, supplier: str, recipient: str) -> None:
        from flowviz.flows.sides import sides

        found = self._docket(supplier, recipient)
        if found is None:
            self._show_overview()
            return
        session = self._session
        self.flow.show_docket(found, self._can_read, session.selected.transfers)
        number = session.flows.index(supplier, recipient)
        told = None if number is None else sides(session.flows, number)
        lines = () if number is None else self._mix(number)
        self.flow.show_figures(told, session.flows.unit, lines)
        self._pages.setCurrentWidget(self.flow)

    def _show_both(self, supplier: str, recipient: str) -> None:
        """Show both flows between two actors, and what is made of them."""
        pairs = (supplier, recipient), (recipient, supplier)
        dockets = [found for pair in pairs if (found := self._docket(*pair)) is not None]
        if not dockets:
            self._show_overview()
            return
        made = both_ways(self._session.strands, dockets)
        rows = tuple(row for found in dockets for row in way_rows(found, self._can_read))
        self.flow.show_texts(made.caption, made.title, made.lines, rows, made.amount)
        self._pages.setCurrentWidget(self.flow)

    def _docket(self, supplier: str, recipient: str) -> "Docket | None":
        """The evidence of a flow, None where an undo has taken its records away."""
        from flowviz.flows.docket import docket

        try:
            return docket(self._session.dossier, self._session.flows, supplier, recipient)
        except ActorError:
            return None

    def _mix(self, number: int) -> tuple[MixLine, ...]:
        from flowviz.flows.parts import parts

        session, palette = self._session, DARK if theme.is_dark() else LIGHT
        found = parts(session.flows, number)
        names = [part.category for part in found.parts]
        colours = category_colours(session.strands, session.view.show_top, palette, names)
        return mix_lines(found, session.flows.unit, colours, palette.rest)

    def _show_actor(self, code: str) -> None:
        from flowviz.flows.ledger import ledger

        session = self._session
        found = ledger(session.dossier, session.contents.columns, session.query, code)
        actor = session.contents.actors.get(code)
        kind, shown = (
            self._kind(actor.kind if actor else ActorKind.UNKNOWN),
            session.shown_name(code),
        )
        self.actor.show_ledger(found, kind if shown == found.name else f"{kind} · {shown}")
        self._pages.setCurrentWidget(self.actor)

    def _show_several(self, selected: Selected) -> None:
        flows = self._session.flows
        numbers = sorted(n for pair in selected.pairs if (n := flows.index(*pair)) is not None)
        left = len(selected.pairs) - len(numbers)
        lines = [self.tr("In {flows}").format(flows=count_words(len(selected.pairs), "flow"))]
        if left:
            hidden = self.tr("{flows} left out by stage, years or filters")
            lines.append(hidden.format(flows=count_words(left, "flow")))
        rows = listed_rows(flows, numbers)
        self.flow.show_texts(self.tr("Found"), selected.words, lines, rows)
        self._pages.setCurrentWidget(self.flow)

    def _show_none(self, words: str) -> None:
        line = self.tr("Nothing that is counted names it.")
        self.flow.show_texts(self.tr("Found"), words, (line,), ())
        self._pages.setCurrentWidget(self.flow)

    def _show_overview(self) -> None:
        session = self._session
        counts = session.dossier.counts()
        title = session.dossier.title or self.tr("Untitled dossier")
        lines = tuple(overview_lines(counts, session.flows))
        if self._listed[0] is not session.flows:  # hundreds of exact sums
            self._listed = session.flows, overview_rows(session.flows)
        self.flow.show_texts(self.tr("Dossier"), title, lines, self._listed[1])
        self._pages.setCurrentWidget(self.flow)

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

"""Where the overview leads: to a filter on the picture, a source, a record, a decision."""

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flowviz.errors import FlowvizError
from flowviz.flows import search
from flowviz.flows.aggregate import aggregate
from flowviz.flows.query import Query, resolve
from flowviz.flows.words import count_words
from flowviz.overview.accepting import dismissal_of, weigh
from flowviz.overview.proposed import Derived, Fulfils, Proposed
from flowviz.overview.standing import DISPUTED, REASONLESS
from flowviz.overview.steps import Goal
from flowviz.records import Record
from flowviz.terms import Mark, Stage
from flowviz.ui.overview.deciding import (
    AcceptDialog,
    DeriveDialog,
    GroupDialog,
    LinkDialog,
    RefuseDialog,
)
from flowviz.ui.overview.lines import SOURCES, Line
from flowviz.ui.overview.panel import OverviewPanel
from flowviz.ui.selected import Selected

if TYPE_CHECKING:
    from flowviz.ui.window import Window


class Going(QObject):
    """Acts for the overview panel on the window it is in."""

    def __init__(self, window: "Window", panel: OverviewPanel) -> None:
        super().__init__(window)
        self._window, self._session, self._panel = window, window.session, panel
        self._deciding: Proposed | None = None
        panel.went.connect(self.go)
        panel.accept_wanted.connect(self.accept)
        panel.refuse_wanted.connect(self.refuse)
        panel.failed.connect(window.show_error)

    def go(self, line: Line) -> None:
        """Go where a line leads."""
        if self._session.is_busy:
            return
        if line.proposed is not None:
            self._select(line.proposed)
        elif line.goal is Goal.PROPOSALS:
            self._panel.show_proposals(line.target)
        elif line.goal is Goal.SOURCE:
            self._show_source(line.target)
        elif line.target == REASONLESS and self._panel.found is not None:
            pairs = self._panel.found.standing.count(REASONLESS).pairs
            self._session.select(Selected(pairs=pairs, words=line.title))
        else:
            self._filter(line.target)

    def accept(self, proposed: Proposed) -> None:
        """Show what a proposal is about and would change, and let the user decide."""
        if self._session.is_busy:
            return
        self._select(proposed)
        dialog = self._dialog(proposed)
        self._deciding = proposed
        dialog.accepted_as.connect(self._put)
        dialog.open()

    def refuse(self, proposed: Proposed) -> None:
        """Show what a proposal is about, and ask why it is turned down."""
        if self._session.is_busy:
            return
        self._select(proposed)
        self._deciding = proposed
        dialog = RefuseDialog(proposed, self._window)
        dialog.refused.connect(self._dismiss)
        dialog.open()

    def _dialog(self, proposed: Proposed) -> AcceptDialog:
        dossier, window = self._session.dossier, self._window
        if isinstance(proposed, Fulfils):
            return LinkDialog(proposed, window)
        if isinstance(proposed, Derived):
            return DeriveDialog(proposed, dossier.sources(), window)
        return GroupDialog(proposed, weigh(dossier, proposed), window)

    def _put(self, records: tuple[Record, ...]) -> None:
        proposed = self._deciding
        if proposed is None:
            return
        what = {
            "same goods": self.tr("Make a group of what tells of the same goods"),
            "fulfils": self.tr("Link deliveries to what they fulfil"),
            "derived": self.tr("Say where a source has its knowledge from"),
        }[proposed.kind]
        self._edit(what, records)

    def _dismiss(self, reason: str) -> None:
        proposed = self._deciding
        if proposed is not None:
            what = self.tr("Turn down a proposal")
            self._edit(what, (dismissal_of(proposed, reason),), reason)

    def _edit(self, what: str, records: tuple[Record, ...], reason: str = "") -> None:
        try:
            with self._session.edit(what, reason=reason) as edit:
                for record in records:
                    edit.put(record)
        except FlowvizError as error:
            self._window.show_error(error)

    def _select(self, proposed: Proposed) -> None:
        if isinstance(proposed, Derived):
            columns = self._session.contents.columns
            found = (search.pairs_with_source(columns, id_) for id_ in _ends(proposed))
            pairs = tuple(dict.fromkeys(pair for each in found for pair in each))
            self._session.select(Selected(pairs=pairs, words=proposed.title))
            return
        pair = proposed.supplier, proposed.recipient
        self._session.select(Selected(pairs=(pair,), transfers=proposed.transfers))

    def _show_source(self, source: str) -> None:
        self._window.actions_["sources"].setChecked(True)
        if source != SOURCES:
            self._window.panels.widget("sources").choose(source)  # type: ignore[attr-defined]

    def _filter(self, target: str) -> None:
        """Show what bears a mark, at the stage of now or the first one at which there is any."""
        asked = Query(marks=frozenset() if target == DISPUTED else frozenset((Mark(target),)))
        if target == DISPUTED:
            asked = dataclasses.replace(asked, is_disputed=True)
        session = self._session
        columns, mode = session.contents.columns, session.view.mode
        for query in self._at_stages(asked):
            if len(aggregate(columns, resolve(query, columns), mode)):
                session.ask(query)
                break
        total = self._panel.found.standing.count(target).flows if self._panel.found else 0
        if len(session.flows) < total:
            words = self.tr("{shown} of {flows} are {stage}; the others stand at other stages.")
            flows = count_words(total, "flow")
            shown = f"{len(session.flows):,}"
            stage = session.query.stage
            self._window.tell(words.format(shown=shown, flows=flows, stage=stage))

    def _at_stages(self, asked: Query) -> Iterator[Query]:
        now = self._session.query.stage
        for stage in (now, *(stage for stage in Stage if stage is not now)):
            yield dataclasses.replace(asked, stage=stage)


def _ends(proposed: Derived) -> tuple[str, str]:
    return proposed.source, proposed.origin

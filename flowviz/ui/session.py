"""What the window shows: one dossier, one query, one selection; the parts meet only here.

A dossier is used by one thread at a time. While a job has it (``lend``), the window draws from the
columns it already holds and asks the dossier nothing.
"""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flowviz.dossier import Dossier, Edit
from flowviz.dossier.rows import placement_id
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.naming import named
from flowviz.flows.query import Query, first_query, resolve
from flowviz.flows.strands import Strands, strands
from flowviz.languages import ENGLISH, names_in
from flowviz.records import Placement
from flowviz.scene import Selection
from flowviz.ui.seen import Asked, Contents, Seen
from flowviz.ui.selected import NOTHING, Selected, is_in, picked
from flowviz.view import DEFAULT_TOP, MAP, NETWORK, View

__all__ = ["NOTHING", "Contents", "Selected", "Session"]


class Session(QObject):
    """Holds the state; every change is told by one signal, named after the fact."""

    dossier_replaced = Signal()
    settling = Signal()
    edited = Signal(object)
    contents_changed = Signal()
    query_changed = Signal()
    flows_changed = Signal()
    flows_brushed = Signal()
    selection_changed = Signal()
    view_changed = Signal()
    state_changed = Signal()

    def __init__(self, dossier: Dossier, contents: Contents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._is_lent = False
        self.language = ENGLISH
        self.author = ""
        self.contents = contents
        self.query = first_query(contents.columns)
        self.selected = NOTHING
        self.view = View()
        self.flows: Flows = aggregate(contents.columns, self.query, self.view.mode)
        self._strands = strands(self.flows, self.view.mode)
        self._is_brushed = False

    @property
    def dossier(self) -> Dossier:
        """The dossier, for the window's thread; never while a job has it."""
        assert not self._is_lent, "the dossier is with a job"
        return self._dossier

    def shows(self, dossier: Dossier | None) -> bool:
        """Whether ``dossier`` is the one that is shown."""
        return self._dossier is dossier

    @property
    def is_busy(self) -> bool:
        """Whether a job has the dossier."""
        return self._is_lent

    @property
    def path(self) -> Path | None:
        """The file of the dossier, None when it has none yet."""
        return self._dossier.path

    def settle(self) -> None:
        """Have what is typed kept now (``settling``): the dossier is saved, undone or left next."""
        if not self._is_lent:
            self.settling.emit()

    def lend(self) -> Dossier:
        """Hand the dossier to a job, until ``take_back``."""
        self.settle()
        dossier = self.dossier
        self._is_lent = True
        self.state_changed.emit()
        return dossier

    def take_back(self, contents: Contents | None = None) -> None:
        """Have the dossier again, and what the job read of it when it wrote anything."""
        self._is_lent = False
        if contents is not None:
            self.follow(contents)
        self.state_changed.emit()

    def ask_first(self) -> None:
        """Ask what a dossier is asked at first, where unit and stage alone are asked now."""
        first = first_query(self.contents.columns)
        if dataclasses.replace(self.query, unit=first.unit, stage=first.stage) == first:
            self.ask(first)

    def adopt(self, dossier: Dossier, contents: Contents) -> None:
        """Show another dossier from its beginning; the one before it is the caller's to close."""
        self._dossier, self._is_lent = dossier, False
        contents = self._named(contents)
        self.contents = contents
        had_selection = bool(self.selected or self.selected.words)
        self.selected = NOTHING
        self.view = dataclasses.replace(View(), kind=self.view.kind, lock=self.view.lock)
        self.query = first_query(contents.columns)
        self.flows = aggregate(contents.columns, self.query, self.view.mode)
        self.dossier_replaced.emit()
        self._tell_all()
        if had_selection:
            self.selection_changed.emit()

    def ask(self, query: Query) -> None:
        """Show the flows of another query; the selection stays, by its codes."""
        query = resolve(query, self.contents.columns)
        if query != self.query:
            self.query = query
            self.flows = aggregate(self.contents.columns, query, self.view.mode)
            self._tell_flows()
        elif self._is_brushed:
            self._tell_flows()

    def brush(self, query: Query) -> None:
        """Show the flows of another query while the hand moves; ``ask`` comes when it rests.

        Only the picture and the timeline follow meanwhile.
        """
        query = resolve(query, self.contents.columns)
        if query != self.query:
            self._is_brushed = True
            self.query = query
            self.flows = aggregate(self.contents.columns, query, self.view.mode)
            self.flows_brushed.emit()

    def select(self, selected: Selected) -> None:
        """Pick something, or ``NOTHING``."""
        if selected != self.selected:
            self.selected = selected
            self.selection_changed.emit()

    def show(self, query: Query, view: View) -> None:
        """Show the flows of another query another way."""
        query = resolve(query, self.contents.columns)
        if query == self.query:
            self.ask(query)
            self.look(view)
            return
        is_other, self.view = view != self.view, view
        self.ask(query)
        if is_other:
            self.view_changed.emit()

    def look(self, view: View) -> None:
        """Lay the same flows out another way.

        Where filters of flows are asked of what a ribbon stands for, another link mode has others.
        """
        if view != self.view:
            has_others = view.mode != self.view.mode and self.query.filters_flows
            self.view = view
            if has_others:
                self.flows = aggregate(self.contents.columns, self.query, view.mode)
                self._tell_flows()
            self.view_changed.emit()

    @contextmanager
    def edit(self, what: str, *, reason: str = "", step: str = "") -> Iterator[Edit]:
        """Change records in one step that can be undone, in the name of ``author``.

        ``edited`` tells the tables that were touched; what is shown follows (``Following``), at
        once where actors were moved.
        """
        with self.dossier.edit(what, self.author, reason=reason, step=step) as edit:
            yield edit
        self._tell_edit(frozenset(edit.touched))

    def undo(self) -> None:
        """Take back the last edit, at once: one that changed a few rows."""
        self.settle()
        touched = self.dossier.undo_tables
        self.dossier.undo(self.author)
        self._tell_edit(touched)

    def redo(self) -> None:
        """Do the edit last undone again, at once: one that changed a few rows."""
        self.settle()
        touched = self.dossier.redo_tables
        self.dossier.redo(self.author)
        self._tell_edit(touched)

    @property
    def asked(self) -> Asked:
        """What is asked of the contents now."""
        return Asked(self.language, self.query, self.view.mode)

    def follow(self, contents: Contents) -> None:
        """Show what the dossier holds after an edit; query, view and selection stay."""
        self.see(self.asked.seen(contents))

    def see(self, seen: Seen) -> None:
        """Show contents of which a job has made the flows that are asked for now."""
        self.contents, self.query = seen.contents, seen.query
        self.flows, self._strands = seen.flows, seen.strands
        self._tell_all()

    def place(self, what: str, placement: Placement, step: str = "") -> None:
        """Move an actor; moves of one ``step`` are undone together."""
        with self.edit(what, step=step) as edit:
            edit.put(placement)

    def put_back(self, what: str, view: str, code: str) -> None:
        """Give an actor its own place again."""
        with self.edit(what) as edit:
            edit.delete(Placement, placement_id(view, code))

    def is_moved(self, view: str, code: str) -> bool:
        """Whether somebody has moved an actor."""
        return code in self.contents.placements[view]

    def name(self, code: str) -> str:
        """The name of an actor, its code where the dossier has no name for it."""
        actor = self.contents.actors.get(code)
        return actor.name if actor else code

    def shown_name(self, code: str) -> str:
        """The name of an actor on the picture and in lists, in the language chosen."""
        columns = self.contents.columns
        if code not in columns.actor_codes:
            return self.name(code)
        return columns.actor_names[columns.actor_codes.index(code)]

    @property
    def strands(self) -> Strands:
        """The flows as the link mode has them drawn."""
        if self._strands.flows is not self.flows or self._strands.mode != self.view.mode:
            self._strands = strands(self.flows, self.view.mode)
        return self._strands

    @property
    def is_filtered_out(self) -> bool:
        """Whether something is selected, and none of it is among the flows shown."""
        return bool(self.selected) and not is_in(self.selected, self.flows)

    def strand_picked(self, shown: Strands) -> int | None:
        """The one strand of those shown that the selection means, None for none and for several."""
        if not (self.selected.pair or self.selected.both_ways):
            return None
        found = self.picked(shown).flows
        return min(found) if found else None

    def picked(self, shown: Strands) -> Selection:
        """The selection in numbers of the strands shown, empty where their query leaves it out.

        Of thousands of flows found, only as many are shown as one can look at: the largest.
        """
        return picked(self.selected, shown, max(self.view.show_top, DEFAULT_TOP))

    def speak(self, language: str) -> None:
        """Show the names of states in a language; the panel shows them as the dossier has them."""
        if language != self.language:
            self.language = language
            self.follow(self.contents)

    def _tell_edit(self, touched: frozenset[str]) -> None:
        if touched == {"placement"}:
            places = {view: self.dossier.placements(view) for view in (MAP, NETWORK)}
            self.contents = dataclasses.replace(self.contents, placements=places)
            self.view_changed.emit()
        self.edited.emit(touched)
        self.state_changed.emit()

    def _named(self, contents: Contents) -> Contents:
        names = names_in(self.language, contents.actors.values())
        return dataclasses.replace(contents, columns=named(contents.columns, names))

    def _tell_all(self) -> None:
        self.contents_changed.emit()
        self._tell_flows()  # who follows the selection follows the flows too
        self.state_changed.emit()

    def _tell_flows(self) -> None:
        self._is_brushed = False
        self.query_changed.emit()  # what takes room for it does so before the flows are drawn
        self.flows_changed.emit()

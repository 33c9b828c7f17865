"""The saved views of the dossier: kept, recalled, renamed, replaced and deleted, each one undo."""

import dataclasses
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from flowviz.dossier.rows import placement_id
from flowviz.errors import FlowvizError
from flowviz.records import Placement, SavedView, new_id
from flowviz.ui import text
from flowviz.ui.session import Session

LONGEST_NAME = 80
_WITH_KEY = 9
_MOST_LISTED = 50
"""In the menu; the list that manages them has all."""


class SavedViews(QObject):
    """Follows the dossier of the session, and fills a menu with its views."""

    changed = Signal()
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._menu = menu
        self.views: tuple[SavedView, ...] = ()
        menu.triggered.connect(self._recall_of)
        session.contents_changed.connect(self.refresh)
        session.state_changed.connect(self.refresh)
        self._fill()
        self.refresh()

    def refresh(self) -> None:
        """Read which views there are."""
        if self._session.is_busy:
            return
        views = self._session.dossier.saved_views()
        if views != self.views:
            self.views = views
            self._fill()
            self.changed.emit()

    def named(self, name: str) -> SavedView | None:
        """The view of that name, None when there is none."""
        return next((saved for saved in self.views if saved.name == name), None)

    def save(self, name: str) -> None:
        """Keep what is shown under a name; a view of that name is replaced."""
        saved = self.named(name)
        if saved is not None:
            self.replace(saved)
            return
        last = max((saved.position for saved in self.views), default=-1)
        made = SavedView(new_id(), name, last + 1, self._state())
        self._put(self.tr("Save the view “{name}”").format(name=name), made)

    def replace(self, saved: SavedView) -> None:
        """Let a view be what is shown now."""
        what = self.tr("Replace the view “{name}”").format(name=_short(saved))
        self._put(what, dataclasses.replace(saved, state=self._state()))

    def rename(self, saved: SavedView, name: str) -> None:
        """Call a view otherwise."""
        what = self.tr("Rename the view “{name}”").format(name=_short(saved))
        self._put(what, dataclasses.replace(saved, name=name))

    def delete(self, saved: SavedView) -> None:
        """Keep a view no longer."""
        what = self.tr("Delete the view “{name}”").format(name=_short(saved))
        if self._can_write():
            with self._session.edit(what) as edit:
                edit.delete(SavedView, saved.id)

    def recall(self, saved: SavedView) -> None:
        """Show a view as it was kept; where it moves actors, that is one edit."""
        from flowviz.saved import read_state  # only who recalls needs it

        if self._session.is_busy:
            return
        try:
            state = read_state(saved.state)
        except FlowvizError as error:
            self.failed.emit(error)
            return
        self._session.show(state.query, state.view)
        self._put_actors(saved, state.view.kind, state.places)
        words = self.tr("View “{name}”").format(name=_short(saved))
        self.told.emit(text.one_line(" ".join((words, *state.notes))))

    def _put(self, what: str, saved: SavedView) -> None:
        if self._can_write():
            with self._session.edit(what) as edit:
                edit.put(saved)

    def _can_write(self) -> bool:
        """Whether no job has the dossier; where one has, say so."""
        if self._session.is_busy:
            self.told.emit(self.tr("The dossier is in use; try again in a moment."))
        return not self._session.is_busy

    def _state(self) -> str:
        from flowviz.saved import state_of

        session = self._session
        places = session.contents.placements[session.view.kind].values()
        own = {place.actor: (place.x, place.y) for place in places}
        return state_of(session.query, session.view, own)

    def _put_actors(
        self, saved: SavedView, kind: str, places: Mapping[str, tuple[float, float]]
    ) -> None:
        """Let the actors stand where the view has them, and the others where they belong."""
        session = self._session
        known = session.contents.actors
        wanted = {
            code: Placement(kind, code, *place) for code, place in places.items() if code in known
        }
        now = session.contents.placements[kind]
        if wanted == dict(now):
            return
        what = self.tr("Places of the view “{name}”").format(name=_short(saved))
        with session.edit(what) as edit:
            for code in now.keys() - wanted.keys():
                edit.delete(Placement, placement_id(kind, code))
            edit.put(*(place for code, place in wanted.items() if now.get(code) != place))

    def _fill(self) -> None:
        self._menu.clear()
        for number, saved in enumerate(self.views[:_MOST_LISTED], start=1):
            action = self._menu.addAction(text.menu_text(saved.name))
            action.setToolTip(text.tooltip(saved.name))
            action.setData(saved.id)
            if number <= _WITH_KEY:
                action.setShortcut(QKeySequence(f"Alt+{number}"))
        self._menu.menuAction().setEnabled(bool(self.views))

    def _recall_of(self, action: QAction) -> None:
        saved = next((saved for saved in self.views if saved.id == action.data()), None)
        if saved is not None:
            self.recall(saved)


def _short(saved: SavedView) -> str:
    """The name of a view as one line; a stranger's may be a megabyte."""
    return text.one_line(saved.name, LONGEST_NAME)

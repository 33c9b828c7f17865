"""What can be written about the actors and flows at a point of the canvas, for its menu."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from flowviz.ui import text
from flowviz.ui.selected import Selected

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas

_MOST_OFFERED = 2
"""Actors, and flows, that are offered for editing; more would push the rest out of sight."""


class CanvasMenu(QObject):
    """Adds to the menu; its signals say what is wanted, by codes of actors."""

    transfer_wanted = Signal(str, str)
    actor_wanted = Signal(str)
    merge_wanted = Signal(str)

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def fill(self, menu: QMenu, found: Sequence[Selected]) -> None:
        """Add what can be written about the nearest of what was ``found``."""
        session = self._canvas.session
        actors = [one.actor for one in found if one.actor][:_MOST_OFFERED]
        pairs = [one.pairs[0] for one in found if one.pairs][:_MOST_OFFERED]
        if session.is_busy or not (actors or pairs):
            return
        menu.addSeparator()
        for code in actors:
            name = session.name(code)
            words = self.tr("New Transfer from {actor}…").format(actor=name)
            self._add(menu, words, self._want_transfer, (code, ""))
        for pair in pairs:
            flow = " → ".join(session.name(code) for code in pair)
            words = self.tr("Add Record to {flow}…").format(flow=flow)
            self._add(menu, words, self._want_transfer, pair)
        for code in actors:
            name = session.name(code)
            self._add(menu, self.tr("Edit {actor}…").format(actor=name), self._want_actor, code)
            words = self.tr("Merge {actor} with…").format(actor=name)
            self._add(menu, words, self._want_merge, code)

    def _add(self, menu: QMenu, words: str, slot: object, wanted: object) -> None:
        action = QAction(text.menu_text(words), menu)
        action.setToolTip(text.tooltip(words))
        action.setData(wanted)
        action.triggered.connect(slot)
        menu.addAction(action)

    def _want_transfer(self) -> None:
        supplier, recipient = self._asked()
        self.transfer_wanted.emit(supplier, recipient)

    def _want_actor(self) -> None:
        self.actor_wanted.emit(self._asked())

    def _want_merge(self) -> None:
        self.merge_wanted.emit(self._asked())

    def _asked(self) -> Any:
        action = self.sender()
        assert isinstance(action, QAction)
        return action.data()

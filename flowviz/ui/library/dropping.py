"""A source dropped on the picture: the flow beneath is shown, and told where it is let go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from flowviz.ui import strand_words
from flowviz.ui.library.dragging import source_of
from flowviz.ui.selected import Selected

if TYPE_CHECKING:
    from flowviz.ui.canvas import Canvas


class SourceDrop(QObject):
    """Watches the picture for sources in the hand; ``dropped`` gives the source and the flow.

    What else is dragged over the picture passes by, and a drop beside all flows does nothing.
    """

    dropped = Signal(str, object)

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_ours = False
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragLeave and self._is_ours:
            self._clear()
            return True
        if not isinstance(event, QDropEvent):
            return False
        if isinstance(event, QDragEnterEvent):
            self._is_ours = bool(source_of(event.mimeData()))
        if not self._is_ours:
            return False
        if isinstance(event, QDragEnterEvent):
            event.acceptProposedAction()
        elif isinstance(event, QDragMoveEvent):
            self._follow(event)
        elif kind == QEvent.Type.Drop:
            self._end(event)
        return True

    def _follow(self, event: QDropEvent) -> None:
        """Show the flow beneath the pointer, and what letting go would do."""
        canvas, number = self._canvas, self._flow_at(event.position())
        canvas.picture.outline_flow(-1 if number is None else number)
        event.setAccepted(number is not None)
        if number is None:
            canvas.card.hide()
            return
        heading, lines = strand_words.card(canvas.strands, number)
        words = self.tr("Let go to cite the source for it")
        canvas.card.show_at(event.position().toPoint(), heading, lines[:1], words)

    def _end(self, event: QDropEvent) -> None:
        number = self._flow_at(event.position())
        self._clear()
        event.setAccepted(number is not None)
        if number is not None:
            selected = Selected.strand(self._canvas.strands, number)
            self.dropped.emit(source_of(event.mimeData()), selected)

    def _flow_at(self, point: QPointF) -> int | None:
        """The number of the strand nearest to a point, None beside all and while a job works."""
        if self._canvas.session.is_busy:
            return None
        hits = self._canvas.hits_at(point, at_rest=False)
        return next((hit.index for hit in hits if hit.kind == "flow"), None)

    def _clear(self) -> None:
        self._canvas.pointer.leave()

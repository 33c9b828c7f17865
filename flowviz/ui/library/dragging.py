"""A source in the hand: what is dragged holds its identifier and nothing else."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from flowviz.ui import text, theme

MIME_TYPE = "application/x-flowviz-source-id"
_TAG_PX = (260, 28)
_LONGEST_ID = 200


def drag_source(widget: QWidget, id_: str, title: str) -> None:
    """Drag a source until it is dropped or let go of with Esc."""
    drag = QDrag(widget)
    drag.setMimeData(mime_of(id_))
    drag.setPixmap(_tag(title, widget.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-theme.SPACE, -theme.SPACE))
    drag.exec(Qt.DropAction.CopyAction)


def mime_of(id_: str) -> QMimeData:
    """What is dragged: an identifier under a type of our own, which no other program takes."""
    mime = QMimeData()
    mime.setData(MIME_TYPE, id_.encode())
    return mime


def source_of(mime: QMimeData) -> str:
    """The identifier of the source that is dragged, "" for anything else."""
    held = bytes(mime.data(MIME_TYPE).data()) if mime.hasFormat(MIME_TYPE) else b""
    try:
        return held.decode() if len(held) <= _LONGEST_ID else ""
    except UnicodeDecodeError:
        return ""


def _tag(title: str, ratio: float) -> QPixmap:
    """The title on a small card beside the pointer."""
    width, height = _TAG_PX
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    now = theme.colours()
    made.fill(QColor(now.raised))
    with QPainter(made) as painter:
        painter.setPen(QColor(now.accent))
        painter.drawRect(QRect(0, 0, width - 1, height - 1))
        painter.setPen(QColor(now.text))
        area = QRect(theme.SPACE, 0, width - 2 * theme.SPACE, height)
        room = painter.fontMetrics().elidedText(
            text.one_line(title, 120), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), room)
    return made

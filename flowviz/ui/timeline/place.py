"""The place of the timeline: there from the start, filled once the first picture is painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flowviz.ui.session import Session
from flowviz.ui.settings import Settings

if TYPE_CHECKING:
    from flowviz.ui.timeline.panel import Timeline

_HEIGHT_PX = 140
_KEPT = "timeline"
_HIDDEN = QByteArray(b"hidden")


class TimelinePlace(QWidget):
    """Keeps room under the picture, so that the picture need not be drawn anew for it."""

    def __init__(
        self, session: Session, settings: Settings, action: QAction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._action = action
        self._is_ready = False
        self._timeline: Timeline | None = None
        self.setFixedHeight(_HEIGHT_PX)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        action.setChecked(settings.layout(_KEPT) != _HIDDEN)
        action.toggled.connect(self._toggle)
        session.contents_changed.connect(self._show)
        self._show()

    @property
    def timeline(self) -> "Timeline":
        """The timeline, made now where nobody has wanted it yet."""
        if self._timeline is None:
            # pyqtgraph's plots take a third of a second to load.
            from flowviz.ui.timeline.panel import Timeline

            self._timeline = Timeline(self._session, self)
            self._box.addWidget(self._timeline)
        return self._timeline

    def fill(self) -> None:
        """Make the timeline, where it is to be seen; the first picture has been painted."""
        self._is_ready = True
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._timeline is not None:
            self._timeline.dress()

    def pause(self) -> None:
        """Stop playing."""
        if self._timeline is not None:
            self._timeline.player.stop()

    def take_focus(self) -> None:
        """Give the keyboard to the timeline."""
        self.timeline.take_focus()

    def _toggle(self, is_wanted: bool) -> None:
        self._settings.set_layout(_KEPT, QByteArray() if is_wanted else _HIDDEN)
        self._show()

    def _show(self) -> None:
        """Be there where it is wanted and the dossier holds anything."""
        is_shown = self._action.isChecked() and bool(self._session.contents.columns.transfers.ids)
        self.setVisible(is_shown)
        if is_shown and self._is_ready:
            assert self.timeline is not None
        else:
            self.pause()

"""The line at the bottom: what is shown and what is not.

It gives no total over flows: goods that went onward would count in each of them.
"""

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.query import Query
from flowviz.flows.tables import Columns
from flowviz.flows.words import count_words, filters
from flowviz.scene.notes import BORDERS, NOUNS, TIV
from flowviz.terms import Stage
from flowviz.ui import theme
from flowviz.ui.arrangement import Arrangement
from flowviz.ui.canvas import Canvas
from flowviz.ui.line import Line

_TOLD_MS = 6000
_LEAST_PX = 200
_STANDING = (TIV, BORDERS)
"""What is true of every such picture stands last."""


class StatusLine(QStatusBar):
    """Follows what the canvas has drawn."""

    def __init__(self, canvas: Canvas, arrangement: Arrangement, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._shown, self._left_out = Line(self), Line(self)
        self._told = self._words = ""
        self._whole: tuple[tuple[Columns, Stage], int] | None = None
        self._until = QTimer(self, singleShot=True)
        self._until.timeout.connect(self._end_telling)
        self._left_out.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # What is shown takes what it needs, what must be known of it all the rest.
        self._shown.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._shown.setMinimumWidth(1)
        self._left_out.setMinimumWidth(_LEAST_PX)
        self.addWidget(self._shown)
        self.addPermanentWidget(self._left_out, 1)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(theme.SPACE, 0, theme.SPACE, 0)
        canvas.drawn.connect(self.refresh)
        arrangement.began.connect(self._tell_of_work)
        arrangement.ended.connect(self._end_work)

    def refresh(self) -> None:
        """Say what is on the canvas now: what is hidden first, in the words of the picture."""
        scene, strands = self._canvas.scene_shown, self._canvas.strands
        if scene is None:
            return
        if not self._canvas.flows.columns.transfers.ids:
            self._words = self.tr("No records yet")
            self._show_words()
            self._left_out.show_words(self.tr("Record > New Transfer writes the first."), "")
            return
        counts = scene.counts
        hidden = next((note for note in scene.notes if note.startswith("Largest ")), "")
        one, many = NOUNS[strands.mode]
        drawn = self.tr("{drawn} of {flows} drawn").format(
            drawn=f"{counts.drawn:,}", flows=count_words(counts.total, one, many)
        )
        parts = [hidden.removesuffix(".") or drawn, self._records()]
        if counts.dropped_labels:
            room = self.tr("{labels} without room")
            parts.append(room.format(labels=count_words(counts.dropped_labels, "label")))
        self._words = " \N{MIDDLE DOT} ".join(parts)
        self._show_words()
        rest = [note for note in scene.notes if note != hidden]
        rest.sort(key=_STANDING.__contains__)
        self._left_out.show_words(" ".join(rest), "\n".join(scene.notes))

    def _records(self) -> str:
        """How many records are in the flows, and of how many where filters leave some out."""
        flows = self._canvas.flows
        count = int(flows.records.sum())
        if not filters(flows.query, {}):
            return count_words(count, "record")
        key = flows.columns, flows.query.stage
        # Columns are told apart by what they are: to compare them would compare their arrays.
        known = self._whole
        if known is None or known[0][0] is not key[0] or known[0][1] is not key[1]:
            whole = aggregate(flows.columns, Query(unit=flows.query.unit, stage=flows.query.stage))
            known = self._whole = key, int(whole.records.sum() + _told_elsewhere(whole))
        return self.tr("{count} of {records}").format(
            count=f"{count:,}", records=count_words(known[1], "record")
        )

    def words(self) -> str:
        """What the line says."""
        return self._shown.text()

    def tell(self, words: str) -> None:
        """Say something for a while, where the picture is told of at other times.

        Qt's own messages are cut off by the notes at the right, which want all the room.
        """
        self._told = words
        self._until.start(_TOLD_MS)
        self._show_words()

    def _tell_of_work(self) -> None:
        self._until.stop()
        self._told = self.tr("Arranging the network…")
        self._show_words()

    def _end_work(self) -> None:
        if not self._until.isActive():
            self._end_telling()

    def _end_telling(self) -> None:
        self._told = ""
        self._show_words()

    def _show_words(self) -> None:
        self._shown.show_words(self._told or self._words)
        self.setAccessibleDescription(self._shown.text())


def _told_elsewhere(flows: Flows) -> int:
    """How many records the side tells whose figures do not count."""
    return 0 if flows.is_other is None else int(np.count_nonzero(flows.is_other))

"""Brings scenes onto the picture: at once where that is quick, else as drafts and off the thread.

While the hand moves (a brush over time, a play) drafts are drawn, the latest wanted only. At rest
the full scene is built; thousands of flows are a job, so that the window never stands still.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from flowviz import scene as scenes
from flowviz.actors import ActorKind
from flowviz.errors import CancelledError
from flowviz.flows.strands import Strands
from flowviz.layouts import Layout
from flowviz.painting import fonts
from flowviz.painting.sheet import whole_image
from flowviz.scene import Scene, Selection, Viewport
from flowviz.style import Style
from flowviz.ui.jobs import Jobs, Token
from flowviz.ui.picture import Picture

_KIND = "scene"
_FEW = 600
"""So many flows are drawn at once by either painter, in about a tenth of a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What shall be drawn."""

    strands: Strands
    kinds: Sequence[ActorKind]
    layout: Layout
    style: Style
    viewport: Viewport
    selection: Selection
    ratio: float

    @property
    def count(self) -> int:
        """About how many flows will be drawn."""
        return min(len(self.strands), self.style.show_top)

    def scene(self, *, is_draft: bool = False, labels_from: Scene | None = None) -> Scene:
        """Build it; pure, so on any thread."""
        return scenes.build(
            self.strands,
            self.strands.actor_names,
            self.kinds,
            self.layout,
            self.style,
            self.viewport,
            fonts.measure,
            self.selection,
            is_draft=is_draft,
            labels_from=labels_from,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    order: Order
    scene: Scene
    image: QImage | None
    is_draft: bool
    number: int


class Drawing(QObject):
    """Draws the orders of one canvas on its picture; ``drawn`` tells of every full scene.

    ``arrived`` tells of what comes late: the hand may have moved the picture meanwhile.
    """

    drawn = Signal()
    arrived = Signal()

    def __init__(self, picture: Picture, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._picture = picture
        self._jobs = jobs
        self._wanted = self._on_screen = 0  # numbers of orders as they came
        self._late: Order | None = None
        self._full: Scene | None = None
        self.shown: Order | None = None

    @property
    def is_working(self) -> bool:
        """Whether a scene is on its way."""
        return self._jobs.is_running(_KIND)

    def draw(self, order: Order) -> None:
        """Draw the full scene of ``order``, at once or soon."""
        self._wanted, self._late = self._wanted + 1, None
        if order.count <= _FEW:
            self._show(_Done(order, order.scene(), None, False, self._wanted))
            return
        if self._picture.sheet.has_opengl:
            self._draft(order)
        self._begin(order, is_draft=False)

    def draft(self, order: Order) -> None:
        """Draw a draft of ``order`` while the hand moves; late ones are dropped for later ones."""
        self._wanted += 1
        if order.count <= _FEW or self._picture.sheet.has_opengl:
            self._draft(order)
        elif self.is_working:
            self._late = order
        else:
            self._begin(order, is_draft=True)

    def _draft(self, order: Order) -> None:
        scene = order.scene(is_draft=True, labels_from=self._full)
        self._show(_Done(order, scene, None, True, self._wanted))

    def _begin(self, order: Order, *, is_draft: bool) -> None:
        is_painted = not self._picture.sheet.has_opengl
        before = self._full if is_draft else None
        work = _Work(order, before, is_draft, is_painted, self._wanted)
        self._jobs.start(_KIND, work, self._finish, self._fail)

    def _finish(self, done: _Done) -> None:
        is_newer = done.number > self._on_screen
        if done.number == self._wanted or (done.is_draft and is_newer):  # else it is too late
            self._show(done)
            self.arrived.emit()
        late, self._late = self._late, None
        if late is not None:
            self._begin(late, is_draft=True)

    def _show(self, done: _Done) -> None:
        order = done.order
        self._picture.show_scene(
            done.scene, order.style, order.ratio, done.image, is_draft=done.is_draft
        )
        self.shown, self._on_screen = order, done.number
        if not done.is_draft:
            self._full = done.scene
            self.drawn.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            raise error


class _Work:
    """A scene as a job, painted too where ``QPainter`` has to do it."""

    def __init__(
        self,
        order: Order,
        labels_from: Scene | None,
        is_draft: bool,
        is_painted: bool,
        number: int,
    ) -> None:
        self._order = order
        self._number = number
        self._labels_from = labels_from
        self._is_draft = is_draft
        self._is_painted = is_painted

    def __call__(self, token: Token) -> _Done:
        order = self._order
        scene = order.scene(is_draft=self._is_draft, labels_from=self._labels_from)
        if token.is_cancelled():
            raise CancelledError("another picture is wanted")
        image = whole_image(scene, order.style, order.ratio) if self._is_painted else None
        return _Done(order, scene, image, self._is_draft, self._number)

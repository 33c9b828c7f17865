"""A page: a scene with title, legend, footnotes and numbered sources, every line in its place."""

from dataclasses import dataclass

from flowviz.scene.model import Box, Scene, Text


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a picture.

    ``sources`` are whole lines without their numbers, in their order.
    """

    title: str
    subtitle: str
    footnotes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    attribution: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page in logical pixels: ``scene`` fills ``picture``, ``texts`` are around it.

    ``unlisted_sources`` is how many sources found no room; the page says so.
    """

    width_px: float
    height_px: float
    scene: Scene
    picture: Box
    texts: tuple[Text, ...]
    unlisted_sources: int

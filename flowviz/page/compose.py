"""Composing a page: title above, picture in the middle, footnotes and sources below."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flowviz.actors import ActorKind
from flowviz.errors import ExportError
from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words
from flowviz.layouts import Layout
from flowviz.page.page import Page, Words
from flowviz.page.setting import Columns, Face, lines_of, set_columns, set_lines
from flowviz.scene import Box, Scene, Text, Viewport, build, fit
from flowviz.scene.drawing import top_rows
from flowviz.scene.notes import counts, left_out, notes
from flowviz.scene.picture import Measure
from flowviz.style import Style

_LEAST_PICTURE_PX = 48.0
_MOST_BELOW = 0.3
"""The share of the page's height that footnotes and sources may take."""
_MOST_SUBTITLE = 5
"""Lines: every filter is told whole on a page of usual shape."""
_MOST_SAID, _MOST_NOTES, _MOST_CREDIT = 5, 3, 3
"""Lines: what is hidden is never cut on a page of usual shape, notes may be at their end."""
_LATER = ("000 labels left out for want of room.",)
"""As long as what is known only when the picture is made; room is kept for it."""


def compose(
    words: Words,
    strands: Strands,
    names: Sequence[str],
    kinds: Sequence[ActorKind],
    layout: Layout,
    style: Style,
    size_px: tuple[float, float],
    measure: Measure,
    view: Viewport | None = None,
) -> Page:
    """A page of ``size_px`` logical pixels, all of whose text lies within it.

    ``view`` is what the window shows, to be shown again; None fits the picture to what is drawn.

    Raises
    ------
    ExportError
        The page is so flat that nothing is left for the picture.
    """
    width, height = size_px
    scale = min(max(math.sqrt(width * height / 1_440_000.0), 0.74), 1.4) * style.text_scale
    margin = 24.0 * min(scale, 1.2)
    rows = top_rows(strands, style.show_top)
    left = counts(strands, rows, len(rows), 0)
    # What is hidden is said here, legend or not; without one so is all that the card would say.
    said = left_out(strands, left) if style.has_legend else notes(strands, left, layout)
    above, top = _head(words, width, margin, scale, measure)
    foot = _Foot(words, said, _LATER, width, height, margin, scale, measure)
    below, below_px, unlisted = foot.set()
    picture = Box(0.0, top, width, height - below_px)
    if picture.bottom - picture.top < _LEAST_PICTURE_PX:
        raise ExportError(
            f"A page {width / height:.0f} times as wide as high leaves no room for the picture "
            "between its title and its sources; ask for a higher one."
        )
    frame = _frame(layout, strands, picture, style, view)
    scene = build(strands, names, kinds, layout, style, frame, measure)
    foot = replace(foot, later=_known_later(scene, said, style))  # room was kept: nothing moves
    below, _, unlisted = foot.set()
    moved = [replace(text, baseline=text.baseline + picture.bottom) for text in below]
    return Page(width, height, scene, picture, (*above, *moved), unlisted)


def _head(
    words: Words, width: float, margin: float, scale: float, measure: Measure
) -> tuple[list[Text], float]:
    """Title and subtitle, and where the picture may begin."""
    title, subtitle = Face(24.0 * scale, 700, "ink"), Face(13.5 * scale, 400, "soft_ink")
    room = width - 2.0 * margin
    y = margin * 0.8
    texts: list[Text] = []
    for text, face, most in ((words.title, title, 2), (words.subtitle, subtitle, _MOST_SUBTITLE)):
        lines = lines_of(text, room, face, measure, most)
        texts += set_lines(lines, margin, y, face)
        y += len(lines) * face.line_px
    return texts, y + margin * 0.45


@dataclass(frozen=True, slots=True)
class _Foot:
    """What stands below the picture; ``later`` is known only when the picture is made."""

    words: Words
    said: tuple[str, ...]
    later: tuple[str, ...]
    width: float
    height: float
    margin: float
    scale: float
    measure: Measure

    def set(self) -> tuple[list[Text], float, int]:
        """The lines from (0, 0) down, their height with room for ``_LATER``, sources left out."""
        margin, measure = self.margin, self.measure
        face, room = Face(10.5 * self.scale, 400, "soft_ink"), self.width - 2.0 * self.margin
        loud = replace(face, weight=600, tone="ink")
        budget = max(self.height * _MOST_BELOW, 6.0 * face.line_px)
        y = margin * 0.5
        texts: list[Text] = []
        for sentences, own, most in (
            (self.said, loud, _MOST_SAID),
            (self.words.footnotes, face, _MOST_NOTES),
        ):
            lines = lines_of(" ".join(sentences), room, own, measure, most)
            texts += set_lines(lines, margin, y, own)
            y += len(lines) * face.line_px
        y += 0.35 * face.size_px if texts else 0.0
        credit = " ".join((self.words.attribution, *self.later))
        lines = lines_of(credit, room, face, measure, _MOST_CREDIT)
        kept = " ".join((self.words.attribution, *_LATER))
        kept_px = len(lines_of(kept, room, face, measure, _MOST_CREDIT)) * face.line_px
        unlisted = 0
        if self.words.sources:
            left = budget - y - kept_px - margin * 0.5
            columns, indent = self._sources(room, left, face, loud)
            texts += set_lines([_sources_label(self.words)], margin, y, loud)
            texts += [
                replace(text, x=text.x + margin + indent, baseline=text.baseline + y)
                for text in columns.texts
            ]
            y += columns.height_px + 0.35 * face.size_px
            unlisted = columns.left_out
        texts += set_lines(lines, margin, y, face)
        return texts, y + max(kept_px, len(lines) * face.line_px) + margin * 0.5, unlisted

    def _sources(self, room: float, left: float, face: Face, loud: Face) -> tuple[Columns, float]:
        """The sources in columns, and how far they stand in from their heading."""
        label = _sources_label(self.words)
        indent = self.measure(f"{label} ", face.size_px, loud.weight) + face.size_px * 0.6
        wide = 400.0 * self.scale
        return set_columns(
            self.words.sources, room - indent, left, face, self.measure, wide
        ), indent


def _sources_label(words: Words) -> str:
    return "Sources" if len(words.sources) > 1 else "Source"


def _known_later(scene: Scene, said: tuple[str, ...], style: Style) -> tuple[str, ...]:
    """What only the finished picture knows: names without room, and what it says of itself."""
    found = [] if style.has_legend else [note for note in scene.notes if note not in said]
    if scene.counts.dropped_labels:
        labels = count_words(scene.counts.dropped_labels, "label")
        found.append(f"{labels} left out for want of room.")
    return tuple(found)


def _frame(
    layout: Layout, strands: Strands, picture: Box, style: Style, view: Viewport | None
) -> Viewport:
    width, height = picture.right - picture.left, picture.bottom - picture.top
    if view is None:
        return fit(layout, strands, width, height, style)
    scale = min(width / view.width_px, height / view.height_px)
    return replace(view.resized(width, height), px_per_unit=view.px_per_unit * scale)

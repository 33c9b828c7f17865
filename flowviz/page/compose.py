"""Composing a page: title above, picture in the middle, footnotes and sources below."""

import math
from collections.abc import Sequence
from dataclasses import replace

from flowviz.actors import ActorKind
from flowviz.errors import ExportError
from flowviz.flows.strands import Strands
from flowviz.flows.words import count_words
from flowviz.layouts import Layout
from flowviz.page.page import Page, Words
from flowviz.page.setting import Face, lines_of, set_columns, set_lines
from flowviz.scene import Box, Scene, Text, Viewport, build, fit
from flowviz.scene.drawing import top_rows
from flowviz.scene.notes import counts, notes
from flowviz.scene.picture import Measure
from flowviz.style import Style

_LEAST_PICTURE_PX = 48.0
_MOST_BELOW = 0.3
"""The share of the page's height that footnotes and sources may take."""


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
    if not style.has_legend:  # what the card would say must still be said
        rows = top_rows(strands, style.show_top)
        said = notes(strands, counts(strands, rows, len(rows), 0), layout)
        words = replace(words, footnotes=(*said, *words.footnotes))
    above, top = _head(words, width, margin, scale, measure)
    below, below_px, unlisted = _foot(words, width, height, margin, scale, measure)
    picture = Box(0.0, top, width, height - below_px)
    if picture.bottom - picture.top < _LEAST_PICTURE_PX:
        raise ExportError(
            f"A page {width / height:.0f} times as wide as high leaves no room for the picture "
            "between its title and its sources; ask for a higher one."
        )
    frame = _frame(layout, strands, picture, style, view)
    scene = build(strands, names, kinds, layout, style, frame, measure)
    if scene.counts.dropped_labels:  # known only now; the credit stays one line, so nothing moves
        words = replace(words, attribution=f"{words.attribution} {_dropped(scene)}")
        below, _, unlisted = _foot(words, width, height, margin, scale, measure)
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
    for text, face, most in ((words.title, title, 2), (words.subtitle, subtitle, 2)):
        lines = lines_of(text, room, face, measure, most)
        texts += set_lines(lines, margin, y, face)
        y += len(lines) * face.line_px
    return texts, y + margin * 0.45


def _foot(
    words: Words, width: float, height: float, margin: float, scale: float, measure: Measure
) -> tuple[list[Text], float, int]:
    """Footnotes, sources and attribution from (0, 0) down, their height, sources left out."""
    face, room = Face(10.5 * scale, 400, "soft_ink"), width - 2.0 * margin
    heading = replace(face, weight=600, tone="ink")
    budget = max(height * _MOST_BELOW, 5.0 * face.line_px)
    y = margin * 0.5
    texts: list[Text] = []
    notes = lines_of(" ".join(words.footnotes), room, face, measure, 3)
    texts += set_lines(notes, margin, y, face)
    y += len(notes) * face.line_px + (0.35 * face.size_px if notes else 0.0)
    credit = lines_of(words.attribution, room, face, measure, 1)
    unlisted = 0
    if words.sources:
        label = "Sources " if len(words.sources) > 1 else "Source "
        indent = measure(label, face.size_px, heading.weight) + face.size_px * 0.6
        texts += set_lines([label.strip()], margin, y, heading)
        left = budget - y - len(credit) * face.line_px - margin * 0.5
        columns = set_columns(words.sources, room - indent, left, face, measure, 400.0 * scale)
        texts += [
            replace(text, x=text.x + margin + indent, baseline=text.baseline + y)
            for text in columns.texts
        ]
        y += columns.height_px + 0.35 * face.size_px
        unlisted = columns.left_out
    texts += set_lines(credit, margin, y, face)
    y += len(credit) * face.line_px
    return texts, y + margin * 0.5, unlisted


def _dropped(scene: Scene) -> str:
    return f"{count_words(scene.counts.dropped_labels, 'label')} left out for want of room."


def _frame(
    layout: Layout, strands: Strands, picture: Box, style: Style, view: Viewport | None
) -> Viewport:
    width, height = picture.right - picture.left, picture.bottom - picture.top
    if view is None:
        return fit(layout, strands, width, height, style)
    scale = min(width / view.width_px, height / view.height_px)
    return replace(view.resized(width, height), px_per_unit=view.px_per_unit * scale)

"""Setting text: lines in a column, entries in columns, nothing beyond its room."""

from collections.abc import Sequence
from dataclasses import dataclass

from flowviz.scene.lines import ELLIPSIS, fitted, wrapped
from flowviz.scene.model import Text
from flowviz.scene.picture import Measure

LEADING = 1.34
"""Line height as a share of the size of text."""

_MOST_LINES_AN_ENTRY = 6


@dataclass(frozen=True, slots=True)
class Face:
    """Size, weight and tone of a kind of text."""

    size_px: float
    weight: int
    tone: str

    @property
    def line_px(self) -> float:
        """The height of a line."""
        return self.size_px * LEADING


def lines_of(text: str, width_px: float, face: Face, measure: Measure, most: int) -> list[str]:
    """``text`` in at most ``most`` lines, the last one with an ellipsis when it is cut."""
    lines = list(wrapped(text, width_px, face.size_px, face.weight, measure))
    if len(lines) <= most:
        return lines
    # A longer line than fits, so that the cut shows.
    last = lines[most - 1] + ELLIPSIS
    if measure(last, face.size_px, face.weight) > width_px:
        longer = f"{lines[most - 1]} {lines[most]}"
        last = fitted(longer, width_px, face.size_px, face.weight, measure)
    return [*lines[: most - 1], last]


def set_lines(lines: Sequence[str], left: float, top: float, face: Face) -> list[Text]:
    """Lines under one another from ``top``."""
    first = top + face.size_px
    return [
        Text(line, left, first + i * face.line_px, face.size_px, face.weight, face.tone)
        for i, line in enumerate(lines)
    ]


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbered entries set in columns: the texts from (0, 0), their height, how many are left."""

    texts: tuple[Text, ...]
    height_px: float
    left_out: int


def set_columns(
    entries: Sequence[str],
    width_px: float,
    height_px: float,
    face: Face,
    measure: Measure,
    column_px: float,
) -> Columns:
    """Entries with numbers in as many columns as ``width_px`` takes, balanced, never split.

    What does not fit into ``height_px`` is left out, and a last line says how many.
    """
    if not entries:
        return Columns((), 0.0, 0)
    gap = face.size_px * 2.0
    most = max(int(height_px / face.line_px), 1)
    number_px = measure(f"[{len(entries)}] ", face.size_px, face.weight)
    best: _Setting | None = None
    for count in range(1, max(int((width_px + gap) / (column_px + gap)), 1) + 1):
        wide = (width_px - gap * (count - 1)) / count
        blocks = [
            lines_of(entry, wide - number_px, face, measure, _MOST_LINES_AN_ENTRY)
            for entry in entries
        ]
        sizes = [len(block) for block in blocks]
        kept, tall = _fitting(sizes, count, most)
        if best is None or (-kept, tall) < (-best.kept, best.tall):
            best = _Setting(kept, tall, wide, blocks)
    assert best is not None
    return _columns(best, number_px, gap, face, measure)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How many entries, in columns of how many lines and pixels, and their lines."""

    kept: int
    tall: int
    wide: float
    blocks: list[list[str]]


def _columns(
    setting: _Setting,
    number_px: float,
    gap: float,
    face: Face,
    measure: Measure,
) -> Columns:
    texts: list[Text] = []
    column, line = 0, 0
    for i, block in enumerate(setting.blocks[: setting.kept]):
        if line and line + len(block) > setting.tall:
            column, line = column + 1, 0
        x, y = column * (setting.wide + gap), line * face.line_px
        texts += set_lines([f"[{i + 1}]"], x, y, face)
        texts += set_lines(block, x + number_px, y, face)
        line += len(block)
    left_out = len(setting.blocks) - setting.kept
    if left_out:
        if line and line + 1 > setting.tall:
            column, line = column + 1, 0
        noun = "source" if left_out == 1 else "sources"
        is_first = not setting.kept
        more = f"{left_out:,} {noun}" if is_first else f"and {left_out:,} more {noun}"
        more = fitted(f"{more} in the dossier", setting.wide, face.size_px, face.weight, measure)
        texts += set_lines([more], column * (setting.wide + gap), line * face.line_px, face)
    return Columns(tuple(texts), setting.tall * face.line_px, left_out)


def _fitting(sizes: Sequence[int], columns: int, most: int) -> tuple[int, int]:
    """How many entries fit into columns of ``most`` lines, and the least height for those."""
    kept = len(sizes)
    while kept > 0:
        needs = [*sizes[:kept], *([1] if kept < len(sizes) else [])]
        if _columns_of(needs, most) <= columns:
            tall = next(t for t in range(max(needs), most + 1) if _columns_of(needs, t) <= columns)
            return kept, tall
        kept -= 1
    return 0, 1


def _columns_of(sizes: Sequence[int], tall: int) -> int:
    """Columns that entries of so many lines fill; more than any page has if one is too long."""
    if max(sizes) > tall:
        return 1_000_000
    columns, line = 1, 0
    for size in sizes:
        if line + size > tall:
            columns, line = columns + 1, 0
        line += size
    return columns

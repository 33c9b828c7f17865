"""The little drawings of the legend: arrows, dashes, rings, each around its left middle (0, 0)."""

import math
from dataclasses import replace

from flowviz.scene.courses import TAIL_SHARE
from flowviz.scene.model import Sample, Shape, Sign
from flowviz.scene.nodes import shape_points
from flowviz.scene.ribbons import DASHED_PX, DOTTED_PX
from flowviz.scene.widths import head_half

Points = tuple[tuple[float, float], ...]


def moved(sample: Sample, dx: float, dy: float) -> Sample:
    """The sample shifted."""
    return replace(sample, xy=tuple((x + dx, y + dy) for x, y in sample.xy))


def arrow(length: float, width: float, tone: str) -> tuple[Sample, ...]:
    """A flow of ``width`` pixels at its head, tapering to the left as flows do."""
    barb = float(head_half(width))
    head = min(max(7.0, 1.5 * barb), 0.6 * length)
    base, tail, half = length - head, width * TAIL_SHARE / 2.0, width / 2.0
    back = base - 0.14 * head
    shape = (
        (0.0, -tail),
        (base, -half),
        (back, -barb),
        (length, 0.0),
        (back, barb),
        (base, half),
        (0.0, tail),
    )
    return (Sample(shape, tone),)


def even(length: float, width: float) -> tuple[Sample, ...]:
    """A flow of ``width`` pixels all along, without a head."""
    return (Sample(_rectangle(0.0, length, width / 2.0), "flow"),)


def bar(length: float, tone: str) -> tuple[Sample, ...]:
    """A patch of colour."""
    return (Sample(_rectangle(0.0, length, 3.0), tone),)


def broken(length: float, width: float, existence: int, tone: str) -> tuple[Sample, ...]:
    """A line as flows of that existence have it: whole, dashed or dotted."""
    if existence == 0:
        return (Sample(_rectangle(0.0, length, width / 2.0), tone),)
    dash, gap = DASHED_PX if existence == 1 else DOTTED_PX
    count = int((length + gap) / (dash + gap))
    return tuple(
        Sample(_rectangle(i * (dash + gap), i * (dash + gap) + dash, width / 2.0), tone)
        for i in range(count)
    )


def hollow(length: float, sign: Sign) -> tuple[Sample, ...]:
    """A line of unknown amount with its sign."""
    return (
        Sample(_rectangle(0.0, length, 3.0), "flow"),
        Sample(_rectangle(1.5, length - 1.5, 1.5), "casing"),
        *badge(length / 2.0, sign),
    )


def band(length: float) -> tuple[Sample, ...]:
    """A range: solid up to the low, lighter up to the high."""
    return (
        Sample(_rectangle(0.0, length, 7.0), "band"),
        Sample(_rectangle(0.0, length, 3.5), "flow"),
    )


def signed(length: float, sign: Sign) -> tuple[Sample, ...]:
    """A line with a sign on it."""
    return (Sample(_rectangle(0.0, length, 2.0), "flow"), *badge(length / 2.0, sign))


def open_band(length: float) -> tuple[Sample, ...]:
    """An amount open upwards: the line fades out to its sides."""
    halves = (("fade1", 7.5), ("fade2", 6.0), ("fade3", 4.5), ("flow", 3.0))
    return tuple(Sample(_rectangle(0.0, length, half), tone) for tone, half in halves)


def badge(x: float, sign: Sign) -> tuple[Sample, ...]:
    """The place of a sign; painting knows how it looks."""
    return (Sample(((x, 0.0),), f"sign{sign.name.lower()}"),)


def ring(x: float) -> tuple[Sample, ...]:
    """A supplier."""
    return (
        Sample(_circle(x, 7.0), "ring"),
        Sample(_circle(x, 3.4), "casing"),
    )


def disc(x: float) -> tuple[Sample, ...]:
    """A recipient."""
    return (Sample(_circle(x, 5.0), "disc"),)


def node(shape: Shape, x: float) -> tuple[Sample, ...]:
    """A node of a kind."""
    if shape is Shape.QUESTION:
        return (Sample(_circle(x, 6.0), "disc"), Sample(((x, 0.0),), "signq"))
    points = shape_points(shape, 5.0)
    assert points is not None
    return (Sample(tuple((x + px, py) for px, py in points), "disc"),)


def _rectangle(left: float, right: float, half: float) -> Points:
    return ((left, -half), (right, -half), (right, half), (left, half))


def _circle(x: float, radius: float, corners: int = 28) -> Points:
    turns = [2.0 * math.pi * i / corners for i in range(corners)]
    return tuple((x + radius * math.cos(t), radius * math.sin(t)) for t in turns)

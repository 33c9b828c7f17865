"""The options of a view: how the flows are looked at in a picture."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from flowviz.amounts import number
from flowviz.errors import RecordError, UsageError
from flowviz.style import COLOURS, SCALES

if TYPE_CHECKING:  # it would load numpy for every --help
    from flowviz.view import View

KINDS = ("map", "network")
MODES = ("directed", "single", "net", "records")
ANCHORS = ("capital", "label")
CENTRES = {"europe": 11.0, "pacific": 155.0, "americas": -90.0}
_OF_A_MAP = ("projection", "centre", "anchor")
_OF_A_NETWORK = ("layout",)

Width = tuple[Decimal, float]
"""An amount, and how many pixels wide it is."""


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add the options of a view."""
    group = parser.add_argument_group("view", "how it is drawn")
    group.add_argument("--view", choices=KINDS, default=KINDS[0], help="a map is the default")
    group.add_argument(
        "--mode",
        choices=MODES,
        default=MODES[0],
        help="what a ribbon stands for: a flow (directed, the default), both ways of a pair summed "
        "(single), their difference (net), or a record",
    )
    group.add_argument("--projection", metavar="P", help="equal-earth (the default), robinson, ...")
    group.add_argument(
        "--centre",
        metavar="DEG",
        type=_centre,
        help="middle of the map in degrees east, or europe, pacific, americas; without it the one "
        "whose edge cuts the least",
    )
    group.add_argument("--anchor", choices=ANCHORS, help="where a country stands: at its capital")
    group.add_argument(
        "--layout", metavar="L", help="of a network: auto, forceatlas2, circular, ..."
    )
    group.add_argument(
        "--scale", choices=SCALES, default=SCALES[0], help="how width follows amount: sqrt"
    )
    group.add_argument(
        "--lock",
        metavar="AMOUNT=PX",
        type=_lock,
        help="how wide an amount of the unit is, so that two pictures compare: 100=12",
    )
    group.add_argument(
        "--colour-by", choices=COLOURS, default=COLOURS[0], help="what a colour tells"
    )
    group.add_argument(
        "--top", metavar="N", type=count, help="how many ribbons are drawn, the largest first"
    )


def view_of(options: argparse.Namespace, unit: str) -> "View":
    """The view that the options ask for; ``unit`` is that of the amounts.

    Raises
    ------
    UsageError
        There is no such projection or layout, or an option is one of the other kind of view.
    """
    from flowviz.flows.mode import Mode
    from flowviz.style import Lock
    from flowviz.view import DEFAULT_TOP, View

    _refuse_others(options)
    plain = View()
    lock = None if options.lock is None else Lock(unit, float(options.lock[0]), options.lock[1])
    return View(
        kind=options.view,
        projection=options.projection or plain.projection,
        centre=options.centre,
        anchor=options.anchor or plain.anchor,
        layout=options.layout or plain.layout,
        mode=Mode.RECORDS if options.mode == "records" else Mode(options.mode),
        colour_by=options.colour_by,
        scale=options.scale,
        lock=lock,
        show_top=options.top or DEFAULT_TOP,
    )


def _refuse_others(options: argparse.Namespace) -> None:
    """Refuse what would be passed over in silence."""
    others = _OF_A_MAP if options.view == "network" else _OF_A_NETWORK
    for name in others:
        if getattr(options, name) is not None:
            of_what = "map" if others is _OF_A_MAP else "network"
            raise UsageError(f"--{name} is of a {of_what}; this is --view {options.view}.")
    if options.projection is not None:
        from flowviz.layouts.projections import PROJECTIONS

        _known("projection", options.projection, [known.name for known in PROJECTIONS])
    if options.layout is not None:
        from flowviz.layouts.network import LAYOUTS

        _known("layout", options.layout, [known.name for known in LAYOUTS])


def _known(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise UsageError(f"There is no {what} {name!r}; choose one of {', '.join(names)}.")


def _centre(text: str) -> float:
    if text in CENTRES:
        return CENTRES[text]
    try:
        degrees = float(number(text))
    except RecordError:
        degrees = 999.0
    if not -180.0 <= degrees <= 180.0:
        names = ", ".join(CENTRES)
        raise argparse.ArgumentTypeError(f"{text!r} is no degree from -180 to 180, nor {names}")
    return degrees


def _lock(text: str) -> Width:
    amount, equals, px = text.partition("=")
    try:
        width = number(amount), float(number(px))
    except RecordError:
        width = Decimal(0), 0.0
    if not equals or width[0] <= 0 or not 0.0 < width[1] <= 200.0:
        raise argparse.ArgumentTypeError(f"{text!r} is no AMOUNT=PX such as 100=12, up to 200 px")
    return width


def count(text: str) -> int:
    """A whole number above zero."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:7]) <= 999_999:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")
    return int(text)

"""Plain values of how things look: colours, widths, sizes. Nothing here draws.

Hues were searched so that the least distance between any two of them and the grey of the rest is
large as people see them with and without the common kinds of colour blindness (Machado, Oliveira
and Fernandes, 2009), at a contrast of at least 2.6 : 1 to paper, sea and land. Text colours keep
4.5 : 1 (WCAG 2.1, AA).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``.

    ``hues`` go to the largest suppliers in turn, ``rest`` to all others, ``single`` to every flow
    of a picture with few. ``casing`` parts crossing ribbons, ``halo`` lies around text.
    """

    name: str
    paper: str
    sea: str
    land: str
    border: str
    ink: str
    soft_ink: str
    halo: str
    casing: str
    card: str
    card_edge: str
    disc: str
    accent: str
    warning: str
    single: str
    rest: str
    hues: tuple[str, ...]


_HUES = ("#338ae7", "#ca7119", "#15366f", "#0e8381", "#7543ad", "#5f152c", "#3f5e08")

LIGHT = Palette(
    name="light",
    paper="#f7f6f2",
    sea="#eef2f4",
    land="#dfded6",
    border="#f7f6f2",
    ink="#18222d",
    soft_ink="#4a5763",
    halo="#fbfaf7",
    casing="#fdfcfa",
    card="#fbfaf7",
    card_edge="#d4d3cb",
    disc="#47525e",
    accent="#0b141d",
    warning="#b3261e",
    single="#2b6ca8",
    rest="#98a1aa",
    hues=_HUES,
)

DARK = Palette(
    name="dark",
    paper="#13181d",
    sea="#171e25",
    land="#2a333b",
    border="#171e25",
    ink="#eef2f5",
    soft_ink="#b3bec8",
    halo="#12171c",
    casing="#12171c",
    card="#1a2128",
    card_edge="#3a4650",
    disc="#c3ccd4",
    accent="#ffffff",
    warning="#ff8a80",
    single="#5b9fdb",
    rest="#6c7680",
    hues=("#4ebdfd", "#d16f15", "#f6ec59", "#7282ea", "#91f8e8", "#de88ad", "#f1b580"),
)

PRINT = Palette(
    name="print",
    paper="#ffffff",
    sea="#f3f6f8",
    land="#e1e0d9",
    border="#ffffff",
    ink="#10181f",
    soft_ink="#46525d",
    halo="#ffffff",
    casing="#ffffff",
    card="#ffffff",
    card_edge="#d0d2d2",
    disc="#47525e",
    accent="#0b141d",
    warning="#b3261e",
    single="#2b6ca8",
    rest="#98a1aa",
    hues=_HUES,
)

SCALES = ("sqrt", "linear", "log")
COLOURS = ("auto", "supplier", "category", "kind", "existence", "single")


@dataclass(frozen=True, slots=True)
class Lock:
    """Widths that stay, so that two pictures compare: ``amount`` of ``unit`` is ``px`` wide.

    Pixels are those of a frame of common size (1400 by 850). A picture in another unit is not bound
    by it: a width there would mean something else.
    """

    unit: str
    amount: float
    px: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture looks.

    Attributes
    ----------
    scale
        How width follows amount: ``sqrt`` (area of the head follows it), ``linear`` or ``log``.
    lock
        Widths that stay whatever else is drawn; None: the largest drawn is ``max_px`` wide, less
        in a crowded picture.
    max_px
        Width in logical pixels of the largest drawn, in a frame of common size.
    colour_by
        What a colour tells, one of ``COLOURS``; ``auto``: the supplier, in a picture of few flows
        nothing.
    show_top
        How many flows are drawn, the largest first.
    text_scale
        Factor on all sizes of text.
    """

    palette: Palette = LIGHT
    scale: str = "sqrt"
    max_px: float = 26.0
    min_px: float = 1.4
    unknown_px: float = 6.0
    lock: Lock | None = None
    colour_by: str = "auto"
    show_top: int = 200
    text_scale: float = 1.0
    is_transparent: bool = False
    has_legend: bool = True

    def text_px(self, nominal_px: float) -> float:
        """The size of text that is ``nominal_px`` at a text scale of 1."""
        return nominal_px * self.text_scale


def mix(first: str, second: str, share: float) -> str:
    """The colour that is ``first`` with ``share`` (0 to 1) of ``second`` in it."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

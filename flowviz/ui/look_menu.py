"""The ways to look at flows as menus: what one ribbon stands for, its colour, its width."""

from flowviz.flows.mode import Mode
from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines


def _look(field: str, value: object, words: str, icon: str = "", tip: str = "") -> Entry:
    """Give a line that sets ``field`` of the view."""
    name = f"{field}_{value}".replace(" ", "_").lower()
    return Entry(name, words, "look_so", icon=icon, group=field, value=value, tip=tip)


MODE: Lines = (
    _look(
        "mode",
        Mode.RECORDS,
        QT_TRANSLATE_NOOP("Actions", "Separate &Records"),
        "mode-records",
        QT_TRANSLATE_NOOP("Actions", "One ribbon a record, side by side"),
    ),
    _look(
        "mode",
        Mode.DIRECTED,
        QT_TRANSLATE_NOOP("Actions", "&Directed"),
        "mode-directed",
        QT_TRANSLATE_NOOP("Actions", "One ribbon each way: the sum from supplier to recipient"),
    ),
    _look(
        "mode",
        Mode.SINGLE,
        QT_TRANSLATE_NOOP("Actions", "&Single"),
        "mode-single",
        QT_TRANSLATE_NOOP("Actions", "One ribbon a pair: both ways summed"),
    ),
    _look(
        "mode",
        Mode.NET,
        QT_TRANSLATE_NOOP("Actions", "&Net"),
        "mode-net",
        QT_TRANSLATE_NOOP("Actions", "One ribbon a pair: the larger way less the smaller"),
    ),
)
COLOUR: Lines = (
    _look(
        "colour_by",
        "auto",
        QT_TRANSLATE_NOOP("Actions", "&Automatic"),
        tip=QT_TRANSLATE_NOOP("Actions", "One colour for few flows, else by supplier"),
    ),
    _look(
        "colour_by",
        "supplier",
        QT_TRANSLATE_NOOP("Actions", "&Supplier"),
        tip=QT_TRANSLATE_NOOP("Actions", "A colour for each of the largest suppliers"),
    ),
    _look(
        "colour_by",
        "category",
        QT_TRANSLATE_NOOP("Actions", "&Category"),
        tip=QT_TRANSLATE_NOOP("Actions", "The category of the largest part of the amount"),
    ),
    _look(
        "colour_by",
        "kind",
        QT_TRANSLATE_NOOP("Actions", "&Kind of Record"),
        tip=QT_TRANSLATE_NOOP("Actions", "Deal, delivery, licence, report or programme"),
    ),
    _look(
        "colour_by",
        "existence",
        QT_TRANSLATE_NOOP("Actions", "&Existence"),
        tip=QT_TRANSLATE_NOOP("Actions", "Confirmed, unconfirmed or tentative"),
    ),
    _look(
        "colour_by",
        "single",
        QT_TRANSLATE_NOOP("Actions", "&One Colour"),
        tip=QT_TRANSLATE_NOOP("Actions", "The same colour for every flow"),
    ),
)
SCALE: Lines = (
    _look(
        "scale",
        "sqrt",
        QT_TRANSLATE_NOOP("Actions", "&Square Root"),
        tip=QT_TRANSLATE_NOOP("Actions", "Four times the amount is twice as wide"),
    ),
    _look(
        "scale",
        "linear",
        QT_TRANSLATE_NOOP("Actions", "&Linear"),
        tip=QT_TRANSLATE_NOOP("Actions", "Twice the amount is twice as wide"),
    ),
    _look(
        "scale",
        "log",
        QT_TRANSLATE_NOOP("Actions", "Lo&garithm"),
        tip=QT_TRANSLATE_NOOP("Actions", "Ten times the amount is one step wider"),
    ),
)
APPEARANCE: Lines = (
    Entry(
        "system",
        QT_TRANSLATE_NOOP("Actions", "As the &System"),
        "appear",
        group="appearance",
        value="system",
    ),
    Entry(
        "light", QT_TRANSLATE_NOOP("Actions", "&Light"), "appear", group="appearance", value="light"
    ),
    Entry(
        "dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), "appear", group="appearance", value="dark"
    ),
)

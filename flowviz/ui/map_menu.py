"""How the map is drawn as menus: its projection, its middle, where countries stand."""

from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines


def _projection(name: str, words: str, tip: str) -> Entry:
    return Entry(
        f"projection_{name}".replace("-", "_"),
        words,
        "look_so",
        group="projection",
        value=name,
        tip=tip,
    )


PROJECTION: Lines = (
    _projection(
        "equal-earth",
        QT_TRANSLATE_NOOP("Actions", "&Equal Earth"),
        QT_TRANSLATE_NOOP("Actions", "Areas compare truly"),
    ),
    _projection(
        "robinson",
        QT_TRANSLATE_NOOP("Actions", "&Robinson"),
        QT_TRANSLATE_NOOP("Actions", "A compromise; areas do not quite compare"),
    ),
    _projection(
        "natural-earth",
        QT_TRANSLATE_NOOP("Actions", "&Natural Earth"),
        QT_TRANSLATE_NOOP("Actions", "A compromise; areas do not quite compare"),
    ),
    _projection(
        "mollweide",
        QT_TRANSLATE_NOOP("Actions", "M&ollweide"),
        QT_TRANSLATE_NOOP("Actions", "Areas compare truly"),
    ),
    _projection(
        "eckert-iv",
        QT_TRANSLATE_NOOP("Actions", "Ec&kert IV"),
        QT_TRANSLATE_NOOP("Actions", "Areas compare truly"),
    ),
    _projection(
        "gall-peters",
        QT_TRANSLATE_NOOP("Actions", "&Gall-Peters"),
        QT_TRANSLATE_NOOP("Actions", "Areas compare truly, shapes are drawn out"),
    ),
    _projection(
        "plate-carree",
        QT_TRANSLATE_NOOP("Actions", "&Plate Carrée"),
        QT_TRANSLATE_NOOP("Actions", "Degrees as squares; areas do not compare"),
    ),
    _projection(
        "mercator",
        QT_TRANSLATE_NOOP("Actions", "&Mercator (areas do not compare)"),
        QT_TRANSLATE_NOOP("Actions", "Areas do not compare: the north looks far too large"),
    ),
    None,
    _projection(
        "azimuthal",
        QT_TRANSLATE_NOOP("Actions", "&Azimuthal Equal-Area"),
        QT_TRANSLATE_NOOP("Actions", "A region from above; areas compare truly"),
    ),
)
"""The words are those of ``layouts.projections.PROJECTIONS``; there, for the command line."""

CENTRE: Lines = (
    Entry(
        "centre_auto",
        QT_TRANSLATE_NOOP("Actions", "&Automatic"),
        "look_so",
        group="centre",
        tip=QT_TRANSLATE_NOOP("Actions", "The middle whose edge the fewest flows cross"),
    ),
    Entry(
        "centre_11",
        QT_TRANSLATE_NOOP("Actions", "A&tlantic and Europe"),
        "look_so",
        group="centre",
        value=11,
    ),
    Entry(
        "centre_155",
        QT_TRANSLATE_NOOP("Actions", "&Pacific"),
        "look_so",
        group="centre",
        value=155,
    ),
    Entry(
        "centre_270",
        QT_TRANSLATE_NOOP("Actions", "A&mericas"),
        "look_so",
        group="centre",
        value=-90,
    ),
    None,
    Entry(
        "centre_selection",
        QT_TRANSLATE_NOOP("Actions", "On the &Selection"),
        "centre_on_selection",
        tip=QT_TRANSLATE_NOOP("Actions", "Its middle meridian; without one, that of all flows"),
    ),
)

ANCHOR: Lines = (
    Entry(
        "anchor_capital",
        QT_TRANSLATE_NOOP("Actions", "At Their &Capitals"),
        "look_so",
        group="anchor",
        value="capital",
    ),
    Entry(
        "anchor_label",
        QT_TRANSLATE_NOOP("Actions", "In the &Middle of Their Land"),
        "look_so",
        group="anchor",
        value="label",
        tip=QT_TRANSLATE_NOOP("Actions", "Where an atlas prints the name; history at its capitals"),
    ),
)

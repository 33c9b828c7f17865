"""The layouts of the network as a menu, each with one line about what it shows."""

from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines


def _layout(name: str, words: str, tip: str) -> Entry:
    return Entry(
        f"layout_{name}".replace("-", "_"), words, "look_so", group="layout", value=name, tip=tip
    )


LAYOUT: Lines = (
    _layout(
        "auto",
        QT_TRANSLATE_NOOP("Actions", "&Automatic"),
        QT_TRANSLATE_NOOP("Actions", "A small network as a supply chain, a large one by springs"),
    ),
    None,
    _layout(
        "forceatlas2",
        QT_TRANSLATE_NOOP("Actions", "&ForceAtlas2"),
        QT_TRANSLATE_NOOP("Actions", "Hubs apart, their partners around them: who belongs to whom"),
    ),
    _layout(
        "kamada-kawai",
        QT_TRANSLATE_NOOP("Actions", "&Kamada-Kawai"),
        QT_TRANSLATE_NOOP("Actions", "Distance as steps: how many hands lie between two actors"),
    ),
    _layout(
        "springs",
        QT_TRANSLATE_NOOP("Actions", "&Springs"),
        QT_TRANSLATE_NOOP("Actions", "Fruchterman-Reingold: an even cloud, quick for thousands"),
    ),
    _layout(
        "circular",
        QT_TRANSLATE_NOOP("Actions", "&Circular"),
        QT_TRANSLATE_NOOP("Actions", "All on one circle, partners near: every flow in sight"),
    ),
    _layout(
        "layered",
        QT_TRANSLATE_NOOP("Actions", "&Layered"),
        QT_TRANSLATE_NOOP("Actions", "From left to right: suppliers, go-betweens, recipients"),
    ),
)
"""The words are those of ``layouts.network.LAYOUTS``; there, for the command line, in English."""

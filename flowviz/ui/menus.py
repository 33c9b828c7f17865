"""The menus as tables: text, shortcut, icon and the window's slot of all that the user can do."""

from collections.abc import Mapping
from types import MappingProxyType

from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines
from flowviz.ui.layout_menu import LAYOUT
from flowviz.ui.look_menu import APPEARANCE, COLOUR, MODE, SCALE
from flowviz.ui.map_menu import ANCHOR, CENTRE, PROJECTION
from flowviz.ui.record_menu import OF_SOURCES, RECORD
from flowviz.ui.source_menu import SOURCE

SEPARATOR = None
RECENT = "recent"
SAVED = "saved"
MODES = "modes"
COLOURS = "colours"
SCALES = "scales"
PROJECTIONS = "projections"
CENTRES = "centres"
ANCHORS = "anchors"
LAYOUTS = "layouts"
LANGUAGES = "languages"
APPEARANCES = "appearances"
"""These stand in the table where a menu of its own goes."""


FILE: Lines = (
    Entry("new", QT_TRANSLATE_NOOP("Actions", "&New"), "new_dossier", "Ctrl+N", "new"),
    Entry("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "choose_dossier", "Ctrl+O", "open"),
    RECENT,
    SEPARATOR,
    Entry("save", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", "Ctrl+S", "save"),
    Entry("save_as", QT_TRANSLATE_NOOP("Actions", "Save &As…"), "save_as", "Ctrl+Shift+S"),
    Entry("title", QT_TRANSLATE_NOOP("Actions", "&Title…"), "change_title"),
    Entry("backups", QT_TRANSLATE_NOOP("Actions", "&Backups…"), "show_backups"),
    SEPARATOR,
    Entry(
        "import",
        QT_TRANSLATE_NOOP("Actions", "&Import…"),
        "choose_import",
        "Ctrl+I",
        "import",
        tip=QT_TRANSLATE_NOOP("Actions", "A SIPRI register, or references: CSL-JSON, BibTeX, RIS"),
    ),
    Entry(
        "compare",
        QT_TRANSLATE_NOOP("Actions", "Co&mpare and Merge…"),
        "choose_comparison",
        tip=QT_TRANSLATE_NOOP("Actions", "What a colleague's dossier has that this one has not"),
    ),
    Entry("export", QT_TRANSLATE_NOOP("Actions", "&Export PNG…"), "export", "Ctrl+E", "export"),
    Entry(
        "export_sources",
        QT_TRANSLATE_NOOP("Actions", "Export So&urces…"),
        "export_sources",
        tip=QT_TRANSLATE_NOOP("Actions", "A list in a citation style, or for a reference manager"),
    ),
    Entry(
        "publish",
        QT_TRANSLATE_NOOP("Actions", "&Publish a Copy…"),
        "publish_copy",
        tip=QT_TRANSLATE_NOOP("Actions", "A file for everybody, without history and informants"),
    ),
    SEPARATOR,
    Entry("close", QT_TRANSLATE_NOOP("Actions", "&Close Dossier"), "close_dossier", "Ctrl+W"),
    Entry("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "close", "Ctrl+Q"),
)
EDIT: Lines = (
    Entry("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo", "Ctrl+Z", "undo"),
    Entry("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo", "Ctrl+Shift+Z", "redo"),
    SEPARATOR,
    Entry("author", QT_TRANSLATE_NOOP("Actions", "&Your Name…"), "choose_author"),
    Entry(
        "forget",
        QT_TRANSLATE_NOOP("Actions", "F&orget…"),
        "forget",
        tip=QT_TRANSLATE_NOOP("Actions", "Take something out for good, of the past too"),
    ),
    SEPARATOR,
    Entry("find", QT_TRANSLATE_NOOP("Actions", "&Find…"), "search_all", "Ctrl+F", "search"),
    Entry("clear", QT_TRANSLATE_NOOP("Actions", "&Clear Selection"), "clear_selection", "Esc"),
)
VIEW: Lines = (
    Entry(
        "map",
        QT_TRANSLATE_NOOP("Actions", "&Map"),
        "look_so",
        "Ctrl+1",
        "map",
        group="kind",
        value="map",
    ),
    Entry(
        "network",
        QT_TRANSLATE_NOOP("Actions", "&Network"),
        "look_so",
        "Ctrl+2",
        "network",
        group="kind",
        value="network",
    ),
    SEPARATOR,
    MODES,
    COLOURS,
    SCALES,
    Entry(
        "lock",
        QT_TRANSLATE_NOOP("Actions", "Keep Wid&ths"),
        "keep_widths",
        "Ctrl+K",
        "lock",
        tip=QT_TRANSLATE_NOOP("Actions", "Keep the widths of now through time, filters and files"),
        is_toggle=True,
    ),
    SEPARATOR,
    Entry("fit", QT_TRANSLATE_NOOP("Actions", "&Fit"), "fit", "Ctrl+0", "fit"),
    Entry("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &In"), "zoom_in", "Ctrl++", "zoom-in"),
    Entry("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom &Out"), "zoom_out", "Ctrl+-", "zoom-out"),
    PROJECTIONS,
    CENTRES,
    ANCHORS,
    LAYOUTS,
    SEPARATOR,
    Entry(
        "filters",
        QT_TRANSLATE_NOOP("Actions", "Filter&s"),
        "",
        "Ctrl+Shift+F",
        "filter",
        tip=QT_TRANSLATE_NOOP("Actions", "Choose which records and flows count"),
    ),
    Entry(
        "reset",
        QT_TRANSLATE_NOOP("Actions", "&Reset Filters"),
        "reset_filters",
        "Ctrl+R",
        "reset",
        tip=QT_TRANSLATE_NOOP("Actions", "Remove every filter; unit and stage stay"),
    ),
    Entry(
        "back",
        QT_TRANSLATE_NOOP("Actions", "&Back"),
        "go_back",
        "Alt+Left",
        "back",
        tip=QT_TRANSLATE_NOOP("Actions", "Go back to the filters and the view before"),
    ),
    SEPARATOR,
    LANGUAGES,
    APPEARANCES,
)
PANELS: Lines = (
    Entry("evidence", QT_TRANSLATE_NOOP("Actions", "&Evidence"), "", "Ctrl+Shift+E", "evidence"),
    Entry(
        "overview",
        QT_TRANSLATE_NOOP("Actions", "&Overview"),
        "",
        "Ctrl+Shift+O",
        tip=QT_TRANSLATE_NOOP("Actions", "How well the dossier stands, and what to do next"),
    ),
    Entry("sources", QT_TRANSLATE_NOOP("Actions", "&Sources"), "", "Ctrl+U", "source"),
    Entry(
        "search",
        QT_TRANSLATE_NOOP("Actions", "Search E&verything"),
        "",
        "Ctrl+G",
        "search",
        tip=QT_TRANSLATE_NOOP("Actions", "Find words in any field of the dossier"),
    ),
    SEPARATOR,
    Entry("list", QT_TRANSLATE_NOOP("Actions", "&List of Flows"), "", "Ctrl+L", "list"),
    Entry("records", QT_TRANSLATE_NOOP("Actions", "&Records Table"), "", "Ctrl+T", "source"),
    Entry("timeline", QT_TRANSLATE_NOOP("Actions", "&Timeline"), "", "Ctrl+Shift+T"),
    Entry("history", QT_TRANSLATE_NOOP("Actions", "&History"), "", "Ctrl+H", "undo"),
    SEPARATOR,
    Entry("next_pane", QT_TRANSLATE_NOOP("Actions", "&Next Pane"), "focus_next_pane", "F6"),
    Entry(
        "previous_pane",
        QT_TRANSLATE_NOOP("Actions", "&Previous Pane"),
        "focus_previous_pane",
        "Shift+F6",
    ),
)
VIEWS: Lines = (
    Entry("save_view", QT_TRANSLATE_NOOP("Actions", "&Save View As…"), "save_view", "Ctrl+D"),
    SAVED,
    SEPARATOR,
    Entry(
        "saved_views",
        QT_TRANSLATE_NOOP("Actions", "&Manage Views…"),
        "manage_views",
        "Ctrl+Shift+D",
    ),
)
HELP: Lines = (
    Entry("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"), "show_shortcuts", "F1"),
    SEPARATOR,
    Entry("about", QT_TRANSLATE_NOOP("Actions", "&About flowviz"), "show_about", icon="about"),
)
MENUS = (
    (QT_TRANSLATE_NOOP("Actions", "&File"), FILE),
    (QT_TRANSLATE_NOOP("Actions", "&Edit"), EDIT),
    (QT_TRANSLATE_NOOP("Actions", "&Record"), RECORD),
    (QT_TRANSLATE_NOOP("Actions", "&View"), VIEW),
    (QT_TRANSLATE_NOOP("Actions", "&Panels"), PANELS),
    (QT_TRANSLATE_NOOP("Actions", "&Saved Views"), VIEWS),
    (QT_TRANSLATE_NOOP("Actions", "&Help"), HELP),
)
SUBMENUS: Mapping[str, tuple[str, Lines]] = MappingProxyType(
    {
        RECENT: (QT_TRANSLATE_NOOP("Actions", "Open &Recent"), ()),
        OF_SOURCES: (QT_TRANSLATE_NOOP("Actions", "Pic&ked Source"), SOURCE),
        MODES: (QT_TRANSLATE_NOOP("Actions", "Lin&ks"), MODE),
        COLOURS: (QT_TRANSLATE_NOOP("Actions", "Colo&ur By"), COLOUR),
        SCALES: (QT_TRANSLATE_NOOP("Actions", "&Width Scale"), SCALE),
        LAYOUTS: (QT_TRANSLATE_NOOP("Actions", "La&yout of the Network"), LAYOUT),
        PROJECTIONS: (QT_TRANSLATE_NOOP("Actions", "Pro&jection of the Map"), PROJECTION),
        CENTRES: (QT_TRANSLATE_NOOP("Actions", "&Centre of the Map"), CENTRE),
        ANCHORS: (QT_TRANSLATE_NOOP("Actions", "Countries Stan&d"), ANCHOR),
        LANGUAGES: (QT_TRANSLATE_NOOP("Actions", "Lan&guage of Names"), ()),
        SAVED: (QT_TRANSLATE_NOOP("Actions", "&Recall"), ()),
        APPEARANCES: (QT_TRANSLATE_NOOP("Actions", "&Appearance"), APPEARANCE),
    }
)


def all_entries() -> tuple[Entry, ...]:
    """Give every entry of every menu, submenus included."""
    tables = [table for _title, table in MENUS] + [table for _title, table in SUBMENUS.values()]
    return tuple(entry for table in tables for entry in table if isinstance(entry, Entry))

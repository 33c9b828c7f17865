"""The menu of sources: what becomes of one, and what it is cited for."""

from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines

SOURCE: Lines = (
    Entry(
        "cite_many",
        QT_TRANSLATE_NOOP("Actions", "&Cite Source for Selection…"),
        "cite_many",
        "Ctrl+Alt+C",
        "source",
        tip=QT_TRANSLATE_NOOP("Actions", "Cite one source for all records that are picked"),
    ),
    Entry(
        "copy_citation",
        QT_TRANSLATE_NOOP("Actions", "Cop&y Citation"),
        "copy_source_citation",
        icon="copy",
        tip=QT_TRANSLATE_NOOP("Actions", "Copy how the source is cited, as text"),
    ),
    None,
    Entry(
        "source_status",
        QT_TRANSLATE_NOOP("Actions", "&Retract or Correct…"),
        "change_source_status",
        "Ctrl+Alt+R",
        tip=QT_TRANSLATE_NOOP("Actions", "Say what became of the document, and see what falls"),
    ),
    Entry(
        "grade_source",
        QT_TRANSLATE_NOOP("Actions", "&Grade…"),
        "grade_source",
        "Ctrl+Alt+G",
        tip=QT_TRANSLATE_NOOP("Actions", "Say how reliable it is, since when and why"),
    ),
    Entry(
        "source_origin",
        QT_TRANSLATE_NOOP("Actions", "Establish &Origin…"),
        "establish_origin",
        "Ctrl+Alt+O",
        tip=QT_TRANSLATE_NOOP("Actions", "Say where it has its knowledge from"),
    ),
)
OF_SOURCE = ("copy_citation", "source_status", "grade_source", "source_origin")
"""Actions on the one source that is picked."""

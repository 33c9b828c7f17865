"""The menu of records: what can be written, changed and taken out."""

from flowviz.ui.entry import QT_TRANSLATE_NOOP, Entry, Lines

OF_SOURCES = "of_sources"
"""Where the menu of sources goes."""

RECORD: Lines = (
    Entry(
        "new_transfer",
        QT_TRANSLATE_NOOP("Actions", "&New Transfer…"),
        "new_transfer",
        "Ctrl+Shift+N",
        "new",
        tip=QT_TRANSLATE_NOOP("Actions", "Write a record of a movement of arms"),
    ),
    Entry(
        "draw_flow",
        QT_TRANSLATE_NOOP("Actions", "Dra&w Flow"),
        "draw_flow",
        "D",
        "flow",
        tip=QT_TRANSLATE_NOOP("Actions", "Drag from one actor to another, then fill the form"),
        is_toggle=True,
    ),
    Entry("new_source", QT_TRANSLATE_NOOP("Actions", "New &Source…"), "new_source", icon="source"),
    Entry(
        "paste_text",
        QT_TRANSLATE_NOOP("Actions", "New from Pasted &Text…"),
        "paste_text",
        "Ctrl+Shift+V",
        "copy",
        tip=QT_TRANSLATE_NOOP("Actions", "Make source, quotation and record of a link and a text"),
    ),
    Entry("new_actor", QT_TRANSLATE_NOOP("Actions", "New &Actor…"), "new_actor", icon="actor"),
    None,
    Entry("edit_record", QT_TRANSLATE_NOOP("Actions", "&Edit…"), "edit_record", "F2"),
    Entry(
        "add_citation",
        QT_TRANSLATE_NOOP("Actions", "Add &Citation…"),
        "add_citation",
        "Ctrl+Shift+C",
    ),
    Entry("add_note", QT_TRANSLATE_NOOP("Actions", "Add N&ote…"), "add_note", icon="note"),
    Entry(
        "group_records",
        QT_TRANSLATE_NOOP("Actions", "&Group as Same Goods…"),
        "group_records",
        "Ctrl+Shift+G",
        tip=QT_TRANSLATE_NOOP("Actions", "Several tellings of the same goods: one counts"),
    ),
    Entry(
        "link_record",
        QT_TRANSLATE_NOOP("Actions", "&Link to Another Record…"),
        "link_record",
        tip=QT_TRANSLATE_NOOP("Actions", "The goods go on, or are delivered under a licence"),
    ),
    Entry(
        "where_from",
        QT_TRANSLATE_NOOP("Actions", "Where &From…"),
        "where_from",
        "Ctrl+Shift+W",
        tip=QT_TRANSLATE_NOOP("Actions", "The file that told of a record, and what stands in it"),
    ),
    Entry(
        "decide_existence",
        QT_TRANSLATE_NOOP("Actions", "Decide E&xistence of Flow…"),
        "decide_existence",
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Say how sure it is, with a reason, whatever the rule says"
        ),
    ),
    Entry("duplicate", QT_TRANSLATE_NOOP("Actions", "D&uplicate"), "duplicate_record", "Ctrl+J"),
    Entry(
        "duplicate_cited",
        QT_TRANSLATE_NOOP("Actions", "Duplicate wit&h Citations"),
        "duplicate_cited",
        "Ctrl+Shift+J",
    ),
    Entry("delete_record", QT_TRANSLATE_NOOP("Actions", "&Delete…"), "delete_record", "Del"),
    None,
    Entry("batch_edit", QT_TRANSLATE_NOOP("Actions", "&Batch Edit…"), "batch_edit", "Ctrl+B"),
    Entry("copy_rows", QT_TRANSLATE_NOOP("Actions", "Copy &Rows"), "copy_rows", icon="copy"),
    Entry("paste_rows", QT_TRANSLATE_NOOP("Actions", "&Paste Rows…"), "paste_rows"),
    None,
    OF_SOURCES,
    Entry("merge_actors", QT_TRANSLATE_NOOP("Actions", "&Merge Actors…"), "merge_actors"),
    Entry(
        "same_item",
        QT_TRANSLATE_NOOP("Actions", "Same &Item…"),
        "same_item",
        tip=QT_TRANSLATE_NOOP("Actions", "Several designations that mean one item"),
    ),
)
OF_A_PANE = (
    *("edit_record", "duplicate", "duplicate_cited", "delete_record", "batch_edit"),
    *("copy_rows", "add_citation", "add_note", "cite_many"),
    *("group_records", "link_record", "where_from", "decide_existence"),
)
"""Actions on what a pane has picked: their keys are that pane's, for a text field has its own."""

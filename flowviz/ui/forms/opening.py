"""The ways into the forms, for menus, tables, panels and the picture."""

from typing import TYPE_CHECKING

from flowviz.actor import Actor
from flowviz.editing import ActorText, CitationText, NoteText, SourceText, TransferText
from flowviz.records import Citation, Note, Source, Transfer
from flowviz.terms import Subject, TransferKind
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.forms import Forms
from flowviz.ui.forms.new import NewForm

if TYPE_CHECKING:
    from flowviz.ui.window import Window

PASTED = "new text"
"""The name of the draft of the quick form; there is one such form at a time."""


def edit_record(window: "Window", record_type: type, id_: str) -> Form | None:
    """Open the form of a record, or raise it; None where there is no such record.

    ``record_type`` is Transfer, Source, Actor, Citation or Note; an actor's ``id_`` is its code.
    """
    return forms_of(window).edit(record_type, id_)


def new_transfer(window: "Window", supplier: str = "", recipient: str = "") -> NewForm | None:
    """Open the form of a new transfer, between two actors where their codes are given."""
    forms = forms_of(window)
    if window.session.is_busy:
        return forms.new(Transfer, TransferText())
    ends = [
        forms.knowledge.known.shown_actor(code) if code else "" for code in (supplier, recipient)
    ]
    texts = TransferText(kind=TransferKind.DELIVERY.value, supplier=ends[0], recipient=ends[1])
    return forms.new(Transfer, texts, f"{supplier}>{recipient}" if supplier or recipient else "")


def new_source(window: "Window") -> NewForm | None:
    """Open the form of a new source."""
    return forms_of(window).new(Source, SourceText())


def new_actor(window: "Window") -> NewForm | None:
    """Open the form of a new actor."""
    return forms_of(window).new(Actor, ActorText(kind="state"))


def new_citation(
    window: "Window", subject: Subject, subject_id: str, field: str = ""
) -> NewForm | None:
    """Open the form of a new citation for a subject and one of its fields."""
    texts = CitationText(subject=subject.value, subject_id=subject_id, field=field)
    return forms_of(window).new(Citation, texts, f"{subject} {subject_id}")


def new_note(window: "Window", subject: Subject, subject_id: str) -> NewForm | None:
    """Open the form of a new note about an actor, a transfer or a flow."""
    texts = NoteText(subject=subject.value, subject_id=subject_id)
    return forms_of(window).new(Note, texts, f"{subject} {subject_id}")


def open_drafts(window: "Window") -> None:
    """Open the forms that hold text which was not added before a crash."""
    forms_of(window).open_drafts()
    if PASTED in window.session.dossier.drafts():
        from flowviz.ui.quick.form import paste_text

        paste_text(window)


def forms_of(window: "Window") -> Forms:
    """The forms of a window, made when the first one is wanted."""
    made = window.findChild(Forms)
    return made if made is not None else Forms(window)

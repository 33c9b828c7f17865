"""The ways into the forms, for menus, tables, panels and the picture."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flowviz.actor import Actor
from flowviz.editing import (
    AccountText,
    ActorText,
    CitationText,
    GroupText,
    LinkText,
    NoteText,
    SourceText,
    TransferText,
)
from flowviz.records import Citation, Group, Link, Note, Source, Transfer
from flowviz.terms import CitationStatus, Subject, TransferKind
from flowviz.ui.forms.form import Form
from flowviz.ui.forms.forms import Forms
from flowviz.ui.forms.new import NewForm

if TYPE_CHECKING:
    from flowviz.ui.window import Window

PASTED = "new text"
"""The name of the draft of the quick form; there is one such form at a time."""


def edit_record(window: "Window", record_type: type, id_: str) -> Form | None:
    """Open the form of a record, or raise it; None where there is no such record.

    ``record_type`` is Transfer, Source, Actor, Citation, Note, Link or Group; an actor's ``id_`` is
    its code.
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
    about = f"{subject} {subject_id} {field}".rstrip()
    return forms_of(window).new(Citation, texts, about)


def new_note(window: "Window", subject: Subject, subject_id: str) -> NewForm | None:
    """Open the form of a new note about an actor, a transfer or a flow."""
    texts = NoteText(subject=subject.value, subject_id=subject_id)
    return forms_of(window).new(Note, texts, f"{subject} {subject_id}")


def edit_group(window: "Window", id_: str) -> Form | None:
    """Open the form of a group of accounts, or raise it; None where there is no such group."""
    return forms_of(window).edit(Group, id_)


def new_group(window: "Window", transfers: Sequence[str]) -> NewForm | None:
    """Open the form of a new group of records, put into accounts as they are most likely meant.

    A record that is in a group already opens that group instead of a second one.
    """
    forms = forms_of(window)
    if window.session.is_busy:
        return forms.new(Group, GroupText())
    from flowviz.editing.accounting import accounts_of
    from flowviz.ui.forms.counting import Counting, marked

    dossier = window.session.dossier
    records = dossier.transfers(dict.fromkeys(transfers))
    groups = dossier.groups([record.id for record in records])
    if groups:
        forms.edit(Group, groups[0].id)
        return None
    accounts = tuple(
        AccountText(title or _teller(forms, told[0]), transfers=tuple(each.id for each in told))
        for title, told in accounts_of(records)
    )
    counting = Counting(forms)
    counting.read(records)
    texts = GroupText(accounts=accounts)
    texts = marked(texts, counting.of(texts).account)
    return forms.new(Group, texts, " ".join(sorted(record.id for record in records)))


def edit_link(window: "Window", id_: str) -> Form | None:
    """Open the form of a link, or raise it; None where there is no such link."""
    return forms_of(window).edit(Link, id_)


def new_link(window: "Window", transfer: str, earlier: str = "") -> NewForm | None:
    """Open the form of a new link of a record to an earlier one."""
    texts = LinkText(later=transfer, earlier=earlier)
    return forms_of(window).new(Link, texts, f"{transfer} {earlier}".rstrip())


def edit_verdict(window: "Window", supplier: str, recipient: str) -> None:
    """Ask what a person decides on the existence of a flow, and why."""
    from flowviz.ui.dialogs.verdict import VerdictDialog

    if not window.session.is_busy:
        VerdictDialog(window, supplier, recipient).open()


def still_says_so(window: "Window", citation: Citation) -> None:
    """Have a citation live again that was to be checked: somebody has looked."""
    session, forms = window.session, forms_of(window)
    what = f"Confirm {forms.words(citation)}"
    live = dataclasses.replace(citation, status=CitationStatus.LIVE, status_reason="")
    with session.edit(what) as edit:
        edit.put(live)


def _teller(forms: Forms, transfer: Transfer) -> str:
    """Who tells a record: the first source cited for it, "" where none is."""
    sources = forms.knowledge.known.sources
    cited = forms.session.dossier.citations(transfer.part_ids())
    found = next((sources[each.source] for each in cited if each.source in sources), None)
    return "" if found is None else found.publisher or found.title


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

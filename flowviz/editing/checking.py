"""A typed text as a whole: the record that it stands for, or what is wrong with which field."""

from typing import Any, overload

from flowviz.actor import Actor
from flowviz.editing.check_actor import check_actor
from flowviz.editing.check_citation import check_citation, check_note
from flowviz.editing.check_group import check_group
from flowviz.editing.check_link import check_link
from flowviz.editing.check_source import check_source
from flowviz.editing.check_transfer import check_transfer
from flowviz.editing.faults import Checked
from flowviz.editing.known import Known
from flowviz.editing.sheet import Sheet
from flowviz.editing.showing import text_of
from flowviz.editing.typed import (
    ActorText,
    CitationText,
    GroupText,
    LinkText,
    NoteText,
    SourceText,
    TransferText,
    Typed,
)
from flowviz.records import Citation, Group, Link, Note, Source, Transfer


@overload
def check(
    typed: TransferText, known: Known, before: Transfer | None = None
) -> Checked[Transfer]: ...
@overload
def check(typed: SourceText, known: Known, before: Source | None = None) -> Checked[Source]: ...
@overload
def check(
    typed: CitationText, known: Known, before: Citation | None = None
) -> Checked[Citation]: ...
@overload
def check(typed: NoteText, known: Known, before: Note | None = None) -> Checked[Note]: ...
@overload
def check(typed: LinkText, known: Known, before: Link | None = None) -> Checked[Link]: ...
@overload
def check(typed: GroupText, known: Known, before: Group | None = None) -> Checked[Group]: ...
@overload
def check(typed: ActorText, known: Known, before: Actor | None = None) -> Checked[Actor]: ...


def check(typed: Typed, known: Known, before: Any = None) -> Checked[Any]:
    """The record that the texts of a form stand for.

    ``before`` is the record as the dossier has it, None for a new one: each field whose text is
    still what ``text_of(before, known)`` shows keeps its value to the letter, odd or not.
    """
    sheet = Sheet(known)
    shown: Any = None if before is None else text_of(before, known)
    made: Any
    if isinstance(typed, TransferText):
        made = check_transfer(sheet, typed, shown, before)
    elif isinstance(typed, SourceText):
        made = check_source(sheet, typed, shown, before)
    elif isinstance(typed, CitationText):
        made = check_citation(sheet, typed, shown, before)
    elif isinstance(typed, NoteText):
        made = check_note(sheet, typed, shown, before)
    elif isinstance(typed, LinkText):
        made = check_link(sheet, typed, shown, before)
    elif isinstance(typed, GroupText):
        made = check_group(sheet, typed, shown, before)
    else:
        made = check_actor(sheet, typed, shown, before)
    if sheet.is_grave:
        return Checked(None, tuple(sheet.faults))
    return Checked(made, tuple(sheet.faults), tuple(sheet.actors.values()))

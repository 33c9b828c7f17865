"""The kinds of record that have a form: how each is read, and the sheet that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.editing import (
    ActorText,
    CitationText,
    GroupText,
    LinkText,
    NoteText,
    SourceText,
    TransferText,
)
from flowviz.records import Citation, Group, Link, Note, Source, Transfer
from flowviz.terms import Subject
from flowviz.ui.entry import QT_TRANSLATE_NOOP
from flowviz.ui.forms.actor import ActorSheet
from flowviz.ui.forms.citation import CitationSheet
from flowviz.ui.forms.group import GroupSheet
from flowviz.ui.forms.link import LinkSheet
from flowviz.ui.forms.note import NoteSheet
from flowviz.ui.forms.sheet import Sheet
from flowviz.ui.forms.source import SourceSheet
from flowviz.ui.forms.transfer import TransferSheet

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    ``texts`` is what its form holds, ``sheet`` makes the sheet that shows them, and ``find`` reads
    the record of an identifier, None where there is none. ``subject`` is what a citation or a note
    on it is about, None where there can be none.
    """

    record: type
    texts: type
    title: str
    new_title: str
    sheet: Callable[[Any, "Forms"], Sheet]
    find: Callable[[Reading, str], Any]
    subject: Subject | None = None

    @property
    def word(self) -> str:
        """What drafts and messages call it."""
        return self.record.__name__.lower()


def id_of(record: Any) -> str:
    """What a record is known by: its identifier, or its code."""
    return str(record.code if isinstance(record, Actor) else record.id)


def _transfer(reading: Reading, id_: str) -> Transfer | None:
    found = reading.transfers((id_,))
    return found[0] if found else None


def _source(reading: Reading, id_: str) -> Source | None:
    return reading.sources((id_,)).get(id_)


def _actor(reading: Reading, code: str) -> Actor | None:
    return reading.actors((code,)).get(code)


def _citation(reading: Reading, id_: str) -> Citation | None:
    about = _subject_of(reading, "citation", id_)
    return next((each for each in reading.citations(about) if each.id == id_), None)


def _note(reading: Reading, id_: str) -> Note | None:
    about = _subject_of(reading, "note", id_)
    return next((each for each in reading.notes(about) if each.id == id_), None)


def _link(reading: Reading, id_: str) -> Link | None:
    return next((link for link in reading.links() if link.id == id_), None)


def _group(reading: Reading, id_: str) -> Group | None:
    return next((group for group in reading.groups() if group.id == id_), None)


def _subject_of(reading: Reading, table: str, id_: str) -> list[str]:
    rows = reading.rows(f"SELECT subject_id FROM {table} WHERE id = ?", (id_,))
    return [str(row[0]) for row in rows]


KINDS: Mapping[type, Kind] = MappingProxyType(
    {
        kind.record: kind
        for kind in (
            Kind(
                Transfer,
                TransferText,
                QT_TRANSLATE_NOOP("Forms", "Transfer"),
                QT_TRANSLATE_NOOP("Forms", "New Transfer"),
                TransferSheet,
                _transfer,
                Subject.TRANSFER,
            ),
            Kind(
                Source,
                SourceText,
                QT_TRANSLATE_NOOP("Forms", "Source"),
                QT_TRANSLATE_NOOP("Forms", "New Source"),
                SourceSheet,
                _source,
            ),
            Kind(
                Actor,
                ActorText,
                QT_TRANSLATE_NOOP("Forms", "Actor"),
                QT_TRANSLATE_NOOP("Forms", "New Actor"),
                ActorSheet,
                _actor,
                Subject.ACTOR,
            ),
            Kind(
                Citation,
                CitationText,
                QT_TRANSLATE_NOOP("Forms", "Citation"),
                QT_TRANSLATE_NOOP("Forms", "New Citation"),
                CitationSheet,
                _citation,
            ),
            Kind(
                Note,
                NoteText,
                QT_TRANSLATE_NOOP("Forms", "Note"),
                QT_TRANSLATE_NOOP("Forms", "New Note"),
                NoteSheet,
                _note,
                Subject.NOTE,
            ),
            Kind(
                Link,
                LinkText,
                QT_TRANSLATE_NOOP("Forms", "Link"),
                QT_TRANSLATE_NOOP("Forms", "New Link"),
                LinkSheet,
                _link,
                Subject.LINK,
            ),
            Kind(
                Group,
                GroupText,
                QT_TRANSLATE_NOOP("Forms", "Same Goods"),
                QT_TRANSLATE_NOOP("Forms", "Group as Same Goods"),
                GroupSheet,
                _group,
                Subject.GROUP,
            ),
        )
    }
)

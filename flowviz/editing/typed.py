"""What a person types into a form or a table: frozen texts, right or wrong, nothing read yet.

Each value is named after its record and holds the same fields as texts. ``showing.text_of`` gives
the texts of a record, ``checking.check`` the record of the texts.
"""

import dataclasses
from dataclasses import dataclass

from flowviz.records import new_id
from flowviz.terms import (
    Basis,
    CitationStatus,
    Existence,
    Origin,
    Protection,
    SourceStatus,
    Stance,
)


@dataclass(frozen=True, slots=True)
class FigureText:
    """One amount at one stage in one unit."""

    stage: str = ""
    unit: str = ""
    basis: str = Basis.TOTAL.value
    amount: str = ""
    dates: str = ""
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class LineText:
    """One item and its figures."""

    designation: str = ""
    description: str = ""
    category: str = ""
    condition: str = ""
    figures: tuple[FigureText, ...] = ()
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class PartyText:
    """Another actor with a hand in it, by name or code, and its role."""

    actor: str = ""
    role: str = ""
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class TransferText:
    """A transfer; ``supplier`` and ``recipient`` are names or codes of actors."""

    kind: str = ""
    supplier: str = ""
    recipient: str = ""
    reporter: str = ""
    existence: str = Existence.CONFIRMED.value
    comment: str = ""
    lines: tuple[LineText, ...] = ()
    figures: tuple[FigureText, ...] = ()
    parties: tuple[PartyText, ...] = ()
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source; ``derives_from`` are titles or identifiers of other sources."""

    title: str = ""
    kind: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    accessed: str = ""
    archived: str = ""
    url: str = ""
    archived_url: str = ""
    pages: str = ""
    note: str = ""
    origin: str = Origin.NOT_ESTABLISHED.value
    derives_from: tuple[str, ...] = ()
    status: str = SourceStatus.LIVE.value
    protection: str = Protection.PUBLIC.value
    collector: str = ""
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class CitationText:
    """A citation; ``source`` is a title or an identifier of a source."""

    source: str = ""
    subject: str = ""
    subject_id: str = ""
    field: str = ""
    stance: str = Stance.SUPPORTS.value
    locator: str = ""
    text: str = ""
    is_quotation: bool = False
    reliability: str = ""
    credibility: str = ""
    status: str = CitationStatus.LIVE.value
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note about an actor, a transfer or a flow."""

    subject: str = ""
    subject_id: str = ""
    text: str = ""
    is_private: bool = False
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class NameText:
    """Another name of an actor, its language (BCP 47), its first and last year."""

    name: str = ""
    language: str = ""
    first_year: str = ""
    last_year: str = ""


@dataclass(frozen=True, slots=True)
class MemberText:
    """A member of a bloc or a part of a joint actor, by name or code, with its years."""

    actor: str = ""
    first_year: str = ""
    last_year: str = ""


@dataclass(frozen=True, slots=True)
class ActorText:
    """An actor; a ``code`` left empty is made from the name. Degrees east and north."""

    code: str = ""
    kind: str = ""
    name: str = ""
    names: tuple[NameText, ...] = ()
    first_year: str = ""
    last_year: str = ""
    lon: str = ""
    lat: str = ""
    members: tuple[MemberText, ...] = ()


Typed = TransferText | SourceText | CitationText | NoteText | ActorText
"""What can be checked as a whole."""

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
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Protection,
    SourceStatus,
    Stance,
)

BY_RULE = "by rule"
"""What is typed for the existence of a record that is left to the rule."""


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
    """A transfer; ``supplier`` and ``recipient`` are names or codes of actors.

    ``existence`` is a term or :data:`BY_RULE`.
    """

    kind: str = ""
    supplier: str = ""
    recipient: str = ""
    reporter: str = ""
    existence: str = BY_RULE
    comment: str = ""
    lines: tuple[LineText, ...] = ()
    figures: tuple[FigureText, ...] = ()
    parties: tuple[PartyText, ...] = ()
    existence_reason: str = ""
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class GradingText:
    """How reliable a source was held to be since a day, why, and by whom."""

    reliability: str = ""
    since: str = ""
    reason: str = ""
    grader: str = ""
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source; ``derives_from`` are titles or identifiers of other sources.

    ``reference`` is the JSON object that a reference manager left; no form types it.
    """

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
    publisher_group: str = ""
    volume: str = ""
    shelf_number: str = ""
    reference: str = "{}"
    status_on: str = ""
    status_reason: str = ""
    status_by: str = ""
    gradings: tuple[GradingText, ...] = ()
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class CitationText:
    """A citation; ``source`` is a title or an identifier of a source.

    ``text`` are the exact words where it ``is_quotation``, and ``prefix`` and ``suffix`` those
    around them.
    """

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
    prefix: str = ""
    suffix: str = ""
    status_reason: str = ""
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
class LinkText:
    """A link; ``later`` and ``earlier`` are identifiers of transfers."""

    later: str = ""
    earlier: str = ""
    kind: str = LinkKind.CONTINUES.value
    item: str = ""
    unit: str = ""
    amount: str = ""
    existence: str = Existence.CONFIRMED.value
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class AccountText:
    """One telling of the same goods; ``transfers`` are identifiers."""

    title: str = ""
    is_counted: bool = False
    transfers: tuple[str, ...] = ()
    id: str = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class GroupText:
    """Accounts of the same goods, and who chooses the one that counts."""

    reason: str = ""
    counted_by: str = CountedBy.RULE.value
    accounts: tuple[AccountText, ...] = ()
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


Typed = TransferText | SourceText | CitationText | NoteText | LinkText | GroupText | ActorText
"""What can be checked as a whole."""

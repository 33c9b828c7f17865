"""What the evidence panel shows, as values: every text ready, every record with its citations."""

from dataclasses import dataclass

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.evidence import OriginGroup
from flowviz.records import Source, Transfer
from flowviz.terms import (
    CitationStatus,
    Existence,
    LinkKind,
    Reporter,
    Role,
    Stage,
    Stance,
    Subject,
)


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """One source cited for one thing.

    ``id`` is "" for the source of the data set that a record came with. ``supports`` says what the
    citation is about in words ("its existence", "240 pieces delivered, 9P135M Konkurs"), ``grade``
    the grade, ``origin`` where the source has its knowledge from ("" when it is an original);
    ``holds`` is whether it still speaks: live, and of a source that was not retracted.
    """

    id: str
    source: Source
    supports: str
    stance: Stance
    locator: str
    text: str
    is_quotation: bool
    grade: str
    origin: str
    status: CitationStatus
    holds: bool


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure: ``240 pieces``, delivered, 2015. A figure per unit is shown, never summed."""

    id: str
    stage: Stage
    unit: str
    amount: Amount
    amount_text: str
    dates: Dates
    dates_text: str
    is_per_unit: bool


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One line of a record."""

    id: str
    designation: str
    description: str
    category: str
    condition: str
    figures: tuple[FigureEntry, ...]


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody else who had a hand in it."""

    role: Role
    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """A field that a person changed: what it is, and what the file says instead."""

    path: str
    field: str
    file_says: str


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note with its own citations; ``about`` is what it is a note on, in words."""

    id: str
    subject: Subject
    about: str
    text: str
    citations: tuple[CitationEntry, ...]
    has_no_source: bool


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """Where the goods came from or went on to.

    ``text`` is ready to be shown ("continues: 136 of 240 9P135M Konkurs from Belarus → Bulgaria,
    2015"); ``supplier`` and ``recipient`` are the codes of the flow at the other end.
    """

    id: str
    kind: LinkKind
    is_earlier: bool
    text: str
    transfer: str
    supplier: str
    recipient: str
    existence: Existence
    citations: tuple[CitationEntry, ...]


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One telling of the goods of a group, and whether it is the one counted."""

    title: str
    is_counted: bool
    transfers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """The group a record is in: all accounts of the same goods."""

    reason: str
    accounts: tuple[AccountEntry, ...]
    citations: tuple[CitationEntry, ...]


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One record with everything that hangs on it.

    ``standing`` says whether the record counts in the flow's total, and if not, why. ``file`` is
    the row it came from ("row 12 of deals.csv"), "" for what a person entered; ``is_gone`` is that
    the latest copy of the file no longer has it.
    """

    transfer: Transfer
    date_text: str
    figures: tuple[FigureEntry, ...]
    items: tuple[ItemEntry, ...]
    parties: tuple[PartyEntry, ...]
    reporter: Reporter | None
    existence: Existence
    is_in_flow: bool
    standing: str
    is_disputed: bool
    citations: tuple[CitationEntry, ...]
    origins: tuple[OriginGroup, ...]
    has_no_source: bool
    data_set: str
    file: str
    is_gone: bool
    kept: tuple[KeptEntry, ...]
    notes: tuple[NoteEntry, ...]
    links: tuple[LinkEntry, ...]
    groups: tuple[GroupEntry, ...]

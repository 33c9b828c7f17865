"""The records: what somebody says moved, from whom to whom, how much, when, and who says so.

Everything here is a frozen value. Four things stay four different values throughout: *unknown*
(an ``Amount`` of kind ``UNKNOWN``), *uncertain* (``is_uncertain``), *empty* (``None`` or ``()``)
and *zero* (``Decimal(0)``).

Identifiers are texts: a UUIDv4 for what a person enters, a UUIDv5 of data set and key for what a
file brings (so that the same file twice gives the same records), and for the parts of an imported
transfer its identifier with a suffix.
"""

import dataclasses
import datetime
import uuid
from dataclasses import dataclass

from flowviz.amounts import Amount
from flowviz.brought import DataSet as DataSet
from flowviz.brought import Import as Import
from flowviz.brought import Original as Original
from flowviz.brought import Problem as Problem
from flowviz.brought import Provenance as Provenance
from flowviz.dates import Dates
from flowviz.terms import (
    Basis,
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Proposal,
    Protection,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount at one stage in one unit: ``240 pieces delivered in 2015``.

    ``unit`` is ``pieces``, ``rounds``, ``tonnes``, ``TIV`` or a currency in ISO 4217 letters.
    """

    id: str
    stage: Stage
    unit: str
    amount: Amount
    dates: Dates = dataclasses.field(default_factory=Dates)
    basis: Basis = Basis.TOTAL


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a transfer: its designation, what it is, and its figures.

    ``category`` is a term of the vocabulary the record came with (SIPRI's armament categories in
    the bundled sets), "" when none is known. ``condition`` is the source's word ("New", "Second
    hand").
    """

    id: str
    designation: str
    description: str = ""
    category: str = ""
    condition: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An actor other than supplier and recipient who had a hand in a transfer."""

    id: str
    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Transfer:
    """One record of a movement of arms between two actors, named by their codes.

    ``figures`` are figures of the transfer itself: a value for several lines together, never split
    among them. A SIPRI deal is one transfer. ``data_set`` is "" for what a person entered.
    ``existence`` is what a person or the data set states, None where it is left to the rule of
    ``flowviz.evidence``; ``existence_reason`` is why a person states it.
    """

    id: str
    kind: TransferKind
    supplier: str
    recipient: str
    reporter: Reporter | None = None
    existence: Existence | None = Existence.CONFIRMED
    comment: str = ""
    lines: tuple[Line, ...] = ()
    figures: tuple[Figure, ...] = ()
    parties: tuple[Party, ...] = ()
    data_set: str = ""
    existence_reason: str = ""

    def all_figures(self) -> tuple[Figure, ...]:
        """The figures of the transfer and of its lines, in that order."""
        return self.figures + tuple(figure for line in self.lines for figure in line.figures)

    def part_ids(self) -> tuple[str, ...]:
        """Its identifier and those of all its parts, which citations and notes can name."""
        return (
            self.id,
            *(line.id for line in self.lines),
            *(figure.id for figure in self.all_figures()),
            *(party.id for party in self.parties),
        )


@dataclass(frozen=True, slots=True)
class Grading:
    """How reliable a source was held to be since a day: A-F, by whom and why (AJP-2.1)."""

    id: str
    reliability: str
    since: datetime.date | None = None
    reason: str = ""
    grader: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document somebody can cite.

    ``derives_from`` names the sources it has its knowledge from (no cycles); ``kind`` is the sort
    of document in a word ("article", "database", "correspondence", "statement"). An unknown URL is
    "", never invented. ``collector`` is who found or captured it, "" where nobody says so.
    ``shelf_number`` is where print or an archive's file is found, ``publisher_group`` the house
    that several publishers belong to. ``reference`` is a JSON object in canonical form: what a
    reference manager keeps of it beyond these fields, in the variables of CSL-JSON. ``status_on``,
    ``status_reason`` and ``status_by`` tell when, why and by whom it was corrected or retracted.
    ``gradings`` are its reliability through time, the earliest first.
    """

    id: str
    title: str
    kind: str = ""
    publisher: str = ""
    author: str = ""
    published: Dates = dataclasses.field(default_factory=Dates)
    accessed: datetime.date | None = None
    archived: datetime.date | None = None
    url: str = ""
    archived_url: str = ""
    pages: str = ""
    note: str = ""
    origin: Origin = Origin.NOT_ESTABLISHED
    derives_from: tuple[str, ...] = ()
    status: SourceStatus = SourceStatus.LIVE
    protection: Protection = Protection.PUBLIC
    collector: str = ""
    publisher_group: str = ""
    volume: str = ""
    shelf_number: str = ""
    reference: str = "{}"
    status_on: datetime.date | None = None
    status_reason: str = ""
    status_by: str = ""
    gradings: tuple[Grading, ...] = ()

    @property
    def reliability(self) -> str:
        """The reliability it is held to have now, "" where nobody has graded it."""
        return self.gradings[-1].reliability if self.gradings else ""


WITHHELD = Source("withheld", "Withheld source")
"""Stands for every source that is not public, as one, where others look on."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Ties a source to a subject and one of its fields ("" for the subject as a whole).

    ``field`` may be ``existence``. ``reliability`` is A-F where the source is held to be otherwise
    in this matter than in general ("" for as in general), ``credibility`` 1-6 (this piece of
    information, ``None`` when not graded): the NATO grading of AJP-2.1. ``text`` is a paraphrase
    unless ``is_quotation``; then it is the exact words, and ``prefix`` and ``suffix`` are those
    before and after it (a TextQuoteSelector of the W3C's Web Annotation Data Model).
    ``status_reason`` is why it was withdrawn or is to be checked.
    """

    id: str
    source: str
    subject: Subject
    subject_id: str
    field: str = ""
    stance: Stance = Stance.SUPPORTS
    locator: str = ""
    text: str = ""
    is_quotation: bool = False
    reliability: str = ""
    credibility: int | None = None
    status: CitationStatus = CitationStatus.LIVE
    prefix: str = ""
    suffix: str = ""
    status_reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Text about an actor, a transfer or a flow (whose id is ``flow_id(supplier, recipient)``).

    One that ``is_private`` is for those who work on the dossier, and in no published copy.
    """

    id: str
    subject: Subject
    subject_id: str
    text: str
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The goods of ``earlier`` go on in ``later``: of which item, and how many as far as known."""

    id: str
    later: str
    earlier: str
    kind: LinkKind
    item: str = ""
    unit: str = ""
    amount: Amount = dataclasses.field(default_factory=Amount)
    existence: Existence = Existence.CONFIRMED


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of the same goods: the transfers that tell it."""

    id: str
    title: str
    is_counted: bool
    transfers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Two or more accounts of the same goods, exactly one of them counted.

    ``counted_by`` is who chooses it: the hand that marked it, or the rule of ``flowviz.evidence``
    (then the mark is what the rule gave when the group was last edited).
    """

    id: str
    reason: str
    accounts: tuple[Account, ...]
    counted_by: CountedBy = CountedBy.HAND


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided on the existence of a flow, whatever its records say, and why.

    ``id`` is ``flow_id(supplier, recipient)``.
    """

    id: str
    existence: Existence
    reason: str


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A proposal that a person has turned down; ``key`` names what it was about, canonically."""

    id: str
    kind: Proposal
    key: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Kept bytes of a source, named by the SHA-256 of the bytes in lower-case hex."""

    sha256: str
    source: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Spelling:
    """A designation ``id`` that means the same item as the designation ``item``.

    Records keep their own designation; ``item`` stands for all its spellings and is none itself.
    """

    id: str
    item: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a person has put an actor: degrees on the map, layout units in the network."""

    view: str
    actor: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SavedView:
    """A way to look at the flows, kept by name; ``state`` is the text of ``flowviz.saved``."""

    id: str
    name: str
    position: int
    state: str


Record = (
    Transfer
    | Source
    | Citation
    | Note
    | Link
    | Group
    | Verdict
    | Dismissal
    | Snapshot
    | DataSet
    | Import
    | Provenance
    | Original
    | Spelling
    | Problem
    | Placement
    | SavedView
)


def new_id() -> str:
    """A fresh identifier for what a person enters."""
    return str(uuid.uuid4())


def flow_id(supplier: str, recipient: str) -> str:
    """The identifier of the flow between two actors, for notes about it."""
    return f"{supplier}>{recipient}"

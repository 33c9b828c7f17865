"""What the evidence panel shows, as values: every text ready, every record with its citations."""

from dataclasses import dataclass

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.evidence import Backing
from flowviz.records import Citation, Source, Transfer
from flowviz.terms import (
    Basis,
    CountedBy,
    Existence,
    LinkKind,
    Mark,
    Reporter,
    Role,
    Stage,
    Subject,
)

_SAID = (Mark.ONE_ORIGIN, Mark.NOT_ESTABLISHED, Mark.OVERRIDDEN)


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """One source cited for one thing.

    ``citation`` has the id "" for the source of the data set that a record came with. ``about``
    says in words what it is cited for ("its existence", "240 pieces delivered, 9P135M Konkurs").
    ``reliability`` and ``credibility`` are the two halves of its grade in words, "" where not
    graded; ``grade`` is both in one text. ``origin`` is where the source has its knowledge from, ""
    when it is an original. ``holds`` is whether it still speaks: nobody has withdrawn it, and its
    source has not fallen. ``status`` and ``source_status`` are sentences on what became of the
    citation and of the source, "" where nothing did; ``archived`` tells of the archived copy and of
    its time, ``kept`` are the SHA-256 of the bytes that the dossier keeps of the source.
    """

    citation: Citation
    source: Source
    about: str
    grade: str
    reliability: str
    credibility: str
    grade_class: str
    origin: str
    holds: bool
    status: str
    source_status: str
    archived: str
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure: ``240 pieces``, delivered, 2015. Only one of basis total is summed."""

    id: str
    stage: Stage
    unit: str
    amount: Amount
    amount_text: str
    dates: Dates
    dates_text: str
    basis: Basis
    citations: tuple[CitationEntry, ...]


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One line of a record; ``citations`` are those of the item itself, not of its figures."""

    id: str
    designation: str
    description: str
    category: str
    condition: str
    figures: tuple[FigureEntry, ...]
    citations: tuple[CitationEntry, ...]


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Somebody else who had a hand in it."""

    id: str
    role: Role
    actor: str
    name: str
    citations: tuple[CitationEntry, ...]


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

    ``text`` is ready to be shown ("came from: 136 of 240 9P135M Konkurs of Belarus → Bulgaria,
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
    """One telling of the goods of a group, what it adds up to, and whether it counts at a stage.

    ``pairs`` names the flows that its records are of, in words.
    """

    id: str
    title: str
    is_counted: bool
    transfers: tuple[str, ...]
    total_text: str
    pairs: str


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """All accounts of the same goods: which one counts at a stage, by whom chosen, and why.

    ``why`` is words behind a colon: "it is reported by the exporter".
    """

    id: str
    reason: str
    counted_by: CountedBy
    counted: str
    why: str
    accounts: tuple[AccountEntry, ...]
    citations: tuple[CitationEntry, ...]


@dataclass(frozen=True, slots=True)
class OriginEntry:
    """Sources of one origin; all whose origin nobody has established are one, the last.

    ``roots`` are where they have it from, ``sources`` those that are cited.
    """

    is_established: bool
    roots: tuple[Source, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One record with everything that hangs on it.

    ``existence`` is what the rules or a person make of it, ``reason`` why, as words behind a colon;
    ``backing`` whether anything stands behind it still. ``standing`` says whether the record counts
    in the flow's total, and if not, why. ``citations`` are those of the record and of all its
    parts, what contradicts first. ``file`` is the row it came from ("row 12 of deals.csv"), "" for
    what a person entered; ``is_gone`` is that the latest copy of the file no longer has it.
    """

    transfer: Transfer
    date_text: str
    figures: tuple[FigureEntry, ...]
    items: tuple[ItemEntry, ...]
    parties: tuple[PartyEntry, ...]
    reporter: Reporter | None
    existence: Existence
    reason: str
    backing: Backing
    marks: tuple[Mark, ...]
    is_in_flow: bool
    standing: str
    is_disputed: bool
    citations: tuple[CitationEntry, ...]
    origins: tuple[OriginEntry, ...]
    data_set: str
    file: str
    is_gone: bool
    kept: tuple[KeptEntry, ...]
    notes: tuple[NoteEntry, ...]
    links: tuple[LinkEntry, ...]
    groups: tuple[GroupEntry, ...]

    @property
    def points(self) -> tuple[Mark, ...]:
        """Its marks without those that its reason and its origins say in full."""
        return tuple(mark for mark in self.marks if mark not in _SAID)

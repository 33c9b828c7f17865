"""Records of every kind, small enough to read, and digests to compare dossiers by."""

import datetime
import hashlib
from decimal import Decimal

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.dossier import Dossier, seal
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Dismissal,
    Figure,
    Grading,
    Group,
    Import,
    Line,
    Link,
    Note,
    Original,
    Party,
    Placement,
    Problem,
    Provenance,
    Record,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    Verdict,
)
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

BELARUS = Actor(
    "BLR",
    ActorKind.STATE,
    "Belarus",
    (ActorName("Byelorussia", "en", None, 1991), ActorName("Беларусь", "be")),
    1991,
    None,
    27.57,
    53.9,
)
BULGARIA = Actor("BGR", ActorKind.STATE, "Bulgaria", lon=23.32, lat=42.68)
PACT = Actor(
    "x-pact", ActorKind.BLOC, "Pact", members=(Member("BGR", 1955, 1991), Member("SUN", 1955))
)
KONKURS = Figure(
    "t1/konkurs/delivered", Stage.DELIVERED, "pieces", Amount.exact("240"), Dates.parse("2015")
)
VALUE = Figure("t1/value", Stage.DELIVERED, "EUR", Amount.about("37900000"))
DELIVERY = Transfer(
    "t1",
    TransferKind.DELIVERY,
    "BLR",
    "BGR",
    Reporter.THIRD_PARTY,
    Existence.CONFIRMED,
    "Both items “together”",
    (
        Line("t1/konkurs", "9P135M Konkurs", "launcher", "Missiles", "New", (KONKURS,)),
        Line("t1/ags", "AGS-17"),
    ),
    (VALUE,),
    (Party("t1/broker", "x-pact", Role.BROKER),),
)
ONWARD = Transfer(
    "t2",
    TransferKind.DEAL,
    "BGR",
    "x-pact",
    existence=Existence.TENTATIVE,
    figures=(
        Figure(
            "t2/ordered",
            Stage.ORDERED,
            "TIV",
            Amount(None, Decimal("10.5"), Decimal("12"), AmountKind.RANGE, True, "10.5-12?"),
            Dates.of_years((1979, 1981), is_uncertain=True, text="1979; 1981?"),
            Basis.PER_UNIT,
        ),
    ),
    data_set="set",
)
ARTICLE = Source(
    "article",
    "How it went",
    "article",
    "The Times",
    "A. Writer",
    Dates.parse("2024-12-13"),
    datetime.date(2025, 1, 2),
    datetime.date(2025, 1, 3),
    "https://example.org/a",
    "https://example.org/archived",
    "1-3",
    "a note",
    Origin.DERIVED,
    ("register",),
)
REGISTER = Source("register", "A register")
INFORMANT = Source("informant", "A letter", protection=Protection.PROTECT, collector="A. Collector")
CITATION = Citation(
    "c1",
    "article",
    Subject.FIGURE,
    "t1/konkurs/delivered",
    "amount",
    Stance.CONTRADICTS,
    "p. 2",
    "says 200",
    True,
    "B",
    2,
)
NOTE = Note("n1", Subject.ACTOR, "BLR", "A note on Belarus")
PRIVATE_NOTE = Note("n2", Subject.TRANSFER, "t1", "Ask her again", is_private=True)
LINK = Link(
    "k1",
    "t2",
    "t1",
    LinkKind.CONTINUES,
    "9P135M Konkurs",
    "pieces",
    Amount.at_least("80"),
    Existence.UNCONFIRMED,
)
GROUP = Group(
    "g1",
    "the same goods told twice",
    (Account("g1/a", "one", True, ("t1",)), Account("g1/b", "other", False, ("t2",))),
)
SNAPSHOT = Snapshot(hashlib.sha256(b"<p>kept").hexdigest(), "article", "text/html", b"<p>kept")
DATA_SET = DataSet("set", "Register", "sipri-register-a", "register")
IMPORT = Import(
    "i1",
    "set",
    "deals.csv",
    "0" * 64,
    "1",
    12,
    datetime.datetime(2025, 3, 10, 12, tzinfo=datetime.UTC),
)
PROVENANCE = Provenance("t2", "set", "BGR|x-pact", "i1", 7, True, (("comment", '"as in file"'),))
PROBLEM = Problem("doubtful", 7, "Comments", "said twice", "x;y", "i1", "p1")
PLACEMENT = Placement("map", "BLR", 28.25, -0.1)
SAVED_VIEW = SavedView("v1", "Missiles “2015”", 0, '{"query":{"unit":"pieces"},"version":1}')
BY_RULE = Transfer(
    "t3",
    TransferKind.LICENCE,
    "BLR",
    "BGR",
    existence=None,
    figures=(Figure("t3/licensed", Stage.LICENSED, "pieces", Amount.exact("300")),),
)
DOUBTED = Transfer(
    "t4", TransferKind.REPORT, "BLR", "BGR", existence_reason="seen by nobody who was there"
)
GRADED = Source(
    "graded",
    "Parliamentary paper",
    publisher_group="The State",
    volume="12",
    shelf_number="B 211-7",
    reference='{"ISSN":"0000-0000","type":"report"}',
    status=SourceStatus.CORRECTED,
    status_on=datetime.date(2025, 2, 3),
    status_reason="a number was misprinted",
    status_by="the printer",
    gradings=(
        Grading("graded/1", "C", datetime.date(2024, 5, 6), "first look", "A. Reader"),
        Grading("graded/2", "B", datetime.date(2025, 5, 6)),
    ),
)
QUOTED = Citation(
    "c2",
    "graded",
    Subject.TRANSFER,
    "t3",
    "existence",
    locator="col. 114",
    text="three hundred",
    is_quotation=True,
    credibility=2,
    status=CitationStatus.TO_CHECK,
    prefix="a licence for ",
    suffix=" launchers",
    status_reason="the amount was changed",
)
RULED_GROUP = Group(
    "g2",
    "a licence and what was reported of it",
    (Account("g2/a", "licence", False, ("t3",)), Account("g2/b", "report", True, ("t4",))),
    CountedBy.RULE,
)
VERDICT = Verdict("BLR>BGR", Existence.UNCONFIRMED, "one voice only")
DISMISSAL = Dismissal("d1", Proposal.SAME_GOODS, '["t1","t3"]', "other years")
WORKBOOK = Import(
    "i2",
    "set",
    "licences.xlsx",
    "1" * 64,
    "table 0.1",
    3,
    datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC),
    "Sheet “A”",
    ("Supplier", "Supplier #2", "Années"),
    'title = "Licences"\n',
    (("codes.csv", "2" * 64),),
)
READ = Original(
    "t2", (("i2", '[[7,"Bulgaria","\\"Pact\\"","1979; 1981?"]]'), ("i1", '[[3,"BGR"],[4,""]]'))
)
SPELLING = Spelling("Konkurs", "9P135M Konkurs")
PART = Transfer(
    "t5",
    TransferKind.REPORT,
    "BGR",
    "x-pact",
    figures=(
        Figure(
            "t5/again",
            Stage.DELIVERED,
            "USD",
            Amount.exact("12.5"),
            Dates.parse("2016"),
            Basis.INCLUDED,
        ),
    ),
)

ALL: tuple[Record | Actor, ...] = (
    BELARUS,
    BULGARIA,
    PACT,
    ARTICLE,
    REGISTER,
    DATA_SET,
    IMPORT,
    DELIVERY,
    ONWARD,
    PROVENANCE,
    LINK,
    GROUP,
    NOTE,
    CITATION,
    PROBLEM,
    PLACEMENT,
    SAVED_VIEW,
    SNAPSHOT,
    INFORMANT,
    PRIVATE_NOTE,
)

EVIDENCE: tuple[Record | Actor, ...] = (
    BY_RULE,
    DOUBTED,
    GRADED,
    QUOTED,
    RULED_GROUP,
    VERDICT,
    DISMISSAL,
)
"""What version 4 has brought."""

AS_READ: tuple[Record | Actor, ...] = (WORKBOOK, READ, SPELLING, PART)
"""What version 5 has brought; with the others it holds every column that there is."""

EVERYTHING = (*ALL, *EVIDENCE, *AS_READ)

SINCE: dict[int, tuple[Record | Actor, ...]] = {
    2: (SAVED_VIEW,),
    3: (INFORMANT, PRIVATE_NOTE),
    4: EVIDENCE,
    5: AS_READ,
}
"""What a dossier of an older version cannot hold, by the version from which on it can."""


def content(dossier: Dossier) -> str:
    """The digest of everything that ``dossier`` holds but its history."""
    return seal.digest(dossier._db)

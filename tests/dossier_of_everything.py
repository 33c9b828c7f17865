"""A made dossier that holds one of everything, small enough to read; none of it ever happened.

``python -m tests.dossier_of_everything OUT.flowviz`` writes it, to look at pictures of.
"""

import dataclasses
import datetime
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from flowviz.actors import Actor, ActorKind, ActorTable, Member
from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Figure,
    Group,
    Import,
    Line,
    Link,
    Note,
    Original,
    Party,
    Placement,
    Provenance,
    Record,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    flow_id,
)
from flowviz.terms import (
    Basis,
    CitationStatus,
    Existence,
    LinkKind,
    Origin,
    Protection,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)

TITLE = "One of everything (made up)"
STATES = (
    "USA", "FRA", "DEU", "RUS", "BLR", "BGR", "IND", "JPN", "AUS", "NZL", "FJI", "EGY", "IRN",
    "IRQ", "BRA", "ZAF", "SUN", "DDR", "YUG",
)  # fmt: skip
"""The last three have ceased to exist: they stand as points at their capitals."""

OWN = (
    Actor("x-front", ActorKind.NON_STATE, "Made-up front", lon=36.3, lat=33.5),
    Actor("x-agency", ActorKind.ORGANISATION, "Made-up agency", lon=6.1, lat=46.2),
    Actor(
        "x-pact", ActorKind.BLOC, "Made-up pact",
        members=(Member("SUN", 1955, 1991), Member("DDR", 1956, 1990), Member("BGR", 1955, 1991)),
    ),
    Actor(
        "x-both", ActorKind.JOINT, "France and Germany (joint)",
        members=(Member("FRA"), Member("DEU")),
    ),
    Actor("x-unknown-supplier", ActorKind.UNKNOWN, "unknown supplier"),
    Actor("x-unresolved", ActorKind.UNRESOLVED, "Ruritania"),
)  # fmt: skip

SOURCES = (
    Source(
        "report", "A made-up report", "article", "The Made-up Paper",
        published=Dates.parse("2016-05-04"), url="https://example.org/report",
        origin=Origin.ORIGINAL,
    ),
    Source(
        "digest", "A digest of the report", "article", "The Digest", published=Dates.parse("2016"),
        origin=Origin.DERIVED, derives_from=("report",),
    ),
    Source(
        "letter", "A letter nobody has traced", "correspondence",
        protection=Protection.RESTRICTED, collector="A. Collector",
    ),
    Source("table", "A made-up table", "database", status=SourceStatus.CORRECTED),
    Source("claim", "A claim taken back", "article", status=SourceStatus.RETRACTED),
    Source("informant", "A made-up informant", "statement", protection=Protection.PROTECT),
)  # fmt: skip


def exact(number: int, text: str = "") -> Amount:
    """A plain number."""
    value = Decimal(number)
    return Amount(value, value, value, AmountKind.EXACT, bool(text), text)


def sent(
    id_: str,
    way: str,
    amount: Amount,
    dates: Dates | str = "2015",
    *,
    unit: str = "pieces",
    stage: Stage = Stage.DELIVERED,
    item: str = "Launcher",
    category: str = "Missiles",
    **kwargs: object,
) -> Transfer:
    """A record of one item from one actor to another; ``way`` is ``FRA>DEU``."""
    when = dates if isinstance(dates, Dates) else Dates.parse(dates)
    figure = Figure(f"{id_}/item/figure", stage, unit, amount, when)
    line = Line(f"{id_}/item", item, category=category, figures=(figure,))
    transfer = Transfer(
        id_, TransferKind.DELIVERY, *way.split(">"), Reporter.EXPORTER, lines=(line,)
    )
    return dataclasses.replace(transfer, **kwargs)  # type: ignore[arg-type]


TOGETHER = Transfer(
    "together", TransferKind.DEAL, "BLR", "BGR", Reporter.EXPORTER,
    lines=(
        Line(
            "together/a", "Launcher", category="Missiles",
            figures=(
                Figure(
                    "together/a/n", Stage.DELIVERED, "pieces", exact(140), Dates.parse("2015-02")
                ),
                Figure(
                    "together/a/each", Stage.DELIVERED, "EUR", exact(9), basis=Basis.PER_UNIT
                ),
            ),
        ),
        Line(
            "together/b", "Grenade launcher", category="Artillery",
            figures=(
                Figure(
                    "together/b/n", Stage.DELIVERED, "pieces", exact(60), Dates.parse("2015-11")
                ),
                Figure(
                    "together/b/part", Stage.DELIVERED, "pieces", exact(6), basis=Basis.INCLUDED
                ),
            ),
        ),
    ),
    figures=(
        Figure(
            "together/value", Stage.DELIVERED, "EUR", exact(37_900_000), Dates.parse("2015")
        ),
    ),
    parties=tuple(
        Party(f"together/{role}", "x-agency" if role is Role.BROKER else "YUG", role)
        for role in Role
    ),
)  # fmt: skip
"""Two items with one value, a price each, and a party in every role."""

TRANSFERS = (
    TOGETHER,
    # Both ways of a pair, one of them told by both sides.
    sent("rus-ind", "RUS>IND", exact(300), "2015-03"),
    sent("rus-ind-seen", "RUS>IND", exact(260), "2015-04", reporter=Reporter.IMPORTER),
    sent("rus-ind-2", "RUS>IND", exact(120), "2016", kind=TransferKind.REPORT),
    sent("ind-rus", "IND>RUS", exact(90), "2016"),
    sent("fra-egy", "FRA>EGY", exact(50), "2014"),
    sent("egy-fra", "EGY>FRA", exact(50), "2014"),
    # Within one country, over the date line, to the far side of the map.
    sent("fra-fra", "FRA>FRA", exact(70), "2015"),
    sent("nzl-fji", "NZL>FJI", exact(25), "2013"),
    sent("fji-usa", "FJI>USA", exact(35), "2013-07"),
    sent("jpn-bra", "JPN>BRA", exact(180), "2012", category="Ships", item="Patrol boat"),
    sent("aus-zaf", "AUS>ZAF", exact(45), "2012", category="", item="Parts"),
    # Every kind of amount, and a figure that its source is not sure of.
    sent("usa-irq", "USA>IRQ", Amount.between(Decimal(100), Decimal(400)), "2014"),
    sent("irq-usa", "IRQ>USA", Amount.between(Decimal(80), Decimal(150)), "2014"),
    sent("usa-egy", "USA>EGY", Amount.at_least("60"), "2015"),
    sent("deu-egy", "DEU>EGY", Amount.at_most("40"), "2015"),
    sent("usa-jpn", "USA>JPN", Amount.about("200"), "2015"),
    sent("bgr-x", "BGR>x-front", Amount(), "2015", existence=Existence.TENTATIVE),
    sent("deu-jpn", "DEU>JPN", exact(33, "33?"), Dates.parse("2014?")),
    # Every existence; told by the importer alone, by a third party, by nobody.
    sent("blr-x", "BLR>x-front", exact(80), "2015", existence=Existence.UNCONFIRMED),
    sent("irn-x", "IRN>x-front", exact(110), "2015", existence=Existence.TENTATIVE),
    sent("bra-irq", "BRA>IRQ", exact(65), "2015", reporter=Reporter.IMPORTER),
    sent("zaf-irn", "ZAF>IRN", exact(20), "2015", reporter=Reporter.THIRD_PARTY),
    sent("unknown-irq", "x-unknown-supplier>IRQ", exact(15), "2015", reporter=None),
    # Historic states, a list of years with a gap, a span, no date, nothing moved yet.
    sent("sun-ddr", "SUN>DDR", exact(400), Dates.of_years((1979, 1981), text="1979; 1981")),
    sent("ddr-yug", "DDR>YUG", exact(120), "1984/1987"),
    sent("sun-yug", "SUN>YUG", exact(75), ""),
    sent("yug-sun", "YUG>SUN", exact(0), ""),
    # Actors without a place.
    sent("both-ind", "x-both>IND", exact(150), "2015", kind=TransferKind.PROGRAMME),
    sent("sun-pact", "SUN>x-pact", exact(95), "1975"),
    sent("rur-agency", "x-unresolved>x-agency", exact(10), "2015"),
    # Other units and stages.
    sent("rounds", "BGR>USA", exact(2_000_000), "2015", unit="rounds", category="Ammunition"),
    sent("tonnes", "BGR>USA", Amount.exact("12.5"), "2015", unit="tonnes", category="Ammunition"),
    sent("usd", "USA>JPN", exact(1_200_000), "2016", unit="USD", category="Aircraft"),
    sent("tiv", "RUS>IND", Amount.exact("45.5"), "2015", unit="TIV", category="Aircraft"),
    sent("ordered", "IND>RUS", exact(500), "2011", stage=Stage.ORDERED, kind=TransferKind.DEAL),
    sent("licence", "DEU>EGY", exact(75), "2014", stage=Stage.LICENSED, kind=TransferKind.LICENCE),
    sent("seized", "IRN>x-front", exact(30), "2016", stage=Stage.SEIZED),
    # Two accounts of the same goods.
    sent("account-1", "FRA>IND", exact(36), "2016", category="Aircraft", item="Fighter"),
    sent("account-2", "FRA>IND", exact(38), "2016", category="Aircraft", item="Fighter"),
    # Disputed; backed by a retracted source alone; by a citation taken back; by nothing.
    sent("disputed", "BLR>IRN", exact(55), "2015"),
    sent("retracted", "BLR>EGY", exact(44), "2015"),
    sent("withdrawn", "ZAF>BRA", exact(22), "2015"),
    sent("bare", "BRA>ZAF", exact(28), "2015"),
    sent("imported", "AUS>IND", exact(12), "2015", data_set="set"),
)

_NO_CITATION = {"bare", "imported", "retracted", "withdrawn"}
_GRADES = (*((letter, number) for number, letter in enumerate("ABCDEF", 1)), ("", 3), ("D", None))


def _graded() -> Iterator[Citation]:
    """A citation for each record that has one, the grades in turn, none for every ninth."""
    cited = [transfer.id for transfer in TRANSFERS if transfer.id not in _NO_CITATION]
    grades = (*_GRADES, ("", None))
    for number, id_ in enumerate(cited):
        reliability, credibility = grades[number % len(grades)]
        source = ("report", "digest", "letter", "table")[number % 4]
        yield Citation(
            f"c-{id_}", source, Subject.TRANSFER, id_,
            reliability=reliability, credibility=credibility,
        )  # fmt: skip


CITATIONS = (
    *_graded(),
    Citation(
        "c-no", "letter", Subject.TRANSFER, "disputed", "existence", Stance.CONTRADICTS,
        text="It never took place.", is_quotation=True,
    ),
    Citation("c-claim", "claim", Subject.TRANSFER, "retracted"),
    Citation("c-gone", "letter", Subject.TRANSFER, "withdrawn", status=CitationStatus.WITHDRAWN),
    Citation("c-line", "report", Subject.LINE, "together/a", stance=Stance.MENTIONS),
    Citation("c-figure", "report", Subject.FIGURE, "together/value", "amount", locator="p. 3"),
    Citation("c-party", "report", Subject.PARTY, f"together/{Role.BROKER}"),
    Citation("c-actor", "report", Subject.ACTOR, "x-front"),
    Citation("c-note", "report", Subject.NOTE, "n-flow"),
    Citation("c-link", "report", Subject.LINK, "on"),
    Citation("c-group", "report", Subject.GROUP, "twice"),
    Citation("c-flow", "report", Subject.FLOW, flow_id("RUS", "IND")),
)  # fmt: skip

REST = (
    Note("n-actor", Subject.ACTOR, "x-front", "It is made up."),
    Note("n-private", Subject.ACTOR, "x-front", "Ask again.", is_private=True),
    Note("n-transfer", Subject.TRANSFER, "rus-ind", "The first of two."),
    Note("n-flow", Subject.FLOW, flow_id("RUS", "IND"), "Both sides report, differently."),
    Link(
        "on", "blr-x", "together", LinkKind.CONTINUES, "Launcher", "pieces", exact(80),
        Existence.UNCONFIRMED,
    ),
    Link("done", "rus-ind-2", "ordered", LinkKind.FULFILS),
    Group(
        "twice", "Two papers tell the same delivery.",
        (
            Account("twice-1", "The first paper", True, ("account-1",)),
            Account("twice-2", "The second paper", False, ("account-2",)),
        ),
    ),
    Snapshot(hashlib.sha256(b"kept").hexdigest(), "report", "text/plain", b"kept"),
    DataSet("set", "A made-up register", "table", "table"),
    Import(
        "import", "set", "register.csv", hashlib.sha256(b"register").hexdigest(), "1", 1,
        datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC),
        columns=("Supplier", "Recipient", "Item"),
    ),
    Provenance("imported", "set", "row 1", "import", 1),
    Original("imported", (("import", '[[2,"a supplier","a recipient","an item"]]'),)),
    Spelling("Launcher, old", "Launcher"),
    Placement("map", "x-agency", 6.1, 46.2),
)  # fmt: skip


def records() -> tuple[Record | Actor, ...]:
    """All of it, in an order in which a dossier takes it."""
    table = ActorTable.load()
    states = tuple(actor for code in STATES if (actor := table.get(code)) is not None)
    data_sets = tuple(record for record in REST if isinstance(record, DataSet | Import))
    others = tuple(record for record in REST if not isinstance(record, DataSet | Import))
    return (*states, *OWN, *SOURCES, *data_sets, *TRANSFERS, *others, *CITATIONS)


@contextmanager
def dossier_of_everything() -> Iterator[Dossier]:
    """A dossier that has no file yet."""
    with Dossier.new(TITLE, records()) as dossier:
        yield dossier


if __name__ == "__main__":
    with dossier_of_everything() as _dossier:
        _dossier.save(Path(sys.argv[1]), is_new=not Path(sys.argv[1]).exists())

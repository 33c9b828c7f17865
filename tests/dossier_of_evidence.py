"""The made dossier of everything, and beside it evidence of every sort; none of it ever happened.

``python -m tests.dossier_of_evidence OUT.flowviz`` writes it, to look at.
"""

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flowviz.actor import Actor
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.records import (
    Account,
    Citation,
    Dismissal,
    Grading,
    Group,
    Link,
    Record,
    Source,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import (
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Proposal,
    Reporter,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from tests import dossier_of_everything
from tests.dossier_of_everything import exact, sent

TITLE = "Evidence of every sort (made up)"
NUMBERS = range(1, 6)
MONTHS = range(1, 13)

WIRES = (
    Source(
        "dispatch", "The dispatch of a made-up agency", "statement", "Made-up Agency",
        origin=Origin.ORIGINAL,
    ),
    *(
        Source(
            f"wire-{at}", f"Wire {at}", "wire", f"Service {at}", origin=Origin.DERIVED,
            derives_from=("dispatch",),
        )
        for at in NUMBERS
    ),
    *(
        Source(
            f"paper-{at}", f"Paper {at}", "article", f"The Paper {at}", origin=Origin.DERIVED,
            derives_from=(f"wire-{at}",), gradings=(Grading(f"paper-{at}/grading", "B"),),
        )
        for at in NUMBERS
    ),
)  # fmt: skip
"""Five papers that quote five wires, of which somebody said that all have one dispatch."""

UNTRACED = (
    *(Source(f"untraced-wire-{at}", f"Untraced wire {at}", "wire") for at in NUMBERS),
    *(
        Source(
            f"untraced-paper-{at}", f"Untraced paper {at}", "article", f"The Sheet {at}",
            origin=Origin.DERIVED, derives_from=(f"untraced-wire-{at}",),
            gradings=(Grading(f"untraced-{at}/g", "B"),),
        )
        for at in NUMBERS
    ),
)  # fmt: skip
"""The same again, and nobody has said where the wires have it from."""

SOURCES = (
    *WIRES,
    *UNTRACED,
    Source(
        "ministry", "The ministry's denial", "statement", "A made-up ministry",
        origin=Origin.ORIGINAL, gradings=(Grading("ministry/grading", "A"),),
    ),
    Source(
        "taken-back", "A story taken back", "article", "The Hasty Paper", origin=Origin.ORIGINAL,
        status=SourceStatus.RETRACTED, status_on=datetime.date(2017, 3, 1),
        status_reason="The photograph was of another port.", status_by="its editors",
    ),
    Source(
        "repeated", "The story, repeated", "article", "The Echo", origin=Origin.DERIVED,
        derives_from=("taken-back",), published=Dates.parse("2016-05"),
    ),
    Source(
        "archive", "A file of a made-up archive", "letter", origin=Origin.ORIGINAL,
        shelf_number="R 12/3", gradings=(Grading("archive/grading", "B"),),
    ),
    Source(
        "witness", "A made-up witness", "statement", origin=Origin.ORIGINAL,
        gradings=(
            Grading("witness/1", "C", datetime.date(2016, 1, 1)),
            Grading("witness/2", "E", datetime.date(2018, 1, 1), "Contradicted under oath."),
        ),
    ),
)  # fmt: skip


def ruled(id_: str, way: str, number: int, dates: str = "2015", **kwargs: object) -> Transfer:
    """A record whose existence is left to the rule."""
    return sent(id_, way, exact(number), dates, **{"existence": None, **kwargs})


DELIVERIES = tuple(ruled(f"delivery-{month}", "JPN>IND", 8, f"2015-{month:02}") for month in MONTHS)
TRANSFERS = (
    ruled("wired", "FRA>BRA", 48),
    ruled("unwired", "DEU>BRA", 52),
    ruled("denied", "BGR>IRQ", 64),
    ruled("fallen", "IRN>IRQ", 32),
    ruled("doubted", "RUS>IRN", 26),
    ruled("decided", "USA>NZL", 18),
    ruled("good", "IND>ZAF", 14),
    sent(
        "reasoned", "AUS>JPN", exact(16), existence=Existence.CONFIRMED,
        existence_reason="We have seen the papers.",
    ),
    # A licence of which a part is delivered.
    ruled("permit", "DEU>FJI", 75, "2014", stage=Stage.LICENSED, kind=TransferKind.LICENCE),
    ruled("permit-1", "DEU>FJI", 20, "2015"),
    ruled("permit-2", "DEU>FJI", 25, "2016"),
    # A deal with twelve deliveries, which come to less.
    ruled("twelve", "JPN>IND", 100, "2015", kind=TransferKind.DEAL),
    *DELIVERIES,
    # What the exporter and the importer tell differs.
    ruled("out", "BRA>AUS", 200, reporter=Reporter.EXPORTER),
    ruled("in", "BRA>AUS", 150, reporter=Reporter.IMPORTER),
)  # fmt: skip


def cite(source: str, transfer: str, credibility: int | None = 3, **fields: object) -> Citation:
    """A source cited in support of a record as a whole."""
    told = {"subject": Subject.TRANSFER, "subject_id": transfer, **fields}
    id_ = f"{source}/{told['subject_id']}"
    return Citation(id_, source, credibility=credibility, **told)  # type: ignore[arg-type]


CITATIONS = (
    *(
        cite(
            f"{prefix}paper-{at}", id_, field="existence", is_quotation=True,
            text="The ship left at dawn.", prefix="A witness said: ",
            suffix=" Nobody saw it.",
        )
        for prefix, id_ in (("", "wired"), ("untraced-", "unwired"))
        for at in NUMBERS
    ),
    cite("archive", "denied"),
    cite(
        "ministry", "", 1, subject=Subject.FLOW, subject_id=flow_id("BGR", "IRQ"),
        stance=Stance.CONTRADICTS, field="existence", text="No such transfer took place.",
    ),
    cite("repeated", "fallen"),
    cite("witness", "doubted"),
    cite("archive", "decided", 4),
    cite("archive", "good", 2),
    cite("archive", "permit"),
    cite("archive", "permit-1"),
    cite("archive", "permit-2", status=CitationStatus.TO_CHECK, status_reason="The date changed."),
    cite("archive", "", subject=Subject.LINK, subject_id="permit-part-1"),
    cite("archive", "twelve"),
    *(cite("archive", each.id) for each in DELIVERIES),
    cite("archive", "out"),
    cite("witness", "in"),
)  # fmt: skip

REST = (
    Link("permit-part-1", "permit-1", "permit", LinkKind.FULFILS, "Launcher", "pieces", exact(20)),
    Link("permit-part-2", "permit-2", "permit", LinkKind.FULFILS, "Launcher", "pieces", exact(25)),
    Group(
        "dozen", "A deal and the deliveries under it.",
        (
            Account("dozen-deal", "The deal", True, ("twelve",)),
            Account("dozen-told", "Its deliveries", False, tuple(each.id for each in DELIVERIES)),
        ),
        CountedBy.RULE,
    ),
    Verdict(flow_id("USA", "NZL"), Existence.CONFIRMED, "The court found so."),
    Dismissal("not-the-same", Proposal.SAME_GOODS, '["good","out"]', "Other years."),
)  # fmt: skip


def records() -> tuple[Record | Actor, ...]:
    """All of it, in an order in which a dossier takes it."""
    return (*dossier_of_everything.records(), *SOURCES, *TRANSFERS, *REST, *CITATIONS)


@contextmanager
def dossier_of_evidence() -> Iterator[Dossier]:
    """A dossier that has no file yet."""
    with Dossier.new(TITLE, records()) as dossier:
        yield dossier


if __name__ == "__main__":
    with dossier_of_evidence() as _dossier:
        _dossier.save(Path(sys.argv[1]), is_new=not Path(sys.argv[1]).exists())

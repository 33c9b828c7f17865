"""Sources that derive from one another, and records that rest on them."""

import datetime

from flowviz.dossier import Dossier
from flowviz.records import Citation, Grading, Source
from flowviz.terms import Origin, Protection, SourceStatus, Stance, Subject
from tests.flows.test_library import ACTORS, cited, transfer

WIRE = Source(
    "wire",
    "Wire report",
    publisher="Agency",
    publisher_group="Media Group",
    author="A. Writer",
    accessed=datetime.date(2024, 5, 1),
    archived=datetime.date(2024, 12, 13),
    url="https://example.org/wire",
    archived_url="https://web.archive.org/web/20241213123456/https://example.org/wire",
    shelf_number="GH 12.4",
    origin=Origin.ORIGINAL,
    gradings=(
        Grading("g1", "B", datetime.date(2020, 1, 1), "long known", "The desk"),
        Grading("g2", "D", datetime.date(2024, 1, 1), "got two things wrong", "The desk"),
    ),
)
PAPER = Source(
    "paper", "Paper on it", publisher="Daily", origin=Origin.DERIVED, derives_from=("wire",)
)
ECHO = Source("echo", "Echo of it", origin=Origin.DERIVED, derives_from=("paper",))
GONE = Source(
    "gone",
    "Staged photo",
    status=SourceStatus.RETRACTED,
    status_on=datetime.date(2024, 5, 2),
    status_reason="It was staged",
    status_by="The agency",
)
LEANING = Source("leaning", "Caption of it", origin=Origin.DERIVED, derives_from=("gone",))
HIDDEN = Source("hidden", "An informant", protection=Protection.PROTECT)
SOURCES = (WIRE, PAPER, ECHO, GONE, LEANING, HIDDEN)


def dossier_of_sources(*more: Source) -> Dossier:
    """Three records in two flows that rest on some of the sources."""
    return Dossier.new(
        "Sources",
        (
            *ACTORS,
            *SOURCES,
            *more,
            transfer("t1", "BGR"),
            transfer("t2", "BGR"),
            transfer("t3", "SAU"),
            cited("c1", "paper", "t1"),
            cited("c2", "paper", "t2-f", field="amount", locator="p. 4"),
            cited("c3", "paper", "t3", stance=Stance.CONTRADICTS),
            cited("c4", "echo", "t1"),
            Citation("c5", "wire", Subject.ACTOR, "BLR", stance=Stance.MENTIONS),
        ),
    )

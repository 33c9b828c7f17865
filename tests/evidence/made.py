"""Sources, citations and records in a line each, for the tests of the rules."""

from collections.abc import Iterable
from typing import Any

from flowviz.amounts import Amount
from flowviz.evidence import Judgement, fallen, judge
from flowviz.records import Citation, Figure, Grading, Line, Party, Source, Transfer
from flowviz.terms import Existence, Origin, Role, SourceStatus, Stage, Subject, TransferKind


def source(name: str, **fields: Any) -> Source:
    """A source called as it is identified."""
    return Source(name, name.title(), **fields)


def graded(name: str, reliability: str, **fields: Any) -> Source:
    """A source that is held to be so reliable."""
    return source(name, gradings=(Grading(f"{name}/0", reliability),), **fields)


def sources(*chains: str) -> dict[str, Source]:
    """Sources from "name < parent parent".

    A name alone is an original; "name ?" is of an origin nobody has established; an "!" before the
    name is that it was retracted.
    """
    found = {}
    for chain in chains:
        words, _, earlier = chain.partition(" < ")
        name = words.lstrip("!").removesuffix(" ?")
        origin = Origin.DERIVED if earlier else Origin.ORIGINAL
        found[name] = source(
            name,
            origin=Origin.NOT_ESTABLISHED if words.endswith(" ?") else origin,
            derives_from=tuple(earlier.split()),
            status=SourceStatus.RETRACTED if words.startswith("!") else SourceStatus.LIVE,
        )
    return found


def cited(name: str, grade: str = "", **fields: Any) -> Citation:
    """A citation of a source in support of the record "t", with a grade such as "B2" or "4"."""
    letters = "".join(each for each in grade if each.isalpha())
    digits = "".join(each for each in grade if each.isdigit())
    told = {"subject": Subject.TRANSFER, "subject_id": "t", **fields}
    return Citation(
        f"c-{name}", name, reliability=letters, credibility=int(digits) if digits else None, **told
    )


def record(existence: Existence | None = None, **fields: Any) -> Transfer:
    """A delivery with an item, a figure and a party, its existence left to the rule."""
    figure = Figure("t/figure", Stage.DELIVERED, "pieces", Amount())
    line = Line("t/line", "Konkurs", figures=(figure,))
    party = Party("t/party", "x-broker", Role.BROKER)
    told = {"lines": (line,), "parties": (party,), **fields}
    return Transfer("t", TransferKind.DELIVERY, "BLR", "BGR", existence=existence, **told)


def judged(
    known: dict[str, Source],
    *citations: Citation,
    transfer: Transfer | None = None,
    data_set_source: str = "",
) -> Judgement:
    """What the rules make of a record with these citations."""
    return judge(transfer or record(), citations, known, fallen(known), data_set_source)


def existence(known: dict[str, Source], citations: Iterable[Citation]) -> Existence:
    """The existence of a record with these citations."""
    return judged(known, *citations).existence

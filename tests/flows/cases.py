"""Dossiers of a few records, made for one point each."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from flowviz.actors import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.docket import Docket, docket
from flowviz.flows.flow import Flows
from flowviz.flows.query import Query
from flowviz.records import Citation, Figure, Line, Record, Source, Transfer
from flowviz.terms import Stage, Subject, TransferKind

ACTORS = tuple(
    Actor(code, ActorKind.STATE, name)
    for code, name in (("AAA", "Aland"), ("BBB", "Bland"), ("CCC", "Cland"), ("DDD", "Dland"))
)
SOURCE = Source("report", "A report", publisher="The Tribune")


@contextmanager
def dossier_of(*records: Record) -> Iterator[Dossier]:
    """A dossier with four actors, one source and some records."""
    with Dossier.new("made", (*ACTORS, SOURCE, *records)) as dossier:
        yield dossier


def sent(
    id_: str,
    supplier: str,
    recipient: str,
    *items: tuple[str, Amount],
    year: str = "2015",
    **kwargs: object,
) -> Transfer:
    """A delivery of some items, in pieces."""
    lines = tuple(
        Line(
            f"{id_}/{number}",
            designation,
            figures=(
                Figure(f"{id_}/{number}/f", Stage.DELIVERED, "pieces", amount, Dates.parse(year)),
            ),
        )
        for number, (designation, amount) in enumerate(items)
    )
    transfer = Transfer(id_, TransferKind.DELIVERY, supplier, recipient, lines=lines)
    return dataclasses.replace(transfer, **kwargs)  # type: ignore[arg-type]


def cited(id_: str, subject: Subject, subject_id: str, **kwargs: object) -> Citation:
    """The report cited for something."""
    return Citation(id_, SOURCE.id, subject, subject_id, **kwargs)  # type: ignore[arg-type]


def flows_in(dossier: Dossier, query: Query | None = None) -> Flows:
    """The flows of a dossier, in pieces unless asked otherwise."""
    return aggregate(read_columns(dossier), query or Query(unit="pieces"))


def docket_in(
    dossier: Dossier, supplier: str = "AAA", recipient: str = "BBB", query: Query | None = None
) -> Docket:
    """The docket of a pair, all of it read, so that the dossier can be closed."""
    found = docket(dossier, flows_in(dossier, query), supplier, recipient)
    _read = (tuple(found.records), found.groups, found.sources, found.origins)
    return found

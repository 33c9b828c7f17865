"""Records in a line each, the dossier that holds them, and what the overview makes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flowviz.actors import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.flows.columns import read_columns
from flowviz.flows.conflicts import Conflict
from flowviz.overview.overview import Overview, overview
from flowviz.overview.proposed import Proposed
from flowviz.records import (
    Account,
    Citation,
    Figure,
    Group,
    Line,
    Record,
    Source,
    Transfer,
)
from flowviz.terms import Reporter, Stage, Subject, TransferKind

ACTORS = tuple(Actor(code, ActorKind.STATE, code.title()) for code in ("BLR", "BGR", "SYR"))
SOURCES = (Source("paper", "Paper"), Source("report", "Report"))


def figure(
    id_: str,
    amount: str | Amount,
    date: str = "2015",
    *,
    stage: Stage = Stage.DELIVERED,
    unit: str = "pieces",
) -> Figure:
    """A figure: "240", or an amount of another kind; "" is unknown."""
    if isinstance(amount, str):
        amount = Amount.exact(amount) if amount else Amount()
    return Figure(id_, stage, unit, amount, Dates.parse(date))


def record(
    id_: str,
    amount: str | Amount = "240",
    date: str = "2015",
    *,
    item: str = "Konkurs",
    category: str = "",
    kind: TransferKind = TransferKind.DELIVERY,
    reporter: Reporter | None = None,
    stage: Stage = Stage.DELIVERED,
    unit: str = "pieces",
    more: tuple[Figure, ...] = (),
    **fields: Any,
) -> Transfer:
    """A record of one item from Belarus to Bulgaria with one figure, and ``more``."""
    told = figure(f"{id_}/f", amount, date, stage=stage, unit=unit)
    line = Line(f"{id_}/l", item, category=category, figures=(told, *more))
    return Transfer(id_, kind, "BLR", "BGR", reporter, None, lines=(line,), **fields)


def cites(id_: str, source: str, transfer: str, **fields: Any) -> Citation:
    """A citation of a source in support of a record."""
    return Citation(id_, source, Subject.TRANSFER, transfer, **fields)


def group(*accounts: tuple[str, ...], counted: int = 0) -> Group:
    """A group of accounts, each the records that tell it."""
    return Group(
        "g",
        "The same goods",
        tuple(
            Account(f"g/{at}", f"Account {at}", at == counted, transfers)
            for at, transfers in enumerate(accounts)
        ),
    )


@contextmanager
def dossier_of(*records: Record | Actor) -> Iterator[Dossier]:
    """A dossier of some records with the actors and sources they may name."""
    dossier = Dossier.new("", (*ACTORS, *SOURCES, *records))
    try:
        yield dossier
    finally:
        dossier.close()


def conflicts_of(*records: Record) -> tuple[Conflict, ...]:
    """All conflicts among some records, and what differs within a range."""
    with dossier_of(*records) as dossier:
        columns = read_columns(dossier)
        found = columns.conflicts
        told = found.of(columns, range(len(columns.transfers.ids)))
        in_conflict = {id_ for each in told if each.is_disjoint for id_ in each.transfers}
        marked = {
            columns.transfers.ids[at]
            for at in range(len(found.is_conflicting))
            if found.is_conflicting[at]
        }
        assert marked == in_conflict
        return told


def overview_of(*records: Record) -> Overview:
    """The overview of some records."""
    with dossier_of(*records) as dossier:
        return overview(dossier, read_columns(dossier))


def proposed(*records: Record) -> tuple[Proposed, ...]:
    """What is proposed of some records."""
    return overview_of(*records).proposals.found

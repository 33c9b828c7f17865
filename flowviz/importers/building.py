"""Deals to records: one transfer a deal, with one line, its figures and one citation."""

from dataclasses import dataclass, replace

from flowviz.dates import Dates
from flowviz.importers.identity import data_set_id, source_id
from flowviz.importers.reading import Deal, Header
from flowviz.records import Citation, DataSet, Figure, Line, Source, Transfer
from flowviz.terms import Reporter, Stage, Subject, TransferKind

DATABASE = "SIPRI Arms Transfers Database"
_PUBLISHER = "SIPRI"
_TITLES = {
    "sipri-deals": "SIPRI trade register: deals",
    "sipri-deliveries": "SIPRI trade register: deliveries by year",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A deal of a file with the codes of its two actors."""

    deal: Deal
    supplier: str
    recipient: str


def data_set_of(header: Header) -> DataSet:
    """Give the data set that a file belongs to.

    Deals list only the deliveries of the years that were asked for: such an extract is a data set
    of its own, for its figures are others than those of the whole.
    """
    name, title = header.format, _TITLES.get(header.format, header.format)
    if header.format == "sipri-deals" and header.first_year is not None:
        span = f"{header.first_year}-{header.last_year}"
        name, title = f"{name}/{span}", f"{title}, deliveries {span}"
    return DataSet(data_set_id(name), title, header.format, source_id(f"{DATABASE}, {name}"))


def source_of(header: Header, known: Source | None) -> Source:
    """Give the source that the deals cite, dated by its latest file; a known one is kept else.

    Each data set has its own: two of them are two editions of the database, and a picture of one
    must not bear the date of the other.
    """
    made = Dates.parse(header.made)
    if known is None:
        return Source(
            data_set_of(header).source,
            DATABASE,
            kind="database",
            publisher=_PUBLISHER,
            published=made,
            url=header.address,
        )
    if made.earliest is None or (
        known.published.latest is not None and made.earliest <= known.published.latest
    ):
        return known
    return replace(known, published=made)


def transfer_of(placed: Placed, id_: str, data_set: str) -> Transfer:
    """Give the transfer that a deal is."""
    deal = placed.deal
    figures = tuple(
        Figure(f"{id_}/{suffix}", stage, unit, amount, dates, basis)
        for suffix, stage, unit, basis, amount, dates in deal.figures
    )
    line = Line(
        f"{id_}/l",
        deal.designation,
        deal.description,
        deal.category,
        deal.condition,
        in_order(figures) if deal.key else figures,
    )
    return Transfer(
        id_,
        TransferKind.DEAL,
        placed.supplier,
        placed.recipient,
        Reporter.THIRD_PARTY,
        comment=deal.comment,
        lines=(line,),
        data_set=data_set,
    )


def in_order(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Give figures in the one order that does not depend on which file came first."""
    return tuple(sorted(figures, key=_rank))


def _rank(figure: Figure) -> tuple[bool, str, str]:
    return figure.stage is Stage.DELIVERED, figure.id.rpartition("/d")[2].lstrip("t"), figure.id


def citation_of(id_: str, deal: Deal, source: str) -> Citation:
    """Give the citation of the database for a deal."""
    locator = f"deal {deal.key}" if deal.key else ""
    return Citation(f"{id_}/c", source, Subject.TRANSFER, id_, locator=locator)

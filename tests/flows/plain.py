"""The flows under a query in plain Python, one record after the other: slow, and easy to check."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.evidence import STAGE_WITHOUT_FIGURES, Judgement, fallen, grade, holds, judge
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.records import Transfer
from flowviz.terms import Existence, Mark, Reporter
from tests.flows.made import SOURCES, MadeFigure, MadeTransfer, item_of
from tests.flows.plain_marks import plain_marks

Pair = tuple[str, str]


@dataclass(frozen=True)
class PlainRecord:
    """A record under a query: its figures that pass, each with its place and share.

    The place is "within" the window or "more"; the share "all", or "some" for an amount of several
    items of which only some are shown.
    """

    made: MadeTransfer
    seen: tuple[tuple[MadeFigure, str, str], ...]

    @property
    def is_resting(self) -> bool:
        """Whether it says that nothing has moved yet, and no more."""
        return bool(self.seen) and all(_is_nothing(figure) for figure, _, _ in self.seen)

    def asked(self, query: Query) -> list[tuple[MadeFigure, str, str]]:
        """Its figures in the unit asked for."""
        return [told for told in self.seen if told[0].unit == query.unit]

    def amounts(self, query: Query) -> list[Amount]:
        """What it adds to a sum."""
        told = self.asked(query)
        return [figure.amount for figure, *where in told if where == ["within", "all"]]


@dataclass(frozen=True)
class PlainFlow:
    """A flow as the rules of docs/rules.md make it, of our records and those of the other side."""

    query: Query
    records: tuple[PlainRecord, ...]
    other: tuple[PlainRecord, ...]

    @property
    def total(self) -> Total:
        """The total of the counted amounts."""
        return _total(self.records, self.query)

    @property
    def other_side(self) -> Total | None:
        """What the other side tells."""
        return _total(self.other, self.query) if self.other else None

    @property
    def more(self) -> Decimal:
        """The sum of what may lie in the window, at its most."""
        more = Decimal(0)
        for record in self.records:
            for figure, place, share in record.asked(self.query):
                if (place, share) == ("more", "all"):
                    single = Total.of([figure.amount])
                    more += (single.value if single.high is None else single.high) or 0
        return more

    @property
    def unknown_records(self) -> int:
        """The records that state no amount in the unit."""
        return sum(
            not any(figure.amount.is_known for figure, _, _ in record.asked(self.query))
            for record in self.records
        )

    @property
    def existence(self) -> Existence:
        """That of its surest record."""
        told = self.records or self.other
        found = (judgement(record.made).existence for record in told)
        return min(found, key=list(Existence).index)

    @property
    def marks(self) -> frozenset[Mark]:
        """What it rests on by its best record, and what is amiss with any."""
        found = [marks(record.made) for record in self.records or self.other]
        bare = [each & {Mark.NO_SOURCE, Mark.UNSUPPORTED} for each in found]
        supported = [each for each, is_bare in zip(found, bare, strict=True) if not is_bare]
        rests = set()
        if not supported:
            is_gone = any(Mark.UNSUPPORTED in each for each in found)
            rests.add(Mark.UNSUPPORTED if is_gone else Mark.NO_SOURCE)
        elif all(each & {Mark.ONE_ORIGIN, Mark.NOT_ESTABLISHED} for each in supported):
            has_one = any(Mark.ONE_ORIGIN in each for each in supported)
            rests.add(Mark.ONE_ORIGIN if has_one else Mark.NOT_ESTABLISHED)
        if supported and all(Mark.UNGRADED in each for each in supported):
            rests.add(Mark.UNGRADED)
        amiss = {Mark.RETRACTED, Mark.CONFLICTING, Mark.NOT_ARCHIVED, Mark.TO_CHECK}
        return frozenset(rests | {mark for each in found for mark in each & amiss})

    @property
    def is_disputed(self) -> bool:
        """Whether one of its records is."""
        return any(record.made.is_disputed for record in self.records or self.other)

    @property
    def nothing_moved(self) -> bool:
        """Whether all its records say so."""
        return bool(self.records) and all(record.is_resting for record in self.records)

    @property
    def years(self) -> tuple[int | None, int | None]:
        """The first and last year of its counted figures, in any unit."""
        dated = [
            figure.years
            for record in self.records
            for figure, place, share in record.seen
            if (place, share) == ("within", "all") and figure.years[0]
        ]
        if not dated:
            return None, None
        return min(first for first, _ in dated), max(last for _, last in dated)

    @property
    def together(self) -> int:
        """How many amounts are footnoted."""
        told = [told for record in self.records for told in record.asked(self.query)]
        return sum(share == "some" for _, _, share in told)

    @property
    def drawn(self) -> Decimal | None:
        """The stated values, and the lows of ranges without one."""
        known = [a for record in self.records for a in record.amounts(self.query) if a.is_known]
        parts = [amount.low if amount.value is None else amount.value for amount in known]
        return sum((part or Decimal(0) for part in parts), Decimal(0)) if known else None

    @property
    def reported_by(self) -> str:
        """The side whose records these are, as far as they tell."""
        told = {record.made.reporter for record in self.records}
        return next((side for side in (Reporter.EXPORTER, Reporter.IMPORTER) if side in told), "")


def judgement(made: MadeTransfer) -> Judgement:
    """What the rules of evidence make of a record."""
    return judge(_transfer(made), made.citations, SOURCES, fallen(SOURCES))


def marks(made: MadeTransfer) -> frozenset[Mark]:
    """The marks of a record, but for conflicts: nothing here is in one."""
    return plain_marks(_transfer(made), made.citations, SOURCES)


def grades(made: MadeTransfer) -> frozenset[str]:
    """The grades of its citations that hold."""
    gone = fallen(SOURCES)
    held = (each for each in made.citations if holds(each, gone))
    return frozenset(grade(each, SOURCES[each.source]) for each in held) or frozenset(("",))


def _transfer(made: MadeTransfer) -> Transfer:
    return Transfer("", made.kind, "", "", existence=made.existence)


def plain_flows(transfers: Iterable[MadeTransfer], query: Query) -> dict[Pair, PlainFlow]:
    """The flows under a query whose unit is named."""
    flows = _all_flows(transfers, query).items()
    return {pair: flow for pair, flow in flows if _is_enough(flow, query)}


def plain_below(transfers: Iterable[MadeTransfer], query: Query) -> tuple[int, int]:
    """How many flows the least amount leaves out: smaller ones, and those of unknown amount."""
    flows = _all_flows(transfers, query).values()
    left_out = [flow.drawn for flow in flows if not _is_enough(flow, query)]
    return sum(d is not None for d in left_out), sum(d is None for d in left_out)


def plain_records(transfers: Iterable[MadeTransfer], query: Query) -> int:
    """How many records count under a query."""
    return sum(len(flow.records) for flow in _all_flows(transfers, query).values())


def plain_knowing(transfers: Iterable[MadeTransfer], query: Query, unit: str) -> int:
    """How many of them state an amount in a unit."""
    asked = dataclasses.replace(query, unit=unit)
    flows = _all_flows(transfers, asked).values()
    return sum(len(flow.records) - flow.unknown_records for flow in flows)


def _all_flows(transfers: Iterable[MadeTransfer], query: Query) -> dict[Pair, PlainFlow]:
    found: dict[Pair, list[PlainRecord]] = defaultdict(list)
    for made in transfers:
        pair = made.supplier, made.recipient
        if made.is_counted and _passes(made, query) and _is_wanted(pair, query):
            record = PlainRecord(made, tuple(_seen(made, query)))
            if record.seen or _is_bare_record(made, query):
                found[pair].append(record)
    return {pair: _flow(records, query) for pair, records in found.items()}


def _flow(records: Sequence[PlainRecord], query: Query) -> PlainFlow:
    """Tell our records from those of the other side."""
    told = {record.made.reporter for record in records}
    other = Reporter.IMPORTER
    if query.reported_by is ReportedBy.IMPORTER:
        other = Reporter.EXPORTER
    has_other = query.reported_by is not ReportedBy.THIRD_PARTY
    if query.reported_by is ReportedBy.BEST:
        has_other = Reporter.EXPORTER in told
    is_other = [has_other and record.made.reporter is other for record in records]
    ours = tuple(record for record, is_it in zip(records, is_other, strict=True) if not is_it)
    theirs = tuple(record for record, is_it in zip(records, is_other, strict=True) if is_it)
    return PlainFlow(query, ours, theirs)


def _passes(made: MadeTransfer, query: Query) -> bool:
    held = grades(made)
    return (
        (not query.kinds or made.kind in query.kinds)
        and (not query.existences or judgement(made).existence in query.existences)
        and (query.is_disputed is None or made.is_disputed == query.is_disputed)
        and (not query.grades or not held.isdisjoint(query.grades))
        and (not query.marks or not marks(made).isdisjoint(query.marks))
        and (query.reported_by is not ReportedBy.THIRD_PARTY or _is_third_party(made))
    )


def _is_third_party(made: MadeTransfer) -> bool:
    return made.reporter is Reporter.THIRD_PARTY


def _is_wanted(pair: Pair, query: Query) -> bool:
    supplies, receives = (code in query.actors for code in pair)
    match query.direction:
        case _ if not query.actors:
            return True
        case Direction.OUTGOING:
            return supplies
        case Direction.INCOMING:
            return receives
        case Direction.BETWEEN:
            return supplies and receives
    return supplies or receives


def _is_enough(flow: PlainFlow, query: Query) -> bool:
    return query.least is None or (flow.drawn is not None and flow.drawn >= query.least)


def _seen(made: MadeTransfer, query: Query) -> Iterable[tuple[MadeFigure, str, str]]:
    for figure in made.figures:
        place, share = _place(figure, query), _share(made, figure, query)
        if figure.stage is query.stage and place != "outside" and share != "none":
            yield figure, place, share


def _is_bare_record(made: MadeTransfer, query: Query) -> bool:
    stands = STAGE_WITHOUT_FIGURES[made.kind] is query.stage
    return not made.figures and stands and _shown(made, query) > 0


def _total(records: Iterable[PlainRecord], query: Query) -> Total:
    return Total.of(amount for record in records for amount in record.amounts(query))


def _place(figure: MadeFigure, query: Query) -> str:
    if not query.has_window:
        return "within"
    if not figure.years[0]:
        return "outside" if _is_nothing(figure) else "more"
    first, last = figure.span
    if query.from_month <= first and last <= query.to_month:
        return "within"
    may_be = first <= query.to_month and query.from_month <= last
    if figure.has_gaps:
        may_be = any(
            12 * year <= query.to_month and query.from_month <= 12 * year + 11
            for year in figure.listed
        )
    return "more" if may_be else "outside"


def _is_nothing(figure: MadeFigure) -> bool:
    amount = figure.amount
    most = amount.value if amount.kind is AmountKind.ABOUT else amount.high
    return not figure.years[0] and most == 0


def _share(made: MadeTransfer, figure: MadeFigure, query: Query) -> str:
    if figure.line >= 0:
        return "all" if _is_shown(made.items[figure.line], query) else "none"
    shown = _shown(made, query)
    if shown == len(made.items):
        return "all"
    return "some" if shown else "none"


def _shown(made: MadeTransfer, query: Query) -> int:
    """How many lines the query shows; no line at all is one of no known category and name."""
    return sum(_is_shown(item, query) for item in made.items)


def _is_shown(item: tuple[str, str], query: Query) -> bool:
    category, name = item
    return (not query.categories or category in query.categories) and (
        not query.items or item_of(name) in map(item_of, query.items)
    )

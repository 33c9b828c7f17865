"""Amounts, years and filters in words, the same in the picture, the panels and the command line."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.dates import Dates
from flowviz.terms import Basis, Existence, Mark, Reporter, Stage, TransferKind

if TYPE_CHECKING:  # it would load numpy for commands that only count
    from flowviz.flows.query import Query

_ONE = {"pieces": "piece", "rounds": "round", "tonnes": "tonne"}
_MOST_NAMED = 4
"""How many names a filter is told by; how many more there are is said."""
_LONGEST_NAME = 60
"""Characters of a name in a filter: one name must not push the other filters off a page."""
_REPORTED = {
    "importer": "as importers report",
    "best": "as exporters report, importers where those do not",
    "third party": "as third parties report",
}
_KINDS = {
    TransferKind.DEAL: "deals",
    TransferKind.DELIVERY: "deliveries",
    TransferKind.LICENCE: "licences",
    TransferKind.REPORT: "reports",
    TransferKind.PROGRAMME: "programmes",
}
_MARKED = {
    Mark.NO_SOURCE: "without a source",
    Mark.UNSUPPORTED: "no longer supported",
    Mark.RETRACTED: "citing a retracted source",
    Mark.ONE_ORIGIN: "resting on one origin",
    Mark.NOT_ESTABLISHED: "without an established origin",
    Mark.CONFLICTING: "with conflicting figures",
    Mark.UNGRADED: "without a grade",
    Mark.NOT_ARCHIVED: "without an archived copy",
    Mark.TO_CHECK: "with a citation to check",
    Mark.OVERRIDDEN: "whose existence was decided by hand",
}
"""Of records that bear a mark: behind "records", and alone."""
_OPENING = "([{\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_CLOSING = ",.;:!?)]}%\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
"""What words before a quotation end in, and words after it begin with, where no blank stands."""


def digits(value: Decimal) -> str:
    """``value`` in full, thousands set apart, without idle zeros: ``37,900,000``, ``66,734.4``."""
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_currency(unit: str) -> bool:
    """Whether a unit is money, in the three letters of ISO 4217; TIV is none."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper() and unit != "TIV"


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit: ``380 pieces``, ``EUR 37,900,000``, ``66,734.4 TIV``."""
    if is_currency(unit):
        return f"{unit} {digits(value)}"
    return f"{digits(value)} {unit_words(unit, is_one=value == 1)}"


def unit_words(unit: str, *, is_one: bool) -> str:
    """A unit behind its number: ``pieces``, or ``piece`` for one."""
    return _ONE.get(unit, unit) if is_one else unit


def total_words(total: Total, unit: str) -> str:
    """A total with its unit, its bounds and its vagueness; "amount unknown" where none is known.

    A range of which no value is stated is told by its bounds, and so is a sum with such a range
    in it that the stated values alone fall short of; a midpoint is never made.
    """
    if total.low is None:
        return "amount unknown"
    if total.value is None or total.value < total.low:
        return _bounds(total.low, total.high, unit)
    words = quantity(total.value, unit)
    if total.is_approximate:
        words = f"about {words}"
    if total.high is None:
        return f"at least {quantity(total.low, unit)}"
    if (total.low, total.high) != (total.value, total.value):
        words += f" ({_bounds(total.low, total.high, unit)})"
    return words


def more_words(more: Decimal, unit: str, *, is_open: bool) -> str:
    """What may lie in the window beside a total; ``is_open``: a part of it is open upwards."""
    return (
        f"{quantity(more, unit)} or more besides"
        if is_open
        else f"up to {quantity(more, unit)} more"
    )


def amount_words(amount: Amount, unit: str) -> str:
    """One stated amount with its unit; a "?" where the source marks it as uncertain."""
    if amount.kind is AmountKind.EXACT and amount.value is not None:
        words = quantity(amount.value, unit)  # most are; a docket words thousands
    elif amount.kind is AmountKind.AT_MOST and amount.high is not None:
        words = f"at most {quantity(amount.high, unit)}"
    else:
        words = total_words(Total.of([amount]), unit)
    return f"{words} (?)" if amount.is_uncertain else words


INCLUDED_ELSEWHERE = "included in other figures"
"""What stands for the amount of a flow that only figures within others tell of."""


def with_basis(amount: str, basis: Basis) -> str:
    """An amount in words, and what it is beside a total: ``EUR 9 per unit``."""
    if basis is Basis.INCLUDED:
        return f"{amount}, included"
    return f"{amount} per unit" if basis is Basis.PER_UNIT else amount


def stage_words(amount: str, stage: Stage, *, is_known: bool) -> str:
    """An amount at a stage: ``380 pieces delivered``; one that is not known claims no delivery."""
    return f"{amount} {stage}" if is_known else f"amount {stage}: unknown"


def reporter_words(reporter: Reporter) -> str:
    """Who reports a record: ``the exporter``, ``a third party``."""
    return f"a {reporter}" if reporter is Reporter.THIRD_PARTY else f"the {reporter}"


def dates_words(dates: Dates) -> str:
    """A date as the source has it, else spelled out; "undated"; a "?" where it is uncertain."""
    words = dates.text or _spelled(dates)
    return f"{words} (?)" if dates.is_uncertain and "?" not in words else words


def years_words(first: int | None, last: int | None) -> str:
    """A span of years: ``2015``, ``1979-1990``, "undated"."""
    if first is None or last is None:
        return "undated"
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def count_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 record``, ``3 records``, ``0 records``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def source_words(sources: int, records: int, marks: Collection[Mark]) -> str:
    """How many sources a flow has: ``3 sources, one origin`` of one record that rests on one."""
    words = count_words(sources, "source")
    is_one = records == 1 and sources > 1 and Mark.ONE_ORIGIN in marks
    return f"{words}, {Mark.ONE_ORIGIN}" if is_one else words


def around_quotation(before: str, exact: str, after: str) -> tuple[str, str]:
    """The words before and after a quotation as they stand beside it, with the blanks between.

    Who types them leaves the blanks out. What ends in a blank or opens a bracket joins as it is,
    and so does what begins with one or with a mark such as a comma.
    """
    if before and exact and not before[-1].isspace() and before[-1] not in _OPENING:
        before = f"{before} "
    if after and exact and not after[0].isspace() and after[0] not in _CLOSING:
        after = f" {after}"
    return before, after


def sentence(words: str) -> str:
    """Words with a capital at their beginning; the rest stays as it is."""
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter that is set: the ``fields`` of the query that set it, and its words."""

    fields: tuple[str, ...]
    text: str

    def removed_from(self, query: "Query") -> "Query":
        """The query without this filter."""
        defaults = {field.name: field.default for field in dataclasses.fields(query)}
        empty = {name: defaults[name] for name in self.fields}
        return dataclasses.replace(query, **empty)  # type: ignore[arg-type]


def filters(query: "Query", names: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filters that are set, in the order of the fields of a query; ``names`` by code."""
    return tuple(_filters(query, names))


def filter_words(query: "Query", names: Mapping[str, str]) -> tuple[str, ...]:
    """The filters that are set, one text a filter: ``since 2014``, ``to Iran``, ``disputed``."""
    return tuple(found.text for found in _filters(query, names))


def window_words(query: "Query") -> str:
    """The window: ``2014``, ``2014-2016``, ``since 2014``, ``until 2016-06``, "" where none is."""
    first = last = ""
    if query.first_year is not None:
        month = "" if query.first_month == 1 else f"-{query.first_month:02}"
        first = f"{query.first_year}{month}"
    if query.last_year is not None:
        month = "" if query.last_month == 12 else f"-{query.last_month:02}"
        last = f"{query.last_year}{month}"
    if first and last:
        if "-" in first + last:
            first = f"{query.first_year}-{query.first_month:02}"
            last = f"{query.last_year}-{query.last_month:02}"
            return first if first == last else f"{first} to {last}"
        return years_words(query.first_year, query.last_year)
    return f"since {first}" if first else f"until {last}" if last else ""


def marked_words(marks: Collection[Mark]) -> str:
    """Records with any of some marks: ``without a source or resting on one origin``."""
    return listed(words for mark, words in _MARKED.items() if mark in marks)


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in a row, no more than a few: ``A, B or C``, ``A, B, C, D or 3 more``."""
    shown = [
        name
        if len(name) <= _LONGEST_NAME
        else f"{name[: _LONGEST_NAME - 1]}\N{HORIZONTAL ELLIPSIS}"
        for name in names
    ]
    if len(shown) > _MOST_NAMED + 1:
        shown = [*shown[:_MOST_NAMED], f"{len(shown) - _MOST_NAMED:,} more"]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _filters(query: "Query", names: Mapping[str, str]) -> Iterator[Filter]:
    if query.has_window:
        fields = ("first_year", "first_month", "last_year", "last_month")
        yield Filter(fields, window_words(query))
    if query.categories:
        words = (name or "no known category" for name in sorted(query.categories))
        yield Filter(("categories",), listed(words))
    if query.items:
        words = (name or "no designation" for name in sorted(query.items, key=str.casefold))
        yield Filter(("items",), listed(words))
    yield from _record_filters(query)
    if query.reported_by in _REPORTED:
        yield Filter(("reported_by",), _REPORTED[query.reported_by])
    if query.actors:
        actors = sorted((names.get(code, code) for code in query.actors), key=str.casefold)
        yield Filter(("actors", "direction"), _direction_words(query.direction, actors))
    if query.least is not None:
        least = quantity(query.least, query.unit) if query.unit else digits(query.least)
        yield Filter(("least",), f"at least {least}")


def _record_filters(query: "Query") -> Iterator[Filter]:
    if query.kinds:
        words = (_KINDS[kind] for kind in TransferKind if kind in query.kinds)
        yield Filter(("kinds",), f"only {listed(words, 'and')}")
    if query.existences:
        found = (str(existence) for existence in Existence if existence in query.existences)
        yield Filter(("existences",), f"only {listed(found)}")
    if query.is_disputed is not None:
        yield Filter(("is_disputed",), "only disputed" if query.is_disputed else "not disputed")
    if query.grades:
        grades = listed(grade or "none" for grade in sorted(query.grades, key=lambda g: (not g, g)))
        yield Filter(("grades",), f"grade {grades}")
    if query.marks:
        yield Filter(("marks",), marked_words(query.marks))


def _direction_words(direction: str, actors: list[str]) -> str:
    match direction:
        case "outgoing":
            return f"from {listed(actors)}"
        case "incoming":
            return f"to {listed(actors)}"
        case "between":
            return f"between {listed(actors, 'and')}" if len(actors) > 1 else f"within {actors[0]}"
    return f"from or to {listed(actors)}"


def _spelled(dates: Dates) -> str:
    earliest, latest = dates.earliest, dates.latest
    if earliest is None or latest is None:
        return "undated"
    if dates.years:
        return "; ".join(map(str, dates.years))
    if earliest == latest:
        return earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return years_words(earliest.year, latest.year)
    return f"{earliest.isoformat()} to {latest.isoformat()}"


def _bounds(low: Decimal, high: Decimal | None, unit: str) -> str:
    if high is None:
        return f"at least {quantity(low, unit)}"
    if low == high:
        return quantity(high, unit)
    if is_currency(unit):
        return f"{unit} {digits(low)}\N{EN DASH}{digits(high)}"
    return f"{digits(low)}\N{EN DASH}{quantity(high, unit)}"

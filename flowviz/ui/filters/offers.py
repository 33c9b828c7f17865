"""What the panel offers: every value of every filter, in words, and what taking one asks for."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from flowviz.evidence import CREDIBILITY, RELIABILITY
from flowviz.flows.facets import Facets
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.flows.tables import STAGES, Columns
from flowviz.terms import Existence, Mark, TransferKind
from flowviz.ui.filters.section import Offer, Section

Counts = Mapping[str, Mapping[Any, int]]
"""How many records each value would give, by field of ``Query`` and by value."""

_SEVERAL = ("categories", "items", "kinds", "existences", "grades", "marks", "actors")


def counts_of(facets: Facets, query: Query) -> Counts:
    """The counts of ``facets`` by field; an actor's are in the direction that is asked for."""
    direction = query.direction
    way = "all" if direction is Direction.BETWEEN else str(direction)
    return {
        "stage": facets.stages,
        "unit": facets.units,
        "categories": facets.categories,
        "items": facets.items,
        "actors": {code: getattr(counts, way) for code, counts in facets.actors.items()},
        "direction": facets.directions,
        "reported_by": facets.reported_by,
        "kinds": facets.kinds,
        "existences": facets.existences,
        "is_disputed": facets.disputed,
        "grades": facets.grades,
        "marks": facets.marks,
    }


def sections(
    query: Query, columns: Columns, names: Mapping[str, str], counts: Counts
) -> tuple[Section, ...]:
    """Every filter with its offers; ``names`` are those of actors, by code."""
    made = _Maker(query, counts)
    return (
        made.single("stage", _tr("Stage"), ((stage, str(stage)) for stage in STAGES), is_set=True),
        made.single(
            "unit", _tr("Unit"), ((unit, unit) for unit in _units(query, columns)), is_set=True
        ),
        made.several(
            "categories", _tr("Category"), _named(columns.categories, _tr("no known category"))
        ),
        made.several("items", _tr("Item"), _named(columns.designations, _tr("no designation"))),
        made.several("actors", _tr("Actor"), _actors(columns, names)),
        made.single("direction", _tr("Direction"), _directions()),
        made.single(
            "reported_by", _tr("Reported by"), _reporters(), is_set=False, note=_counted(query)
        ),
        made.several("kinds", _tr("Kind of record"), ((kind, str(kind)) for kind in TransferKind)),
        made.several("existences", _tr("Existence"), ((each, str(each)) for each in Existence)),
        made.single("is_disputed", _tr("Dispute"), _disputes()),
        made.several("marks", _tr("Evidence"), _marks()),
        made.several("grades", _tr("Grade"), _grades(columns)),
    )


def taking(query: Query, columns: Columns, name: str, value: Any) -> Query:
    """The query after a click on an offer: ticked or not any more, or taken in place of another."""
    if name in _SEVERAL:
        values: frozenset[Any] = getattr(query, name)
        return _replaced(query, name, values ^ {value})
    if name == "stage":
        return at_stage(query, columns, value)
    return _replaced(query, name, value)


def at_stage(query: Query, columns: Columns, stage: Any) -> Query:
    """The query at another stage, with another unit where no record has this one there."""
    asked = dataclasses.replace(query, stage=stage)
    unit = columns.unit_index(asked.unit)
    if unit is None or not columns.record_count(STAGES.index(stage), unit):
        asked = dataclasses.replace(asked, unit=None)
    return asked


class _Maker:
    """Makes sections of values and words, with what is counted and what is taken."""

    def __init__(self, query: Query, counts: Counts) -> None:
        self._query = query
        self._counts = counts

    def several(self, name: str, title: str, values: Iterable[tuple[Any, ...]]) -> Section:
        """A section of which any number can be taken; long ones begin with the largest.

        What is taken stays in sight where an undo has left no record with it.
        """
        taken = getattr(self._query, name)
        offers = [self._offer(name, *value, is_taken=value[0] in taken) for value in values]
        gone = taken - {offer.value for offer in offers}
        offers += [self._offer(name, value, str(value), is_taken=True) for value in sorted(gone)]
        if name in ("categories", "items", "actors"):
            offers.sort(key=lambda offer: (-(offer.count or 0), offer.words.casefold()))
        return Section(name, title, tuple(offers))

    def single(
        self,
        name: str,
        title: str,
        values: Iterable[tuple[Any, ...]],
        *,
        is_set: bool = False,
        note: str = "",
    ) -> Section:
        """A section of which one is always taken."""
        taken = getattr(self._query, name)
        offers = tuple(self._offer(name, *value, is_taken=value[0] == taken) for value in values)
        return Section(name, title, offers, True, is_set, note)

    def _offer(self, name: str, value: Any, words: str, tip: str = "", *, is_taken: bool) -> Offer:
        counts = self._counts.get(name)
        count = None if counts is None else counts.get(value, 0)
        return Offer(value, words, count, is_taken, tip)


def _replaced(query: Query, name: str, value: Any) -> Query:
    chosen: dict[str, Any] = {name: value}
    return dataclasses.replace(query, **chosen)


def _units(query: Query, columns: Columns) -> list[str]:
    asked = [query.unit] if query.unit is not None and query.unit not in columns.units else []
    return [*columns.units, *asked]


def _named(names: Iterable[str], unnamed: str) -> Iterable[tuple[str, str]]:
    return ((name, name or unnamed) for name in names)


def _actors(columns: Columns, names: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    return ((code, names.get(code, code), code) for code in columns.actor_codes)


def _directions() -> tuple[tuple[Direction, str], ...]:
    return (
        (Direction.ALL, _tr("from or to these actors")),
        (Direction.OUTGOING, _tr("from these actors")),
        (Direction.INCOMING, _tr("to these actors")),
        (Direction.BETWEEN, _tr("between these actors")),
    )


def _reporters() -> tuple[tuple[ReportedBy, str], ...]:
    return (
        (ReportedBy.EXPORTER, _tr("exporter")),
        (ReportedBy.IMPORTER, _tr("importer")),
        (ReportedBy.BEST, _tr("exporter, else importer")),
        (ReportedBy.THIRD_PARTY, _tr("third party")),
    )


def _counted(query: Query) -> str:
    """What counts under the choice of whose figures, in a sentence."""
    return {
        ReportedBy.EXPORTER: _tr(
            "All counts but what importers report; that stands beside it, never filled in."
        ),
        ReportedBy.IMPORTER: _tr(
            "All counts but what exporters report; that stands beside it, never filled in."
        ),
        ReportedBy.BEST: _tr(
            "Pair by pair what the exporter reports, and what the importer does where no "
            "exporter tells."
        ),
        ReportedBy.THIRD_PARTY: _tr("Only what third parties report counts."),
    }[query.reported_by]


def _disputes() -> tuple[tuple[bool | None, str], ...]:
    return (
        (None, _tr("disputed or not")),
        (True, _tr("only disputed")),
        (False, _tr("only undisputed")),
    )


def _marks() -> tuple[tuple[Mark, str, str], ...]:
    return (
        (Mark.NO_SOURCE, _tr("no source"), _tr("No source is cited in support.")),
        (
            Mark.UNSUPPORTED,
            _tr("unsupported"),
            _tr("What was cited in support was withdrawn, or its sources were retracted."),
        ),
        (Mark.RETRACTED, _tr("retracted source"), _tr("A source cited was retracted.")),
        (
            Mark.ONE_ORIGIN,
            _tr("one origin"),
            _tr("All that supports it goes back to one origin; nothing else bears it out."),
        ),
        (
            Mark.NOT_ESTABLISHED,
            _tr("origin not established"),
            _tr("Nobody has established where its sources have their knowledge from."),
        ),
        (
            Mark.CONFLICTING,
            _tr("conflicting figures"),
            _tr("Accounts, exporter and importer, or a citation give another figure or date."),
        ),
        (
            Mark.UNGRADED,
            _tr("not graded"),
            _tr("No citation of it is graded for both source and statement."),
        ),
        (
            Mark.NOT_ARCHIVED,
            _tr("no archived copy"),
            _tr("A source with a link has neither an archived link nor a kept copy."),
        ),
        (
            Mark.TO_CHECK,
            _tr("citation to be checked"),
            _tr("Something was changed since it was cited: does the source say that too?"),
        ),
        (
            Mark.OVERRIDDEN,
            _tr("existence decided by hand"),
            _tr("A person has decided how sure it is, and said why."),
        ),
    )


def _grades(columns: Columns) -> Iterable[tuple[str, str]]:
    held = frozenset[str]().union(*columns.grade_sets)
    for grade in sorted(held, key=lambda grade: (not grade, grade)):
        yield grade, grade_in_words(grade)


def grade_in_words(grade: str) -> str:
    """Give ``B2: usually reliable, probably true``, or that there is no grade."""
    if not grade:
        return _tr("not graded")
    credibility = CREDIBILITY.get(int(grade[-1]), "") if grade[-1].isdigit() else ""
    words = (RELIABILITY.get(grade[0], ""), credibility)
    return f"{grade}: " + ", ".join(word for word in words if word)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Filters", words)

"""The options of a query: what is asked of the records, and the words it is asked in."""

import argparse
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from flowviz.amounts import number
from flowviz.errors import RecordError
from flowviz.terms import Existence, Mark, Stage, TransferKind

if TYPE_CHECKING:  # it would load numpy for every --help
    from flowviz.flows.query import Query

REPORTERS = ("exporter", "importer", "best", "third-party")
DIRECTIONS = ("all", "outgoing", "incoming", "between")
NO_GRADE = "none"
MARKS = {mark.replace(" ", "-"): mark for mark in Mark}

_DATE = re.compile(r"(\d{1,4})(?:-(\d{2}))?", re.ASCII)
_GRADE = re.compile(r"[A-F]?[1-6]?", re.ASCII)

Month = tuple[int, int | None]
"""A year, and a month of it where one is named."""


def add_query(parser: argparse.ArgumentParser) -> None:
    """Add the options of a query."""
    group = parser.add_argument_group("query", "what is counted; all of them combine")
    group.add_argument("--unit", metavar="U", help="pieces, EUR, TIV, ...: that of most records")
    group.add_argument(
        "--stage",
        choices=[str(stage) for stage in Stage],
        default=str(Stage.DELIVERED),
        metavar="S",
        help="ordered, licensed, delivered (the default) or seized",
    )
    group.add_argument(
        "--from", dest="since", metavar="Y", type=_month, help="from 2014 or 2014-03"
    )
    group.add_argument("--to", dest="until", metavar="Y", type=_month, help="to 2016 or 2016-09")
    _add_filters(group)
    group.add_argument(
        "--reported-by",
        choices=REPORTERS,
        default=REPORTERS[0],
        metavar="R",
        help="whose figures count: exporter (the default), importer, best (the exporter's, and "
        "the importer's where that one has none) or third-party; the other side's stand beside",
    )
    group.add_argument(
        "--actor",
        dest="actors",
        metavar="A",
        action="append",
        default=[],
        help="only flows of this actor, by code or exact name; may be repeated",
    )
    group.add_argument(
        "--direction",
        choices=DIRECTIONS,
        metavar="D",
        help="which flows of the actors: all (the default), outgoing, incoming or between them",
    )
    group.add_argument(
        "--at-least", dest="least", metavar="N", type=_amount, help="only flows of this or more"
    )


def query_of(options: argparse.Namespace, actors: frozenset[str] = frozenset()) -> "Query":
    """The query that the options ask; ``actors`` are the codes of those that they name."""
    from flowviz.flows.query import Direction, Query, ReportedBy

    since, until = options.since or (None, None), options.until or (None, None)
    return Query(
        unit=options.unit,
        stage=Stage(options.stage),
        first_year=since[0],
        first_month=since[1] or 1,
        last_year=until[0],
        last_month=until[1] or 12,
        categories=frozenset(options.categories),
        items=frozenset(options.items),
        kinds=frozenset(map(TransferKind, options.kinds)),
        existences=frozenset(map(Existence, options.existences)),
        is_disputed=options.is_disputed,
        grades=frozenset(options.grades),
        marks=frozenset(MARKS[mark] for mark in options.marks),
        reported_by=ReportedBy(options.reported_by.replace("-", " ")),
        actors=actors,
        direction=Direction(options.direction or DIRECTIONS[0]),
        least=options.least,
    )


def _add_filters(group: argparse._ArgumentGroup) -> None:
    _repeatable(group, "--category", "categories", "C", "only items of this category")
    _repeatable(group, "--item", "items", "I", "only this item, by its exact designation")
    kinds, existences = list(map(str, TransferKind)), list(map(str, Existence))
    _repeatable(group, "--kind", "kinds", "K", f"only records of a kind: {_listed(kinds)}", kinds)
    _repeatable(group, "--existence", "existences", "E", f"only {_listed(existences)}", existences)
    disputed = group.add_mutually_exclusive_group()
    for option, value in (("--disputed", True), ("--undisputed", False)):
        disputed.add_argument(
            option,
            dest="is_disputed",
            action="store_const",
            const=value,
            help=f"only {option[2:]} records",
        )
    group.add_argument(
        "--grade",
        dest="grades",
        metavar="G",
        action="append",
        type=_grade,
        default=[],
        help="only records with a citation of this grade (B2, B, 2, none); may be repeated",
    )
    marks = list(MARKS)
    _repeatable(group, "--mark", "marks", "M", f"only records with a mark: {_listed(marks)}", marks)


def _repeatable(
    group: argparse._ArgumentGroup,
    option: str,
    dest: str,
    metavar: str,
    words: str,
    choices: list[str] | None = None,
) -> None:
    group.add_argument(
        option,
        dest=dest,
        metavar=metavar,
        action="append",
        choices=choices,
        default=[],
        help=f"{words}; may be repeated",
    )


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _month(text: str) -> Month:
    match = _DATE.fullmatch(text)
    year, month = (int(match[1]), match[2]) if match else (0, None)
    if not year or (month is not None and not 1 <= int(month) <= 12):
        raise argparse.ArgumentTypeError(f"{text!r} is no year such as 2015, nor a month 2015-06")
    return year, None if month is None else int(month)


def _grade(text: str) -> str:
    if text in (NO_GRADE, ""):
        return ""
    if _GRADE.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no grade such as B2, B, 2 or {NO_GRADE}")
    return text


def _amount(text: str) -> Decimal:
    try:
        value = number(text)
    except RecordError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is below zero, which no amount is")
    return value

"""The texts of what is said of records: sources, citations, notes, links, groups, decisions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from flowviz.dossier import Reading
from flowviz.finding.entry import Entry, Piece, pieces, select
from flowviz.finding.kinds import Kind
from flowviz.finding.movements import (
    About,
    flow_words,
    movements,
    names,
    subjects,
    together,
    told_by,
    years_of,
)
from flowviz.finding.record_texts import days_words
from flowviz.references.csl import item_in

_SOURCE = (
    "id, title, kind, publisher, author, published_earliest, published_latest, published_years,"
    " published_text, url, archived_url, pages, note, status, collector, publisher_group, volume,"
    " shelf_number, reference, status_reason, status_by"
)


def sources(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Sources with everything that is known of them."""
    gradings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_, reason, grader in select(reading, "source, reason, grader", "grading", "source", ids):
        gradings[id_] += [("reason of the grade", reason), ("graded by", grader)]
    for row in select(reading, _SOURCE, "source", "id", ids):
        id_, title, kind, publisher, author, *dates, published, url, archived_url, pages_, note = (
            row[:13]
        )
        status, collector, house, volume, shelf, reference, reason, by = row[13:]
        told = pieces(
            Piece("title", title, True),
            Piece("author", author, True),
            Piece("publisher", publisher, True),
            ("sort of document", kind),
            ("published", ", ".join(filter(None, (days_words(*dates[:2]), published)))),
            ("link", url),
            ("archived copy", archived_url),
            ("pages", pages_),
            ("volume", volume),
            Piece("shelf number", shelf, True),
            ("publisher group", house),
            ("note", note),
            ("collector", collector),
            (f"why it was {status}", reason),
            (f"{status} by", by),
            *gradings[id_],
            *(("reference", each) for each in _texts_in(reference)),
        )
        years = frozenset(years_of(tuple(dates)))
        yield Entry(Kind.SOURCE, id_, title, told, frozenset(), years, status)


def citations(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Citations: the words of a source, and where they stand."""
    columns = "id, source, subject, subject_id, locator, text, prefix, suffix, status_reason"
    rows = list(select(reading, columns, "citation", "id", ids))
    cited = {
        id_: (title, status)
        for id_, title, status in select(
            reading, "id, title, status", "source", "id", {row[1] for row in rows}
        )
    }
    known = subjects(reading, ((row[2], row[3]) for row in rows))
    for id_, source, subject, subject_id, locator, text, prefix, suffix, reason in rows:
        title, status = cited.get(source, ("", ""))
        told = pieces(
            ("says", text),
            ("place in the source", locator),
            ("words before", prefix),
            ("words after", suffix),
            ("why it is so", reason),
        )
        about = known[subject, subject_id]
        title = " · ".join(filter(None, (about.words, title)))
        yield Entry(Kind.CITATION, id_, title, told, about.actors, about.years, status)


def notes(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Notes, the private ones too."""
    rows = list(select(reading, "id, subject, subject_id, text, is_private", "note", "id", ids))
    known = subjects(reading, ((row[1], row[2]) for row in rows))
    for id_, subject, subject_id, text, is_private in rows:
        about = known[subject, subject_id]
        told = pieces(("note", text))
        yield Entry(
            Kind.NOTE, id_, about.words, told, about.actors, about.years, "", bool(is_private)
        )


def links(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Links between two records."""
    columns = "id, later, earlier, kind, item, unit, value, amount_text"
    rows = list(select(reading, columns, "link", "id", ids))
    moved = movements(reading, {id_ for row in rows for id_ in row[1:3]})
    for id_, later, earlier, kind, item, unit, value, amount_text in rows:
        ends = [moved.get(one, About()) for one in (later, earlier)]
        number = f"{value} {unit}".strip() if value else ""
        told = pieces(Piece("item", item, True), ("amount", number), ("amount", amount_text))
        about = together(ends)
        title = f" {kind} ".join(one.words for one in ends)
        yield Entry(Kind.LINK, id_, title, told, about.actors, about.years)


def groups(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Groups of accounts."""
    accounts: dict[str, list[Piece]] = defaultdict(list)
    for id_, title in select(reading, "account_group, title", "account", "account_group", ids):
        accounts[id_].append(Piece("account", title))
    told = told_by(reading, ids)
    moved = movements(reading, {id_ for each in told.values() for id_ in each})
    for id_, reason in select(reading, "id, reason", "account_group", "id", ids):
        about = together(moved[one] for one in told.get(id_, ()) if one in moved)
        texts = pieces(Piece("reason", reason, True), *accounts[id_])
        yield Entry(Kind.GROUP, id_, about.words, texts, about.actors, about.years)


def decisions(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """What was decided on the existence of flows, and why."""
    rows = list(select(reading, "id, existence, reason", "verdict", "id", ids))
    known = names(reading, {code for row in rows for code in row[0].split(">")})
    for id_, existence, reason in rows:
        supplier, _, recipient = id_.partition(">")
        title = flow_words(known, supplier, recipient)
        told = pieces((f"why it is {existence}", reason))
        yield Entry(Kind.DECISION, id_, title, told, frozenset({supplier, recipient}))


def dismissals(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Why proposals were turned down."""
    for id_, kind, reason in select(reading, "id, kind, reason", "dismissal", "id", ids):
        yield Entry(Kind.DISMISSAL, id_, f"Not {kind}", pieces(("reason", reason)))


def _texts_in(reference: str) -> Iterator[str]:
    """The texts and numbers in a JSON value, as a person would look for them."""
    waiting: list[Any] = [item_in(reference)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield str(value)

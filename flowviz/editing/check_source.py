"""Typed sources, checked."""

import dataclasses
from collections.abc import Mapping

from flowviz.editing import sheet as reading
from flowviz.editing.amount_texts import short
from flowviz.editing.date_texts import read_dates, read_day
from flowviz.editing.links import link_warning, read_link
from flowviz.editing.sheet import Part, Sheet, part_of_id
from flowviz.editing.typed import GradingText, SourceText
from flowviz.errors import RecordError
from flowviz.evidence import graded_since
from flowviz.records import Grading, Source
from flowviz.references.csl import canonical, item_in
from flowviz.terms import Origin, Protection, SourceStatus


def check_source(
    sheet: Sheet, typed: SourceText, shown: SourceText | None, before: Source | None
) -> Source:
    """The source that the texts stand for; what is wrong is noted on the sheet.

    Gradings that somebody changes are put in order of their days. A source that is live again loses
    when, why and by whom it was not.
    """
    part = Part(sheet, typed, shown, before)
    derives_from = _derives_from(part)
    source = Source(
        typed.id,
        part.read("title", reading.needed_line("A source needs a title.")),
        part.read("kind", reading.line),
        part.read("publisher", reading.line),
        part.read("author", reading.line),
        part.read("published", read_dates),
        part.read("accessed", read_day),
        part.read("archived", read_day),
        part.read("url", read_link),
        part.read("archived_url", read_link),
        part.read("pages", reading.line),
        part.read("note", reading.long_text),
        part.read("origin", reading.term(Origin, "origin")),
        derives_from,
        part.read("status", reading.term(SourceStatus, "status")),
        part.read("protection", reading.term(Protection, "protection")),
        part.read("collector", reading.line),
        part.read("publisher_group", reading.line),
        part.read("volume", reading.line),
        part.read("shelf_number", reading.line),
        part.read("reference", _reference),
        part.read("status_on", read_day),
        part.read("status_reason", reading.long_text),
        part.read("status_by", reading.line),
        _gradings(part),
    )
    if source.status is SourceStatus.LIVE and not part.is_as_shown("status"):
        source = dataclasses.replace(source, status_on=None, status_reason="", status_by="")
    _warn(part, source)
    return source


def _warn(part: Part, source: Source) -> None:
    """Say what a source can be kept with, and is odd."""
    for name in ("url", "archived_url"):
        warning = link_warning(getattr(source, name) or "")
        if warning:
            part.warn(name, warning)
    known = part.sheet.known
    if any(each.id != source.id for each in known.source(source.title or "")):
        part.warn("title", "Another source has this title.")
    if source.status not in (SourceStatus.LIVE, None) and source.status_reason == "":
        part.warn("status_reason", f"Say why it was {source.status}.")
    is_named = bool(part.typed.derives_from)
    if source.origin is Origin.ORIGINAL and is_named:
        part.warn("origin", "An original has its knowledge from no other source.")
    elif source.origin is Origin.DERIVED and not is_named:
        part.warn("origin", "Name the sources that it has its knowledge from.")
    elif source.origin is Origin.NOT_ESTABLISHED and is_named:
        part.warn("origin", "It names where it has its knowledge from: it is derived.")


def _gradings(whole: Part) -> tuple[Grading, ...]:
    typed: SourceText = whole.typed
    made = tuple(
        _grading(
            Part(
                whole.sheet,
                text,
                *part_of_id(text.id, whole.shown, whole.before, "gradings"),
                f"gradings/{at}/",
            )
        )
        for at, text in enumerate(typed.gradings)
    )
    is_kept = whole.is_as_shown("gradings")
    return made if is_kept else tuple(sorted(made, key=graded_since))


def _grading(part: Part) -> Grading:
    typed: GradingText = part.typed
    return Grading(
        typed.id,
        part.read("reliability", _needed_grade),
        part.read("since", read_day),
        part.read("reason", reading.long_text),
        part.read("grader", reading.line),
    )


def _needed_grade(text: str) -> str:
    letter = reading.grade(text)
    if not letter:
        raise RecordError("Choose how reliable it is, from A to F.")
    return letter


def _reference(text: str) -> str:
    """What a reference manager left, in canonical form; nobody types it, so nothing odd is kept."""
    return canonical(item_in(text))


def _derives_from(part: Part) -> tuple[str, ...]:
    typed: SourceText = part.typed
    if part.is_as_shown("derives_from"):
        return tuple(part.before.derives_from)
    read = reading.source_reader(part.sheet.known)
    found: list[str] = []
    for at, text in enumerate(typed.derives_from):
        path = f"derives_from/{at}"
        try:
            id_ = read(text)
        except RecordError as error:
            part.fault(path, str(error))
            continue
        way = _way_back(part.sheet.known.sources, id_, typed.id)
        if way is not None:
            part.fault(path, _circle(way))
        elif id_ not in found:
            found.append(id_)
    return tuple(found)


def _way_back(sources: Mapping[str, Source], start: str, end: str) -> list[Source] | None:
    """How a source comes to derive from another, by way of which; None where it does not."""
    ways = {start: [start]}
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at == end:
            return [sources[id_] for id_ in ways[at][:-1]]
        for origin in sources[at].derives_from if at in sources else ():
            if origin not in ways:
                ways[origin] = [*ways[at], origin]
                waiting.append(origin)
    return None


def _circle(way: list[Source]) -> str:
    if not way:
        return "A source cannot derive from itself."
    titles = ", ".join(short(source.title) for source in way)
    return f"The source would derive from itself, by way of {titles}."

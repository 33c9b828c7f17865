"""Typed sources, citations and notes, checked."""

from collections.abc import Mapping

from flowviz.editing import sheet as reading
from flowviz.editing.amount_texts import short
from flowviz.editing.date_texts import read_dates, read_day
from flowviz.editing.links import link_warning, read_link
from flowviz.editing.sheet import Part, Sheet
from flowviz.editing.typed import CitationText, NoteText, SourceText
from flowviz.errors import RecordError
from flowviz.records import Citation, Note, Source
from flowviz.terms import CitationStatus, Origin, Protection, SourceStatus, Stance, Subject


def check_source(
    sheet: Sheet, typed: SourceText, shown: SourceText | None, before: Source | None
) -> Source:
    """The source that the texts stand for; what is wrong is noted on the sheet."""
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
    )
    for name in ("url", "archived_url"):
        warning = link_warning(getattr(source, name) or "")
        if warning:
            part.warn(name, warning)
    twins = [each for each in sheet.known.source(source.title or "") if each.id != source.id]
    if twins:
        part.warn("title", "Another source has this title.")
    return source


def check_citation(
    sheet: Sheet, typed: CitationText, shown: CitationText | None, before: Citation | None
) -> Citation:
    """The citation that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    return Citation(
        typed.id,
        part.read("source", reading.source_reader(sheet.known)),
        part.read("subject", reading.term(Subject, "subject")),
        part.read("subject_id", _subject_id),
        part.read("field", reading.line),
        part.read("stance", reading.term(Stance, "stance")),
        part.read("locator", reading.line),
        part.read("text", reading.long_text),
        typed.is_quotation,
        part.read("reliability", _reliability),
        part.read("credibility", _credibility),
        part.read("status", reading.term(CitationStatus, "status")),
    )


def check_note(sheet: Sheet, typed: NoteText, shown: NoteText | None, before: Note | None) -> Note:
    """The note that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    return Note(
        typed.id,
        part.read("subject", reading.term(Subject, "subject")),
        part.read("subject_id", _subject_id),
        part.read("text", _note_text),
        typed.is_private,
    )


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


def _subject_id(text: str) -> str:
    if not text:
        raise RecordError("Say what it is about.")
    return text


def _note_text(text: str) -> str:
    found = reading.long_text(text)
    if not found:
        raise RecordError("Write the note.")
    return found


def _reliability(text: str) -> str:
    grade = text.strip().upper()
    if (grade and grade not in "ABCDEF") or len(grade) > 1:
        raise RecordError(f"{short(text.strip())} is no grade of a source. Choose A to F, or none.")
    return grade


def _credibility(text: str) -> int | None:
    grade = text.strip()
    if not grade:
        return None
    if grade not in "123456" or len(grade) > 1:
        raise RecordError(f"{short(grade)} is no grade of a statement. Choose 1 to 6, or none.")
    return int(grade)

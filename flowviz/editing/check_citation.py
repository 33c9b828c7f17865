"""Typed citations and notes, checked."""

import dataclasses

from flowviz.editing import sheet as reading
from flowviz.editing.amount_texts import short
from flowviz.editing.sheet import Part, Sheet
from flowviz.editing.typed import CitationText, NoteText
from flowviz.errors import RecordError
from flowviz.records import Citation, Note
from flowviz.terms import CitationStatus, Stance, Subject


def check_citation(
    sheet: Sheet, typed: CitationText, shown: CitationText | None, before: Citation | None
) -> Citation:
    """The citation that the texts stand for; what is wrong is noted on the sheet.

    One that becomes live again loses why it was not, and a paraphrase the words around it.
    """
    part = Part(sheet, typed, shown, before)
    citation = Citation(
        typed.id,
        part.read("source", reading.source_reader(sheet.known)),
        part.read("subject", reading.term(Subject, "subject")),
        part.read("subject_id", _subject_id),
        part.read("field", reading.line),
        part.read("stance", reading.term(Stance, "stance")),
        part.read("locator", reading.line),
        part.read("text", reading.long_text),
        typed.is_quotation,
        part.read("reliability", reading.grade),
        part.read("credibility", _credibility),
        part.read("status", reading.term(CitationStatus, "status")),
        part.read("prefix", reading.long_text),
        part.read("suffix", reading.long_text),
        part.read("status_reason", reading.long_text),
    )
    if citation.status is CitationStatus.LIVE and not part.is_as_shown("status"):
        citation = dataclasses.replace(citation, status_reason="")
    if not typed.is_quotation and not part.is_as_shown("is_quotation"):
        citation = dataclasses.replace(citation, prefix="", suffix="")
    if citation.status is CitationStatus.WITHDRAWN and citation.status_reason == "":
        part.warn("status_reason", "Say why it is withdrawn.")
    if typed.is_quotation and citation.text == "":
        part.warn("text", "A quotation needs the words that the source says.")
    return citation


def check_note(sheet: Sheet, typed: NoteText, shown: NoteText | None, before: Note | None) -> Note:
    """The note that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    return Note(
        typed.id,
        part.read("subject", reading.term(Subject, "subject")),
        part.read("subject_id", _subject_id),
        part.read("text", reading.needed_text("Write the note.")),
        typed.is_private,
    )


def _subject_id(text: str) -> str:
    if not text:
        raise RecordError("Say what it is about.")
    return text


def _credibility(text: str) -> int | None:
    grade = text.strip()
    if not grade:
        return None
    if grade not in "123456" or len(grade) > 1:
        raise RecordError(f"{short(grade)} is no grade of a statement. Choose 1 to 6, or none.")
    return int(grade)

"""Citations as rows: what a source is, what it is cited for, in which words, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from flowviz.flows.citing import graded_why, heading_words
from flowviz.flows.words import dates_words
from flowviz.records import Citation, Note, Source
from flowviz.terms import CitationStatus, SourceStatus, Stance, Subject
from flowviz.ui.inspector.rows import Line, Quote, Row, RowKind, Tone
from flowviz.ui.picked import Picked

if TYPE_CHECKING:
    from flowviz.flows.entries import CitationEntry, NoteEntry

_HASH_SHOWN = 12


def citation_rows(entries: Iterable[CitationEntry], told: set[str] | None = None) -> Iterator[Row]:
    """The citations by document: what it is, then each thing it is cited for.

    A document that is cited once is one row with its citation; of one that is cited several times
    each citation is a row of its own below, so that each can be edited. ``told`` are the documents
    of which link and notes were shown already; those that are shown now are added.
    """
    known = set() if told is None else told
    by_source: dict[str, list[CitationEntry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source.id, []).append(entry)
    for source, cited in by_source.items():
        is_new = source not in known
        known.add(source)
        yield _single(cited[0], is_new) if len(cited) == 1 else _several(cited, is_new)


def note_row(note: NoteEntry) -> Row:
    """One note, its citations below."""
    below = tuple(citation_rows(note.citations))
    if note.has_no_source:
        below = (*below, missing_row(_tr("No source"), _tr("This note cites no source.")))
    about = _tr("Note on {subject}").format(subject=note.about)
    picked = Picked(Note, (note.id,), subject=Subject.NOTE, subject_id=note.id)
    lines = ((Tone.TEXT, note.text),)
    return Row(RowKind.DETAIL, about, lines=lines, icon="note", children=below, picked=picked)


def missing_row(title: str, words: str) -> Row:
    """Something that is missing, loudly."""
    return Row(RowKind.MISSING, title, lines=((Tone.ALARM, words),))


def _single(entry: CitationEntry, is_new: bool) -> Row:
    source = _source_pick(entry.source)
    own = Picked(Citation, (entry.citation.id,)) if entry.citation.id else source
    more = ((_tr("Edit the Source…"), source),) if entry.citation.id else ()
    return _source_row([entry], is_new, tuple(_cited_lines(entry)), own, more)


def _several(cited: list[CitationEntry], is_new: bool) -> Row:
    below = tuple(
        Row(
            RowKind.DETAIL,
            heading_words(entry),
            lines=tuple(_words(entry)),
            picked=Picked(Citation, (entry.citation.id,)) if entry.citation.id else Picked(),
        )
        for entry in cited
    )
    return _source_row(cited, is_new, (), _source_pick(cited[0].source), (), below)


def _source_row(
    cited: list[CitationEntry],
    is_new: bool,
    said: tuple[Line, ...],
    picked: Picked,
    more: tuple[tuple[str, Picked], ...],
    below: tuple[Row, ...] = (),
) -> Row:
    first, source = cited[0], cited[0].source
    where = (source.author, source.publisher, _published(source), _place(source), first.origin)
    lines: list[Line] = [(Tone.MUTED, " · ".join(part for part in where if part))]
    lines += said
    if below:
        lines += _status(first)
    if is_new:
        lines += (*_address(first), (Tone.MUTED, source.note), (Tone.MUTED, graded_why(source)))
    return Row(
        RowKind.CITATION,
        source.title,
        badges=tuple(_badges(cited)),
        lines=tuple(line for line in lines if line[1]),
        icon="source",
        url=source.url or source.archived_url,
        archived=source.archived_url if source.url else "",
        children=below,
        picked=picked,
        more=more,
    )


def _badges(cited: list[CitationEntry]) -> Iterator[tuple[Tone, str]]:
    if any(entry.citation.stance is Stance.CONTRADICTS for entry in cited):
        yield Tone.ALARM, _tr("contradicts")
    source = cited[0].source
    if source.status is not SourceStatus.LIVE:
        yield Tone.ALARM, str(source.status)
    elif not any(entry.holds for entry in cited):
        yield Tone.ALARM, _tr("no longer holds")


def _cited_lines(entry: CitationEntry) -> Iterator[Line]:
    """What a single citation says, its heading as a line."""
    yield Tone.STRONG, heading_words(entry)
    yield from _words(entry)
    yield from _status(entry)


def _words(entry: CitationEntry) -> Iterator[Line]:
    """In which words, where in the document, how good, and what to look at."""
    citation = entry.citation
    if citation.text and citation.is_quotation:
        yield Tone.TEXT, Quote(citation.text, citation.prefix, citation.suffix)
    elif citation.text:
        yield Tone.TEXT, _tr("Paraphrase: {text}").format(text=citation.text)
    if citation.locator:
        yield Tone.MUTED, _tr("At: {locator}").format(locator=citation.locator)
    yield Tone.MUTED, _grade(entry)
    if entry.status:
        tone = Tone.CAUTION if entry.citation.status is CitationStatus.TO_CHECK else Tone.ALARM
        yield tone, entry.status


def _status(entry: CitationEntry) -> Iterator[Line]:
    """What became of the source."""
    if entry.source_status:
        tone = Tone.CAUTION if entry.source.status is SourceStatus.CORRECTED else Tone.ALARM
        yield tone, entry.source_status


def _grade(entry: CitationEntry) -> str:
    """The source and what it says are graded apart, and said apart."""
    source = entry.reliability or _tr("not graded")
    said = entry.credibility or _tr("not graded")
    if not entry.reliability and not entry.credibility:
        return _tr("Not graded")
    return _tr("Source: {source} · This statement: {said}").format(source=source, said=said)


def _place(source: Source) -> str:
    """Where in print it is found."""
    volume = _tr("volume {volume}").format(volume=source.volume) if source.volume else ""
    pages = _tr("p. {pages}").format(pages=source.pages) if source.pages else ""
    return ", ".join(part for part in (volume, pages, source.shelf_number) if part)


def _published(source: Source) -> str:
    words = dates_words(source.published)
    if source.accessed is not None:
        words += _tr(", read {day}").format(day=source.accessed.isoformat())
    return words


def _address(entry: CitationEntry) -> Iterator[Line]:
    source = entry.source
    if source.url or source.archived_url:
        yield Tone.LINK, source.url or source.archived_url
    else:
        yield Tone.MUTED, _tr("No link is known.")
    if source.url and source.archived_url:
        yield Tone.MUTED, _tr("Archived copy: {url}").format(url=source.archived_url)
    if entry.archived:
        yield Tone.MUTED, entry.archived
    for sha256 in entry.kept:
        words = _tr("A copy is kept in this dossier (SHA-256 {digits}…).")
        yield Tone.MUTED, words.format(digits=sha256[:_HASH_SHOWN])


def _source_pick(source: Source) -> Picked:
    return Picked(Source, (source.id,))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Evidence", words)

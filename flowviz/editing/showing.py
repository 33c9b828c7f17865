"""Records as the texts that a form shows: checked unchanged, they are the same records."""

from typing import overload

from flowviz.actor import Actor
from flowviz.editing.amount_texts import amount_text
from flowviz.editing.date_texts import date_text
from flowviz.editing.known import Known
from flowviz.editing.typed import (
    ActorText,
    CitationText,
    FigureText,
    LineText,
    MemberText,
    NameText,
    NoteText,
    PartyText,
    SourceText,
    TransferText,
    Typed,
)
from flowviz.records import Citation, Figure, Line, Note, Source, Transfer

Editable = Transfer | Source | Citation | Note | Actor
"""The records that a form can hold."""


@overload
def text_of(record: Transfer, known: Known) -> TransferText: ...
@overload
def text_of(record: Source, known: Known) -> SourceText: ...
@overload
def text_of(record: Citation, known: Known) -> CitationText: ...
@overload
def text_of(record: Note, known: Known) -> NoteText: ...
@overload
def text_of(record: Actor, known: Known) -> ActorText: ...


def text_of(record: Editable, known: Known) -> Typed:
    """The texts of a record, actors by their names and sources by their titles.

    ``check(text_of(record, known), known, record)`` gives the record to the letter.
    """
    if isinstance(record, Transfer):
        return _transfer(record, known)
    if isinstance(record, Source):
        return _source(record, known)
    if isinstance(record, Citation):
        return _citation(record, known)
    if isinstance(record, Note):
        return NoteText(
            record.subject.value, record.subject_id, record.text, record.is_private, record.id
        )
    return _actor(record, known)


def figure_text(figure: Figure) -> FigureText:
    """The texts of a figure."""
    return FigureText(
        figure.stage.value,
        figure.unit,
        figure.basis.value,
        amount_text(figure.amount),
        date_text(figure.dates),
        figure.id,
    )


def line_text(line: Line) -> LineText:
    """The texts of a line and its figures."""
    return LineText(
        line.designation,
        line.description,
        line.category,
        line.condition,
        tuple(map(figure_text, line.figures)),
        line.id,
    )


def _transfer(record: Transfer, known: Known) -> TransferText:
    return TransferText(
        record.kind.value,
        known.shown_actor(record.supplier),
        known.shown_actor(record.recipient),
        record.reporter.value if record.reporter else "",
        record.existence.value if record.existence else "",
        record.comment,
        tuple(map(line_text, record.lines)),
        tuple(map(figure_text, record.figures)),
        tuple(
            PartyText(known.shown_actor(party.actor), party.role.value, party.id)
            for party in record.parties
        ),
        record.id,
    )


def _source(record: Source, known: Known) -> SourceText:
    return SourceText(
        record.title,
        record.kind,
        record.publisher,
        record.author,
        date_text(record.published),
        record.accessed.isoformat() if record.accessed else "",
        record.archived.isoformat() if record.archived else "",
        record.url,
        record.archived_url,
        record.pages,
        record.note,
        record.origin.value,
        tuple(map(known.shown_source, record.derives_from)),
        record.status.value,
        record.protection.value,
        record.collector,
        record.id,
    )


def _citation(record: Citation, known: Known) -> CitationText:
    return CitationText(
        known.shown_source(record.source),
        record.subject.value,
        record.subject_id,
        record.field,
        record.stance.value,
        record.locator,
        record.text,
        record.is_quotation,
        record.reliability,
        "" if record.credibility is None else str(record.credibility),
        record.status.value,
        record.id,
    )


def _actor(record: Actor, known: Known) -> ActorText:
    return ActorText(
        record.code,
        record.kind.value,
        record.name,
        tuple(
            NameText(name.name, name.language, _year(name.first_year), _year(name.last_year))
            for name in record.names
        ),
        _year(record.first_year),
        _year(record.last_year),
        "" if record.lon is None else repr(record.lon),
        "" if record.lat is None else repr(record.lat),
        tuple(
            MemberText(
                known.shown_actor(member.code), _year(member.first_year), _year(member.last_year)
            )
            for member in record.members
        ),
    )


def _year(year: int | None) -> str:
    return "" if year is None else str(year)

"""The rows of the evidence tree as values: what each says, how it is marked, what hangs below."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from flowviz.amounts import Total
from flowviz.flows.words import count_words, dates_words, sentence, total_words
from flowviz.records import Citation, Note, Source, Transfer
from flowviz.terms import CitationStatus, Existence, SourceStatus, Stance, Subject
from flowviz.ui.picked import NO_PICK, Picked

if TYPE_CHECKING:
    from flowviz.evidence import OriginGroup
    from flowviz.flows.docket import Docket
    from flowviz.flows.entries import (
        CitationEntry,
        FigureEntry,
        GroupEntry,
        ItemEntry,
        LinkEntry,
        NoteEntry,
        RecordEntry,
    )

_YEARS = re.compile(r"\d{4}(; \d{4})+")


class RowKind(enum.Enum):
    """What a row is; the delegate draws by it."""

    SECTION = enum.auto()
    RECORD = enum.auto()
    DETAIL = enum.auto()
    CITATION = enum.auto()
    MISSING = enum.auto()


class Tone(enum.Enum):
    """How a line of a row is written; the last two can be badges."""

    TEXT = enum.auto()
    MUTED = enum.auto()
    STRONG = enum.auto()
    LINK = enum.auto()
    CAUTION = enum.auto()
    ALARM = enum.auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a title with something at its right end, badges, lines, and rows below it.

    ``icon`` names an icon, ``url`` is what Enter opens, ``pair`` the flow it leads to, ``record``
    the identifier of the record that it is. ``picked`` is what can be edited where it is current,
    ``more`` what else stands in it, each with its words.
    """

    kind: RowKind
    title: str
    side: str = ""
    badges: tuple[tuple[Tone, str], ...] = ()
    lines: tuple[tuple[Tone, str], ...] = ()
    icon: str = ""
    url: str = ""
    pair: tuple[str, str] | None = None
    children: tuple[Row, ...] = ()
    record: str = ""
    picked: Picked = NO_PICK
    more: tuple[tuple[str, Picked], ...] = ()

    def texts(self) -> Iterator[str]:
        """Everything it says, in reading order."""
        yield self.title
        yield self.side
        for _tone, words in (*self.badges, *self.lines):
            yield words

    def plain(self) -> str:
        """Give the row with all below it as lines of text, for the clipboard."""
        own = "\n".join(words for words in self.texts() if words)
        below = "\n".join(child.plain() for child in self.children)
        return own + (
            "\n" + "\n".join("    " + line for line in below.splitlines()) if below else ""
        )


def docket_rows(docket: Docket) -> tuple[Row, ...]:
    """The evidence behind a flow: its records, what does not count, the notes."""
    counted = [entry for entry in docket.records if entry.is_in_flow]
    others = [entry for entry in docket.records if not entry.is_in_flow]
    rows = [record_row(entry, docket) for entry in counted]
    if others:
        title = _tr("Not counted in this flow")
        below = tuple(record_row(entry, docket) for entry in others)
        rows += [Row(RowKind.SECTION, title, count_words(len(others), "record")), *below]
    if docket.notes:
        rows.append(Row(RowKind.SECTION, _tr("Notes")))
        rows += [note_row(note) for note in docket.notes]
    return tuple(rows)


def record_row(entry: RecordEntry, docket: Docket) -> Row:
    """One record."""
    from flowviz.flows.standing import BESIDE, COUNTED

    transfer = entry.transfer
    items = ", ".join(item.designation for item in entry.items) or _tr("no item named")
    facts = [years_in_short(entry.date_text), str(transfer.kind), str(entry.existence)]
    if entry.reporter is not None:
        facts.append(_tr("reported by {who}").format(who=entry.reporter))
    lines = [(Tone.MUTED, " · ".join(fact for fact in facts if fact))]
    asked = _asked(entry, docket)
    if not entry.is_in_flow:
        lines.append((Tone.MUTED, entry.standing))
    elif entry.standing == BESIDE:
        lines.append((Tone.CAUTION, _tr("Not dated within the years shown: not in the total")))
    elif entry.standing != COUNTED:
        lines.append((Tone.CAUTION, sentence(entry.standing)))
    return Row(
        RowKind.RECORD,
        items,
        side=_amount(asked, docket),
        badges=tuple(_badges(entry)),
        lines=tuple(lines),
        children=tuple(_below(entry)),
        record=transfer.id,
        picked=Picked.record(transfer.id, (transfer.supplier, transfer.recipient)),
    )


def citation_rows(entries: Iterable[CitationEntry]) -> Iterator[Row]:
    """The citations by document: what it is, then each thing it is cited for."""
    by_source: dict[str, list[CitationEntry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source.id, []).append(entry)
    for cited in by_source.values():
        yield _source_row(cited)


def _source_row(cited: list[CitationEntry]) -> Row:
    source, first = cited[0].source, cited[0]
    badges = []
    if any(entry.stance is Stance.CONTRADICTS for entry in cited):
        badges.append((Tone.ALARM, _tr("contradicts")))
    if source.status is not SourceStatus.LIVE:
        badges.append((Tone.ALARM, str(source.status)))
    where = (source.author, source.publisher, _published(source), source.pages, first.origin)
    lines = [(Tone.MUTED, " · ".join(part for part in where if part)), *_address(source)]
    if source.note:
        lines.append((Tone.MUTED, source.note))
    for entry in cited:
        lines += _cited_lines(entry)
    return Row(
        RowKind.CITATION,
        source.title,
        badges=tuple(badges),
        lines=tuple(line for line in lines if line[1]),
        icon="source",
        url=source.url or source.archived_url,
        **_cited(cited),
    )


def _cited(cited: list[CitationEntry]) -> dict[str, Any]:
    """What can be edited of a source and what it is cited for: of a data set, the source."""
    source = cited[0].source
    own = [entry for entry in cited if entry.id]
    more = [(_tr("Edit the Source…"), Picked(Source, (source.id,)))]
    if len(own) > 1:
        words = _tr("Edit: {cited}…")
        more += [
            (words.format(cited=f"{entry.stance} {entry.supports}"), Picked(Citation, (entry.id,)))
            for entry in own
        ]
    if not own:
        return {"picked": Picked(Source, (source.id,)), "more": ()}
    return {"picked": Picked(Citation, tuple(e.id for e in own)), "more": tuple(more)}


def _cited_lines(entry: CitationEntry) -> Iterator[tuple[Tone, str]]:
    """What one citation says: for what, in which words, where in the document, how good."""
    verb = str(entry.stance).capitalize()
    yield Tone.STRONG, f"{verb} {entry.supports}" if entry.supports else verb
    if entry.text:
        yield Tone.TEXT, f"“{entry.text}”" if entry.is_quotation else entry.text
    graded = "" if entry.status is CitationStatus.LIVE else f"{entry.status} · "
    yield Tone.MUTED, graded + " · ".join(part for part in (entry.grade, entry.locator) if part)


def _published(source: Source) -> str:
    words = dates_words(source.published)
    if source.accessed is not None:
        words += _tr(", read {day}").format(day=source.accessed.isoformat())
    return words


def _address(source: Source) -> Iterator[tuple[Tone, str]]:
    if not source.url and not source.archived_url:
        yield Tone.MUTED, _tr("no address known")
        return
    yield Tone.LINK, source.url or source.archived_url
    if source.url and source.archived_url:
        yield Tone.MUTED, _tr("archived: {url}").format(url=source.archived_url)


def note_row(note: NoteEntry) -> Row:
    """One note, its citations below."""
    below = tuple(citation_rows(note.citations))
    if note.has_no_source:
        below = (*below, _missing(_tr("This note cites no source.")))
    about = _tr("Note on {subject}").format(subject=note.about)
    picked = Picked(Note, (note.id,), subject=Subject.NOTE, subject_id=note.id)
    lines = ((Tone.TEXT, note.text),)
    return Row(RowKind.DETAIL, about, lines=lines, icon="note", children=below, picked=picked)


def _below(entry: RecordEntry) -> Iterator[Row]:
    """Everything that hangs on a record, its sources first: they are what one came for."""
    transfer = entry.transfer
    yield from (_item_row(item, transfer.id) for item in entry.items)
    for figure in entry.figures:
        lines = ((Tone.MUTED, _tr("for all items together, never split among them")),)
        picked = _part(transfer.id, Subject.FIGURE, figure.id)
        words = _figure_words(figure)
        yield Row(RowKind.DETAIL, words, lines=lines, icon="item", picked=picked)
    for told, party in zip(entry.parties, transfer.parties, strict=True):
        lines = ((Tone.MUTED, str(told.role)),)
        picked = _part(transfer.id, Subject.PARTY, party.id)
        yield Row(RowKind.DETAIL, told.name, lines=lines, icon="actor", picked=picked)
    if entry.transfer.comment:
        yield Row(RowKind.DETAIL, _tr("Comment"), lines=((Tone.TEXT, entry.transfer.comment),))
    for kept in entry.kept:
        words = _tr("Edited by hand: {field}").format(field=kept.field)
        says = _tr("The file says {value}").format(value=kept.file_says)
        yield Row(RowKind.DETAIL, words, lines=((Tone.CAUTION, says),), icon="about")
    if entry.file:
        brought = ((Tone.MUTED, entry.file),)
        yield Row(RowKind.DETAIL, entry.data_set, lines=brought, icon="import")
    yield from _sources(entry)
    yield from (_link_row(link) for link in entry.links)
    yield from (_group_row(group) for group in entry.groups)
    yield from (note_row(note) for note in entry.notes)


def _sources(entry: RecordEntry) -> Iterator[Row]:
    if entry.has_no_source:
        yield _missing(_tr("Nothing backs this record. Treat it as a claim."))
    if len(entry.citations) > 1:
        yield Row(RowKind.SECTION, origin_words(entry.origins))
    yield from citation_rows(entry.citations)


def origin_words(origins: tuple[OriginGroup, ...]) -> str:
    """Give ``3 documents, 1 origin established``: copies of one report corroborate nothing.

    What nobody has established counts as no origin, however many documents repeat it.
    """
    documents = sum(len(origin.sources) for origin in origins)
    established = sum(origin.is_established for origin in origins)
    what = count_words(established, _tr("origin")) if established else _tr("no origin")
    return _tr("{documents}, {origins} established").format(
        documents=count_words(documents, _tr("document")), origins=what
    )


def _part(transfer: str, subject: Subject, id_: str) -> Picked:
    """A part of a record: the record's form edits it, a source can be cited for it alone."""
    return Picked(Transfer, (transfer,), id_, subject, id_)


def _item_row(item: ItemEntry, transfer: str) -> Row:
    what = (item.description, item.category, item.condition)
    lines = [(Tone.TEXT, _figure_words(figure)) for figure in item.figures]
    about = " · ".join(part for part in what if part)
    return Row(
        RowKind.DETAIL,
        item.designation,
        lines=((Tone.MUTED, about), *lines) if about else tuple(lines),
        icon="item",
        picked=_part(transfer, Subject.LINE, item.id),
        more=tuple(
            (
                _tr("Add Citation: {figure}…").format(figure=_figure_words(figure)),
                Picked(subject=Subject.FIGURE, subject_id=figure.id),
            )
            for figure in item.figures
        ),
    )


def _figure_words(figure: FigureEntry) -> str:
    if figure.is_per_unit:
        return _tr("{amount} (never summed)").format(amount=figure.amount_text)
    dated = f", {years_in_short(figure.dates_text)}" if figure.dates_text else ""
    return f"{figure.amount_text} {figure.stage}{dated}"


def _link_row(link: LinkEntry) -> Row:
    below = tuple(citation_rows(link.citations))
    words = sentence(link.text)
    pair = (link.supplier, link.recipient)
    hint = ((Tone.LINK, _tr("Show this flow")),)
    picked = Picked(subject=Subject.LINK, subject_id=link.id)
    return Row(
        RowKind.DETAIL, words, lines=hint, icon="flow", pair=pair, children=below, picked=picked
    )


def _group_row(group: GroupEntry) -> Row:
    lines = tuple(
        (Tone.TEXT, f"{account.title} · {_tr('counted') if account.is_counted else _tr('shown')}")
        for account in group.accounts
    )
    below = tuple(citation_rows(group.citations))
    title = _tr("Accounts of the same goods")
    reason = ((Tone.MUTED, group.reason),) if group.reason else ()
    return Row(RowKind.DETAIL, title, lines=(*reason, *lines), icon="copy", children=below)


def _badges(entry: RecordEntry) -> Iterator[tuple[Tone, str]]:
    if entry.has_no_source:
        yield Tone.ALARM, _tr("No source")
    if entry.is_disputed:
        yield Tone.ALARM, _tr("Disputed")
    if entry.existence is not Existence.CONFIRMED:
        yield Tone.CAUTION, str(entry.existence)
    if entry.kept:
        yield Tone.CAUTION, _tr("Edited by hand")
    if entry.is_gone:
        yield Tone.CAUTION, _tr("Gone from the file")


def _asked(entry: RecordEntry, docket: Docket) -> list[FigureEntry]:
    """The record's own figures in the unit and stage asked for."""
    figures = (*entry.figures, *(figure for item in entry.items for figure in item.figures))
    wanted = (docket.unit, docket.stage)
    return [f for f in figures if (f.unit, f.stage) == wanted and not f.is_per_unit]


def _amount(asked: list[FigureEntry], docket: Docket) -> str:
    if not asked:
        return "\N{EN DASH}"
    mark = " (?)" if any(figure.amount.is_uncertain for figure in asked) else ""
    return total_words(Total.of(figure.amount for figure in asked), docket.unit) + mark


def years_in_short(words: str) -> str:
    """A list of years with runs of three and more as spans: ``1950; 1986-2017``."""
    if not _YEARS.fullmatch(words):
        return words
    spans: list[list[int]] = []
    for year in map(int, words.split("; ")):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return "; ".join(
        f"{span[0]}\N{EN DASH}{span[-1]}" if len(span) > 2 else "; ".join(map(str, span))
        for span in spans
    )


def _missing(words: str) -> Row:
    return Row(RowKind.MISSING, _tr("No source"), lines=((Tone.ALARM, words),))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Evidence", words)

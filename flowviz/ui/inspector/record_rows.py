"""A record as rows: why it is as sure as it is, its parts with what is cited for each, the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from flowviz.amounts import Total
from flowviz.evidence import Backing
from flowviz.flows.citing import figure_words, judged_words, origins_words
from flowviz.flows.words import (
    count_words,
    reporter_words,
    sentence,
    total_words,
    with_basis,
)
from flowviz.records import Group, Link, Transfer
from flowviz.terms import Basis, CountedBy, Existence, Mark, Stance, Subject
from flowviz.ui.inspector.citation_rows import citation_rows, missing_row, note_row
from flowviz.ui.inspector.rows import Later, Line, Row, RowKind, Tone
from flowviz.ui.picked import Picked

if TYPE_CHECKING:
    from flowviz.flows.docket import Docket
    from flowviz.flows.entries import (
        CitationEntry,
        FigureEntry,
        GroupEntry,
        ItemEntry,
        LinkEntry,
        OriginEntry,
        PartyEntry,
        RecordEntry,
    )

_YEARS = re.compile(r"\d{4}(; \d{4})+")
_ALARMS = (Mark.NO_SOURCE, Mark.UNSUPPORTED, Mark.RETRACTED)
_CAUTIONS = (Mark.CONFLICTING, Mark.TO_CHECK)


class RecordRows:
    """The rows of a docket's records: how tall each is at once, what it says when it is seen."""

    def __init__(self, docket: Docket, can_read: Callable[[], bool]) -> None:
        self._docket = docket
        self._can_read = can_read

    def all(self) -> list[Later]:
        """The rows of all records, to be made when they are seen."""
        records = self._docket.records
        rows = zip(
            records.ids,
            records.plain().tolist(),
            records.noted((*_ALARMS, *_CAUTIONS)).tolist(),
            strict=True,
        )
        return [
            Later(self.row, at, id_, 1 if is_plain else 2, has_badges)
            for at, (id_, is_plain, has_badges) in enumerate(rows)
        ]

    def row(self, at: int) -> Row | None:
        """The row of a record, None while the dossier cannot be asked for it."""
        if not self._can_have(at):
            return None
        entry = self._docket.records.entry(at)
        if entry is None:
            return Row(RowKind.RECORD, _tr("No longer in the dossier"))
        lines = [(Tone.MUTED, _facts(entry))]
        if not self._docket.records.is_plain(at):
            lines.append((Tone.CAUTION if entry.is_in_flow else Tone.MUTED, _standing(entry)))
        return Row(
            RowKind.RECORD,
            _title(entry),
            side=_amount(entry, self._docket),
            badges=self._badges(at),
            lines=tuple(lines),
            children=tuple(_below(entry)),
            record=entry.transfer.id,
            picked=_pick(entry),
        )

    def dispute(self, at: int) -> Later:
        """A record with what is said against it."""
        return Later(self._dispute_row, at, self._docket.records.id(at), 1, has_badges=False)

    def _dispute_row(self, at: int) -> Row | None:
        if not self._can_have(at):
            return None
        entry = self._docket.records.entry(at)
        if entry is None:
            return Row(RowKind.RECORD, _tr("No longer in the dossier"))
        against = _against(entry)
        return Row(
            RowKind.RECORD,
            _title(entry),
            side=_amount(entry, self._docket),
            lines=((Tone.MUTED, _facts(entry)),),
            children=tuple(citation_rows(against)),
            record=entry.transfer.id,
            picked=_pick(entry),
        )

    def _can_have(self, at: int) -> bool:
        return self._docket.records.is_read(at) or self._can_read()

    def _badges(self, at: int) -> tuple[tuple[Tone, str], ...]:
        """What stands against a record; what most records share is said below it."""
        records = self._docket.records
        marks = records.marks(at)
        found = [(Tone.ALARM, str(mark)) for mark in marks if mark in _ALARMS]
        if records.is_disputed(at):
            found.append((Tone.ALARM, _tr("disputed")))
        existence = records.existence(at)
        if existence is not Existence.CONFIRMED:
            found.append((Tone.CAUTION, str(existence)))
        found += [(Tone.CAUTION, str(mark)) for mark in marks if mark in _CAUTIONS]
        return tuple((tone, sentence(words)) for tone, words in found)


def group_row(group: GroupEntry) -> Row:
    """All accounts of the same goods: which one counts, who chose it, and why."""
    who = _tr("chosen by hand") if group.counted_by is CountedBy.HAND else group.why
    counts = _tr("\N{LEFT DOUBLE QUOTATION MARK}{account}\N{RIGHT DOUBLE QUOTATION MARK} counts")
    lines: list[Line] = [(Tone.MUTED, group.reason)] if group.reason else []
    lines.append((Tone.TEXT, f"{counts.format(account=group.counted)}: {who}."))
    told = tuple(
        Row(
            RowKind.DETAIL,
            account.title,
            side=_tr("counted") if account.is_counted else _tr("shown, not counted"),
            lines=tuple(
                (Tone.MUTED, words) for words in (account.total_text, account.pairs) if words
            ),
        )
        for account in group.accounts
    )
    return Row(
        RowKind.DETAIL,
        _tr("{accounts} of the same goods").format(
            accounts=count_words(len(group.accounts), _tr("account"))
        ),
        lines=tuple(lines),
        icon="copy",
        children=(*told, *citation_rows(group.citations)),
        picked=Picked(Group, (group.id,), subject=Subject.GROUP, subject_id=group.id),
    )


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


def _title(entry: RecordEntry) -> str:
    return ", ".join(item.designation for item in entry.items) or _tr("no item named")


def _pick(entry: RecordEntry) -> Picked:
    transfer = entry.transfer
    return Picked.record(transfer.id, (transfer.supplier, transfer.recipient))


def _facts(entry: RecordEntry) -> str:
    facts = [years_in_short(entry.date_text), str(entry.transfer.kind)]
    if entry.existence is Existence.CONFIRMED:  # else a badge says it
        facts.append(str(entry.existence))
    if entry.reporter is not None:
        facts.append(_tr("reported by {who}").format(who=reporter_words(entry.reporter)))
    if entry.kept:
        facts.append(_tr("edited by hand"))
    if entry.is_gone:
        facts.append(_tr("gone from the file"))
    return " · ".join(fact for fact in facts if fact)


def _standing(entry: RecordEntry) -> str:
    from flowviz.flows.standing import BESIDE

    if entry.standing == BESIDE:
        return _tr("Not dated within the years shown: not in the total")
    return sentence(entry.standing)


def _asked(entry: RecordEntry, docket: Docket) -> list[FigureEntry]:
    """The record's own figures in the unit and stage asked for."""
    figures = (*entry.figures, *(figure for item in entry.items for figure in item.figures))
    wanted = (docket.unit, docket.stage)
    return [f for f in figures if (f.unit, f.stage) == wanted and f.basis is not Basis.PER_UNIT]


def _amount(entry: RecordEntry, docket: Docket) -> str:
    told = _asked(entry, docket)
    asked = [figure for figure in told if figure.basis is Basis.TOTAL]
    if not asked:
        words = with_basis(_sum_words(told, docket.unit), Basis.INCLUDED)
        return words if told else "\N{EN DASH}"
    return _sum_words(asked, docket.unit)


def _sum_words(asked: list[FigureEntry], unit: str) -> str:
    mark = " (?)" if any(figure.amount.is_uncertain for figure in asked) else ""
    return total_words(Total.of(figure.amount for figure in asked), unit) + mark


def _below(entry: RecordEntry) -> Iterator[Row]:
    """Everything that hangs on a record: how sure it is and why, its parts, and what backs it."""
    if not entry.is_in_flow:
        yield Row(RowKind.DETAIL, _tr("Not in the total"), lines=((Tone.TEXT, _standing(entry)),))
    yield _existence_row(entry)
    if entry.backing is Backing.UNSUPPORTED:
        yield missing_row(_tr("Unsupported"), _fallen_words(entry))
    elif entry.backing is Backing.NO_SOURCE:
        words = _tr("No source supports this record. Treat it as a claim.")
        yield missing_row(_tr("No source"), words)
    whole = [cited for cited in entry.citations if cited.citation.subject is Subject.TRANSFER]
    against = [cited for cited in whole if cited.citation.stance is Stance.CONTRADICTS]
    told: set[str] = set()
    yield from citation_rows(against, told)
    yield from _part_rows(entry, told)
    if entry.transfer.comment:
        yield Row(RowKind.DETAIL, _tr("Comment"), lines=((Tone.TEXT, entry.transfer.comment),))
    for kept in entry.kept:
        words = _tr("Edited by hand: {field}").format(field=kept.field)
        says = _tr("The file says {value}").format(value=kept.file_says)
        yield Row(RowKind.DETAIL, words, lines=((Tone.CAUTION, says),), icon="about")
    if entry.file:
        brought = ((Tone.MUTED, entry.file),)
        yield Row(RowKind.DETAIL, entry.data_set, lines=brought, icon="import")
    rest = [cited for cited in whole if cited.citation.stance is not Stance.CONTRADICTS]
    if rest:
        yield Row(RowKind.SECTION, _tr("Cited for the record as a whole"))
        yield from citation_rows(rest, told)
    if entry.origins:
        yield _origins_row(entry.origins)
    yield from (_link_row(link) for link in entry.links)
    yield from (group_row(group) for group in entry.groups)
    yield from (note_row(note) for note in entry.notes)


def _existence_row(entry: RecordEntry) -> Row:
    lines: list[Line] = [(Tone.TEXT, judged_words(entry.existence, entry.reason))]
    if entry.is_disputed:
        words = (
            _tr("A source says that it did not take place. That lowers no figure.")
            if _against(entry)
            else _tr(
                "A source denies the flow, or another account of the same goods. That lowers no"
                " figure."
            )
        )
        lines.append((Tone.ALARM, words))
    rest = [str(mark) for mark in entry.points if mark not in (*_ALARMS, *_CAUTIONS)]
    if rest:
        lines.append((Tone.MUTED, _tr("Points to note: {marks}").format(marks=", ".join(rest))))
    return Row(RowKind.DETAIL, _tr("Did it take place?"), lines=tuple(lines), picked=_pick(entry))


def _against(entry: RecordEntry) -> list[CitationEntry]:
    """What is cited against a record and holds."""
    return [
        cited
        for cited in entry.citations
        if cited.holds and cited.citation.stance is Stance.CONTRADICTS
    ]


def _fallen_words(entry: RecordEntry) -> str:
    """What a record rested on, and what became of that."""
    told = dict.fromkeys(
        (cited.source.title, cited.status or cited.source_status)
        for cited in entry.citations
        if not cited.holds and cited.citation.stance is Stance.SUPPORTS
    )
    words = _tr("What it rested on no longer holds.")
    return "\n".join((words, *(f"“{title}”: {status}" for title, status in told)))


def _origins_row(origins: tuple[OriginEntry, ...]) -> Row:
    """How many origins there are, each with its sources below."""
    established = sum(origin.is_established for origin in origins)
    others = sum(len(origin.sources) for origin in origins if not origin.is_established)
    below = tuple(_origin_row(origin) for origin in origins)
    said = ((Tone.TEXT, origins_words(established, others)),)
    lines = () if len(origins) == 1 else said  # one is told by the row below
    return Row(RowKind.DETAIL, _tr("Where it comes from"), lines=lines, children=below)


def _origin_row(origin: OriginEntry) -> Row:
    cited = ", ".join(f"“{source.title}”" for source in origin.sources)
    lines = ((Tone.MUTED, _tr("Cited as: {sources}").format(sources=cited)),)
    if not origin.is_established:
        return Row(RowKind.DETAIL, _tr("Origin not established"), lines=lines)
    names = ", ".join(source.title for source in origin.roots)
    return Row(RowKind.DETAIL, _tr("Origin: {name}").format(name=names), lines=lines)


def _part(transfer: str, subject: Subject, id_: str) -> Picked:
    """A part of a record: the record's form edits it, a source can be cited for it alone."""
    return Picked(Transfer, (transfer,), id_, subject, id_)


def _part_rows(entry: RecordEntry, told: set[str]) -> Iterator[Row]:
    """Items, figures of the record itself and parties, each with what is cited for it."""
    transfer, together = entry.transfer.id, _tr("for all items together, never split among them")
    yield from (_item_row(item, transfer, told) for item in entry.items)
    yield from (_figure_row(figure, transfer, told, together) for figure in entry.figures)
    yield from (_party_row(party, transfer, told) for party in entry.parties)


def _item_row(item: ItemEntry, transfer: str, told: set[str]) -> Row:
    """An item, its figures as rows below it."""
    about = " · ".join(part for part in (item.description, item.category, item.condition) if part)
    cited = tuple(citation_rows(item.citations, told))
    figures = tuple(_figure_row(figure, transfer, told) for figure in item.figures)
    return Row(
        RowKind.DETAIL,
        item.designation,
        lines=((Tone.MUTED, about),) if about else (),
        icon="item",
        children=(*cited, *figures),
        picked=_part(transfer, Subject.LINE, item.id),
    )


def _figure_row(figure: FigureEntry, transfer: str, told: set[str], words: str = "") -> Row:
    said = [words] if words else []
    if figure.basis is Basis.INCLUDED:
        said.append(_tr("Included in another figure: shown, not counted again"))
    return Row(
        RowKind.DETAIL,
        _figure_words(figure),
        lines=tuple((Tone.MUTED, each) for each in said),
        children=tuple(citation_rows(figure.citations, told)),
        picked=_part(transfer, Subject.FIGURE, figure.id),
    )


def _figure_words(figure: FigureEntry) -> str:
    if figure.basis is Basis.PER_UNIT:
        return _tr("{amount} (never summed)").format(amount=figure.amount_text)
    dated = f", {years_in_short(figure.dates_text)}" if figure.dates_text else ""
    return figure_words(figure) + dated


def _party_row(party: PartyEntry, transfer: str, told: set[str]) -> Row:
    return Row(
        RowKind.DETAIL,
        party.name,
        lines=((Tone.MUTED, str(party.role)),),
        icon="actor",
        children=tuple(citation_rows(party.citations, told)),
        picked=_part(transfer, Subject.PARTY, party.id),
    )


def _link_row(link: LinkEntry) -> Row:
    return Row(
        RowKind.DETAIL,
        sentence(link.text),
        lines=((Tone.LINK, _tr("Show this flow")),),
        icon="flow",
        pair=(link.supplier, link.recipient),
        children=tuple(citation_rows(link.citations)),
        picked=Picked(Link, (link.id,), subject=Subject.LINK, subject_id=link.id),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Evidence", words)

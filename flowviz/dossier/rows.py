"""Records to rows of the schema: one function a kind of record, one tuple a row."""

import functools
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from flowviz.actor import Actor
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.errors import RecordError
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Figure,
    Group,
    Import,
    Link,
    Note,
    Original,
    Placement,
    Problem,
    Provenance,
    Record,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    Verdict,
    new_id,
)

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]
"""Rows by table, each in the order of the table's columns."""

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def rows_of(records: Iterable[Record | Actor]) -> Rows:
    """The rows that ``records`` of one or several kinds come to, parts included."""
    rows: Rows = defaultdict(list)
    for record in records:
        _ADDERS[type(record)](record, rows)
    return rows


def actor_rows(actor: Actor, rows: Rows) -> None:
    """An actor with its names and members."""
    code = actor.code
    years = (actor.first_year, actor.last_year)
    rows["actor"].append((code, actor.kind, actor.name, *years, actor.lon, actor.lat))
    for at, name in enumerate(actor.names):
        span = (name.first_year, name.last_year)
        rows["actor_name"].append((part_id(code, at), code, name.name, name.language, *span))
    for at, member in enumerate(actor.members):
        span = (member.first_year, member.last_year)
        rows["actor_member"].append((part_id(code, at), code, member.code, *span))


def transfer_rows(transfer: Transfer, rows: Rows) -> None:
    """A transfer with its parties, lines and figures."""
    id_ = transfer.id
    rows["transfer"].append(
        (
            id_,
            transfer.kind,
            transfer.supplier,
            transfer.recipient,
            transfer.reporter,
            transfer.existence or "",
            transfer.comment,
            transfer.data_set,
            transfer.existence_reason,
        )
    )
    for at, party in enumerate(transfer.parties):
        rows["party"].append((party.id, id_, at, party.actor, party.role))
    figures = rows["figure"]
    for at, figure in enumerate(transfer.figures):
        figures.append(figure_row(figure, id_, "", at))
    for at, line in enumerate(transfer.lines):
        rows["line"].append(
            (
                line.id,
                id_,
                at,
                line.designation,
                line.description,
                line.category,
                line.condition,
            )
        )
        for position, figure in enumerate(line.figures):
            figures.append(figure_row(figure, id_, line.id, position))


def figure_row(figure: Figure, transfer: str, line: str, position: int) -> Row:
    """The row of a figure of a line, or of the transfer itself (``line`` empty)."""
    return (
        figure.id,
        transfer,
        line,
        position,
        figure.stage,
        figure.unit,
        figure.basis,
        *amount_columns(figure.amount),
        *dates_columns(figure.dates),
    )


def amount_columns(amount: Amount) -> Row:
    """Kind, value, low, high, whether uncertain, and text."""
    value, low, high = amount.value, amount.low, amount.high
    text = decimal_text(value)
    return (
        amount.kind,
        text,
        text if low is value else decimal_text(low),
        text if high is value else decimal_text(high),
        amount.is_uncertain,
        amount.text,
    )


def dates_columns(dates: Dates) -> Row:
    """Earliest, latest, years separated by commas, whether uncertain, and text."""
    earliest, latest = dates.earliest, dates.latest
    return (
        None if earliest is None else _day_text(earliest),
        None if latest is None else _day_text(latest),
        ",".join(map(str, dates.years)) if dates.years else "",
        dates.is_uncertain,
        dates.text,
    )


def decimal_text(value: Decimal | None) -> str | None:
    """Plain decimal digits: never an exponent, an infinity or a "not a number"."""
    if value is None:
        return None
    text = str(value)
    if _PLAIN.fullmatch(text):
        return text
    if not value.is_finite():
        raise RecordError(f"{text} is not an amount.")
    return format(value, "f")


def part_id(owner: str, position: int) -> str:
    """The identifier of a part that has none of its own; such ids sort as the parts do."""
    return f"{owner}/{position:06d}"


@functools.lru_cache(8192)
def _day_text(day: Any) -> str:
    return str(day.isoformat())


def _source_rows(source: Source, rows: Rows) -> None:
    rows["source"].append(
        (
            source.id,
            source.title,
            source.kind,
            source.publisher,
            source.author,
            *dates_columns(source.published),
            source.accessed and source.accessed.isoformat(),
            source.archived and source.archived.isoformat(),
            source.url,
            source.archived_url,
            source.pages,
            source.note,
            source.origin,
            source.status,
            source.protection,
            source.collector,
            source.publisher_group,
            source.volume,
            source.shelf_number,
            source.reference,
            source.status_on and source.status_on.isoformat(),
            source.status_reason,
            source.status_by,
        )
    )
    for at, grading in enumerate(source.gradings):
        since = grading.since and grading.since.isoformat()
        said = (grading.reliability, since, grading.reason, grading.grader)
        rows["grading"].append((grading.id, source.id, at, *said))
    for at, earlier in enumerate(source.derives_from):
        rows["derivation"].append((part_id(source.id, at), source.id, at, earlier))


def _citation_rows(citation: Citation, rows: Rows) -> None:
    rows["citation"].append(
        (
            citation.id,
            citation.source,
            citation.subject,
            citation.subject_id,
            citation.field,
            citation.stance,
            citation.locator,
            citation.text,
            citation.is_quotation,
            citation.reliability,
            citation.credibility,
            citation.status,
            citation.prefix,
            citation.suffix,
            citation.status_reason,
        )
    )


def _note_rows(note: Note, rows: Rows) -> None:
    rows["note"].append((note.id, note.subject, note.subject_id, note.text, note.is_private))


def _link_rows(link: Link, rows: Rows) -> None:
    head = (link.id, link.later, link.earlier, link.kind, link.item, link.unit)
    rows["link"].append((*head, *amount_columns(link.amount), link.existence))


def _group_rows(group: Group, rows: Rows) -> None:
    rows["account_group"].append((group.id, group.reason, group.counted_by))
    for at, account in enumerate(group.accounts):
        rows["account"].append((account.id, group.id, at, account.title, account.is_counted))
        rows["account_transfer"].extend(
            (part_id(account.id, position), account.id, transfer)
            for position, transfer in enumerate(account.transfers)
        )


def _verdict_rows(verdict: Verdict, rows: Rows) -> None:
    rows["verdict"].append((verdict.id, verdict.existence, verdict.reason))


def _dismissal_rows(dismissal: Dismissal, rows: Rows) -> None:
    rows["dismissal"].append((dismissal.id, dismissal.kind, dismissal.key, dismissal.reason))


def _snapshot_rows(snapshot: Snapshot, rows: Rows) -> None:
    if hashlib.sha256(snapshot.content).hexdigest() != snapshot.sha256:
        raise RecordError(f"The snapshot {snapshot.sha256!r} is not named by its own SHA-256.")
    kept = (snapshot.sha256, snapshot.source, snapshot.media_type, snapshot.content)
    rows["snapshot"].append(kept)


def _data_set_rows(data_set: DataSet, rows: Rows) -> None:
    told = (data_set.id, data_set.title, data_set.reader, data_set.source, data_set.is_counted)
    rows["data_set"].append(told)


def _import_rows(record: Import, rows: Rows) -> None:
    rows["import"].append(
        (
            record.id,
            record.data_set,
            record.file_name,
            record.file_sha256,
            record.reader_version,
            record.rows,
            record.at.isoformat(),
            record.sheet,
            json_text(record.columns),
            record.mapping,
            json_text(record.companions),
        )
    )


def _provenance_rows(provenance: Provenance, rows: Rows) -> None:
    rows["provenance"].append(
        (
            provenance.transfer,
            provenance.data_set,
            provenance.key,
            provenance.import_id,
            provenance.row,
            provenance.is_gone,
            kept_text(provenance.kept) if provenance.kept else "{}",
        )
    )


def _original_rows(original: Original, rows: Rows) -> None:
    # What was read is JSON already; half a million such texts are not parsed to be written again.
    of_imports = ",".join(f"{json_text(id_)}:{read}" for id_, read in original.rows)
    rows["original"].append((original.transfer, f"{{{of_imports}}}"))


def _spelling_rows(spelling: Spelling, rows: Rows) -> None:
    rows["spelling"].append((spelling.id, spelling.item))


def json_text(value: Any) -> str:
    """JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def kept_text(kept: Sequence[tuple[str, str]]) -> str:
    """The file's values beside hand edits, as a JSON object in order of the paths."""
    return json.dumps(dict(sorted(kept)), ensure_ascii=False)


def _problem_rows(problem: Problem, rows: Rows) -> None:
    rows["problem"].append(
        (
            problem.id or new_id(),
            problem.import_id,
            problem.severity,
            problem.line,
            problem.column,
            problem.message,
            problem.text,
        )
    )


def _placement_rows(placement: Placement, rows: Rows) -> None:
    id_ = placement_id(placement.view, placement.actor)
    rows["placement"].append((id_, placement.view, placement.actor, placement.x, placement.y))


def _saved_view_rows(saved: SavedView, rows: Rows) -> None:
    rows["saved_view"].append((saved.id, saved.name, saved.position, saved.state))


def placement_id(view: str, actor: str) -> str:
    """The identifier of the place of an actor in a view."""
    return f"{view}/{actor}"


_ADDERS: dict[type, Callable[[Any, Rows], None]] = {
    Actor: actor_rows,
    Transfer: transfer_rows,
    Source: _source_rows,
    Citation: _citation_rows,
    Note: _note_rows,
    Link: _link_rows,
    Group: _group_rows,
    Verdict: _verdict_rows,
    Dismissal: _dismissal_rows,
    Snapshot: _snapshot_rows,
    DataSet: _data_set_rows,
    Import: _import_rows,
    Provenance: _provenance_rows,
    Original: _original_rows,
    Spelling: _spelling_rows,
    Problem: _problem_rows,
    Placement: _placement_rows,
    SavedView: _saved_view_rows,
}

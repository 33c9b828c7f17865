"""Rows to records: each kind in a few statements, never one a record."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import apsw

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.dossier.rows import Row
from flowviz.dossier.values import amount_of, dates_of, day_of, no_odd_values
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Figure,
    Group,
    Import,
    Line,
    Link,
    Note,
    Party,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Snapshot,
    Source,
    Transfer,
)
from flowviz.terms import (
    Basis,
    CitationStatus,
    Existence,
    LinkKind,
    Origin,
    Protection,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of each kind a dossier holds."""

    transfers: int
    actors: int
    sources: int
    citations: int
    problems: int


def counts(db: apsw.Connection) -> Counts:
    """The number of transfers, actors, sources, citations and problems."""
    tables = ("transfer", "actor", "source", "citation", "problem")
    return Counts(*(db.execute(f"SELECT count(*) FROM {name}").get for name in tables))


@no_odd_values
def actors(db: apsw.Connection, codes: Iterable[str] | None = None) -> dict[str, Actor]:
    """The actors of the codes, or all, by code and in order of the codes."""
    wanted = None if codes is None else list(codes)
    names = _parts_of(
        db, "SELECT actor, name, language, first_year, last_year FROM actor_name", "actor", wanted
    )
    members = _parts_of(
        db, "SELECT actor, member, first_year, last_year FROM actor_member", "actor", wanted
    )
    return {
        code: Actor(
            code,
            ActorKind(kind),
            name,
            tuple(ActorName(*row) for row in names[code]),
            first_year,
            last_year,
            lon,
            lat,
            tuple(Member(*row) for row in members[code]),
        )
        for code, kind, name, first_year, last_year, lon, lat in _chosen(
            db, "SELECT * FROM actor", "code", wanted, "code"
        )
    }


@no_odd_values
def transfers(db: apsw.Connection, ids: Iterable[str] | None) -> tuple[Transfer, ...]:
    """The transfers of ``ids`` in that order, without those there are not; all by id for None."""
    wanted = None if ids is None else list(ids)
    figures = _figures(db, wanted)
    lines: dict[str, list[Line]] = defaultdict(list)
    for transfer, id_, designation, description, category, condition in _chosen(
        db,
        "SELECT transfer, id, designation, description, category, condition FROM line",
        "transfer",
        wanted,
        "position",
    ):
        told = tuple(figures[transfer, id_])
        lines[transfer].append(Line(id_, designation, description, category, condition, told))
    parties: dict[str, list[Party]] = defaultdict(list)
    for transfer, id_, actor, role in _chosen(
        db, "SELECT transfer, id, actor, role FROM party", "transfer", wanted, "position"
    ):
        parties[transfer].append(Party(id_, actor, Role(role)))
    found = {
        id_: Transfer(
            id_,
            TransferKind(kind),
            supplier,
            recipient,
            None if reporter is None else Reporter(reporter),
            Existence(existence),
            comment,
            tuple(lines[id_]),
            tuple(figures[id_, ""]),
            tuple(parties[id_]),
            data_set,
        )
        for id_, kind, supplier, recipient, reporter, existence, comment, data_set in _chosen(
            db, "SELECT * FROM transfer", "id", wanted, "id"
        )
    }
    return tuple(found[id_] for id_ in (found if wanted is None else wanted) if id_ in found)


_WITH_EARLIER = """
WITH RECURSIVE wanted(id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT derives_from FROM derivation JOIN wanted ON derivation.source = wanted.id
) SELECT id FROM wanted
"""


@no_odd_values
def sources(db: apsw.Connection, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """The sources of the ids with all that they derive from, or every source, by id."""
    wanted = None
    if ids is not None:
        wanted = [id_ for (id_,) in db.execute(_WITH_EARLIER, (json.dumps(list(ids)),))]
    earlier = _parts_of(db, "SELECT source, derives_from FROM derivation", "source", wanted)
    return {
        id_: Source(
            id_,
            title,
            kind,
            publisher,
            author,
            dates_of(tuple(published)),
            day_of(accessed),
            day_of(archived),
            url,
            archived_url,
            pages,
            note,
            Origin(origin),
            tuple(source for (source,) in earlier[id_]),
            SourceStatus(status),
            Protection(protection),
            collector,
        )
        for (
            id_,
            title,
            kind,
            publisher,
            author,
            *published,
            accessed,
            archived,
            url,
            archived_url,
            pages,
            note,
            origin,
            status,
            protection,
            collector,
        ) in _chosen(db, "SELECT * FROM source", "id", wanted, "id")
    }


@no_odd_values
def citations(db: apsw.Connection, subject_ids: Iterable[str] | None) -> tuple[Citation, ...]:
    """The citations of the subjects, in order of their ids; of all subjects for None."""
    return tuple(
        Citation(
            id_,
            source,
            Subject(subject),
            subject_id,
            field,
            Stance(stance),
            locator,
            text,
            bool(is_quotation),
            reliability,
            credibility,
            CitationStatus(status),
        )
        for (
            id_,
            source,
            subject,
            subject_id,
            field,
            stance,
            locator,
            text,
            is_quotation,
            reliability,
            credibility,
            status,
        ) in _chosen(db, "SELECT * FROM citation", "subject_id", subject_ids, "id")
    )


@no_odd_values
def notes(db: apsw.Connection, subject_ids: Iterable[str] | None) -> tuple[Note, ...]:
    """The notes on the subjects, in order of their ids; all for None."""
    return tuple(
        Note(id_, Subject(subject), subject_id, text, bool(is_private))
        for id_, subject, subject_id, text, is_private in _chosen(
            db, "SELECT * FROM note", "subject_id", subject_ids, "id"
        )
    )


@no_odd_values
def links(db: apsw.Connection) -> tuple[Link, ...]:
    """Every link, in order of the ids."""
    return tuple(
        Link(
            id_,
            later,
            earlier,
            LinkKind(kind),
            item,
            unit,
            amount_of(tuple(amount)),
            Existence(existence),
        )
        for id_, later, earlier, kind, item, unit, *amount, existence in db.execute(
            "SELECT * FROM link ORDER BY id"
        )
    )


@no_odd_values
def groups(db: apsw.Connection) -> tuple[Group, ...]:
    """Every group, in order of the ids."""
    told = _parts(db, "SELECT account, transfer FROM account_transfer")
    accounts: dict[str, list[Account]] = defaultdict(list)
    for group, id_, title, is_counted in db.execute(
        "SELECT account_group, id, title, is_counted FROM account ORDER BY position"
    ):
        transfers_told = tuple(transfer for (transfer,) in told[id_])
        accounts[group].append(Account(id_, title, bool(is_counted), transfers_told))
    return tuple(
        Group(id_, reason, tuple(accounts[id_]))
        for id_, reason in db.execute("SELECT id, reason FROM account_group ORDER BY id")
    )


@no_odd_values
def data_sets(db: apsw.Connection) -> dict[str, DataSet]:
    """Every data set by id."""
    return {
        id_: DataSet(id_, title, reader, source, bool(is_counted))
        for id_, title, reader, source, is_counted in db.execute(
            "SELECT * FROM data_set ORDER BY id"
        )
    }


@no_odd_values
def imports(db: apsw.Connection) -> tuple[Import, ...]:
    """Every import, the earliest first."""
    return tuple(
        Import(
            id_,
            data_set,
            file_name,
            file_sha256,
            reader_version,
            row_count,
            datetime.datetime.fromisoformat(at),
        )
        for id_, data_set, file_name, file_sha256, reader_version, row_count, at in db.execute(
            "SELECT * FROM import ORDER BY at, id"
        )
    )


@no_odd_values
def problems(db: apsw.Connection) -> tuple[Problem, ...]:
    """Every problem, by import and line."""
    return tuple(
        Problem(severity, line, column, message, text, import_id, id_)
        for id_, import_id, severity, line, column, message, text in db.execute(
            "SELECT * FROM problem ORDER BY import, line, id"
        )
    )


@no_odd_values
def provenance(db: apsw.Connection, transfer_ids: Iterable[str] | None) -> dict[str, Provenance]:
    """Where the transfers came from, by transfer; those that no file brought are left out."""
    return {
        transfer: Provenance(
            transfer,
            data_set,
            key,
            import_id,
            row,
            bool(is_gone),
            tuple(json.loads(kept).items()) if kept != "{}" else (),
        )
        for transfer, data_set, key, import_id, row, is_gone, kept in _chosen(
            db, "SELECT * FROM provenance", "transfer", transfer_ids, "transfer"
        )
    }


@no_odd_values
def placements(db: apsw.Connection, view: str | None) -> dict[str, Placement]:
    """Where actors were put in ``view``, by code (in all views, by id, for None)."""
    rows = db.execute("SELECT * FROM placement WHERE ?1 IS NULL OR view = ?1 ORDER BY id", (view,))
    return {
        (id_ if view is None else actor): Placement(of_view, actor, x, y)
        for id_, of_view, actor, x, y in rows
    }


def saved_views(db: apsw.Connection) -> tuple[SavedView, ...]:
    """Every saved view, in the order of the menu."""
    rows = db.execute("SELECT * FROM saved_view ORDER BY position, name, id")
    return tuple(SavedView(*row) for row in rows)


def snapshots(db: apsw.Connection) -> Iterator[Snapshot]:
    """Every snapshot, one at a time, for they may be large."""
    for row in db.execute("SELECT * FROM snapshot ORDER BY sha256"):
        yield Snapshot(*row)


def _figures(
    db: apsw.Connection, wanted: list[str] | None
) -> Mapping[tuple[str, str], list[Figure]]:
    figures: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for row in _chosen(db, "SELECT * FROM figure", "transfer", wanted, "position"):
        id_, transfer, line, _, stage, unit, basis = row[:7]
        amount, dates = amount_of(row[7:13]), dates_of(row[13:])
        figures[transfer, line].append(Figure(id_, Stage(stage), unit, amount, dates, Basis(basis)))
    return figures


def _chosen(
    db: apsw.Connection, select: str, column: str, ids: Iterable[str] | None, order: str
) -> Iterator[Row]:
    if ids is None:
        return db.execute(f"{select} ORDER BY {order}")
    chosen = json.dumps(list(ids))
    return db.execute(
        f"{select} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}", (chosen,)
    )


def _parts(db: apsw.Connection, select: str) -> Mapping[str, list[Row]]:
    return _parts_of(db, select, "", None)


def _parts_of(
    db: apsw.Connection, select: str, column: str, owners: list[str] | None
) -> Mapping[str, list[Row]]:
    parts: dict[str, list[Row]] = defaultdict(list)
    for owner, *columns in _chosen(db, select, column, owners, "id"):
        parts[owner].append(tuple(columns))
    return parts

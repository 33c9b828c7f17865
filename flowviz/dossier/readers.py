"""Rows to records: each kind in a few statements, never one a record."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import apsw

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.dossier.chosen import chosen, parts_of
from flowviz.dossier.rows import json_text
from flowviz.dossier.values import amount_of, dates_of, no_odd_values
from flowviz.records import (
    DataSet,
    Figure,
    Import,
    Line,
    Original,
    Party,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Snapshot,
    Transfer,
)
from flowviz.terms import (
    Basis,
    Existence,
    Reporter,
    Role,
    Stage,
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
    names = parts_of(
        db, "SELECT actor, name, language, first_year, last_year FROM actor_name", "actor", wanted
    )
    members = parts_of(
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
        for code, kind, name, first_year, last_year, lon, lat in chosen(
            db, "SELECT * FROM actor", "code", wanted, "code"
        )
    }


@no_odd_values
def transfers(db: apsw.Connection, ids: Iterable[str] | None) -> tuple[Transfer, ...]:
    """The transfers of ``ids`` in that order, without those there are not; all by id for None."""
    wanted = None if ids is None else list(ids)
    figures = _figures(db, wanted)
    lines: dict[str, list[Line]] = defaultdict(list)
    for transfer, id_, designation, description, category, condition in chosen(
        db,
        "SELECT transfer, id, designation, description, category, condition FROM line",
        "transfer",
        wanted,
        "position",
    ):
        told = tuple(figures[transfer, id_])
        lines[transfer].append(Line(id_, designation, description, category, condition, told))
    parties: dict[str, list[Party]] = defaultdict(list)
    for transfer, id_, actor, role in chosen(
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
            Existence(existence) if existence else None,
            comment,
            tuple(lines[id_]),
            tuple(figures[id_, ""]),
            tuple(parties[id_]),
            data_set,
            reason,
        )
        for id_, kind, supplier, recipient, reporter, existence, comment, data_set, reason in (
            chosen(db, "SELECT * FROM transfer", "id", wanted, "id")
        )
    }
    return tuple(found[id_] for id_ in (found if wanted is None else wanted) if id_ in found)


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
            sheet,
            tuple(json.loads(columns)),
            mapping,
            tuple((name, sha256) for name, sha256 in json.loads(companions)),
        )
        for (
            id_,
            data_set,
            file_name,
            file_sha256,
            reader_version,
            row_count,
            at,
            sheet,
            columns,
            mapping,
            companions,
        ) in db.execute("SELECT * FROM import ORDER BY at, id")
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
        for transfer, data_set, key, import_id, row, is_gone, kept in chosen(
            db, "SELECT * FROM provenance", "transfer", transfer_ids, "transfer"
        )
    }


@no_odd_values
def originals(db: apsw.Connection, transfer_ids: Iterable[str] | None) -> dict[str, Original]:
    """The rows of files that the transfers were made of, by transfer; of every one for None."""
    return {
        transfer: Original(
            transfer, tuple((id_, json_text(read)) for id_, read in json.loads(told).items())
        )
        for transfer, told in chosen(
            db, "SELECT * FROM original", "transfer", transfer_ids, "transfer"
        )
    }


def spellings(db: apsw.Connection) -> dict[str, str]:
    """The item that a designation means, by designation; those that mean themselves left out."""
    return dict(db.execute("SELECT id, item FROM spelling ORDER BY id"))


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
    for row in chosen(db, "SELECT * FROM figure", "transfer", wanted, "position"):
        id_, transfer, line, _, stage, unit, basis = row[:7]
        amount, dates = amount_of(row[7:13]), dates_of(row[13:])
        figures[transfer, line].append(Figure(id_, Stage(stage), unit, amount, dates, Basis(basis)))
    return figures

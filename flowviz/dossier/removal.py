"""What goes when a record goes: its parts, and what speaks of nothing else."""

import json
from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias

import apsw

from flowviz.dossier.kinds import Kind
from flowviz.dossier.rules import SUBJECTS
from flowviz.dossier.schema import content

Subjects: TypeAlias = Mapping[str, Set[str]]
"""Identifiers of what citations and notes are about, by the word for it."""

_SUBJECT_PARTS = {"transfer": ("line", "figure", "party")}
_ABOUT = "subject = ? AND subject_id IN (SELECT value FROM json_each(?))"


def remove(db: apsw.Connection, kind: Kind, ids: Iterable[str]) -> None:
    """Delete records of a kind with their parts, and nothing else."""
    keys = [(id_,) for id_ in ids]
    for table, condition in kind.parts:
        db.executemany(f"DELETE FROM {table} WHERE {condition}", keys)
    db.executemany(f"DELETE FROM {kind.table} WHERE {content()[kind.table].key} = ?", keys)


def parts_of(db: apsw.Connection, kind: Kind, ids: Iterable[str]) -> Subjects:
    """Those parts of the records that citations can be about."""
    chosen = json.dumps(list(ids))
    return {
        table: _ids(
            db,
            f"SELECT id FROM {table} WHERE transfer IN (SELECT value FROM json_each(?))",
            (chosen,),
        )
        for table in _SUBJECT_PARTS.get(kind.table, ())
    }


def gone(db: apsw.Connection, parts: Subjects) -> Subjects:
    """Those of the parts that no record has any longer."""
    still = "SELECT id FROM {} WHERE id IN (SELECT value FROM json_each(?))"
    return {
        table: ids - _ids(db, still.format(table), (json.dumps(list(ids)),))
        for table, ids in parts.items()
    }


def remove_words_about(db: apsw.Connection, subjects: Subjects) -> set[str]:
    """Delete the citations and notes on subjects that are gone; gives the tables touched.

    Notes on such notes, and what cites them, go too.
    """
    about = {word: set(ids) for word, ids in subjects.items()}
    ahead: Subjects = subjects
    while any(ahead.values()):
        notes = {
            note
            for word, ids in ahead.items()
            for note in _ids(db, f"SELECT id FROM note WHERE {_ABOUT}", _chosen(word, ids))
        } - about.setdefault("note", set())  # notes may be about one another in a circle
        about["note"] |= notes
        ahead = {"note": notes}
        db.executemany("DELETE FROM note WHERE id = ?", [(note,) for note in notes])
    for word, ids in about.items():
        db.execute(f"DELETE FROM citation WHERE {_ABOUT}", _chosen(word, ids))
    return {"note", "citation"}


def remove_with_dependents(db: apsw.Connection, kind: Kind, id_: str) -> set[str]:
    """Delete a record, its parts and all that speaks of it alone; gives the tables touched."""
    touched = {kind.table, *(table for table, _ in kind.parts)}
    if kind.word in SUBJECTS:
        touched |= remove_words_about(db, {kind.word: {id_}, **parts_of(db, kind, [id_])})
    if kind.table == "transfer":
        touched |= _remove_ties(db, id_)
    elif kind.table == "actor":
        db.execute("DELETE FROM placement WHERE actor = ?", (id_,))
        db.execute(
            "DELETE FROM verdict WHERE ?1 IN (substr(id, 1, instr(id, '>') - 1),"
            " substr(id, instr(id, '>') + 1))",
            (id_,),
        )
        touched |= {"placement", "verdict"}
    remove(db, kind, [id_])
    return touched


def _remove_ties(db: apsw.Connection, transfer: str) -> set[str]:
    links = _ids(db, "SELECT id FROM link WHERE later = ?1 OR earlier = ?1", (transfer,))
    remove_words_about(db, {"link": links})
    db.executemany("DELETE FROM link WHERE id = ?", [(link,) for link in links])
    db.execute("DELETE FROM provenance WHERE transfer = ?", (transfer,))
    db.execute("DELETE FROM original WHERE transfer = ?", (transfer,))
    db.execute("DELETE FROM account_transfer WHERE transfer = ?", (transfer,))
    return {"link", "citation", "note", "provenance", "original", "account_transfer"}


def _chosen(word: str, ids: Iterable[str]) -> tuple[str, str]:
    return word, json.dumps(list(ids))


def _ids(db: apsw.Connection, query: str, params: tuple[str, ...]) -> set[str]:
    return {str(id_) for (id_,) in db.execute(query, params)}

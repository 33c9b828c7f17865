"""What goes when a record goes: its parts, and what speaks of nothing else."""

import json
from collections.abc import Iterable

import apsw

from flowviz.dossier.kinds import Kind
from flowviz.dossier.schema import content

_SUBJECT_PARTS = {"transfer": ("line", "figure", "party")}
_HAVE_WORDS = frozenset({"actor", "transfer", "note", "link", "account_group"})


def remove(db: apsw.Connection, kind: Kind, ids: Iterable[str]) -> None:
    """Delete records of a kind with their parts, and nothing else."""
    keys = [(id_,) for id_ in ids]
    for table, condition in kind.parts:
        db.executemany(f"DELETE FROM {table} WHERE {condition}", keys)
    db.executemany(f"DELETE FROM {kind.table} WHERE {content()[kind.table].key} = ?", keys)


def part_ids(db: apsw.Connection, kind: Kind, ids: Iterable[str]) -> set[str]:
    """The identifiers of those parts of the records that citations can be about."""
    chosen = json.dumps(list(ids))
    return {
        part
        for table in _SUBJECT_PARTS.get(kind.table, ())
        for (part,) in db.execute(
            f"SELECT id FROM {table} WHERE transfer IN (SELECT value FROM json_each(?))",
            (chosen,),
        )
    }


def remove_words_about(db: apsw.Connection, subject_ids: Iterable[str]) -> set[str]:
    """Delete the citations and notes on subjects that are gone; gives the tables touched.

    Notes on such notes, and what cites them, go too.
    """
    subjects = list(subject_ids)
    # UNION ends the walk where notes are about one another in a circle.
    notes = [
        (note,)
        for (note,) in db.execute(
            """WITH RECURSIVE gone(id) AS (
                   SELECT id FROM note WHERE subject_id IN (SELECT value FROM json_each(?))
                   UNION
                   SELECT note.id FROM gone JOIN note ON note.subject_id = gone.id)
               SELECT id FROM gone""",
            (json.dumps(subjects),),
        )
    ]
    subjects += [note for (note,) in notes]
    db.executemany("DELETE FROM note WHERE id = ?", notes)
    db.execute(
        "DELETE FROM citation WHERE subject_id IN (SELECT value FROM json_each(?))",
        (json.dumps(subjects),),
    )
    return {"note", "citation"}


def remove_with_dependents(db: apsw.Connection, kind: Kind, id_: str) -> set[str]:
    """Delete a record, its parts and all that speaks of it alone; gives the tables touched."""
    touched = {kind.table, *(table for table, _ in kind.parts)}
    if kind.table in _HAVE_WORDS:
        touched |= remove_words_about(db, {id_, *part_ids(db, kind, [id_])})
    if kind.table == "transfer":
        touched |= _remove_ties(db, id_)
    elif kind.table == "actor":
        db.execute("DELETE FROM placement WHERE actor = ?", (id_,))
        touched.add("placement")
    remove(db, kind, [id_])
    return touched


def _remove_ties(db: apsw.Connection, transfer: str) -> set[str]:
    links = [
        link
        for (link,) in db.execute(
            "SELECT id FROM link WHERE later = ?1 OR earlier = ?1", (transfer,)
        )
    ]
    remove_words_about(db, links)
    db.executemany("DELETE FROM link WHERE id = ?", [(link,) for link in links])
    db.execute("DELETE FROM provenance WHERE transfer = ?", (transfer,))
    db.execute("DELETE FROM account_transfer WHERE transfer = ?", (transfer,))
    return {"link", "citation", "note", "provenance", "account_transfer"}

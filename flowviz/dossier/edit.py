"""One edit: the records that are put and deleted between its beginning and its commit."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter

import apsw

from flowviz.actor import Actor
from flowviz.dossier import kept, merging, readers, removal, rows, schema
from flowviz.dossier.collector import collector_at_rest
from flowviz.dossier.insertion import Insertion
from flowviz.dossier.kinds import KINDS, Kind
from flowviz.dossier.recorder import Recorder, Unrecorded
from flowviz.errors import RecordError
from flowviz.records import Provenance, Record, Transfer

_BATCH = 2_000
"""Records of which rows are made at once; those of a whole import would be 200 MB of rows."""

_KEY = itemgetter(0)


def _go_on() -> None:
    """Have nobody who would end it."""


class Edit:
    """What ``Dossier.edit`` gives: writes records into the open transaction."""

    def __init__(self, db: apsw.Connection, recorder: Recorder | Unrecorded) -> None:
        self._db = db
        self._recorder = recorder
        self.touched: set[str] = set()
        self.look: Callable[[], None] = _go_on
        """Asked now and then while what was written is checked; what it raises ends the edit."""

    def put(self, *records: Record | Actor) -> None:
        """Insert records, or replace those of the same identifier, whole with their parts.

        A transfer that a file brought keeps the file's value of each field changed here beside it
        (``Provenance.kept``).
        """
        self.put_many(records)

    def put_many(self, records: Iterable[Record | Actor], *, imported: bool = False) -> None:
        """Put many records at once; ``imported`` when a file brings them, not a hand."""
        by_kind: dict[type, dict[str, Record | Actor]] = {}
        for record in records:
            kind = KINDS[type(record)]
            by_kind.setdefault(type(record), {})[kind.id_of(record) or f"\0{id(record)}"] = record
        if Transfer in by_kind and not imported:
            self._note_kept(by_kind)
        with collector_at_rest():
            for record_type, of_kind in by_kind.items():
                self._put_kind(KINDS[record_type], of_kind)

    @contextmanager
    def inserting(self, count: int) -> Iterator[Insertion]:
        """Have ``count`` new transfers, and what goes with them, inserted within as rows.

        Nothing else is written within. Where they are as many as the dossier has or more, indexes
        are set aside until it ends, and what is asked of the dossier within is slow.

        Raises
        ------
        RecordError
            One of their identifiers is taken.
        """
        insertion = Insertion(self._db, self._recorder, count)
        yield insertion
        insertion.finish(self.look)
        self.touched |= insertion.touched

    def delete(self, kind: type, id_: str) -> None:
        """Delete a record with its parts and everything that speaks of it alone.

        With a transfer go its provenance, its citations and notes, its links and its place in
        accounts; with an actor its citations and notes and where it was put. A source that is still
        cited and an actor still in use cannot go.

        Raises
        ------
        RecordError
            There is no such record.
        """
        known = KINDS[kind]
        if not self._existing(known, [id_]):
            raise RecordError(f"There is no {known.word} {id_!r} to delete.")
        self._recorder.wrote_other_than_inserts()
        self.touched.update(removal.remove_with_dependents(self._db, known, id_))
        self._recorder.cut_when_full()

    def merge_actors(self, keep: str, gone: Iterable[str]) -> None:
        """Make the actors ``gone`` one with ``keep``: their names and members become its own.

        All that names them names ``keep`` from now on: transfers, parties, blocs, places, notes
        and citations. Where the records came from, and saved views, stay as they are.

        Raises
        ------
        RecordError
            One of them is not in the dossier, or ``keep`` is among ``gone``.
        """
        self._recorder.wrote_other_than_inserts()
        kept, others = merging.to_merge(self._db, keep, gone)
        places = merging.placements(self._db, kept, others)
        holders = merging.holders(self._db, kept, others)
        self.touched.update(merging.rename_everywhere(self._db, kept, others))
        for actor in others:
            self.delete(Actor, actor.code)
        self.put(merging.merged(kept, others), *holders, *places)

    def set_title(self, text: str) -> None:
        """Name the dossier."""
        self._recorder.wrote_other_than_inserts()
        self._db.execute("DELETE FROM meta WHERE key = 'title'")
        self._db.execute("INSERT INTO meta VALUES ('title', ?)", (text,))
        self.touched.add("meta")

    def _note_kept(self, by_kind: dict[type, dict[str, Record | Actor]]) -> None:
        after = by_kind[Transfer]
        given = by_kind.get(Provenance, {})
        known = readers.provenance(self._db, after.keys() - given.keys())
        before = readers.transfers(self._db, known)
        noted = {
            transfer.id: kept.beside(known[transfer.id], transfer, edited)
            for transfer in before
            if isinstance(edited := after[transfer.id], Transfer)
        }
        if noted:
            by_kind[Provenance] = {**given, **noted}

    def _put_kind(self, kind: Kind, records: dict[str, Record | Actor]) -> None:
        existing = self._existing(kind, list(records))
        parts_before: removal.Subjects = {}
        if existing:
            self._recorder.wrote_other_than_inserts()
            parts_before = removal.parts_of(self._db, kind, existing)
            removal.remove(self._db, kind, existing)
            self.touched.add(kind.table)
        # In order of the key, rows fill pages one after another.
        in_order = iter([records[id_] for id_ in sorted(records)])
        while batch := list(islice(in_order, _BATCH)):
            for table, of_table in rows.rows_of(batch).items():
                self._insert(table, of_table)
        if parts_before:
            gone = removal.gone(self._db, parts_before)
            self.touched.update(removal.remove_words_about(self._db, gone))

    def _existing(self, kind: Kind, ids: list[str]) -> list[str]:
        key = schema.content()[kind.table].key
        # What is put in the order of its ids, as an import does, comes behind all that is there.
        behind = f"SELECT 1 FROM {kind.table} WHERE {key} >= ? LIMIT 1"
        if not ids or self._db.execute(behind, (min(ids),)).get is None:
            return []
        found = self._db.execute(
            f"SELECT {key} FROM {kind.table} WHERE {key} IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return [id_ for (id_,) in found]

    def _insert(self, table: str, new: list[rows.Row]) -> None:
        new.sort(key=_KEY)
        self.touched.add(table)
        insert = schema.content()[table].insert_sql
        at = 0
        while at < len(new):
            self._recorder.cut_when_full()
            end = at + self._recorder.room
            try:
                self._db.executemany(insert, new[at:end])
            except apsw.ConstraintError as error:
                raise RecordError(
                    f"A {table} could not be kept: its identifier is already taken by another "
                    f"one, or a value is of the wrong kind ({error})."
                ) from error
            except UnicodeEncodeError as error:
                raise RecordError(
                    f"A {table} holds text that is not Unicode: {error.reason}."
                ) from error
            at = end

"""What can be read of an open dossier."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import apsw

from flowviz.actor import Actor
from flowviz.dossier import log, readers, testimony
from flowviz.dossier.log import LogRow
from flowviz.dossier.readers import Counts
from flowviz.dossier.rows import Row
from flowviz.dossier.working import INDEX
from flowviz.errors import RecordError, UsageError
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Group,
    Import,
    Link,
    Note,
    Original,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Snapshot,
    Source,
    Transfer,
    Verdict,
)

_QUERY_WORDS = ("SELECT", "WITH", "VALUES")


class Reading:
    """The reading half of a dossier: rows for columns and searches, records for panels."""

    _db: apsw.Connection

    @property
    def database(self) -> Path:
        """The private database that is read, for who lays two of them side by side."""
        return Path(self._db.filename)

    @property
    def index_file(self) -> Path:
        """Where ``flowviz.finding`` keeps its index of it: gone with the private copy."""
        return self.database.with_name(INDEX)

    @property
    def head(self) -> tuple[int, str]:
        """The number and the hash of the last row of the history, ``(0, "")`` for none."""
        return log.head(self._db)

    def history(self) -> tuple[LogRow, ...]:
        """Everything that was ever done, the first thing first."""
        return log.rows(self._db)

    def rows(self, sql: str, params: Any = ()) -> Iterator[Row]:
        """The rows of a query over the tables of the schema.

        Raises
        ------
        UsageError
            ``sql`` is anything but one that only reads.
        """
        cursor = self._db.cursor()
        cursor.exec_trace = _refuse_writing
        return iter(cursor.execute(sql, params))

    def actors(self, codes: Iterable[str] | None = None) -> dict[str, Actor]:
        """The actors of ``codes`` by code, without those there are not; all for None."""
        return readers.actors(self._db, codes)

    def transfer(self, id_: str) -> Transfer:
        """One transfer.

        Raises
        ------
        RecordError
            There is none of that id.
        """
        found = readers.transfers(self._db, (id_,))
        if not found:
            raise RecordError(f"The dossier has no transfer {id_!r}.")
        return found[0]

    def transfers(self, ids: Iterable[str] | None = None) -> tuple[Transfer, ...]:
        """The transfers of ``ids`` in that order, without those there are not; None for all."""
        return readers.transfers(self._db, ids)

    def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """The sources of ``ids`` with all that they derive from, by id; every one for None."""
        return testimony.sources(self._db, ids)

    def citations(self, subject_ids: Iterable[str] | None = None) -> tuple[Citation, ...]:
        """The citations of the subjects, in order of their ids; None for all."""
        return testimony.citations(self._db, subject_ids)

    def notes(self, subject_ids: Iterable[str] | None = None) -> tuple[Note, ...]:
        """The notes on the subjects, in order of their ids; None for all."""
        return testimony.notes(self._db, subject_ids)

    def links(self, transfers: Iterable[str] | None = None) -> tuple[Link, ...]:
        """The links from or to the transfers, in order of their ids; every one for None."""
        return testimony.links(self._db, transfers)

    def groups(self, transfers: Iterable[str] | None = None) -> tuple[Group, ...]:
        """The groups that the transfers are in, with all their accounts; every one for None."""
        return testimony.groups(self._db, transfers)

    def verdicts(self) -> dict[str, Verdict]:
        """What a person decided on the existence of flows, by ``flow_id``."""
        return testimony.verdicts(self._db)

    def dismissals(self) -> tuple[Dismissal, ...]:
        """Every proposal that a person has turned down."""
        return testimony.dismissals(self._db)

    def snapshots(self) -> Iterator[Snapshot]:
        """Every snapshot with its bytes, one at a time."""
        return readers.snapshots(self._db)

    def data_sets(self) -> dict[str, DataSet]:
        """Every data set by id."""
        return readers.data_sets(self._db)

    def imports(self) -> tuple[Import, ...]:
        """Every import, the earliest first."""
        return readers.imports(self._db)

    def problems(self) -> tuple[Problem, ...]:
        """Every problem that imports met, by import and line."""
        return readers.problems(self._db)

    def provenance(self, transfer_ids: Iterable[str] | None = None) -> dict[str, Provenance]:
        """Where transfers came from, by id; those that a person entered are left out."""
        return readers.provenance(self._db, transfer_ids)

    def originals(self, transfer_ids: Iterable[str] | None = None) -> dict[str, Original]:
        """The rows of files that transfers were made of, by id; those of a hand are left out."""
        return readers.originals(self._db, transfer_ids)

    def spellings(self) -> dict[str, str]:
        """The item that a designation means, by designation; most mean themselves."""
        return readers.spellings(self._db)

    def placements(self, view: str | None = None) -> dict[str, Placement]:
        """Where actors were put in ``view``, by code; in all views, by id, for None."""
        return readers.placements(self._db, view)

    def saved_views(self) -> tuple[SavedView, ...]:
        """Every saved view, in the order of the menu."""
        return readers.saved_views(self._db)

    def counts(self) -> Counts:
        """How many transfers, actors, sources, citations and problems there are."""
        return readers.counts(self._db)

    def forgotten(self) -> frozenset[str]:
        """The identifiers of records that were forgotten and should not come back.

        Only those that tell nothing themselves: random ones, and those made of a file's keys.
        """
        sql = "SELECT cites FROM log WHERE kind = 'forget' AND cites <> ''"
        return frozenset(id_ for (id_,) in self._db.execute(sql))

    def let_go(self) -> None:
        """Let go of the pages that SQLite keeps for the next reader: up to 32 MB."""
        self._db.execute("PRAGMA shrink_memory")


class Onlooker(Reading):
    """Reads a dossier on a connection of its own: another thread may edit it meanwhile.

    What is read between ``with`` and its end is one state, the last that was committed before.
    """

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def __enter__(self) -> Self:
        self._db.execute("BEGIN")
        return self

    def __exit__(self, *_of: object) -> None:
        self._db.close()


def _refuse_writing(cursor: apsw.Cursor, sql: str, _params: Any) -> bool:
    first = sql.split(None, 1)[0].upper() if sql.strip() else ""
    # Transactions and ATTACH pass for reading with SQLite, hence the words.
    if not (cursor.is_readonly and first.startswith(_QUERY_WORDS)):
        raise UsageError("Only queries can be asked this way; edits go by edit().")
    return True

"""An insertion: rows of new records by the thousand, told by themselves and by no Session.

Rows come as a changeset has them. They are applied as one and kept in the log to the byte: of half
a million records, what watches rows and reads them back took a third of the time.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import apsw

from flowviz.dossier import indexes, schema, serial, store
from flowviz.dossier.recorder import Recorder, Unrecorded
from flowviz.errors import RecordError

SerialRows: TypeAlias = Mapping[str, Sequence[bytes]]
"""Rows by table, each as a changeset has it that inserts it (``serial.INSERT`` and the values)."""

LARGE = 3_000
"""Records from which on an insertion does without a Session: some 20,000 rows, its chunk."""
_TABLES = ("transfer", "party", "line", "figure", "citation")


class Insertion:
    """What ``Edit.inserting`` gives; ``count`` is how many transfers will come."""

    def __init__(self, db: apsw.Connection, recorder: Recorder | Unrecorded, count: int) -> None:
        self._db = db
        self._recorder = recorder
        self.is_large = count >= LARGE
        self.touched: set[str] = set()
        """The tables of which there were rows."""
        self._aside: tuple[str, ...] = ()
        if self.is_large:
            recorder.pause()
            if count >= db.execute("SELECT count(*) FROM transfer").get:
                self._aside = _TABLES
                indexes.set_aside(db, self._aside)

    def add(self, new: SerialRows) -> None:
        """Insert rows of records that are new.

        Raises
        ------
        RecordError
            One of their identifiers is taken.
        """
        filled = {table: of_table for table, of_table in new.items() if of_table}
        self.touched.update(filled)
        changeset = b"".join(
            part for table, of_table in filled.items() for part in (_head(table), *of_table)
        )
        if self.is_large:
            self._apply(changeset)
            self._recorder.add(changeset, sum(map(len, new.values())))
        else:
            self._recorder.cut_when_full()
            self._apply(changeset)

    def finish(self, look: Callable[[], None]) -> None:
        """Put indexes back and watch again; what ``look`` raises meanwhile ends the edit."""
        if self.is_large:
            with store.looked_at(self._db, look):
                indexes.put_back(self._db, self._aside)
            self._recorder.resume()

    def _apply(self, changeset: bytes) -> None:
        met: list[str] = []

        def refuse(_reason: int, change: apsw.TableChange) -> int:
            met.append(change.name)
            return int(apsw.SQLITE_CHANGESET_ABORT)

        try:
            # The edit's own transaction takes all back; a savepoint would keep each page it meets.
            apsw.Changeset.apply(
                changeset,
                self._db,
                conflict=refuse,
                flags=apsw.SQLITE_CHANGESETAPPLY_NOSAVEPOINT,
            )
        except (apsw.AbortError, apsw.ConstraintError) as error:
            raise RecordError(
                f"A {met[0] if met else 'record'} could not be kept: its identifier is already "
                "taken by another one, or a value is of the wrong kind."
            ) from error


def _head(table: str) -> bytes:
    return serial.table(table, len(schema.content()[table].columns))

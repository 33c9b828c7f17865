"""The dossier: one document, edited in a private working copy, published whole by a save."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw

from flowviz.actor import Actor
from flowviz.dossier import log, readers, rules, store, working
from flowviz.dossier.edit import Edit
from flowviz.dossier.log import LogRow
from flowviz.dossier.readers import Counts
from flowviz.dossier.recorder import Recorder, Unrecorded
from flowviz.dossier.rows import Row
from flowviz.dossier.working import Publication, WorkingCopy
from flowviz.errors import RecordError, UndoError, UsageError
from flowviz.records import (
    Citation,
    DataSet,
    Group,
    Import,
    Link,
    Note,
    Placement,
    Problem,
    Provenance,
    Record,
    Snapshot,
    Source,
    Transfer,
)

_QUERY_WORDS = ("SELECT", "WITH", "VALUES")


class Dossier:
    """An open document.

    One thread at a time uses a Dossier; it may be opened in one and handed over to another.
    """

    def __init__(self, copy: WorkingCopy, db: apsw.Connection) -> None:
        self._copy = copy
        self._db = db
        self._published = copy.published
        self._is_editing = False
        self._log: tuple[LogRow, ...] | None = None

    @classmethod
    def new(cls, title: str = "", records: Iterable[Record | Actor] = ()) -> Self:
        """A dossier that has no file yet, holding ``records`` before its history begins."""
        copy = working.make()
        with store.in_words("A new dossier could not be made"):
            dossier = cls(copy, store.create(copy.database))
            with store.transaction(dossier._db):
                dossier._db.execute("INSERT INTO meta VALUES ('title', ?)", (title,))
                edit = Edit(dossier._db, Unrecorded())
                edit.put_many(records, imported=True)
                rules.check(dossier._db, edit.touched)
            copy.set_published(Publication())
        return dossier

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file that a save writes, None as long as there is none."""
        return self._published.path

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return self._db.execute("SELECT value FROM meta WHERE key = 'title'").get or ""

    @property
    def is_modified(self) -> bool:
        """Whether anything was done since the file was last read or written."""
        return log.head(self._db)[1] != self._published.log_hash

    def close(self) -> None:
        """Remove the working copy, and with it every edit that was not saved."""
        self._db.close()
        self._copy.remove()

    # Editing

    @contextlib.contextmanager
    def edit(self, what: str, author: str = "") -> Iterator[Edit]:
        """One edit: a transaction, a row of the log, one undo; any exception takes all back.

        ``what`` is what the menu calls it ("Import of deals.csv"); an edit that changes nothing
        leaves no trace.

        Raises
        ------
        RecordError
            A record breaks a rule; nothing was changed.
        """
        if self._is_editing:
            raise UsageError("An edit is already under way in this dossier.")
        self._is_editing = True
        try:
            with store.in_words(f"“{what}” was not done"), store.transaction(self._db):
                yield from self._recorded(what, author)
        finally:
            self._is_editing = False
            self._log = None

    def undo(self) -> str:
        """Take back the last edit that stands; gives what it was.

        Raises
        ------
        UndoError
            There is none, or the records are no longer as it left them.
        """
        done = log.standing(self.history()).done
        if not done:
            raise UndoError("There is nothing to undo.")
        return self._reverse(log.UNDO, self.history()[done[-1] - 1], done[-1])

    def redo(self) -> str:
        """Do again what was last undone; gives what it was.

        Raises
        ------
        UndoError
            There is none, or the records are no longer as the undo left them.
        """
        undone = log.standing(self.history()).undone
        if not undone:
            raise UndoError("There is nothing to redo.")
        edit, undo = undone[-1]
        return self._reverse(log.REDO, self.history()[edit - 1], undo)

    @property
    def undo_text(self) -> str | None:
        """What ``undo`` would take back, None if nothing."""
        done = log.standing(self.history()).done
        return self.history()[done[-1] - 1].what if done else None

    @property
    def redo_text(self) -> str | None:
        """What ``redo`` would do again, None if nothing."""
        undone = log.standing(self.history()).undone
        return self.history()[undone[-1][0] - 1].what if undone else None

    def history(self) -> tuple[LogRow, ...]:
        """Everything that was ever done, the first thing first."""
        if self._log is None:
            self._log = log.rows(self._db)
        return self._log

    def _recorded(self, what: str, author: str) -> Iterator[Edit]:
        recorder = Recorder(self._db, log.head(self._db)[0] + 1)
        edit = Edit(self._db, recorder)
        try:
            yield edit
        except BaseException:
            recorder.stop()
            raise
        rules.check(self._db, edit.touched)
        row_count, digests = recorder.finish()
        if row_count:
            log.append(
                self._db, log.EDIT, what, author=author, row_count=row_count, digests=digests
            )

    def _reverse(self, kind: str, edit: LogRow, reverses: int) -> str:
        if self._is_editing:
            raise UsageError("An edit is under way in this dossier; finish it first.")
        try:
            with store.in_words(f"“{edit.what}” stands as it was"), store.transaction(self._db):
                log.apply(self._db, edit, backwards=kind == log.UNDO)
                log.append(self._db, kind, edit.what, reverses=reverses, row_count=edit.row_count)
        finally:
            self._log = None
        return edit.what

    # Reading

    def rows(self, sql: str, params: Any = ()) -> Iterator[Row]:
        """The rows of a query over the tables of ``schema.sql``.

        Raises
        ------
        UsageError
            ``sql`` is anything but one that only reads.
        """
        cursor = self._db.cursor()
        cursor.exec_trace = _only_reads
        try:
            return iter(cursor.execute(sql, params))
        except apsw.ExecTraceAbort:
            raise UsageError(
                "Only queries can be asked of a dossier; edits go by edit()."
            ) from None

    def actors(self) -> dict[str, Actor]:
        """Every actor by code."""
        return readers.actors(self._db)

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

    def sources(self) -> dict[str, Source]:
        """Every source by id."""
        return readers.sources(self._db)

    def citations(self, subject_ids: Iterable[str] | None = None) -> tuple[Citation, ...]:
        """The citations of the subjects, in order of their ids; None for all."""
        return readers.citations(self._db, subject_ids)

    def notes(self, subject_ids: Iterable[str] | None = None) -> tuple[Note, ...]:
        """The notes on the subjects, in order of their ids; None for all."""
        return readers.notes(self._db, subject_ids)

    def links(self) -> tuple[Link, ...]:
        """Every link."""
        return readers.links(self._db)

    def groups(self) -> tuple[Group, ...]:
        """Every group with its accounts."""
        return readers.groups(self._db)

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

    def placements(self, view: str | None = None) -> dict[str, Placement]:
        """Where actors were put in ``view``, by code; in all views, by id, for None."""
        return readers.placements(self._db, view)

    def counts(self) -> Counts:
        """How many transfers, actors, sources, citations and problems there are."""
        return readers.counts(self._db)


def _only_reads(cursor: apsw.Cursor, sql: str, _params: Any) -> bool:
    first = sql.split(None, 1)[0].upper() if sql.strip() else ""
    return cursor.is_readonly and first.startswith(_QUERY_WORDS)

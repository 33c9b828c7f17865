"""The dossier: one document, edited in a private working copy, published whole by a save."""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from flowviz.actor import Actor
from flowviz.dossier import log, opening, recovery, rules, schema, store, working
from flowviz.dossier.discretion import Discreet
from flowviz.dossier.edit import Edit
from flowviz.dossier.history import History
from flowviz.dossier.log import LogRow
from flowviz.dossier.recorder import Recorder, Unrecorded
from flowviz.dossier.recovery import LeftBehind, Recovery
from flowviz.dossier.working import Publication, WorkingCopy
from flowviz.errors import DossierError, NewerDossierError, UndoError, UsageError
from flowviz.paths import resource
from flowviz.records import Record


class Dossier(Discreet):
    """An open document.

    One thread at a time uses a Dossier; it may be opened in one and handed over to another.
    """

    def __init__(self, copy: WorkingCopy, db: apsw.Connection) -> None:
        super().__init__(copy, db)
        self._history = History()

    @classmethod
    def open(cls, path: Path, *, as_copy: bool = False) -> Self:
        """The dossier of a file, which is read once and not held open.

        ``as_copy`` leaves that file alone from then on: the dossier has none yet, as a new one.

        Raises
        ------
        NotADossierError
            It is a foreign, truncated or damaged file.
        NewerDossierError
            A newer flowviz wrote it.
        DossierError
            It cannot be read, or there is no room for a working copy.
        """
        path = Path(os.path.abspath(path))
        copy = working.make()
        try:
            db, sha256 = opening.lay_open(path, copy.database)
            with store.in_words(f"{path.name} was not opened"):
                head = log.head(db)[1]
                copy.set_published(
                    Publication(log_hash=head) if as_copy else Publication(path, sha256, head)
                )
        except BaseException:
            copy.clear_away()
            raise
        return cls(copy, db)

    @classmethod
    def sample(cls) -> Self:
        """The bundled case, with no file and no history yet."""
        from flowviz.dossier.case import read_case  # only who wants the case pays for its reader

        case = read_case(resource("cases", "belarus-bulgaria-2015.json"))
        return cls.new(case.title, case.records)

    @classmethod
    def left_behind(cls) -> LeftBehind:
        """What a crash or a kill left unsaved and no living process works on."""
        return recovery.left_behind()

    @classmethod
    def recover(cls, found: Recovery) -> Self:
        """Go on where the crash was: every committed edit is there, unsaved as before.

        Raises
        ------
        DossierError
            Another flowviz has taken it up, a newer one left it, or it is damaged.
        """
        with store.in_words("The unsaved edits could not be recovered"):
            copy = working.claim(working.folder_of(found.id))
        if copy is None:
            raise DossierError("Another flowviz has already recovered these edits.")
        try:
            with store.in_words("The unsaved edits could not be recovered"):
                recovery.settle(copy)
                working.remove_index(copy.folder)  # the kill may have left half of it
                db = store.open_to_write(copy.database)
                if schema.version_of(db) > schema.VERSION:
                    raise NewerDossierError(
                        "The unsaved edits are those of a newer flowviz. Update flowviz to recover "
                        "them; they were not touched."
                    )
                opening.migrate(db)
                fault = log.fault(db)
                if fault is not None:
                    raise DossierError(f"The unsaved edits are damaged: {fault}.")
        except BaseException:
            copy.release()
            raise
        recovered = cls(copy, db)
        with store.in_words("The unsaved edits were recovered, but not all that was forgotten"):
            recovered.finish_forgetting()
        return recovered

    @classmethod
    def discard(cls, id_: str) -> None:
        """Delete what could be recovered, or what cannot be read, by the name of its folder.

        Raises
        ------
        DossierError
            Another flowviz works on it, or it cannot be deleted.
        """
        recovery.discard(id_)

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

    # Editing

    @contextlib.contextmanager
    def edit(
        self, what: str, author: str = "", *, reason: str = "", step: str = "", cites: str = ""
    ) -> Iterator[Edit]:
        """One edit: a transaction, a row of the log, one undo; any exception takes all back.

        ``what`` is what the menu calls it ("Import of deals.csv"); an edit that changes nothing
        leaves no trace. ``reason`` is why, ``step`` what it is undone together with, and ``cites``
        the head of the history that it merges (``LogRow``).

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
                yield from self._recorded(
                    what, author=author, reason=reason, step=step, cites=cites
                )
        finally:
            self._is_editing = False

    def undo(self, author: str = "") -> str:
        """Take back the last edit that stands, with its whole step; gives what it was.

        Raises
        ------
        UndoError
            There is none, or the records are no longer as it left them.
        """
        edits = self._told.to_undo
        if not edits:
            raise UndoError("There is nothing to undo.")
        return self._reverse(log.UNDO, [(edit, edit.seq) for edit in edits], author)

    def redo(self, author: str = "") -> str:
        """Do again what was last undone, with its whole step; gives what it was.

        Raises
        ------
        UndoError
            There is none, or the records are no longer as the undo left them.
        """
        edits = self._told.to_redo
        if not edits:
            raise UndoError("There is nothing to redo.")
        return self._reverse(log.REDO, edits, author)

    @property
    def undo_row(self) -> LogRow | None:
        """The latest of the edits that ``undo`` would take back, None if there is none."""
        edits = self._told.to_undo
        return edits[0] if edits else None

    @property
    def redo_row(self) -> LogRow | None:
        """The latest of the edits that ``redo`` would do again, None if there is none."""
        edits = self._told.to_redo
        return edits[-1][0] if edits else None

    @property
    def undo_text(self) -> str | None:
        """What ``undo`` would take back, None if nothing."""
        row = self.undo_row
        return None if row is None else row.what

    @property
    def redo_text(self) -> str | None:
        """What ``redo`` would do again, None if nothing."""
        row = self.redo_row
        return None if row is None else row.what

    @property
    def undo_size(self) -> int:
        """How many rows of content ``undo`` would change."""
        return sum(edit.row_count for edit in self._told.to_undo)

    @property
    def redo_size(self) -> int:
        """How many rows of content ``redo`` would change."""
        return sum(edit.row_count for edit, _ in self._told.to_redo)

    @property
    def undo_tables(self) -> frozenset[str]:
        """The tables that ``undo`` would change."""
        return self._tables(self._told.to_undo)

    @property
    def redo_tables(self) -> frozenset[str]:
        """The tables that ``redo`` would change."""
        return self._tables(edit for edit, _ in self._told.to_redo)

    def history(self) -> tuple[LogRow, ...]:
        """Everything that was ever done, the first thing first."""
        return self._told.rows

    def _tables(self, edits: Iterable[LogRow]) -> frozenset[str]:
        return frozenset().union(*(log.tables(self._db, edit.seq) for edit in edits))

    @property
    def _told(self) -> History:
        with store.in_words("The history was not read"):
            self._history = History.read(self._db, self._history)
        return self._history

    def _recorded(
        self, what: str, *, author: str, reason: str, step: str, cites: str
    ) -> Iterator[Edit]:
        recorder = Recorder(self._db, log.head(self._db)[0] + 1)
        edit = Edit(self._db, recorder)
        try:
            yield edit
        except BaseException:
            recorder.stop()
            raise
        done = recorder.finish()
        if done.touched is None:
            with store.looked_at(self._db, edit.look):
                rules.check(self._db, edit.touched)
        else:
            rules.check_touched(self._db, done.touched)
        if done.row_count:
            log.append(
                self._db,
                log.EDIT,
                what,
                row_count=done.row_count,
                digests=done.digests,
                author=author,
                reason=reason,
                step=step,
                cites=cites,
            )

    def _reverse(self, kind: str, edits: Sequence[tuple[LogRow, int]], author: str) -> str:
        """Undo or redo edits in their order, each with the number of the row to take back."""
        if self._is_editing:
            raise UsageError("An edit is under way in this dossier; finish it first.")
        what = edits[0 if kind == log.UNDO else -1][0].what
        with store.in_words(f"“{what}” stands as it was"), store.transaction(self._db):
            for edit, reverses in edits:
                log.apply(self._db, edit, backwards=kind == log.UNDO)
                log.append(
                    self._db,
                    kind,
                    edit.what,
                    author=author,
                    reverses=reverses,
                    row_count=edit.row_count,
                    step=edit.step,
                )
        return what

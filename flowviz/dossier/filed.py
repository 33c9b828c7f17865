"""The half of a dossier that knows its file: what is saved, what is not yet, and saving it."""

import contextlib
import dataclasses
import os
from pathlib import Path
from typing import Self

import apsw

from flowviz.dossier import backups, drafts, log, outgoing, publish, store, working
from flowviz.dossier.publish import Progress
from flowviz.dossier.reading import Onlooker, Reading
from flowviz.dossier.working import Publication, WorkingCopy
from flowviz.errors import DossierError, UsageError


class Filed(Reading):
    """A private working copy of the file that it is published to.

    ``backup_fault`` says why the last save is not among the backups, None when it is or when none
    are kept; such a fault stops no save.
    """

    def __init__(self, copy: WorkingCopy, db: apsw.Connection) -> None:
        self._copy = copy
        self._db = db
        self._published = copy.published
        self._is_editing = False
        self.backup_fault: str | None = None

    @classmethod
    def open_elsewhere(cls, path: Path, *, besides: Self | None = None) -> bool:
        """Whether a living flowviz of this machine works on the file at ``path``.

        ``besides`` is the dossier whose own work on it does not count.
        """
        own = None if besides is None else besides._copy.folder
        return working.is_worked_on(path, own)

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

    def beside(self) -> Onlooker:
        """A reader of what is committed, for one thread other than the one that edits."""
        return Onlooker(store.open_to_read(self._copy.database))

    def close(self) -> None:
        """Remove the working copy, and with it every edit that was not saved, and the drafts."""
        self._db.close()
        self._copy.clear_away()

    def save(
        self,
        path: Path | None = None,
        *,
        is_new: bool = False,
        replaces_changed: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Write the whole document into its file, or into ``path``, its file from then on.

        The file is the old one or the new one at every moment. A ``path`` that is given replaces
        whatever is there, or nothing if it ``is_new``; without one, the file must still be as it
        was read or written last, unless the save ``replaces_changed`` knowingly. ``progress`` is
        told how many bytes of how many are in place, 0 of 0 while the file is put together; a
        ``CancelledError`` that it raises leaves the file as it was. The save is kept as a backup.

        Raises
        ------
        TargetChangedError
            The file was changed, or made, by another program since.
        DossierError
            The file could not be written; nothing is lost, and saving again can work.
        """
        target = self.path if path is None else Path(os.path.abspath(path))
        if target is None:
            raise UsageError("A new dossier needs a path to be saved to.")
        if self._is_editing:
            raise UsageError("An edit is under way in this dossier; finish it first.")
        known = self._published.file_sha256 if path is None and not replaces_changed else None
        if is_new:
            known = ""
        try:
            with store.in_words(f"{target.name} was not saved"):
                coming = Publication(target, "", log.head(self._db)[1])
                coming = self._publish(coming, known, progress)
            self._note(coming)
            self._keep_backup(target)
        finally:
            with contextlib.suppress(OSError):
                self._copy.outgoing.unlink(missing_ok=True)

    def has_seen(self, path: Path, sha256: str) -> None:
        """Note that what the file at ``path`` holds now, by its digest, is known and dealt with.

        Where it is the dossier's own file, changed outside, a save may replace it from now on.
        """
        if self.path is not None and os.path.abspath(path) == os.path.abspath(self.path):
            self._note(dataclasses.replace(self._published, file_sha256=sha256))

    # Texts that are no records yet

    def drafts(self) -> dict[str, str]:
        """What was typed into forms and is no record yet, by the name it was kept under."""
        return drafts.read(self._copy.drafts)

    def keep_draft(self, name: str, text: str) -> None:
        """Keep ``text`` under ``name`` until it is dropped; a crash leaves it to be recovered.

        Raises
        ------
        DossierError
            All drafts together are over 8 MiB, or cannot be written.
        """
        drafts.write(self._copy.drafts, {**self.drafts(), name: text})

    def drop_draft(self, name: str) -> None:
        """Keep nothing under ``name`` any longer, if there is anything.

        Raises
        ------
        DossierError
            The drafts cannot be written.
        """
        held = self.drafts()
        if held.pop(name, None) is not None:
            drafts.write(self._copy.drafts, held)

    def _publish(
        self, coming: Publication, known: str | None, progress: Progress | None
    ) -> Publication:
        """Put the document in the place of ``coming``; gives it with the digest of the file."""
        target, noted = coming.path, coming
        assert target is not None

        def announce(sha256: str) -> None:
            nonlocal noted
            noted = dataclasses.replace(coming, file_sha256=sha256)
            self._copy.set_publishing(noted)

        part = publish.part_beside(target)
        self._copy.set_part(part)
        publish.look_at(target, part)  # a place that takes no file says so before any work
        outgoing.make(self._db, self._copy, progress)
        try:
            publish.put_in_place(self._copy.outgoing, part, target, known, announce, progress)
        except (apsw.Error, DossierError) as error:
            is_replaced = isinstance(error, publish.UnsyncedError)
            if not is_replaced and (not noted.file_sha256 or not _is_there(noted)):
                raise
            # The disk reported a fault, but did it: the next save must know the file again.
            self._note(dataclasses.replace(noted, log_hash=self._published.log_hash))
            raise DossierError(
                f"{target.name} holds what was edited, but the disk reported a fault and may lose "
                "it. Nothing is lost here: save again, or save somewhere else."
            ) from error
        return noted

    def _note(self, publication: Publication) -> None:
        self._published = publication
        # What was announced tells as much, should the private folder be full just now.
        with contextlib.suppress(apsw.Error):
            self._copy.set_published(publication)

    def _keep_backup(self, target: Path) -> None:
        self.backup_fault = None
        try:
            backups.keep(self._copy.outgoing, target)
        except DossierError as error:
            self.backup_fault = str(error)


def _is_there(noted: Publication) -> bool:
    assert noted.path is not None
    try:
        return publish.digest_of(noted.path) == noted.file_sha256
    except OSError:
        return False

"""The half of a dossier that keeps quiet: forgetting for good, and copies that withhold."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flowviz.dossier import drafts, log, publish, rules, schema, store, working
from flowviz.dossier.filed import Filed
from flowviz.dossier.working import Publication
from flowviz.errors import DossierError, TargetChangedError, UsageError

# Who neither forgets nor publishes does not pay for it at each start.
if TYPE_CHECKING:
    from flowviz.dossier.foreseen import Foreseen
    from flowviz.dossier.foresight import Foresight
    from flowviz.dossier.forget import Found
    from flowviz.dossier.scrubbing import Scrub
    from flowviz.dossier.wishes import Wish
    from flowviz.dossier.withheld import Choices, Withheld

Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


class Discreet(Filed):
    """Forgets, and publishes copies that withhold what is not for everybody."""

    def foresight(self) -> "Foresight":
        """What can tell, on another thread, what ``forget`` would do."""
        from flowviz.dossier.foresight import Foresight

        return Foresight(self.beside(), self._copy.folder, self.path, self.drafts())

    def foresee(self, wish: "Wish", *, progress: Progress = _silent) -> "Foreseen":
        """What ``forget`` would do, with the errors of ``Foresight``; changes nothing."""
        return self.foresight()(wish, progress)

    def forget(self, wish: "Wish", author: str = "", *, progress: Progress = _silent) -> "Found":
        """Take a record or a text out of content, history, backups and free pages, for good.

        A text that the dossier does not hold is looked for in what is beside it: drafts, backups,
        and what a crash has left unsaved.

        The dossier is saved at once, for its file still holds what is forgotten. ``progress`` may
        raise ``CancelledError``, which leaves all as it was. A kill leaves the dossier as it was,
        or forgotten and to be recovered.

        Raises
        ------
        RecordError
            There is no such record, and never was.
        UsageError
            It cannot be forgotten, or an edit is under way.
        TargetChangedError
            Another program has changed the file; nothing was done.
        DossierError
            Another flowviz has the file open; or all was done but what the message says.
        """
        from flowviz.dossier import forget
        from flowviz.dossier.wishes import ForgetText

        if self._is_editing:
            raise UsageError("An edit is under way in this dossier; finish it first.")
        self._see_that_it_can_be_saved()
        hashes = self._hashes
        with store.in_words("Nothing was forgotten"):
            self._db.execute("PRAGMA secure_delete = ON")
            with store.transaction(self._db):
                found = forget.carry_out(self._db, wish, author, progress)
        if not found.is_nothing:
            self._clear_away(hashes)
        elif isinstance(wish, ForgetText):
            self._clear_beside(wish.scrub(), hashes)
        return found

    def finish_forgetting(self) -> None:
        """Clear away what a kill has left of a forgetting that the file does not know of yet."""
        rows = log.rows(self._db)
        saved = next((row.seq for row in rows if row.hash == self._published.log_hash), 0)
        if any(row.kind == log.FORGET for row in rows[saved:]):
            from flowviz.dossier import traces

            traces.remove(self._copy.folder, self.path, {row.hash for row in rows})
            traces.clean(self._copy.database)

    def withheld(self, choices: "Choices") -> "Withheld":
        """What ``publish_copy`` would leave out; changes nothing."""
        from flowviz.dossier import withheld

        return withheld.withheld(self._db, choices, len(self.drafts()))

    def publish_copy(
        self,
        path: Path,
        choices: "Choices",
        *,
        is_new: bool = False,
        progress: Progress = _silent,
    ) -> "Withheld":
        """Write a dossier for everybody into another file; gives what it leaves out.

        It has no history; this dossier stays as it is. ``is_new`` and ``progress`` are as with
        ``save``.

        Raises
        ------
        UsageError
            ``path`` is the file of this dossier.
        DossierError
            It could not be written.
        """
        from flowviz.dossier import settling, withheld

        path = Path(os.path.abspath(path))
        if self.path is not None and os.path.realpath(path) == os.path.realpath(self.path):
            raise UsageError("A copy needs another file than that of the dossier itself.")
        with store.in_words(f"{path.name} was not written"):
            copy = working.make()
            made = Filed(copy, store.create(copy.database))
            try:
                with store.transaction(made._db):
                    withheld.fill(self._db, made._db, choices, progress)
                    settling.settle(self._db, made._db)
                    rules.check(made._db, set(schema.content()))
                # No backup is kept of what others have anyway.
                made._publish(Publication(path), "" if is_new else None, progress)
            finally:
                made.close()
        return self.withheld(choices)

    @property
    def _hashes(self) -> frozenset[str]:
        return frozenset(row.hash for row in log.rows(self._db))

    def _see_that_it_can_be_saved(self) -> None:
        if self.path is None:
            return
        if self.open_elsewhere(self.path, besides=self):
            raise DossierError(
                f"{self.path.name} is open in another flowviz, which would keep what is forgotten. "
                "Close it there first."
            )
        if publish.digest_of(self.path) not in (self._published.file_sha256, None):
            raise TargetChangedError(
                f"{self.path.name} was changed by another program meanwhile; nothing was "
                "forgotten. Open it again, and forget then."
            )
        try:
            publish.look_at(self.path, publish.part_beside(self.path))
        except DossierError as error:
            raise DossierError(
                f"Nothing was forgotten, for the file would keep it. {error}"
            ) from error

    def _clear_away(self, hashes: frozenset[str]) -> None:
        from flowviz.dossier import traces

        try:
            with store.in_words("It is forgotten here, but old pages may still hold it"):
                traces.remove(self._copy.folder, self.path, hashes)
                drafts.write(self._copy.drafts, {})
                traces.clean(self._copy.database)
        finally:
            self._save_at_once()

    def _clear_beside(self, scrub: "Scrub", hashes: frozenset[str]) -> None:
        """Remove what holds a text that this dossier does not."""
        from flowviz.dossier import traces

        with store.in_words("What a crash or a save has left may still hold it"):
            traces.remove(self._copy.folder, self.path, hashes, scrub)
            typed = self.drafts()
            held = {name: text for name, text in typed.items() if not scrub.is_in(text)}
            if held != typed:
                drafts.write(self._copy.drafts, held)
            traces.clean(self._copy.database)

    def _save_at_once(self) -> None:
        if self.path is None:
            return
        try:
            self.save()
        except DossierError as error:
            raise DossierError(
                f"It is forgotten here, but {self.path.name} still holds it: {error}"
            ) from error

"""Looking at what forgetting would do, beside the dossier: it can be edited meanwhile."""

from collections.abc import Callable, Mapping
from pathlib import Path

from flowviz.dossier import forget, log, store, traces
from flowviz.dossier.foreseen import Foreseen
from flowviz.dossier.reading import Onlooker
from flowviz.dossier.scrubbing import Scrub
from flowviz.dossier.wishes import ForgetText, Wish

Progress = Callable[[int, int], None]


class Foresight:
    """Asked once, on any thread; ``own`` is the folder of the working copy."""

    def __init__(
        self, onlooker: Onlooker, own: Path, path: Path | None, drafts: Mapping[str, str]
    ) -> None:
        self._onlooker = onlooker
        self._own = own
        self._path = path
        self._drafts = drafts

    def __call__(self, wish: Wish, progress: Progress) -> Foreseen:
        """What forgetting would do; ``progress`` may raise ``CancelledError``.

        Raises
        ------
        RecordError
            There is no such record, and never was.
        UsageError
            It cannot be forgotten.
        DossierError
            The history cannot be read.
        """
        with store.in_words("The history was not looked through"), self._onlooker as reading:
            found = forget.look(reading._db, wish, progress)
            hashes = {row.hash for row in log.rows(reading._db)}
            scrub = wish.scrub() if isinstance(wish, ForgetText) else Scrub()
            only = scrub if found.is_nothing else None
            beside = traces.find(self._own, self._path, hashes, only)
            typed = self._drafts.values()
        return Foreseen(
            found,
            len(beside.backups),
            sum(backup.bytes for backup in beside.backups),
            beside.left_behind,
            len(typed) if only is None else sum(map(scrub.is_in, typed)),
            self._path,
            scrub.is_in(str(self._path or "")),
        )

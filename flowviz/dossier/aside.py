"""A dossier that is only read, beside the one that is edited: a colleague's, or an earlier state.

It stands in a private folder of working copies, as a dossier does, but is never claimed complete:
what a kill leaves of it is removed, not offered for recovery.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from flowviz.dossier import log, opening, store, working
from flowviz.dossier.reading import Reading
from flowviz.dossier.working import WorkingCopy


class Aside(Reading):
    """Reads a private copy; one thread at a time uses it.

    ``path`` is the file and ``sha256`` the digest of its bytes; None and "" for an earlier state.
    """

    def __init__(
        self, copy: WorkingCopy, db: apsw.Connection, path: Path | None = None, sha256: str = ""
    ) -> None:
        self._copy = copy
        self._db = db
        self.path = path
        self.sha256 = sha256

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """The dossier in a file, which is read once, brought to the schema of now and looked over.

        Raises
        ------
        NotADossierError
            It is a foreign, truncated or damaged file.
        NewerDossierError
            A newer flowviz wrote it.
        DossierError
            It cannot be read, or there is no room for a copy.
        """
        path = Path(os.path.abspath(path))
        copy = working.make()
        try:
            db, sha256 = opening.lay_open(path, copy.database)
        except BaseException:
            copy.clear_away()
            raise
        return cls(copy, db, path, sha256)

    @classmethod
    def as_of(cls, other: Reading, seq: int) -> Self:
        """What another dossier held after row ``seq`` of its log; the other one stays as it is.

        Raises
        ------
        UndoError
            What was done since cannot be taken back.
        DossierError
            There is no room for a copy.
        """
        copy = working.make()
        try:
            with store.in_words("An earlier state was not laid open"):
                reader = store.open_to_read(other.database)
                try:
                    reader.execute("VACUUM INTO ?", (str(copy.database),))
                finally:
                    reader.close()
                db = store.open_to_write(copy.database)
                db.execute("PRAGMA synchronous = OFF")  # nobody needs it after a power cut
                with store.transaction(db):
                    log.rewind(db, seq)
        except BaseException:
            copy.clear_away()
            raise
        return cls(copy, db)

    def close(self) -> None:
        """Remove the copy."""
        self._db.close()
        self._copy.clear_away()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

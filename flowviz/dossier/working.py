"""Working copies: the private place where a dossier is edited, and whose it is.

Each has a folder of its own with ``dossier.sqlite`` and ``claim.sqlite``. The claim tells which
file the copy belongs to and what that file held when it was last read or written. It also tells
whether a process still works on the copy: the process holds SQLite's exclusive lock on the claim
for as long as it lives, and the system lets go of the lock when it dies. No host names, process
numbers or times are needed for that. The lock hides the claim from everybody else, so that the
path of the file stands in ``path`` too, for a flowviz that is about to open it.
"""

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

from flowviz.dossier import publish
from flowviz.dossier.store import in_words
from flowviz.errors import DossierError
from flowviz.paths import state_folder

_CLAIM_SQL = """
CREATE TABLE IF NOT EXISTS claim (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_ready INTEGER NOT NULL,
    path BLOB,
    file_sha256 TEXT NOT NULL,
    log_hash TEXT NOT NULL,
    next_path BLOB,
    next_sha256 TEXT NOT NULL,
    next_log_hash TEXT NOT NULL,
    part BLOB
) STRICT;
INSERT OR IGNORE INTO claim (id, is_ready, file_sha256, log_hash, next_sha256, next_log_hash)
VALUES (1, 0, '', '', '', '');
"""
INDEX = "index.sqlite"
"""What ``flowviz.finding`` makes beside the document, to search in it; gone with the copy."""
_SHOWN_PATH = "path"
_COLUMNS = "SELECT name FROM pragma_table_info('claim')"


@dataclass(frozen=True, slots=True)
class Publication:
    """What a file held when it was last read or written: its digest, and how far the log went."""

    path: Path | None = None
    file_sha256: str = ""
    log_hash: str = ""


class WorkingCopy:
    """A working copy that this process has claimed."""

    def __init__(self, folder: Path, claim: apsw.Connection) -> None:
        self.folder = folder
        self._claim = claim

    @property
    def database(self) -> Path:
        """The document itself."""
        return self.folder / "dossier.sqlite"

    @property
    def outgoing(self) -> Path:
        """Where a save puts the file together before it is copied to its target."""
        return self.folder / "outgoing.sqlite"

    @property
    def drafts(self) -> Path:
        """What was typed and is no record yet; gone with the copy."""
        return self.folder / "drafts.json"

    @property
    def is_ready(self) -> bool:
        """Whether the copy was complete when work on it began."""
        return bool(self._claim.execute("SELECT is_ready FROM claim").get)

    @property
    def published(self) -> Publication:
        """The file that this copy belongs to, as it was last read or written."""
        path, *rest = self._claim.execute("SELECT path, file_sha256, log_hash FROM claim").get
        return Publication(_path(path), *rest)

    @property
    def publishing(self) -> Publication:
        """The file that a save was about to put in place, if it did not get to say it had."""
        path, *rest = self._claim.execute(
            "SELECT next_path, next_sha256, next_log_hash FROM claim"
        ).get
        return Publication(_path(path), *rest)

    def set_published(self, publication: Publication) -> None:
        """Note what the file now holds; the copy is complete from here on."""
        self._claim.execute(
            "UPDATE claim SET is_ready = 1, path = ?, file_sha256 = ?, log_hash = ?,"
            " next_path = NULL, next_sha256 = '', next_log_hash = '', part = NULL",
            (_bytes(publication.path), publication.file_sha256, publication.log_hash),
        )
        self._show_path(publication.path)

    def set_publishing(self, publication: Publication) -> None:
        """Note what is about to be put in place, so that a kill between the two can be told."""
        self._claim.execute(
            "UPDATE claim SET next_path = ?, next_sha256 = ?, next_log_hash = ?",
            (_bytes(publication.path), publication.file_sha256, publication.log_hash),
        )

    @property
    def part(self) -> Path | None:
        """The unfinished file that a save may have left beside its target."""
        return _path(self._claim.execute("SELECT part FROM claim").get)

    def set_part(self, part: Path | None) -> None:
        """Note which unfinished file is about to stand beside the target."""
        self._claim.execute("UPDATE claim SET part = ?", (_bytes(part),))

    def release(self) -> None:
        """Let go of the copy and leave it where it is."""
        self._claim.close()

    def remove(self) -> None:
        """Delete the copy; the document goes first, while nobody else can claim it.

        Killed half-way, cut off from power or refused, it leaves what the next start clears away.

        Raises
        ------
        OSError
            Something cannot be deleted now; the claim on it is let go of.
        """
        with contextlib.suppress(apsw.Error):  # a full disk keeps nobody from making room
            self._claim.execute("UPDATE claim SET is_ready = 0")
        try:
            for path in self.folder.iterdir():
                if path.is_file() and not path.name.startswith("claim."):
                    path.unlink()
        except OSError:
            self._claim.close()
            raise
        with contextlib.suppress(OSError):
            publish.sync_folder(self.folder)  # else the document might outlive its claim
        self._claim.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def clear_away(self) -> None:
        """Delete the copy, or leave it to the next start where the disk refuses."""
        with contextlib.suppress(OSError):
            self.remove()

    def _show_path(self, path: Path | None) -> None:
        """Let others read which file is worked on; without that they only learn it later."""
        shown = self.folder / _SHOWN_PATH
        with contextlib.suppress(OSError):
            if path is None:
                shown.unlink(missing_ok=True)
            elif not shown.exists() or shown.read_bytes() != os.fsencode(path):
                publish.write_whole(shown, os.fsencode(path), mode=0o600)


def make() -> WorkingCopy:
    """A new folder, claimed, with no document in it yet."""
    folder = _root() / uuid.uuid4().hex
    with _folder_in_words(folder):
        folder.mkdir(mode=0o700)
        publish.sync_folder(folder.parent)
    with in_words("A working copy could not be made"):
        claimed = claim(folder)
    assert claimed is not None
    return claimed


def claim(folder: Path) -> WorkingCopy | None:
    """The working copy in ``folder`` for this process, None while another one holds it.

    Raises
    ------
    apsw.Error
        Its claim is damaged, or none of ours.
    """
    db = apsw.Connection(str(folder / "claim.sqlite"))
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        db.execute(_CLAIM_SQL)
        if "part" not in {name for (name,) in db.execute(_COLUMNS)}:
            # The first flowviz did not note it; its unsaved edits are as good as ours.
            db.execute("ALTER TABLE claim ADD COLUMN part BLOB")
        db.execute("COMMIT")  # the lock stays
    except apsw.BusyError:
        db.close()
        return None
    except apsw.Error:
        db.close()
        raise
    return WorkingCopy(folder, db)


def folders() -> tuple[Path, ...]:
    """The folders of all working copies, those that are being worked on among them."""
    # Without a claim the folder is being made this moment, or is not ours.
    claims = _root().glob("*/claim.sqlite")
    return tuple(sorted(claim.parent for claim in claims))


def has_lost_its_claim(folder: Path) -> bool:
    """Whether a document stands beside an empty claim, which is written before any document."""
    is_empty = (folder / "claim.sqlite").stat().st_size == 0
    return is_empty and (folder / "dossier.sqlite").exists()


def is_worked_on(path: Path, besides: Path | None) -> bool:
    """Whether a living process works on the file at ``path``, the copy ``besides`` aside."""
    return any(
        folder != besides and _is_of(folder, path) and _is_claimed(folder) for folder in folders()
    )


def folder_of(name: str) -> Path:
    """The folder of the working copy of that name."""
    return _root() / name


def remove_index(folder: Path) -> None:
    """Delete what was made in a working copy to search in it; it is made anew when it is wanted.

    Raises
    ------
    DossierError
        It cannot be deleted now.
    """
    try:
        for made in folder.glob(f"{INDEX}*"):
            made.unlink(missing_ok=True)
    except OSError as error:
        raise DossierError(
            f"The index of the search could not be removed: {publish.reason(error)}."
        ) from error


def _is_of(folder: Path, path: Path) -> bool:
    try:
        shown = Path(os.fsdecode((folder / _SHOWN_PATH).read_bytes()))
    except OSError:
        return False
    try:
        return shown.samefile(path)
    except OSError:  # one of them is not there (yet, or any more)
        return os.path.realpath(shown) == os.path.realpath(path)


def _is_claimed(folder: Path) -> bool:
    try:
        db = apsw.Connection(str(folder / "claim.sqlite"), apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return False
    try:
        db.execute("SELECT is_ready FROM claim")
    except apsw.BusyError:
        return True
    except apsw.Error:
        return False
    finally:
        db.close()
    return False


def _root() -> Path:
    with _folder_in_words(Path("working copies")):
        root = state_folder() / "working"
        if not root.is_dir():
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (root.parent, root.parent.parent):
                with contextlib.suppress(OSError):  # one that is not ours may not be opened
                    publish.sync_folder(folder)
    return root


@contextlib.contextmanager
def _folder_in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DossierError(
            f"flowviz cannot make its private folder {error.filename or folder}: "
            f"{error.strerror}. Set FLOWVIZ_STATE to a folder that you can write to."
        ) from error


def _path(kept: bytes | None) -> Path | None:
    return None if kept is None else Path(os.fsdecode(kept))


def _bytes(path: Path | None) -> bytes | None:
    return None if path is None else os.fsencode(path)

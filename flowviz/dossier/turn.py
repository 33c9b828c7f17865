"""Turns: one save of a file at a time on this machine, from the last look at it to the rename.

Without them two saves at the same moment would both find the file as they knew it, and the later
would replace the earlier one unseen. Between machines there is no such lock, only the look.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import apsw

from flowviz.errors import DossierError
from flowviz.paths import state_folder

_LONGEST_WAIT_MS = 60_000


@contextlib.contextmanager
def turn(target: Path) -> Iterator[None]:
    """Have the turn to replace ``target``; the system takes it back when the process dies.

    One of sixteen locks, so that its name tells nothing of the path, and a drive that hangs seldom
    holds up the save of another file.

    Raises
    ------
    DossierError
        Another flowviz has had the turn for a minute, or the state folder cannot be used.
    apsw.Error
        The lock cannot be used.
    """
    folder = _folder(target)
    digit = hashlib.sha256(os.fsencode(target)).hexdigest()[0]
    db = apsw.Connection(str(folder / f"{digit}.sqlite"))
    try:
        db.set_busy_timeout(_LONGEST_WAIT_MS)
        try:
            db.execute("BEGIN EXCLUSIVE")
        except apsw.BusyError as error:
            raise DossierError(
                f"{target.name} was not saved: another flowviz has been saving it for a minute. "
                "Nothing is lost: try again, or save somewhere else."
            ) from error
        yield
    finally:
        db.close()


def _folder(target: Path) -> Path:
    try:
        folder = state_folder() / "turns"
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DossierError(
            f"{target.name} was not saved: flowviz cannot write in its own folder "
            f"({error.strerror}). Nothing is lost: try again."
        ) from error
    return folder

"""What jobs do with a dossier while they have it: open, recover, save, undo."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flowviz.dossier import Dossier, Recovery
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents

Opened = tuple[Dossier, Contents]


class OnDossier:
    """Work bound to the dossier it was lent."""

    def __init__(self, work: Callable[[Dossier, Token], Any], dossier: Dossier) -> None:
        self._work = work
        self._dossier = dossier

    def __call__(self, token: Token) -> Any:
        return self._work(self._dossier, token)


class OpenFile:
    """Opens another file; ``as_copy`` leaves that file alone from then on."""

    def __init__(self, path: Path, *, as_copy: bool = False) -> None:
        self._path = path
        self._as_copy = as_copy

    def __call__(self, _dossier: Dossier, _token: Token) -> Opened:
        return _read(Dossier.open(self._path, as_copy=self._as_copy))


class Recover:
    """Goes on with what a crash has left."""

    def __init__(self, found: Recovery) -> None:
        self._found = found

    def __call__(self, _dossier: Dossier, _token: Token) -> Opened:
        return _read(Dossier.recover(self._found))


class Save:
    """Saves, and can be stopped until the file is in place; gives why no backup was kept."""

    def __init__(self, path: Path | None, *, replaces_changed: bool) -> None:
        self._path = path
        self._replaces_changed = replaces_changed

    def __call__(self, dossier: Dossier, token: Token) -> str | None:
        dossier.save(self._path, replaces_changed=self._replaces_changed, progress=token.go_on)
        return dossier.backup_fault


class Reverse:
    """Undoes or redoes in the name of ``author``."""

    def __init__(self, author: str, *, is_undo: bool) -> None:
        self._author = author
        self._is_undo = is_undo

    def __call__(self, dossier: Dossier, _token: Token) -> Contents:
        reverse = dossier.undo if self._is_undo else dossier.redo
        reverse(self._author)
        return Contents.read(dossier)


def _read(opened: Dossier) -> Opened:
    try:
        return opened, Contents.read(opened)
    except BaseException:
        opened.close()
        raise

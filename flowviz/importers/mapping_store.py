"""Mappings that were used before, offered again for tables of the same shape.

The shape of a table is the names of its columns in their order. A mapping is kept for its shape in
the folder of settings, where the user can forget it, and with each import in the dossier itself.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flowviz import paths
from flowviz.dossier.publish import write_whole
from flowviz.dossier.reading import Reading
from flowviz.errors import ImportFileError
from flowviz.importers import mapping_toml
from flowviz.importers.mapping import Mapping
from flowviz.importers.table import names_of

_FOLDER = "mappings"
_MOST = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """A mapping and the day it was used last; ``path`` is None for one of the dossier's own."""

    mapping: Mapping
    at: datetime.date
    path: Path | None


def offered(dossier: Reading, names: tuple[str, ...]) -> tuple[Kept, ...]:
    """Give the mappings that tables with columns of these names were read by, the latest first.

    ``names`` are as in ``Table.names``. One that cannot be read any more is passed over.
    """
    found = sorted((*_in_settings(names), *_in_dossier(dossier, names)), key=_at, reverse=True)
    told: list[Kept] = []
    for kept in found:
        if all(kept.mapping != other.mapping for other in told):
            told.append(kept)
    return tuple(told[:_MOST])


def keep(mapping: Mapping, names: tuple[str, ...]) -> None:
    """Keep a mapping for tables with columns of these names, in the place of one before.

    Raises
    ------
    ImportFileError
        When it cannot be written.
    """
    path = _path(names)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, mapping_toml.dumps(mapping).encode(), mode=0o600)
    except OSError as error:
        why = error.strerror or error
        raise ImportFileError(f"The mapping cannot be kept in {path.parent}: {why}.") from error


def forget(kept: Kept) -> None:
    """Let go of a mapping that is kept in the settings; those of imports stay with the dossier."""
    if kept.path is not None:
        kept.path.unlink(missing_ok=True)


def _path(names: tuple[str, ...]) -> Path:
    shape = hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]
    return paths.config_folder() / _FOLDER / f"{shape}.toml"


def _in_settings(names: tuple[str, ...]) -> Iterator[Kept]:
    path = _path(names)
    try:
        at = datetime.datetime.fromtimestamp(path.stat().st_mtime).date()
        yield Kept(mapping_toml.read(path), at, path)
    except (OSError, ImportFileError):
        return


def _in_dossier(dossier: Reading, names: tuple[str, ...]) -> Iterator[Kept]:
    for each in dossier.imports():
        if each.mapping and names_of(each.columns) == names:
            try:
                yield Kept(mapping_toml.loads(each.mapping), each.at.astimezone().date(), None)
            except ImportFileError:
                continue


def _at(kept: Kept) -> datetime.date:
    return kept.at

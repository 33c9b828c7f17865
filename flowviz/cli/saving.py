"""Saving from the command line: what should be known beside the answer is told on stderr."""

from pathlib import Path

from flowviz.cli.text import warn
from flowviz.dossier import Dossier


def save(dossier: Dossier, path: Path | None = None, *, is_new: bool = False) -> None:
    """Save as ``Dossier.save`` does; say who else works on the file, and if no backup was kept."""
    target = path or dossier.path
    if target is not None and Dossier.open_elsewhere(target, besides=dossier):
        warn(
            f"{target.name} is open in a window of flowviz. That window shows what was in the file "
            "before; it asks before it overwrites what is saved now."
        )
    dossier.save(path, is_new=is_new)
    if dossier.backup_fault is not None:
        warn(dossier.backup_fault)

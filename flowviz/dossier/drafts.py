"""Drafts: what was typed into a form and is no record yet, beside the working copy.

A drafts file is one JSON object, name to text. It is replaced whole, so that a kill leaves the one
before or the one after; it is gone with its working copy, and recovered with it.
"""

import json
from pathlib import Path

from flowviz.dossier import publish
from flowviz.errors import DossierError

MOST_BYTES = 2**23
"""What a drafts file may hold: more than anybody types, less than what a mistake would."""


def read(file: Path) -> dict[str, str]:
    """What is kept in ``file``, nothing where there is none or it cannot be read as drafts."""
    try:
        held = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {name: text for name, text in held.items() if isinstance(text, str)}


def write(file: Path, held: dict[str, str]) -> None:
    """Keep ``held`` in ``file`` from now on; without any, the file goes.

    Raises
    ------
    DossierError
        They are too long, or cannot be written; what was kept before stays.
    """
    data = json.dumps(held, ensure_ascii=True, separators=(",", ":")).encode()
    if len(data) > MOST_BYTES:
        raise DossierError(
            "What was typed is too long to be kept until it is added "
            f"({len(data):,} bytes of at most {MOST_BYTES:,})."
        )
    try:
        if held:
            publish.write_whole(file, data, mode=0o600)
        else:
            file.unlink(missing_ok=True)
            publish.sync_folder(file.parent)  # else it might come back after a power cut
    except OSError as error:
        raise DossierError(
            f"What was typed could not be kept in flowviz's own folder: {publish.reason(error)}."
        ) from error

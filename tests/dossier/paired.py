"""One of two processes that work on the same dossier: does what it is told, a line at a time.

``open PATH``, ``edit MARK``, ``save``, ``overwrite``, ``save_as PATH``; each is answered by one
line of JSON: how it ended, and the marks of all edits that the dossier holds now.
"""

import json
import sys
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.errors import DossierError, TargetChangedError
from flowviz.records import Placement


def do(dossier: Dossier | None, word: str, value: str) -> Dossier:
    """Do one thing; gives the dossier to go on with."""
    if word == "open":
        if dossier is not None:
            dossier.close()
        return Dossier.open(Path(value))
    assert dossier is not None
    if word == "edit":
        with dossier.edit(value) as edit:
            edit.put(Placement("map", value, 1.0, 2.0))
    elif word == "save_as":
        dossier.save(Path(value), is_new=True)
    else:
        dossier.save(replaces_changed=word == "overwrite")
    return dossier


def work() -> None:
    dossier: Dossier | None = None
    for line in sys.stdin:
        word, _, value = line.rstrip("\n").partition(" ")
        ended = "done"
        try:
            dossier = do(dossier, word, value)
        except TargetChangedError:
            ended = "refused"
        except DossierError as error:
            ended = f"failed: {error}"
        marks = [row.what for row in dossier.history()] if dossier is not None else []
        print(json.dumps([ended, marks]), flush=True)
    if dossier is not None:
        dossier.close()


if __name__ == "__main__":
    work()

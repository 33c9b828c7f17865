"""Processes to be killed or starved: each does its part when told, and says how it went.

One server has everything imported and warm; each case is a fork of it, so that a case costs no
start. Words go over a socket: its system calls are not those into which faults are put.
"""

import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flowviz.actor import Actor, ActorKind
from flowviz.dossier import Dossier
from flowviz.errors import FlowvizError
from flowviz.records import Placement
from tests.dossier.golden import GOLDEN
from tests.dossier.killed import deals
from tests.dossier.material import ALL


class Line:
    """The line to who drives: one JSON object a message, each answered before it goes on."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def tell(self, **words: Any) -> None:
        """Say something and wait until it was looked at."""
        self._connection.sendall(json.dumps(words).encode() + b"\n")
        if not self._connection.recv(1):
            os._exit(0)


def edit(dossier: Dossier, name: str) -> None:
    with dossier.edit(name) as change:
        change.set_title(name)
        change.put(Placement("map", name, 1.0, 2.0))


def bring_in(dossier: Dossier, name: str) -> None:
    with dossier.edit(name) as change:
        change.put(*(Actor(code, ActorKind.STATE, code) for code in ("BLR", "BGR")))
        change.put_many(deals(1), imported=True)


def saver(line: Line, root: Path) -> None:
    """Saves over a file and to a new one; everything before is done without a fault."""
    with Dossier.new("Saved", ALL) as dossier:
        dossier.save(root / "case.flowviz")
        edit(dossier, "one")
        line.tell(ready=True)
        dossier.save()
        line.tell(saved="case.flowviz")
        edit(dossier, "two")
        line.tell(edited="two")
        dossier.save(root / "other.flowviz")
        line.tell(saved="other.flowviz")
        line.tell(end=True)
        os.kill(os.getpid(), signal.SIGKILL)


def starved(line: Line, root: Path) -> None:
    """Edits and saves while faults are put in, each told as the engine told it; then without."""
    path, other = root / "case.flowviz", root / "other.flowviz"
    dossier = Dossier.new("Starved", ALL)
    dossier.save(path)
    edit(dossier, "before")
    line.tell(ready=True)
    do = _telling(line)
    do("edit", "one", lambda: edit(dossier, "one"))
    do("edit", "two", lambda: edit(dossier, "two"))
    do("save", "case.flowviz", dossier.save)
    do("edit", "import", lambda: bring_in(dossier, "import"))
    do("undo", "", dossier.undo)
    do("redo", "", dossier.redo)
    do("edit", "three", lambda: edit(dossier, "three"))
    do("draft", "three", lambda: dossier.keep_draft("a", "three"))
    do("save", "other.flowviz", lambda: dossier.save(other))
    do("edit", "four", lambda: edit(dossier, "four"))
    line.tell(end_of_faults=True)
    do("edit", "after", lambda: edit(dossier, "after"))
    do("save", dossier.path.name if dossier.path else "", dossier.save)
    do("edit", "unsaved", lambda: edit(dossier, "unsaved"))
    line.tell(history=[[row.kind, row.what, row.hash] for row in dossier.history()])
    os.kill(os.getpid(), signal.SIGKILL)


def opening(line: Line, root: Path) -> None:
    """Opens, edits and closes while faults are put in, each told; then without."""
    path = root / "case.flowviz"
    with Dossier.new("Opened", ALL) as dossier:
        dossier.save(path)
    line.tell(ready=True)

    def open_and_edit() -> None:
        with Dossier.open(path) as opened:
            edit(opened, "discarded")

    do = _telling(line)
    do("open", "case.flowviz", open_and_edit)
    do("open", "case.flowviz", open_and_edit)
    line.tell(end_of_faults=True)
    do("open", "case.flowviz", open_and_edit)
    line.tell(history=[])


def recovering(line: Line, root: Path) -> None:
    """Takes up what a crash left, edits it and is killed."""
    line.tell(ready=True)
    (found,) = Dossier.left_behind().recoveries
    dossier = Dossier.recover(found)
    line.tell(recovered=True)
    edit(dossier, "recovered")
    line.tell(edited="recovered")
    os.kill(os.getpid(), signal.SIGKILL)


def _telling(line: Line) -> Callable[[str, str, Callable[[], Any]], None]:
    def do(kind: str, name: str, work: Callable[[], Any]) -> None:
        try:
            given = work()
        except FlowvizError as error:
            line.tell(kind=kind, name=name, refused=str(error))
        except Exception:
            line.tell(kind=kind, name=name, crash=traceback.format_exc())
        else:
            line.tell(kind=kind, name=given or name)

    return do


PLAYS = {"saver": saver, "starved": starved, "opening": opening, "recovering": recovering}


def main() -> None:
    """Fork a process for each line of the standard input: the play, the root, the socket."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for play, root in (line.split("\t") for line in _lines()):
        if os.fork():
            continue
        os.environ["FLOWVIZ_STATE"] = f"{root}/state"
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(f"{root}.socket")
        connection.sendall(f"{os.getpid()}\n".encode())
        PLAYS[play](Line(connection), Path(root))
        os._exit(0)


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\n")


def _warm_up() -> None:
    """Have every module loaded that the plays need: a fault put into an import proves nothing."""
    with Dossier.new("Warm", ALL) as dossier:
        folder = Path(os.environ["FLOWVIZ_STATE"])
        for name in ("one", "two"):
            edit(dossier, name)
            bring_in(dossier, f"import {name}")
            dossier.keep_draft("a", name)
            dossier.save(folder / "warm.flowviz")
        dossier.undo()
        dossier.redo()
        dossier.history()
    for path in GOLDEN.glob("*.flowviz"):
        Dossier.open(path).close()


if __name__ == "__main__":
    _warm_up()
    main()

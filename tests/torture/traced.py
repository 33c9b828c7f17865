"""Driving the processes of ``driven`` under strace, which kills them or puts faults into them."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHANGING = (
    "write,pwrite64,fsync,fdatasync,rename,renameat,unlink,unlinkat,rmdir,openat,ftruncate,"
    "fallocate,mkdir,mkdirat,chmod,fchmod,fchmodat"
)
LOOKING = f"{CHANGING},read,pread64,fcntl,lseek,close,fstat,stat,newfstatat,access"
_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_S = 60.0


def why_not() -> str | None:
    """Why nothing can be traced here, None if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed (Debian: apt install strace)"
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return tried.stderr.strip() or "strace cannot trace" if tried.returncode else None


class Stage:
    """Where plays are put on: a server of warm processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "warm").mkdir()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.driven"],
            stdin=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
            env={**os.environ, "FLOWVIZ_STATE": str(folder / "warm")},
        )

    def close(self) -> None:
        """Let the server end."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(_LONGEST_S)

    @contextmanager
    def play(self, name: str, root: Path) -> Iterator["Actor"]:
        """Put on a play in ``root``, an empty folder or one that is set for it."""
        (root / "state").mkdir(parents=True, exist_ok=True)
        address = f"{root}.socket"
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(address)
            door.listen(1)
            door.settimeout(_LONGEST_S)
            assert self._server.stdin is not None
            self._server.stdin.write(f"{name}\t{root}\n")
            self._server.stdin.flush()
            connection, _ = door.accept()
        os.unlink(address)
        actor = Actor(connection)
        try:
            yield actor
        finally:
            actor.end()


class Actor:
    """A process that plays, and the strace that is on it."""

    def __init__(self, connection: socket.socket) -> None:
        connection.settimeout(_LONGEST_S)
        self._connection = connection
        self._said = connection.makefile("rb")
        self.pid = int(self._said.readline())
        self._strace: subprocess.Popen[str] | None = None

    def hear(self) -> dict[str, Any] | None:
        """What it says next, None when it is dead; it waits for ``go_on``."""
        with contextlib.suppress(ConnectionError):
            line = self._said.readline()
            if line.endswith(b"\n"):
                heard: dict[str, Any] = json.loads(line)
                return heard
        return None

    def go_on(self) -> None:
        """Let it do its next part."""
        with contextlib.suppress(OSError):
            self._connection.sendall(b"\n")

    def trace(self, *options: str) -> None:
        """Put strace on it, with these options."""
        self._strace = subprocess.Popen(
            ["strace", "-f", "-p", str(self.pid), *options],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._strace.stderr is not None
        attached = self._strace.stderr.readline()
        assert "attached" in attached, attached

    def trace_no_more(self) -> None:
        """Take strace off: no more faults."""
        if self._strace is not None:
            self._strace.send_signal(signal.SIGINT)
            self._strace.communicate(timeout=_LONGEST_S)
            self._strace = None

    def end(self) -> None:
        """See that it is dead, and the strace with it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.trace_no_more()
        while Path(f"/proc/{self.pid}").exists():  # until then it may hold its locks
            time.sleep(0.001)
        self._said.close()
        self._connection.close()


def calls(stage: Stage, play: str, root: Path, traced: str) -> list[str]:
    """The system calls of the kind that a play makes after it is ready, by name."""
    log = root.with_suffix(".calls")
    with stage.play(play, root) as actor:
        assert actor.hear() == {"ready": True}
        actor.trace("-o", str(log), "-e", f"trace={traced}")
        actor.go_on()
        while (heard := actor.hear()) is not None and "end_of_faults" not in heard:
            actor.go_on()
        pid = str(actor.pid)
    lines = [line.split(maxsplit=1) for line in log.read_text().splitlines()]
    return [call.partition("(")[0] for of, call in lines if of == pid and call[0].isalpha()]


def injected(made: list[str], at: int, what: str, *, more: int | None = 0) -> list[str]:
    """The options by which strace puts ``what`` into call ``at`` of those that are made.

    And into ``more`` that follow, None for all. strace counts the calls of each name apart.
    """
    chosen = made[at - 1 :] if more is None else made[at - 1 : at + more]
    options = []
    for name in sorted(set(made if more is None else chosen)):
        first = made[: at - 1].count(name) + 1
        when = f"{first}+" if more is None else f"{first}..{first + chosen.count(name) - 1}"
        options += ["-e", f"inject={name}:{what}:when={when}"]
    return options

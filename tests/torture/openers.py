"""One process that opens many files, started again when one of them ends it."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_S = 60.0


class Opener:
    """Opens files in a process of its own: a crash there is an answer here."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._process = self._start()

    def open(self, path: Path, good: str = "") -> dict[str, Any]:
        """What became of opening ``path``, made of a file that holds what ``good`` digests."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(_LONGEST_S, process.kill)
        watch.start()
        try:
            process.stdin.write(f"{path}\t{good}\n")
            process.stdin.flush()
            line = process.stdout.readline()
        finally:
            watch.cancel()
            watch.join()
        if line:
            told: dict[str, Any] = json.loads(line)
            return told
        code = process.wait()
        self.close()
        self._process = self._start()
        return {"crash": f"the process ended with {code}", "seconds": 0.0, "ran": []}

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(_LONGEST_S)

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.torture.opener"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
            env={**os.environ, "FLOWVIZ_STATE": str(self._state)},
        )

"""Entries of a file on their way to the dossier: in a private file, so that millions fit."""

import bisect
import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flowviz import paths

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

_BATCH = 500
_BATCH_BYTES = 2**20
"""Rows parsed at once: Python is held meanwhile, and a row may have megabytes."""


class Spool:
    """Rows that went through JSON, kept in the state folder in a file that has no name there.

    Where the system can, the file is unlinked as soon as it is open, so that nothing is left of it
    whatever happens; elsewhere it goes when it is closed.
    """

    def __init__(self) -> None:
        folder = paths.state_folder()
        self._file = tempfile.TemporaryFile(dir=folder, prefix="import-", buffering=0)  # noqa: SIM115
        self._begins = array("Q", [0])

    def __del__(self) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._begins) - 1

    def extend(self, rows: Iterable[Any]) -> None:
        """Add rows behind the last."""
        bodies = [_JSON.encode(row).encode("utf-8") + b"\n" for row in rows]
        end = self._begins[-1]
        for body in bodies:
            end += len(body)
            self._begins.append(end)
        left = memoryview(b"".join(bodies))
        while left:
            left = left[self._file.write(left) :]

    def rows(self) -> Iterator[Any]:
        """Give all rows in their order."""
        begins, start = self._begins, 0
        while start < len(self):
            most = bisect.bisect_right(begins, begins[start] + _BATCH_BYTES, lo=start) - 1
            end = min(max(most, start + 1), start + _BATCH, len(self))
            yield from _parsed(self._read(begins[start], begins[end]).splitlines())
            start = end

    def at(self, places: Sequence[int]) -> Iterator[Any]:
        """Give the rows at these places, counted from 0."""
        begins = self._begins
        bodies: list[bytes] = []
        size = 0
        for at in places:
            bodies.append(self._read(begins[at], begins[at + 1]))
            size += len(bodies[-1])
            if len(bodies) == _BATCH or size >= _BATCH_BYTES:
                yield from _parsed(bodies)
                bodies, size = [], 0
        yield from _parsed(bodies)

    def _read(self, begin: int, end: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(end - begin)

    def close(self) -> None:
        """Let go of the file, which is gone then."""
        self._file.close()


def _parsed(bodies: Iterable[bytes]) -> Any:
    """Give what lines of JSON hold, all at once: a call for each takes twice the time."""
    return json.loads(b"[" + b",".join(bodies) + b"]")

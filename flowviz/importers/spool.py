"""Entries of a file on their way to the dossier: in a private file, so that millions fit."""

import bisect
import itertools
import tempfile
from array import array
from collections.abc import Iterator, Sequence

from flowviz import paths

_PAIRS = 500
_BYTES = 2**20
"""Pairs of lines read at once; one may have megabytes."""


class Spool:
    """Pairs of lines as they came, an entry and its original, in the state folder without a name.

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

    def extend(self, lines: Sequence[bytes], originals: Sequence[bytes]) -> None:
        """Add entries behind the last; no line has a line feed."""
        bodies = [b"%b\n%b\n" % pair for pair in zip(lines, originals, strict=True)]
        ends = itertools.accumulate(map(len, bodies), initial=self._begins.pop())
        self._begins.extend(ends)
        left = memoryview(b"".join(bodies))
        while left:
            left = left[self._file.write(left) :]

    def pairs(self) -> Iterator[tuple[bytes, bytes]]:
        """Give all entries and originals in their order."""
        begins, start = self._begins, 0
        while start < len(self):
            most = bisect.bisect_right(begins, begins[start] + _BYTES, lo=start) - 1
            end = min(max(most, start + 1), start + _PAIRS, len(self))
            lines = self._read(begins[start], begins[end]).split(b"\n")
            yield from zip(lines[:-1:2], lines[1::2], strict=True)
            start = end

    def at(self, places: Sequence[int]) -> Iterator[tuple[bytes, bytes]]:
        """Give the entries and originals at these places, counted from 0."""
        begins = self._begins
        for place in places:
            line, original, _ = self._read(begins[place], begins[place + 1]).split(b"\n")
            yield line, original

    def _read(self, begin: int, end: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(end - begin)

    def close(self) -> None:
        """Let go of the file, which is gone then."""
        self._file.close()

"""Entries of a file on their way to the dossier: in a private file, so that millions fit."""

import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from flowviz import paths

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class Spool:
    """Rows that went through JSON, kept in the state folder in a file that has no name there.

    Where the system can, the file is unlinked as soon as it is open, so that nothing is left of it
    whatever happens; elsewhere it goes when it is closed.
    """

    def __init__(self) -> None:
        folder = paths.state_folder()
        self._file = tempfile.TemporaryFile(dir=folder, prefix="import-")  # noqa: SIM115
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
        self._file.write(b"".join(bodies))

    def rows(self) -> Iterator[Any]:
        """Give all rows in their order; nothing may be asked of the spool in between."""
        self._file.seek(0)
        for body in self._file:
            yield json.loads(body)

    def at(self, places: Iterable[int]) -> Iterator[Any]:
        """Give the rows at these places."""
        for place in places:
            begin, end = self._begins[place], self._begins[place + 1]
            self._file.seek(begin)
            yield json.loads(self._file.read(end - begin))

    def close(self) -> None:
        """Let go of the file, which is gone then."""
        self._file.close()

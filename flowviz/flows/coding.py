"""Plain rows as arrays of numbers, some thousand rows at a time, so that few are ever held."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Indices
from flowviz.errors import DossierError

_CHUNK = 1_000
"""Few enough to stay in the processor's cache: 10,000 take a third longer."""

Number = Callable[[Any], int]


class Numbering(dict[str, int]):
    """Values with their numbers, in the order in which they were first seen."""

    def __missing__(self, value: str) -> int:
        self[value] = number = len(self)
        return number

    def in_order(self) -> tuple[tuple[str, ...], Indices]:
        """The values alphabetically, and which of them each number is."""
        values = sorted(self)
        rank = np.empty(len(values), dtype=np.intp)
        rank[[self[value] for value in values]] = np.arange(len(values))
        return tuple(values), rank


class Identifiers:
    """Where identifiers stand, found by their hashes: 8 bytes each, where a dict takes 170.

    Raises
    ------
    DossierError
        Two of them have one hash: a chance of one in thirty million for a million of them, and
        another one at the next start, for Python salts its hashes.
    """

    def __init__(self, hashes: NDArray[np.int64]) -> None:
        self._order = np.argsort(hashes)
        self._hashes = hashes[self._order]
        if (self._hashes[1:] == self._hashes[:-1]).any():
            raise DossierError("Two identifiers cannot be told apart. Please start flowviz again.")

    def places(self, hashes: NDArray[np.int64]) -> Indices:
        """Where those of some hashes stand.

        Raises
        ------
        DossierError
            There is none of one of them.
        """
        found = np.searchsorted(self._hashes, hashes)
        if len(found) and (
            found.max() == len(self._hashes) or (self._hashes[found] != hashes).any()
        ):
            raise DossierError("The dossier names a record that it does not hold.")
        return self._order[found]


def numbered(rows: Iterable[Sequence[Any]], *numbers: Number) -> list[NDArray[np.int64]]:
    """The columns of ``rows``, each cell as the number that the column's function gives it."""
    parts: list[list[NDArray[np.int64]]] = [[] for _ in numbers]
    stream = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        for column, number in enumerate(numbers):
            cells = map(number, map(itemgetter(column), chunk))
            parts[column].append(np.fromiter(cells, np.int64, len(chunk)))
    return [np.concatenate([np.empty(0, np.int64), *part]) for part in parts]

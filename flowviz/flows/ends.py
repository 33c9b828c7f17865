"""Finds the flow between two actors among a hundred thousand."""

from collections.abc import Sequence

import numpy as np

from flowviz.arrays import Int32s


class Ends:
    """The flows by their suppliers and recipients, which are numbers of ``codes``."""

    def __init__(self, codes: Sequence[str], supplier: Int32s, recipient: Int32s) -> None:
        self._number = {code: number for number, code in enumerate(codes)}
        keys = supplier.astype(np.int64) * len(codes) + recipient
        self._flow = np.argsort(keys)
        self._keys = keys[self._flow]

    def find(self, supplier: str, recipient: str) -> int | None:
        """The number of the flow between two codes, None where there is none."""
        first, second = self._number.get(supplier), self._number.get(recipient)
        if first is None or second is None:
            return None
        wanted = first * len(self._number) + second
        at = int(np.searchsorted(self._keys, wanted))
        is_there = at < len(self._keys) and self._keys[at] == wanted
        return int(self._flow[at]) if is_there else None

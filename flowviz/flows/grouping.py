"""Indices put together by group, so that those of one group are a slice."""

from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Indices, Int32s


@dataclass(frozen=True, slots=True)
class Grouped:
    """Indices put together by group: group i stands from ``first[i]`` to ``first[i + 1]``."""

    indices: Indices
    first: Indices

    @classmethod
    def of(cls, indices: Indices, group: Int32s, count: int) -> "Grouped":
        """Put ``indices`` together by the ``group`` of each, which is one of ``count``."""
        # Numbers of 16 bits are put in order without comparing them: a million in 10 ms, not 80.
        short = group.astype(np.uint16) if count < 2**16 else group
        order = np.argsort(short, kind="stable")
        ends = np.cumsum(np.bincount(group, minlength=count))
        return cls(indices[order], np.append(0, ends))

    def of_group(self, index: int) -> Indices:
        """The indices of one group, in their own order."""
        return self.indices[self.first[index] : self.first[index + 1]]

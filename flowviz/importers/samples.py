"""Examples of what an import adds, changes and no longer finds, to be looked at before."""

from typing import NamedTuple

from flowviz.records import Transfer

SAMPLES = 200
"""The most examples of each sort."""


class Sample(NamedTuple):
    """A transfer before and after (None where there is none) and the line that tells it."""

    line: int
    before: Transfer | None
    after: Transfer | None

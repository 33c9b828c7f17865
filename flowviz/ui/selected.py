"""What is picked, by codes, so that it outlives every change of query, view and link mode."""

from dataclasses import dataclass

import numpy as np

from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.scene import Selection

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Selected:
    """An actor, or flows as pairs of supplier and recipient, or some records of one flow.

    ``transfers`` are the identifiers of the records picked, none for the whole flow. ``words`` say
    what was looked for, where a search has found the flows.
    """

    actor: str = ""
    pairs: tuple[Pair, ...] = ()
    words: str = ""
    transfers: tuple[str, ...] = ()

    @classmethod
    def flow(cls, supplier: str, recipient: str) -> "Selected":
        """Give the selection of one flow."""
        return cls(pairs=((supplier, recipient),))

    @classmethod
    def record(cls, supplier: str, recipient: str, transfer: str) -> "Selected":
        """Give the selection of one record of a flow."""
        return cls(pairs=((supplier, recipient),), transfers=(transfer,))

    @classmethod
    def strand(cls, strands: Strands, number: int) -> "Selected":
        """Give the selection of what one strand stands for: a flow, both of a pair, a record."""
        codes = strands.actor_codes
        pair = codes[strands.supplier[number]], codes[strands.recipient[number]]
        transfer = int(strands.transfer[number])
        if transfer >= 0:
            return cls.record(*pair, strands.columns.transfers.ids[transfer])
        if strands.mode in (Mode.SINGLE, Mode.NET) and strands.back[number] >= 0:
            return cls(pairs=(pair, pair[::-1]))
        return cls(pairs=(pair,))

    @property
    def pair(self) -> Pair | None:
        """Supplier and recipient when exactly one flow is picked."""
        return self.pairs[0] if len(self.pairs) == 1 else None

    @property
    def both_ways(self) -> Pair | None:
        """The ends when exactly the two flows between two actors are picked."""
        pairs = self.pairs
        is_both = len(pairs) == 2 and pairs[0] == pairs[1][::-1] and not self.words
        return pairs[0] if is_both else None

    def __bool__(self) -> bool:
        return bool(self.actor or self.pairs)


NOTHING = Selected()


def is_in(selected: Selected, flows: Flows) -> bool:
    """Whether anything of what is picked is in ``flows``."""
    if selected.actor:
        return selected.actor in flows.actor_codes
    if selected.transfers:
        return bool(_transfers(selected, flows))
    return any(flows.index(*pair) is not None for pair in selected.pairs)


def picked(selected: Selected, strands: Strands, most: int) -> Selection:
    """The strands and actors that are picked, by number.

    Of thousands of strands only ``most`` are given, the largest: as many as one can look at.
    """
    codes, flows = strands.actor_codes, strands.flows
    actors = {codes.index(selected.actor)} if selected.actor in codes else set()
    found = (flows.index(*pair) for pair in selected.pairs)
    numbers = [number for number in found if number is not None]
    is_picked = np.isin(strands.flow, numbers)
    if strands.mode in (Mode.SINGLE, Mode.NET):
        is_picked |= np.isin(strands.back, numbers)
    elif strands.mode is Mode.RECORDS and selected.transfers:
        is_picked = np.isin(strands.transfer, _transfers(selected, flows))
    return Selection(frozenset(np.flatnonzero(is_picked)[:most].tolist()), frozenset(actors))


def _transfers(selected: Selected, flows: Flows) -> list[int]:
    """The records picked that are in their flow, by number."""
    ids = flows.columns.transfers.ids
    found = (flows.index(*pair) for pair in selected.pairs)
    records = (int(record) for n in found if n is not None for record in flows.transfers(n))
    return [record for record in records if ids[record] in selected.transfers]

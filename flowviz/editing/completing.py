"""Finding what a half-typed text may become, among tens of thousands, while the person types."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from flowviz.flows.search import folded


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: the text to show and take, what it stands for, and a word about it.

    ``value`` is an actor's code or a source's identifier, else the text itself.
    """

    text: str
    value: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A completion, the texts it is found by, and how much it is used."""

    completion: Completion
    found_by: tuple[str, ...]
    weight: int = 0


class Index:
    """Offers in one folded text, so that a search is one of ``str.find``."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        ordered = sorted(offers, key=lambda offer: (-offer.weight, folded(offer.completion.text)))
        self._offers = [offer.completion for offer in ordered]
        lines = ["\n".join(map(folded, offer.found_by)) for offer in ordered]
        self._ends: list[int] = []
        end = 0
        for line in lines:
            end += len(line) + 1
            self._ends.append(end)
        self._hay = "\n".join(("", *lines))

    def find(self, typed: str, most: int) -> tuple[Completion, ...]:
        """The offers that begin with ``typed``, have a word that does, hold it; all for ""."""
        wanted = folded(typed)
        if not wanted:
            return tuple(self._offers[:most])
        found: dict[int, None] = {}
        for before in ("\n", " ", ""):
            self._search(before + wanted, found, most)
        return tuple(self._offers[at] for at in found)

    def _search(self, wanted: str, found: dict[int, None], most: int) -> None:
        at = self._hay.find(wanted)
        while at >= 0 and len(found) < most:
            offer = bisect.bisect_left(self._ends, at + len(wanted))
            found.setdefault(offer)
            at = self._hay.find(wanted, self._ends[offer])

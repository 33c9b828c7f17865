"""Finding what a half-typed text may become, among tens of thousands, while the person types."""

import bisect
import itertools
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
        blocks = ["\r" + "\n".join(map(folded, offer.found_by)) for offer in ordered]
        self._ends = list(itertools.accumulate(map(len, blocks)))
        self._hay = "".join(blocks)

    def behind(self, offers: Iterable[Offer]) -> "Index":
        """The same behind some more."""
        made = Index(offers)
        made._offers += self._offers
        made._ends += [len(made._hay) + end for end in self._ends]
        made._hay += self._hay
        return made

    def find(self, typed: str, most: int) -> tuple[Completion, ...]:
        """The offers whose first text begins with ``typed``, then those of which another does.

        Then come those with a word that begins so, and those that hold it; for "" all.
        """
        wanted = folded(typed)
        if not wanted:
            return tuple(self._offers[:most])
        found: dict[int, None] = {}
        for before in ("\r", "\n", " ", ""):
            self._search(before + wanted, found, most)
        return tuple(self._offers[at] for at in found)

    def _search(self, wanted: str, found: dict[int, None], most: int) -> None:
        at = self._hay.find(wanted)
        while at >= 0 and len(found) < most:
            offer = bisect.bisect_left(self._ends, at + len(wanted))
            found.setdefault(offer)
            at = self._hay.find(wanted, self._ends[offer])

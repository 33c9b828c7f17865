"""The filters as values: sections of offers, and the rows of them that are shown."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

FEW = 8
"""Offers of a long section that are shown until more are asked for."""

_HARDLY_MORE = 4
"""So many more than a few are shown at once: a row that says how many would save nothing."""

STEP = 100
"""How many more are shown each time."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One value that can be taken: ``count`` records would pass, None where nobody has counted.

    ``tip`` says what it means, where its words do not.
    """

    value: object
    words: str
    count: int | None = None
    is_taken: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One filter: ``name`` is the field of ``Query`` that it sets.

    Of a section that ``is_single`` one offer is always taken, its first means no filter unless it
    ``is_always_set``. ``note`` is a sentence on what counts now.
    """

    name: str
    title: str
    offers: tuple[Offer, ...]
    is_single: bool = False
    is_always_set: bool = False
    note: str = ""

    @property
    def summary(self) -> str:
        """What is taken, in a word or as a number; "" where the section filters nothing."""
        taken = [offer for offer in self.offers if offer.is_taken]
        if not taken or (self.is_single and not self.is_always_set and self.offers[0].is_taken):
            return ""
        return taken[0].words if len(taken) == 1 else f"{len(taken):,}"


class RowKind(enum.Enum):
    """What a row of the panel is."""

    SECTION = enum.auto()
    OFFER = enum.auto()
    NOTE = enum.auto()
    MORE = enum.auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a section, an offer, a note, or that there is more.

    ``share`` is the count as a share of the largest of its section, 0 to 1.
    """

    kind: RowKind
    section: str
    words: str
    offer: Offer | None = None
    is_single: bool = False
    summary: str = ""
    share: float = 0.0
    more: int = 0

    @property
    def key(self) -> tuple[RowKind, str, object]:
        """What makes it the same row after the counts have changed."""
        return self.kind, self.section, self.offer.value if self.offer else None


def rows_of(section: Section, most: int, matches: Callable[[Offer], bool] | None) -> list[Row]:
    """The rows below a section: the first ``most`` offers, those taken, and how many are left.

    With ``matches`` only the offers that match, ``most`` of them too.
    """
    if section.note and matches is None:
        rows = [Row(RowKind.NOTE, section.name, section.note)]
    else:
        rows = []
    found = [offer for offer in section.offers if matches is None or matches(offer)]
    most = len(found) if len(found) <= most + _HARDLY_MORE else most
    is_shown = [at < most or (offer.is_taken and matches is None) for at, offer in enumerate(found)]
    largest = max((offer.count or 0 for offer in section.offers), default=0)
    for offer, shown in zip(found, is_shown, strict=True):
        if shown:
            share = (offer.count or 0) / largest if largest else 0.0
            rows.append(
                Row(RowKind.OFFER, section.name, offer.words, offer, section.is_single, "", share)
            )
    left = is_shown.count(False)
    if left:
        rows.append(Row(RowKind.MORE, section.name, "", more=left))
    return rows

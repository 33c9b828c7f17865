"""Entries of a mapped table amended by a format that knows more of its rows than columns say."""

from decimal import Decimal

from flowviz.importers.celltext import strict_number
from flowviz.importers.entries import (
    COMMENT_AT,
    FIGURES_AT,
    LINE_AT,
    MORE_AT,
    ORIGINAL_AT,
    EntryRow,
)
from flowviz.importers.findings import Findings, shown
from flowviz.importers.limits import CODE_CHARACTERS
from flowviz.terms import Basis

BETWEEN_SIGNS = 10_000
"""Rows looked through before a reader gives a sign of life: 0, for no line has been passed."""
_INCLUDED = f" {Basis.INCLUDED}"


def include(row: EntryRow, why: str = "") -> None:
    """Make all figures of an entry included ones, and say in its comment why."""
    row[FIGURES_AT] = [
        [suffix, included_measure(measure), amount, dates]
        for suffix, measure, amount, dates in row[FIGURES_AT]
    ]
    remark(row, why)


def included_measure(measure: str) -> str:
    """Give the measure of an included figure."""
    return measure if measure.endswith(_INCLUDED) else f"{measure}{_INCLUDED}"


def unit_of(measure: str) -> str:
    """Give the unit in a measure."""
    return measure.partition(" ")[2].removesuffix(_INCLUDED)


def uncertain(amount: str) -> str:
    """Give the notation of an amount that is marked as uncertain."""
    bare, equals, text = amount.partition("=")
    return amount if bare.endswith("?") else f"{bare}?{equals}{text}"


def take_back(row: EntryRow, why: str, findings: Findings) -> None:
    """Leave out an entry that its mapping has made: its row is skipped, with the reason."""
    findings.rows -= 1
    findings.skipped(row[LINE_AT], why, row[ORIGINAL_AT])


def remark(row: EntryRow, words: str) -> None:
    """Add a sentence to the comment of an entry."""
    if words:
        before = row[COMMENT_AT]
        gap = " " if before.endswith((".", "!", "?")) else ". "
        row[COMMENT_AT] = f"{before}{gap}{words}" if before else words


def cite(row: EntryRow, key: str, locator: str = "") -> None:
    """Add a source to those that an entry cites."""
    more = row[MORE_AT] = dict(row[MORE_AT] or {})
    more["sources"] = [*more.get("sources", ()), (key, locator)]


def encode(row: EntryRow, supplier: str, recipient: str) -> None:
    """Give the codes of an entry's two ends."""
    more = row[MORE_AT] = dict(row[MORE_AT] or {})
    more["codes"] = (supplier[:CODE_CHARACTERS], recipient[:CODE_CHARACTERS])


class Keys:
    """Makes keys of what tells rows apart; rows that say the same get a number each."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def of(self, key: str) -> str:
        """Give a key that no row before has had, in characters that can be shown."""
        key = shown(key)
        times = self._times[key] = self._times.get(key, 0) + 1
        return key if times == 1 else f"{key} #{times}"


def value_of(text: str) -> Decimal | None:
    """Give the number that a cell states in plain digits, None where it states none."""
    number = strict_number(text.strip())
    return None if number is None else Decimal(number)

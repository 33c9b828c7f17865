"""What a reader could not take as it stood: listed up to a cap, counted without one."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flowviz.importers.celltext import clean
from flowviz.importers.limits import CELL_CHARACTERS, PROBLEMS

SKIPPED = "skipped"
DOUBTFUL = "doubtful"
SEVERITIES = (SKIPPED, DOUBTFUL)

TEXT_CHARACTERS = 300
MESSAGE_CHARACTERS = 1_000
_BATCH = 2_000


class Finding(NamedTuple):
    """One skipped or doubtful row; ``line`` is 0 for the file as a whole."""

    severity: str
    line: int
    column: str
    message: str
    text: str


@dataclass(slots=True)
class Findings:
    """Findings in the order made: the first ones of each severity kept, all counted."""

    kept: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    rows: int = 0
    """Rows that entries were made of."""

    def skipped(self, line: int, message: str, text: str, column: str = "") -> None:
        """Note a row that could not be taken."""
        self.add(SKIPPED, line, message, text, column)

    def doubtful(self, line: int, message: str, text: str = "", column: str = "") -> None:
        """Note what was taken, but not as it stood or not without doubt."""
        self.add(DOUBTFUL, line, message, text, column)

    def cleaned(self, text: str, line: int, most: int = CELL_CHARACTERS) -> str:
        """Give a text fit to be shown, no longer than ``most``; what hides in it is noted."""
        plain, odd = clean(text[: 2 * most])
        if odd:
            self.doubtful(line, odd, text)
        return plain[:most]

    def self_flow(self, line: int, supplier: str, recipient: str, text: str = "") -> None:
        """Note a transfer of somebody with itself; it is kept."""
        if supplier == recipient:
            self.doubtful(line, f"supplier and recipient are both {supplier}", text)

    def add(self, severity: str, line: int, message: str, text: str, column: str) -> None:
        """Note a finding; its text is cut to what a table can show."""
        self.counts[severity] += 1
        if self.counts[severity] <= PROBLEMS:
            words = shown(message, MESSAGE_CHARACTERS)
            self.kept.append(Finding(severity, line, shown(column), words, shown(text)))

    def frames(self) -> Iterator[dict[str, Any]]:
        """Give the findings kept, as the reader sends them."""
        for start in range(0, len(self.kept), _BATCH):
            yield {"frame": "problems", "problems": self.kept[start : start + _BATCH]}


def shown(text: str, most: int = TEXT_CHARACTERS) -> str:
    """Give a text in one printable line of bounded length, in NFC; tabs between cells as bars."""
    cut = unicodedata.normalize("NFC", text[:most].replace("\t", " | "))
    plain = cut if cut.isprintable() else "".join(map(_spelled, cut))
    whole = len(text) <= most and len(plain) <= most
    return plain if whole else plain[: most - 1] + "\u2026"


def _spelled(character: str) -> str:
    return character if character.isprintable() else f"\u27e8U+{ord(character):04X}\u27e9"

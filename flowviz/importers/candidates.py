"""Ways to open a text, the likeliest first, each with what speaks for it."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flowviz.importers.number_text import signs_of

SEPARATORS = ",;\t|"
MOST = 3
"""Candidates shown of a kind."""

_AMONG_THE_BEST = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to open the file, and in words what speaks for it."""

    value: str
    reason: str


def split(text: str, separator: str) -> list[str] | None:
    """Split one record by the rules of CSV; None when its quotation marks do not pair."""
    if '"' not in text:
        return text.split(separator)
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def separators(lines: Sequence[str]) -> tuple[Candidate, ...]:
    """Give what may stand between the cells of these lines: what splits most of them alike.

    Empty where nothing splits them.
    """
    scored: list[tuple[float, Candidate]] = []
    bare = [line for line in lines if line.strip(" \t;,|")]
    for separator in SEPARATORS:
        widths = Counter(len(split(line, separator) or ()) for line in bare)
        alike = {width: count for width, count in widths.items() if width > 1}
        if not alike:
            continue
        width = max(alike, key=lambda width: (alike[width] * (1 - 1 / width), width))
        score = alike[width] / len(bare) * (1 - 1 / width)
        reason = f"splits {alike[width]:,} of the first {len(bare):,} lines into {width:,} columns"
        scored.append((score, Candidate(separator, reason)))
    scored.sort(key=lambda each: -each[0])
    return tuple(told for score, told in scored[:MOST] if score >= _AMONG_THE_BEST * scored[0][0])


def decimals(rows: Iterable[Sequence[str]]) -> tuple[Candidate, ...]:
    """Give the signs that may stand before decimals, by what the cells of a table hold.

    "1,5" and "1.500,5" speak for a comma, "1,500" could be either and is said to be.
    """
    seen: dict[str, Counter[str]] = {".": Counter(), ",": Counter()}
    open_to_both: Counter[str] = Counter()
    for row in rows:
        for cell in row:
            text = cell.strip()
            if "," not in text and "." not in text:
                continue
            signs = signs_of(text)
            if len(signs) > 1:
                open_to_both[text] += 1
            for sign in signs if len(signs) == 1 else ():
                seen[sign][text] += 1
    return _told(seen, open_to_both)


def _told(seen: dict[str, Counter[str]], open_to_both: Counter[str]) -> tuple[Candidate, ...]:
    told = [
        Candidate(sign, _samples(seen[sign]))
        for sign in sorted(seen, key=lambda sign: (-seen[sign].total(), sign != "."))
        if seen[sign]
    ]
    if not told and open_to_both:
        told = [Candidate(sign, f"{_samples(open_to_both)}: either way") for sign in seen]
    return tuple(told) or (Candidate(".", "no number in the first rows has a sign"),)


def _samples(cells: Counter[str]) -> str:
    return ", ".join(cell for cell, _ in cells.most_common(3))

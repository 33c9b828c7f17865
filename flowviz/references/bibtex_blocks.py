"""The blocks of a BibTeX file: split by bibtexparser, their values put together here.

bibtexparser 2.1 knows no ``#``; and it is given one block at a time, so that a broken one spoils no
other and the reader shows that it is alive.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flowviz.references.latex import depth_of

_BLOCK = re.compile(r"^[ \t]*@\w*[ \t]*[{(]", re.M)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DEPTH = 100
BLOCK_CHARACTERS = 1_000_000
STRINGS_CHARACTERS = 1_000_000
"""What the values of all abbreviations of a file may come to together: each can name others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its kind, key and fields, all names in lower case; values are LaTeX still."""

    line: int
    kind: str
    key: str
    fields: dict[str, str]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A block that cannot be read, and why."""

    line: int
    why: str


@dataclass(slots=True)
class Blocks:
    """Reads blocks in order; remembers abbreviations, and what stood beside entries."""

    beside: set[str] = field(default_factory=set)
    _strings: dict[str, str] = field(default_factory=lambda: {name: name for name in _MONTHS})
    _room: int = STRINGS_CHARACTERS

    def read(self, text: str) -> Iterator[Entry | Broken]:
        """Give the entries of a text, and what cannot be read."""
        starts = [match.start() for match in _BLOCK.finditer(text)]
        line, last = 1, 0
        for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
            line += text.count("\n", last, start)
            last = start
            if end - start > BLOCK_CHARACTERS:
                yield Broken(line, f"an entry of {end - start:,} characters is not read")
            elif depth_of(text[start:end]) > _DEPTH:
                yield Broken(line, "the entry is nested too deep")
            else:
                yield from self._block(text[start:end], line)

    def _block(self, text: str, first: int) -> Iterator[Entry | Broken]:
        from bibtexparser import model
        from bibtexparser.splitter import Splitter

        logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
        for block in Splitter(text).split().blocks:
            line = first + (block.start_line or 0)
            if isinstance(block, model.DuplicateFieldKeyBlock) and block.ignore_error_block:
                block = block.ignore_error_block
            if isinstance(block, model.Entry):
                yield self._entry(block, line)
            elif isinstance(block, model.ParsingFailedBlock):
                yield Broken(line, "the entry is not closed, or a comma or = is missing")
            elif isinstance(block, model.String):
                self._learn(block.key, block.value)
            elif isinstance(block, model.Preamble):
                self.beside.add("the preamble")
            elif isinstance(block, model.ExplicitComment):
                self.beside.add("comments")

    def _learn(self, name: str, value: str) -> None:
        whole = self._value(value, [])
        self._room -= len(whole)
        if self._room >= 0:
            self._strings[name.lower()] = whole

    def _entry(self, entry: "object", line: int) -> Entry:
        words: list[str] = []
        fields: dict[str, str] = {}
        for each in entry.fields:  # type: ignore[attr-defined]
            name = each.key.lower()
            if name in fields:
                words.append(f"a second {name} is left out")
            else:
                fields[name] = self._value(each.value, words)
        kind, key = entry.entry_type.lower(), entry.key  # type: ignore[attr-defined]
        return Entry(line, kind, key, fields, tuple(words))

    def _value(self, raw: str, words: list[str]) -> str:
        """Put the parts of a value together: braces, quotes, numbers and abbreviations."""
        whole = ""
        for part in _parts(raw):
            whole += self._part(part, words)
            if len(whole) > BLOCK_CHARACTERS:
                words.append("a value that its abbreviations make endless is left out")
                return ""
        return whole

    def _part(self, part: str, words: list[str]) -> str:
        if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
            return part[1:-1]
        if part.isdigit() or not part:
            return part
        known = self._strings.get(part.lower())
        if known is None:
            words.append(f"the abbreviation {part[:40]} is not in the file")
            return part
        return known


def _parts(raw: str) -> Iterator[str]:
    """Cut a value at each # outside braces and quotes."""
    if "#" not in raw:
        yield raw.strip()
        return
    depth, quoted, start = 0, False, 0
    for at, letter in enumerate(raw):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
        elif letter == '"' and depth == 0:
            quoted = not quoted
        elif letter == "#" and depth == 0 and not quoted:
            yield raw[start:at].strip()
            start = at + 1
    yield raw[start:].strip()

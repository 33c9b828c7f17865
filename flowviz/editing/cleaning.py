"""Texts as they are kept: in NFC, what cannot be seen spelled out, never cut in silence.

A hidden character (control, zero-width, bidirectional, a lone surrogate) becomes ``⟨U+200B⟩``; the
joiners of scripts that need them stay between their letters.
"""

import unicodedata

from flowviz.names import joins_letters, spelled

LONGEST_LINE = 1_000
"""Characters of a field of one line; the longest designation in SIPRI's files has 60."""
LONGEST_TEXT = 100_000
"""Characters of a comment or a note."""


def one_line(text: str) -> str:
    """``text`` as one line: runs of white space are one blank, none around it."""
    return " ".join(_shown(line) for line in _lines(text) if line)


def paragraphs(text: str) -> str:
    """``text`` with its line breaks, without blank ones around it."""
    return "\n".join(_shown(line) for line in _lines(text)).strip("\n")


def _lines(text: str) -> list[str]:
    unbroken = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(line.split()) for line in unbroken.split("\n")]


def _shown(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(
        letter if joins_letters(line, at) else spelled(letter) for at, letter in enumerate(line)
    )

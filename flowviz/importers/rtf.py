r"""RTF to paragraphs: as much of the format as a register written in it needs.

Read are paragraphs, tabs, line breaks, bold, and characters: as they stand, as ``\'xx`` in the
code page that the document names, as ``\u``. Tables of fonts, styles and colours, headers, footers,
pictures, and destinations marked as optional (``\*``) are passed over; all other control words are
layout and mean nothing here. After the RTF Specification 1.9.1 (Microsoft, 2008).
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from flowviz.errors import ImportFileError

_TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n]+)"
    rb"|(?P<end>\r\n?|\n)"
    rb"|(?P<open>\{)"
    rb"|(?P<close>\})"
    rb"|\\(?:(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\x20?"
    rb"|'(?P<code>[0-9A-Fa-f]{2})"
    rb"|(?P<symbol>[\s\S]))"
    rb"|(?P<stray>\\)"
)
_DEPTH = 100
_PASSED_OVER = frozenset(
    b"fonttbl stylesheet colortbl info pict header headerl headerr headerf footer footerl footerr "
    b"footerf footnote fldinst object listtable listoverridetable".split()
)
_PAGES = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_CHARACTERS = {
    b"tab": "\t",
    b"line": " ",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"bullet": "\u2022",
}
_SYMBOLS = {b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-", b"\t": "\t"}
_BREAKS = frozenset((b"\n", b"\r"))


class Paragraph(NamedTuple):
    """A paragraph: the line of the file that it begins on, its text, and the bold part of it."""

    line: int
    text: str
    bold: str


@dataclass(frozen=True, slots=True)
class _State:
    """What a group of the document hands on to the groups within it."""

    is_bold: bool = False
    is_passed_over: bool = False
    skipped_after_unicode: int = 1


def paragraphs(data: bytes) -> Iterator[Paragraph]:
    """Give the paragraphs of a document in their order, those without any text too.

    Raises
    ------
    ImportFileError
        When it is no RTF, or its groups stand deeper within each other than any writer puts them.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ImportFileError("The file is no RTF document.")
    yield from _Document(data).paragraphs()


class _Document:
    """A document on its way from the first token to the last."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._page = "cp1252"
        self._state = _State()
        self._outer: list[_State] = []
        self._line = self._begun = 1
        self._text: list[str] = []
        self._bold: list[str] = []
        self._codes = bytearray()
        self._to_skip = 0
        self._is_optional = False

    def paragraphs(self) -> Iterator[Paragraph]:
        at, end = 0, len(self._data)
        while at < end:
            match = _TOKEN.match(self._data, at)
            assert match is not None
            at = match.end()
            kind = match.lastgroup
            if kind == "number":
                kind = "word"
            if kind != "code":
                self._decode()
            if kind == "word" and match["word"] == b"bin":
                at += max(int(match["number"] or 0), 0)
            elif match["word"] == b"par" or match["symbol"] in _BREAKS:
                if not self._state.is_passed_over:
                    yield self._ended()
            elif kind == "text":
                self._say(match["text"].decode(self._page, "replace"))
            elif kind == "code":
                self._take_code(int(match["code"], 16))
            elif kind == "symbol":
                self._take_symbol(match["symbol"])
            elif kind == "word":
                self._obey(match["word"], match["number"])
            elif kind in ("open", "close"):
                self._nest(kind)
            self._line += kind == "end" or match["symbol"] in _BREAKS
        self._decode()
        if "".join(self._text).strip():
            yield self._ended()

    def _ended(self) -> Paragraph:
        told = Paragraph(self._begun, "".join(self._text), "".join(self._bold))
        self._text, self._bold, self._to_skip = [], [], 0
        self._begun = self._line
        return told

    def _nest(self, kind: str) -> None:
        self._to_skip = 0
        if kind == "open":
            if len(self._outer) >= _DEPTH:
                raise ImportFileError(f"The groups of the RTF are nested over {_DEPTH} deep.")
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()
        self._is_optional = False

    def _obey(self, word: bytes, number: bytes | None) -> None:
        value = None if number is None else int(number)
        if word in _PASSED_OVER or self._is_optional:
            self._state = replace(self._state, is_passed_over=True)
        elif word in _PAGES:
            self._page = _PAGES[word]
        elif word == b"ansicpg" and value is not None:
            self._page = _known_page(f"cp{value}") or self._page
        elif word in (b"b", b"plain"):
            self._state = replace(self._state, is_bold=word == b"b" and value != 0)
        elif word == b"uc" and value is not None:
            self._state = replace(self._state, skipped_after_unicode=min(max(value, 0), 10))
        elif word == b"u" and value is not None:
            self._say(_character(value))
            self._to_skip = self._state.skipped_after_unicode
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        self._is_optional = False

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_optional = True
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _take_code(self, code: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._codes.append(code)

    def _decode(self) -> None:
        """Turn bytes written as codes, which in some code pages stand for one together, to text."""
        if self._codes:
            codes, self._codes = bytes(self._codes), bytearray()
            self._say(codes.decode(self._page, "replace"))

    def _say(self, text: str) -> None:
        cut, self._to_skip = self._to_skip, max(self._to_skip - len(text), 0)
        text = text[cut:]
        if self._state.is_passed_over or not text:
            return
        if not self._text:
            self._begun = self._line
        self._text.append(text)
        if self._state.is_bold:
            self._bold.append(text)


def _known_page(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _character(value: int) -> str:
    """Give the character of a 16-bit number that RTF writes with a sign."""
    code = value + 0x10000 if value < 0 else value
    return chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

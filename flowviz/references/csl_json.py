"""CSL-JSON as text: an array of items, one object, or the array "items" of one."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from flowviz.errors import ImportFileError
from flowviz.references.csl import Item
from flowviz.references.met import Met, met

_BLANK = re.compile(r"[ \t\r\n]*")
_ITEMS = re.compile(r'[ \t\r\n]*\{[ \t\r\n]*"items"[ \t\r\n]*:(?=[ \t\r\n]*\[)')


def read(text: str) -> Iterator[Met]:
    """Give what a text holds, an item at a time.

    Raises
    ------
    ImportFileError
        It is no JSON from some line on: nothing of it is taken.
    """
    text = text.removeprefix("\N{BOM}")
    inside = _ITEMS.match(text)
    at = _blank(text, inside.end() if inside else 0)
    if text[at : at + 1] == "{":
        yield _met(_decoded(text, at, 1)[0], 1)
        return
    if text[at : at + 1] != "[":
        raise ImportFileError("This is no CSL-JSON: it begins with no [ and no {.")
    line, at, last = 1, _blank(text, at + 1), 0
    while text[at : at + 1] != "]":
        line += text.count("\n", last, at)
        last = at
        value, at = _decoded(text, at, line)
        yield _met(value, line)
        at = _blank(text, at)
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)
        elif text[at : at + 1] != "]":
            line += text.count("\n", last, at)
            raise ImportFileError(f"Line {line}: a comma or ] is missing; nothing is read.")


def write(items: Iterable[Item]) -> str:
    """Give items as an array, an item after the other."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def _met(value: Any, line: int) -> Met:
    return met(line, value)


def _blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    assert match is not None
    return match.end()


def _decoded(text: str, at: int, line: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise ImportFileError(
            f"Line {error.lineno}: no JSON ({error.msg}); nothing is read."
        ) from None
    except RecursionError:
        raise ImportFileError(f"Line {line}: nested too deep; nothing is read.") from None
    except ValueError:
        raise ImportFileError(f"Line {line}: a number too large; nothing is read.") from None


def _no_number(word: str) -> NoReturn:
    raise ImportFileError(f"{word} is no number of JSON; nothing is read.")


_DECODER = json.JSONDecoder(parse_constant=_no_number)

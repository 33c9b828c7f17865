"""JSON as a table: an array of objects, an object with one such array in it, or an object a line.

Numbers keep their text. An object in an object is read one level deep ("country.name"), a list of
plain values is joined by "; "; what lies deeper is not read, and listed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.limits import COLUMNS, LINE_BYTES, ROWS
from flowviz.importers.table import Record, names_of

_BLANK = re.compile(r"[\s\ufeff]*")
_ARRAY = re.compile(r'"((?:[^"\\]|\\.){1,200})"\s*:\s*\[\s*(?=\{)')
_GAP = re.compile(r"\s*,?\s*")
_JOINED = "; "


class _Pairs(list[tuple[str, Any]]):
    """The members of an object in their order, doubles included."""


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str
)


@dataclass(frozen=True, slots=True)
class JsonTable:
    """A table in JSON; see :class:`Table`.

    Lines are those of the text where there is an object a line; in an array the objects are
    counted from 1.
    """

    labels: tuple[str, ...]
    line_count: int
    doubts: tuple[str, ...]
    _text: str
    _begin: int
    encoding: str
    notes: tuple[str, ...] = ()
    header_line: int = 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    separator: str = ""
    may_hold_commas: bool = True

    @classmethod
    def open(cls, file: TextFile) -> "JsonTable":
        """Find the objects, and all the names that their members have.

        Raises
        ------
        ImportFileError
            When there are none, or the text is no JSON.
        """
        text = file.whole()
        begin = _begin(text)
        labels: dict[str, None] = {}
        nested: dict[str, None] = {}
        count = 0
        for _, members in _objects(text, begin):
            count += 1
            if count > ROWS:
                raise ImportFileError(f"The file has more than {ROWS:,} objects.")
            for label, value in _flat(members):
                if value is None:
                    nested[label] = None
                else:
                    labels[label] = None
            if len(labels) > COLUMNS:
                raise ImportFileError(f"The objects have more than {COLUMNS:,} different names.")
        if not labels:
            raise ImportFileError("The file is JSON, and holds no objects with values.")
        doubts = (f"'{label}' holds lists or objects and is not read" for label in nested)
        return cls(tuple(labels), count, tuple(doubts), text, begin, file.encoding)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns as they are compared."""
        return names_of(self.labels)

    def records(self) -> Iterator[Record]:
        """The objects; one without values is passed over."""
        places = {label: place for place, label in enumerate(self.labels)}
        for number, members in _objects(self._text, self._begin):
            cells = [""] * len(places)
            doubts: list[str] = []
            told: set[str] = set()
            for label, value in _flat(members):
                if value is None:
                    continue
                if label in told:
                    doubts.append(f"'{label}' stands twice in one object; the last one is read")
                told.add(label)
                cells[places[label]] = value
            if any(cells):
                yield Record(number, cells, "\t".join(cells), doubts=tuple(doubts))


def _begin(text: str) -> int:
    """Give where the first object of the table begins."""
    start = _BLANK.match(text)
    at = start.end() if start else 0
    if text[at : at + 1] == "[":
        return at + 1
    # One object with one array of objects in it, or the first of many objects.
    try:
        first, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        _refuse_depth()
    except ValueError as error:
        raise ImportFileError(f"The file is no JSON: {error}.") from None
    is_only = not text[end:].strip()
    arrays = [value for _, value in first if isinstance(value, list) and _has_objects(value)]
    if not is_only or not arrays:
        return at
    if len(arrays) > 1:
        names = ", ".join(f"'{label}'" for label, value in first if _has_objects(value))
        raise ImportFileError(f"The file holds several tables ({names}); keep one of them.")
    label = next(label for label, value in first if value is arrays[0])
    for match in _ARRAY.finditer(text, at):
        if json.loads(f'"{match[1]}"') == label:
            return match.end()
    return at


def _has_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, _Pairs) for v in value)


def _objects(text: str, at: int) -> Iterator[tuple[int, "_Pairs"]]:
    """Give the objects with their numbers from a place on, up to the end of array or text."""
    is_array = "[" in text[:at]
    number, counted = (0, at) if is_array else (1, 0)
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        number += 1 if is_array else text.count("\n", counted, at)
        counted = at
        if text[at : at + 1] == "]":
            return
        if at == len(text):
            if is_array:
                raise ImportFileError("The file ends in the middle of its array.")
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
        except RecursionError:
            _refuse_depth()
        except ValueError as error:
            line = text.count("\n", 0, at) + 1
            raise ImportFileError(f"Line {line:,} is no JSON: {error}.") from None
        if not isinstance(value, _Pairs):
            line = text.count("\n", 0, at) + 1
            raise ImportFileError(f"The file is JSON, but no table: no object on line {line:,}.")
        if end - at > LINE_BYTES:
            raise ImportFileError(f"An object is longer than {LINE_BYTES:,} characters.")
        yield number, value
        at = end


def _flat(members: "_Pairs") -> Iterator[tuple[str, str | None]]:
    """Give the members of an object as texts, None for one that lies too deep to be a cell."""
    for label, value in members:
        if isinstance(value, _Pairs):
            for inner, deeper in value:
                yield f"{label}.{inner}", _cell(deeper)
        else:
            yield label, _cell(value)


def _cell(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not isinstance(value, _Pairs):
        cells = [_cell(each) for each in value if not isinstance(each, list)]
        if len(cells) == len(value) and None not in cells:
            return _JOINED.join(filter(None, cells))
    return None


def _refuse_depth() -> NoReturn:
    raise ImportFileError("The file is JSON whose objects lie too deep in one another.")

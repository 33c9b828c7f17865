"""RIS to items and back.

Own code: rispy 0.10 joins no continued lines of repeated tags, drops a second value of a tag and
an entry without its end, cuts URLs at semicolons, and knows no line numbers.

Tags that stand for no variable stand in the item's ``custom`` under ``ris``, and are written again.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flowviz.dates import Dates
from flowviz.errors import RecordError
from flowviz.references import ris_terms as terms
from flowviz.references.csl import CUSTOM, Item, is_path
from flowviz.references.dating import csl_date, dates_of
from flowviz.references.met import Met, met

OWN = "ris"

_LINE = re.compile(r"\s{0,2}([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)$")
_PAGES = re.compile(r"([0-9A-Za-z.]+)-([0-9A-Za-z.]+)")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_KEYWORDS = ", "
_SIGN_OF_LIFE = 5_000
LINES = 5_000
"""Lines of one entry."""

Tag = list[str]
"""A tag and its text."""


def read(text: str) -> Iterator[Met]:
    """Give what a text holds, an entry at a time."""
    tags: list[Tag] = []
    start = 0
    for number, line in enumerate(_lines(text), start=1):
        match = _LINE.match(line)
        if match is None:
            if tags and line.strip() and len(tags) <= LINES:
                tags[-1][1] += f"\n{line.strip()}"
            elif not tags and line.strip():
                yield Met(number, None, ("a line outside any entry is left out",))
        elif match[1] == "TY":
            if tags:
                yield _met(start, tags, ("the entry has no end (ER)",))
            tags, start = [["TY", (match[2] or "").strip()]], number
        elif match[1] == "ER":
            if tags:
                yield _met(start, tags, ())
            tags = []
        elif tags:
            tags.append([match[1], (match[2] or "").strip()])
        else:
            yield Met(number, None, (f"{match[1]} stands outside any entry and is left out",))
        if number % _SIGN_OF_LIFE == 0:
            yield Met(number)
    if tags:
        yield _met(start, tags, ("the entry has no end (ER)",))


def write(items: Iterable[Item]) -> str:
    """Give items as entries; lines end as the format has it, with CR and LF."""
    return "".join(f"{line}\r\n" for item in items for line in _entry(item))


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text.removeprefix("\N{BOM}"))


def _met(line: int, tags: list[Tag], words: tuple[str, ...]) -> Met:
    if len(tags) > LINES:
        return Met(line, None, (f"an entry of more than {LINES:,} lines is not read",))
    kind = tags[0][1].upper()
    item: Item = {"type": terms.TYPES.get(kind, "document")}
    told: list[str] = list(words)
    rest: dict[str, list[str]] = {}
    days: dict[str, str] = {}
    pages: dict[str, str] = {}
    for tag, value in tags[1:]:
        if not value:
            continue
        if tag in terms.PATHS and (is_path(value) or not _is_link(value)):
            told.append("paths of attached files are not taken")
        elif tag in terms.NAMES:
            item.setdefault(terms.NAMES[tag], []).append(_name(value))
        elif tag == "KW":
            old = item.get("keyword")
            item["keyword"] = value if old is None else f"{old}{_KEYWORDS}{value}"
        elif tag in ("SP", "EP") and tag not in pages:
            pages[tag] = value
        elif tag in ("PY", "Y1", "DA", "Y2") and tag not in days:
            days[tag] = value
        elif tag in ("ID", "SN") or terms.TEXTS.get(tag) in item or tag not in terms.TEXTS:
            rest.setdefault(tag, []).append(value)
        else:
            item[terms.TEXTS[tag]] = value
    _take_rest(item, rest, days, pages)
    own: dict[str, Any] = {"tags": rest} if rest else {}
    if terms.KINDS.get(item["type"]) != kind:
        own["type"] = kind
    if own:
        item[CUSTOM] = {OWN: own}
    return met(line, item, told)


def _take_rest(
    item: Item, rest: dict[str, list[str]], days: dict[str, str], pages: dict[str, str]
) -> None:
    """Put key, number, dates and pages into an item."""
    for tag, variable in (("ID", "id"), ("SN", "ISSN" if item["type"] in terms.SERIAL else "ISBN")):
        if tag in rest:
            item[variable] = rest[tag].pop(0)
            if not rest[tag]:
                del rest[tag]
    issued = max((days[tag] for tag in ("DA", "PY", "Y1") if tag in days), key=len, default="")
    for variable, text in (("issued", issued), ("accessed", days.get("Y2", ""))):
        made = csl_date(_dates(text))
        if made is not None:
            item[variable] = made
    if "SP" in pages:
        item["page"] = "-".join([pages["SP"], *filter(None, [pages.get("EP")])])
    elif "EP" in pages:
        rest["EP"] = [pages["EP"]]


def _dates(text: str) -> Dates:
    """Read "2015/06/03/", "2015///spring" or a date in EDTF."""
    year, *rest = [part.strip() for part in text.split("/")]
    numbers = [part for part in rest[:2] if part.isdigit()]
    words = " ".join(filter(None, rest[2:]))
    is_parts = len(rest) >= 2 or (len(rest) == 1 and len(rest[0]) <= 2)
    bare = "-".join([year, *(part.zfill(2) for part in numbers)]) if is_parts else text
    try:
        return Dates.parse(bare if not words else "?")
    except RecordError:
        return Dates(text=f"{words} {bare}".strip())


def _name(value: str) -> dict[str, str]:
    """Read "Family, Given, Suffix"; a name without a comma is one."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1 or len(parts) > 3 or not parts[0]:
        return {"literal": " ".join(value.split())}
    return {
        part: text for part, text in zip(("family", "given", "suffix"), parts, strict=False) if text
    }


def _is_link(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _entry(item: Item) -> Iterator[str]:
    own = item.get(CUSTOM, {}).get(OWN, {})
    own = own if isinstance(own, dict) else {}
    kept = own.get("type")
    type_ = item["type"]
    is_kept = isinstance(kept, str) and terms.TYPES.get(kept, "document") == type_
    yield f"TY  - {kept if is_kept else terms.KINDS.get(type_, 'GEN')}"
    yield from _line("ID", str(item.get("citation-key") or item["id"]))
    written = {variable: tag for tag, variable in reversed(terms.NAMES.items())}
    for variable, tag in written.items():
        names = item.get(variable)
        for name in names if isinstance(names, list) else ():
            yield from _line(tag, _name_text(name))
    for variable, tag in terms.WRITTEN.items():
        value = item.get(variable)
        if isinstance(value, str | int):
            yield from _line(tag, str(value))
    yield from _line("SN", str(item.get("ISBN") or item.get("ISSN") or ""))
    yield from _dates_and_pages(item)
    keywords = item.get("keyword")
    for word in keywords.split(_KEYWORDS) if isinstance(keywords, str) else ():
        yield from _line("KW", word)
    rest = own.get("tags")
    for tag, values in rest.items() if isinstance(rest, dict) else ():
        if (
            re.fullmatch(r"[A-Z][A-Z0-9]", tag)
            and tag not in ("TY", "ER")
            and isinstance(values, list)
        ):
            for value in values:
                yield from _line(tag, str(value))
    yield "ER  - "
    yield ""


def _dates_and_pages(item: Item) -> Iterator[str]:
    issued, accessed = (dates_of(item.get(name)).text for name in ("issued", "accessed"))
    if _DAY.fullmatch(issued):
        yield f"PY  - {issued[:4]}"
        yield f"DA  - {_slashed(issued)}"
    else:
        yield from _line("PY", issued)
    yield from _line("Y2", _slashed(accessed) if _DAY.fullmatch(accessed) else accessed)
    page = item.get("page")
    if isinstance(page, str):
        span = _PAGES.fullmatch(page)
        yield from _line("SP", span[1] if span else page)
        yield from _line("EP", span[2] if span else "")


def _slashed(text: str) -> str:
    parts = [*text.split("-"), "", ""][:3]
    return "/".join(parts) + "/"


def _line(tag: str, text: str) -> Iterator[str]:
    """A tag with its text, further lines below it; none of them can pass for another tag."""
    if not text.strip():
        return
    first, *more = [line.strip() for line in _lines(text) if line.strip()]
    yield f"{tag}  - {first}"
    for line in more:
        yield f". {line}" if _LINE.match(line) else line


def _name_text(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    if isinstance(name.get("literal"), str):
        return str(name["literal"]).replace(",", " ")
    particles = [
        name.get("dropping-particle"),
        name.get("non-dropping-particle"),
        name.get("family"),
    ]
    family = " ".join(part for part in particles if isinstance(part, str) and part)
    parts = [family, name.get("given"), name.get("suffix")]
    return ", ".join(str(part) for part in parts if part) if family else ""

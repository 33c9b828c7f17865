"""BibTeX and biblatex to items and back.

Text of LaTeX becomes plain text; braces that keep capitals are no text and go. Fields that have no
variable stand in the item's ``custom`` under ``bibtex``, and are written again.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flowviz.dates import Dates
from flowviz.errors import RecordError
from flowviz.references import bibtex_terms as terms
from flowviz.references.bibtex_blocks import Blocks, Broken, Entry
from flowviz.references.bibtex_names import names_of, names_text
from flowviz.references.csl import CUSTOM, Item, is_path
from flowviz.references.dating import csl_date, dates_of
from flowviz.references.kinds import KINDS
from flowviz.references.latex import latex, plain, verbatim
from flowviz.references.met import Met, met

OWN = "bibtex"

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_KEY = re.compile(r"[\s,{}()\"#%\\~='@]+")
_ENTRY_DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?")
_PAGES = re.compile(r"(?<=\w)\s*--\s*(?=\w)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_SIGN_OF_LIFE = 200


def read(text: str) -> Iterator[Met]:
    """Give what a text holds, an entry at a time; crossrefs are followed within it."""
    blocks = Blocks()
    entries: list[Entry] = []
    for number, block in enumerate(blocks.read(text)):
        if isinstance(block, Broken):
            yield Met(block.line, None, (block.why,))
            continue
        entries.append(block)
        if number % _SIGN_OF_LIFE == 0:
            yield Met(block.line)
    by_key = {entry.key.lower(): entry for entry in entries if entry.key}
    for entry in entries:
        yield _met(_whole(entry, by_key))
    if blocks.beside:
        yield Met(0, None, (f"left out: {' and '.join(sorted(blocks.beside))}",))


def write(items: Iterable[Item]) -> str:
    """Give items as entries, each with a key of its own."""
    taken: set[str] = set()
    return "\n".join(_entry_text(item, _key(item, taken)) for item in items)


def _whole(entry: Entry, by_key: dict[str, Entry]) -> Entry:
    """An entry with what it has from the one that it refers to, as BibTeX has it."""
    parent = by_key.get(entry.fields.get("crossref", "").strip().lower())
    if parent is None or parent is entry:
        return entry
    given = {name: value for name, value in parent.fields.items() if name != "crossref"}
    if "title" in given:
        given.setdefault("booktitle", given.pop("title"))
    fields = {**given, **entry.fields}
    del fields["crossref"]
    return Entry(entry.line, entry.kind, entry.key, fields, entry.words)


def _met(entry: Entry) -> Met:
    words = list(entry.words)
    subtype = entry.fields.get("entrysubtype", "").strip().lower()
    type_ = terms.SUBTYPES.get(subtype) or (subtype if subtype in KINDS else None)
    item: Item = {"id": entry.key, "type": type_ or terms.TYPES.get(entry.kind, "document")}
    known = terms.fields_of(item["type"])
    rest: dict[str, str] = {}
    for raw, value in entry.fields.items():
        name = terms.ALIASES.get(raw, raw)
        if raw in terms.PATHS or raw.startswith("bdsk-file"):
            words.append("paths of files and names of users are not taken")
        elif name in terms.NAMES:
            item[terms.NAMES[name]] = names_of(value, words)
        elif name in terms.VERBATIM:
            item[terms.VERBATIM[name]] = verbatim(value)
        elif name in known and known[name] not in item:
            item[known[name]] = _text(value, words)
        elif name not in terms.DATES and not (name == "entrysubtype" and type_):
            rest[raw] = _text(value, words)
    rest |= _take_dates(item, entry.fields, words)
    _tidy(item, rest, words)
    own: dict[str, Any] = {"fields": rest} if rest else {}
    if type_ is None and terms.ENTRIES.get(item["type"]) != entry.kind:
        own["type"] = entry.kind
    if own:
        item[CUSTOM] = {OWN: own}
    return met(entry.line, {name: value for name, value in item.items() if value}, words)


def _tidy(item: Item, rest: dict[str, str], words: list[str]) -> None:
    """Pages with one hyphen, an address that was noted as how it was published, no paths."""
    if "page" in item:
        item["page"] = _PAGES.sub("-", item["page"].replace("\N{EN DASH}", "--"))
    published = rest.get("howpublished", "")
    if published.startswith(("http://", "https://")) and "URL" not in item:
        item["URL"] = rest.pop("howpublished")
    for name in [name for name, value in rest.items() if is_path(value)]:
        del rest[name]
        words.append("paths of files and names of users are not taken")


def _text(value: str, words: list[str]) -> str:
    paragraphs = plain(value, words).split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in paragraphs).strip()


def _take_dates(item: Item, fields: dict[str, str], words: list[str]) -> dict[str, str]:
    """Put the dates into an item; gives the fields that are none, as they stand."""
    rest: dict[str, str] = {}
    for name, variable in (("date", "issued"), ("urldate", "accessed")):
        if name in fields:
            made = csl_date(_dates(verbatim(fields[name])))
            if made is not None:
                item[variable] = made
    if "issued" not in item and "year" in fields:
        made = csl_date(_dates(_classic(fields, words)))
        if made is not None:
            item["issued"] = made
    elif "month" in fields and "year" not in fields and "date" not in fields:
        rest["month"] = _text(fields["month"], words)
    return rest


def _classic(fields: dict[str, str], words: list[str]) -> str:
    """Year, month and day as one date; the month in words where it is none."""
    year, month, day = (_text(fields.get(name, ""), words) for name in ("year", "month", "day"))
    parts = re.findall(r"[A-Za-z]+|\d+", month)
    names = [part[:3].lower() for part in parts if part.isalpha()]
    numbers = [int(part) for part in (*parts, day) if part.isdigit()]
    if len(names) == 1 and names[0] in _MONTHS:
        number = _MONTHS.index(names[0]) + 1
    elif not names and numbers and numbers[0] <= 12:
        number = numbers.pop(0)
    else:
        return f"{month} {year}".strip()
    return "-".join([year, f"{number:02d}", *(f"{each:02d}" for each in numbers[:1])])


def _dates(text: str) -> Dates:
    try:
        return Dates.parse(text)
    except RecordError:
        return Dates(text=text)


def _key(item: Item, taken: set[str]) -> str:
    """A key that BibTeX takes and no other entry has."""
    wanted = item.get("citation-key") or item["id"]
    key = base = _KEY.sub("_", str(wanted)).strip("_") or "source"
    number = 1
    while key.lower() in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key.lower())
    return key


def _entry_text(item: Item, key: str) -> str:
    own = item.get(CUSTOM, {}).get(OWN, {})
    own = own if isinstance(own, dict) else {}
    type_ = item["type"]
    kind = terms.ENTRIES.get(type_, "article" if type_ in terms.ARTICLES else "misc")
    kept = str(own.get("type", ""))
    if terms.TYPES.get(kept, "document") == type_ and kept.isalnum():
        kind = kept
    fields = dict(_fields(item))
    if type_ not in terms.ENTRIES:
        short = {name: word for word, name in terms.SUBTYPES.items()}
        fields["entrysubtype"] = latex(short.get(type_) or str(type_))
    rest = own.get("fields")
    for name, value in rest.items() if isinstance(rest, dict) else ():
        if isinstance(value, str) and re.fullmatch(r"[\w-]+", name):
            fields.setdefault(name, latex(value))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    for name, variable in terms.NAMES.items():
        if names := names_text(item.get(variable)):
            yield name, names
    for name, variable in terms.fields_of(item["type"]).items():
        value = item.get(variable)
        if isinstance(value, str | int) and str(value).strip():
            text = latex(str(value))
            yield name, _HYPHEN.sub("--", text) if name == "pages" else text
    for name, variable in terms.VERBATIM.items():
        if isinstance(value := item.get(variable), str) and value:
            yield name, re.sub(r"([%#{}~\\])", r"\\\1", value)
    yield from _date_fields(item)


def _date_fields(item: Item) -> Iterator[tuple[str, str]]:
    """Dates in EDTF, as biblatex reads them, and the year and month for BibTeX."""
    for name, variable in (("date", "issued"), ("urldate", "accessed")):
        text = dates_of(item.get(variable)).text
        if _dates(text).is_stated:
            yield name, text
        elif text and name == "date":
            yield "year", latex(text)
        if name == "date" and _ENTRY_DATE.fullmatch(text):
            yield "year", text[:4]
            if len(text) > 4 and int(text[5:7]) <= len(_MONTHS):
                yield "month", str(int(text[5:7]))

"""Sources in a citation style, as plain text: rendered by citeproc-py by a bundled CSL style.

No HTML is made and none is read: what looks like a tag in a title is printed as it stands. Titles
keep their letter case unless the source's language is told to be English, for no style knows of an
unnamed language how it writes titles. URLs are always there and whole.
"""

import calendar
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowviz.dates import Dates
from flowviz.errors import UsageError
from flowviz.paths import resource
from flowviz.records import Source
from flowviz.references.authors import authors_text
from flowviz.references.csl import DATES, NAMES, Item
from flowviz.references.dating import dates_of
from flowviz.references.mapping import item_of
from flowviz.terms import SourceStatus

if TYPE_CHECKING:
    from flowviz.references.engine import Engine

_FOLDER = "styles"
_UNKNOWN_LANGUAGE = "und"
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
_LETTER = "personal_communication"
"""APA lists no letters, and Chicago calls each a letter: they are rendered as documents."""
_SEASON = re.compile(r"-2([1-4])(?!\d|-)")
_NAMES = dict(
    zip(
        [*(f"{month:02d}" for month in range(1, 13)), "21", "22", "23", "24"],
        [*calendar.month_name[1:], "spring", "summer", "autumn", "winter"],
        strict=True,
    )
)
_PAGES = re.compile(r"[0-9A-Za-z]+(?:[-\u2013][0-9A-Za-z]+)?")


@dataclass(frozen=True, slots=True)
class Style:
    """A bundled style: its name on the command line, and its title."""

    name: str
    title: str


STYLES = (
    Style("chicago-notes", "Chicago, notes and bibliography (16th edition)"),
    Style("chicago-author-date", "Chicago, author and date (16th edition)"),
    Style("apa", "APA (7th edition)"),
    Style("oscola", "OSCOLA (4th edition)"),
)
DEFAULT = STYLES[0].name


def styled(name: str) -> Style:
    """Give the style of a name.

    Raises
    ------
    UsageError
        There is none.
    """
    for style in STYLES:
        if style.name == name:
            return style
    known = ", ".join(style.name for style in STYLES)
    raise UsageError(f"There is no style {name!r}; there are {known}.")


def known(name: str) -> str:
    """Give a name that is one of a style: ``name``, the default where it is none."""
    return name if any(style.name == name for style in STYLES) else DEFAULT


def cited(source: Source, style: str = DEFAULT) -> str:
    """Give a source as one would cite it: a footnote where the style has notes, else its entry.

    Raises
    ------
    UsageError
        There is no such style.
    """
    return _whole(source, _engine(style).note(_known(source)))


def entry(source: Source, style: str = DEFAULT) -> str:
    """Give a source as it stands in a list of sources; errors as of ``cited``."""
    return _whole(source, _engine(style).entry(_known(source)))


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Give sources by who wrote or published them, then date and title; ties by identifier."""
    return sorted(sources, key=_rank)


def _rank(source: Source) -> tuple[str, str, str, str]:
    names = item_of(source).get("author")
    first = names[0] if isinstance(names, list) and names else None
    family = first.get("family") if isinstance(first, dict) else None
    who = family if isinstance(family, str) else authors_text(names)
    day = source.published.earliest
    words = who or source.publisher or source.title
    return words.casefold(), "" if day is None else day.isoformat(), source.title, source.id


@functools.cache
def _engine(name: str) -> "Engine":
    from flowviz.references.engine import Engine

    return Engine(resource(_FOLDER, f"{styled(name).name}.csl"))


def _whole(source: Source, text: str) -> str:
    """A rendered text with what no style has room for: the archived copy, and a retraction."""
    text = " ".join(text.split())
    if source.url and source.url not in text:
        text = f"{text} {source.url}" if text else source.url
    published = source.published
    if (str(published.first_year) if published.is_stated else published.text) not in text:
        text += f" ({in_words(published) if published.is_stated else published.text})"
    if source.archived_url:
        day = f" on {source.archived.isoformat()}" if source.archived else ""
        text += f" Archived{day}: {source.archived_url}"
    if source.status is not SourceStatus.LIVE:
        day = f" on {source.status_on.isoformat()}" if source.status_on else ""
        text += f" [{str(source.status).capitalize()}{day}]"
    return text


def _known(source: Source) -> Item:
    """The item of a source as citeproc-py takes it: only what has the shape that it must have."""
    item = item_of(source, is_whole=False)
    known: Item = {}
    for name, value in item.items():
        told = _value(name, value)
        if told not in (None, "", []):
            known[name] = told
    known.setdefault("language", _UNKNOWN_LANGUAGE)
    if "author" not in known and source.publisher:
        known["author"] = [{"literal": source.publisher}]
    is_letter = item["type"] == _LETTER
    return {**known, "id": "1", "type": "document" if is_letter else item["type"]}


def _value(name: str, value: Any) -> Any:
    if name in NAMES:
        return list(filter(None, map(_name, value))) if isinstance(value, list) else None
    if name in DATES:
        return _date(value)
    if name == "page":
        return value if isinstance(value, str) and _PAGES.fullmatch(value) else None
    return str(value) if isinstance(value, str | int) else None


def _name(name: Any) -> dict[str, str]:
    if not isinstance(name, dict):
        return {}
    if isinstance(name.get("literal"), str):
        return {"literal": name["literal"]} if name["literal"].strip() else {}
    parts = {part: name[part] for part in _NAME_PARTS if isinstance(name.get(part), str)}
    return parts if parts.get("family") else {}


def _date(value: Any) -> dict[str, Any] | None:
    """Parts where the date is one of the calendar; its words where it is not, or is not certain.

    Words are a ``literal``; see ``engine``.
    """
    dates = dates_of(value)
    words = value.get("literal") if isinstance(value, dict) else None
    if isinstance(words, str) and words:
        return {"literal": words}
    if dates.earliest is None:
        return {"literal": dates.text} if dates.text else None
    if dates.is_uncertain or ("/" in dates.text and _SEASON.search(dates.text)):
        return {"literal": in_words(dates)}
    shown = {"date-parts": _numbers(dates)}
    season = _SEASON.search(dates.text)
    return {**shown, "season": int(season[1])} if season else shown


def in_words(dates: Dates) -> str:
    """Give dates as a list prints those that are not certain: "c. spring 2015"."""
    text = dates.text.rstrip("?~%")
    points = []
    for point in text.split("/"):
        year, _, rest = point.partition("-")
        month, _, day = rest.partition("-")
        name = _NAMES.get(month, "")
        points.append(" ".join(filter(None, (day.lstrip("0"), name, year))))
    doubt = "c. " if dates.is_uncertain else ""
    return doubt + "\N{EN DASH}".join(points)


def _numbers(dates: Dates) -> list[list[int]]:
    points = _SEASON.sub("", dates.text).split("/")
    return [[int(part) for part in point.split("-")] for point in points]

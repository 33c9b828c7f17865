"""What a page says: title, subtitle, footnotes and sources in words."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.flow import Flows
from flowviz.flows.sources import NumberedSource
from flowviz.flows.words import count_words, dates_words, years_words
from flowviz.page.page import Words
from flowviz.records import Source
from flowviz.scene.words import heading

MAP_CREDIT = "Map: Natural Earth, Equal Earth projection. Made with flowviz."
CREDIT = "Made with flowviz."
_MOST_CATEGORIES = 3
_MOST_TOGETHER = 3


def page_words(
    flows: Flows,
    rows: NDArray[np.int64],
    sources: Sequence[NumberedSource],
    dossier_title: str,
    view: str,
    title: str | None = None,
) -> Words:
    """The words around a picture of the flows ``rows``; ``title`` None: one that says something."""
    return Words(
        title=title if title is not None else default_title(flows, dossier_title),
        subtitle=subtitle(flows),
        footnotes=footnotes(flows, rows),
        sources=tuple(source_line(numbered.source, numbered.origin) for numbered in sources),
        attribution=MAP_CREDIT if view == "map" else CREDIT,
    )


def default_title(flows: Flows, dossier_title: str) -> str:
    """The dossier's title with the years of the flows, unless it names them itself."""
    title = " ".join(dossier_title.split()) or "Arms transfers"
    years = _years(flows)
    return title if not years or years.split("\N{EN DASH}")[0] in title else f"{title}, {years}"


def subtitle(flows: Flows) -> str:
    """Unit, stage, years and filters: what the numbers are numbers of."""
    what = heading(flows)
    if flows.unit == "TIV":
        what += " (a volume index, not money)"
    parts = [what, _years(flows), _categories(flows.query.categories)]
    count = len(flows.supplier)
    records = int(flows.records.sum())
    parts.append(f"{count_words(count, 'flow')} from {count_words(records, 'record')}")
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def footnotes(flows: Flows, rows: NDArray[np.int64]) -> tuple[str, ...]:
    """What the legend does not say: no source, unknown amounts, amounts for items together.

    The missing source stands first: footnotes that find no room are cut at their end.
    """
    said = []
    unsourced, records = flows.unsourced[rows], flows.records[rows]
    bare = int((unsourced == records).sum())
    partly = int(unsourced.sum() - unsourced[unsourced == records].sum())
    if bare and bare == len(rows):
        said.append("No source is named for these flows.")
    elif bare:
        said.append(f"NO SOURCE is named for {count_words(bare, 'flow')} shown.")
    if partly:
        said.append(f"NO SOURCE is named for {count_words(partly, 'record')} beside sourced ones.")
    is_unknown = np.isnan(flows.drawn[rows])
    unknown = int(is_unknown.sum())
    if unknown:
        verb = "is" if unknown == 1 else "are"
        said.append(f"{count_words(unknown, 'flow')} of unknown amount {verb} drawn hollow.")
    mixed = int(((flows.unknown_records[rows] > 0) & ~is_unknown).sum())
    if mixed:
        verb = "holds" if mixed == 1 else "hold"
        said.append(f"{count_words(mixed, 'flow')} {verb} further records of unknown amount.")
    uncertain = int(flows.uncertain[rows].sum())
    if uncertain:
        verb = "holds" if uncertain == 1 else "hold"
        said.append(f"{count_words(uncertain, 'flow')} {verb} figures marked as uncertain (?).")
    said += [f"Not counted: {together.text()}." for together in flows.footnotes[:_MOST_TOGETHER]]
    more = len(flows.footnotes) - _MOST_TOGETHER
    if more > 0:
        amounts = count_words(more, "further amount")
        said.append(f"Nor {'is' if more == 1 else 'are'} {amounts} for several items together.")
    return tuple(said)


def source_line(source: Source, origin: str) -> str:
    """A source as a printed line: author, title, publisher, date, address, where it is from.

    That nobody has established an origin is for the evidence panel: in print it reads as a verdict.
    """
    heard = [part for part in (source.author, source.publisher) if part and part != source.title]
    date = dates_words(source.published)
    if date and date != "undated":
        heard.append(date)
    parts = [source.title or "Untitled", ", ".join(_once(heard)), source.url]
    line = ". ".join(part.rstrip(".") for part in parts if part)
    return f"{line} ({origin})" if origin.startswith("from ") else f"{line}."


def _once(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(parts))


def _years(flows: Flows) -> str:
    query = flows.query
    if query.first_year is not None and query.last_year is not None:
        return years_words(query.first_year, query.last_year)
    dated = flows.first_year[flows.first_year > 0]
    if not len(dated):
        return ""
    return years_words(int(dated.min()), int(flows.last_year.max()))


def _categories(categories: frozenset[str]) -> str:
    if not categories:
        return ""
    named = [category or "no category known" for category in sorted(categories)]
    words = ", ".join(named[:_MOST_CATEGORIES])
    rest = len(named) - _MOST_CATEGORIES
    return f"only {words}" + (f" and {rest} more" if rest > 0 else "")

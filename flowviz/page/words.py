"""What a page says: title, subtitle, footnotes and sources in words."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.sources import NumberedSource
from flowviz.flows.strands import Strands
from flowviz.flows.tables import bits, distinct
from flowviz.flows.words import count_words, dates_words, filters, window_words, years_words
from flowviz.layouts import Layout
from flowviz.layouts.projections import choice
from flowviz.page.page import Words
from flowviz.records import Source
from flowviz.scene.drawing import top_rows
from flowviz.scene.legend import SCALE_WORDS
from flowviz.scene.notes import NOUNS
from flowviz.scene.words import heading, quantity
from flowviz.style import Style
from flowviz.terms import Mark, SourceStatus

CREDIT = "Made with flowviz."
MODE_WORDS = {
    Mode.RECORDS: "Links: separate records, a ribbon each.",
    Mode.DIRECTED: "Links: directed, a ribbon each way.",
    Mode.SINGLE: "Links: single, both ways of a pair summed.",
    Mode.NET: "Links: net, the larger way of a pair less the smaller.",
}
_MOST_TOGETHER = 3


def page_words(
    strands: Strands,
    style: Style,
    layout: Layout,
    sources: Sequence[NumberedSource],
    dossier_title: str,
    *,
    names: Mapping[str, str],
    title: str | None = None,
) -> Words:
    """The words around a picture of ``strands``; ``title`` None: one that says something.

    ``names`` are by code. What the picture leaves out is said by the scene, and
    set by ``compose``.
    """
    flows = strands.flows
    return Words(
        title=title if title is not None else default_title(flows, dossier_title),
        subtitle=subtitle(flows, names),
        footnotes=footnotes(strands, top_rows(strands, style.show_top)),
        sources=tuple(source_line(numbered.source, numbered.origin) for numbered in sources),
        attribution=f"{how_drawn(strands, style)} {credit(layout)}",
    )


def default_title(flows: Flows, dossier_title: str) -> str:
    """The dossier's title with the years of the flows, unless it names them itself."""
    title = " ".join(dossier_title.split()) or "Arms transfers"
    years = _years(flows)
    return title if not years or years.split("\N{EN DASH}")[0] in title else f"{title}, {years}"


def subtitle(flows: Flows, names: Mapping[str, str]) -> str:
    """Unit, stage, years and every filter: what the numbers are numbers of."""
    what = heading(flows)
    if flows.unit == "TIV":
        what += " (a volume index, not money)"
    found = filters(flows.query, names)
    chips = [told.text for told in found if "first_year" not in told.fields]
    count, records = (
        count_words(len(flows), "flow"),
        count_words(int(flows.records.sum()), "record"),
    )
    parts = [what, _years(flows), *chips, f"{count} from {records}"]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def how_drawn(strands: Strands, style: Style) -> str:
    """What a ribbon stands for, how wide it is, and what would make another picture as wide."""
    words = f"{MODE_WORDS[strands.mode]} Width: {SCALE_WORDS[style.scale]}"
    lock = style.lock
    if lock is None or lock.unit != strands.unit:
        return f"{words}."
    return f"{words}; locked, {quantity(lock.amount, lock.unit)} being {lock.px:.3g} px wide."


def credit(layout: Layout) -> str:
    """Where the map is from, and its projection, with what one must know to compare sizes."""
    if layout.projection is None:
        return CREDIT
    made = choice(layout.projection.name)
    caution = f" ({made.caution})" if made.caution else ""
    return f"Map: Natural Earth, {made.title} projection{caution}. {CREDIT}"


def footnotes(strands: Strands, rows: NDArray[np.int64]) -> tuple[str, ...]:
    """What the scene does not say: sources, conflicts, unknown amounts, amounts for items together.

    The missing source stands first: footnotes that find no room are cut at their end.
    """
    one, many = NOUNS[strands.mode]
    told = rows[~strands.is_told_by_other[rows]]
    said = []
    unsourced, records = strands.unsourced[told], strands.records[told]
    is_bare = unsourced == records
    partly = int(unsourced[~is_bare].sum())
    if len(told) and is_bare.all():
        said.append(f"No source is named for these {many}.")
    elif is_bare.any():
        said.append(f"NO SOURCE is named for {count_words(int(is_bare.sum()), one)} shown.")
    if partly:
        said.append(f"NO SOURCE is named for {count_words(partly, 'record')} beside sourced ones.")
    said += _of_marks(strands, rows)
    is_hollow = np.isnan(strands.drawn[told])
    is_included = is_hollow & (strands.included_records[told] == records) & (records > 0)
    if is_included.any():
        flows = count_words(int(is_included.sum()), one)
        verb = "is" if is_included.sum() == 1 else "are"
        said.append(f"{flows} {verb} drawn hollow: all figures are included in others.")
    unknown = int((is_hollow & ~is_included).sum())
    if unknown:
        verb = "is" if unknown == 1 else "are"
        said.append(f"{count_words(unknown, one)} of unknown amount {verb} drawn hollow.")
    mixed = int(((strands.unknown_records[told] > 0) & ~is_hollow).sum())
    if mixed:
        verb = "holds" if mixed == 1 else "hold"
        said.append(f"{count_words(mixed, one)} {verb} further records of unknown amount.")
    uncertain = int(strands.uncertain[told].sum())
    if uncertain:
        verb = "holds" if uncertain == 1 else "hold"
        said.append(f"{count_words(uncertain, one)} {verb} figures marked as uncertain (?).")
    said += _of_the_other_side(strands, told)
    return (*said, *_together(strands.flows))


def _of_marks(strands: Strands, rows: NDArray[np.int64]) -> list[str]:
    """How many of what is drawn nothing supports any longer, and how many hold a conflict."""
    marks, nouns = strands.marks[rows], NOUNS[strands.mode]
    said = []
    unsupported = int(np.count_nonzero(marks & bits((Mark.UNSUPPORTED,))))
    if unsupported:
        verb = "is" if unsupported == 1 else "are"
        words = f"{verb} NO LONGER SUPPORTED: what was cited was withdrawn or retracted"
        said.append(f"{count_words(unsupported, *nouns)} {words}.")
    conflicting = int(np.count_nonzero(marks & bits((Mark.CONFLICTING,))))
    if conflicting:
        verb = "holds" if conflicting == 1 else "hold"
        words = f"{verb} conflicting figures or details (\N{NOT EQUAL TO})"
        said.append(f"{count_words(conflicting, *nouns)} {words}.")
    return said


def _of_the_other_side(strands: Strands, rows: NDArray[np.int64]) -> list[str]:
    """For how many of the flows drawn the other side tells figures too, which do not count."""
    ways = [strands.flow[rows]]
    if strands.is_paired:
        ways.append(strands.back[rows][strands.back[rows] >= 0])
    flows = distinct(np.concatenate(ways))
    beside = int(np.isfinite(strands.flows.other[flows]).sum())
    if not beside:
        return []
    words = count_words(beside, "flow")
    return [f"For {words} the other side gives figures of its own, which are not counted."]


def _together(flows: Flows) -> list[str]:
    """Amounts for several items together of which the filters show only some."""
    said = [f"Not counted: {together.text()}." for together in flows.footnotes[:_MOST_TOGETHER]]
    more = len(flows.footnotes) - _MOST_TOGETHER
    if more > 0:
        amounts = count_words(more, "further amount")
        said.append(f"Nor {'is' if more == 1 else 'are'} {amounts} for several items together.")
    return said


def source_line(source: Source, origin: str) -> str:
    """A source as a printed line: title, who says so, date, address, what became of it.

    That nobody has established an origin is for the evidence panel: in print it reads as a verdict.
    """
    heard = [part for part in (source.author, source.publisher) if part and part != source.title]
    date = dates_words(source.published)
    if date and date != "undated":
        heard.append(date)
    parts = [source.title or "Untitled", ", ".join(_once(heard)), source.url]
    line = ". ".join(part.rstrip(".") for part in parts if part)
    if source.status is not SourceStatus.LIVE:
        line += f" [{source.status} since]"
    return f"{line} ({origin})" if origin.startswith("from ") else f"{line}."


def _once(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(parts))


def _years(flows: Flows) -> str:
    """The window where there is one, else the years of the figures."""
    if flows.query.has_window:
        return window_words(flows.query)
    dated = flows.first_year[flows.first_year > 0]
    if not len(dated):
        return ""
    return years_words(int(dated.min()), int(flows.last_year.max()))

"""The formats that can be imported: of transfers in ``READERS``, and those of references."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from flowviz.errors import UsageError
from flowviz.importers import (
    baci,
    comtrade,
    ftm,
    graphs,
    mapped,
    ricardo,
    sipri_deals,
    sipri_deliveries,
    sipri_rtf,
    sipri_tiv,
    us_arms_sales,
)
from flowviz.importers.case_reader import CaseFormat
from flowviz.importers.entries import Given
from flowviz.importers.findings import Findings
from flowviz.importers.material import Material, Probe
from flowviz.references import csl
from flowviz.references import formats as references

_JSON_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_JSON_NAMES = re.compile(rb'"([^"\\]{1,60})"\s*:')
_OF_CSL = (
    *csl.NAMES,
    *csl.DATES,
    *("id", "type", "title", "given", "family", "literal", "date-parts", "container-title", "URL"),
    *("DOI", "ISBN", "ISSN", "publisher", "publisher-place", "page", "volume", "issue", "abstract"),
    *("language", "source", "note", "keyword", "custom", "genre", "event", "edition", "number"),
)
"""Names by which a JSON array of references is told from one of rows."""
_BIBTEX_BEGINS = re.compile(rb"^[ \t]*@\w+[ \t]*[{(]", re.M)
_RIS_BEGINS = re.compile(rb"^TY {1,2}- ", re.M)


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """One format of transfers: its name on the command line, its title, and two functions.

    ``knows`` tells by a first look whether a file is one. ``read`` runs in the reader process only
    and gives the header first, then entries, before each the sources that it is the first to cite,
    and numbers of lines where it has none to give for long. ``companions`` are patterns of names of
    files beside it that it needs.
    """

    name: str
    title: str
    knows: Callable[[Probe], bool]
    read: Callable[[Material, Findings], Iterator[Given]]
    companions: tuple[str, ...] = ()


def _is_table(probe: Probe) -> bool:
    return probe.table is not None


READERS: tuple[ReaderFormat, ...] = (
    ReaderFormat(
        sipri_deliveries.NAME,
        sipri_deliveries.TITLE,
        sipri_deliveries.knows,
        sipri_deliveries.read,
    ),
    ReaderFormat(sipri_deals.NAME, sipri_deals.TITLE, sipri_deals.knows, sipri_deals.read),
    ReaderFormat(sipri_tiv.NAME, sipri_tiv.TITLE, sipri_tiv.knows, sipri_tiv.read),
    ReaderFormat(sipri_rtf.NAME, sipri_rtf.TITLE, sipri_rtf.knows, sipri_rtf.read),
    ReaderFormat(comtrade.NAME, comtrade.TITLE, comtrade.knows, comtrade.read),
    ReaderFormat(
        comtrade.CLASSIC_NAME,
        comtrade.CLASSIC_TITLE,
        comtrade.knows_classic,
        comtrade.read_classic,
    ),
    ReaderFormat(baci.NAME, baci.TITLE, baci.knows, baci.read, baci.COMPANIONS),
    ReaderFormat(us_arms_sales.NAME, us_arms_sales.TITLE, us_arms_sales.knows, us_arms_sales.read),
    ReaderFormat(ricardo.NAME, ricardo.TITLE, ricardo.knows, ricardo.read, ricardo.COMPANIONS),
    ReaderFormat(ftm.NAME, ftm.TITLE, ftm.knows, ftm.read),
    *(
        ReaderFormat(name, title, partial(graphs.knows, name), partial(graphs.read, name))
        for name, title in graphs.TITLES.items()
    ),
)
"""Asked in this order whether they know a file."""
MAPPED = ReaderFormat(mapped.NAME, mapped.TITLE, _is_table, mapped.read)
"""Any other table, by a mapping."""
CASE = CaseFormat()
Format = ReaderFormat | references.Format | CaseFormat
_ALL: tuple[Format, ...] = (*READERS, MAPPED, CASE, *references.FORMATS)
NAMES = tuple(each.name for each in _ALL)
COMPANIONS = tuple(dict.fromkeys(pattern for each in READERS for pattern in each.companions))
"""Patterns of names of files that are handed in where they lie beside the one that is read."""


def named(name: str) -> Format:
    """Give the format of a name.

    Raises
    ------
    UsageError
        When there is none.
    """
    for each in _ALL:
        if each.name == name:
            return each
    raise UsageError(f"There is no format {name!r} to import; known are {', '.join(NAMES)}.")


def sniffed(probe: Probe) -> Format | None:
    """Give the format that a file is in by a first look at it, None where none is known."""
    if CASE.knows(probe):
        return CASE
    known = next((each for each in READERS if each.knows(probe)), None) or _of_references(probe)
    return known or (MAPPED if MAPPED.knows(probe) else None)


def _of_references(probe: Probe) -> references.Format | None:
    """Give the format of references: what a file begins with, else the end of its name."""
    for name, begins in (("ris", _RIS_BEGINS.search), ("bibtex", _BIBTEX_BEGINS.search)):
        if begins(probe.begin):
            return references.named(name)
    if _JSON_BEGINS.match(probe.begin):
        names = {name.decode("ascii", "replace") for name in _JSON_NAMES.findall(probe.begin)}
        is_table = 2 * len(names.intersection(_OF_CSL)) < len(names)
        return None if is_table else references.named("csl-json")
    return next((each for each in references.FORMATS if each.suffix == probe.suffix), None)

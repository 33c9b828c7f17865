"""The formats that can be imported: of transfers in ``READERS``, and those of references."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from flowviz.errors import UsageError
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


Functions: TypeAlias = tuple[
    Callable[[Probe], bool], Callable[[Material, Findings], Iterator[Given]]
]
"""What a format's own module offers: whether it knows a file, and its reader.

The latter runs in the reader process only and gives the header first, then entries, before each the
sources that it is the first to cite, and numbers of lines where it has none to give for long.
"""


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """One format of transfers: its name on the command line, its title, and where it is read.

    ``hint`` tells cheaply whether a file may be one; only then ``functions`` loads the module that
    knows. ``companions`` are patterns of names of files beside it that it needs.
    """

    name: str
    title: str
    hint: Callable[[Probe], bool]
    functions: Callable[[], Functions]
    companions: tuple[str, ...] = ()

    def knows(self, probe: Probe) -> bool:
        """Tell by a first look whether a file is one."""
        return self.hint(probe) and self.functions()[0](probe)

    def read(self, material: Material, findings: Findings) -> Iterator[Given]:
        """Give what a file tells."""
        return self.functions()[1](material, findings)


def _columns(*any_of: tuple[str, ...]) -> Callable[[Probe], bool]:
    return lambda probe: any(probe.has_columns(*names) for names in any_of)


def _holds(pattern: bytes) -> Callable[[Probe], bool]:
    search = re.compile(pattern, re.I).search
    return lambda probe: search(probe.begin) is not None


def _is_table(probe: Probe) -> bool:
    return probe.table is not None


def _sipri_deliveries() -> Functions:
    from flowviz.importers import sipri_deliveries

    return sipri_deliveries.knows, sipri_deliveries.read


def _sipri_deals() -> Functions:
    from flowviz.importers import sipri_deals

    return sipri_deals.knows, sipri_deals.read


def _sipri_tiv() -> Functions:
    from flowviz.importers import sipri_tiv

    return sipri_tiv.knows, sipri_tiv.read


def _sipri_rtf() -> Functions:
    from flowviz.importers import sipri_rtf

    return sipri_rtf.knows, sipri_rtf.read


def _comtrade() -> Functions:
    from flowviz.importers import comtrade

    return comtrade.knows, comtrade.read


def _comtrade_classic() -> Functions:
    from flowviz.importers import comtrade

    return comtrade.knows_classic, comtrade.read_classic


def _baci() -> Functions:
    from flowviz.importers import baci

    return baci.knows, baci.read


def _us_arms_sales() -> Functions:
    from flowviz.importers import us_arms_sales

    return us_arms_sales.knows, us_arms_sales.read


def _ricardo() -> Functions:
    from flowviz.importers import ricardo

    return ricardo.knows, ricardo.read


def _ftm() -> Functions:
    from flowviz.importers import ftm

    return ftm.knows, ftm.read


def _graphs(name: str) -> Functions:
    from flowviz.importers import graphs

    return partial(graphs.knows, name), partial(graphs.read, name)


def _mapped() -> Functions:
    from flowviz.importers import mapped

    return _is_table, mapped.read


def _graph(name: str, title: str, begins: bytes) -> ReaderFormat:
    return ReaderFormat(name, title, _holds(begins), partial(_graphs, name))


READERS: tuple[ReaderFormat, ...] = (
    ReaderFormat(
        "sipri-deliveries",
        "SIPRI trade register, deliveries by year",
        _columns(("sipri at database id",)),
        _sipri_deliveries,
    ),
    ReaderFormat(
        "sipri-deals",
        "SIPRI trade register, deals",
        _columns(("supplier", "year of order"), ("seller", "desig2")),
        _sipri_deals,
    ),
    ReaderFormat(
        "sipri-tiv",
        "SIPRI TIV table, one country's exports or imports by year",
        _holds(rb"of arms (?:ex|im)ports|transfers of major arms"),
        _sipri_tiv,
    ),
    ReaderFormat("sipri-rtf", "SIPRI trade register, RTF document", _holds(rb"\\rtf"), _sipri_rtf),
    ReaderFormat("comtrade", "UN Comtrade", _columns(("flowcode", "cmdcode")), _comtrade),
    ReaderFormat(
        "comtrade-classic",
        "UN Comtrade, layout until 2022",
        _columns(("trade flow code", "commodity code")),
        _comtrade_classic,
    ),
    ReaderFormat(
        "baci",
        "CEPII BACI",
        _columns(("t", "i", "j", "k", "v", "q")),
        _baci,
        ("country_codes*.csv", "product_codes*.csv"),
    ),
    ReaderFormat(
        "us-arms-sales",
        "US arms sales (Security Assistance Monitor)",
        _holds(rb'"authorizations"'),
        _us_arms_sales,
    ),
    ReaderFormat(
        "ricardo",
        "RICardo, trade between nations to 1938",
        _columns(("reporting", "partner", "export_import")),
        _ricardo,
        ("entity_names.csv", "RICentities.csv", "sources.csv"),
    ),
    ReaderFormat("ftm", "FollowTheMoney entities (JSON lines)", _holds(rb'"properties"'), _ftm),
    _graph("gexf", "Graph of Gephi (GEXF)", rb"<(?:\w{1,20}:)?gexf"),
    _graph("graphml", "Graph (GraphML)", rb"<(?:\w{1,20}:)?graphml"),
    _graph("gml", "Graph (GML)", rb"graph\s*\["),
    _graph("pajek", "Network of Pajek (.net, .paj)", rb"\*[ \t]*(?:network|vertices)"),
)
"""Asked in this order whether they know a file."""
MAPPED = ReaderFormat("mapped-table", "Any table, by a mapping", _is_table, _mapped)
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

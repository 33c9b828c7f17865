"""Graph files (GEXF, GraphML, GML, Pajek) to entries: an edge is a record, its weight a figure.

The readers are our own: networkx makes floats of weights, forgets lines, and takes the partitions
of a Pajek project for vertices. What a weight counts no such file says: its unit is ``unstated``,
its stage delivered. An undirected edge is taken in the order written; the file as a whole is told
to be doubtful for it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from flowviz.errors import ImportFileError
from flowviz.importers import celltext, twins
from flowviz.importers.entries import EntryRow, Header, entry_row, figure_row, original_of
from flowviz.importers.findings import Findings, shown
from flowviz.importers.graph import GRAPH_BYTES, Edge, Graph
from flowviz.importers.iso_dates import span_of
from flowviz.importers.limits import CELL_CHARACTERS, DECIMALS, DIGITS, NAME_CHARACTERS
from flowviz.importers.material import Material, Probe
from flowviz.importers.unit_words import UNSTATED
from flowviz.terms import Stage

_BEGINS = {
    "gexf": re.compile(rb"<(?:\w{1,20}:)?gexf[\s>]"),
    "graphml": re.compile(rb"<(?:\w{1,20}:)?graphml[\s>]"),
    "gml": re.compile(rb"(?:^|\n)[ \t\r]*graph\s*\[", re.I),
    "pajek": re.compile(rb"(?:^|[\r\n])[ \t]*\*[ \t]*(?:network|vertices)\b", re.I),
}
_NUMBER = re.compile(r"[-+]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][-+]?\d{1,3})?", re.ASCII)
_YEARS = ("year", "date", "time", "period")
_NOT_TOLD = frozenset(("id", "weight", "source", "target"))
_COLUMNS = 200
_LINES_BETWEEN_SIGNS = 5_000


def knows(name: str, probe: Probe) -> bool:
    """Tell whether a file is a graph in the format ``name`` by what it begins with."""
    return _BEGINS[name].search(probe.begin) is not None


def read(name: str, material: Material, findings: Findings) -> Iterator[Header | EntryRow | int]:
    """Give the header and the edges of a graph in the format ``name``, in their order.

    Raises
    ------
    ImportFileError
        When it is too large, or not sound in its format.
    """
    if len(material.data) > GRAPH_BYTES:
        raise ImportFileError(f"Of a graph up to {GRAPH_BYTES // 2**20} MB are read.")
    graph = _graph_of(name, material.data, findings)
    names = _attribute_names(graph)
    yield Header(
        name,
        shown(celltext.clean(graph.title)[0]),
        reporter=None,
        columns=("source", "target", *map(shown, names)),
        encoding="utf-8",
        lines=material.data.count(b"\n") + 1,
    )
    yield from _Edges(graph, names, findings).rows()


def _graph_of(name: str, data: bytes, findings: Findings) -> Graph:
    """Read a graph; XML and its guard are loaded where it is XML, by the reader process only."""
    if name == "gml":
        from flowviz.importers import gml

        return gml.read(data, findings)
    if name == "pajek":
        from flowviz.importers import pajek

        return pajek.read(data, findings)
    if name == "gexf":
        from flowviz.importers import gexf

        return gexf.read(data, findings)
    from flowviz.importers import graphml

    return graphml.read(data, findings)


def _attribute_names(graph: Graph) -> tuple[str, ...]:
    """Give the names of what is said of edges, in the order they come up."""
    names = dict.fromkeys(name for edge in graph.edges for name, _ in edge.attributes)
    return tuple(names)[:_COLUMNS]


class _Edges:
    """The edges of one graph on their way to entries, and what is told of the file as a whole."""

    def __init__(self, graph: Graph, names: tuple[str, ...], findings: Findings) -> None:
        self._graph = graph
        self._attributes = names
        self._findings = findings
        told = (twins.Labelled(*node) for node in graph.nodes.values())
        self._names = dict(twins.named(told, findings))

    def rows(self) -> Iterator[EntryRow | int]:
        """Give the entries, and lines passed where there are none."""
        self._tell_of_file()
        for number, edge in enumerate(self._graph.edges, start=1):
            row = self._entry(edge)
            if row is not None:
                self._findings.rows += 1
                yield row
            elif number % _LINES_BETWEEN_SIGNS == 0:
                yield edge.line

    def _tell_of_file(self) -> None:
        graph, findings = self._graph, self._findings
        undirected = sum(not edge.is_directed for edge in graph.edges)
        if undirected:
            words = f"direction is not stated for {_some(undirected)}; each is taken as written"
            findings.doubtful(0, words)
        bare = sum(edge.weight is None for edge in graph.edges)
        if bare and graph.unweighted:
            rule = f"by the rule of the format it is {graph.unweighted}"
            findings.doubtful(0, f"no weight is stated for {_some(bare)}; {rule}")
        elif bare:
            findings.doubtful(0, f"no weight is stated for {_some(bare)}; the amount is unknown")
        unread = ", ".join(map(shown, list(graph.node_attributes)[:20]))
        if unread:
            findings.doubtful(
                0, "what the file says of its nodes beside their names is not read", unread
            )

    def _entry(self, edge: Edge) -> EntryRow | None:
        for id_ in (edge.begin, edge.end):
            if id_ not in self._names:
                message = f"the edge names the node '{id_[:40]}', which the file does not have"
                self._findings.skipped(edge.line, message, " ".join((edge.begin, edge.end)))
                return None
        supplier, recipient = self._names[edge.begin], self._names[edge.end]
        self._findings.self_flow(edge.line, supplier, recipient)
        dates, year = self._when(edge)
        given = {name: self._clean(text, edge.line) for name, text in edge.attributes}
        comment = "; ".join(
            _said(name, text) for name, text in given.items() if _is_told(name, text)
        )
        given_as = dict(edge.attributes)
        cells = (edge.begin, edge.end, *(given_as.get(name, "") for name in self._attributes))
        return entry_row(
            edge.line,
            supplier,
            recipient,
            [figure_row("w", Stage.DELIVERED, UNSTATED, self._weight(edge), dates)],
            year=year,
            designation=self._clean(edge.network, edge.line)[:NAME_CHARACTERS],
            comment=comment[:CELL_CHARACTERS],
            original=original_of([(edge.line, cells)]),
        )

    def _weight(self, edge: Edge) -> str:
        if edge.weight is None:
            return f"{self._graph.unweighted}=" if self._graph.unweighted else ""
        amount, doubt = amount_of(self._clean(edge.weight, edge.line))
        if doubt:
            self._findings.doubtful(
                edge.line, f"{doubt}; the amount is taken as unknown", edge.weight, "weight"
            )
        return amount

    def _when(self, edge: Edge) -> tuple[str, int]:
        """Give the date of an edge in the notation, and the year in which its names are read."""
        given = {name.casefold(): text.strip() for name, text in edge.attributes}
        told = span_of(given.get(name, "") for name in ("start", "end"))
        told = told or next(filter(None, (span_of([given.get(n, "")]) for n in _YEARS)), "")
        return told, int(told[:4]) if told else 0

    def _clean(self, text: str, line: int) -> str:
        return self._findings.cleaned(text, line)


def amount_of(text: str) -> tuple[str, str]:
    """Give a weight in the notation of amounts, no digit lost, and what hindered ("" nothing)."""
    if not _NUMBER.fullmatch(text):
        return f"={text}", "it is no number"
    try:
        plain = format(Decimal(text), "f").lstrip("+")
    except InvalidOperation:
        return f"={text}", "it is no number"
    if plain.startswith("-"):
        if Decimal(text):
            return f"={text}", "it is below zero, which no amount can be"
        plain = plain[1:]
    whole, _, decimals = plain.partition(".")
    if len(whole) > DIGITS or len(decimals) > DECIMALS:
        return f"={text}", "it has more digits than can be kept"
    return (plain if plain == text else f"{plain}={text}"), ""


def _said(name: str, text: str) -> str:
    return (
        text if name.casefold() in ("label", "edge label") else f"{celltext.clean(name)[0]}: {text}"
    )


def _is_told(name: str, text: str) -> bool:
    return bool(text) and name.casefold() not in _NOT_TOLD


def _some(count: int) -> str:
    return "1 edge" if count == 1 else f"{count:,} edges"

"""GML, the Graph Modelling Language: nodes and edges with any keys, read in the order written.

After M. Himsolt, "GML: A portable Graph File Format" (1997). A list within an edge or a node
("graphics [ x 1 ]") is drawing and passed over. ``directed`` is 0 where it is not said, by that
paper. Numbers and texts are kept as they stand.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.findings import Findings
from flowviz.importers.graph import ATTRIBUTES, Edge, Graph, Node
from flowviz.importers.limits import CELL_CHARACTERS

_TOKEN = re.compile(
    r'\s+|#[^\n]*|(?P<open>\[)|(?P<close>\])|"(?P<text>[^"]*)"|(?P<word>[^\s\[\]"]+)|(?P<odd>")'
)
_DEPTH = 32
_DRAWN = frozenset(("graphics", "labelgraphics"))


class _Token(NamedTuple):
    sort: str
    text: str
    line: int


def read(data: bytes, findings: Findings) -> Graph:
    """Give the graph of a GML file.

    Raises
    ------
    ImportFileError
        When a bracket or a quotation mark is never closed, or brackets stand too deep.
    """
    graph = Graph(findings)
    _Gml(graph).take(_tokens(TextFile.of(data).whole()))
    return graph


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        sort = match.lastgroup
        if sort == "odd":
            raise ImportFileError(f"A quotation mark on line {line} is never closed.")
        if sort is not None:
            yield _Token(sort, match[sort][:CELL_CHARACTERS], line)
        line += match[0].count("\n")


class _Gml:
    """The walk through the brackets of one file."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._is_directed = False
        self._open: list[tuple[str, int, dict[str, str]]] = []
        self._edges: list[tuple[int, dict[str, str]]] = []

    def take(self, tokens: Iterator[_Token]) -> None:
        key = ""
        for token in tokens:
            if token.sort == "close":
                if not self._open:
                    raise ImportFileError(f"A bracket on line {token.line} closes nothing.")
                self._close(*self._open.pop())
                key = ""
            elif token.sort == "open":
                if len(self._open) >= _DEPTH:
                    raise ImportFileError(
                        f"The brackets of the file are nested over {_DEPTH} deep."
                    )
                self._open.append((key.casefold(), token.line, {}))
                key = ""
            elif not key:
                key = token.text
            else:
                self._value(key, html.unescape(token.text) if token.sort == "text" else token.text)
                key = ""
        if self._open:
            name, line, _ = self._open[-1]
            raise ImportFileError(f"The bracket of '{name[:40]}' on line {line} is never closed.")
        for line, given in self._edges:
            self._add_edge(line, given)

    def _value(self, key: str, text: str) -> None:
        if not self._open:
            return
        name, _, given = self._open[-1]
        if name == "graph" and key == "directed":
            self._is_directed = text != "0"
        elif name == "graph" and key in ("label", "name", "comment"):
            self._graph.title = self._graph.title or text
        elif name in ("node", "edge") and len(given) < ATTRIBUTES:
            given[key] = text

    def _close(self, name: str, line: int, given: dict[str, str]) -> None:
        if name == "node":
            label = given.get("label") or given.get("name") or ""
            self._graph.add_node(Node(given.get("id", ""), label, line))
            others = given.keys() - {"id", "label", "name"} - _DRAWN
            self._graph.node_attributes.update(dict.fromkeys(sorted(others)))
        elif name == "edge":
            self._edges.append((line, given))

    def _add_edge(self, line: int, given: dict[str, str]) -> None:
        weight = given.get("weight") or given.get("value")
        begin, end = given.pop("source", ""), given.pop("target", "")
        attributes = tuple(given.items())
        edge = Edge(line, begin, end, weight, attributes, is_directed=self._is_directed)
        self._graph.add_edge(edge)

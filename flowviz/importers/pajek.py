"""Pajek networks (.net) and projects (.paj), after the manual of Pajek (Mrvar and Batagelj, 2023).

Read are ``*Vertices``, ``*Arcs``, ``*Edges``, ``*Arcslist``, ``*Edgeslist`` and ``*Matrix``, with
quoted names, relations (``*Arcs :2 "sells to"``) and line labels (``l "text"``). A project is split
at its sections first: partitions, vectors, clusters, permutations and hierarchies are no networks,
and the ``*Vertices`` of a partition are none. A line without a value has the value 1, by that
manual; times (``[1985-1990]``) and drawing are kept with the line as text. Coordinates of vertices
are places in a drawing and not read.
"""

import re
from collections.abc import Iterator

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile, TextLine
from flowviz.importers.findings import Findings
from flowviz.importers.graph import Edge, Graph, Node
from flowviz.importers.limits import ROWS

_SECTIONS = ("network", "partition", "vector", "cluster", "permutation", "hierarchy")
_LINES = ("arcs", "edges", "arcslist", "edgeslist", "matrix")
_COMMAND = re.compile(r"\*\s*([A-Za-z]+)\s*(.*)")
_RELATION = re.compile(r":\s*(\d{1,9})\s*(?:\"([^\"]*)\")?")
_VERTEX = re.compile(r"(\d{1,9})(?:\s+(?:\"([^\"]*)\"|(\S+)))?(.*)", re.ASCII)
_PLACE = re.compile(r"\d{1,9}", re.ASCII)
_ZERO = re.compile(r"[-+]?0*+(?:\.0*+)?(?:[eE][-+]?\d+)?", re.ASCII)
_LABEL = re.compile(r"(?:^|\s)l\s+\"([^\"]*)\"")
_TIME = re.compile(r"\[[^\[\]]*\]")
_COMMENT = "%"


def read(data: bytes, findings: Findings) -> Graph:
    """Give the networks of a file as one graph, their nodes kept apart.

    Raises
    ------
    ImportFileError
        When it has more vertices than can be believed.
    """
    pajek = _Pajek(Graph(findings, unweighted="1"))
    for line in TextFile.of(data).lines():
        pajek.take(line)
    return pajek.finished()


class _Pajek:
    """The walk through the lines of one file."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._notes: list[str] = []
        self._networks = 0
        self._name = ""
        self._is_network = True
        self._part = ""
        self._vertices = 0
        self._rows = 0
        self._second_mode = 0
        self._relation = ""

    def take(self, line: TextLine) -> None:
        text = line.text.strip().lstrip("\ufeff")
        if not text:
            return
        if line.is_too_long:
            self._graph.findings.skipped(line.number, "the line is too long", "")
        elif text.startswith(_COMMENT):
            if not self._part and not self._networks:
                self._notes.append(text.lstrip("% "))
        elif text.startswith("*"):
            self._command(text, line.number)
        elif self._is_network:
            self._data(text, line.number)

    def finished(self) -> Graph:
        """Give the graph, after the last line."""
        graph = self._graph
        told = [self._name] if self._networks == 1 else []
        graph.title = next(filter(None, (*told, *self._notes)), "")
        if self._networks < 2:
            graph.edges = [edge._replace(network="") for edge in graph.edges]
        return graph

    def _command(self, text: str, number: int) -> None:
        match = _COMMAND.match(text)
        word, rest = (match[1].casefold(), match[2].strip()) if match else ("", "")
        if word in _SECTIONS:
            self._is_network = word == "network"
            if self._is_network:
                self._begin_network(rest.strip('"'))
        elif not self._is_network:
            return
        elif word == "vertices":
            self._begin_vertices(rest)
        elif word in _LINES:
            self._part, self._rows = word, 0
            relation = _RELATION.match(rest)
            self._relation = (relation[2] or relation[1]) if relation else ""
        else:
            self._part = ""
            self._graph.findings.skipped(number, "the part of the file is not known", text)

    def _begin_network(self, name: str) -> None:
        self._networks += 1
        self._name = name or (f"network {self._networks}" if self._networks > 1 else "")
        self._part, self._vertices = "", 0

    def _begin_vertices(self, rest: str) -> None:
        if self._networks == 0 or self._part:
            self._begin_network("")
        counts = [int(each) for each in re.findall(r"\d{1,9}", rest)[:2]]
        if counts and counts[0] > ROWS:
            raise ImportFileError(
                f"The network has {counts[0]:,} vertices; up to {ROWS:,} are read."
            )
        self._vertices = counts[0] if counts else 0
        self._second_mode = counts[1] if len(counts) > 1 else 0
        self._part = "vertices"

    def _data(self, text: str, number: int) -> None:
        if self._part == "vertices":
            self._vertex(text, number)
        elif self._part in ("arcs", "edges"):
            self._line(text, number)
        elif self._part in ("arcslist", "edgeslist"):
            self._list(text, number)
        elif self._part == "matrix":
            self._row(text, number)
        else:
            self._graph.findings.skipped(number, "the line stands in no part of a network", text)

    def _vertex(self, text: str, number: int) -> None:
        match = _VERTEX.match(text)
        if match is None or (self._vertices and int(match[1]) > self._vertices):
            self._graph.findings.skipped(number, "the line is no vertex of the network", text)
            return
        label = match[2] if match[2] is not None else match[3] or ""
        self._graph.add_node(Node(self._id(match[1]), label, number, self._name))
        if match[4].strip():
            self._graph.node_attributes["coordinates"] = None

    def _id(self, place: str) -> str:
        """Give the identifier of a vertex: its number, in the network that it stands in."""
        bare = str(int(place))
        return bare if self._networks == 1 else f"{self._networks}/{bare}"

    def _line(self, text: str, number: int) -> None:
        begin, end, *rest = [*text.split(None, 2), "", ""][:3]
        if not (_PLACE.fullmatch(begin) and _PLACE.fullmatch(end)):
            self._graph.findings.skipped(number, "the line names no two vertices", text)
            return
        weight, _, more = rest[0].partition(" ")
        if weight and not (weight[0].isdigit() or weight[0] in "+-."):
            weight, more = "", rest[0]
        self._add(number, begin, end, weight or None, more)

    def _list(self, text: str, number: int) -> None:
        begin, *ends = text.split()
        if not ends or not all(map(_PLACE.fullmatch, (begin, *ends))):
            self._graph.findings.skipped(number, "the line names no list of vertices", text)
            return
        for end in ends:
            self._add(number, begin, end, None, "")

    def _row(self, text: str, number: int) -> None:
        self._rows += 1
        for place, value in enumerate(text.split(), start=1):
            if not _ZERO.fullmatch(value):
                self._add(number, str(self._rows), str(place + self._second_mode), value, "")

    def _add(self, number: int, begin: str, end: str, weight: str | None, more: str) -> None:
        for place in (begin, end):
            self._name_by_number(place, number)
        self._graph.add_edge(
            Edge(
                number,
                self._id(begin),
                self._id(end),
                weight,
                tuple(self._attributes(weight, more)),
                self._name,
                is_directed=self._part not in ("edges", "edgeslist"),
            )
        )

    def _name_by_number(self, place: str, number: int) -> None:
        """Add a vertex that has no line of its own: it is there by the number of vertices."""
        id_ = self._id(place)
        if id_ not in self._graph.nodes and 1 <= int(place) <= self._vertices:
            self._graph.add_node(Node(id_, str(int(place)), number, self._name))

    def _attributes(self, weight: str | None, more: str) -> Iterator[tuple[str, str]]:
        if weight is not None:
            yield "weight", weight
        label, time = _LABEL.search(more), _TIME.search(more)
        if self._relation:
            yield "relation", self._relation
        if label:
            yield "label", label[1]
        if time:
            yield "time", time[0]

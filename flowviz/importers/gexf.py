"""GEXF, Gephi's format (1.1 to 1.3): nodes, edges, their attributes, and the time of edges.

What only draws (``viz``: position, size, colour) is passed over. A weight that is not written is
1, by the format's own rule. Hierarchies are read flat; of ``spells`` the first beginning and the
last end count.
"""

from flowviz.importers.findings import Findings
from flowviz.importers.graph import ATTRIBUTES, Edge, Graph, Node
from flowviz.importers.xml_walk import walk

_OF_EDGES = ("id", "label", "weight", "start", "end", "startopen", "endopen", "kind")


def read(data: bytes, findings: Findings) -> Graph:
    """Give the graph of a GEXF file.

    Raises
    ------
    ImportFileError
        When it is no sound XML, or has what an honest graph has no need of.
    """
    gexf = _Gexf(findings)
    walk(data, gexf)
    return gexf.graph


class _Gexf:
    """The walk through one file."""

    def __init__(self, findings: Findings) -> None:
        self.graph = Graph(findings, unweighted="1")
        self._is_directed = False
        self._class = ""
        self._titles: dict[tuple[str, str], str] = {}
        self._edge: dict[str, str] | None = None
        self._edge_line = 0
        self._attributes: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "graph":
            self._is_directed = attributes.get("defaultedgetype", "undirected") == "directed"
        elif name == "attributes":
            self._class = attributes.get("class", "")
        elif name == "attribute":
            key = attributes.get("id", "")
            self._titles[self._class, key] = attributes.get("title") or key
        elif name == "node":
            self.graph.add_node(Node(attributes.get("id", ""), attributes.get("label", ""), line))
        elif name == "edge":
            self._edge, self._edge_line, self._attributes = attributes, line, {}
        elif name == "attvalue":
            self._take_value(attributes)
        elif name == "spell" and self._edge is not None:
            self._edge.setdefault("start", attributes.get("start", ""))
            self._edge["end"] = attributes.get("end", "")

    def end(self, name: str, text: str) -> None:
        if name == "edge" and self._edge is not None:
            self._end_edge(self._edge)
            self._edge = None
        elif name == "description" and text:
            self.graph.title = self.graph.title or text

    def _take_value(self, attributes: dict[str, str]) -> None:
        key = attributes.get("for") or attributes.get("id", "")
        if self._edge is None:
            self.graph.node_attributes[self._titles.get(("node", key), key)] = None
        elif len(self._attributes) < ATTRIBUTES:
            title = self._titles.get(("edge", key), key)
            self._attributes[title] = attributes.get("value", "")

    def _end_edge(self, edge: dict[str, str]) -> None:
        told = {name: edge[name] for name in _OF_EDGES if edge.get(name)}
        sort = edge.get("type")
        self.graph.add_edge(
            Edge(
                self._edge_line,
                edge.get("source", ""),
                edge.get("target", ""),
                edge.get("weight") or self._attributes.get("weight"),
                tuple({**told, **self._attributes}.items()),
                is_directed=sort == "directed" if sort else self._is_directed,
            )
        )

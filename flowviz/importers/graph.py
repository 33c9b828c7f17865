"""A graph as the graph files have it: nodes, edges, and what is said of them, all as text.

Nothing is turned into a number here: a weight stays the decimal text of the file.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from flowviz.errors import ImportFileError
from flowviz.importers.findings import Findings
from flowviz.importers.limits import ROWS

GRAPH_BYTES = 48 * 2**20
"""A graph is taken in whole before its first edge is told: this much GML takes 10 s and 0.6 GB,
and a reader that is silent for 30 s is stopped. 15,508 edges of Gephi have 2.3 MB."""
ATTRIBUTES = 60
"""Attributes of one edge that are read; SIPRI has 17 columns."""


class Node(NamedTuple):
    """A node: its identifier, its label ("" for none), and the line that it begins on.

    ``network`` is the one of several in a file that it stands in.
    """

    id: str
    label: str
    line: int
    network: str = ""


class Edge(NamedTuple):
    """An edge in the order in which its two nodes are written; ``weight`` None where it has none.

    ``network`` is the one of several in a file that it stands in; ``attributes`` are all that the
    file says of it, by name, the label and the weight included.
    """

    line: int
    begin: str
    end: str
    weight: str | None
    attributes: tuple[tuple[str, str], ...]
    network: str = ""
    is_directed: bool = True


@dataclass(slots=True)
class Graph:
    """A graph file taken in whole: nodes may stand behind the edges that name them."""

    findings: Findings
    title: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    unweighted: str = ""
    """The weight of an edge that has none by the rule of the format, "" where it has no rule."""
    node_attributes: dict[str, None] = field(default_factory=dict)
    """Names of what is said of nodes beyond their label."""

    def add_node(self, node: Node) -> None:
        """Take a node; a second one of the same identifier is noted and not taken."""
        if not node.id:
            self.findings.skipped(node.line, "the node has no identifier", node.label)
            return
        known = self.nodes.setdefault(node.id, node)
        if known is not node:
            message = f"the node {node.id[:40]!r} stands on line {known.line} already"
            self.findings.skipped(node.line, message, node.label)
        self._limit()

    def add_edge(self, edge: Edge) -> None:
        """Take an edge."""
        self.edges.append(edge)
        self._limit()

    def _limit(self) -> None:
        if len(self.edges) + len(self.nodes) > ROWS:
            raise ImportFileError(f"The graph has more than {ROWS:,} nodes and edges.")

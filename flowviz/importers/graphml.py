"""GraphML, yEd's labels included: nodes, edges, and the attributes that keys declare.

Ports and drawings are passed over; graphs within nodes are read flat. A hyperedge joins more than
two nodes and is skipped. An edge without a weight has none: GraphML has no rule for it.
"""

from flowviz.importers.findings import Findings
from flowviz.importers.graph import ATTRIBUTES, Edge, Graph, Node
from flowviz.importers.xml_walk import walk

_LABELS = ("label", "name")
_WEIGHTS = ("weight", "value")


def read(data: bytes, findings: Findings) -> Graph:
    """Give the graph of a GraphML file.

    Raises
    ------
    ImportFileError
        When it is no sound XML, or has what an honest graph has no need of.
    """
    graphml = _GraphML(findings)
    walk(data, graphml)
    return graphml.graph


class _GraphML:
    """The walk through one file."""

    def __init__(self, findings: Findings) -> None:
        self.graph = Graph(findings)
        self._is_directed = [True]
        self._names: dict[str, str] = {}
        self._defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self._key: dict[str, str] = {}
        self._owners: list[_Owner] = []

    def begin(self, name: str, attributes: dict[str, str], line: int) -> None:
        if name == "graph":
            self._is_directed.append(attributes.get("edgedefault", "directed") != "undirected")
        elif name == "key":
            self._key = attributes
            key = attributes.get("id", "")
            self._names[key] = attributes.get("attr.name") or key
        elif name in ("node", "edge"):
            given = dict(self._defaults[name])
            self._owners.append(_Owner(name, attributes, line, given))
        elif name == "hyperedge":
            message = "a hyperedge joins any number of nodes; no flow can be made of it"
            self.graph.findings.skipped(line, message, attributes.get("id", ""))
        elif name == "data":
            self._key = attributes

    def end(self, name: str, text: str) -> None:
        if name == "graph":
            self._is_directed.pop()
        elif name == "default":
            sort = self._key.get("for", "")
            for each in ("node", "edge") if sort == "all" else (sort,):
                if each in self._defaults:
                    self._defaults[each][self._names[self._key.get("id", "")]] = text
        elif name == "data" and self._owners and text:
            key = self._key.get("key", "")
            self._owners[-1].take(self._names.get(key, key), text)
        elif name in ("NodeLabel", "EdgeLabel") and self._owners:
            self._owners[-1].take("label", text)
        elif name in ("node", "edge") and self._owners:
            self._leave(self._owners.pop())

    def _leave(self, owner: "_Owner") -> None:
        id_ = owner.attributes.get("id", "")
        if owner.sort == "node":
            label = owner.first(_LABELS)
            self.graph.add_node(Node(id_, label or "", owner.line))
            others = (name for name in owner.given if name.casefold() not in _LABELS)
            self.graph.node_attributes.update(dict.fromkeys(others))
            return
        said = owner.attributes.get("directed")
        told = {"id": id_} if id_ else {}
        self.graph.add_edge(
            Edge(
                owner.line,
                owner.attributes.get("source", ""),
                owner.attributes.get("target", ""),
                owner.first(_WEIGHTS),
                tuple({**told, **owner.given}.items()),
                is_directed=said == "true" if said else self._is_directed[-1],
            )
        )


class _Owner:
    """A node or an edge that is being read: what its element and its data say."""

    def __init__(
        self, sort: str, attributes: dict[str, str], line: int, given: dict[str, str]
    ) -> None:
        self.sort, self.attributes, self.line, self.given = sort, attributes, line, given

    def take(self, name: str, text: str) -> None:
        if len(self.given) < ATTRIBUTES:
            self.given[name] = text

    def first(self, names: tuple[str, ...]) -> str | None:
        """Give the first attribute that bears one of the names, in any letter case."""
        told = {name.casefold(): text for name, text in self.given.items()}
        return next((told[name] for name in names if told.get(name)), None)

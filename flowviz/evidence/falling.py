"""Which sources have fallen, and which citations still hold."""

from collections.abc import Collection, Mapping

from flowviz.records import Citation, Source
from flowviz.terms import CitationStatus, SourceStatus, Stance, Subject


def fallen(sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources that nothing can rest on any longer, by identifier.

    A source falls when it is retracted, and when it derives from others all of which have fallen.
    Sources that derive from one another in a circle stand while none of them is retracted.
    """
    children: dict[str, list[str]] = {}
    standing: dict[str, int] = {}
    for id_, source in sources.items():
        parents = {parent for parent in source.derives_from if parent in sources}
        standing[id_] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(id_)
    waiting = [id_ for id_, each in sources.items() if each.status is SourceStatus.RETRACTED]
    found = set(waiting)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            standing[child] -= 1
            if not standing[child] and child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def holds(citation: Citation, fallen: Collection[str]) -> bool:
    """Whether a citation still speaks: nobody has withdrawn it, and its source has not fallen."""
    return citation.status is not CitationStatus.WITHDRAWN and citation.source not in fallen


def disputes_existence(citation: Citation, fallen: Collection[str]) -> bool:
    """Whether a citation that holds contradicts a record or a flow as a whole, or its existence.

    A denial by a party is one; it is told first, and it lowers neither a figure nor an existence.
    """
    return (
        citation.stance is Stance.CONTRADICTS
        and citation.subject in (Subject.TRANSFER, Subject.FLOW)
        and citation.field in ("", "existence")
        and holds(citation, fallen)
    )

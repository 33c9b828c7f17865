"""Which sources' origins, once established, would help the most flows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from flowviz.evidence import fallen, roots_of
from flowviz.flows.tables import Columns, bits, distinct
from flowviz.records import Source
from flowviz.terms import Mark, Origin


@dataclass(frozen=True, slots=True)
class ToEstablish:
    """A source whose origin nobody has established, and how many flows rest on it."""

    source: str
    title: str
    flows: int


def to_establish(columns: Columns, sources: Mapping[str, Source]) -> tuple[ToEstablish, ...]:
    """The sources to ask after, those first on which the most flows rest.

    Flows that two established origins bear are helped no further, and not counted. Of a source that
    derives from others, those are asked after.
    """
    gone = fallen(sources)
    standing = [id_ for id_ in columns.source_ids if id_ in sources and id_ not in gone]
    ends = roots_of(standing, sources, gone)
    open_roots = {
        at: [root for root in ends[id_] if _is_open(sources, root)]
        for at, id_ in enumerate(columns.source_ids)
        if id_ in ends
    }
    rests = (columns.marks & bits((Mark.NOT_ESTABLISHED, Mark.ONE_ORIGIN))) != 0
    rests &= columns.transfers.is_counted
    takes = rests[columns.cited_transfer]
    pair = columns.transfers.pair[columns.cited_transfer[takes]]
    source = columns.cited_source[takes]
    pairs: dict[str, set[int]] = defaultdict(set)
    order = np.argsort(source, kind="stable")
    numbers = distinct(source)
    runs = np.split(pair[order], np.searchsorted(source[order], numbers[1:]))
    for at, run in zip(numbers.tolist(), runs, strict=False):  # without sources there is one run
        for root in open_roots.get(at, ()):
            pairs[root].update(distinct(run).tolist())
    found = [ToEstablish(root, sources[root].title, len(own)) for root, own in pairs.items()]
    return tuple(sorted(found, key=lambda each: (-each.flows, each.title, each.source)))


def _is_open(sources: Mapping[str, Source], root: str) -> bool:
    return root in sources and sources[root].origin is not Origin.ORIGINAL

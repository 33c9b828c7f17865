"""The numbered list of the sources behind drawn flows, for pictures that go out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flowviz.dossier import Dossier
from flowviz.evidence import fallen, origin_words, roots_of
from flowviz.flows.flow import Flows
from flowviz.records import WITHHELD, Source
from flowviz.terms import Protection


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source under its number in a picture.

    ``flows`` are the indices of the flows it backs; ``origin`` says where it has its knowledge
    from ("from Belarusian Investigative Center"), "" for an original.
    """

    number: int
    source: Source
    flows: tuple[int, ...]
    origin: str


def numbered_sources(
    dossier: Dossier, flows: Flows, indices: Iterable[int]
) -> tuple[NumberedSource, ...]:
    """The distinct sources behind some flows, numbered from 1 as the flows first need them.

    Those of a flow that the other side alone tells are what that side cites.
    Within a flow the order is by title, so that the same flows always give the same numbers.
    Sources that are not public are one, ``WITHHELD``, without a word of theirs.
    """
    known = dossier.sources()
    sources, gone = _in_public(known), fallen(known)
    backed: dict[str, list[int]] = {}
    for index in indices:
        own = flows.transfers(index)
        found = flows.columns.sources_of(own if len(own) else flows.other_transfers(index))
        ids = {sources[flows.columns.source_ids[source]].id for source in found}
        for id_ in sorted(ids, key=lambda id_: (sources[id_].title, id_)):
            backed.setdefault(id_, []).append(index)
    ends = roots_of(backed, sources)
    return tuple(
        NumberedSource(
            number,
            sources[id_],
            tuple(of_flows),
            origin_words(sources[id_], ends[id_], sources, gone),
        )
        for number, (id_, of_flows) in enumerate(backed.items(), start=1)
    )


def _in_public(sources: dict[str, Source]) -> dict[str, Source]:
    """The sources by id as others may see them, ``WITHHELD`` under its own id among them."""
    seen = {
        id_: source if source.protection is Protection.PUBLIC else WITHHELD
        for id_, source in sources.items()
    }
    return {
        id_: replace(
            source,
            derives_from=tuple(
                dict.fromkeys(seen[of].id for of in source.derives_from if of in seen)
            ),
        )
        for id_, source in seen.items()
    } | {WITHHELD.id: WITHHELD}

"""The rules of evidence, pure: grades, origins, disputes, and whether a flow exists.

They are laid out as tables in docs/rules.md, each with the test that shows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flowviz.records import WITHHELD, Citation, Source
from flowviz.terms import CitationStatus, Existence, Origin, SourceStatus, Stance, Subject

# The two scales of NATO's AJP-2.1, which police and researchers use too.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
EXISTENCES = tuple(Existence)
"""From the surest to the least sure; ``Flows.existence`` counts in this order."""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Cited sources that go back to one origin: together they corroborate no more than one.

    ``roots`` are the sources at the end of the chains of derivation, ``sources`` the cited ones,
    both by identifier in the order given. ``is_established`` is whether a person has established
    for every root that it is an original.
    """

    roots: tuple[str, ...]
    sources: tuple[str, ...]
    is_established: bool


def grade(citation: Citation) -> str:
    """The grade of a citation: ``B2``, ``B`` or ``2`` as far as it is graded, "" where not."""
    return f"{citation.reliability}{citation.credibility or ''}"


def grade_words(citation: Citation) -> str:
    """The grade of a citation in words, "not graded" where it has none."""
    reliability = RELIABILITY.get(citation.reliability, "")
    credibility = CREDIBILITY.get(citation.credibility or 0, "")
    if not reliability and not credibility:
        return "not graded"
    return f"{grade(citation)}: " + ", ".join(word for word in (reliability, credibility) if word)


def holds(citation: Citation, sources: Mapping[str, Source]) -> bool:
    """Whether a citation still speaks: it is live and its source was not retracted."""
    source = sources.get(citation.source)
    is_retracted = source is not None and source.status is SourceStatus.RETRACTED
    return citation.status is CitationStatus.LIVE and not is_retracted


def disputes_existence(citation: Citation, sources: Mapping[str, Source]) -> bool:
    """Whether a citation that holds contradicts a transfer as a whole or its existence."""
    return (
        citation.stance is Stance.CONTRADICTS
        and citation.subject is Subject.TRANSFER
        and citation.field in ("", "existence")
        and holds(citation, sources)
    )


def best_existence(existences: Iterable[Existence]) -> Existence:
    """The existence of a flow: that of its surest record.

    Raises
    ------
    ValueError
        Without any record there is no flow.
    """
    return min(existences, key=EXISTENCES.index)


def existence_reason(existences: Sequence[Existence]) -> str:
    """Why a flow has the existence it has, in words."""
    best = best_existence(existences)
    count = sum(existence is best for existence in existences)
    if len(existences) == 1:
        return f"its one record is {best}"
    if count == len(existences):
        return f"all {count} records are {best}"
    verb = "is" if count == 1 else "are"
    return f"{count} of {len(existences)} records {verb} {best}"


def roots(source: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The sources at the end of the chains of derivation of ``source``, itself if it has none."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [source]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        parents = _parents(current, sources)
        waiting.extend(parents)
        if not parents:
            found[current] = None
    return tuple(found) or (source,)


def origins(cited: Iterable[str], sources: Mapping[str, Source]) -> tuple[OriginGroup, ...]:
    """The cited sources, folded so that those derived from one another are one origin.

    A source with several roots that shares one with a source of that root alone adds nothing and
    is folded into it; sources with several roots that share one are folded together. What is
    withheld adds nothing beside others: nobody can see whether it has its knowledge from them.
    """
    root_sets = {source: roots(source, sources) for source in dict.fromkeys(cited)}
    groups: list[tuple[set[str], list[str]]] = []
    for source, ends in sorted(root_sets.items(), key=lambda item: len(item[1])):
        touched = [group for group in groups if not group[0].isdisjoint(ends)]
        if not touched:
            groups.append((set(ends), [source]))
            continue
        touched[0][1].append(source)
        if len(touched[0][0]) > 1:
            _fold(groups, touched, ends)
    withheld = next((group for group in groups if group[1] == [WITHHELD.id]), None)
    if withheld is not None and len(groups) > 1:
        groups.remove(withheld)
        groups[0][1].append(WITHHELD.id)
    return tuple(_origin_group(group, root_sets, sources) for group in groups)


def origin_words(source: Source, sources: Mapping[str, Source]) -> str:
    """Where a source has its knowledge from: "from the Tribune", "origin not established", ""."""
    names = [_short_name(sources[root]) for root in roots(source.id, sources) if root != source.id]
    if names:
        return "from " + " and ".join(names)
    return "" if source.origin is Origin.ORIGINAL else "origin not established"


def _parents(source: str, sources: Mapping[str, Source]) -> list[str]:
    record = sources.get(source)
    return [parent for parent in record.derives_from if parent in sources] if record else []


def _fold(
    groups: list[tuple[set[str], list[str]]],
    touched: list[tuple[set[str], list[str]]],
    ends: tuple[str, ...],
) -> None:
    """Fold groups of several roots into the first of them, and the roots of a newcomer with it."""
    first = touched[0]
    first[0].update(ends)
    for other in touched[1:]:
        first[0].update(other[0])
        first[1].extend(other[1])
        groups.remove(other)


def _origin_group(
    group: tuple[set[str], list[str]],
    root_sets: Mapping[str, tuple[str, ...]],
    sources: Mapping[str, Source],
) -> OriginGroup:
    members = tuple(source for source in root_sets if source in group[1])
    ends = tuple(
        dict.fromkeys(root for member in members for root in root_sets[member] if root in group[0])
    )
    established = all(root in sources and sources[root].origin is Origin.ORIGINAL for root in ends)
    return OriginGroup(ends, members, established)


def _short_name(source: Source) -> str:
    return source.publisher or source.author or source.title

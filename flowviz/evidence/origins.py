"""Where sources have their knowledge from: copies of one report corroborate nothing."""

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flowviz.evidence.ends import origins_named, roots_of
from flowviz.records import WITHHELD, Source
from flowviz.terms import Origin

_MOST_UNDECIDED = 12
"""Sources of several origins, none of which is cited alone, that are told apart for one record."""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Cited sources that go back to one origin: together they corroborate no more than one.

    ``roots`` are the sources at the end of the chains of derivation that they share, ``sources``
    the cited ones, both by identifier in the order given. ``is_established`` is whether a person
    has established where they have their knowledge from: every root is an original. All cited
    sources of which nobody has are one group, the last; its ``roots`` are those of all of them.
    """

    roots: tuple[str, ...]
    sources: tuple[str, ...]
    is_established: bool


def of_established_origin(
    cited: Iterable[str], sources: Mapping[str, Source], fallen: Collection[str] = ()
) -> frozenset[str]:
    """The sources of which a person has established every root as an original."""
    ends = roots_of(cited, sources, fallen)
    return frozenset(each for each in ends if _are_originals(ends[each], sources, fallen))


def origins(
    cited: Iterable[str], sources: Mapping[str, Source], fallen: Collection[str] = ()
) -> tuple[OriginGroup, ...]:
    """The cited sources by origin: the established ones, then all others together as one.

    There are as many established groups as origins are needed at the least to account for every
    cited source whose origin is established. So a source of several origins adds nothing where one
    of them is cited already, and no order of citing changes the number. What is withheld adds
    nothing beside others: nobody can see whether it has its knowledge from them.

    ``fallen`` are the sources that have fallen (:func:`flowviz.evidence.fallen`).
    """
    ends = roots_of(cited, sources, fallen)
    sure = [source for source in ends if _are_originals(ends[source], sources, fallen)]
    least = _fewest([frozenset(ends[source]) for source in sure])
    members: dict[str, list[str]] = {}
    others = []
    for source in ends:
        root = next((root for root in least if root in ends[source]), None)
        if root is not None:
            members.setdefault(root, []).append(source)
        elif source in sure and members:
            next(iter(members.values())).append(source)
        else:
            others.append(source)
    groups = [_established(group, ends) for group in members.values()]
    if others == [WITHHELD.id] and groups:
        first = groups[0]
        groups[0] = OriginGroup(first.roots, (*first.sources, WITHHELD.id), is_established=True)
    elif others:
        all_ends = dict.fromkeys(root for source in others for root in ends[source])
        groups.append(OriginGroup(tuple(all_ends), tuple(others), is_established=False))
    return tuple(groups)


def corroboration(groups: Iterable[OriginGroup]) -> int:
    """How many origins back something: only those that a person has established count."""
    return sum(group.is_established for group in groups)


def origin_words(
    source: Source,
    ends: Collection[str],
    sources: Mapping[str, Source],
    fallen: Collection[str] = (),
) -> str:
    """Where a source has its knowledge from: "from the Tribune", "origin not established", "".

    ``ends`` are its roots, fallen ones among them (``roots_of``, asked once for all that is shown).
    "from the Tribune, retracted since" is a source that has fallen with all that it derives from.
    """
    names = [short_name(sources[root]) for root in ends if root != source.id]
    if not names:
        return "" if source.origin is Origin.ORIGINAL else "origin not established"
    words = "from " + " and ".join(names)
    if fallen and set(source.derives_from).issubset(fallen):
        return f"{words}, retracted since"
    is_known = _are_originals(ends, sources, ())
    return words if is_known else f"{words}, origin not established"


def _are_originals(
    ends: Iterable[str], sources: Mapping[str, Source], fallen: Collection[str]
) -> bool:
    """Whether a person has said so of each, and none is but the end of a circle."""
    return all(
        end in sources
        and sources[end].origin is Origin.ORIGINAL
        and not origins_named(end, sources, fallen)
        for end in ends
    )


def _fewest(sets: list[frozenset[str]]) -> tuple[str, ...]:
    """The fewest roots that every set has one of; the same ones in whichever order they come."""
    single = {root for ends in sets if len(ends) == 1 for root in ends}
    open_ = {ends for ends in sets if single.isdisjoint(ends)}
    least = (ends for ends in sorted(open_, key=sorted) if not any(o < ends for o in open_))
    undecided = list(itertools.islice(least, _MOST_UNDECIDED))
    covers: dict[int, str] = {}
    for root in sorted(frozenset().union(*undecided)):
        covers.setdefault(sum(1 << at for at, ends in enumerate(undecided) if root in ends), root)
    reached: dict[int, tuple[str, ...]] = {0: ()}
    whole = (1 << len(undecided)) - 1
    while whole not in reached:
        for mask, chosen in list(reached.items()):
            for cover, root in covers.items():
                reached.setdefault(mask | cover, (*chosen, root))
    return (*sorted(single), *reached[whole])


def _established(members: list[str], ends: Mapping[str, tuple[str, ...]]) -> OriginGroup:
    shared = frozenset(ends[members[0]]).intersection(*(ends[member] for member in members))
    in_order = tuple(root for root in ends[members[0]] if root in shared)
    return OriginGroup(in_order or ends[members[0]], tuple(members), is_established=True)


def short_name(source: Source) -> str:
    """Who stands behind a source: its publisher, else its author, else its title."""
    return source.publisher or source.author or source.title

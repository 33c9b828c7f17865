"""Where chains of derivation end, for many sources at once and however long the chains are."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from flowviz.records import Source


def roots_of(
    cited: Iterable[str], sources: Mapping[str, Source], fallen: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The sources at the end of the chains of derivation of each, itself if it has none.

    Chains through what has fallen are not followed. A circle of sources without a way out ends in
    the first of them by identifier.
    """
    wanted = tuple(dict.fromkeys(cited))
    ends: dict[str, tuple[str, ...]] = {}
    for circle in _circles(wanted, sources, fallen):
        earlier = dict.fromkeys(
            end
            for each in circle
            for parent in origins_named(each, sources, fallen)
            if parent not in circle
            for end in ends[parent]
        )
        found = tuple(earlier) or (min(circle),)
        ends.update(dict.fromkeys(circle, found))
    return {id_: ends[id_] for id_ in wanted}


def roots(
    source: str, sources: Mapping[str, Source], fallen: Collection[str] = ()
) -> tuple[str, ...]:
    """As ``roots_of``, for one source."""
    return roots_of((source,), sources, fallen)[source]


def origins_named(
    source: str, sources: Mapping[str, Source], fallen: Collection[str]
) -> tuple[str, ...]:
    """What a source derives from, as far as it is known and has not fallen."""
    record = sources.get(source)
    known = record.derives_from if record else ()
    return tuple(parent for parent in known if parent in sources and parent not in fallen)


def _circles(
    cited: Iterable[str], sources: Mapping[str, Source], fallen: Collection[str]
) -> Iterator[frozenset[str]]:
    """All sources that some go back to, what each derives from before it.

    Sources that derive from one another in a circle come together; every other one comes alone.
    This is Tarjan's algorithm (SIAM Journal on Computing 1, 1972) with a stack of its own.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for first in cited:
        way = [] if first in number else [(first, iter(origins_named(first, sources, fallen)))]
        while way:
            source, parents = way[-1]
            if source not in number:
                number[source] = lowest[source] = len(number)
                open_[source] = None
            parent = next(parents, None)
            if parent is None:
                way.pop()
                if way:
                    child = way[-1][0]
                    lowest[child] = min(lowest[child], lowest[source])
                if lowest[source] == number[source]:
                    yield frozenset(_taken(open_, source))
            elif parent not in number:
                way.append((parent, iter(origins_named(parent, sources, fallen))))
            elif parent in open_:
                lowest[source] = min(lowest[source], number[parent])


def _taken(open_: dict[str, None], last: str) -> Iterator[str]:
    """Take the newest out until ``last`` has been."""
    taken = ""
    while taken != last:
        taken, _ = open_.popitem()
        yield taken

"""Sources that may have their knowledge from one another, so that they are one origin."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from flowviz.overview.proposed import Derived
from flowviz.records import Source
from flowviz.terms import Origin

_BETWEEN_WORDS = re.compile(r"[\W_]+")
LEAST_QUOTED = 25
"""Characters of a quotation that two sources hardly share by chance."""


def deriving(
    sources: Mapping[str, Source],
    quotations: Iterable[tuple[str, str]],
    is_settled: Collection[frozenset[str]],
) -> Iterator[Derived]:
    """The derivations that the same words, the same address or the same house on one day suggest.

    Of several sources that are alike, all others are proposed to derive from the first of them.

    Parameters
    ----------
    sources
        All of the dossier, by identifier.
    quotations
        What is quoted, with the identifier of its source.
    is_settled
        Pairs of sources that were turned down.
    """
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    related = _Related(sources)
    for reason, alike in _alike(sources, quotations):
        first, *others = sorted(alike, key=lambda id_: _rank(sources[id_]))
        for other in others:
            if sources[other].origin is Origin.ORIGINAL or related(other, first):
                continue
            if frozenset((other, first)) not in is_settled:
                reasons[other, first].append(reason)
    for (source, origin), told in reasons.items():
        is_ordered = _is_after(sources[source], sources[origin])
        yield Derived(
            f"{_name(sources[source])} may have it from {_name(sources[origin])}",
            f"{' '.join(dict.fromkeys(told))} As long as nobody says where they have it from, "
            "together they are no more than one origin, and not established.",
            source,
            origin,
            is_ordered,
        )


def _alike(
    sources: Mapping[str, Source], quotations: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Sources that have something in common, and what, in a sentence."""
    yield from _shared(
        ((_words(text), source) for source, text in quotations if source in sources),
        "They are quoted with the same words.",
        LEAST_QUOTED,
    )
    yield from _shared(
        ((each.url.strip(), id_) for id_, each in sources.items()), "They have the same address."
    )
    yield from _shared(
        ((each.archived_url.strip(), id_) for id_, each in sources.items()),
        "They have the same archived copy.",
    )
    yield from _shared(
        ((_house_and_day(each), id_) for id_, each in sources.items()),
        "They were published by the same house on the same day.",
    )


def _shared(
    told: Iterable[tuple[str, str]], reason: str, least: int = 1
) -> Iterator[tuple[str, Sequence[str]]]:
    by_text: dict[str, dict[str, None]] = defaultdict(dict)
    for text, source in told:
        if len(text) >= least:
            by_text[text][source] = None
    for found in by_text.values():
        if len(found) > 1:
            yield reason, tuple(found)


def _words(text: str) -> str:
    """The words of a quotation without case, punctuation and breaks."""
    return _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _house_and_day(source: Source) -> str:
    house = " ".join((source.publisher_group or source.publisher).casefold().split())
    is_day = source.published.earliest is not None
    if not house or not is_day or source.published.earliest != source.published.latest:
        return ""
    return f"{house} {source.published.earliest}"


def _rank(source: Source) -> tuple[bool, bool, str, str]:
    """Originals first, then by date; what is undated last."""
    earliest = source.published.earliest
    is_original = source.origin is Origin.ORIGINAL
    return not is_original, earliest is None, str(earliest or ""), source.id


def _is_after(source: Source, origin: Source) -> bool:
    """Whether it is certain which was first: an original is, and so is what came out before."""
    if origin.origin is Origin.ORIGINAL:
        return True
    before, after = origin.published.latest, source.published.earliest
    return before is not None and after is not None and before < after


def _name(source: Source) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{source.title}\N{RIGHT DOUBLE QUOTATION MARK}"


class _Related:
    """Whether two sources go back to a common one, be it one of themselves."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, one: str, other: str) -> bool:
        return not self._line(one).isdisjoint(self._line(other))

    def _line(self, source: str) -> frozenset[str]:
        """The source and all it derives from."""
        if source not in self._known:
            found, waiting = {source}, [source]
            while waiting:
                record = self._sources.get(waiting.pop())
                new = set(record.derives_from if record else ()) - found
                found |= new
                waiting.extend(new)
            self._known[source] = frozenset(found)
        return self._known[source]

"""Designations that name the same item: joined by a person, taken apart again, and proposed.

The user chooses which designation stands for all. Records keep their own; flows, filters and lists
show the one that was chosen. What is proposed rests on the letters alone and is never applied.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowviz.dossier import Edit
from flowviz.flows.search import folded
from flowviz.records import Spelling

_MOST_LIKELY = 100
"""Proposals: more than a person goes through."""
_MOST_HOLDING = 3
"""Designations that may hold all the words of a shorter one; dozens hold "frigate"."""
_SHORTEST = 3
"""Letters and digits of a designation, or of its longest word, that it needs to tell anything."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Designations that may name the same item, the most frequent first; ``count`` of lines."""

    designations: tuple[str, ...]
    count: int


def joined(spellings: Mapping[str, str], chosen: Iterable[str], item: str) -> dict[str, str]:
    """Give the spellings after some designations were joined, with ``item`` for all of them.

    What one of them has stood for before comes along.
    """
    members = set(chosen) | {item}
    members |= {spelling for spelling, of in spellings.items() if of in members}
    kept = {spelling: of for spelling, of in spellings.items() if spelling not in members}
    return kept | dict.fromkeys(sorted(members - {item}), item)


def taken_apart(spellings: Mapping[str, str], chosen: Iterable[str]) -> dict[str, str]:
    """Give the spellings without some designations, and without what these stand for."""
    gone = set(chosen)
    return {
        spelling: item
        for spelling, item in spellings.items()
        if spelling not in gone and item not in gone
    }


def write(edit: Edit, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Let the dossier hold other spellings than before."""
    for spelling in before.keys() - after.keys():
        edit.delete(Spelling, spelling)
    changed = sorted(id_ for id_, item in after.items() if before.get(id_) != item)
    edit.put_many(Spelling(id_, after[id_]) for id_ in changed)


def likely(
    counts: Mapping[str, int], categories: Mapping[str, Collection[str]]
) -> tuple[Likely, ...]:
    """Give designations that may name the same item, by how many lines each has.

    Either they differ in blanks, hyphens and letter case alone (Su-27, SU 27), or one holds all the
    words of the other ("Konkurs", "9P135M Konkurs") and few others do. ``categories`` are those of
    the lines of each; what has none in common is not the same.
    """
    groups = {*_squeezed_alike(counts), *_held_by_few(counts)}
    found = []
    for group in groups:
        ordered = tuple(sorted(group, key=lambda name: (-counts[name], name)))
        if _share_a_category(ordered, categories):
            found.append(Likely(ordered, sum(counts[name] for name in ordered)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.designations))[:_MOST_LIKELY])


def _share_a_category(group: Iterable[str], categories: Mapping[str, Collection[str]]) -> bool:
    known = [set(categories.get(name, ())) - {""} for name in group]
    told = [each for each in known if each]
    return not told or bool(set.intersection(*told))


def _squeezed_alike(names: Iterable[str]) -> Iterator[frozenset[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for name in names:
        key = re.sub(r"\W+", "", folded(name))
        if len(key) >= _SHORTEST:
            alike[key].add(name)
    return (frozenset(group) for group in alike.values() if len(group) > 1)


def _held_by_few(names: Iterable[str]) -> Iterator[frozenset[str]]:
    words = {name: of for name in names if (of := _words(name))}
    holding: dict[str, set[str]] = defaultdict(set)
    for name, of_name in words.items():
        for word in of_name:
            holding[word].add(name)
    for name, of_name in words.items():
        longer = set.intersection(*(holding[word] for word in of_name))
        longer = {other for other in longer if words[other] != of_name}
        if 0 < len(longer) <= _MOST_HOLDING and max(map(len, of_name)) >= _SHORTEST:
            yield frozenset({name, *longer})


def _words(name: str) -> frozenset[str]:
    """Give the words of a designation, each without hyphens: "AT-5 Spandrel" has two."""
    return frozenset(
        word
        for word in (re.sub(r"\W+", "", part) for part in re.split(r"[\s/(),]+", folded(name)))
        if word
    )

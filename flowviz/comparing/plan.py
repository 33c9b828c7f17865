"""What a merge will do: the records it writes and deletes, and what else that takes or leaves.

Nothing is half merged: a record is never taken without what it needs, and nothing that is still
needed is deleted. Whatever the choices leave at odds is settled here, and told.
"""

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from flowviz.comparing.choices import Choices
from flowviz.comparing.comparison import Comparison
from flowviz.comparing.difference import Difference
from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.comparing.needs import NEEDED, Need, needs, part_ids
from flowviz.records import SavedView, Source, Spelling


class Settling(enum.StrEnum):
    """What was settled of a record that the choices leave at odds with others."""

    TAKEN_ALONG = "taken along"
    """Something that is taken needs it."""
    KEPT = "kept"
    """It would be deleted, and something that stays needs it."""
    LEFT_OUT = "left out"
    """It would be taken, and what it needs is not there."""
    GONE_ALONG = "gone along"
    """What it says something of is deleted."""
    RENAMED = "renamed"
    """Another saved view is called so."""
    CUT = "cut"
    """A source would derive from itself, by way of others, or a spelling mean itself; what is new
    of that is not taken."""
    JOINED = "joined"
    """It would mean a designation that means another item: it means that one itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to stand in the end.

    ``results`` are the records that do not stay as mine has them, empty for one that is deleted.
    ``undecided`` are the conflicts that nobody has decided: until then there is nothing to do.
    ``settled`` is what the choices left at odds, and what became of it.
    """

    results: Mapping[Key, Whole]
    undecided: tuple[Key, ...]
    settled: Mapping[Key, Settling]

    @property
    def is_settled(self) -> bool:
        """Whether every conflict is decided."""
        return not self.undecided


def plan(comparison: Comparison, choices: Choices) -> Plan:
    """What comes of the choices."""
    return _Planning(comparison, choices).plan()


class _Planning:
    def __init__(self, comparison: Comparison, choices: Choices) -> None:
        self._comparison = comparison
        self._forgotten = frozenset(comparison.forgotten)
        self._by_key = {each.key: each for each in comparison.differences}
        self._undecided = tuple(
            each.key for each in comparison.differences if not choices.is_decided(each)
        )
        self._results = {each.key: choices.result(each) for each in comparison.differences}
        self._settled: dict[Key, Settling] = {}

    def plan(self) -> Plan:
        """Settle what is at odds."""
        self._settle()
        self._cut_cycles()
        self._join_spellings()
        self._rename_views()
        mine = {key: each.a for key, each in self._by_key.items()}
        results = {key: each for key, each in self._results.items() if each != mine[key]}
        return Plan(results, self._undecided, self._settled)

    def _settle(self) -> None:
        """First what has to be there, until nothing changes; then what goes along."""
        for step in (self._mend, self._go_along):
            while self._has_changed(step):
                pass

    def _has_changed(self, step: Callable[[Difference, Need], bool]) -> bool:
        return sum(step(each, need) for each, need in self._missing()) > 0

    def _missing(self) -> Iterator[tuple[Difference, Need]]:
        """The records as they are to stand, with what they need and what is not there."""
        gone = {key[0] for key, whole in self._results.items() if not whole}
        gone.update(kind for kind, _ in self._forgotten)
        for difference in self._by_key.values():
            whole = self._results[difference.key]
            if not whole or not self._may_miss(difference, gone):
                continue
            for need in needs(difference.kind, whole, self._comparison.owners):
                if self._is_missing(need):
                    yield difference, need

    def _may_miss(self, difference: Difference, gone: set[Kind]) -> bool:
        """Whether a record can need anything that is gone: of thousands, few can."""
        if difference.kind in (Kind.CITATION, Kind.NOTE):
            return True  # they may be about a part of a record that stays
        return not gone.isdisjoint(NEEDED.get(difference.kind, ()))

    def _is_missing(self, need: Need) -> bool:
        if need.key in self._forgotten:
            return True
        found = self._results.get(need.key)
        if found is None:
            return False  # it differs in nothing, so both have it
        return not found or bool(need.part and need.part not in part_ids(found))

    def _mend(self, difference: Difference, need: Need) -> bool:
        """Have what is needed, or leave out what needs it."""
        other, key = self._by_key.get(need.key), difference.key
        if other is not None and self._results[need.key]:
            return False  # a part of it is gone, with all that is said of the part
        if other is not None and other.a:
            if need.goes_along:
                return False
            self._results[need.key] = other.a
            self._settled[need.key] = Settling.KEPT
            return True
        if self._results[key] == difference.a:
            return False
        if other is None or other.base:  # mine has forgotten or deleted it, and that stands
            self._results[key] = difference.a
            self._settled[key] = Settling.LEFT_OUT
        else:
            self._results[need.key] = other.b
            self._settled[need.key] = Settling.TAKEN_ALONG
        return True

    def _go_along(self, difference: Difference, need: Need) -> bool:
        """Let a record go with what it says something of, or not come where that is not."""
        key = difference.key
        result = self._results[key]
        if not result or not self._is_missing(need):
            return False
        if result == difference.a:
            self._results[key] = ()
            self._settled[key] = Settling.GONE_ALONG
        else:
            self._results[key] = difference.a
            self._settled[key] = Settling.LEFT_OUT
        return True

    def _cut_cycles(self) -> None:
        """Take back new derivations by which a source would derive from itself."""
        known = dict(self._comparison.derivations)
        for (kind, id_), whole in self._results.items():
            if kind is Kind.SOURCE:
                known.pop(id_, None)
                if whole:
                    known[id_] = whole[0].derives_from
        for key in [key for key in self._results if key[0] is Kind.SOURCE]:
            whole = self._results[key]
            own = self._comparison.derivations.get(key[1], ())
            if not whole or not _derives_from_itself(key[1], known):
                continue
            source: Source = whole[0]
            new = [each for each in source.derives_from if each not in own]
            fitting = tuple(each for each in source.derives_from if each not in new)
            known[key[1]] = fitting
            self._results[key] = (replace(source, derives_from=fitting),)
            self._settled[key] = Settling.CUT

    def _join_spellings(self) -> None:
        """Let each spelling mean the item at the end, where each side has joined on its own.

        Both ends of such a chain differ: neither side has one itself. Where it goes in a circle,
        what mine means stays the item.
        """
        spelled = {
            key[1]: whole[0].item
            for key, whole in self._results.items()
            if key[0] is Kind.SPELLING and whole
        }
        for id_ in sorted(spelled):
            circle = _circle_of(id_, spelled)
            if circle:
                own = (each for each in circle if self._mine(each))
                item = spelled[next(own, circle[0])]
                del spelled[item]
                self._results[Kind.SPELLING, item] = ()
                self._settled[Kind.SPELLING, item] = Settling.CUT
        for id_, item in spelled.items():
            end = item
            while end in spelled:
                end = spelled[end]
            if end != item:
                self._results[Kind.SPELLING, id_] = (Spelling(id_, end),)
                self._settled[Kind.SPELLING, id_] = Settling.JOINED

    def _mine(self, spelling: str) -> Whole:
        return self._by_key[Kind.SPELLING, spelling].a

    def _rename_views(self) -> None:
        """Give saved views that would be called as others are a number behind their name."""
        names = dict(self._comparison.view_names)
        for (kind, id_), whole in self._results.items():
            if kind is Kind.SAVED_VIEW:
                names.pop(id_, None)
                if whole and whole == self._by_key[kind, id_].a:
                    names[id_] = whole[0].name
        taken = set(names.values())
        for key, whole in self._results.items():
            if key[0] is not Kind.SAVED_VIEW or not whole or key[1] in names:
                continue
            view: SavedView = whole[0]
            name, number = view.name, 2
            while name in taken:
                name, number = f"{view.name} ({number})", number + 1
            taken.add(name)
            if name != view.name:
                self._results[key] = (replace(view, name=name),)
                self._settled[key] = Settling.RENAMED


def _circle_of(spelling: str, spelled: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings from one around to itself, in order; none where it leads elsewhere."""
    passed = [spelling]
    while (following := spelled.get(passed[-1])) is not None:
        if following == spelling:
            return tuple(sorted(passed))
        if following in passed:
            break
        passed.append(following)
    return ()


def _derives_from_itself(source: str, derivations: Mapping[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = list(derivations.get(source, ()))
    while waiting:
        each = waiting.pop()
        if each == source:
            return True
        if each not in seen:
            seen.add(each)
            waiting.extend(derivations.get(each, ()))
    return False

"""What is chosen of the differences: by rule, record by record, or field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from flowviz.comparing.difference import Difference, State, sides_by_default
from flowviz.comparing.fields import WHOLE, Path, Side
from flowviz.comparing.kinds import Key


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds where nothing is chosen: theirs where mine is unchanged, and mine elsewhere.

    ``conflicts`` is the side that wins them, None where each has to be decided. ``deletions`` says
    whether what theirs has deleted is deleted here too.
    """

    conflicts: Side | None = None
    deletions: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A rule, and the sides chosen by hand: for each record by field."""

    rule: Rule = Rule()
    made: Mapping[Key, Mapping[Path, Side]] = field(default_factory=lambda: MappingProxyType({}))

    def sides(self, difference: Difference) -> dict[Path, Side]:
        """The side of each field; one that is still to be decided is left out."""
        sides = sides_by_default(difference)
        if self.rule.deletions and difference.state is State.DELETED_B:
            sides[WHOLE] = Side.B
        if self.rule.conflicts is not None:
            sides.update((each.path, self.rule.conflicts) for each in difference.conflicts)
        return sides | dict(self.made.get(difference.key, {}))

    def is_decided(self, difference: Difference) -> bool:
        """Whether every field of it has a side."""
        if not difference.conflicts:
            return True
        sides = self.sides(difference)
        return all(each.path in sides for each in difference.conflicts)

    def take(self, difference: Difference, side: Side) -> "Choices":
        """The same with a record decided: its conflicts, or all of its fields where it has none."""
        decided = difference.conflicts or difference.fields
        paths = {each.path: side for each in decided}
        return self._with(difference.key, {**self.made.get(difference.key, {}), **paths})

    def take_field(self, difference: Difference, path: Path, side: Side) -> "Choices":
        """The same with one field decided."""
        return self._with(difference.key, {**self.made.get(difference.key, {}), path: side})

    def leave(self, difference: Difference) -> "Choices":
        """The same with a record left to the rule."""
        return self._with(difference.key, {})

    def under(self, rule: Rule) -> "Choices":
        """The same under another rule; what was chosen by hand stays."""
        return replace(self, rule=rule)

    def _with(self, key: Key, paths: Mapping[Path, Side]) -> "Choices":
        made = {each: sides for each, sides in self.made.items() if each != key}
        if paths:
            made[key] = paths
        return replace(self, made=MappingProxyType(made))

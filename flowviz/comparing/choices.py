"""What is chosen of the differences: by rule, record by record, or field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from flowviz.comparing.difference import Difference, State, sides_by_default
from flowviz.comparing.fields import WHOLE, FieldPath, Side
from flowviz.comparing.kinds import Key, Whole

_OF_A = frozenset({State.ADDED_A, State.CHANGED_A, State.DELETED_A})
_OF_B = frozenset({State.ADDED_B, State.CHANGED_B})


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
    made: Mapping[Key, Mapping[FieldPath, Side]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def sides(self, difference: Difference) -> dict[FieldPath, Side]:
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

    def result(self, difference: Difference) -> Whole:
        """What comes of a record; of a conflict that is not decided, mine."""
        if difference.key not in self.made:  # thousands, planned anew after each choice
            if difference.state in _OF_A:
                return difference.a
            if difference.state in _OF_B:
                return difference.b
        undecided = {each.path: Side.A for each in difference.conflicts}
        return difference.result(undecided | self.sides(difference))

    def take(self, differences: Iterable[Difference], side: Side) -> "Choices":
        """The same with records decided: their conflicts, or all of a record that has none."""
        made = dict(self.made)
        for each in differences:
            paths = {field.path: side for field in each.conflicts or each.fields}
            made[each.key] = {**made.get(each.key, {}), **paths}
        return replace(self, made=MappingProxyType(made))

    def take_field(self, difference: Difference, path: FieldPath, side: Side) -> "Choices":
        """The same with one field decided."""
        paths = {**self.made.get(difference.key, {}), path: side}
        return replace(self, made=MappingProxyType({**self.made, difference.key: paths}))

    def leave(self, differences: Iterable[Difference]) -> "Choices":
        """The same with records left to the rule."""
        left = {each.key for each in differences}
        made = {key: sides for key, sides in self.made.items() if key not in left}
        return replace(self, made=MappingProxyType(made))

    def under(self, rule: Rule) -> "Choices":
        """The same under another rule; what was chosen by hand stays."""
        return replace(self, rule=rule)

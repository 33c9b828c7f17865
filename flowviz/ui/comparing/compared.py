"""What one comparison gives the window, and what is chosen of it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flowviz.comparing import Choices, Comparison, Difference, FieldPath, Plan, Rule, Side, plan
from flowviz.editing.differences import Telling


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The dossier shown and a file side by side; ``sha256`` is the digest of what the file held."""

    path: Path
    sha256: str
    comparison: Comparison
    telling: Telling


class Chosen(QObject):
    """The choices made so far, and the plan that comes of them, worked out when it is asked for."""

    changed = Signal()

    def __init__(self, comparison: Comparison, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison = comparison
        self.choices = Choices()
        self._plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        """What a merge would do now."""
        if self._plan is None:
            self._plan = plan(self.comparison, self.choices)
        return self._plan

    def take(self, differences: list[Difference], side: Side) -> None:
        """Decide on whole records: their conflicts, or all of their fields where they have none."""
        self._set(self.choices.take(differences, side))

    def take_field(self, difference: Difference, path: FieldPath, side: Side) -> None:
        """Decide on one field."""
        self._set(self.choices.take_field(difference, path, side))

    def leave(self, differences: list[Difference]) -> None:
        """Leave records to the rule again."""
        self._set(self.choices.leave(differences))

    def follow(self, rule: Rule) -> None:
        """Let another rule hold where nothing is chosen by hand."""
        self._set(self.choices.under(rule))

    def side_of(self, difference: Difference) -> Side | None:
        """The side that all of its fields are taken from, None for both or for none yet."""
        sides = self.choices.sides(difference)
        found = {sides.get(field.path) for field in difference.fields}
        return found.pop() if len(found) == 1 else None

    def _set(self, choices: Choices) -> None:
        self.choices = choices
        self._plan = None
        self.changed.emit()

"""Names in a file to actors of the dossier, by the rules of the actor table and never by guess."""

from collections.abc import Mapping

from flowviz.actor import Actor
from flowviz.actors import ActorTable
from flowviz.importers.findings import Findings


class Naming:
    """Gives the code of each name in a year, and remembers the actors that came up.

    The dossier's own actors, where they are not those of the bundled table, go before it. So does
    one that an actor was merged into, whatever sort of actor a star or a name would ask for.
    """

    def __init__(self, own: Mapping[str, Actor], findings: Findings) -> None:
        bundled = ActorTable.load()
        differing = [actor for actor in own.values() if bundled.get(actor.code) != actor]
        self._table = bundled.extended(differing) if differing else bundled
        self._own, self._codes = ActorTable(differing), own.keys()
        self._findings = findings
        self._known: dict[tuple[str, int], tuple[str, str]] = {}
        self.met: dict[str, Actor] = {}
        self.unresolved: dict[str, None] = {}

    def code(self, name: str, year: int) -> str:
        """Give the code that a name means in a year (0: not known) without a word."""
        return self._meaning(name, year)[0]

    def code_in(self, name: str, year: int, line: int, column: str) -> str:
        """Give the code that a name means on a line of a file, with any doubt noted."""
        code, doubt = self._meaning(name, year)
        if doubt:
            self._findings.doubtful(line, doubt, name, column)
        return code

    def _meaning(self, name: str, year: int) -> tuple[str, str]:
        meaning = self._known.get((name, year))
        if meaning is None:
            meaning = self._known[name, year] = self._look_up(name, year)
        return meaning

    def _look_up(self, name: str, year: int) -> tuple[str, str]:
        match = self._table.match(name, year or None)
        if match.actor is not None:
            bearers = self._own.find(name.rstrip(" *"), year or None)
            if match.actor.code not in self._codes and len(bearers) == 1:
                (bearer,) = bearers
                why = f"in this dossier '{name}' is a name of {bearer.name}"
                return bearer.code, match.warning or why
            self.met.setdefault(match.actor.code, match.actor)
            return match.actor.code, match.warning
        actor = self._table.new_actor(name, year or None)
        self.met.setdefault(actor.code, actor)
        self.unresolved[actor.name] = None
        why = match.warning or f"no actor is known by the name '{actor.name}'"
        return actor.code, f"{why}; it is kept as an actor to be resolved"

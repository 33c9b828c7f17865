"""Whom a name that no rule places could mean: shown to the user, never applied by itself."""

from collections.abc import Collection, Iterator

from rapidfuzz import fuzz, process

from flowviz import languages
from flowviz.actor import CODE_LANGUAGE, Actor
from flowviz.actors import ActorTable
from flowviz.importers.settling import Suggestion
from flowviz.names import name_key, odd_letters, skeleton

MOST = 5
"""Suggestions a name."""

_LEAST_LIKE = 66.0
"""Of 100, by :func:`_likeness`: "Untd Arab Em" has 75 with United Arab Emirates, "Congo Dem
Republic" 79 with "Dem. Rep. Congo"; "Hamburg" has 62 with Luxemburg, "Global" 57 with Colombia."""
_BEHIND = 15.0
"""How far behind the likeliest one another actor may be and still be shown."""
_SHORTEST = 4
"""Letters: shorter names and codes are like too many others."""


class Suggesting:
    """Knows the names of all actors in the form in which they are compared."""

    def __init__(self, table: ActorTable, own: ActorTable) -> None:
        self._table, self._own = table, own
        self._spelled: list[str] = []
        self._bearers: list[tuple[Actor, str]] = []

    def of(self, name: str, years: Collection[int]) -> tuple[Suggestion, ...]:
        """Give at most five actors that a name in these years could mean, the likeliest first."""
        found: dict[str, Suggestion] = {}
        for suggestion in self._all(name, years):
            found.setdefault(suggestion.code, suggestion)
            if len(found) == MOST:
                break
        return tuple(found.values())

    def _all(self, name: str, years: Collection[int]) -> Iterator[Suggestion]:
        bare = name.rstrip(" *")
        for actor in self._table.find(bare):
            yield _suggestion(actor, "bears this very name")
        looks = skeleton(bare)
        if looks != name_key(bare):
            odd = ", ".join(odd_letters(bare)[:3])
            for actor in self._table.find(looks):
                yield _suggestion(actor, f"looks the same, but the name has {odd}")
        for code, tongues in languages.states_called(bare).items():
            known = self._table.get(code)
            if known is not None:
                yield _suggestion(known, f"in {', '.join(tongues[:2])}")
        yield from self._near(looks, years)

    def _near(self, looks: str, years: Collection[int]) -> Iterator[Suggestion]:
        if len(looks) < _SHORTEST:
            return
        if not self._spelled:
            self._learn()
        near = process.extract(
            looks, self._spelled, scorer=_likeness, limit=4 * MOST, score_cutoff=_LEAST_LIKE
        )
        best = max((score for _, score, _ in near), default=0.0)
        ranked = sorted(
            (hit for hit in near if hit[1] >= best - _BEHIND),
            key=lambda hit: (not self._is_of(hit[2], years), -hit[1], not self._is_own(hit[2])),
        )
        for _, _, place in ranked:
            actor, spelled = self._bearers[place]
            yield _suggestion(
                actor, f"is also called '{spelled}'" if spelled else "near in spelling"
            )

    def _is_own(self, place: int) -> bool:
        return self._own.get(self._bearers[place][0].code) is not None

    def _is_of(self, place: int, years: Collection[int]) -> bool:
        """Whether the actor existed in any of the years; nobody knows in none."""
        actor, _ = self._bearers[place]
        first, last = actor.first_year or min(years, default=0), actor.last_year or 9999
        return not years or (first <= max(years) and min(years) <= last)

    def _learn(self) -> None:
        for actor in self._table:
            named = [alias.name for alias in actor.names if alias.language != CODE_LANGUAGE]
            for spelled in ("", *named):
                self._spelled.append(skeleton(spelled or actor.name))
                self._bearers.append((actor, spelled))


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    """Give how alike two names are, of 100: by their letters, their words in either order."""
    return max(
        fuzz.ratio(one, other, score_cutoff=score_cutoff),
        fuzz.token_sort_ratio(one, other, score_cutoff=score_cutoff),
    )


def _suggestion(actor: Actor, why: str) -> Suggestion:
    return Suggestion(actor.code, actor.name, why)

"""Names and codes of a file to actors of the dossier, by rule and never by guess.

The first that speaks decides: who is non-state, unknown, a bloc, joint or historic by name; a code
that the file gives; a name in the year (the actor table's rules); a name of a state in one of the
languages of CLDR, where all of them mean the same one. What is left is to settle, unless the file
says what sort of actor it is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from flowviz import languages
from flowviz.actor import Actor, ActorKind, ActorName, Match
from flowviz.actors import ActorTable, as_match
from flowviz.errors import UsageError
from flowviz.importers.findings import Findings
from flowviz.importers.settling import IGNORED, Choices, Create, Ignore, MapTo, Unsettled
from flowviz.names import visible

_MOST_SUGGESTED = 500
"""Names to settle for which suggestions are looked up, the most frequent first; 1 ms each."""
_LET_GO_AT_ONCE = 2_000
_RULES_BEFORE_CODES = ("unknown", "starred", "bloc", "joint")


class _Meaning(NamedTuple):
    code: str
    doubt: str = ""
    hindrance: str = ""
    """Why the name was to settle, also where it has been settled since."""


@dataclass(slots=True)
class _Open:
    """A name to settle, as it piles up over the entries."""

    code: str
    line: int
    why: str
    count: int = 0
    years: set[int] = field(default_factory=set)


class Naming:
    """Gives the code of each name in a year, and remembers the actors that came up.

    The dossier's own actors, where they are not those of the bundled table, go before it. So does
    one that an actor was merged into, whatever sort of actor a star or a name would ask for.
    """

    def __init__(
        self, own: Mapping[str, Actor], findings: Findings, choices: Choices | None = None
    ) -> None:
        bundled = ActorTable.load()
        differing = [actor for actor in own.values() if bundled.get(actor.code) != actor]
        self._table = bundled.extended(differing) if differing else bundled
        self._differing, self._own = ActorTable(differing), own
        self._findings = findings
        self._choices = dict(choices.names) if choices is not None else {}
        self._check_choices()
        self._known: dict[tuple[str, str, int, ActorKind | None], _Meaning] = {}
        self._told: set[tuple[str, str, str]] = set()
        self._met: dict[str, Actor] = {}
        self._open: dict[str, _Open] = {}

    def code(self, name: str, year: int, given: str = "", kind: ActorKind | None = None) -> str:
        """Give the code that a name means in a year (0: not known) without a word.

        ``given`` is the code that the file has for it, "" for none; ``kind`` what sort of actor
        the file says it is. :data:`IGNORED` where the user leaves the name out.
        """
        return self._meaning(name, given, year, kind).code

    def code_in(
        self,
        name: str,
        year: int,
        line: int,
        column: str,
        given: str = "",
        kind: ActorKind | None = None,
        count: int = 1,
    ) -> str:
        """Give the code that a name means on a line of a file, as :meth:`code` does.

        A doubt about who is meant is noted once, on the first line that has it; ``count`` is how
        many lines ask the same.
        """
        meaning = self._meaning(name, given, year, kind)
        if meaning.hindrance:
            self._count(name or given, given, year, line, meaning, count)
        if meaning.doubt and (name, given, meaning.code) not in self._told:
            self._told.add((name, given, meaning.code))
            self._findings.doubtful(line, meaning.doubt, name or given, column)
        return meaning.code

    @property
    def leaves_out(self) -> bool:
        """Whether the user leaves any name out."""
        return any(isinstance(choice, Ignore) for choice in self._choices.values())

    def unsettled(self) -> tuple[Unsettled, ...]:
        """Give the names to settle that came up, settled ones included, the most frequent first."""
        from flowviz.importers.suggesting import Suggesting

        ordered = sorted(self._open.items(), key=lambda item: (-item[1].count, item[1].line))
        suggesting = Suggesting(self._table, self._differing)
        return tuple(
            Unsettled(
                name,
                one.code,
                one.count,
                one.line,
                min(one.years, default=None),
                max(one.years, default=None),
                one.why,
                suggesting.of(name, one.years) if place < _MOST_SUGGESTED else (),
            )
            for place, (name, one) in enumerate(ordered)
        )

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The names that nobody has settled, in the order they came up."""
        return tuple(name for name in self._open if name not in self._choices)

    def brought(self) -> Iterator[Actor]:
        """Give the actors to write: those that are new in the dossier or have got a name."""
        actors = dict(self._met)
        for name, one in self._open.items():
            code = self._settled(name, None).code
            if code != IGNORED:
                actor = actors.get(code) or self._own.get(code) or self._table.get(code)
                actors[code] = self._with_name(actor or self._new(name), name, one.years)
        for actor in actors.values():
            if self._own.get(actor.code) != actor:
                yield actor

    def let_go(self, give_way: Callable[[], None]) -> None:
        """Forget all names, and give way in between: 60,000 take 0.1 s when they go at once."""
        for known in (self._known, self._open):
            while known:
                known.popitem()
                if len(known) % _LET_GO_AT_ONCE == 0:
                    give_way()

    def _check_choices(self) -> None:
        for name, choice in self._choices.items():
            if isinstance(choice, MapTo) and self._table.get(choice.code) is None:
                raise UsageError(f"There is no actor {choice.code!r} to map {name!r} to.")
            if isinstance(choice, Create) and choice.name:
                bearers = self._table.find(choice.name)
                if bearers:
                    (first, *_) = bearers
                    raise UsageError(
                        f"{choice.name!r} is a name of {first.name} ({first.code}) already: "
                        f"map {name!r} to it, or choose another name."
                    )

    def _meaning(self, name: str, given: str, year: int, kind: ActorKind | None) -> _Meaning:
        asked = name, given, year, kind
        meaning = self._known.get(asked)
        if meaning is None:
            meaning = self._known[asked] = self._look_up(*asked)
        return meaning

    def _look_up(self, name: str, given: str, year: int, kind: ActorKind | None) -> _Meaning:
        match = self._match(name, year or None) if name else Match(None, None, "none")
        coded = self._coded(given) if given else None
        if coded is not None:
            return self._of_code(coded, given, name, match, year or None)
        if match.actor is not None:
            self._meet(match.actor)
            return _Meaning(match.actor.code, match.warning or _disagreement(name, match, kind))
        if kind is not None and match.rule == "none" and name and name not in self._choices:
            actor = Actor(self._table.own_code(name), kind, visible(name))
            self._meet(actor)
            return _Meaning(actor.code)
        return self._settled(name or given, year, _hindrance(name, given, match))

    def _match(self, name: str, year: int | None) -> Match:
        match = self._table.match(name, year)
        if match.actor is not None:
            bearers = self._differing.find(name.rstrip(" *"), year)
            if match.actor.code in self._own or len(bearers) != 1:
                return match
            (bearer,) = bearers
            why = f"in this dossier '{name}' is a name of {bearer.name}"
            return Match(bearer.code, bearer, "name", match.warning or why)
        if match.rule == "none" and not self._table.find(name):
            codes = languages.states_called(name)
            actor = self._table.get(next(iter(codes))) if len(codes) == 1 else None
            if actor is not None:
                return as_match(actor, "name", year)
        return match

    def _coded(self, given: str) -> Actor | None:
        """Give the actor of a code in a column of codes, where "NA" is Namibia and 8 is 008."""
        code = given.strip().upper()
        if code.isascii() and code.isdigit():
            return self._table.by_iso(code.zfill(3))
        return self._table.by_iso(code) or self._table.get(code) or self._table.get(given.strip())

    def _of_code(
        self, coded: Actor, given: str, name: str, match: Match, year: int | None
    ) -> _Meaning:
        """Weigh a known code against the name beside it; where they disagree, that is told."""
        named = match.actor
        if named is None or named.code == coded.code:
            self._meet(coded)
            return _Meaning(coded.code, as_match(coded, "code", year).warning if year else "")
        chosen, other = coded, f"'{name}' is a name of {named.name}"
        if match.rule in _RULES_BEFORE_CODES or named.last_year is not None:
            chosen, other = named, f"the code is that of {coded.name}"
        self._meet(chosen)
        doubt = f"'{name}' and the code {given} disagree: {other}; taken for {chosen.name}"
        return _Meaning(chosen.code, doubt)

    def _settled(self, name: str, year: int | None, hindrance: str = "") -> _Meaning:
        choice = self._choices.get(name)
        match choice:
            case Ignore():
                return _Meaning(IGNORED, "", hindrance)
            case MapTo(code):
                return _Meaning(code, "", hindrance)
            case Create(_, shown):
                return _Meaning(self._table.own_code(shown or name), "", hindrance)
        doubt = f"{hindrance}; it is kept as an actor to be resolved"
        return _Meaning(self._table.own_code(name), doubt, hindrance)

    def _new(self, name: str) -> Actor:
        choice = self._choices.get(name)
        kind, shown = ActorKind.UNRESOLVED, name
        if isinstance(choice, Create):
            kind, shown = choice.kind, choice.name or name
        return Actor(self._table.own_code(shown), kind, visible(shown))

    def _with_name(self, actor: Actor, name: str, years: Collection[int]) -> Actor:
        """Give an actor that bears a name too: in these years, where others mean another one."""
        shown = visible(name)
        if self._table.find(name):
            runs = self._runs(name, years)
            aliases = tuple(ActorName(shown, "", first, last) for first, last in runs)
        else:
            aliases = (ActorName(shown),) if shown != actor.name else ()
        fresh = tuple(alias for alias in aliases if alias not in actor.names)
        return replace(actor, names=(*actor.names, *fresh)) if fresh else actor

    def _runs(self, name: str, years: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Give the years from first to last, parted where the name means somebody in between."""
        first = last = None
        for year in sorted(years):
            if first is None or last is None:
                first = year
            elif any(self._table.find(name, between) for between in range(last + 1, year)):
                yield first, last
                first = year
            last = year
        if first is not None and last is not None:
            yield first, last

    def _meet(self, actor: Actor) -> None:
        self._met.setdefault(actor.code, actor)

    def _count(
        self, name: str, given: str, year: int, line: int, meaning: _Meaning, count: int
    ) -> None:
        one = self._open.get(name)
        if one is None:
            one = self._open[name] = _Open(given, line, meaning.hindrance)
        one.count += count
        if year:
            one.years.add(year)


def _disagreement(name: str, match: Match, kind: ActorKind | None) -> str:
    """Tell of a state's name where the file says that it is somebody else."""
    if kind is None or match.actor is None or match.actor.kind is not ActorKind.STATE:
        return ""
    is_state = kind is ActorKind.STATE
    return "" if is_state else f"'{name}' is the name of a state; the file says: {kind}"


def _hindrance(name: str, given: str, match: Match) -> str:
    if not name:
        return f"no actor is known by the code '{visible(given)}'"
    why = match.warning or f"no actor is known by the name '{visible(name)}'"
    return f"{why}, nor by the code '{visible(given)}'" if given else why

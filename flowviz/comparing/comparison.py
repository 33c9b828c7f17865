"""Two dossiers side by side: which records differ, who changed them, and what looks alike."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flowviz.actor import Actor
from flowviz.comparing import base as bases
from flowviz.comparing.base import Base
from flowviz.comparing.difference import Difference, State, listed_in_order
from flowviz.comparing.finding import differing
from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.comparing.needs import owners_of_parts
from flowviz.comparing.news import with_news
from flowviz.comparing.reading import read
from flowviz.comparing.stand_ins import without_stand_ins
from flowviz.dossier.reading import Reading
from flowviz.errors import CancelledError
from flowviz.names import name_key

Progress = Callable[[int, int], None]
_STEPS = 100


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An actor that mine alone has, and one of the same name that theirs alone has."""

    name: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between dossier ``a`` ("mine") and ``b`` ("theirs").

    ``base`` is the row of history that both have seen; without one ``why_two_way`` says why, and
    nothing is taken as deleted. The heads are the hashes of the last rows of the two histories.
    ``forgotten`` are records of theirs that are not offered: mine was made to forget them.
    ``forgotten_by_b`` are differences: records of mine that theirs was made to forget, and that
    stay here unless somebody has them forgotten here, too.
    ``owners`` tells the transfer of each part among the differences, ``view_names`` and
    ``derivations`` what mine holds of saved views and sources, for what comes of a merge.
    """

    base: Base | None
    why_two_way: str
    differences: tuple[Difference, ...]
    look_alikes: tuple[LookAlike, ...]
    forgotten: tuple[Key, ...]
    forgotten_by_b: tuple[Key, ...]
    head_a: str
    head_b: str
    owners: Mapping[str, Key] = field(repr=False)
    view_names: Mapping[str, str] = field(repr=False)
    derivations: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def is_equal(self) -> bool:
        """Whether no record differs."""
        return not self.differences and not self.forgotten

    def counts(self) -> Mapping[State, int]:
        """How many differences there are in each state, those that there are."""
        found: dict[State, int] = {}
        for each in self.differences:
            found[each.state] = found.get(each.state, 0) + 1
        return found


def compare(
    a: Reading,
    b: Reading,
    progress: Progress = lambda _done, _total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Compare two dossiers; both stay as they are.

    ``progress`` is told how far it is of how much.

    Raises
    ------
    CancelledError
        ``is_cancelled`` said so.
    DossierError
        One of them holds a value that no flowviz writes.
    """
    wanted = differing(a, b, lambda at, of: progress(_STEPS * at // (2 * of), _STEPS), is_cancelled)
    progress(_STEPS // 2, _STEPS)
    mine = read(a, wanted)
    theirs = without_stand_ins(mine, read(b, wanted))
    _stop_if(is_cancelled)
    with bases.laid_open(a, b) as (base, then, why):
        before = {} if then is None else read(then, wanted)
    _stop_if(is_cancelled)
    progress(_STEPS * 9 // 10, _STEPS)
    found = [
        Difference.between(key, before.get(key, ()), mine.get(key, ()), theirs.get(key, ()))
        for key in sorted(mine.keys() | theirs.keys())
        if mine.get(key) != theirs.get(key)
    ]
    gone_a, gone_b = a.forgotten(), b.forgotten()
    forgotten = tuple(each.key for each in found if each.id in gone_a and not each.a)
    out = frozenset(forgotten)
    kept = [each for each in found if each.key not in out]
    owners = _owners(found)
    return Comparison(
        base,
        why,
        tuple(listed_in_order(with_news(kept, owners))),
        _look_alikes(mine, theirs),
        forgotten,
        tuple(each.key for each in found if each.id in gone_b and not each.b),
        a.head[1],
        b.head[1],
        owners,
        {view.id: view.name for view in a.saved_views()},
        {source.id: source.derives_from for source in a.sources().values()},
    )


def _owners(differences: Iterable[Difference]) -> dict[str, Key]:
    transfers = (each for each in differences if each.kind is Kind.TRANSFER)
    return owners_of_parts(
        whole for each in transfers for whole in (each.base, each.b, each.a) if whole
    )


def _stop_if(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise CancelledError("The comparison was stopped.")


def _look_alikes(mine: Mapping[Key, Whole], theirs: Mapping[Key, Whole]) -> tuple[LookAlike, ...]:
    """Actors that each side alone has, and that bear one name; nothing is merged by itself."""
    names: dict[str, list[str]] = defaultdict(list)
    for key, whole in mine.items():
        if key[0] is Kind.ACTOR and key not in theirs:
            for name in _names(whole[0]):
                names[name].append(key[1])
    found = {
        (code, key[1]): LookAlike(mine[Kind.ACTOR, code][0].name, code, key[1])
        for key, whole in theirs.items()
        if key[0] is Kind.ACTOR and key not in mine
        for name in _names(whole[0])
        for code in names.get(name, ())
    }
    return tuple(found[key] for key in sorted(found))


def _names(actor: Actor) -> set[str]:
    return {name_key(name) for name in (actor.name, *(other.name for other in actor.names))}

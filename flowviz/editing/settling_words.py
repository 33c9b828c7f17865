"""What becomes of the names of a file that no rule places, in words and in choices."""

from collections.abc import Iterable, Mapping

from flowviz.actor import ActorKind
from flowviz.flows.words import count_words, years_words
from flowviz.importers.settling import Create, Ignore, MapTo, Settled, Unsettled

LATER = Create()
"""What becomes of a name that nobody settles."""


def choice_words(choice: Settled, names: Mapping[str, str]) -> str:
    """Say what becomes of a name; ``names`` are those of actors by code."""
    match choice:
        case Ignore():
            return "its rows are left out"
        case MapTo(code):
            return f"same as {names.get(code, code)}"
        case Create(kind, name):
            if kind is ActorKind.UNRESOLVED:
                return "to be settled later"
            return f"new {kind_words(kind)}" + (f" “{name}”" if name else "")


def kind_words(kind: ActorKind) -> str:
    """Give what a kind of actor is called."""
    return kind.value


def years_of(name: Unsettled) -> str:
    """Give the years in which a name stands, "" where none is known."""
    return years_words(name.first_year, name.last_year) if name.first_year is not None else ""


def open_words(names: Iterable[Unsettled], chosen: Mapping[str, Settled]) -> str:
    """Say how many names are still left for later, and how many rows are left out."""
    told = tuple(names)
    settled = [each for each in told if chosen.get(each.name, LATER) != LATER] if chosen else []
    later = len(told) - len(settled)
    left_out = sum(each.count for each in settled if isinstance(chosen[each.name], Ignore))
    parts = []
    if later:
        become = "becomes an actor" if later == 1 else "become actors"
        parts.append(f"{count_words(later, 'name')} left for later {become} “to be resolved”")
    if left_out:
        parts.append(f"{count_words(left_out, 'record')} left out")
    return "; ".join(parts) or "Every name is settled"

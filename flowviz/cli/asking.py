"""From options to a query, from names to codes."""

import argparse
from collections.abc import Mapping

from flowviz.actors import Actor
from flowviz.cli.query_options import query_of
from flowviz.cli.saved_view import state_in
from flowviz.cli.text import warn
from flowviz.dossier import Dossier
from flowviz.errors import ActorError, UsageError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flows
from flowviz.flows.query import Query

_GRADES = """
SELECT DISTINCT reliability || coalesce(credibility, '') FROM citation WHERE status = 'live'
"""
_MOST_LIKE = 5


def ask(dossier: Dossier, options: argparse.Namespace) -> Flows:
    """The flows that the options ask for; words that no record has are told beside the answer."""
    query = query_in(dossier, options)
    return aggregate(read_columns(dossier), query)


def query_in(dossier: Dossier, options: argparse.Namespace) -> Query:
    """The query that the options ask of a dossier, its actors by their codes.

    Raises
    ------
    ActorError
        A name means no actor, or several.
    UsageError
        A direction is asked for, and no actor; there is no such saved view.
    """
    saved = state_in(dossier, options)
    if saved is not None:
        return saved.query
    if options.direction is not None and not options.actors:
        raise UsageError("--direction is one of an actor's flows; name the actor by --actor.")
    actors = dossier.actors() if options.actors else {}
    query = query_of(options, frozenset(code_among(actors, name) for name in options.actors))
    warn_of_unknown(dossier, query)
    return query


def warn_of_unknown(dossier: Dossier, query: Query) -> None:
    """Tell of a unit, of categories, items and grades asked for that no record has."""
    if query.unit is not None:
        units = _distinct(dossier, "SELECT DISTINCT unit FROM figure WHERE basis = 'total'")
        if query.unit not in units:
            warn(f"no figure is in {query.unit!r}; there are {_listed(units)}")
    if query.categories:
        categories = _distinct(dossier, "SELECT DISTINCT category FROM line")
        for category in sorted(query.categories - {*categories, ""}):
            warn(f"no item is of category {category!r}; there are {_listed(categories)}")
    if query.items:
        items = _distinct(dossier, "SELECT DISTINCT designation FROM line")
        stand_for_others = dossier.spellings().values()
        for item in sorted(query.items - {*items, *stand_for_others, ""}):
            warn(f"no item is called {item!r}{_like(item, items)}")
    if query.grades:
        grades = _distinct(dossier, _GRADES)
        for grade in sorted(query.grades - {*grades, ""}):
            warn(f"no citation is graded {grade!r}; there are {_listed(grades)}")


def code_of(dossier: Dossier, name: str) -> str:
    """The code of the one actor that a code or an exact name means; case does not matter.

    Raises
    ------
    ActorError
        It means none or several.
    """
    return code_among(dossier.actors(), name)


def code_among(actors: Mapping[str, Actor], name: str) -> str:
    """As ``code_of``, among some actors."""
    wanted = name.casefold()
    for words_of in (_codes, _name, _other_names):
        found = [code for code, actor in actors.items() if wanted in words_of(actor)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ActorError(f"{name!r} means several actors: {', '.join(found)}; name one code.")
    raise ActorError(f"The dossier has no actor with the code or exact name {name!r}.")


def _codes(actor: Actor) -> tuple[str, ...]:
    return (actor.code.casefold(),)


def _name(actor: Actor) -> tuple[str, ...]:
    return (actor.name.casefold(),)


def _other_names(actor: Actor) -> tuple[str, ...]:
    return tuple(name.name.casefold() for name in actor.names)


def _distinct(dossier: Dossier, sql: str) -> tuple[str, ...]:
    return tuple(sorted(word for (word,) in dossier.rows(sql)))


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(word or '""' for word in words) or "none"


def _like(item: str, items: tuple[str, ...]) -> str:
    """Items whose names hold the word asked for, "" without any; a register has thousands."""
    found = [name for name in items if item.casefold() in name.casefold()]
    if not found:
        return ""
    more = f" and {len(found) - _MOST_LIKE:,} more" if len(found) > _MOST_LIKE else ""
    return f"; there are {_listed(tuple(found[:_MOST_LIKE]))}{more}"

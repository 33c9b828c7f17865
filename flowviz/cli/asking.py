"""From options to a query, from names to codes."""

import argparse

from flowviz.actors import Actor
from flowviz.cli.text import warn
from flowviz.dossier import Dossier
from flowviz.errors import ActorError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flows
from flowviz.flows.query import Query
from flowviz.records import Stage


def query_of(options: argparse.Namespace) -> Query:
    """The query that the options ask."""
    return Query(
        unit=options.unit,
        stage=Stage(options.stage),
        first_year=options.first_year,
        last_year=options.last_year,
        categories=frozenset(options.categories),
    )


def ask(dossier: Dossier, options: argparse.Namespace) -> Flows:
    """The flows that the options ask for; words that no record has are told beside the answer."""
    query = query_of(options)
    warn_of_unknown(dossier, query)
    return aggregate(read_columns(dossier), query)


def warn_of_unknown(dossier: Dossier, query: Query) -> None:
    """Tell of a unit and of categories asked for that no record has."""
    if query.unit is not None:
        units = _distinct(dossier, "SELECT DISTINCT unit FROM figure WHERE basis = 'total'")
        if query.unit not in units:
            warn(f"no figure is in {query.unit!r}; there are {_listed(units)}")
    if query.categories:
        categories = _distinct(dossier, "SELECT DISTINCT category FROM line")
        for category in sorted(query.categories - {*categories, ""}):
            warn(f"no item is of category {category!r}; there are {_listed(categories)}")


def code_of(dossier: Dossier, name: str) -> str:
    """The code of the one actor that a code or an exact name means; case does not matter.

    Raises
    ------
    ActorError
        It means none or several.
    """
    actors = dossier.actors()
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

"""What is read of a dossier for the window, and what is seen of it under a query; no Qt."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import Columns, read_columns
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.naming import named
from flowviz.flows.query import Query, resolve
from flowviz.flows.strands import Strands, strands
from flowviz.languages import names_in
from flowviz.records import Placement
from flowviz.view import MAP, NETWORK

_LISTED = 200
"""Flows that the evidence panel lists at first, each with its exact sum."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is read from a dossier as a whole, off the window's thread where it is large."""

    columns: Columns
    actors: Mapping[str, Actor]
    placements: Mapping[str, Mapping[str, Placement]]

    @classmethod
    def read(cls, dossier: Reading) -> "Contents":
        """Read them; the caller's thread is the one that has the dossier or its onlooker."""
        places = {view: dossier.placements(view) for view in (MAP, NETWORK)}
        return cls(read_columns(dossier), dossier.actors(), places)


@dataclass(frozen=True, slots=True)
class Seen:
    """Contents under the names of a language, the query with what they have, its flows as drawn."""

    contents: Contents
    query: Query
    flows: Flows
    strands: Strands


@dataclass(frozen=True, slots=True)
class Asked:
    """What the window asks of any contents: names in a language, a query, a link mode."""

    language: str
    query: Query
    mode: Mode

    def seen(self, contents: Contents) -> Seen:
        """What is seen of contents; a unit that they do not have is asked for no longer."""
        names = names_in(self.language, contents.actors.values())
        columns = named(contents.columns, names)
        unit = self.query.unit if self.query.unit in columns.units else None
        query = resolve(dataclasses.replace(self.query, unit=unit), columns)
        flows = aggregate(columns, query, self.mode)
        drawn = strands(flows, self.mode)
        return Seen(dataclasses.replace(contents, columns=columns), query, flows, drawn)

    def seen_whole(self, contents: Contents) -> Seen:
        """The same with what the panels ask of the flows first, for a job that has the time."""
        found = self.seen(contents)
        for number in range(min(len(found.flows), _LISTED)):
            flow = found.flows.flow(number)
            found.flows.index(flow.supplier, flow.recipient)
        return found

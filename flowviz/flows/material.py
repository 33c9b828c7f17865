"""All that some records need of a dossier, in a few queries however many records there are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.evidence import fallen, roots_of
from flowviz.records import (
    Citation,
    DataSet,
    Group,
    Import,
    Link,
    Note,
    Provenance,
    Source,
    Transfer,
)

_About = TypeVar("_About", Citation, Note)

_KEPT = """
SELECT source, sha256 FROM snapshot WHERE source IN (SELECT value FROM json_each(?)) ORDER BY sha256
"""


@dataclass(frozen=True, slots=True)
class Material:
    """Some records and what is said about them, by identifier.

    ``actors`` and ``sources`` are those that these name, and what such sources derive from;
    ``fallen`` are the sources among them that have fallen, ``ends`` where each has its knowledge
    from (:func:`flowviz.evidence.roots_of`), ``kept`` the SHA-256 of what is kept of
    each. ``others`` are the transfers at the far ends of links and in the accounts of groups;
    ``files`` are file names, and the sheet of a workbook, by import.
    """

    actors: Mapping[str, Actor]
    transfers: tuple[Transfer, ...]
    others: Mapping[str, Transfer]
    sources: Mapping[str, Source]
    fallen: frozenset[str]
    ends: Mapping[str, tuple[str, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    notes: Mapping[str, tuple[Note, ...]]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    data_sets: Mapping[str, DataSet]
    provenance: Mapping[str, Provenance]
    files: Mapping[str, str]
    kept: Mapping[str, tuple[str, ...]]

    def name(self, code: str) -> str:
        """The name of an actor, its code when the dossier has no more."""
        actor = self.actors.get(code)
        return actor.name if actor else code

    def pair_words(self, transfer: Transfer) -> str:
        """``Belarus → Bulgaria``."""
        return f"{self.name(transfer.supplier)} → {self.name(transfer.recipient)}"

    def data_set_source(self, transfer: Transfer) -> str:
        """The source of the data set that a transfer came with, "" for none."""
        data_set = self.data_sets.get(transfer.data_set)
        return data_set.source if data_set else ""


def gather(dossier: Reading, ids: Iterable[str], about: Iterable[str] = ()) -> Material:
    """What a dossier holds about some transfers, and of ``about``: actors, or flows as a whole."""
    beside = list(about)
    transfers = dossier.transfers(ids)
    own = [transfer.id for transfer in transfers]
    links, groups = dossier.links(own), dossier.groups(own)
    others = {each.id: each for each in dossier.transfers(sorted(_others(links, groups)))}
    # An end that is not there is told by "flowviz check"; what can be read is shown.
    links = tuple(link for link in links if link.later in others and link.earlier in others)
    subjects = [part for transfer in transfers for part in transfer.part_ids()]
    notes = dossier.notes(subjects + beside)
    cited = [note.id for note in notes]
    cited += [link.id for link in links] + [group.id for group in groups]
    cited += [part for transfer in others.values() for part in transfer.part_ids()]
    citations = dossier.citations(dict.fromkeys(subjects + beside + cited))
    data_sets = dossier.data_sets()
    sources = dossier.sources(_sources_of(citations, data_sets.values()))
    return Material(
        actors=dossier.actors({*beside, *_actors_of((*transfers, *others.values()))}),
        transfers=transfers,
        others=others,
        sources=sources,
        fallen=fallen(sources),
        ends=roots_of(sources, sources),
        citations=_by_subject(citations),
        notes=_by_subject(notes),
        links=links,
        groups=groups,
        data_sets=data_sets,
        provenance=dossier.provenance(own),
        files={row.id: _place(row) for row in dossier.imports()},
        kept=_kept(dossier, sources),
    )


def _place(import_: Import) -> str:
    sheet = f", sheet “{import_.sheet}”" if import_.sheet else ""
    return f"{import_.file_name}{sheet}"


def _others(links: Iterable[Link], groups: Iterable[Group]) -> set[str]:
    ends = {id_ for link in links for id_ in (link.later, link.earlier)}
    return ends.union(id_ for group in groups for each in group.accounts for id_ in each.transfers)


def _actors_of(transfers: Iterable[Transfer]) -> Iterator[str]:
    for transfer in transfers:
        yield from (transfer.supplier, transfer.recipient)
        yield from (party.actor for party in transfer.parties)


def _sources_of(citations: Iterable[Citation], data_sets: Iterable[DataSet]) -> set[str]:
    cited = {citation.source for citation in citations}
    return cited | {each.source for each in data_sets if each.source}


def _kept(dossier: Reading, sources: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for source, sha256 in dossier.rows(_KEPT, (json.dumps(list(sources)),)):
        found[source] = (*found.get(source, ()), sha256)
    return found


def _by_subject(records: Iterable[_About]) -> dict[str, tuple[_About, ...]]:
    found: dict[str, list[_About]] = defaultdict(list)
    for record in records:
        found[record.subject_id].append(record)
    return {subject: tuple(members) for subject, members in found.items()}

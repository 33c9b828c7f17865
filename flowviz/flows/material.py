"""All that a docket needs of a dossier, in a few queries however many records there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.records import (
    Citation,
    DataSet,
    Group,
    Link,
    Note,
    Provenance,
    Source,
    Transfer,
    flow_id,
)

_About = TypeVar("_About", Citation, Note)


@dataclass(frozen=True, slots=True)
class Material:
    """The records of one pair and what is said about them, by identifier.

    ``actors`` and ``sources`` are those that these name, and what such sources derive from.
    ``others`` are the transfers at the far ends of links; ``files`` are file names by import.
    """

    actors: Mapping[str, Actor]
    transfers: tuple[Transfer, ...]
    others: Mapping[str, Transfer]
    sources: Mapping[str, Source]
    citations: Mapping[str, tuple[Citation, ...]]
    notes: Mapping[str, tuple[Note, ...]]
    links: tuple[Link, ...]
    groups: tuple[Group, ...]
    data_sets: Mapping[str, DataSet]
    provenance: Mapping[str, Provenance]
    files: Mapping[str, str]

    def name(self, code: str) -> str:
        """The name of an actor, its code when the dossier has no more."""
        actor = self.actors.get(code)
        return actor.name if actor else code

    def pair_words(self, transfer: Transfer) -> str:
        """``Belarus → Bulgaria``."""
        return f"{self.name(transfer.supplier)} → {self.name(transfer.recipient)}"


def gather(dossier: Dossier, ids: Iterable[str], supplier: str, recipient: str) -> Material:
    """What a dossier holds about some transfers and the two actors they run between."""
    transfers = dossier.transfers(ids)
    own = {transfer.id for transfer in transfers}
    links = tuple(link for link in dossier.links() if link.later in own or link.earlier in own)
    groups = tuple(
        group
        for group in dossier.groups()
        if any(own.intersection(account.transfers) for account in group.accounts)
    )
    far_ends = {id_ for link in links for id_ in (link.later, link.earlier)}
    subjects = [part for transfer in transfers for part in parts(transfer)]
    about_pair = [supplier, recipient, flow_id(supplier, recipient)]
    notes = dossier.notes(subjects + about_pair)
    cited = [note.id for note in notes]
    cited += [link.id for link in links] + [group.id for group in groups]
    citations = dossier.citations(subjects + about_pair + cited)
    others = dossier.transfers(sorted(far_ends))
    data_sets = dossier.data_sets()
    return Material(
        actors=dossier.actors({supplier, recipient, *_actors_of((*transfers, *others))}),
        transfers=transfers,
        others={transfer.id: transfer for transfer in others},
        sources=dossier.sources(_sources_of(citations, data_sets.values())),
        citations=_by_subject(citations),
        notes=_by_subject(notes),
        links=links,
        groups=groups,
        data_sets=data_sets,
        provenance=dossier.provenance(own),
        files={row.id: row.file_name for row in dossier.imports()},
    )


def parts(transfer: Transfer) -> list[str]:
    """The identifiers of a transfer and of all its parts, which citations and notes can name."""
    return [
        transfer.id,
        *(line.id for line in transfer.lines),
        *(figure.id for figure in transfer.all_figures()),
        *(party.id for party in transfer.parties),
    ]


def _actors_of(transfers: Iterable[Transfer]) -> Iterator[str]:
    for transfer in transfers:
        yield from (transfer.supplier, transfer.recipient)
        yield from (party.actor for party in transfer.parties)


def _sources_of(citations: Iterable[Citation], data_sets: Iterable[DataSet]) -> set[str]:
    cited = {citation.source for citation in citations}
    return cited | {each.source for each in data_sets if each.source}


def _by_subject(records: Iterable[_About]) -> dict[str, tuple[_About, ...]]:
    found: dict[str, list[_About]] = defaultdict(list)
    for record in records:
        found[record.subject_id].append(record)
    return {subject: tuple(members) for subject, members in found.items()}

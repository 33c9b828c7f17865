"""What the records that a change speaks of are called: actors, sources, flows and parts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flowviz.dossier.changes import RecordChange
from flowviz.dossier.changesets import Values
from flowviz.dossier.reading import Reading

_ACTOR_COLUMNS = frozenset({"supplier", "recipient", "actor", "member"})
_SOURCE_COLUMNS = frozenset({"source", "derives_from"})
_TRANSFER_COLUMNS = frozenset({"transfer", "later", "earlier"})
_PARTS = ("line", "figure", "party")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what stands in a change as an identifier.

    ``actors`` by code, ``sources`` by id (titles), ``pairs`` the codes of supplier and recipient by
    transfer, ``parts`` the transfer and what a part of it is called ("" for a figure) by id.
    """

    actors: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def actor(self, code: object) -> str:
        """The name of an actor, its code where nothing tells its name."""
        return self.actors.get(str(code), str(code))

    def source(self, id_: object) -> str:
        """A source by its title, in quotes."""
        title = self.sources.get(str(id_))
        return f"“{title}”" if title else "a source that is no longer there"

    def flow(self, supplier: object, recipient: object) -> str:
        """Two actors with the arrow between them."""
        return f"{self.actor(supplier)} → {self.actor(recipient)}"

    def transfer(self, id_: object) -> str:
        """A record by its flow."""
        pair = self.pairs.get(str(id_))
        return f"the record {self.flow(*pair)}" if pair else "a record that is no longer there"

    def subject(self, kind: object, id_: object) -> str:
        """What a citation or a note is about."""
        if kind == "actor":
            return self.actor(id_)
        if kind == "flow":
            supplier, _, recipient = str(id_).partition(">")
            return f"the flow {self.flow(supplier, recipient)}"
        if kind == "transfer":
            return self.transfer(id_)
        if kind in _PARTS:
            transfer, words = self.parts.get(str(id_), ("", ""))
            whole = self.transfer(transfer)
            return f"{words} in {whole}" if words else f"a {kind} of {whole}"
        return f"a {kind}"


def names_of(reading: Reading, changed: Iterable[RecordChange]) -> Names:
    """The names of all that some changes speak of: those of now, else those in the changes."""
    told = [(place[0], place[1], values) for record in changed for place, values in _rows(record)]
    parts = _told_parts(told)
    subjects = {str(v.get("subject_id", "")) for _, _, v in told if "subject_id" in v}
    subjects |= {key for table, key, _ in told if table == "verdict"}
    parts.update(_parts_now(reading, subjects))
    transfers = {str(v[name]) for _, _, v in told for name in _TRANSFER_COLUMNS & v.keys()}
    transfers |= subjects | {transfer for transfer, _ in parts.values()}
    pairs = {
        key: (str(values.get("supplier")), str(values.get("recipient")))
        for table, key, values in told
        if table == "transfer"
    }
    for id_, *pair in _select(reading, "id, supplier, recipient", "transfer", "id", transfers):
        pairs[id_] = (pair[0], pair[1])
    codes = {str(v[name]) for _, _, v in told for name in _ACTOR_COLUMNS & v.keys()}
    codes |= {code for pair in pairs.values() for code in pair}
    codes |= {end for subject in subjects for end in (subject, *subject.split(">"))}
    ids = {str(v[name]) for _, _, v in told for name in _SOURCE_COLUMNS & v.keys()}
    actors = {key: str(v.get("name")) for table, key, v in told if table == "actor"}
    actors.update(
        (row[0], row[1]) for row in _select(reading, "code, name", "actor", "code", codes)
    )
    sources = {key: str(v.get("title")) for table, key, v in told if table == "source"}
    sources.update((row[0], row[1]) for row in _select(reading, "id, title", "source", "id", ids))
    return Names(actors, sources, pairs, parts)


def _rows(record: RecordChange) -> Iterator[tuple[tuple[str, str], Values]]:
    for state in record.rows:
        for values in (state.before, state.after):
            if values is not None:
                yield (state.table, state.key), values
    yield from record.beside.items()


def _told_parts(told: Iterable[tuple[str, str, Values]]) -> dict[str, tuple[str, str]]:
    rows = [row for row in told if row[0] in _PARTS]
    lines = {key: str(values.get("designation", "")) for _, key, values in rows}
    return {
        key: (str(values.get("transfer", "")), lines[key] or lines.get(str(values.get("line")), ""))
        for _, key, values in rows
    }


def _parts_now(reading: Reading, ids: set[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    yield from _parts_of(_select(reading, "id, transfer, designation", "line", "id", ids))
    yield from _parts_of(_select(reading, "id, transfer, ''", "party", "id", ids))
    figures = tuple(_select(reading, "id, transfer, line", "figure", "id", ids))
    lines = {line for _, _, line in figures}
    named = _select(reading, "id, designation", "line", "id", lines)
    designations = {row[0]: row[1] for row in named}
    yield from _parts_of((id_, of, designations.get(line, "")) for id_, of, line in figures)


def _parts_of(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for id_, transfer, words in rows:
        yield id_, (transfer, words)


def _select(
    reading: Reading, columns: str, table: str, key: str, wanted: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    sql = f"SELECT {columns} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"
    yield from reading.rows(sql, (json.dumps(sorted(wanted)),))

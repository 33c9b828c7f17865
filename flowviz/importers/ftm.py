"""FollowTheMoney entities as JSON lines (OpenSanctions, OpenAleph, ftm): edges become records.

An edge is an entity of a schema with two ends (``ftm_schemata``): a Payment from payer to
beneficiary, an Ownership from owner to asset. Amounts are those of payments (stage delivered) and
contract awards (ordered); what else an edge says is its comment. ``sourceUrl`` and ``publisher``
become sources. All other entities are read for their names and what sort of actor they are, and
counted by schema. Identifiers are
no codes of actors: "de" or "276" among them would be taken for a country.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flowviz.actor import ActorKind
from flowviz.importers import celltext, number_text, twins
from flowviz.importers.encoding import TextFile
from flowviz.importers.entries import (
    EntryRow,
    FigureRow,
    Given,
    Header,
    SourceRow,
    entry_row,
    figure_row,
    original_of,
    source_key,
    source_row,
)
from flowviz.importers.findings import Findings
from flowviz.importers.ftm_schemata import EDGES, KINDS, ONE_ENDED, UNDIRECTED, Ends
from flowviz.importers.iso_dates import span_of
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.links import is_link
from flowviz.importers.material import Material, Probe
from flowviz.importers.unit_words import UNSTATED
from flowviz.terms import Stage

NAME = "ftm"

COLUMNS = ("id", "schema", "properties")
_BEGINS = re.compile(rb'\s*\{[^\n]*"schema"\s*:\s*"[A-Z]\w{1,40}"')
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_NAMES = ("name", "title", "label", "fileName", "registrationNumber")
_DATES = ("date", "startDate", "endDate")
_AMOUNTS = (("e", "amountEur", "EUR"), ("u", "amountUsd", "USD"))
_SOURCES = ("sourceUrl", "publisher", "publisherUrl")
_NOT_TOLD = frozenset((*_DATES, *_SOURCES, "namesMentioned", "indexText", "alephUrl", "proof"))
_LINES_BETWEEN_SIGNS = 2_000


def knows(probe: Probe) -> bool:
    """Tell whether a file begins with an entity on a line of its own."""
    return _BEGINS.match(probe.begin) is not None and b'"properties"' in probe.begin


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the edges among the entities of a file, in its order, each source before it is cited.

    Raises
    ------
    ImportFileError
        When the file is no text.
    """
    file = TextFile.of(material.data)
    yield Header(
        NAME,
        reporter=None,
        columns=COLUMNS,
        encoding=file.encoding,
        lines=2 * file.line_count,
    )
    ftm = _Ftm(file, findings)
    yield from ftm.names()
    yield from ftm.edges()


class _Entity(NamedTuple):
    """One line: an entity, its properties by name."""

    line: int
    id: str
    schema: str
    caption: str
    properties: dict[str, list[str]]

    def first(self, names: tuple[str, ...]) -> str:
        """Give the first value of the first property that has one."""
        values = (value for name in names for value in self.properties.get(name, ()))
        return next(filter(None, values), "")


@dataclass(slots=True)
class _Ftm:
    """A file gone through twice: for names, which may stand behind the edges, and for edges."""

    _file: TextFile
    _findings: Findings
    _names: dict[str, str] = field(default_factory=dict)
    _kinds: dict[str, ActorKind] = field(default_factory=dict)
    _sources: set[str] = field(default_factory=set)

    def names(self) -> Iterator[int]:
        """Learn what the ends of edges are called (ints: lines passed)."""
        labels: dict[str, twins.Labelled] = {}
        ends: set[str] = set()
        edges: Counter[str] = Counter()
        rest: Counter[str] = Counter()
        seen: set[str] = set()
        for line in self._file.lines():
            entity = _entity_of(line.number, line.text)
            if entity is None:
                if line.text.strip() or line.is_too_long:
                    self._findings.skipped(line.number, "the line is no entity", line.text)
            elif entity.id in seen:
                message = f"the entity {entity.id[:60]} is in the file already"
                self._findings.skipped(line.number, message, line.text)
            elif entity.schema in EDGES:
                seen.add(entity.id)
                edges[entity.schema] += 1
                ends.update(*_references(entity, EDGES[entity.schema]))
            else:
                seen.add(entity.id)
                rest[entity.schema] += 1
                label = entity.first(_NAMES) or entity.caption
                labels[entity.id] = twins.Labelled(entity.id, label, line.number)
                if entity.schema in KINDS:
                    self._kinds[entity.id] = KINDS[entity.schema]
            if line.number % _LINES_BETWEEN_SIGNS == 0:
                yield line.number
        told = (labels[id_] for id_ in labels if id_ in ends)
        self._names = dict(twins.named(told, self._findings))
        for schema in sorted(UNDIRECTED & edges.keys()):
            message = f"{_some(edges[schema])} without a direction; each is taken as written"
            self._findings.doubtful(0, message, schema)
        for schema, count in sorted(rest.items()):
            self._findings.skipped(0, _why_no_edge(schema, count), schema)

    def edges(self) -> Iterator[EntryRow | SourceRow | int]:
        """Give the entries of all edges, each once."""
        seen: set[str] = set()
        for line in self._file.lines():
            entity = _entity_of(line.number, line.text)
            if entity is not None and entity.schema in EDGES and entity.id not in seen:
                seen.add(entity.id)
                yield from self._edge(entity, EDGES[entity.schema])
            if line.number % _LINES_BETWEEN_SIGNS == 0:
                yield self._file.line_count + line.number

    def _edge(self, entity: _Entity, ends: Ends) -> Iterator[EntryRow | SourceRow]:
        begins, targets = _references(entity, ends)
        missing = [id_ for id_ in (*begins, *targets) if id_ not in self._names]
        if missing or not begins or not targets:
            which = (
                f"the file does not have {missing[0][:60]}" if missing else "it has one end only"
            )
            message = f"no record is made of this {entity.schema}: {which}"
            self._findings.skipped(entity.line, message, entity.id)
            return
        sources = {source["key"]: source for source in self._sources_of(entity)}
        for key in sources.keys() - self._sources:
            self._sources.add(key)
            yield sources[key]
        self._findings.rows += 1
        when = span_of(value for name in _DATES for value in entity.properties.get(name, ()))
        yield entry_row(
            entity.line,
            self._joint(begins, entity, ends.begin),
            self._joint(targets, entity, ends.end),
            list(self._figures(entity, ends.stage, when)),
            key=self._clean(entity.id, entity.line)[:NAME_CHARACTERS],
            year=int(when[:4]) if when else 0,
            designation=entity.schema,
            comment=self._comment(entity, ends),
            original=original_of([(entity.line, _cells(entity))]),
            sources=[(key, "") for key in sources],
            kinds=(self._kind(begins), self._kind(targets)),
        )

    def _kind(self, ids: list[str]) -> ActorKind | None:
        """Give what sort of actor an end is, None where the schema of one does not say it."""
        kinds = {self._kinds.get(id_) for id_ in ids}
        return kinds.pop() if len(kinds) == 1 else None

    def _joint(self, ids: list[str], entity: _Entity, column: str) -> str:
        """Give the name of an end; several stay together, for no amount is ever split."""
        names = [self._names[id_] for id_ in ids]
        if len(names) > 1:
            message = "the edge has several; they are taken as one actor together"
            self._findings.doubtful(entity.line, message, "; ".join(names), column)
        return " and ".join(names)[:NAME_CHARACTERS]

    def _figures(self, entity: _Entity, stage: Stage | None, when: str) -> Iterator[FigureRow]:
        if stage is None:
            return
        units: set[str] = set()
        currency = entity.first(("currency",)).upper()
        own = currency if _CURRENCY.fullmatch(currency) else UNSTATED
        for suffix, name, unit in (*_AMOUNTS, ("a", "amount", own)):
            values = list(filter(None, entity.properties.get(name, ())))
            if values and unit not in units:
                units.add(unit)
                yield figure_row(suffix, stage, unit, self._amount(values, entity, name), when)

    def _amount(self, values: list[str], entity: _Entity, name: str) -> str:
        stood = self._clean("; ".join(values), entity.line)
        number = number_text.plain_number(stood, ".") if len(values) == 1 else None
        if number is None:
            why = "it is no plain number" if len(values) == 1 else "there are several"
            message = f"{why}; the amount is taken as unknown"
            self._findings.doubtful(entity.line, message, stood, name)
            return f"={stood}"
        return number if number == stood else f"{number}={stood}"

    def _comment(self, entity: _Entity, ends: Ends) -> str:
        """Give what the edge says beyond its ends, dates, sources and figures."""
        figured = ("amountEur", "amountUsd", "amount", "currency") if ends.stage else ()
        left_out = {*_NOT_TOLD, ends.begin, ends.end, *figured}
        told = (
            f"{name}: {', '.join(values)}"
            for name, values in entity.properties.items()
            if name not in left_out and any(values)
        )
        return self._clean("; ".join(told), entity.line)

    def _sources_of(self, entity: _Entity) -> Iterator[SourceRow]:
        """Give the document that an edge names: by its address, else by its publisher."""
        publisher = self._clean(entity.first(("publisher",)), entity.line)
        for url in entity.properties.get("sourceUrl", ()) or [entity.first(("publisherUrl",))]:
            address = self._clean(url, entity.line)
            title = publisher or address
            if title:
                key = address or title
                yield source_row(
                    source_key(key),
                    title[:NAME_CHARACTERS],
                    publisher=publisher[:NAME_CHARACTERS],
                    url=address if is_link(address) else "",
                    note="" if not address or is_link(address) else address,
                )

    def _clean(self, text: str, line: int) -> str:
        return self._findings.cleaned(text, line)


def _entity_of(line: int, text: str) -> _Entity | None:
    """Give the entity on a line, None for anything else."""
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    id_, schema, properties = (told.get(name) for name in ("id", "schema", "properties"))
    if not (isinstance(id_, str) and isinstance(schema, str) and isinstance(properties, dict)):
        return None
    if not id_ or not schema or len(schema) > NAME_CHARACTERS:
        return None
    caption = told.get("caption")
    given = {name: _texts(values) for name, values in properties.items()}
    return _Entity(line, id_, schema, caption if isinstance(caption, str) else "", given)


def _texts(values: Any) -> list[str]:
    """Give the values of a property, which is a list of texts; single ones are older files'."""
    told = values if isinstance(values, list) else [values]
    return [value for value in told if isinstance(value, str)]


def _references(entity: _Entity, ends: Ends) -> tuple[list[str], list[str]]:
    return entity.properties.get(ends.begin, []), entity.properties.get(ends.end, [])


def _cells(entity: _Entity) -> tuple[str, str, str]:
    return entity.id, entity.schema, json.dumps(entity.properties, ensure_ascii=False)


def _why_no_edge(schema: str, count: int) -> str:
    why = "says something of one entity alone" if schema in ONE_ENDED else "is no edge"
    name = celltext.clean(schema)[0]
    return f"{_some(count)} of the schema {name}, which {why}: read for names only"


def _some(count: int) -> str:
    return "1 entity" if count == 1 else f"{count:,} entities"

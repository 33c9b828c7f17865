"""Which references of a library are new to a dossier, and what they add to sources that it has.

A reference is a source that stands already, in this order: the same entry of the same library read
before; the same DOI; the same ISBN and title; the same URL; the same citation key and title. A
source is found once: two references of one library stay two.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from flowviz.importers.findings import Findings
from flowviz.importers.identity import reference_id
from flowviz.importers.source_reading import Reference
from flowviz.names import name_key
from flowviz.records import Source
from flowviz.references.csl import Item, canonical, item_in
from flowviz.references.mapping import BEYOND, FIELDS, source_of, variable_of

_EMPTY = Source("", "")
_FILLED = tuple(dict.fromkeys((*(each.name for each in FIELDS), *BEYOND)))
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.I)
_NO_DIGIT = re.compile(r"[^0-9X]", re.I)


@dataclass(slots=True)
class SourcePlan:
    """Sources to add, sources with empty fields to fill, and how many stay as they are."""

    findings: Findings
    added: list[Source] = field(default_factory=list)
    filled: list[Source] = field(default_factory=list)
    unchanged: int = 0
    forgotten: int = 0


def plan_of(
    references: Iterable[Reference],
    library: str,
    known: Mapping[str, Source],
    forgotten: frozenset[str] | set[str],
    findings: Findings,
) -> SourcePlan:
    """Work out what a library changes; ``library`` is the name of its file."""
    plan = SourcePlan(findings)
    wanted = list(_identified(references, library))
    pairs = _paired(wanted, known)
    for at, (line, source) in enumerate(wanted):
        before = known.get(pairs.get(at, ""))
        if before is not None:
            _fill(plan, before, source, line)
        elif source.id in forgotten:
            plan.forgotten += 1
        else:
            plan.added.append(source)
            if not source.title:
                key = str(item_in(source.reference).get("id", ""))
                findings.doubtful(line, "the reference has no title", key)
    if plan.forgotten:
        count = plan.forgotten
        what = "a reference that was" if count == 1 else f"{count:,} references that were"
        findings.skipped(0, f"the file has {what} forgotten in this dossier, and left out", "")
    return plan


def _identified(references: Iterable[Reference], library: str) -> Iterator[tuple[int, Source]]:
    """Give the source of each reference, by the name of the library and its key in there."""
    name = PurePath(library).stem.casefold()
    times: dict[str, int] = defaultdict(int)
    for line, item in references:
        key = str(item["id"]) if item.get("id") not in (None, "") else _digest(item)
        times[key] += 1
        ordinal = "" if times[key] == 1 else f"\n{times[key]}"
        yield line, source_of(item, reference_id(name, key + ordinal))


def _digest(item: Item) -> str:
    return hashlib.sha256(canonical(item).encode("utf-8")).hexdigest()


def _paired(wanted: list[tuple[int, Source]], known: Mapping[str, Source]) -> dict[int, str]:
    """Give the identifier of the source that a reference is, by the reference's place."""
    pairs: dict[int, str] = {}
    free = dict(known)
    for keys, wanted_keys in _WAYS:
        places: dict[str, list[str]] = defaultdict(list)
        for source in free.values():
            for key in keys(source):
                places[key].append(source.id)
        for at, (_line, source) in enumerate(wanted):
            if at in pairs:
                continue
            found = (each for key in wanted_keys(source) for each in places.get(key, ()))
            id_ = next((each for each in found if each in free), None)
            if id_ is not None:
                pairs[at] = id_
                del free[id_]
    return pairs


def _id(source: Source) -> Iterator[str]:
    yield source.id


def _told_id(source: Source) -> Iterator[str]:
    """The key of a reference: a list that flowviz wrote names its sources by their identifiers."""
    told = item_in(source.reference).get("id")
    if isinstance(told, str):
        yield told


def _by_doi(source: Source) -> Iterator[str]:
    for told in (item_in(source.reference).get("DOI"), source.url):
        match = _DOI.search(told) if isinstance(told, str) else None
        if match:
            yield match[0].lower()


def _by_isbn(source: Source) -> Iterator[str]:
    told = item_in(source.reference).get("ISBN")
    if isinstance(told, str) and source.title:
        for number in told.split():
            digits = _NO_DIGIT.sub("", number).upper()
            if len(digits) in (10, 13):
                yield f"{digits} {name_key(source.title)}"


def _by_url(source: Source) -> Iterator[str]:
    try:
        parts = urlsplit(source.url)
    except ValueError:
        return
    if parts.scheme in ("http", "https") and parts.netloc:
        host = parts.netloc.lower().removeprefix("www.")
        yield f"{host}{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"


def _by_key(source: Source) -> Iterator[str]:
    told = item_in(source.reference).get("id")
    if told is not None and source.title:
        yield f"{told}\n{name_key(source.title)}"


_WAYS = (
    (_id, _id),
    (_id, _told_id),
    (_by_doi, _by_doi),
    (_by_isbn, _by_isbn),
    (_by_url, _by_url),
    (_by_key, _by_key),
)
"""What tells that two are one document, the surest first: of the known source, of the reference."""


def _fill(plan: SourcePlan, before: Source, incoming: Source, line: int) -> None:
    """Give a source what it does not know yet; where both know something else, its own stays."""
    given: dict[str, Any] = {}
    for name in _FILLED:
        mine, theirs = getattr(before, name), getattr(incoming, name)
        if theirs == getattr(_EMPTY, name) or theirs == mine:
            continue
        if mine == getattr(_EMPTY, name):
            given[name] = theirs
        else:
            told = getattr(theirs, "text", theirs)
            words = f"the {_word(name)} here is another and stays; the file has a value of its own"
            plan.findings.doubtful(line, words, str(told), _word(name))
    after = replace(before, **given)
    after = replace(after, reference=_merged(after, incoming, plan.findings, line))
    if after == before:
        plan.unchanged += 1
    else:
        plan.filled.append(after)


def _merged(after: Source, incoming: Source, findings: Findings, line: int) -> str:
    """Give the variables of both; of one that belongs to a field only what says the same."""
    mine, theirs = item_in(after.reference), item_in(incoming.reference)
    other_fields = {
        variable_of(each, theirs.get("type", "")): each.name
        for each in FIELDS
        if getattr(after, each.name) != getattr(incoming, each.name)
    }
    for name, value in theirs.items():
        is_own = name == "id" and value == after.id
        if is_own or name in other_fields or mine.get(name) == value:
            continue
        if name not in mine:
            mine[name] = value
        elif name != "id":
            words = f"{name} here is another and stays; the file has a value of its own"
            findings.doubtful(line, words, str(value), name)
    return canonical(mine)


def _word(name: str) -> str:
    return {"published": "date", "accessed": "day of access"}.get(name, name.replace("_", " "))

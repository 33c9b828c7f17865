"""Citations to look at again: what they are cited for was changed by hand.

A source said "240 pieces"; now the record says 250. Whether the source says that too, somebody has
to look. The citation holds meanwhile, and its reason says what it was cited for before.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flowviz.editing.amount_texts import short
from flowviz.editing.cited_fields import Cited, Part, parts_of
from flowviz.editing.history_values import field_word
from flowviz.records import Citation
from flowviz.terms import CitationStatus, Subject

_WITHOUT_WEIGHT = frozenset({"comment"})
"""What is changed of a record without touching what it says as a whole."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A field of a part that says something else: what it is called, what it said and says."""

    part: Part
    field: str
    was: str
    is_now: str


def rechecks(
    changed: Iterable[tuple[Cited, Cited]],
    citations: Iterable[Citation],
    name_of: Callable[[str], str],
) -> tuple[Citation, ...]:
    """The citations that become "to be checked", or live again, as records change by hand.

    ``changed`` are records before and after, ``citations`` those of them and their parts, and
    ``name_of`` gives the name of an actor of a code. A citation for a field is to be checked when
    that field says something else; one for a part or a record as a whole when anything does that
    it holds, comments apart. What only reads differently (another spelling of the same date, "?"
    for "unknown") is no change, and existence is what people make of the sources: no source says
    it. A field that is put back is not to be checked any longer. Withdrawn citations stay so.
    """
    by_subject: dict[tuple[Subject, str], list[_Change]] = defaultdict(list)
    for before, after in changed:
        for change in _changes(before, after, name_of):
            for place in ((change.part.subject, change.part.id), *change.part.within):
                by_subject[place].append(change)
    if not by_subject:
        return ()
    made = (
        (citation, _checked(citation, by_subject[citation.subject, citation.subject_id]))
        for citation in citations
        if (citation.subject, citation.subject_id) in by_subject
    )
    return tuple(now for citation, now in made if now != citation)


def _changes(before: Cited, after: Cited, name_of: Callable[[str], str]) -> Iterator[_Change]:
    old = {(part.subject, part.id): part for part in parts_of(before, name_of)}
    for part in parts_of(after, name_of):
        was = old.get((part.subject, part.id))
        for field, said in part.said.items() if was is not None else ():
            assert was is not None
            if was.said[field].value != said.value:
                yield _Change(was, field, was.said[field].words, said.words)


def _checked(citation: Citation, changes: Iterable[_Change]) -> Citation:
    """The citation after some changes of its subject and what that holds."""
    if citation.status is CitationStatus.WITHDRAWN:
        return citation
    is_to_check = citation.status is CitationStatus.TO_CHECK
    reasons = citation.status_reason.split("\n") if is_to_check and citation.status_reason else []
    said = len(reasons)
    for change in changes:
        is_own = change.part.subject is citation.subject and change.part.id == citation.subject_id
        if citation.field:
            concerns = is_own and change.field == citation.field
        else:
            concerns = change.field not in _WITHOUT_WEIGHT
        if not concerns:
            continue
        head = _head(change, is_own=is_own)
        known = next((reason for reason in reasons if reason.startswith(f"{head} was ")), "")
        if known == _reason(head, change.is_now):
            reasons.remove(known)
        elif not known:
            reasons.append(_reason(head, change.was))
    if reasons:
        status = CitationStatus.TO_CHECK
    else:
        status = CitationStatus.LIVE if said else citation.status
    return dataclasses.replace(citation, status=status, status_reason="\n".join(reasons))


def _head(change: _Change, *, is_own: bool) -> str:
    """Which field it is, with the part that it is of where the citation is for more."""
    noun = field_word(change.part.subject.value, change.field)
    return noun if is_own or not change.part.name else f"{short(change.part.name)}: {noun}"


def _reason(head: str, words: str) -> str:
    return f"{head} was {' '.join(words.split()) or 'not stated'}"

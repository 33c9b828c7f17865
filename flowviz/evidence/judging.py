"""A record judged by what is cited for it: its existence, why, and what backs it."""

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flowviz.evidence.existence import best_existence, existence_of
from flowviz.evidence.falling import holds
from flowviz.evidence.grades import GradeClass, grade_class
from flowviz.evidence.origins import OriginGroup, corroboration, of_established_origin, origins
from flowviz.records import Citation, Source, Transfer
from flowviz.terms import Existence, Stance, Subject

_OF_RECORDS = (Subject.TRANSFER, Subject.LINE, Subject.FIGURE, Subject.PARTY)
"""What a citation speaks of a record for; its notes, links and groups are not the record."""

_GOOD = (
    "a source that is at least usually reliable (A or B), in a statement that is at least "
    "probably true (1 or 2)"
)
_TO_CONFIRM = f". To confirm it, a second origin is needed, or {_GOOD}"


class Backing(enum.StrEnum):
    """Whether anything stands behind a record.

    ``UNSUPPORTED`` was cited in support, and nothing of that holds any longer; ``NO_SOURCE`` never
    was.
    """

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NO_SOURCE = "no source"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of a record.

    ``reason`` says why it has its existence, as words behind a colon. ``origins`` are those of all
    that holds in its support, the source of its data set included, and ``grade`` is the best grade
    of that (None where nothing holds). ``is_by_hand`` is whether a person states the existence,
    with a reason.
    """

    existence: Existence
    reason: str
    backing: Backing
    origins: tuple[OriginGroup, ...]
    grade: GradeClass | None
    is_by_hand: bool


def judge(
    transfer: Transfer,
    citations: Iterable[Citation],
    sources: Mapping[str, Source],
    fallen: Collection[str],
    data_set_source: str = "",
) -> Judgement:
    """Judge a record by the citations of it and its parts.

    Parameters
    ----------
    citations
        Those of the transfer, its lines, figures and parties; ones of its notes, links and groups
        are passed over.
    sources, fallen
        All sources they name with what these derive from, by identifier; which have fallen.
    data_set_source
        The source of the data set it came with, "" for none: it supports every record of it.
    """
    cited = [each for each in citations if is_support(each)]
    if data_set_source in sources:
        cited.append(Citation("", data_set_source, Subject.TRANSFER, transfer.id))
    held: dict[str, GradeClass] = {}
    for citation in cited:
        if holds(citation, fallen):
            worth = grade_class(citation, sources[citation.source])
            held[citation.source] = min(worth, held.get(citation.source, worth))
    backing = Backing.SUPPORTED if held else Backing.UNSUPPORTED if cited else Backing.NO_SOURCE
    groups = origins(held, sources, fallen)
    by_rule = _by_rule(held, backing, groups, sources, fallen)
    is_by_hand = transfer.existence is not None and bool(transfer.existence_reason.strip())
    existence, reason = _stated(transfer, backing, by_rule, data_set_source in fallen)
    best = min(held.values(), default=None)
    return Judgement(existence, reason, backing, groups, best, is_by_hand)


def is_support(citation: Citation) -> bool:
    """Whether a citation supports a record or any part of it; one that mentions it does not."""
    return citation.stance is Stance.SUPPORTS and citation.subject in _OF_RECORDS


def _by_rule(
    held: Mapping[str, GradeClass],
    backing: Backing,
    groups: tuple[OriginGroup, ...],
    sources: Mapping[str, Source],
    fallen: Collection[str],
) -> tuple[Existence, str]:
    """What the table gives for the sources that hold, each with its best grade."""
    if backing is Backing.NO_SOURCE:
        return Existence.TENTATIVE, "no source supports it"
    if backing is Backing.UNSUPPORTED:
        return Existence.TENTATIVE, "all that supported it was withdrawn or retracted"
    plain = [source for source, worth in held.items() if worth is not GradeClass.DOUBTFUL]
    if len(plain) < len(held):
        groups = origins(plain, sources, fallen)
    established = corroboration(groups)
    good = [source for source, worth in held.items() if worth is GradeClass.GOOD]
    has_good = bool(of_established_origin(good, sources, fallen))
    return (
        existence_of(established, has_good, bool(plain)),
        _words(established, has_good, bool(plain)),
    )


def _beside(stated: Existence, by_rule: tuple[Existence, str]) -> str:
    """What the rule would say otherwise than a person."""
    existence, reason = by_rule
    if existence is stated:
        return ""
    return f". By the rule it would be {existence}: {reason.removesuffix(_TO_CONFIRM)}"


def _words(established: int, has_good: bool, is_any_plain: bool) -> str:
    """Why the table gives what it gives."""
    if established >= 2:
        return f"{established} independent origins support it"
    if established and has_good:
        return f"all support goes back to one origin, but with {_GOOD}"
    if established:
        return f"all support goes back to one origin{_TO_CONFIRM}"
    if is_any_plain:
        return "sources support it, but where they have it from is not established"
    return "all that supports it is doubtful (a source graded D or E, or a statement 4 or 5)"


def _stated(
    transfer: Transfer, backing: Backing, by_rule: tuple[Existence, str], is_set_fallen: bool
) -> tuple[Existence, str]:
    """What the record states, as far as that goes before the rule."""
    stated, why = transfer.existence, transfer.existence_reason.strip().removesuffix(".")
    if stated is None:
        return by_rule
    if why:
        return stated, f"decided by hand: {why}{_beside(stated, by_rule)}"
    if transfer.data_set:
        if is_set_fallen or best_existence((stated, by_rule[0])) is not stated:
            return by_rule
        return stated, "its data set states it so"
    if backing is Backing.UNSUPPORTED:
        return by_rule
    return stated, "the record states it so, without a reason"

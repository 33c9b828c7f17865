"""What to do next: sentences with a number and where to go, the most damaging first."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flowviz.flows.words import count_words
from flowviz.overview.establishing import ToEstablish
from flowviz.overview.proposals import Proposals
from flowviz.overview.standing import DISPUTED, REASONLESS, Standing
from flowviz.terms import Mark, Proposal

_NAMED = 5
"""Sources whose origin is asked for by name."""


class Goal(enum.StrEnum):
    """Where a step leads."""

    FILTER = "filter"
    SOURCE = "source"
    PROPOSALS = "proposals"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    ``count`` is how many it is about. ``goal`` says what ``target`` is: what the picture is
    filtered by (a mark, ``DISPUTED`` or ``REASONLESS``), a source, or a kind of proposal.
    """

    words: str
    count: int
    goal: Goal
    target: str


def steps(
    found: Standing, establish: Sequence[ToEstablish], proposed: Proposals
) -> tuple[Step, ...]:
    """What to do next, in the order of docs/rules.md; nothing where there is nothing to do."""
    return tuple(_steps(found, establish, proposed))


def _steps(
    found: Standing, establish: Sequence[ToEstablish], proposed: Proposals
) -> Iterator[Step]:
    yield from _marked(
        found,
        Mark.UNSUPPORTED,
        "Find another source for {flows}: nothing that supported their records holds any longer",
    )
    yield from _marked(found, Mark.NO_SOURCE, "Cite a source for {flows} with records without one")
    if found.unanswered:
        flows = count_words(found.unanswered, "disputed flow")
        its = "its" if found.unanswered == 1 else "their"
        yield Step(
            f"Answer what is said against {flows}: decide on {its} existence, with a reason",
            found.unanswered,
            Goal.FILTER,
            DISPUTED,
        )
    yield from _marked(
        found, Mark.CONFLICTING, "Look into {flows} whose records or sources tell otherwise"
    )
    yield from _proposed(
        proposed,
        Proposal.SAME_GOODS,
        "See whether the same goods are counted twice: {count}",
    )
    yield from _marked(
        found,
        Mark.TO_CHECK,
        "Check the citations of {flows}: what they are cited for was changed since",
    )
    yield from _proposed(
        proposed, Proposal.DERIVED, "See which sources have it from one another: {count}"
    )
    for each in establish[:_NAMED]:
        rest = "rests" if each.flows == 1 else "rest"
        yield Step(
            f"Establish the origin of \N{LEFT DOUBLE QUOTATION MARK}{each.title}"
            f"\N{RIGHT DOUBLE QUOTATION MARK}: {count_words(each.flows, 'flow')} {rest} on it",
            each.flows,
            Goal.SOURCE,
            each.source,
        )
    yield from _marked(
        found,
        Mark.ONE_ORIGIN,
        "Find a second origin for {flows}: all that supports their records goes back to one",
    )
    yield from _proposed(
        proposed,
        Proposal.FULFILS,
        "See which deliveries were made under a licence or order: {count}",
    )
    yield from _marked(found, Mark.UNGRADED, "Grade the sources and what they say of {flows}")
    yield from _marked(
        found, REASONLESS, "Say why {flows} exist as stated, or leave their existence to the rule"
    )
    yield from _marked(
        found, Mark.NOT_ARCHIVED, "Archive the pages that {flows} rest on, before they are gone"
    )


def _marked(found: Standing, what: str, words: str) -> Iterator[Step]:
    count = found.count(what).flows
    if count:
        yield Step(words.format(flows=count_words(count, "flow")), count, Goal.FILTER, what)


def _proposed(proposed: Proposals, kind: Proposal, words: str) -> Iterator[Step]:
    count = len(proposed.of_kind(kind))
    if count:
        told = count_words(count, "proposal")
        yield Step(words.format(count=told), count, Goal.PROPOSALS, kind)

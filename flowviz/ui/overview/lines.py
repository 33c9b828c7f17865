"""The lines of the overview as values: what each says and where a click on it leads."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.flows.words import count_words
from flowviz.overview.overview import Overview
from flowviz.overview.proposed import Derived, Fulfils, Proposed
from flowviz.overview.standing import DISPUTED, NAMES, Count
from flowviz.overview.steps import Goal, Step
from flowviz.terms import Mark, Proposal

_PROPOSED_MOST = 100
"""Proposals of a kind that are listed; how many more there are is said."""
SOURCES = "sources"
"""The target of a line that leads to the library."""


class LineKind(enum.Enum):
    """How a line is drawn and whether it leads anywhere."""

    HEADING = enum.auto()
    STEP = enum.auto()
    COUNT = enum.auto()
    PROPOSAL = enum.auto()
    REMARK = enum.auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a title, a number at its right, more words below it, and where it leads.

    ``goal`` and ``target`` are as in ``Step``; ``is_alarm`` marks what does most harm.
    """

    kind: LineKind
    title: str
    side: str = ""
    more: str = ""
    goal: Goal | None = None
    target: str = ""
    proposed: Proposed | None = None
    is_alarm: bool = False

    @property
    def leads(self) -> bool:
        """Whether a click on it does anything."""
        return self.goal is not None or self.proposed is not None

    @property
    def key(self) -> tuple[LineKind, str]:
        """What it is known by when the same lines are made anew."""
        return self.kind, self.proposed.key if self.proposed else self.target or self.title

    def spoken(self) -> str:
        """Everything it says, for a screen reader."""
        return ". ".join(words for words in (self.title, self.side, self.more) if words)


_ALARMING = (Mark.UNSUPPORTED, Mark.NO_SOURCE, DISPUTED, Mark.CONFLICTING, Mark.RETRACTED)


def lines(found: Overview) -> tuple[Line, ...]:
    """The lines of an overview: what to do next, what is proposed, how it stands."""
    return (*_steps(found), *_proposals(found), *_standing(found))


def refusal_words(proposed: Proposed) -> str:
    """What turning a proposal down is called."""
    if isinstance(proposed, Derived):
        return "Not Derived"
    return "Not Under It" if isinstance(proposed, Fulfils) else "Not the Same"


def _steps(found: Overview) -> Iterator[Line]:
    yield Line(LineKind.HEADING, "What to do next")
    for step in found.steps:
        yield _step_line(step)
    if found.steps:
        return
    if not found.standing.flows:
        yield Line(LineKind.REMARK, "There are no flows yet. What is missing is listed here.")
        return
    yield Line(
        LineKind.REMARK,
        "Every flow has a source that holds, none is disputed or in conflict, and nothing is left "
        "to be checked, graded, archived or decided.",
    )


def _step_line(step: Step) -> Line:
    return Line(
        LineKind.STEP,
        step.words,
        goal=step.goal,
        target=step.target,
        is_alarm=step.target in _ALARMING,
    )


def _proposals(found: Overview) -> Iterator[Line]:
    proposed = found.proposals.found
    if not proposed and not found.proposals.cut:
        return
    yield Line(LineKind.HEADING, "Proposals", side=f"{len(proposed):,}" if proposed else "")
    for kind in (Proposal.SAME_GOODS, Proposal.DERIVED, Proposal.FULFILS):
        own = found.proposals.of_kind(kind)
        for each in own[:_PROPOSED_MOST]:
            yield Line(LineKind.PROPOSAL, each.title, more=each.reason, proposed=each)
        if len(own) > _PROPOSED_MOST:
            more = count_words(len(own) - _PROPOSED_MOST, "more proposal")
            yield Line(LineKind.REMARK, f"{more} of this kind, listed once these are decided.")
    cut = found.proposals.cut
    for words in cut[:_PROPOSED_MOST]:
        yield Line(LineKind.REMARK, words)
    if len(cut) > _PROPOSED_MOST:
        more = count_words(len(cut) - _PROPOSED_MOST, "item")
        yield Line(LineKind.REMARK, f"So it is with {more} more.")


def _standing(found: Overview) -> Iterator[Line]:
    standing = found.standing
    yield Line(
        LineKind.HEADING,
        "How it stands",
        side=count_words(standing.flows, "flow"),
        more="All records that count, whatever is filtered: every stage, unit and year.",
    )
    for count in standing.counts:
        yield _count_line(count)
    sources = found.sources
    unarchived = f"{sources.unarchived:,} of {sources.count:,}" if sources.unarchived else "none"
    yield Line(
        LineKind.COUNT,
        "Sources on the web without an archived copy",
        side=unarchived,
        goal=Goal.SOURCE if sources.unarchived else None,
        target=SOURCES,
    )
    groups = f"{found.groups:,}" if found.groups else "none"
    yield Line(LineKind.COUNT, "Groups of accounts of the same goods", side=groups)


def _count_line(count: Count) -> Line:
    title, why = NAMES[count.what]
    if not count.flows:
        return Line(LineKind.COUNT, title, side="none", target=count.what)
    more = [why]
    if count.mark is not None and count.wholly != count.flows:
        more.append(f"{count.wholly:,} of them wholly")
    more.append(count_words(count.records, "record"))
    return Line(
        LineKind.COUNT,
        title,
        side=count_words(count.flows, "flow"),
        more=", ".join(more),
        goal=Goal.FILTER,
        target=count.what,
        is_alarm=count.what in _ALARMING,
    )


def proposal_line(found: tuple[Line, ...], kind: str) -> int | None:
    """The place of the first proposal of a kind, None where none is listed."""
    wanted = Proposal(kind)
    for at, line in enumerate(found):
        if line.proposed is not None and line.proposed.kind is wanted:
            return at
    return None

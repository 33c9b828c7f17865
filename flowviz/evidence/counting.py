"""Which account of the same goods counts: one of a group at a stage, by hand or rule, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flowviz.evidence.grades import GradeClass
from flowviz.evidence.judging import Judgement
from flowviz.evidence.origins import corroboration
from flowviz.evidence.stages import stages_of
from flowviz.records import Group, Transfer
from flowviz.terms import CountedBy, Reporter, Stage

_REPORTERS = (Reporter.EXPORTER, Reporter.THIRD_PARTY, Reporter.IMPORTER, None)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the rule asks of an account: it is as good as the weakest of its records.

    ``origins`` are the established origins of the record that has fewest, ``grade`` the worst of
    the best grades of its records (None where one has nothing that holds), ``reporter`` the one
    that goes last by the rule, ``records`` how many there are, ``stages`` those of any of them.
    """

    origins: int
    grade: GradeClass | None
    reporter: Reporter | None
    records: int
    stages: frozenset[Stage] = frozenset()


class Counted(NamedTuple):
    """The account of a group that counts, by its place in the group, and why in words."""

    account: int
    reason: str


def telling(records: Iterable[tuple[Transfer, Judgement]]) -> Telling:
    """What the rule asks of an account that has these records."""
    told = list(records)
    if not told:
        return Telling(0, None, None, 0)
    grades = [judgement.grade for _, judgement in told]
    return Telling(
        min(corroboration(judgement.origins) for _, judgement in told),
        None if None in grades else max(grade for grade in grades if grade is not None),
        max((transfer.reporter for transfer, _ in told), key=_REPORTERS.index),
        len(told),
        frozenset().union(*(stages_of(transfer) for transfer, _ in told)),
    )


def counted(group: Group, tellings: Sequence[Telling], stage: Stage | None = None) -> Counted:
    """Which account of a group counts, and why.

    It counts at every stage at which it tells anything. At a stage of which it is silent the best
    of the others by the rule counts: stages are never added, so nothing is counted twice.

    Parameters
    ----------
    tellings
        Those of the accounts of the group, in their order.
    stage
        The stage that is asked about, None for the group as a whole.
    """
    chosen = _chosen(group, tellings)
    speaking = [at for at, each in enumerate(tellings) if stage in each.stages]
    if chosen.account in speaking or not speaking:
        return chosen
    if len(speaking) == 1:
        return Counted(speaking[0], f"it alone tells what was {stage}")
    account, reason = _best(tellings, speaking)
    return Counted(account, f"of those that tell what was {stage}, {reason}")


def _chosen(group: Group, tellings: Sequence[Telling]) -> Counted:
    """The account that a person chose, else the best of all."""
    if group.counted_by is CountedBy.HAND:
        marked = next((at for at, each in enumerate(group.accounts) if each.is_counted), 0)
        return Counted(marked, "chosen by hand")
    return _best(tellings, range(len(tellings)))


def _best(tellings: Sequence[Telling], among: Iterable[int]) -> Counted:
    """The best of some accounts by the rule."""
    left = list(among)
    for rank, words in _RULES:
        best = min(rank(tellings[at]) for at in left)
        better = [at for at in left if rank(tellings[at]) == best]
        if len(better) == 1:
            return Counted(better[0], words(tellings[better[0]]))
        left = better
    return Counted(left[0], "nothing tells the accounts apart, so the first one counts")


def _origin_words(best: Telling) -> str:
    origins = "origin" if best.origins == 1 else "origins"
    return f"it rests on the most established origins ({best.origins} {origins})"


def _grade_words(best: Telling) -> str:
    return "its grades are the best"


def _reporter_words(best: Telling) -> str:
    return f"it is reported by the {best.reporter}"


def _records_words(best: Telling) -> str:
    return f"it tells the goods in the most records ({best.records})"


_RULES: tuple[tuple[Callable[[Telling], int], Callable[[Telling], str]], ...] = (
    (lambda each: -each.origins, _origin_words),
    (lambda each: len(GradeClass) if each.grade is None else each.grade, _grade_words),
    (lambda each: _REPORTERS.index(each.reporter), _reporter_words),
    (lambda each: -each.records, _records_words),
)

"""How sure it is that a movement took place: the table, and what a flow takes from its records."""

from collections.abc import Iterable, Sequence

from flowviz.records import Verdict
from flowviz.terms import Existence

EXISTENCES = tuple(Existence)
"""From the surest to the least sure; ``Flows.existence`` counts in this order."""


def existence_of(established: int, has_good: bool, is_any_plain: bool) -> Existence:
    """The existence of a record by what holds in its support.

    Parameters
    ----------
    established
        How many established origins stand behind the citations that are not doubtful.
    has_good
        Whether one of good grade is of a source whose origin is established.
    is_any_plain
        Whether one is not doubtful at all.
    """
    if established >= 2 or (established == 1 and has_good):
        return Existence.CONFIRMED
    return Existence.UNCONFIRMED if is_any_plain else Existence.TENTATIVE


def best_existence(existences: Iterable[Existence]) -> Existence:
    """The surest of some existences.

    Raises
    ------
    ValueError
        There is none.
    """
    return min(existences, key=EXISTENCES.index)


def existence_of_flow(
    existences: Sequence[Existence], verdict: Verdict | None = None
) -> tuple[Existence, str]:
    """The existence of a flow and why, in words: a person's verdict, else its surest record's.

    ``existences`` are those of the records that count.

    Raises
    ------
    ValueError
        Without any record there is no flow.
    """
    best = best_existence(existences)
    words = _records_words(existences, best)
    if verdict is None:
        return best, words
    reason = verdict.reason.strip().removesuffix(".") or "no reason is given"
    beside = "" if verdict.existence is best else f". By its records it would be {best}: {words}"
    return verdict.existence, f"decided by hand: {reason}{beside}"


def _records_words(existences: Sequence[Existence], best: Existence) -> str:
    count = sum(existence is best for existence in existences)
    if len(existences) == 1:
        return f"its one record is {best}"
    if count == len(existences):
        return f"all {count} records are {best}"
    verb = "is" if count == 1 else "are"
    return f"{count} of {len(existences)} records {verb} {best}"

"""The base: the last state that two dossiers have in common, found in their histories."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flowviz.dossier import log
from flowviz.dossier.aside import Aside
from flowviz.dossier.log import LogRow
from flowviz.dossier.reading import Reading
from flowviz.errors import UndoError


@dataclass(frozen=True, slots=True)
class Base:
    """A row of history that both have seen.

    It is in the history of ``of_a`` (else of the other one); ``is_cited`` where it is not in both,
    but the one cites it in the row of an earlier merge.
    """

    row: LogRow
    of_a: bool
    is_cited: bool = False


@contextmanager
def laid_open(a: Reading, b: Reading) -> Iterator[tuple[Base | None, Reading | None, str]]:
    """The base with the content of then, and why there is none, "" where there is one.

    Without a base nobody can tell who changed what: the comparison has two ways, not three.
    """
    base = base_of(a, b)
    if base is None:
        yield None, None, "The two histories have no entry in common."
        return
    holder = a if base.of_a else b
    if holder.head == (base.row.seq, base.row.hash):
        yield base, holder, ""
        return
    try:
        then = Aside.as_of(holder, base.row.seq)
    except UndoError as error:
        yield None, None, f"What both had in common can no longer be laid open: {error}"
        return
    with then:
        yield base, then, ""


def base_of(a: Reading, b: Reading) -> Base | None:
    """The last row that both histories have seen, None for none.

    That is the last equal row; or, where one of them merged the other later, the row which that
    merge cites, for until then it knew all that the other one held.
    """
    mine, theirs = a.history(), b.history()
    common = 0
    for one, another in zip(mine, theirs, strict=False):
        if one.hash != another.hash:
            break
        common = one.seq
    cited = [
        Base(row, of_a, is_cited=True)
        for holder, merger, of_a in ((theirs, mine, False), (mine, theirs, True))
        for row in _cited(holder, merger)
        if row.seq > common
    ]
    if cited:
        return max(cited, key=lambda base: base.row.at)
    return Base(mine[common - 1], of_a=True) if common else None


def _cited(holder: tuple[LogRow, ...], merger: tuple[LogRow, ...]) -> Iterator[LogRow]:
    """The rows of one history that merges in the other one cite, as far as these still stand."""
    by_hash = {row.hash: row for row in holder}
    standing = set(log.standing(merger).done)
    for row in merger:
        if row.cites in by_hash and row.seq in standing and row.kind == log.EDIT:
            yield by_hash[row.cites]

"""New entries to rows: here for a few, in a process of its own for many (``flowviz --rows``).

While SQLite takes in rows, Python waits and makes no others. So a process makes those of large
imports beside. What it is given was looked at before; it opens no file, knows no open dossier, and
is shut in as the reader is.
"""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from flowviz.actor import ActorKind
from flowviz.dossier.insertion import SerialRows
from flowviz.importers import frames, sandbox
from flowviz.importers.building import Placed
from flowviz.importers.entries import Header
from flowviz.importers.entry_checks import EntryChecks
from flowviz.importers.new_rows import NewRows
from flowviz.importers.placing import placed
from flowviz.importers.sent import FigureSent, sent_of
from flowviz.records import DataSet

SWITCH = "--rows"

New: TypeAlias = tuple[str, int, bytes, bytes]
"""A new entry: its identifier and its ordinal, its line and its original as they were sent."""
Named: TypeAlias = tuple[str, int, str, ActorKind | None, str]
"""A name in a year, the code and the kind beside it, and the code of the actor that is meant."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the rows of one import have in common, and whom the names in its entries mean."""

    header: Header
    data_set: DataSet
    import_id: str
    names: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Made:
    """Rows by table, as a changeset has them, and the keys of sources that their records cite."""

    rows: SerialRows
    cited: set[str] = field(default_factory=set)


class RowMaker:
    """Makes the rows of new entries of one file."""

    def __init__(self, order: Order) -> None:
        self._checks = EntryChecks(order.header)
        self._codes = {(name, *about): actor for name, *about, actor in order.names}
        self._rows = NewRows(order.header, order.data_set, order.import_id)

    def code(self, name: str, year: int, given: str = "", kind: ActorKind | None = None) -> str:
        """Give the code of the actor that a name means; see ``naming``."""
        return self._codes[name, year, given, kind]

    def made(self, entries: Iterable[New]) -> Made:
        """Give the rows of entries."""
        rows = self._rows.rows_of(self._placed(entries))
        cited, self._rows.cited = self._rows.cited, set()
        return Made(rows, cited)

    def _placed(
        self, entries: Iterable[New]
    ) -> Iterator[tuple[str, int, Placed, tuple[FigureSent, ...], str]]:
        for id_, ordinal, line, original in entries:
            sent = sent_of(line)
            one = placed(self._checks.bare(sent), self)
            assert one is not None
            yield id_, ordinal, one, sent.figures, original.decode()


encoded = msgspec.msgpack.Encoder().encode
made_of = msgspec.msgpack.Decoder(Made).decode
_order_of = msgspec.msgpack.Decoder(Order).decode
_entries_of = msgspec.msgpack.Decoder(list[New]).decode


def main() -> int:
    """Read an order and entries from standard input, answer with rows on standard output."""
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    gc.disable()  # nothing here runs in circles
    sandbox.restrict()
    maker = RowMaker(_order_of(frames.read_frame(sys.stdin.buffer, frames.MOST) or b""))
    while body := frames.read_frame(sys.stdin.buffer, frames.MOST):
        answer.write(frames.framed(encoded(maker.made(_entries_of(body)))))
        answer.flush()
    return 0

"""The rows that an edit changed, read off its changeset."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import apsw

from flowviz.dossier import schema
from flowviz.dossier.rows import Row


@dataclass(frozen=True, slots=True)
class Touched:
    """What is otherwise than before, by table.

    ``put`` are the keys of the rows that are new or changed; ``gone`` the rows that are there no
    longer; ``before`` what the changed rows held, ``apsw.no_change`` in columns that stayed.
    """

    put: Mapping[str, Sequence[str]]
    gone: Mapping[str, Sequence[Row]]
    before: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, changeset: bytes) -> "Touched":
        """What a changeset changed; the key is the first column of every table."""
        put: dict[str, list[str]] = defaultdict(list)
        gone: dict[str, list[Row]] = defaultdict(list)
        before: dict[str, list[Row]] = defaultdict(list)
        for change in apsw.Changeset.iter(changeset):
            old, new = change.old, change.new
            if old is None:
                assert new is not None
                put[change.name].append(str(new[0]))
            elif new is None:
                gone[change.name].append(old)
            else:
                put[change.name].append(str(old[0]))
                before[change.name].append(old)
        return cls(put, gone, before)

    @property
    def tables(self) -> frozenset[str]:
        """The tables in which anything is otherwise."""
        return frozenset(self.put) | frozenset(self.gone)

    def keys_gone(self, table: str) -> tuple[str, ...]:
        """The keys of the rows of a table that are there no longer."""
        return tuple(str(row[0]) for row in self.gone.get(table, ()))

    def once(self, table: str, column: str) -> Iterator[str]:
        """What a column held in the rows that are gone, or in which it changed."""
        at = schema.content()[table].columns.index(column)
        for row in (*self.gone.get(table, ()), *self.before.get(table, ())):
            if row[at] is not apsw.no_change:
                yield str(row[at])

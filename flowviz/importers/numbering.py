"""Identifiers of new entries, and ordinals of those that nothing else tells from each other."""

from collections.abc import Iterable

from flowviz.importers.entries import Entry
from flowviz.importers.identity import key_of, packed, transfer_id
from flowviz.importers.sent import Sent


class Numbering:
    """Gives new entries of a data set their identifiers: equals get the lowest free ordinals."""

    def __init__(self, data_set: str, taken: Iterable[str] = ()) -> None:
        self._data_set = packed(data_set)
        self._taken = set(map(packed, taken))
        self._last: dict[bytes, int] = {}

    def next(self, entry: Entry | Sent) -> tuple[bytes, int]:
        """Give the identifier of an entry, packed, and its ordinal: 0 for a key that was given."""
        first = id_ = transfer_id(self._data_set, key_of(entry, 1))
        ordinal = 1
        if first in self._last or first in self._taken:
            if entry.key:
                return first, 0
            ordinal = self._last.get(first, 0) + 1
            while (id_ := transfer_id(self._data_set, key_of(entry, ordinal))) in self._taken:
                ordinal += 1
        self._last[first] = ordinal
        return id_, ordinal

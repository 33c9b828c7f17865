"""What an index that is behind its dossier lacks: the entries that the rows of the log touched."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from flowviz.dossier import LogRow, Reading, log, schema
from flowviz.dossier.changes import OWNERS
from flowviz.dossier.changesets import UPDATE, RowChange, changesets, edit_of, row_changes
from flowviz.finding.entry import select
from flowviz.finding.kinds import TABLES, Kind

MOST_ROWS = 20_000
"""Rows of content that are followed one by one; after more the index is made anew."""

Touched = Mapping[Kind, set[str]]

_KINDS = {table: kind for kind, (table, _) in TABLES.items()}


def touched_since(reading: Reading, head: tuple[int, str]) -> Touched | None:
    """The entries that may be otherwise since the row ``head`` of the log, by kind.

    None where that cannot be told from the rows since: there are too many, something was forgotten,
    or the history is another one.
    """
    rows = reading.history()
    if not _is_of(rows, head):
        return None
    since = rows[head[0] :]
    if any(row.kind == log.FORGET for row in since) or sum(r.row_count for r in since) > MOST_ROWS:
        return None
    found = _Following(reading)
    for row in since:
        edit, _is_back = edit_of(row, rows)
        for changeset in changesets(reading, edit):
            for change in row_changes(changeset):
                found.note(change)
    return found.touched()


def _is_of(rows: tuple[LogRow, ...], head: tuple[int, str]) -> bool:
    seq, told = head
    return seq <= len(rows) and (rows[seq - 1].hash == told if seq else not told)


class _Following:
    """Gathers rows that were changed, and then what has its words or its labels from them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._rows: dict[str, set[str]] = defaultdict(set)
        self._renamed: set[str] = set()
        self._restated: set[str] = set()

    def note(self, change: RowChange) -> None:
        """Note a row, and what it is or was a part of as far as it says so."""
        self._rows[change.table].add(change.key)
        owner = OWNERS.get(change.table)
        if owner is not None:
            for values in (change.old, change.new):
                if values.get(owner[1]) is not None:
                    self._rows[owner[0]].add(str(values[owner[1]]))
        if change.table == "actor" and (change.op != UPDATE or "name" in change.new):
            self._renamed.add(change.key)
        if change.table == "source" and (change.op != UPDATE or "status" in change.new):
            self._restated.add(change.key)

    def touched(self) -> Touched:
        """The entries, those there are no longer among them."""
        rows = self._rows
        for part in ("account_transfer", *OWNERS):  # the innermost first
            table, column = OWNERS[part]
            key = schema.content()[part].key
            rows[table].update(self._one(column, part, key, rows[part]))
        self._add_records_of_actors()
        self._add_what_is_said()
        self._add_records_of_spellings()
        return {kind: rows[table] for table, kind in _KINDS.items() if rows[table]}

    def _add_records_of_actors(self) -> None:
        """A record bears the names of its actors."""
        for column, table, key in (
            ("supplier", "transfer", "id"),
            ("recipient", "transfer", "id"),
            ("actor", "party", "transfer"),
        ):
            self._rows["transfer"].update(self._one(key, table, column, self._renamed))

    def _add_records_of_spellings(self) -> None:
        """A record bears the designation that stands for its item too."""
        spelled = self._rows["spelling"]
        self._rows["transfer"].update(self._one("transfer", "line", "designation", spelled))

    def _add_what_is_said(self) -> None:
        """Citations, notes, links and groups have the actors and years of what they are about."""
        rows = self._rows
        moved = rows["transfer"]
        for end in ("later", "earlier"):
            rows["link"].update(self._one("id", "link", end, moved))
        told = set(self._one("account", "account_transfer", "transfer", moved))
        rows["account_group"].update(self._one("account_group", "account", "id", told))
        about = {"transfer": moved, "link": rows["link"], "group": rows["account_group"]}
        for part in ("line", "figure", "party"):
            about[part] = rows[part] | set(self._one("id", part, "transfer", moved))
        for sort, ids in about.items():
            rows["note"].update(self._of_subject("note", sort, ids))
        about["note"] = rows["note"]
        for sort, ids in about.items():
            rows["citation"].update(self._of_subject("citation", sort, ids))
        rows["citation"].update(self._one("id", "citation", "source", self._restated))

    def _one(self, wanted: str, table: str, column: str, ids: Iterable[str]) -> Iterator[str]:
        return (row[0] for row in select(self._reading, wanted, table, column, ids))

    def _of_subject(self, table: str, sort: str, ids: Iterable[str]) -> Iterator[str]:
        found = select(self._reading, "id, subject", table, "subject_id", ids)
        return (id_ for id_, subject in found if subject == sort)

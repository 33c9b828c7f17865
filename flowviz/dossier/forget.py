"""Forgetting: a record, a source or a text taken out of content and history, for good.

All of it is one transaction. Undo and redo of what was done before still work, as if what was
forgotten had never been there. A row of the log stays: when, and what kind of thing.
"""

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import apsw

from flowviz.dossier import log
from flowviz.dossier.chunks import Chunks, Progress
from flowviz.dossier.relisting import delete_and_put
from flowviz.dossier.rewriting import Change, Forgetting, read, write
from flowviz.dossier.rows import Row
from flowviz.dossier.schema import Table, content
from flowviz.dossier.scrubbing import MARK, has_words
from flowviz.dossier.wishes import ForgetText, Plan, Wish, plan_of, snapshots_with

_BATCH = 2_000
_MOST_EXAMPLES = 12
_MOST_WITHIN, _LONGEST_WORD = 6, 60
_LEAST_TITLE, _MOST_TITLES = 4, 500
# What a row of the log may call a record by.
_TITLES = {
    "source": ("title", "author", "collector"),
    "citation": ("text",),
    "note": ("text",),
    "transfer": ("comment",),
    "verdict": ("reason",),
    "account_group": ("reason",),
    "account": ("title",),
    "saved_view": ("name",),
}
_AN = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish changes in a dossier.

    ``gone`` and ``changed`` are how many rows of each table of content go and change, ``rows`` how
    many of the history (``emptied`` of them keep nothing), ``examples`` where a text stands,
    ``within`` some longer words that it is a part of, and ``snapshots`` how many kept copies of
    sources hold it.
    """

    word: str
    gone: tuple[tuple[str, int], ...] = ()
    changed: tuple[tuple[str, int], ...] = ()
    rows: int = 0
    emptied: int = 0
    snapshots: int = 0
    examples: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the dossier, its history included, holds nothing of it."""
        return not (self.gone or self.changed or self.rows)


def look(db: apsw.Connection, wish: Wish, progress: Progress) -> Found:
    """What would change, without changing anything.

    Raises
    ------
    RecordError
        There is no such record, and never was.
    UsageError
        It cannot be forgotten.
    """
    plan = plan_of(db, wish, Chunks(db, progress))
    return _Work(db, plan, progress, writes=False).done(wish)


def carry_out(db: apsw.Connection, wish: Wish, author: str, progress: Progress) -> Found:
    """Forget, in the transaction that the caller has open, and leave a row of the log that says so.

    Raises
    ------
    RecordError, UsageError
        As ``look``.
    """
    plan = plan_of(db, wish, Chunks(db, progress))
    found = _Work(db, plan, progress, writes=True).done(wish)
    if not found.is_nothing:
        article = "An" if plan.word[0] in _AN else "A"
        what = f"{article} {plan.word} was forgotten"
        author = plan.forgetting.scrub.words(author)
        log.append(db, log.FORGET, what, row_count=0, author=author, cites=plan.cites)
    return found


class _Work:
    """One forgetting, or a look at what it would be."""

    def __init__(
        self, db: apsw.Connection, plan: Plan, progress: Progress, *, writes: bool
    ) -> None:
        self._db = db
        self._plan = plan
        self._forgetting: Forgetting = plan.forgetting
        self._progress = progress
        self._writes = writes
        self._gone: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._lost: Counter[int] = Counter()
        self._touched: set[int] = set()
        self._titles: set[str] = set()
        self._longest_first: list[str] = []
        self._examples: dict[str, None] = {}
        self._within: dict[str, None] = {}

    def done(self, wish: Wish) -> Found:
        """Do it; gives what was found."""
        chunks = Chunks(self._db, self._progress)
        snapshots = 0
        if isinstance(wish, ForgetText):
            snapshots = len(snapshots_with(self._db, chunks, self._forgetting.scrub))
        for table in content().values():
            self._take_out(table)
            self._scrub(table)
        self._rewrite(chunks)
        rows, emptied = self._reword()
        return Found(
            self._plan.word,
            _in_order(self._gone),
            _in_order(self._changed),
            rows,
            emptied,
            snapshots,
            tuple(self._examples)[:_MOST_EXAMPLES],
            tuple(self._within)[:_MOST_WITHIN],
        )

    # Content

    def _take_out(self, table: Table) -> None:
        """Delete rows that go, those of lists that list what goes, and empty what names it."""
        forgetting = self._forgetting
        gone = forgetting.gone.get(table.name, set())
        if gone:
            self._delete(table, table.key, gone)
        lists = self._plan.lists
        if lists is not None and lists.table == table.name and lists.owners:
            self._delete(table, lists.column, (lists.gone,), besides=gone)
            if self._writes:
                delete_and_put(self._db, lists, table.insert_sql)
        for (name, at), value in forgetting.blank.items():
            if name == table.name:
                condition = f"{table.columns[at]} = ?"
                found = f"SELECT count(*) FROM {name} WHERE {condition}"
                self._changed[name] += self._db.execute(found, (value,)).get
                if self._writes:
                    self._db.execute(
                        f"UPDATE {name} SET {table.columns[at]} = '' WHERE {condition}", (value,)
                    )

    def _delete(
        self, table: Table, column: str, values: Iterable[str], besides: Iterable[str] = ()
    ) -> None:
        condition = (
            f"WHERE {column} IN (SELECT value FROM json_each(?))"
            f" AND {table.key} NOT IN (SELECT value FROM json_each(?))"
        )
        chosen = (json.dumps(list(values)), json.dumps(list(besides)))
        for row in self._db.execute(f"SELECT * FROM {table.name} {condition}", chosen):
            self._gone[table.name] += 1
            self._note_titles(table.name, row)
        if self._writes:
            self._db.execute(f"DELETE FROM {table.name} {condition}", chosen)

    def _scrub(self, table: Table) -> None:
        keys = self._keys_to_scrub(table)
        for start in range(0, len(keys), _BATCH):
            chosen = (json.dumps(keys[start : start + _BATCH]),)
            condition = f"WHERE {table.key} IN (SELECT value FROM json_each(?))"
            new = []
            for row in self._db.execute(f"SELECT * FROM {table.name} {condition}", chosen):
                after = self._forgetting.row(table.name, str(row[0]), row)
                if after != row:
                    self._changed[table.name] += 1
                    self._note_examples(row)
                new.append(after)
            if self._writes:
                self._db.execute(f"DELETE FROM {table.name} {condition}", chosen)
                self._db.executemany(table.insert_sql, new)

    def _keys_to_scrub(self, table: Table) -> list[str]:
        scrub = self._forgetting.scrub
        columns = [column for column in table.columns if has_words(table.name, column)]
        if scrub.is_empty or not columns:
            return []
        self._db.create_scalar_function("is_hit", scrub.is_hit)
        gone = self._forgetting.gone.get(table.name, ())
        return [
            key
            for (key,) in self._db.execute(
                f"SELECT {table.key} FROM {table.name} WHERE is_hit({', '.join(columns)})"
            )
            if key not in gone
        ]

    # History

    def _rewrite(self, chunks: Chunks) -> None:
        """Rewrite every changeset, one at a time."""
        lists = self._plan.lists
        for seq, position, changeset in chunks:
            step = lists.steps.get((seq, position)) if lists is not None else None
            if step is None and not self._forgetting.may_touch(changeset):
                continue
            staying, going, others = self._forgetting.changed(changeset, step)
            lost = sum(1 for _ in read(changeset)) - len(staying)
            if not (going or others or lost):
                continue
            self._touched.add(seq)
            self._lost[seq] += lost
            for change in going:
                self._note_titles_of(change)
            for change in others[:_MOST_EXAMPLES]:
                self._note_examples((*(change.old or ()), *(change.new or ())))
            if self._writes:
                chunks.put(seq, position, write(staying))

    def _reword(self) -> tuple[int, int]:
        """Write the rows of the log anew; gives how many, and how many keep nothing."""
        first, rows, emptied = 0, 0, 0
        self._longest_first = sorted(self._titles, key=len, reverse=True)
        edits: dict[int, int] = {}
        for row in log.rows(self._db):
            edit = edits[row.seq] = edits[row.reverses] if row.reverses else row.seq
            count = row.row_count - self._lost[edit]
            after = dataclasses.replace(row, row_count=count)
            if row.row_count and not count:
                after = dataclasses.replace(after, what=MARK, reason="")
                emptied += 1
            else:
                after = self._worded(after, is_touched=self._lost[edit] > 0)
            if after == row and row.seq not in self._touched:
                continue
            rows += 1
            first = first or row.seq
            if self._writes:
                self._db.execute(
                    "UPDATE log SET what = ?, author = ?, row_count = ?, reason = ?, step = ?"
                    " WHERE seq = ?",
                    (after.what, after.author, count, after.reason, after.step, row.seq),
                )
        if self._writes and first:
            log.rehash(self._db, first)
        return rows, emptied

    def _worded(self, row: log.LogRow, *, is_touched: bool) -> log.LogRow:
        """A row of the log without words of what is forgotten; why it went is not told."""
        scrub = self._forgetting.scrub
        self._note_examples((row.what, row.reason, row.author))
        return dataclasses.replace(
            row,
            what=self._untitled(scrub.uncut(scrub.words(row.what))),
            author=scrub.words(row.author),
            reason="" if is_touched else self._untitled(scrub.uncut(scrub.words(row.reason))),
            step=scrub.name(row.step),
        )

    def _untitled(self, words: str) -> str:
        for title in self._longest_first:
            words = words.replace(title, MARK)
        return re.sub("“([^”]*)”", self._uncut, words)

    def _uncut(self, quoted: re.Match[str]) -> str:
        """Take out the beginning of a title that was too long for a line."""
        start = quoted[1].rstrip("… .[]")
        is_title = len(start) >= _LEAST_TITLE and any(
            title.startswith(start) for title in self._titles
        )
        return f"“{MARK}”" if is_title else quoted[0]

    def _note_titles_of(self, change: Change) -> None:
        for row in (change.old, change.new):
            if row is not None:
                self._note_titles(change.table, row)

    def _note_titles(self, table: str, row: Row) -> None:
        columns = content()[table].columns
        if len(self._titles) >= _MOST_TITLES:
            return  # a log of thousands of rows would be looked through for each of them
        for column in _TITLES.get(table, ()):
            at = columns.index(column)
            value = row[at] if at < len(row) else None
            if isinstance(value, str):
                plain = " ".join(value.split())
                self._titles.update(one for one in (value, plain) if len(one) >= _LEAST_TITLE)

    def _note_examples(self, values: Iterable[object]) -> None:
        if self._plan.word != "text":
            return
        scrub = self._forgetting.scrub
        texts = [value for value in values if isinstance(value, str)]
        if len(self._examples) < _MOST_EXAMPLES:
            self._examples.update(dict.fromkeys(filter(None, map(scrub.near, texts))))
        if len(self._within) < _MOST_WITHIN:
            longer = (word[:_LONGEST_WORD] for one in texts for word in scrub.within(one))
            self._within.update(dict.fromkeys(longer))


def _in_order(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((table, counts[table]) for table in content() if counts[table])

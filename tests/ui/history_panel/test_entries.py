"""The log as entries: steps together, the newest first, narrowed down by what is asked."""

import datetime

import pytest

from flowviz.dossier import LogRow
from flowviz.dossier.history_search import Sort
from flowviz.ui.history_panel.entries import Asked, Kind, Known, Since, entries, shown, title

NOW = datetime.datetime(2026, 3, 12, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
"""A Thursday afternoon, two hours east of Greenwich."""


def row(seq: int, what: str, *, at: str = "2026-03-12T09:00", **more: object) -> LogRow:
    when = datetime.datetime.fromisoformat(at).replace(tzinfo=datetime.UTC)
    words = {"kind": "edit", "author": "", "reverses": None, "reason": "", "step": ""} | more
    return LogRow(
        seq,
        str(words["kind"]),
        what,
        when,
        str(words["author"]),
        3,
        words["reverses"],  # type: ignore[arg-type]
        2,
        "",
        f"hash {seq}",
        str(words["reason"]),
        str(words["step"]),
    )


LOG = (
    row(1, "Import of deals.csv", at="2026-02-01T00:00"),
    row(2, "Edit Konkurs", step="k", author="A. Writer"),
    row(3, "Edit Konkurs", step="k", author="A. Writer"),
    row(4, "Edit AGS", step="a", at="2026-03-09T00:00"),
    row(5, "Delete it", reason="told twice", at="2026-03-11T21:59"),
    row(6, "Delete it", kind="undo", reverses=5, at="2026-03-11T22:01"),
    row(7, "Forgot a source", kind="forget"),
)
STANDING = frozenset({1, 2, 3, 4})
ENTRIES = entries(LOG, STANDING)


def titles(asked: Asked, known: Known | None = None) -> list[str]:
    return [title(entry) for entry in shown(ENTRIES, asked, known or Known(), NOW)]


def test_rows_of_one_step_are_one_entry_the_newest_first() -> None:
    assert [[one.seq for one in entry.rows] for entry in ENTRIES] == [
        *([7], [6], [5], [4]),
        [3, 2],
        [1],
    ]
    assert [entry.row_count for entry in ENTRIES] == [2, 2, 2, 2, 4, 2]
    assert titles(Asked()) == [
        "Forgot a source",
        "Undid: Delete it",
        "Delete it (undone)",
        "Edit AGS",
        "Edit Konkurs",
        "Import of deals.csv",
    ]


@pytest.mark.parametrize(
    ("asked", "seqs"),
    [
        (Asked("KONKURS"), [3]),
        (Asked("writer"), [3]),
        (Asked("twice"), [5]),
        (Asked("no such words"), []),
        (Asked(author="A. Writer"), [3]),
        (Asked(author=""), [7, 6, 5, 4, 1]),
        (Asked(kind=Kind.EDITS), [5, 4, 3, 1]),
        (Asked(kind=Kind.UNDONE), [6, 5]),
        (Asked(since=Since.TODAY), [7, 6, 3]),
        (Asked(since=Since.WEEK), [7, 6, 5, 4, 3]),
        (Asked("delete", kind=Kind.UNDONE, since=Since.TODAY), [6]),
    ],
)
def test_entries_are_narrowed_down(asked: Asked, seqs: list[int]) -> None:
    found = shown(ENTRIES, asked, Known(), NOW)
    # Monday began at 22:00 UTC on Sunday: what was done at midnight UTC was done on Monday here.
    assert [entry.newest.seq for entry in found] == seqs


def test_what_was_found_in_the_changes_is_shown_too() -> None:
    known = Known({1: Sort.IMPORT, 5: Sort.DELETION, 6: Sort.DELETION}, frozenset({2}))
    assert titles(Asked("240"), known) == ["Edit Konkurs"]
    assert titles(Asked(kind=Kind.IMPORTS), known) == ["Import of deals.csv"]
    assert titles(Asked(kind=Kind.DELETIONS), known) == ["Undid: Delete it", "Delete it (undone)"]
    assert titles(Asked(kind=Kind.MERGES), known) == []

"""A large import, its undo and its redo stay small: in memory, and in the log.

It runs in a process of its own. What it holds above the records that a reader has brought is
measured by the kernel. How long it takes is told by benchmarks/.
"""

import sys
from pathlib import Path

import pytest

from benchmarks import large_import

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells memory in /proc")

MOST_MB = 100.0


def import_undo_redo(rows: int, most_log_mb: float, state: Path) -> None:
    found = large_import.apart(rows, state)
    transfers = -(-rows // 4)
    assert found["rows"] == rows
    assert (found["import leaves"], found["undo leaves"]) == (transfers, 0)
    assert found["redo leaves"] == transfers
    assert found["log MB"] < most_log_mb
    above = {what: found[f"{what} MB"] for what in ("import", "undo", "redo")}
    assert max(above.values()) < MOST_MB, above


def test_a_tenth_of_a_large_import_stays_small(tmp_path: Path) -> None:
    import_undo_redo(large_import.ROWS // 10, 10.0, tmp_path)


@pytest.mark.long
def test_a_large_import_stays_small(tmp_path: Path) -> None:
    import_undo_redo(large_import.ROWS, 100.0, tmp_path)

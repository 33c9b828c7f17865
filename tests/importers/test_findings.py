"""Findings: all are counted, and many of one severity leave room for the other."""

import pytest

from flowviz.importers import findings as module
from flowviz.importers.findings import Findings


def test_many_skipped_rows_do_not_crowd_out_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROBLEMS", 3)
    found = Findings()
    for line in range(5):
        found.skipped(line, "a totals row", "World")
    found.doubtful(9, "no actor is known by the name", "Nobody")
    assert [one.line for one in found.kept] == [0, 1, 2, 9]
    assert found.counts == {"skipped": 5, "doubtful": 1}

"""Texts in one piece of memory, and identifiers found by their hashes."""

import numpy as np
import pytest

from flowviz.errors import DossierError
from flowviz.flows.coding import Identifiers, Numbering, numbered
from flowviz.flows.columns import Rows, build


def test_identifiers_are_texts_like_any_other() -> None:
    names = ["", "a", "bé", "日本"]
    rows = [(name, "A", "B", "confirmed|deal||", "") for name in names]
    ids = build(Rows([], rows, [], [])).transfers.ids
    assert list(ids) == names
    assert (len(ids), ids[-1], ids[np.int64(2)], ids.index("bé")) == (4, "日本", "bé", 2)
    assert ids[1:3] == ("a", "bé")
    assert "z" not in ids
    with pytest.raises(IndexError):
        ids[4]


def test_identifiers_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(DossierError, match="told apart"):
        Identifiers(np.array([7, 3, 7]))


def test_an_identifier_that_is_not_there_is_not_taken_for_another() -> None:
    known = Identifiers(np.array([7, 3, 9]))
    assert known.places(np.array([9, 7, 7])).tolist() == [2, 0, 0]
    for unknown in (1, 8, 10):
        with pytest.raises(DossierError, match="does not hold"):
            known.places(np.array([3, unknown]))
    with pytest.raises(DossierError, match="does not hold"):
        Identifiers(np.empty(0, np.int64)).places(np.array([1]))


def test_rows_are_numbered_as_their_values_are_first_seen() -> None:
    seen = Numbering()
    rows = [(name, size) for size, name in enumerate("cabca" * 5_000)]
    names, sizes = numbered(rows, seen.__getitem__, int)
    assert (names[:5].tolist(), sizes[-1]) == ([0, 1, 2, 0, 1], 24_999)
    values, rank = seen.in_order()
    assert (values, rank.tolist()) == (("a", "b", "c"), [2, 0, 1])

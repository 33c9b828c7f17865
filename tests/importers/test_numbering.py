"""Identifiers of new entries: those of UUIDv5, one for each, the same whenever they are made."""

import uuid
from typing import Any

import pytest

from flowviz.importers.entries import Entry, Header
from flowviz.importers.entry_checks import EntryChecks
from flowviz.importers.identity import key_of, packed, spelled, transfer_id
from flowviz.importers.numbering import Numbering
from tests.importers.conftest import lines_of

DATA_SET = "6f0f6c1e-53a0-4c47-9d0b-7f3f3a6f1f5a"


def entry(key: str = "", designation: str = "M", **more: Any) -> Entry:
    row = [2, key, "France", "Peru", 1970, designation, "", "", "", "", [], "", more or None]
    line, original, _ = lines_of(row).split(b"\n")
    looked = EntryChecks(Header("x"))
    return looked.entry(looked.looked_at([line], [original])[0], original)


@pytest.mark.parametrize("key", ["", "a", "Größe", '["France","Peru",1970,"M",1]', "x" * 9_999])
def test_an_identifier_is_a_uuid_of_version_five(key: str) -> None:
    id_ = spelled(transfer_id(packed(DATA_SET), key))
    assert id_ == str(uuid.uuid5(uuid.UUID(DATA_SET), key))


def test_equals_are_numbered_and_others_are_not() -> None:
    numbering = Numbering(DATA_SET)
    given = [numbering.next(entry(designation=each)) for each in ("M", "N", "M", "M", "N")]
    assert [ordinal for _, ordinal in given] == [1, 1, 2, 3, 2]
    assert len({id_ for id_, _ in given}) == 5


def test_equals_take_the_lowest_numbers_that_are_free() -> None:
    ids = [spelled(id_) for id_, _ in map(Numbering(DATA_SET).next, [entry()] * 4)]
    numbering = Numbering(DATA_SET, (ids[1], ids[2]))
    assert [numbering.next(entry()) for _ in range(3)][:2] == [
        (packed(ids[0]), 1),
        (packed(ids[3]), 4),
    ]


def test_a_key_is_given_once() -> None:
    numbering = Numbering(DATA_SET)
    assert numbering.next(entry("7"))[1] == 1
    assert numbering.next(entry("7"))[1] == 0
    taken = Numbering(DATA_SET, (spelled(transfer_id(packed(DATA_SET), "7")),))
    assert taken.next(entry("7"))[1] == 0


def test_a_key_of_the_file_is_never_taken_for_what_names_an_entry_without_one() -> None:
    nameless = entry()
    numbering = Numbering(DATA_SET)
    spoken = key_of(nameless, 1)
    ids = {numbering.next(each)[0] for each in (nameless, entry(spoken), entry(f'"{spoken}'))}
    assert len(ids) == 3

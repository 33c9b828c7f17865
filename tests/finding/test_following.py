"""An index follows its dossier: after any edits it is as one that is made anew."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetText
from flowviz.finding import Kind, Standing, Wanted, build, find, standing
from flowviz.finding.behind import touched_since
from flowviz.finding.index import KIND_SHIFT, catch_up, opened
from flowviz.finding.kinds import NUMBERS
from flowviz.records import Source, Spelling
from flowviz.terms import SourceStatus
from tests.comparing.hands import _ACTS, Hand
from tests.dossier.material import BELARUS, EVERYTHING, GRADED


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def held(dossier: Dossier) -> set[tuple[object, ...]]:
    """Every word of every entry, with its place."""
    kinds = {number: str(kind) for kind, number in NUMBERS.items()}
    with opened(dossier.index_file) as db:
        db.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, text, instance)")
        entries = dict(db.execute("SELECT number, id FROM entry"))
        return {
            (kinds[doc >> KIND_SHIFT], entries[doc], term, column, offset)
            for term, doc, column, offset in db.execute("SELECT * FROM word")
        }


def follow(dossier: Dossier) -> None:
    with opened(dossier.index_file) as db:
        assert catch_up(db, dossier)


@settings(max_examples=30)
@given(
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(0, len(_ACTS) - 1), st.sampled_from("eeeeurf")), max_size=14),
)
def test_after_any_edits_it_is_as_one_made_anew(seed: int, steps: list[tuple[int, str]]) -> None:
    with Dossier.new("Case", EVERYTHING) as dossier:
        build(dossier, silent)
        hand = Hand(dossier, "h", seed)
        for act, what in steps:
            if what == "u" and dossier.undo_text:
                dossier.undo()
            elif what == "r" and dossier.redo_text:
                dossier.redo()
            elif what == "f":
                follow(dossier)
            else:
                hand.edit(act)
        follow(dossier)
        assert standing(dossier) is Standing.CURRENT
        followed = held(dossier)
        build(dossier, silent)
        assert followed == held(dossier)


@pytest.fixture
def indexed() -> Iterator[Dossier]:
    with Dossier.new("Case", EVERYTHING) as dossier:
        build(dossier, silent)
        yield dossier


def kinds_found(dossier: Dossier, text: str) -> set[Kind]:
    found = find(dossier, Wanted(text))
    assert found is not None
    return {group.kind for group in found.groups}


def test_an_edit_is_found_by_the_next_search(indexed: Dossier) -> None:
    with indexed.edit("Rename") as edit:
        edit.put(dataclasses.replace(BELARUS, name="Ruthenia"))
    assert standing(indexed) is Standing.BEHIND
    assert {Kind.ACTOR, Kind.RECORD} <= kinds_found(indexed, "ruthenia")
    indexed.undo()
    assert kinds_found(indexed, "ruthenia") == set()
    indexed.redo()
    assert {Kind.ACTOR, Kind.RECORD} <= kinds_found(indexed, "ruthenia")


def test_citations_have_the_status_that_their_source_has_now(indexed: Dossier) -> None:
    follow(indexed)
    before = indexed.head
    with indexed.edit("Retract") as edit:
        edit.put(dataclasses.replace(GRADED, status=SourceStatus.RETRACTED))
    touched = touched_since(indexed, before)
    assert touched is not None
    assert "c2" in touched[Kind.CITATION]
    with indexed.edit("Retitle") as edit:
        edit.put(dataclasses.replace(GRADED, title="Other", status=SourceStatus.RETRACTED))
    after = touched_since(indexed, (before[0] + 1, indexed.history()[before[0]].hash))
    assert after is not None
    assert Kind.CITATION not in after


def test_a_large_import_has_it_made_anew(indexed: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowviz.finding.behind.MOST_ROWS", 20)
    with indexed.edit("Import") as edit:
        edit.put_many([Source(f"s{at}", "x") for at in range(21)], imported=True)
    assert standing(indexed) is Standing.ABSENT
    assert find(indexed, Wanted("x")) is None


def test_a_reader_of_an_earlier_state_leaves_a_later_index_alone(indexed: Dossier) -> None:
    with indexed.beside() as earlier:
        assert earlier.head == (0, "")
        with indexed.edit("Add") as edit:
            edit.put(Source("new", "Fresh paper"))
        follow(indexed)
        assert find(earlier, Wanted("konkurs")) is not None
        assert standing(indexed) is Standing.CURRENT


def test_what_is_forgotten_is_in_no_index(indexed: Dossier) -> None:
    assert kinds_found(indexed, "misprinted") == {Kind.SOURCE}
    indexed.forget(ForgetText("a number was misprinted"))
    assert not list(indexed.index_file.parent.glob("index*"))
    assert standing(indexed) is Standing.ABSENT
    build(indexed, silent)
    assert kinds_found(indexed, "misprinted") == set()
    assert b"misprinted" not in indexed.index_file.read_bytes()


def test_a_forgetting_since_has_it_made_anew(indexed: Dossier) -> None:
    """Though the rows before it, and their hashes, may be as they were."""
    with indexed.edit("Add") as edit:
        edit.put(Source("new", "Named Kowalska"))
    kept = indexed.index_file.read_bytes()
    indexed.forget(ForgetText("Kowalska"))
    indexed.index_file.write_bytes(kept)
    assert standing(indexed) is Standing.ABSENT


def test_what_a_crash_left_is_recovered_without_the_index_of_then() -> None:
    killed = Dossier.new("Case", EVERYTHING)
    build(killed, silent)
    with killed.edit("Add") as edit:
        edit.put(Source("new", "Fresh paper"))
    killed._db.close()
    killed._copy.release()  # as a kill does
    (left,) = Dossier.left_behind().recoveries
    with Dossier.recover(left) as recovered:
        assert standing(recovered) is Standing.ABSENT
        build(recovered, silent)
        assert kinds_found(recovered, "fresh") == {Kind.SOURCE}


def test_a_record_is_found_by_the_designation_that_stands_for_its_item(indexed: Dossier) -> None:
    (spelled, *_) = (line.designation for one in indexed.transfers() for line in one.lines)
    assert Kind.RECORD not in kinds_found(indexed, "Spandrel")
    with indexed.edit("Same item") as edit:
        for before in indexed.spellings():
            edit.delete(Spelling, before)
        edit.put(Spelling(spelled, "AT-5 Spandrel"))
    follow(indexed)
    assert Kind.RECORD in kinds_found(indexed, "Spandrel")
    followed = held(indexed)
    build(indexed, silent)
    assert followed == held(indexed)
    indexed.undo()
    follow(indexed)
    assert Kind.RECORD not in kinds_found(indexed, "Spandrel")

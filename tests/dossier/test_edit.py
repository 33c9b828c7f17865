"""One edit is one transaction: all of it or none, and records come out as they went in."""

from dataclasses import replace

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.errors import RecordError, UsageError
from flowviz.records import Citation, Figure, Note, Problem, Transfer
from flowviz.terms import Stage, Subject
from tests.dossier.material import (
    ARTICLE,
    BELARUS,
    BULGARIA,
    BY_RULE,
    CITATION,
    DATA_SET,
    DELIVERY,
    DISMISSAL,
    DOUBTED,
    EVERYTHING,
    GRADED,
    GROUP,
    IMPORT,
    INFORMANT,
    LINK,
    NOTE,
    ONWARD,
    PACT,
    PART,
    PLACEMENT,
    PRIVATE_NOTE,
    PROBLEM,
    PROVENANCE,
    QUOTED,
    READ,
    REGISTER,
    RULED_GROUP,
    SNAPSHOT,
    VERDICT,
    WORKBOOK,
    content,
)


def test_records_come_out_as_they_went_in(empty: Dossier) -> None:
    with empty.edit("Add everything") as edit:
        edit.put(*EVERYTHING)

    assert empty.actors() == {"BGR": BULGARIA, "BLR": BELARUS, "x-pact": PACT}
    assert empty.transfers() == (DELIVERY, ONWARD, BY_RULE, DOUBTED, PART)
    assert empty.transfer("t2") == ONWARD
    assert empty.sources() == {
        "article": ARTICLE,
        "graded": GRADED,
        "informant": INFORMANT,
        "register": REGISTER,
    }
    assert empty.citations() == (CITATION, QUOTED)
    assert empty.citations(["t1/konkurs/delivered"]) == (CITATION,)
    assert empty.notes(["BLR", "BGR"]) == (NOTE,)
    assert empty.notes() == (NOTE, PRIVATE_NOTE)
    assert empty.links() == (LINK,)
    assert empty.groups() == (GROUP, RULED_GROUP)
    assert empty.verdicts() == {"BLR>BGR": VERDICT}
    assert empty.dismissals() == (DISMISSAL,)
    assert empty.data_sets() == {"set": DATA_SET}
    assert empty.imports() == (IMPORT, WORKBOOK)
    assert empty.originals() == {"t2": READ}
    assert empty.originals(["t1"]) == {}
    assert empty.spellings() == {"Konkurs": "9P135M Konkurs"}
    assert empty.provenance(["t1", "t2"]) == {"t2": PROVENANCE}
    assert empty.problems() == (PROBLEM,)
    assert empty.placements("map") == {"BLR": PLACEMENT}
    assert empty.placements("network") == {}
    assert tuple(empty.snapshots()) == (SNAPSHOT,)


def test_transfers_come_in_the_order_asked_for_without_those_there_are_not(full: Dossier) -> None:
    assert full.transfers(["t2", "gone", "t1"]) == (ONWARD, DELIVERY)


def test_a_transfer_that_there_is_not_is_an_error_in_words(full: Dossier) -> None:
    with pytest.raises(RecordError, match="no transfer 'gone'"):
        full.transfer("gone")


def test_put_replaces_a_record_with_all_its_parts(full: Dossier) -> None:
    bare = replace(DELIVERY, lines=(), figures=(), parties=(), comment="less")
    with full.edit("Strip") as edit:
        edit.put(bare)
    assert full.transfer("t1") == bare
    assert list(full.rows("SELECT count(*) FROM figure WHERE transfer = 't1'")) == [(0,)]


def test_citations_of_a_part_go_with_the_part(full: Dossier) -> None:
    with full.edit("Drop the lines") as edit:
        edit.put(replace(DELIVERY, lines=()))
    assert full.citations() == ()


def test_an_exception_takes_the_whole_edit_back(full: Dossier) -> None:
    before = content(full)
    with pytest.raises(RecordError), full.edit("Half") as edit:
        edit.put(replace(NOTE, text="other"), replace(ONWARD, supplier="XXX"))
    assert content(full) == before
    assert full.history() == ()
    assert not full.is_modified


def test_an_edit_that_changes_nothing_leaves_no_trace(full: Dossier) -> None:
    with full.edit("Put the same again") as edit:
        edit.put(DELIVERY)
    assert full.history() == ()


def test_the_history_is_read_on_not_anew(full: Dossier) -> None:
    with full.edit("Rename") as edit:
        edit.set_title("New")
    (first,) = full.history()
    with full.edit("Rename again") as edit:
        edit.set_title("Newer")
    assert full.history()[0] is first


def test_an_edit_within_an_edit_is_refused_and_the_outer_goes_on(full: Dossier) -> None:
    with full.edit("Outer") as edit:
        with pytest.raises(UsageError), full.edit("Inner"):
            pass
        edit.set_title("New")
    assert full.title == "New"


def test_the_log_tells_what_was_done_and_by_whom_the_caller_says(full: Dossier) -> None:
    with full.edit("Rename", author="M. K.") as edit:
        edit.set_title("New")
    (row,) = full.history()
    assert (row.seq, row.kind, row.what, row.author, row.row_count) == (
        1,
        "edit",
        "Rename",
        "M. K.",
        1,
    )
    assert row.at.utcoffset() is not None
    assert full.is_modified


def test_deleting_a_transfer_takes_what_speaks_of_it_alone(full: Dossier) -> None:
    with full.edit("More words") as edit:
        edit.put(
            Note("n2", Subject.TRANSFER, "t1", "on the delivery"),
            Citation("c2", "article", Subject.NOTE, "n2"),
            Citation("c3", "article", Subject.LINK, "k1"),
            Citation("c4", "article", Subject.GROUP, "g1"),
        )
    with full.edit("Delete") as edit:
        edit.delete(type(GROUP), "g1")
        edit.delete(Transfer, "t1")
    assert full.transfers() == (ONWARD,)
    assert full.links() == ()
    assert full.citations() == ()
    assert full.notes() == (NOTE,)


def test_what_is_said_of_another_record_of_the_same_identifier_stays(full: Dossier) -> None:
    with full.edit("Say it of both") as edit:
        edit.put(Note("k1", Subject.LINK, "k1", "of the link"))
        edit.put(Note("n3", Subject.NOTE, "k1", "of the note"))
    with full.edit("Delete the note") as edit:
        edit.delete(Note, "k1")
    assert full.links() == (LINK,)
    with full.edit("Say it again") as edit:
        edit.put(
            Note("n3", Subject.LINK, "k1", "of the link"), Note("k1", Subject.ACTOR, "BGR", "")
        )
        edit.delete(Note, "k1")
    assert {note.id for note in full.notes()} == {"n1", "n2", "n3"}


def test_what_is_said_of_a_line_stays_when_another_transfer_takes_it(full: Dossier) -> None:
    taken, *others = DELIVERY.lines
    with full.edit("Move the line") as edit:
        edit.put(replace(DELIVERY, lines=tuple(others)), replace(ONWARD, lines=(taken,)))
    assert full.citations() == (CITATION,)


def test_notes_about_one_another_in_a_circle_go_together(full: Dossier) -> None:
    with full.edit("Say it in a circle") as edit:
        edit.put(Note("n3", Subject.NOTE, "n4", "x"), Note("n4", Subject.NOTE, "n3", "x"))
        edit.put(Note("n5", Subject.NOTE, "n5", "x"), Citation("c5", "article", Subject.NOTE, "n4"))
    with full.edit("Delete") as edit:
        edit.delete(Note, "n3")
        edit.delete(Note, "n5")
    assert full.notes() == (NOTE, PRIVATE_NOTE)
    assert full.citations() == (CITATION,)


def test_deleting_what_is_not_there_is_an_error_in_words(full: Dossier) -> None:
    with pytest.raises(RecordError, match="no transfer 'gone'"), full.edit("Delete") as edit:
        edit.delete(Transfer, "gone")


def test_problems_without_an_identifier_get_one_each(full: Dossier) -> None:
    same = Problem("skipped", 3, "", "too few fields", import_id="i1")
    with full.edit("Note problems") as edit:
        edit.put(same, replace(same))
    assert len(full.problems()) == 3


def test_two_transfers_cannot_share_a_figure(full: Dossier) -> None:
    taken = Figure("t1/value", Stage.DELIVERED, "EUR", Amount.exact("1"))
    with (
        pytest.raises(RecordError, match="identifier is already taken"),
        full.edit("Steal") as edit,
    ):
        edit.put(replace(ONWARD, figures=(taken,)))
    assert full.transfer("t1") == DELIVERY


def test_text_that_is_not_unicode_is_an_error_in_words(full: Dossier) -> None:
    with pytest.raises(RecordError, match="not Unicode"), full.edit("Half a pair") as edit:
        edit.put(replace(ONWARD, comment="\ud800"))


def test_amounts_are_kept_as_plain_digits_however_they_were_made(full: Dossier) -> None:
    big = Amount.exact("1" + "0" * 29)
    scientific = replace(big, value=big.value and big.value.normalize())
    with full.edit("Big") as edit:
        edit.put(replace(ONWARD, figures=(Figure("t2/big", Stage.ORDERED, "USD", scientific),)))
    (value,) = next(full.rows("SELECT value FROM figure WHERE id = 't2/big'"))
    assert value == "1" + "0" * 29


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM transfer",
        "WITH gone AS (SELECT 1) DELETE FROM transfer",
        "BEGIN",
        "PRAGMA user_version = 9",
        "ATTACH ':memory:' AS other",
        "SELECT 1; DELETE FROM transfer",
    ],
)
def test_queries_can_only_read(full: Dossier, sql: str) -> None:
    with pytest.raises(UsageError):
        list(full.rows(sql))
    assert full.counts().transfers == 2


def test_queries_see_what_an_edit_under_way_has_put(full: Dossier) -> None:
    with full.edit("Rename") as edit:
        edit.set_title("New")
        assert list(full.rows("SELECT value FROM meta WHERE key = ?", ("title",))) == [("New",)]


def test_counts_count(full: Dossier) -> None:
    counts = full.counts()
    assert (counts.transfers, counts.actors, counts.sources) == (2, 3, 3)
    assert (counts.citations, counts.problems) == (1, 1)

"""What a file said to the letter: kept, told apart from provenance, forgotten and withheld."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz.comparing import compare
from flowviz.comparing.applying import apply
from flowviz.comparing.choices import Choices as MergeChoices
from flowviz.comparing.plan import plan
from flowviz.dossier import Dossier, log, rules, schema
from flowviz.dossier.changes import changes
from flowviz.dossier.wishes import ForgetRecord, ForgetText
from flowviz.dossier.withheld import Choices
from flowviz.editing.history import told
from flowviz.editing.history_names import names_of
from flowviz.errors import RecordError
from flowviz.records import Import, Original, Problem, Provenance, Spelling, Transfer
from tests.dossier.material import (
    EVERYTHING,
    IMPORT,
    ONWARD,
    PROVENANCE,
    READ,
    SPELLING,
    WORKBOOK,
)


@pytest.fixture
def full() -> Iterator[Dossier]:
    with Dossier.new("Full", EVERYTHING) as dossier:
        yield dossier


def sound(dossier: Dossier) -> None:
    assert log.fault(dossier._db) is None
    rules.check(dossier._db, set(schema.content()))


def test_a_hand_that_edits_a_record_leaves_its_original(full: Dossier) -> None:
    with full.edit("Comment") as edit:
        edit.put(dataclasses.replace(ONWARD, comment="by hand"))
    assert full.originals() == {"t2": READ}
    assert dict(full.provenance(["t2"])["t2"].kept)["comment"] == '"as in file"'


def test_provenance_put_anew_leaves_its_original(full: Dossier) -> None:
    with full.edit("Gone from the file") as edit:
        edit.put_many([dataclasses.replace(PROVENANCE, is_gone=False, row=9)], imported=True)
    assert full.originals(["t2"]) == {"t2": READ}


def test_an_original_goes_with_its_transfer_and_comes_back(full: Dossier) -> None:
    with full.edit("Delete") as edit:
        edit.delete(Transfer, "t5")
        edit.put(Original("t1", (("i1", '[[12,"x"]]'),)))
    with full.edit("Delete") as edit:
        for kind, id_ in (("link", "k1"), ("account_group", "g1")):
            edit._db.execute(f"DELETE FROM {kind} WHERE id = ?", (id_,))
        edit._db.execute("DELETE FROM account WHERE account_group = 'g1'")
        edit._db.execute("DELETE FROM account_transfer WHERE account LIKE 'g1/%'")
        edit.delete(Transfer, "t1")
    assert full.originals() == {"t2": READ}
    full.undo()
    assert full.originals(["t1"])["t1"].rows == (("i1", '[[12,"x"]]'),)


def test_an_import_that_an_original_names_cannot_go(full: Dossier) -> None:
    with (
        pytest.raises(RecordError, match="1 transfer that a later file changed"),
        full.edit("Delete") as edit,
    ):
        edit.delete(Import, WORKBOOK.id)


def test_a_forgotten_record_takes_its_rows_out_of_content_history_and_pages(
    tmp_path: Path,
) -> None:
    path = tmp_path / "case.flowviz"
    secret = Original("t2", (("i1", '[[7,"Zenobia 12"]]'),))
    with Dossier.new("", EVERYTHING) as dossier:
        with dossier.edit("Read once more") as edit:
            edit.put(secret)
            edit.put(Problem("doubtful", 12, "Item", "odd", "Zenobia 12", "i1", "p12"))
        with dossier.edit("And again") as edit:
            edit.put(Original("t2", (("i1", '[[12,"Zenobia 12"]]'),)))
        with dossier.edit("And otherwise") as edit:
            edit.put(READ)
        dossier.save(path)
        dossier.forget(ForgetRecord(Transfer, "t2"))
        sound(dossier)
        assert dossier.originals() == {}
        assert dossier.problems() == (), "the problem quotes a row that the transfer was made of"
        while dossier.undo_text is not None:
            dossier.undo()
        assert dossier.originals() == {}
        working = dossier.database.read_bytes()
    for data in (path.read_bytes(), working):
        assert b"Zenobia" not in data
        assert b"1979; 1981?" not in data


def test_a_forgotten_text_is_taken_out_of_cells_mappings_columns_and_names(
    full: Dossier,
) -> None:
    told_before = full.foresee(ForgetText("Bulgaria")).lines()
    assert any("1 record as a file has it" in line for line in told_before)
    full.forget(ForgetText("Bulgaria"))
    full.forget(ForgetText("Licences"))
    full.forget(ForgetText("Supplier"))
    full.forget(ForgetText("codes"))
    (rows, earlier) = full.originals()["t2"].rows
    assert rows == ("i2", '[[7,"[forgotten]","\\"Pact\\"","1979; 1981?"]]')
    assert earlier == READ.rows[1]
    workbook = next(one for one in full.imports() if one.id == "i2")
    assert workbook.file_name == "[forgotten].xlsx"
    assert workbook.mapping == 'title = "[forgotten]"\n'
    assert workbook.columns == ("[forgotten]", "[forgotten] #2", "Années")
    assert workbook.companions == (("[forgotten].csv", "2" * 64),)
    sound(full)


def test_a_text_in_the_name_of_an_import_is_renamed_alike_in_both(full: Dossier) -> None:
    odd = dataclasses.replace(IMPORT, id="import of Zenobia")
    with full.edit("Read") as edit:
        edit.put(odd, Original("t1", ((odd.id, '[[1,"b"]]'),)))
    full.forget(ForgetText("Zenobia"))
    sound(full)
    ((import_, _),) = full.originals(["t1"])["t1"].rows
    assert import_ in {one.id for one in full.imports()}
    assert "Zenobia" not in import_


def test_a_published_copy_has_no_rows_of_files_and_no_way_they_were_read(
    full: Dossier, tmp_path: Path
) -> None:
    with full.edit("Join") as edit:
        edit.put(Spelling("AT-5 of the informant", SPELLING.item), Spelling("AGS-17", "AGS"))
    path = tmp_path / "copy.flowviz"
    full.publish_copy(path, Choices())
    with Dossier.open(path) as copy:
        assert copy.originals() == {}
        assert copy.imports() == ()
        assert copy.spellings() == {"AGS-17": "AGS"}, "of a designation that the copy shows"
    data = path.read_bytes()
    for withheld in ('1979; 1981?"]', "Années", "codes.csv", "informant", "licences.xlsx"):
        assert withheld.encode() not in data
    left = {one.kind: one.count for one in full.withheld(Choices()).kinds}
    assert left["rows of imported files"] == 1
    assert left["spellings of items that no record has"] == 2


def share(path: Path) -> None:
    """A dossier that two go on from."""
    with Dossier.new("", EVERYTHING) as dossier:
        with dossier.edit("Call it so") as edit:
            edit.set_title("So")
        dossier.save(path)


def test_two_dossiers_are_merged_with_rows_and_spellings(tmp_path: Path) -> None:
    path = tmp_path / "common.flowviz"
    share(path)
    other = Spelling("AGS", "AGS-17")
    with Dossier.open(path) as mine, Dossier.open(path, as_copy=True) as theirs:
        with theirs.edit("Read anew") as edit:
            edit.put(Original("t2", (("i2", '[[8,"Bulgaria"]]'),)), other)
            edit.put(dataclasses.replace(WORKBOOK, mapping="title = 'Other'\n"))
            edit.put(Original("t1", (("i2", '[[9,"Belarus"]]'),)))
        comparison = compare(mine, theirs)
        apply(mine, comparison, plan(comparison, MergeChoices()), "Merge")
        assert mine.originals() == theirs.originals()
        assert mine.spellings() == theirs.spellings()
        assert mine.imports() == theirs.imports()
        assert compare(mine, theirs).differences == ()


def test_a_merge_takes_away_rows_that_the_other_side_took_away(tmp_path: Path) -> None:
    path = tmp_path / "common.flowviz"
    share(path)
    with Dossier.open(path) as mine, Dossier.open(path, as_copy=True) as theirs:
        with theirs.edit("Take away") as edit:
            edit.delete(Original, "t2")
            edit.delete(Provenance, "t2")
        comparison = compare(mine, theirs)
        apply(mine, comparison, plan(comparison, MergeChoices()), "Merge")
        assert (mine.originals(), mine.provenance()) == ({}, {})


def words(dossier: Dossier) -> list[str]:
    row = dossier.history()[-1]
    found = changes(dossier, row, 10)
    names = names_of(dossier, found.records)
    return [
        f"{one.done} {one.title}: {'; '.join(one.lines)}"
        for one in (told(record, names) for record in found.records)
    ]


def test_the_history_tells_spellings_and_rows_in_words(full: Dossier) -> None:
    with full.edit("Joined the spellings AT-5 and 9P135M Konkurs") as edit:
        edit.put(Spelling("AT-5", SPELLING.item))
    assert words(full) == ["Added the spelling “AT-5”: means: 9P135M Konkurs"]
    with full.edit("Read anew") as edit:
        edit.put(Original("t2", (("i1", '[[9,"x"]]'),)))
    assert words(full) == [
        "Changed the record Bulgaria → Pact: the rows of files that it was made of"
    ]

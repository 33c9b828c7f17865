"""``flowviz diff`` and ``flowviz merge``, called as a user calls them."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from flowviz.cli import comparing, main
from flowviz.comparing import apply
from flowviz.dossier import Dossier
from flowviz.records import Note, Source
from flowviz.terms import Subject
from tests.dossier.material import ALL, DELIVERY, NOTE, REGISTER


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Mine and theirs, both of one dossier with a history, each edited in a way of its own."""
    mine, theirs = tmp_path / "mine.flowviz", tmp_path / "theirs.flowviz"
    with Dossier.new("Common", ALL) as common:
        with common.edit("Begin") as edit:
            edit.set_title("Begun")
        common.save(mine)
    shutil.copy(mine, theirs)
    with Dossier.open(mine) as dossier:
        with dossier.edit("Mine") as edit:
            edit.put(Note("own", Subject.TRANSFER, "t1", "x"))
            edit.put(dataclasses.replace(REGISTER, title="Mine"))
        dossier.save()
    with Dossier.open(theirs) as dossier:
        with dossier.edit("Theirs") as edit:
            edit.put(dataclasses.replace(DELIVERY, comment="theirs"), Source("new", "A new one"))
            edit.delete(Note, NOTE.id)
        dossier.save()
    return mine, theirs


def disagree(theirs: Path) -> None:
    """Let theirs give another title to what mine has given one."""
    with Dossier.open(theirs) as dossier:
        with dossier.edit("Disagree") as edit:
            edit.put(dataclasses.replace(REGISTER, title="Theirs"))
        dossier.save()


def test_diff_tells_what_differs_and_who_changed_it(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *map(str, files)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("In common until “Begin”")
    assert "Added in theirs: 1\n  source A new one\n" in told
    assert "Deleted in theirs: 1\n  note on Belarus: A note on Belarus\n" in told
    assert "Comment: before Both items “together”; A Both items “together”; B theirs" in told


def test_diff_gives_its_documented_form(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *map(str, files), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert list(form) == [
        *("equal", "base", "two_way_because", "heads", "counts", "differences"),
        *("look_alikes", "forgotten", "forgotten_by_b"),
    ]
    assert form["base"]["what"] == "Begin"
    assert form["counts"] == {
        "deleted in b": 1,
        "added in b": 1,
        "changed in b": 1,
        "added in a": 1,
        "changed in a": 1,
    }
    changed = next(each for each in form["differences"] if each["state"] == "changed in b")
    assert changed == {
        "kind": "transfer",
        "id": "t1",
        "title": "Belarus → Bulgaria: 9P135M Konkurs and AGS-17",
        "state": "changed in b",
        "fields": [
            {
                "field": "comment",
                "changed_by": "b",
                "base": "Both items “together”",
                "a": "Both items “together”",
                "b": "theirs",
            }
        ],
    }


def test_the_exit_code_tells_of_a_difference_only_when_asked(files: tuple[Path, Path]) -> None:
    mine, theirs = map(str, files)
    assert main(["diff", mine, theirs, "--exit-code"]) == 1
    assert main(["diff", mine, mine, "--exit-code"]) == 0


def test_merge_writes_a_file_of_its_own_that_cites_the_other(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = files
    before = mine.read_bytes(), theirs.read_bytes()
    into = tmp_path / "both.flowviz"
    assert main(["merge", *map(str, files), "--into", str(into), "--author", "Ann"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 added, 1 changed",
        "1 deletion of B not taken; --deletions takes them",
    ]
    assert (mine.read_bytes(), theirs.read_bytes()) == before
    with Dossier.open(into) as both, Dossier.open(theirs) as other:
        row = both.history()[-1]
        assert [each.what for each in both.history()[:-1]] == ["Begin", "Mine"]
        assert (row.what, row.author) == ("Merge of theirs.flowviz: 1 added, 1 changed", "Ann")
        assert row.cites == other.head[1]
        assert both.transfer("t1").comment == "theirs"
        assert {"n1", "own"} <= {note.id for note in both.notes()}
    assert main(["check", str(into)]) == 0


def test_deletions_are_taken_when_asked_for(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "both.flowviz"
    asked = ["merge", *map(str, files), "--into", str(into), "--deletions", "--json"]
    assert main(asked) == 0
    form = json.loads(capsys.readouterr().out)
    done = {(each["kind"], each["id"]): each["done"] for each in form["results"]}
    assert done == {
        ("note", "n1"): "deleted",
        ("source", "new"): "added",
        ("transfer", "t1"): "changed",
    }
    assert form["settled"] == []


def test_a_conflict_without_a_preference_is_named_and_nothing_is_written(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disagree(files[1])
    into = tmp_path / "both.flowviz"
    asked = ["merge", *map(str, files), "--into", str(into)]
    assert main(asked) == 1
    told = capsys.readouterr().err
    assert told.startswith("flowviz: 1 conflict; nothing was written to ")
    assert told.endswith("source Mine\n")
    assert told.count("\n") == 1
    assert not into.exists()
    for side, title in (("a", "Mine"), ("b", "Theirs")):
        assert main([*asked, "--force", "--prefer", side]) == 0
        with Dossier.open(into) as both:
            assert both.sources()["register"].title == title


def test_merge_replaces_no_file_unless_told_to(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = files
    before = theirs.read_bytes()
    assert main(["merge", str(mine), str(theirs), "--into", str(theirs)]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert theirs.read_bytes() == before


def test_files_without_a_common_history_are_said_to_have_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "one.flowviz", tmp_path / "other.flowviz"]
    for file, comment in zip(files, ("x", "y"), strict=True):
        records = [each for each in ALL if each is not DELIVERY]
        changed = dataclasses.replace(DELIVERY, comment=comment)
        with Dossier.new("Common", [changed, *records]) as dossier:
            dossier.save(file)
    assert main(["diff", *map(str, files)]) == 0
    told = capsys.readouterr().out
    assert "no entry in common. Nothing is taken as deleted." in told
    assert "Different: 1" in told
    assert "Comment: A x; B y" in told


def test_equal_dossiers_are_said_to_be_equal(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(files[0]), str(files[0])]) == 0
    assert capsys.readouterr().out.startswith("The two hold the same records.\n")


def test_merge_into_one_of_the_two_replaces_it_as_it_was_read(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = files
    shutil.copy(mine, mine.with_name("other.flowviz"))
    assert main(["merge", str(mine), str(theirs), "--into", str(mine), "--prefer", "a"]) == 1
    asked = ["merge", str(mine), str(theirs), "--into", str(mine), "--prefer", "a", "--force"]
    assert main(asked) == 0
    with Dossier.open(mine) as merged:
        assert merged.history()[-1].cites

    def changed_meanwhile(*of: object) -> None:
        mine.write_bytes(b"other")
        apply(*of)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "apply", changed_meanwhile)
    shutil.copy(mine.with_name("other.flowviz"), mine)
    assert main(asked) == 1
    assert "was changed by another program" in capsys.readouterr().err
    assert mine.read_bytes() == b"other"


def test_a_merge_that_is_killed_leaves_nothing_to_save_over_a(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def save(dossier: Dossier, *_of: object, **_named: object) -> None:
        seen.append((dossier.path, Dossier.open_elsewhere(files[0])))

    monkeypatch.setattr(comparing, "save", save)
    into = files[0].with_name("both.flowviz")
    main(["merge", *map(str, files), "--into", str(into), "--prefer", "a"])
    assert seen == [(None, False)]

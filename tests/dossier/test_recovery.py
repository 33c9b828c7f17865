"""What a crash left behind is offered with its file and its last edit, and goes on from there."""

import os
from pathlib import Path

import apsw
import pytest

from flowviz.dossier import Dossier, publish, working
from flowviz.dossier.working import Publication
from flowviz.errors import DossierError, TargetChangedError
from tests.dossier.material import ALL, content


def crash(dossier: Dossier) -> None:
    """Let go of everything without cleaning up, as a killed process does."""
    dossier._db.close()
    dossier._copy.release()


def rename(dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}") as edit:
        edit.set_title(title)


def test_unsaved_edits_are_offered_and_recovered(tmp_path: Path) -> None:
    dossier = Dossier.new("Full", ALL)
    dossier.save(tmp_path / "case.flowviz")
    rename(dossier, "One")
    rename(dossier, "Two")
    before = content(dossier)
    crash(dossier)

    (found,) = Dossier.left_behind().recoveries
    assert (found.path, found.title) == (tmp_path / "case.flowviz", "Two")
    assert [row.what for row in found.unsaved] == ["Call it One", "Call it Two"]
    assert found.at.utcoffset() is not None
    with Dossier.recover(found) as again:
        assert content(again) == before
        assert again.path == tmp_path / "case.flowviz"
        assert again.is_modified
        again.undo()
        assert again.title == "One"
        again.save()
    assert Dossier.left_behind().recoveries == ()


def test_a_dossier_that_was_never_saved_is_recovered_without_a_path() -> None:
    dossier = Dossier.new("New")
    rename(dossier, "Named")
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    assert found.path is None
    with Dossier.recover(found) as again:
        assert (again.title, again.path) == ("Named", None)


def test_a_copy_without_unsaved_edits_is_cleared_away(tmp_path: Path, own_folders: Path) -> None:
    dossier = Dossier.new("Full", ALL)
    dossier.save(tmp_path / "case.flowviz")
    crash(dossier)
    crash(Dossier.sample())
    assert Dossier.left_behind().recoveries == ()
    assert os.listdir(own_folders / "state" / "working") == []


def test_a_copy_that_is_open_here_is_not_offered(full: Dossier) -> None:
    rename(full, "Mine")
    assert Dossier.left_behind().recoveries == ()
    assert full.title == "Mine"


def test_the_same_edits_are_recovered_once(tmp_path: Path) -> None:
    dossier = Dossier.new("New")
    rename(dossier, "Named")
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    with (
        Dossier.recover(found),
        pytest.raises(DossierError, match="already recovered"),
    ):
        Dossier.recover(found)


def test_the_latest_copy_is_offered_first() -> None:
    for title in ("first", "second"):
        dossier = Dossier.new()
        rename(dossier, title)
        crash(dossier)
    assert [found.title for found in Dossier.left_behind().recoveries] == ["second", "first"]


def test_a_copy_that_was_not_complete_is_cleared_away(own_folders: Path) -> None:
    dossier = Dossier.new("Full", ALL)
    dossier._copy._claim.execute("UPDATE claim SET is_ready = 0")
    rename(dossier, "Never seen by anybody")
    crash(dossier)
    assert Dossier.left_behind().recoveries == ()
    assert os.listdir(own_folders / "state" / "working") == []


def test_a_copy_that_cannot_be_read_is_left_where_it_is(own_folders: Path) -> None:
    dossier = Dossier.new("Full", ALL)
    rename(dossier, "Unreadable")
    crash(dossier)
    (folder,) = (own_folders / "state" / "working").iterdir()
    (folder / "dossier.sqlite").write_bytes(b"no database" * 1000)
    (folder / "dossier.sqlite-wal").unlink(missing_ok=True)
    assert Dossier.left_behind().recoveries == ()
    assert folder.exists()


def claim_of_another(folder: Path, sql: str) -> Path:
    """A folder among the working copies, with a claim that somebody else wrote."""
    folder.mkdir(parents=True)
    claim = apsw.Connection(str(folder / "claim.sqlite"))
    claim.execute(sql)
    claim.close()
    return folder


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE claim (a, b)",
        "CREATE TABLE claim (id, is_ready, path, file_sha256, log_hash, next_path, next_sha256,"
        " next_log_hash, part); INSERT INTO claim VALUES (1, 1, 2, 3, 4, 5, 6, 7, 8)",
        "CREATE VIEW claim AS SELECT 1 AS id",
    ],
)
def test_a_foreign_claim_is_told_and_hinders_nothing(own_folders: Path, sql: str) -> None:
    dossier = Dossier.new("New")
    rename(dossier, "Named")
    crash(dossier)
    foreign = claim_of_another(own_folders / "state" / "working" / "foreign", sql)
    left = Dossier.left_behind()
    assert [found.title for found in left.recoveries] == ["Named"]
    assert left.unreadable == (foreign,)
    assert (foreign / "claim.sqlite").exists()


def test_a_damaged_claim_is_told_and_hinders_nothing(own_folders: Path) -> None:
    dossier = Dossier.new("New")
    rename(dossier, "Named")
    crash(dossier)
    (folder,) = (own_folders / "state" / "working").iterdir()
    for damage in (b"no database" * 1000, b""):
        (folder / "claim.sqlite").write_bytes(damage)
        left = Dossier.left_behind()
        assert (left.recoveries, left.unreadable) == ((), (folder,))
        assert (folder / "dossier.sqlite").exists()


def test_a_copy_that_is_closed_this_moment_is_not_called_unreadable(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = own_folders / "state" / "working" / "gone"
    monkeypatch.setattr(working, "folders", lambda: (gone,))
    assert Dossier.left_behind().unreadable == ()


def test_edits_that_the_first_flowviz_left_are_recovered(own_folders: Path) -> None:
    dossier = Dossier.new("New")
    rename(dossier, "Named")
    dossier._copy._claim.execute("ALTER TABLE claim DROP COLUMN part")
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert again.title == "Named"


def test_a_save_killed_after_its_file_was_in_place_counts_as_saved(tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    dossier = Dossier.new("Full", ALL)
    dossier.save(path)
    old = dossier._copy.published
    rename(dossier, "New")
    dossier.save()
    new = dossier._copy.published
    dossier._copy.set_published(old)
    dossier._copy.set_publishing(new)
    rename(dossier, "Newer")
    crash(dossier)

    (found,) = Dossier.left_behind().recoveries
    assert len(found.unsaved) == 1
    with Dossier.recover(found) as again:
        again.save()  # and takes the file for its own


def test_a_copy_killed_while_it_is_published_leaves_no_part(
    tmp_path: Path, own_folders: Path
) -> None:
    copy = working.make()
    part = publish.part_beside(tmp_path / "published.flowviz")
    copy.set_part(part)
    part.write_bytes(b"half a file")
    copy.release()
    assert Dossier.left_behind().recoveries == ()
    assert not part.exists()
    assert working.folders() == ()


def test_a_save_killed_before_its_file_was_in_place_leaves_no_part(tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    dossier = Dossier.new("Full", ALL)
    dossier.save(path)
    rename(dossier, "New")
    part = publish.part_beside(path)
    part.write_bytes(b"half a file")
    dossier._copy.set_part(part)
    dossier._copy.set_publishing(Publication(path, "0" * 64, "0" * 64))
    crash(dossier)

    (found,) = Dossier.left_behind().recoveries
    assert os.listdir(tmp_path) == ["case.flowviz"]
    with Dossier.recover(found) as again:
        assert again.is_modified
        again.save()


def test_recovered_edits_do_not_overwrite_a_file_that_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    dossier = Dossier.new("Full", ALL)
    dossier.save(path)
    rename(dossier, "Mine")
    crash(dossier)
    with Dossier.new("Theirs") as other:
        other.save(path)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again, pytest.raises(TargetChangedError):
        again.save()


def test_a_state_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FLOWVIZ_STATE", str(tmp_path / "file" / "state"))
    with pytest.raises(DossierError, match="FLOWVIZ_STATE"):
        Dossier.new()


@pytest.mark.parametrize("damage", [b"no database" * 1000, b"", None])
def test_a_copy_that_nobody_can_read_can_be_discarded(
    own_folders: Path, damage: bytes | None
) -> None:
    dossier = Dossier.new("Full", ALL)
    rename(dossier, "Unreadable")
    crash(dossier)
    (folder,) = (own_folders / "state" / "working").iterdir()
    damaged = folder / ("dossier.sqlite" if damage is None else "claim.sqlite")
    damaged.write_bytes(b"no database" * 1000 if damage is None else damage)
    Dossier.discard(folder.name)
    assert not folder.exists()


def test_a_copy_that_is_worked_on_is_not_discarded(full: Dossier) -> None:
    rename(full, "Mine")
    with pytest.raises(DossierError, match="Another flowviz works"):
        Dossier.discard(full._copy.folder.name)
    assert full.title == "Mine"

"""The last saves are kept privately, thinned as they age, and gone when the user says so."""

import datetime
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.dossier import Dossier, backups
from flowviz.dossier.backups import kept
from flowviz.dossier.check import check
from flowviz.errors import DossierError
from tests.dossier.material import ALL, content

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
NOW = datetime.datetime(2026, 6, 15, 12, 30, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def rename(dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}") as edit:
        edit.set_title(title)


def titles() -> list[str]:
    """What the kept saves are called, the latest first."""
    found = []
    for backup in backups.listed():
        with Dossier.open(backup.file, as_copy=True) as again:
            found.append(again.title)
    return found


# Which are kept


def test_the_last_five_are_kept_however_close_they_are() -> None:
    times = [NOW - datetime.timedelta(seconds=at) for at in range(10)]
    assert kept(times, NOW) == (0, 1, 2, 3, 4)


def test_one_an_hour_is_kept_for_a_day_then_one_a_day_then_one_a_month() -> None:
    five = [NOW - datetime.timedelta(seconds=at) for at in range(5)]
    hours = [NOW - at * HOUR for at in range(1, 23)]
    days = [NOW - at * DAY for at in range(2, 30)]
    months = [NOW.replace(year=2025, month=month, day=20) for month in range(7, 13)]
    times = five + hours + days + months
    assert kept(times, NOW) == tuple(range(len(times)))
    beside = [at - datetime.timedelta(minutes=7) for at in hours + days + months]
    assert kept(times + beside, NOW) == tuple(range(len(times)))


def test_of_an_hour_a_day_and_a_month_the_last_save_is_kept() -> None:
    five = [NOW + HOUR] * 5
    hour = [NOW.replace(hour=9, minute=minute) for minute in (1, 59, 30)]
    day = [NOW.replace(day=3, hour=hour) for hour in (23, 2)]
    month = [NOW.replace(month=2, day=day) for day in (1, 2, 28)]
    times = five + hour + day + month
    assert kept(times, NOW) == (0, 1, 2, 3, 4, 6, 8, 12)


def test_what_is_over_a_year_old_goes_unless_it_is_among_the_last_five() -> None:
    old = [NOW - (400 + at) * DAY for at in range(7)]
    assert kept(old, NOW) == (0, 1, 2, 3, 4)
    assert kept([*old, *[NOW] * 5], NOW) == (7, 8, 9, 10, 11)


@given(st.lists(st.integers(0, 800 * 24 * 60), max_size=120), st.integers(0, 400 * 24 * 60))
def test_thinning_twice_is_thinning_once_and_it_never_brings_anything_back(
    ages_min: list[int], later_min: int
) -> None:
    times = [NOW - datetime.timedelta(minutes=age) for age in ages_min]
    once = [times[at] for at in kept(times, NOW)]
    assert len(once) <= backups.LAST + 25 + 32 + 13
    assert kept(once, NOW) == tuple(range(len(once)))
    later = NOW + datetime.timedelta(minutes=later_min)
    slowly = {once[at] for at in kept(once, later)}
    assert {times[at] for at in kept(times, later)} == slowly


# Keeping them


def test_every_save_is_kept_and_opens_as_it_was(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    for title in ("One", "Two"):
        rename(full, title)
        full.save()
    assert titles() == ["Two", "One", "Full"]
    latest = backups.listed()[0]
    assert latest.path == tmp_path / "case.flowviz"
    assert latest.bytes == latest.file.stat().st_size == (tmp_path / "case.flowviz").stat().st_size
    assert latest.file.read_bytes() == (tmp_path / "case.flowviz").read_bytes()
    assert check(latest.file).is_good
    assert full.backup_fault is None


def test_a_backup_opens_as_a_dossier_without_a_file(full: Dossier, tmp_path: Path) -> None:
    rename(full, "Kept")
    full.save(tmp_path / "case.flowviz")
    (backup,) = backups.listed()
    before = backup.file.read_bytes()
    with Dossier.open(backup.file, as_copy=True) as again:
        assert (again.path, again.is_modified) == (None, False)
        assert content(again) == content(full)
        rename(again, "Changed")
        assert again.is_modified
        again.save(tmp_path / "other.flowviz")
    assert backup.file.read_bytes() == before


def test_older_saves_are_thinned_with_each_new_one(full: Dossier, tmp_path: Path) -> None:
    for _ in range(8):
        full.save(tmp_path / "case.flowviz")
    assert len(backups.listed()) == 5


def test_files_are_thinned_each_on_its_own(full: Dossier, tmp_path: Path) -> None:
    for name in ("a.flowviz", "b.flowviz"):
        for _ in range(6):
            full.save(tmp_path / name)
    found = [backup.path.name for backup in backups.listed()]
    assert found == ["b.flowviz"] * 5 + ["a.flowviz"] * 5


@POSIX_ONLY
def test_a_link_and_its_file_have_the_same_backups(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    (tmp_path / "link.flowviz").symlink_to(tmp_path / "case.flowviz")
    full.save(tmp_path / "link.flowviz")
    assert {backup.path for backup in backups.listed()} == {tmp_path / "case.flowviz"}


@POSIX_ONLY
def test_backups_are_private_and_their_names_tell_nothing(
    full: Dossier, tmp_path: Path, own_folders: Path
) -> None:
    before = os.umask(0)
    try:
        full.save(tmp_path / "informants.flowviz")
    finally:
        os.umask(before)
    root = own_folders / "state" / "backups"
    held = [root, *root.rglob("*")]
    assert len(held) == 4
    for path in held:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert "informants" not in str(path.relative_to(own_folders))
        assert "Full" not in path.name


def test_nothing_is_kept_while_they_are_off(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    backups.switch(False)
    assert not backups.is_on()
    full.save()
    assert len(backups.listed()) == 1
    backups.switch(True)
    backups.switch(True)
    assert backups.is_on()
    full.save()
    assert len(backups.listed()) == 2


def test_one_can_be_removed_and_all_of_them(
    full: Dossier, tmp_path: Path, own_folders: Path
) -> None:
    full.save(tmp_path / "a.flowviz")
    full.save()
    full.save(tmp_path / "b.flowviz")
    latest, *rest = backups.listed()
    backups.remove(latest)
    assert backups.listed() == tuple(rest)
    backups.remove(latest)  # gone already, as another flowviz may do
    backups.remove_all(backups.listed())
    assert backups.listed() == ()
    assert list((own_folders / "state" / "backups").iterdir()) == []


def test_one_that_cannot_be_removed_hinders_no_other(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "a.flowviz")
    full.save(tmp_path / "b.flowviz")
    stuck, other = backups.listed()
    stuck.file.unlink()
    stuck.file.mkdir()
    with pytest.raises(DossierError, match="The backup was not deleted"):
        backups.remove_all([stuck, other])
    assert [backup.file for backup in backups.listed()] == [stuck.file]


def test_those_of_one_dossier_are_found_by_path_and_by_history(
    full: Dossier, tmp_path: Path
) -> None:
    full.save(tmp_path / "unedited.flowviz")
    rename(full, "Mine")
    full.save(tmp_path / "first.flowviz")
    full.save(tmp_path / "renamed.flowviz")
    with Dossier.new("Another", ALL) as other:
        rename(other, "Theirs")
        other.save(tmp_path / "other.flowviz")
    hashes = [row.hash for row in full.history()]
    found = backups.of(hashes, tmp_path / "unedited.flowviz")
    assert {backup.path.stem for backup in found} == {"unedited", "first", "renamed"}
    assert {backup.path.stem for backup in backups.of((), tmp_path / "other.flowviz")} == {"other"}
    assert backups.of((), None) == ()


def test_what_is_no_backup_is_left_alone_and_hinders_nothing(
    full: Dossier, tmp_path: Path, own_folders: Path
) -> None:
    full.save(tmp_path / "case.flowviz")
    (backup,) = backups.listed()
    (backup.file.parent / "mine.flowviz").write_text("not named as one")
    (own_folders / "state" / "backups" / "stray").mkdir()
    backup.file.write_bytes(b"no database" * 1000)
    full.save()
    assert len(backups.listed()) == 2
    assert backups.of(["0" * 64], None) == ()
    backups.remove_all(backups.listed())
    assert (backup.file.parent / "mine.flowviz").exists()


# A failing backup


def test_a_backup_that_cannot_be_kept_is_told_and_fails_no_save(
    full: Dossier, tmp_path: Path, own_folders: Path
) -> None:
    (own_folders / "state" / "backups").write_text("in the way")
    rename(full, "Saved all the same")
    full.save(tmp_path / "case.flowviz")
    assert not full.is_modified
    assert check(tmp_path / "case.flowviz").is_good
    assert full.backup_fault is not None
    assert "not among the backups" in full.backup_fault
    (own_folders / "state" / "backups").unlink()
    full.save()
    assert full.backup_fault is None
    (folder,) = (own_folders / "state" / "working").iterdir()
    assert not (folder / "outgoing.sqlite").exists()


def test_a_switch_that_cannot_be_turned_is_told(own_folders: Path) -> None:
    (own_folders / "state").mkdir()
    (own_folders / "state" / "backups").write_text("in the way")
    with pytest.raises(DossierError, match="switch of the backups"):
        backups.switch(False)

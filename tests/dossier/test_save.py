"""A save replaces the file whole or leaves it as it was, and says why it could not."""

import errno
import os
import stat
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from flowviz.errors import CancelledError, DossierError, TargetChangedError, UsageError
from flowviz.records import Placement
from tests.dossier.material import content

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")


def rename(dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}") as edit:
        edit.set_title(title)


def test_a_saved_dossier_opens_with_the_same_content_and_history(
    full: Dossier, tmp_path: Path
) -> None:
    rename(full, "Kept")
    full.save(tmp_path / "case.flowviz")
    with Dossier.open(tmp_path / "case.flowviz") as again:
        assert content(again) == content(full)
        assert again.history() == full.history()
        assert again.path == full.path == tmp_path / "case.flowviz"
        assert not again.is_modified


def test_saving_ends_being_modified_and_the_next_edit_begins_it(
    full: Dossier, tmp_path: Path
) -> None:
    rename(full, "One")
    assert full.is_modified
    full.save(tmp_path / "case.flowviz")
    assert not full.is_modified
    rename(full, "Two")
    assert full.is_modified
    full.save()
    assert not full.is_modified


def test_nothing_but_the_file_is_left_beside_it(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    full.save()
    assert os.listdir(tmp_path) == ["case.flowviz"]


def test_the_published_file_needs_no_companions_and_holds_one_state(
    full: Dossier, tmp_path: Path
) -> None:
    full.save(tmp_path / "case.flowviz")
    header = (tmp_path / "case.flowviz").read_bytes()[:100]
    assert header[18:20] == b"\x01\x01"  # not WAL: https://sqlite.org/fileformat2.html
    assert header[68:72] == b"FLVZ"


def test_a_new_dossier_must_be_told_where_to(full: Dossier) -> None:
    with pytest.raises(UsageError, match="needs a path"):
        full.save()


def test_a_file_that_another_program_changed_is_not_overwritten(
    full: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    with Dossier.open(path) as other:
        rename(other, "Theirs")
        other.save()
    theirs = path.read_bytes()
    rename(full, "Mine")
    with pytest.raises(TargetChangedError, match="changed by another program"):
        full.save()
    assert path.read_bytes() == theirs
    assert os.listdir(tmp_path) == ["case.flowviz"]
    full.save(tmp_path / "mine.flowviz")
    assert (full.title, full.is_modified) == ("Mine", False)


def test_a_path_that_is_given_replaces_what_is_there(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    path.write_text("something else")
    full.save(path)
    assert check(path).is_good


def test_a_file_that_was_deleted_is_written_again(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    path.unlink()
    full.save()
    assert check(path).is_good


def test_a_touched_but_unchanged_file_is_no_hindrance(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    os.utime(path, (1, 1))
    rename(full, "New")
    full.save()
    assert check(path).is_good


@POSIX_ONLY
def test_the_files_mode_is_kept_and_a_new_one_has_the_umasks(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    before = os.umask(0o027)
    try:
        full.save(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    full.save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@POSIX_ONLY
def test_the_working_copy_is_private(full: Dossier, own_folders: Path) -> None:
    (folder,) = (own_folders / "state" / "working").iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX_ONLY
def test_a_link_to_the_file_stays_a_link(full: Dossier, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.flowviz"
    link.symlink_to(tmp_path / "real" / "case.flowviz")
    full.save(link)
    assert link.is_symlink()
    assert check(tmp_path / "real" / "case.flowviz").is_good


@POSIX_ONLY
def test_a_name_that_is_not_unicode_can_be_saved_and_opened(full: Dossier, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.flowviz"))
    full.save(path)
    with Dossier.open(path) as again:
        assert content(again) == content(full)


def test_a_folder_that_is_gone_costs_nothing(full: Dossier, tmp_path: Path) -> None:
    rename(full, "Mine")
    with pytest.raises(DossierError, match="folder is no longer there"):
        full.save(tmp_path / "gone" / "case.flowviz")
    assert (full.path, full.title, full.is_modified) == (None, "Mine", True)
    (tmp_path / "gone").mkdir()
    full.save(tmp_path / "gone" / "case.flowviz")
    assert check(tmp_path / "gone" / "case.flowviz").is_good


def test_a_folder_of_that_name_is_told(full: Dossier, tmp_path: Path) -> None:
    (tmp_path / "case.flowviz").mkdir()
    with pytest.raises(DossierError, match="there is a folder of that name"):
        full.save(tmp_path / "case.flowviz")


@POSIX_ONLY
def test_a_disk_that_takes_no_more_costs_no_edit_and_works_again_later(tmp_path: Path) -> None:
    # A process of its own: the limit on file sizes cannot be raised again for this one. It is set
    # for the folder of the target only as far as possible: the private folder is written first.
    script = """
        import resource, sys
        from pathlib import Path
        from flowviz.dossier import Dossier, publish
        from flowviz.dossier.check import check
        from flowviz.errors import DossierError
        from tests.dossier.material import ALL

        path = Path(sys.argv[1])
        with Dossier.new("Old", ALL) as dossier:
            dossier.save(path)
            old = path.read_bytes()
            with dossier.edit("Rename") as edit:
                edit.set_title("New")
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            for limit in (5_000, 50_000, len(old) - 1):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
                try:
                    dossier.save()
                except DossierError as error:
                    print(error)
                finally:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                assert path.read_bytes() == old
                assert [found.name for found in path.parent.iterdir()] == [path.name]
                assert dossier.title == "New" and dossier.is_modified
            dossier.save()
        assert check(path).is_good
        print("saved in the end")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "case.flowviz")],
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert told[-1] == "saved in the end"
    assert len(told) == 4
    assert all("was not saved" in line for line in told[:3])


def test_what_is_to_be_new_replaces_nothing(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path, is_new=True)
    before = path.read_bytes()
    with Dossier.new("Another") as other, pytest.raises(TargetChangedError, match="made by"):
        other.save(path, is_new=True)
    assert path.read_bytes() == before


@POSIX_ONLY
def test_a_device_or_a_pipe_is_never_replaced(full: Dossier, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.flowviz"
    os.mkfifo(pipe)
    with pytest.raises(DossierError, match="a device or a pipe"):
        full.save(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.listdir(tmp_path) == ["pipe.flowviz"]


@POSIX_ONLY
def test_a_name_as_long_as_a_disk_takes_can_be_saved(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / ("\N{GREEK SMALL LETTER OMEGA}" * 123 + ".flowviz")
    full.save(path)
    assert check(path).is_good


def test_progress_is_told_in_bytes_of_the_file(full: Dossier, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    full.save(tmp_path / "case.flowviz", progress=lambda done, total: told.append((done, total)))
    size = (tmp_path / "case.flowviz").stat().st_size
    assert told[-1] == (size, size)
    assert all(total in (0, size) for _, total in told)


@pytest.mark.parametrize("at", ["while it is put together", "while it is written"])
def test_a_save_that_is_stopped_leaves_the_file_as_it_was(
    full: Dossier, tmp_path: Path, at: str
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    before = path.read_bytes()
    with full.edit("Many") as edit:
        edit.put_many(Placement("map", f"x-{number}", 0.0, 0.0) for number in range(20_000))

    def stop(_done: int, total: int) -> None:
        if bool(total) == (at == "while it is written"):
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        full.save(progress=stop)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["case.flowviz"]
    assert full.is_modified
    full.save()
    assert check(path).is_good


def test_a_changed_file_is_overwritten_when_that_is_wanted(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    path.write_text("changed outside")
    rename(full, "Mine")
    full.save(replaces_changed=True)
    assert not full.is_modified
    with Dossier.open(path) as again:
        assert again.title == "Mine"


@POSIX_ONLY
def test_a_write_protected_file_is_not_replaced(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    before = path.read_bytes()
    path.chmod(0o444)
    rename(full, "Mine")
    with pytest.raises(DossierError, match="write-protected"):
        full.save()
    assert path.read_bytes() == before
    assert full.is_modified
    path.chmod(0o644)
    full.save()
    assert check(path).is_good


def test_a_name_that_is_too_long_is_told(full: Dossier, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="the name is too long"):
        full.save(tmp_path / ("x" * 300 + ".flowviz"))


def test_a_folder_that_became_a_file_is_told(full: Dossier, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("in the way")
    with pytest.raises(DossierError, match="folder is no longer there"):
        full.save(tmp_path / "folder" / "case.flowviz")


def test_a_place_that_takes_no_file_says_so_before_any_work(full: Dossier, tmp_path: Path) -> None:
    worked: list[bool] = []
    with pytest.raises(DossierError, match="no longer there"):
        full.save(tmp_path / "gone" / "case.flowviz", progress=lambda *_of: worked.append(True))
    assert worked == []


def test_a_rename_that_reports_a_fault_and_happened_is_told_so_and_hinders_no_next_save(
    full: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    rename(full, "Mine")
    replace = os.replace

    def replace_and_fail(source: Path, target: Path) -> None:
        replace(source, target)
        if target == path:
            raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "replace", replace_and_fail)
    with pytest.raises(DossierError, match="holds what was edited, but"):
        full.save()
    assert full.is_modified
    with Dossier.open(path) as again:
        assert again.title == "Mine"
    monkeypatch.undo()
    full.save()
    assert not full.is_modified


def test_two_saves_at_the_same_moment_do_not_replace_one_another_unseen(
    full: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    with Dossier.open(path) as other:
        rename(full, "Mine")
        rename(other, "Theirs")
        replace, ended = os.replace, []
        theirs = threading.Thread(target=lambda: ended.append(outcome(other)))

        def replace_slowly(source: Path, target: Path) -> None:
            if target == path and threading.current_thread() is not theirs:
                theirs.start()
                time.sleep(0.3)
            replace(source, target)

        monkeypatch.setattr(os, "replace", replace_slowly)
        full.save()
        theirs.join()
        assert ended == [TargetChangedError]
        with Dossier.open(path) as again:
            assert again.title == "Mine"


def outcome(dossier: Dossier) -> type | None:
    try:
        dossier.save()
    except DossierError as error:
        return type(error)
    return None

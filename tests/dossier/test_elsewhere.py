"""Whether another flowviz of this machine works on a file is known without touching its claim."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from tests.dossier.test_recovery import crash

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened_by_another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that works on ``path`` until it is told to end, or killed."""
    script = """
        import sys
        from pathlib import Path
        from flowviz.dossier import Dossier
        with Dossier.open(Path(sys.argv[1])):
            print("open", flush=True)
            sys.stdin.read()
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def saved(path: Path) -> Path:
    with Dossier.new("Case") as dossier:
        dossier.save(path)
    return path


def test_a_file_that_another_process_works_on_is_told_until_it_closes(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    assert not Dossier.open_elsewhere(path)
    with opened_by_another(path):
        assert Dossier.open_elsewhere(path)
        assert not Dossier.open_elsewhere(tmp_path / "other.flowviz")
    assert not Dossier.open_elsewhere(path)


def test_a_process_that_was_killed_works_on_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    with opened_by_another(path) as process:
        process.kill()
        process.wait()
        assert not Dossier.open_elsewhere(path)


def test_asking_neither_takes_nor_breaks_the_claim_of_another(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    with opened_by_another(path):
        for _ in range(20):
            assert Dossier.open_elsewhere(path)
        assert Dossier.left_behind().recoveries == ()


def test_asking_leaves_unsaved_edits_of_a_crash_to_be_recovered(tmp_path: Path) -> None:
    dossier = Dossier.new("Case")
    dossier.save(tmp_path / "case.flowviz")
    with dossier.edit("Rename") as edit:
        edit.set_title("Unsaved")
    crash(dossier)
    assert not Dossier.open_elsewhere(tmp_path / "case.flowviz")
    assert len(Dossier.left_behind().recoveries) == 1


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_the_same_file_is_known_by_another_name(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    (tmp_path / "soft.flowviz").symlink_to(path)
    os.link(path, tmp_path / "hard.flowviz")
    with opened_by_another(path):
        assert Dossier.open_elsewhere(tmp_path / "soft.flowviz")
        assert Dossier.open_elsewhere(tmp_path / "hard.flowviz")
        path.unlink()
        (tmp_path / "hard.flowviz").unlink()
        assert Dossier.open_elsewhere(tmp_path / "soft.flowviz")


@pytest.mark.skipif(os.name == "nt", reason="names of bytes")
def test_a_name_that_is_not_unicode_is_known(tmp_path: Path) -> None:
    path = saved(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.flowviz")))
    with Dossier.open(path) as here:
        assert Dossier.open_elsewhere(path)
        assert not Dossier.open_elsewhere(path, besides=here)


def test_a_dossier_follows_the_name_it_is_saved_under(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    with Dossier.open(path) as here:
        here.save(tmp_path / "other.flowviz")
        assert not Dossier.open_elsewhere(path)
        assert Dossier.open_elsewhere(tmp_path / "other.flowviz")


def test_a_copy_without_a_file_works_on_none(tmp_path: Path) -> None:
    path = saved(tmp_path / "case.flowviz")
    with Dossier.open(path, as_copy=True):
        assert not Dossier.open_elsewhere(path)

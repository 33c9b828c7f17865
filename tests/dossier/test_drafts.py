"""What was typed and is no record yet outlives a crash, and goes with its working copy."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.drafts import MOST_BYTES
from flowviz.errors import DossierError
from tests.dossier.test_recovery import crash

ROOT = Path(__file__).resolve().parents[2]


def test_a_draft_is_kept_until_it_is_dropped(empty: Dossier) -> None:
    assert empty.drafts() == {}
    empty.keep_draft("transfer", "Konkurs,\nfrom “Минск”")
    empty.keep_draft("source", "")
    empty.keep_draft("transfer", "Konkurs, 240")
    assert empty.drafts() == {"transfer": "Konkurs, 240", "source": ""}
    empty.drop_draft("transfer")
    empty.drop_draft("never kept")
    assert empty.drafts() == {"source": ""}
    assert not empty.is_modified


def test_a_draft_is_no_part_of_the_file(empty: Dossier, tmp_path: Path) -> None:
    empty.keep_draft("note", "not for the file")
    empty.save(tmp_path / "case.flowviz")
    assert b"not for the file" not in (tmp_path / "case.flowviz").read_bytes()
    assert empty.drafts() == {"note": "not for the file"}
    with Dossier.open(tmp_path / "case.flowviz") as again:
        assert again.drafts() == {}


def test_drafts_are_gone_with_the_dossier(own_folders: Path) -> None:
    with Dossier.new() as dossier:
        dossier.keep_draft("note", "gone soon")
    assert os.listdir(own_folders / "state" / "working") == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_drafts_are_private(empty: Dossier) -> None:
    empty.keep_draft("note", "private")
    assert empty._copy.drafts.stat().st_mode & 0o777 == 0o600


def test_drafts_alone_are_offered_after_a_crash(tmp_path: Path) -> None:
    dossier = Dossier.new("Typing")
    dossier.save(tmp_path / "case.flowviz")
    dossier.keep_draft("note", "half a sent")
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    assert (found.drafts, found.unsaved) == (1, ())
    assert found.path == tmp_path / "case.flowviz"
    with Dossier.recover(found) as again:
        assert again.drafts() == {"note": "half a sent"}
        assert not again.is_modified


def test_what_is_too_long_is_refused_and_the_rest_stays(empty: Dossier) -> None:
    empty.keep_draft("note", "short")
    with pytest.raises(DossierError, match="too long"):
        empty.keep_draft("other", "x" * MOST_BYTES)
    assert empty.drafts() == {"note": "short"}


@pytest.mark.parametrize("held", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_holds_no_drafts_and_hinders_nothing(empty: Dossier, held: bytes) -> None:
    empty._copy.drafts.write_bytes(held)
    assert empty.drafts() == {}
    empty.keep_draft("note", "new")
    assert empty.drafts() == {"note": "new"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("delay_s", [0.02, 0.05, 0.08, 0.11, 0.14, 0.17])
def test_a_kill_while_drafts_are_kept_loses_none_that_was_acknowledged(delay_s: float) -> None:
    script = """
        from flowviz.dossier import Dossier
        dossier = Dossier.new()
        number = 0
        while True:
            dossier.keep_draft("typed", f"{number} " + "x" * 5000)
            print(number, flush=True)
            number += 1
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    with process.stdout as said:
        first = said.readline()
        killer = threading.Timer(delay_s, process.kill)
        killer.start()
        told = (first + said.read()).splitlines(keepends=True)
        killer.join()
    process.wait()
    last = int([line for line in told if line.endswith("\n")][-1])
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        number, rest = again.drafts()["typed"].split(" ")
        assert int(number) in (last, last + 1)
        assert rest == "x" * 5000

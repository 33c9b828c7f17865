"""Forgetting killed at each of its steps: the old state or the new one, and never half of one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flowviz.dossier import Dossier, log, rules, schema
from flowviz.dossier.check import check
from tests.dossier.material import ALL, content

_PROGRAM = """
import os, signal, sys
from pathlib import Path
from flowviz.dossier import Dossier, chunks, discretion, log, traces
from flowviz.dossier.wishes import ForgetText

def die(*_of, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

step, path = sys.argv[1], Path(sys.argv[2])
dossier = Dossier.open(path)
with dossier.edit("Unsaved") as edit:
    edit.set_title("Unsaved")
if step == "chunk":
    chunks.Chunks.put = die
elif step == "rehash":
    log.rehash = die
elif step == "tombstone":
    log.append = die
elif step == "beside":
    traces.remove = die
elif step == "clean":
    traces.clean = die
elif step == "save":
    discretion.Discreet.save = die
dossier.forget(ForgetText("letter"))
"""
BEFORE = ("chunk", "rehash", "tombstone")
AFTER = ("beside", "clean", "save")


@pytest.mark.parametrize("step", [*BEFORE, *AFTER])
def test_a_kill_leaves_the_old_state_or_the_new_one(step: str, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    with Dossier.new("Case") as dossier:
        with dossier.edit("Add “A letter”") as edit:
            edit.put(*ALL)
        dossier.save(path)
    child = subprocess.run(
        [sys.executable, "-c", _PROGRAM, step, str(path)], env=os.environ, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert check(path).is_good, "the file was not written yet"
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert log.fault(again._db) is None
        rules.check(again._db, set(schema.content()))
        kinds = [row.kind for row in again.history()]
        is_done = kinds[-1] == log.FORGET
        assert is_done is (step in AFTER)
        assert (again.sources()["informant"].title == "A letter") is not is_done
        before = content(again)
        again.undo()
        again.redo()
        assert content(again) == before
        again.save()
    assert (b"A letter" in path.read_bytes()) is not is_done

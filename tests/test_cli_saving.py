"""What the command line says beside the answer when it writes a dossier."""

from pathlib import Path

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier, backups
from tests.dossier.test_elsewhere import opened_by_another
from tests.test_cli import REGISTER


def imported(tmp_path: Path) -> Path:
    """A dossier that exists, and a register to import into it."""
    (tmp_path / "deals.csv").write_text(REGISTER, "utf-8")
    into = tmp_path / "case.flowviz"
    with Dossier.new("Case") as dossier:
        dossier.save(into)
    return into


def test_a_dossier_open_in_a_window_is_told_and_written_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = imported(tmp_path)
    with opened_by_another(into):
        assert main(["import", str(tmp_path / "deals.csv"), "--into", str(into)]) == 0
    told = capsys.readouterr()
    assert "case.flowviz is open in a window of flowviz" in told.err
    assert "1 added" in told.out
    with Dossier.open(into) as again:
        assert again.counts().transfers == 1


def test_nothing_is_told_of_a_dossier_that_nobody_has_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = imported(tmp_path)
    assert main(["import", str(tmp_path / "deals.csv"), "--into", str(into)]) == 0
    assert capsys.readouterr().err == ""
    assert len(backups.listed()) == 2


def test_a_backup_that_was_not_kept_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own_folders: Path
) -> None:
    (own_folders / "state").mkdir(exist_ok=True)
    (own_folders / "state" / "backups").write_text("in the way")
    assert main(["sample", str(tmp_path / "case.flowviz")]) == 0
    assert "not among the backups" in capsys.readouterr().err


def test_none_is_kept_by_the_command_line_once_the_window_has_switched_them_off(
    tmp_path: Path,
) -> None:
    backups.switch(False)
    assert main(["sample", str(tmp_path / "case.flowviz")]) == 0
    assert backups.listed() == ()

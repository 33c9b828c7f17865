"""A state folder behind a link, a clock that jumps: nothing is lost by either."""

import datetime
import os
from pathlib import Path

import pytest

from flowviz.dossier import Dossier, backups
from tests.dossier.material import ALL
from tests.dossier.test_recovery import crash
from tests.torture.scenarios import State

_REAL = datetime.datetime


def rename(dossier: Dossier, title: str) -> None:
    with dossier.edit(f"Call it {title}") as edit:
        edit.set_title(title)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_state_folder_behind_a_link_is_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("FLOWVIZ_STATE", str(tmp_path / "link"))
    dossier = Dossier.new("Behind a link", ALL)
    rename(dossier, "One")
    monkeypatch.setenv("FLOWVIZ_STATE", str(tmp_path / "real"))
    assert Dossier.left_behind().recoveries == ()  # it is at work, whichever way one comes
    left = State.of(dossier)
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert State.of(again) == left


class Clock(datetime.datetime):
    """A clock that says what it is set to."""

    told = _REAL(2026, 1, 1, tzinfo=datetime.UTC)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "Clock":
        return cls.fromtimestamp(cls.told.timestamp(), tz)


def test_a_clock_that_jumps_costs_neither_history_nor_the_last_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datetime, "datetime", Clock)
    path = tmp_path / "case.flowviz"
    dossier = Dossier.new("Clock", ALL)
    for year in (2026, 2099, 2098, 2097, 2096, 2095, 2094, 1971, 2026, 2026, 2026):
        monkeypatch.setattr(Clock, "told", _REAL(year, 3, 1, tzinfo=datetime.UTC))
        rename(dossier, str(year))
        dossier.save(path)
        saved = path.read_bytes()
        assert saved in [backup.file.read_bytes() for backup in backups.listed()]
    rename(dossier, "unsaved")
    dossier.undo()
    left = State.of(dossier)
    crash(dossier)
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert State.of(again) == left
        assert again.title == "2026"

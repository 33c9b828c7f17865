from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from flowviz.ui import settings
from flowviz.ui.settings import Settings

UI = Path(settings.__file__).parent


def test_recent_files_are_kept_latest_first_once_each_and_not_too_many() -> None:
    kept = Settings()
    for number in range(12):
        kept.add_recent_file(Path(f"/cases/{number}.flowviz"))
    kept.add_recent_file(Path("/cases/7.flowviz"))
    kept.sync()
    recent = Settings().recent_files()
    assert recent[:3] == tuple(Path(f"/cases/{n}.flowviz") for n in (7, 11, 10))
    assert len(recent) == len(set(recent)) == settings.MOST_RECENT


def test_one_recent_file_comes_back_as_one_file() -> None:
    kept = Settings()
    kept.add_recent_file(Path("/cases/a, b.flowviz"))
    kept.sync()
    assert Settings().recent_files() == (Path("/cases/a, b.flowviz"),)
    Settings().clear_recent_files()
    assert Settings().recent_files() == ()


def test_a_foreign_value_in_the_file_is_not_believed(own_folders: Path) -> None:
    kept = Settings()
    kept.set_appearance("pink")
    kept.set_layout("geometry", QByteArray(b"xyz"))
    kept.set_last_folder(Path("/no/such/folder"))
    kept.sync()
    again = Settings()
    assert again.appearance() == "system"
    assert again.layout("geometry") == QByteArray(b"xyz")
    assert again.layout("nothing").isEmpty()
    assert again.last_folder() == Path.home()


def test_settings_lie_where_the_paths_say(own_folders: Path) -> None:
    kept = Settings()
    kept.set_appearance("dark")
    kept.sync()
    assert "dark" in (own_folders / "config" / "window.ini").read_text()


def test_paths_that_qts_file_dialog_left_are_purged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path))
    shared = QSettings(user, "QtProject")
    shared.setValue("FileDialog/lastVisited", "file:///cases/secret")
    shared.setValue("FileDialog/history", ["file:///cases/secret"])
    shared.setValue("FileDialog/sidebarWidth", 90)
    shared.sync()
    settings.purge_visited_paths()
    left = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert "secret" not in left
    assert "sidebarWidth" in left


def test_only_one_file_names_qsettings_and_none_a_lock_file() -> None:
    named = [path.name for path in UI.rglob("*.py") if "QSettings" in path.read_text("utf-8")]
    assert named == ["settings.py"]
    assert not any("QLockFile" in path.read_text("utf-8") for path in UI.rglob("*.py"))

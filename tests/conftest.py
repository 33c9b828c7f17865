"""What every test gets: folders of its own, and a check that nothing is left running."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A failing example says how it can be made again, and no example is late: machines differ.
settings.register_profile("flowviz", deadline=None, print_blob=True)
settings.load_profile("flowviz")

if "xvfb" not in os.environ.get("QT_QPA_PLATFORM", "") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # names are shown in the language of the system


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the user's folders into a fresh place, so that no test meets a user's state."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FLOWVIZ_STATE", str(home / "state"))
    monkeypatch.setenv("FLOWVIZ_CONFIG", str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if not thread.daemon]
    assert not left, f"threads still running: {left}"

"""Where resources and the user's folders are: in a checkout, an installed wheel, a frozen app.

No other file knows. ``FLOWVIZ_STATE`` and ``FLOWVIZ_CONFIG`` move the user's folders (tests and
people who work from a stick use them).
"""

import os
import sys
from pathlib import Path

import platformdirs


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, such as ``resource("world", "world-110m.npz")``."""
    return _resources_root().joinpath(*parts)


def state_folder() -> Path:
    """The private folder of working copies and caches, made with mode 0700 when missing."""
    return _private(
        os.environ.get("FLOWVIZ_STATE") or platformdirs.user_state_path("flowviz", appauthor=False)
    )


def config_folder() -> Path:
    """The private folder of the settings file, made with mode 0700 when missing."""
    return _private(
        os.environ.get("FLOWVIZ_CONFIG")
        or platformdirs.user_config_path("flowviz", appauthor=False)
    )


def program() -> list[str]:
    """The command that starts this very program again, frozen or not."""
    if is_frozen():
        return [sys.executable]
    return [sys.executable, "-m", "flowviz"]


def is_frozen() -> bool:
    """Whether this runs from the PyInstaller build."""
    return bool(getattr(sys, "frozen", False))


def _resources_root() -> Path:
    if is_frozen():
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent)) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def _private(folder: str | Path) -> Path:
    path = Path(folder).absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path

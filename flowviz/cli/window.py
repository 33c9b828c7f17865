"""Opening the window, or saying in one line why there can be none."""

import contextlib
import ctypes
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from flowviz.errors import FlowvizError

NO_DISPLAY = (
    "there is no display to open a window on; flowviz export makes pictures without one "
    "(flowviz export DOSSIER OUT.png), and flowviz --help lists the rest"
)
PACKAGES = (
    "libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
)
"""What a bare Debian or Ubuntu lacks for Qt; README says the same."""


def show_window(path: Path | None) -> int:
    """Open the window on a dossier, on the bundled case for None; gives the exit code."""
    if not _has_display():
        raise FlowvizError(NO_DISPLAY)
    with qt_in_words():
        _load_xcb()
        from flowviz.ui import app
    return app.main(path)


@contextlib.contextmanager
def qt_in_words() -> Iterator[None]:
    """Say what to install where a library that Qt needs is missing."""
    try:
        yield
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError) or "cannot import name" in str(error):
            raise
        raise FlowvizError(
            f"Qt cannot be loaded ({error}); on Debian or Ubuntu: apt install {PACKAGES}"
        ) from error


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _load_xcb() -> None:
    """Load Qt's X11 plugin beforehand: where a library is missing, Qt itself would abort."""
    is_x11 = sys.platform.startswith("linux") and "DISPLAY" in os.environ
    if not is_x11 or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        return
    # Found without importing PySide6, which would slow down all imports after it.
    package = importlib.util.find_spec("PySide6")
    folders = package.submodule_search_locations if package else None
    plugin = Path(folders[0] if folders else "", "Qt", "plugins", "platforms", "libqxcb.so")
    if plugin.exists():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            raise ImportError(str(error)) from error

"""What the reader process puts on itself before it looks at the first byte of a file."""

import mimetypes
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import flowviz
from flowviz import paths
from flowviz.errors import ImportFileError
from flowviz.importers import landlock, seccomp
from flowviz.importers.limits import CPU_SECONDS, MEMORY_BYTES, OPEN_FILES

_SYSTEM = (
    *("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib"),
    *("/nix/store", "/gnu/store", "/etc/ld.so.cache", "/usr/share/zoneinfo"),
)
"""Where shared libraries are that a module needs which is imported late."""


class Guards(NamedTuple):
    """What keeps the reader in on this system: its limits, the version of Landlock (0: none)."""

    has_limits: bool
    landlock: int
    has_seccomp: bool


def guards() -> Guards:
    """Give what this system offers; the reader uses all of it, or reads nothing."""
    if sys.platform == "win32":
        return Guards(False, 0, False)
    if sys.platform != "linux":
        return Guards(True, 0, False)
    return Guards(True, landlock.version(), seccomp.is_available())


def restrict() -> None:
    """Allow no more memory, time and files than a file needs, no other file, no way out.

    Where the system has no such limits (Windows), the parent's watch over time and output is left.

    Raises
    ------
    ImportFileError
        When the system has a lock and it cannot be closed.
    """
    sys.dont_write_bytecode = True
    offered = guards()
    if offered.has_limits:
        _limit()
    try:
        if offered.landlock:
            landlock.restrict_to(readable())
        if offered.has_seccomp:
            seccomp.restrict()
    except OSError as error:
        raise ImportFileError(
            f"The reader could not shut itself in ({error.strerror}); nothing was read."
        ) from error


def readable() -> Iterator[Path]:
    """Give the folders of the program, of Python and of the system's libraries.

    Never the folder that a checkout lies in, nor the one that the program was started in: they may
    be somebody's home.
    """
    package = Path(flowviz.__file__).resolve().parent
    yield package
    yield paths.resource()
    if paths.is_frozen():
        yield package.parent
        yield Path(sys.executable)  # modules that are imported late lie in the program itself
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    for entry in map(Path, sys.path):
        if entry.is_absolute() and entry.name in ("site-packages", "dist-packages"):
            yield entry
    yield from map(Path, _SYSTEM)
    yield from map(Path, mimetypes.knownfiles)  # openpyxl reads these lists when it is loaded


def _limit() -> None:
    import resource

    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    for limit, most in limits.items():
        try:
            _, hard = resource.getrlimit(limit)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (allowed, allowed))
        except (OSError, ValueError):
            continue  # macOS knows RLIMIT_AS and refuses to set it

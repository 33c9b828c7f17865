"""Landlock: the kernel lets this process read the folders named here, and nothing else.

See ``landlock(7)``. No library is used: the one on PyPI is a draft of 2022 that knows neither the
network nor signals.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""Numbers of the system calls, the same on every architecture that flowviz runs on."""
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38  # prctl(2)

_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_ACTIONS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many actions on files a version knows, the lowest bits first."""
_TCP_ACTIONS = 0b11  # bind, connect
_SCOPES = 0b11  # abstract sockets, signals


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Give the version of Landlock that the kernel has, 0 for none."""
    try:
        return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))
    except OSError:
        return 0


def restrict_to(readable: Iterable[Path]) -> None:
    """Let this process and its threads read below these paths alone, and write nowhere.

    Reaching TCP (version 4) and signals to others (version 6) are refused where the kernel can.

    Raises
    ------
    OSError
        When the kernel has Landlock and refuses.
    """
    known = version()
    actions = max(count for since, count in _FILE_ACTIONS.items() if since <= known)
    rules = _Ruleset((1 << actions) - 1, _TCP_ACTIONS, _SCOPES)
    size = 8 if known < 4 else 16 if known < 6 else 24
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    try:
        for path in readable:
            _allow(ruleset, path)
        # Without it the next call is refused.
        if ctypes.CDLL(None, use_errno=True).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            raise _last_error()
        _call(_RESTRICT_SELF, ctypes.c_int(ruleset), 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be read
    try:
        actions = _READ_FILE | _READ_FOLDER if path.is_dir() else _READ_FILE
        beneath = _PathBeneath(actions, folder)
        _call(_ADD_RULE, ctypes.c_int(ruleset), _PATH_BENEATH, ctypes.byref(beneath), 0)
    finally:
        os.close(folder)


def _call(number: int, *arguments: object) -> int:
    result = int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        raise _last_error()
    return result


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))

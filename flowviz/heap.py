"""What the program holds of freed memory."""

import sys


def give_back() -> None:
    """Give freed memory back to the system, after something large was read once.

    glibc keeps what many small pieces leave behind (120 MB after a million records); elsewhere
    nothing needs to be done.
    """
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
    if trim is not None:
        trim(0)

"""The garbage collector, kept from walking hundreds of thousands of rows that are no garbage."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection within.

    That saves 0.5 of 3.3 s when 265,000 rows are imported, 2 of 4.7 s when they are read back.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

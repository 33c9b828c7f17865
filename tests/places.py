"""Folders for tests that write a lot: in memory where the system has such a place."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fast_folder() -> Iterator[Path]:
    """An empty folder, in memory if there is a place for it; gone at the end."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="flowviz-tests-", dir=memory if memory.is_dir() else None
    ) as folder:
        yield Path(folder)

"""Folders to torture: in memory where the system has such, for a test waits for no disk."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fast_folder() -> Iterator[Path]:
    """An empty folder, in memory if there is a place for it."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="flowviz-torture-", dir=memory if memory.is_dir() else None
    ) as folder:
        yield Path(folder)

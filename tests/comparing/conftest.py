"""Working copies in memory: each example opens several, and nothing here is about the disk."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_IN_MEMORY = Path("/dev/shm")


@pytest.fixture(autouse=True)
def state_in_memory(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the state folder stand in memory, where the system has such a place."""
    if not _IN_MEMORY.is_dir():
        yield
        return
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY) as folder:
        monkeypatch.setenv("FLOWVIZ_STATE", str(Path(folder) / "state"))
        yield

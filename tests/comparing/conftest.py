"""Working copies in memory: each example opens several, and nothing here is about the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import fast_folder


@pytest.fixture(autouse=True)
def state_in_memory(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the state folder stand in memory."""
    with fast_folder() as folder:
        monkeypatch.setenv("FLOWVIZ_STATE", str(folder / "state"))
        yield

"""The stage on which saves are killed and disks fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import fast_folder
from tests.torture.traced import Stage


@pytest.fixture
def stage() -> Iterator[tuple[Stage, Path]]:
    """A process that can be traced, and the folder it works in."""
    with fast_folder() as folder:
        stage = Stage(folder)
        yield stage, folder
        stage.close()

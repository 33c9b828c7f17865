"""An empty dossier, and one that holds a record of every kind."""

from collections.abc import Iterator

import pytest

from flowviz.dossier import Dossier
from tests.dossier.material import ALL


@pytest.fixture
def empty() -> Iterator[Dossier]:
    with Dossier.new("Empty") as dossier:
        yield dossier


@pytest.fixture
def full() -> Iterator[Dossier]:
    with Dossier.new("Full", ALL) as dossier:
        yield dossier

"""Files made to hurt, each through the real reader process: read, or refused in words."""

from pathlib import Path

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers.reading import Reading
from flowviz.importers.run import read
from tests.importers import specimens

KILLED = ("crash", "failed on this file", "stopped in the middle", "The reader sent")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("specimens")
    specimens.make(made)
    return made


@pytest.mark.parametrize("name", specimens.NAMES)
def test_a_specimen_is_read_or_refused_in_words(folder: Path, name: str) -> None:
    try:
        reading = read(folder / name)
    except ImportFileError as error:
        words = str(error)
        assert words.startswith(name)
        assert words.isprintable()
        assert len(words) < 1_500
        assert not any(word in words for word in KILLED), words
    else:
        assert sum(reading.counts.values()) >= len(reading.findings)
        if isinstance(reading, Reading):
            reading.close()

"""A first look at a file: what it begins with, and where the header of its table may be."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.limits import HEADER_LINES
from flowviz.importers.material import Material, Probe
from flowviz.importers.table import names_of
from flowviz.importers.candidates import SEPARATORS

_BEGIN_BYTES = 2**16


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a table."""

    names: tuple[str, ...]
    header_line: int


def probe_of(material: Material) -> Probe:
    """Give a first look at a file; nothing is refused by it."""
    return Probe(material.data[:_BEGIN_BYTES], material.suffix, _head(material))


def _head(material: Material) -> Head | None:
    """Give the first line that names nearly as many columns as any of the first lines does."""
    try:
        heads = list(_heads(TextFile.of(material.data)))
    except ImportFileError:
        return None
    most = max((len(head.names) for head in heads), default=0)
    return next((head for head in heads if 2 * len(head.names) > max(most, 3)), None)


def _heads(file: TextFile) -> Iterator[Head]:
    for line in itertools.islice(file.lines(), HEADER_LINES):
        splits = (names_of(line.text.split(separator)) for separator in SEPARATORS)
        yield Head(max(splits, key=len), line.number)

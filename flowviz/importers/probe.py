"""A first look at a file: what it begins with, and where the header of its table may be."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.errors import ImportFileError
from flowviz.importers.candidates import SEPARATORS
from flowviz.importers.container import ZIP
from flowviz.importers.encoding import TextFile
from flowviz.importers.limits import HEADER_LINES
from flowviz.importers.material import Material, Probe
from flowviz.importers.table import names_of
from flowviz.importers.tables import PARQUET, open_table

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
    """Give the header: of text the first line that names nearly as many columns as any does."""
    try:
        if material.data.startswith((ZIP, PARQUET)):
            table = open_table(material)
            return Head(table.names, table.header_line)
        heads = list(_heads(TextFile.of(material.data)))
    except ImportFileError:
        return None
    most = max(map(_width, heads), default=0)
    return next((head for head in heads if 2 * _width(head) > max(most, 3)), None)


def _width(head: Head) -> int:
    return sum(map(bool, head.names))


def _heads(file: TextFile) -> Iterator[Head]:
    for line in itertools.islice(file.lines(), HEADER_LINES):
        bare = line.text.replace('"', "")
        splits = (names_of(bare.split(separator)) for separator in SEPARATORS)
        yield max((Head(names, line.number) for names in splits), key=_width)

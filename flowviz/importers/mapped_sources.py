"""The sources that rows of a mapped table name: each is told once, however many rows cite it."""

from collections.abc import Sequence

from flowviz.importers.entries import SourceRow, source_key, source_row
from flowviz.importers.limits import NAME_CHARACTERS
from flowviz.importers.links import is_link
from flowviz.importers.mapped_cells import Columns
from flowviz.importers.mapping import Mapping

_NO_SOURCES: tuple[tuple[str, str], ...] = ()


class SourceReader:
    """Gives the source that each row cites; ``new`` holds those that came up since last asked."""

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        told = (
            *(mapping.source, mapping.source_url, mapping.source_publisher),
            *(mapping.source_author, mapping.source_published),
        )
        self._readers = (
            *(columns.text(field) for field in told[:2]),
            *(columns.text(field, NAME_CHARACTERS) for field in told[2:]),
        )
        self._locator = columns.text(mapping.locator)
        self._is_mapped = bool(mapping.source or mapping.source_url)
        self._notes, self._column = columns.notes, mapping.source_url.column
        self._key = columns.together(told, self._key_of)
        self._keys: dict[tuple[str, ...], str] = {}
        self.new: list[SourceRow] = []

    def of(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Give key and locator of the source that a row cites, nothing where it names none."""
        key = self._key.of(cells) if self._is_mapped else ""
        return ((key, self._locator.of(cells)),) if key else _NO_SOURCES

    def _key_of(self, cells: Sequence[str]) -> str:
        title, url, *more = (reader.of(cells) for reader in self._readers)
        told = (title, url, *more)
        return (self._keys.get(told) or self._met(told)) if title or url else ""

    def _met(self, told: tuple[str, ...]) -> str:
        title, url, publisher, author, published = told
        key = self._keys[told] = source_key(" | ".join(filter(None, told)))
        note = ""
        if url and not is_link(url):
            self._notes.once("it is no link to the web; kept as a note", self._column, url)
            note, url = url, ""
        self.new.append(
            source_row(
                key,
                title or url or note,
                publisher=publisher,
                author=author,
                published=published,
                url=url,
                note=note if title else "",
            )
        )
        return key

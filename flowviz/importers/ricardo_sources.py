"""RICardo's ``sources.csv``: the books and series that its rows are transcribed from."""

from dataclasses import dataclass

from flowviz.importers import code_lists
from flowviz.importers.entries import SourceRow, source_row
from flowviz.importers.findings import Findings
from flowviz.importers.links import is_link
from flowviz.importers.material import Material

_COLUMNS = (
    *("slug", "author", "name", "editor", "country", "volume_number", "volume_date"),
    *("edition_date", "pages", "shelf_number", "notes", "source_category", "url", "type"),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a file by their slug, each a dict by column."""

    by_slug: dict[str, dict[str, str]]

    @classmethod
    def of(cls, material: Material, pattern: str, findings: Findings) -> "Sources":
        """Read the companion; without it the slugs stand for the sources, which is noted."""
        rows = code_lists.rows_of(material, pattern, _COLUMNS)
        if not rows:
            code_lists.note_missing(findings, pattern, "the sources have nothing but their keys")
        return cls({row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in rows})

    def type_of(self, slug: str) -> str:
        """Give RICardo's type of a source: primary, primary_yearbook, secondary, estimation."""
        told = self.by_slug.get(slug)
        return told["type"] if told else ""

    def row(self, key: str, slug: str) -> SourceRow:
        """Give a source as it is sent, under a key."""
        told = self.by_slug.get(slug)
        if told is None:
            return source_row(key, slug)
        url = told["url"]
        notes = [told["notes"]]
        if url and not is_link(url):
            notes.append(f"Link as it stands: {url}")
            url = ""
        if told["type"]:
            notes.append(f"RICardo's type of source: {told['type'].replace('_', ' ')}.")
        return source_row(
            key,
            ", ".join(filter(None, (told["name"], told["country"]))) or slug,
            kind=told["source_category"],
            publisher=told["editor"],
            author=told["author"],
            published=told["edition_date"],
            url=url,
            pages=told["pages"],
            volume=", ".join(filter(None, (told["volume_number"], told["volume_date"]))),
            shelf_number=told["shelf_number"],
            note=" ".join(filter(None, notes)),
        )

"""A library as the reader sent it, each reference checked again here (see ``reading``)."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flowviz.importers import checks
from flowviz.importers.findings import Finding
from flowviz.importers.limits import REFERENCES_BYTES, SOURCES, VALUES
from flowviz.importers.taking import Taking
from flowviz.references.csl import Item, is_clean


class Reference(NamedTuple):
    """One reference of a library, and the line that it begins on."""

    line: int
    item: Item


@dataclass(frozen=True, slots=True)
class SourceHeader:
    """What a library is in."""

    format: str
    encoding: str
    lines: int


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A library read to its end; ``counts`` counts problems by severity, the unlisted included."""

    file_name: str
    sha256: str
    header: SourceHeader
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
    counts: dict[str, int]


@dataclass(slots=True)
class SourceDraft(Taking):
    """Takes the frames of a library."""

    CONTENT = "sources"
    MOST_BYTES = 4 * REFERENCES_BYTES
    MOST_VALUES = VALUES

    header: SourceHeader | None = None
    references: list[Reference] = field(default_factory=list)

    def reading(self, file_name: str, sha256: str) -> SourceReading:
        """Give what was taken, after the last frame."""
        assert self.header is not None
        assert self.counts is not None
        references, findings = tuple(self.references), tuple(self.findings)
        return SourceReading(file_name, sha256, self.header, references, findings, self.counts)

    @property
    def _taken(self) -> int:
        return len(self.references)

    def _take_header(self, frame: dict[str, Any]) -> None:
        self.header = SourceHeader(
            checks.matching(checks.WORD, frame.get("format")),
            checks.matching(checks.WORD, frame.get("encoding")),
            self.lines,
        )

    def _take_content(self, frame: dict[str, Any]) -> None:
        self.references.extend(map(_reference, checks.list_of(frame.get("sources"), SOURCES)))
        if len(self.references) > SOURCES:
            checks.refuse("a number of references")


def is_of_sources(frame: Any) -> bool:
    """Whether a first frame announces references."""
    return type(frame) is dict and frame.get("sort") == "sources"


def _reference(row: Any) -> Reference:
    if type(row) is not list or len(row) != 2 or not is_clean(row[1]):
        checks.refuse("a reference")
    return Reference(checks.count(row[0]), row[1])

"""A library as the reader sent it, each reference checked again here (see ``reading``)."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flowviz.errors import ImportFileError
from flowviz.importers import checks
from flowviz.importers.findings import MESSAGE_CHARACTERS, SEVERITIES, Finding
from flowviz.importers.limits import PROBLEMS, SOURCES
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
class SourceDraft:
    """Takes the frames one by one; ``header`` and ``counts`` come with the first and the last."""

    header: SourceHeader | None = None
    counts: dict[str, int] | None = None
    references: list[Reference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    line: int = 0

    @property
    def lines(self) -> int:
        """How many lines the file has, 0 before the header."""
        return 0 if self.header is None else self.header.lines

    def take(self, frame: Any) -> None:
        """Take the next frame.

        Raises
        ------
        ImportFileError
            When the reader says that it cannot read the file, or the frame is not as it must be.
        """
        if type(frame) is not dict or self.counts is not None:
            checks.refuse("a frame")
        kind = frame.get("frame")
        if kind == "error":
            raise ImportFileError(checks.text(frame.get("message"), MESSAGE_CHARACTERS))
        if self.header is None:
            if kind != "header":
                checks.refuse("a header")
            self.header = _header(frame)
        elif kind == "sources":
            self.line = checks.count(frame.get("line"))
            self.references.extend(map(_reference, checks.list_of(frame.get("sources"), SOURCES)))
            if len(self.references) > SOURCES:
                checks.refuse("a number of references")
        elif kind == "problems":
            problems = checks.list_of(frame.get("problems"), PROBLEMS)
            self.findings.extend(map(checks.finding, problems))
            if len(self.findings) > PROBLEMS:
                checks.refuse("a number of problems")
        elif kind == "end":
            self._take_end(frame)
        else:
            checks.refuse("a frame")

    def reading(self, file_name: str, sha256: str) -> SourceReading:
        """Give what was taken, after the last frame."""
        assert self.header is not None
        assert self.counts is not None
        references, findings = tuple(self.references), tuple(self.findings)
        return SourceReading(file_name, sha256, self.header, references, findings, self.counts)

    def _take_end(self, frame: dict[str, Any]) -> None:
        counts = {severity: checks.count(frame.get(severity)) for severity in SEVERITIES}
        told = frame.get("sources")
        if told != len(self.references) or sum(counts.values()) < len(self.findings):
            checks.refuse("a count")
        self.counts = counts


def is_of_sources(frame: Any) -> bool:
    """Whether a first frame announces references, not deals."""
    return type(frame) is dict and frame.get("sort") == "sources"


def _header(frame: dict[str, Any]) -> SourceHeader:
    return SourceHeader(
        checks.matching(checks.WORD, frame.get("format")),
        checks.matching(checks.WORD, frame.get("encoding")),
        checks.count(frame.get("lines")),
    )


def _reference(row: Any) -> Reference:
    if type(row) is not list or len(row) != 2 or not is_clean(row[1]):
        checks.refuse("a reference")
    return Reference(checks.count(row[0]), row[1])

"""What every answer of the reader has: a header, content, problems, an end that counts them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from flowviz.errors import ImportFileError
from flowviz.importers import checks
from flowviz.importers.findings import MESSAGE_CHARACTERS, SEVERITIES, Finding
from flowviz.importers.frames import ENTRIES, LINES
from flowviz.importers.limits import OUTPUT_BYTES, PROBLEMS


@dataclass(slots=True)
class Taking(ABC):
    """Takes the frames of an answer one by one, each field checked.

    ``lines`` and ``line`` are how many lines the file has and how many of them are passed.
    ``counts`` counts problems by severity, None before the last frame.
    """

    CONTENT = ""
    """The word that frames of content go by."""
    MOST_BYTES = OUTPUT_BYTES
    """How much may come; less where all of it is kept in memory."""
    MOST_VALUES = OUTPUT_BYTES
    """How many values of JSON may come; see ``MOST_BYTES``."""

    lines: int = 0
    line: int = 0
    counts: dict[str, int] | None = None
    findings: list[Finding] = field(default_factory=list)
    _has_begun: bool = False

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
        if LINES in frame and kind != ENTRIES:
            checks.refuse("a frame")
        if kind == "error":
            raise told_error(frame)
        if not self._has_begun:
            if kind != "header":
                checks.refuse("a header")
            self.lines = checks.count(frame.get("lines"))
            self._take_header(frame)
            self._has_begun = True
        elif kind == self.CONTENT:
            self.line = checks.count(frame.get("line"))
            self._take_content(frame)
        elif kind == "problems":
            problems = checks.list_of(frame.get("problems"), PROBLEMS)
            self.findings.extend(map(checks.finding, problems))
            if len(self.findings) > PROBLEMS * len(SEVERITIES):
                checks.refuse("a number of problems")
        elif kind == "end":
            counts = {severity: checks.count(frame.get(severity)) for severity in SEVERITIES}
            if frame.get(self.CONTENT) != self._taken or sum(counts.values()) < len(self.findings):
                checks.refuse("a count")
            self._take_end(frame)
            self.counts = counts
        else:
            checks.refuse("a frame")

    @property
    @abstractmethod
    def _taken(self) -> int:
        """How much content was taken, to be compared with what the reader says of it."""

    @abstractmethod
    def _take_header(self, frame: dict[str, Any]) -> None: ...

    @abstractmethod
    def _take_content(self, frame: dict[str, Any]) -> None: ...

    def _take_end(self, frame: dict[str, Any]) -> None:  # noqa: B027
        """Take what the last frame says beyond counts."""


def told_error(frame: dict[str, Any]) -> ImportFileError:
    """Give why the reader cannot read the file, in its own words."""
    return ImportFileError(checks.text(frame.get("message"), MESSAGE_CHARACTERS))

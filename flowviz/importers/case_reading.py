"""A case as the reader sent it, every record made and checked again here by ``dossier.case``."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowviz.importers import checks
from flowviz.importers.limits import FILE_BYTES, NAME_CHARACTERS, ROWS, VALUES
from flowviz.importers.taking import Taking

if TYPE_CHECKING:
    from flowviz.dossier.case import Case


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A case read to its end."""

    file_name: str
    sha256: str
    encoding: str
    case: "Case"


@dataclass(slots=True)
class CaseDraft(Taking):
    """Takes the frames of a case."""

    CONTENT = "records"
    MOST_BYTES = FILE_BYTES
    MOST_VALUES = VALUES

    encoding: str = ""
    version: int = 0
    title: str = ""
    sections: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def reading(self, file_name: str, sha256: str) -> CaseReading:
        """Give what was taken, after the last frame.

        Raises
        ------
        ImportFileError
            When it is no case.
        """
        from flowviz.dossier import case  # only who reads a case pays for it

        content = {
            "format": case.FORMAT,
            "version": self.version,
            "title": self.title,
            **self.sections,
        }
        return CaseReading(file_name, sha256, self.encoding, case.case_of(content))

    @property
    def _taken(self) -> int:
        return self.count

    def _take_header(self, frame: dict[str, Any]) -> None:
        self.encoding = checks.matching(checks.WORD, frame.get("encoding"))
        self.version = checks.count(frame.get("version"))
        self.title = checks.text(frame.get("title"), NAME_CHARACTERS)

    def _take_content(self, frame: dict[str, Any]) -> None:
        for row in checks.list_of(frame.get("records"), ROWS):
            if type(row) is not list or len(row) != 2 or type(row[0]) is not str:
                checks.refuse("a record")
            section, record = row
            self.sections[section].append(record)
            self.count += 1
        if self.count > ROWS:
            checks.refuse("a number of records")


def is_of_case(frame: Any) -> bool:
    """Whether a first frame announces a case."""
    return type(frame) is dict and frame.get("sort") == "case"

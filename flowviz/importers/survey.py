"""What a file looks like before it is read: what it may be, how it opens, what its columns say.

A survey is made in the reader process and sent as one frame; the parent builds it anew of what it
is sent, each field checked.
"""

from dataclasses import dataclass
from typing import Any

from flowviz.importers import checks, mapping_toml
from flowviz.importers.candidates import MOST, Candidate
from flowviz.importers.limits import COLUMNS, MAPPING_CHARACTERS, NAME_CHARACTERS
from flowviz.importers.mapping import Mapping, problems_of
from flowviz.importers.taking import told_error

ROWS = 50
"""Rows shown."""
CELL_CHARACTERS = 300
MOST_SHEETS = 1_000
MOST_DOUBTS = 1_000
_DOUBT_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file looks like; of candidates the best comes first, and is the one shown.

    ``format`` and ``title`` are those of the format that is known to read it, "" for none: then
    ``mapping`` is the guess. ``labels``, ``names``, ``header_line`` and ``sheet`` are those of the
    table, ``rows`` the cells of its first records under the ``row_lines`` they stand on, and
    ``row_count`` is about how many there are. All of these are empty where the file is no table
    (``is_references``, a graph). ``doubts`` are sentences.
    """

    format: str = ""
    title: str = ""
    is_references: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encodings: tuple[Candidate, ...] = ()
    separators: tuple[Candidate, ...] = ()
    decimals: tuple[Candidate, ...] = ()
    header_line: int = 0
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    row_lines: tuple[int, ...] = ()
    row_count: int = 0
    mapping: Mapping | None = None
    doubts: tuple[str, ...] = ()

    def doubts_left(self, mapping: Mapping) -> tuple[str, ...]:
        """Give the doubts that stay when the table is read by a mapping instead of the guess."""
        if self.mapping is None:
            return self.doubts
        answered = {*problems_of(self.mapping, self.names)} - {*problems_of(mapping, self.names)}
        return tuple(doubt for doubt in self.doubts if doubt not in answered)


def frame_of(survey: Survey) -> dict[str, Any]:
    """Give a survey as the reader sends it."""
    return {
        "frame": "survey",
        "format": survey.format,
        "title": survey.title,
        "is_references": survey.is_references,
        "sheets": survey.sheets,
        "sheet": survey.sheet,
        "encodings": [(each.value, each.reason) for each in survey.encodings],
        "separators": [(each.value, each.reason) for each in survey.separators],
        "decimals": [(each.value, each.reason) for each in survey.decimals],
        "header_line": survey.header_line,
        "labels": survey.labels,
        "names": survey.names,
        "rows": survey.rows,
        "row_lines": survey.row_lines,
        "row_count": survey.row_count,
        "mapping": None if survey.mapping is None else mapping_toml.dumps(survey.mapping),
        "doubts": survey.doubts,
    }


def is_of_survey(frame: Any) -> bool:
    """Whether a first frame is a survey."""
    return type(frame) is dict and frame.get("frame") == "survey"


def survey_of(frame: Any) -> Survey:
    """Give the survey that a frame holds, each field of it checked.

    Raises
    ------
    ImportFileError
        When the reader says that it cannot read the file, or sends what no honest one does.
    """
    if type(frame) is not dict:
        checks.refuse("a survey")
    if frame.get("frame") == "error":
        raise told_error(frame)
    if frame.get("frame") != "survey" or type(frame.get("is_references")) is not bool:
        checks.refuse("a survey")
    names = _texts(frame, "names", COLUMNS, 3 * NAME_CHARACTERS)
    labels = _texts(frame, "labels", COLUMNS, NAME_CHARACTERS)
    rows = tuple(map(_row, checks.list_of(frame.get("rows"), ROWS)))
    lines = tuple(map(checks.count, checks.list_of(frame.get("row_lines"), ROWS)))
    if len(labels) != len(names) or len(lines) != len(rows):
        checks.refuse("a table")
    return Survey(
        checks.text(frame.get("format"), NAME_CHARACTERS),
        checks.text(frame.get("title"), NAME_CHARACTERS),
        frame["is_references"],
        _texts(frame, "sheets", MOST_SHEETS, NAME_CHARACTERS),
        checks.text(frame.get("sheet"), NAME_CHARACTERS),
        _candidates(frame, "encodings"),
        _candidates(frame, "separators"),
        _candidates(frame, "decimals"),
        checks.count(frame.get("header_line")),
        labels,
        names,
        rows,
        lines,
        checks.count(frame.get("row_count")),
        _mapping(frame.get("mapping")),
        _texts(frame, "doubts", MOST_DOUBTS, _DOUBT_CHARACTERS),
    )


def _texts(frame: dict[str, Any], key: str, most: int, characters: int) -> tuple[str, ...]:
    return tuple(checks.text(each, characters) for each in checks.list_of(frame.get(key), most))


def _row(row: Any) -> tuple[str, ...]:
    return tuple(checks.text(cell, CELL_CHARACTERS) for cell in checks.list_of(row, COLUMNS))


def _candidates(frame: dict[str, Any], key: str) -> tuple[Candidate, ...]:
    return tuple(map(_candidate, checks.list_of(frame.get(key), MOST)))


def _candidate(row: Any) -> Candidate:
    value, reason = [*checks.list_of(row, 2), "", ""][:2]
    if value != "\t":
        checks.text(value, NAME_CHARACTERS)
    return Candidate(value, checks.text(reason, NAME_CHARACTERS))


def _mapping(toml: Any) -> Mapping | None:
    if toml is None:
        return None
    if type(toml) is not str or len(toml) > MAPPING_CHARACTERS:
        checks.refuse("a mapping")
    return mapping_toml.loads(toml)

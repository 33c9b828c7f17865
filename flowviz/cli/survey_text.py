"""``flowviz import --survey``: what a file looks like, as a mapping to be mended and used."""

from collections.abc import Iterator

from flowviz.importers import mapping_toml
from flowviz.importers.candidates import Candidate
from flowviz.importers.mapping import Mapping
from flowviz.importers.survey import Survey

_ROWS_SHOWN = 3
_CELL_CHARACTERS = 60


def survey_lines(file_name: str, survey: Survey, mapping: Mapping | None) -> Iterator[str]:
    """Give what was seen as comments, and below them the guessed mapping: all of it is TOML."""
    for line in _seen(file_name, survey, mapping):
        yield f"# {line}"
    if mapping is not None:
        yield "# The mapping is a guess: look whether it is right."
        yield ""
        yield from mapping_toml.dumps(mapping).splitlines()


def _seen(file_name: str, survey: Survey, mapping: Mapping | None) -> Iterator[str]:
    if survey.format:
        yield f"{file_name}: {survey.title} ({survey.format}), which needs no mapping."
    else:
        yield f"{file_name}: a table of no known format, to be read by a mapping."
    if survey.sheets:
        yield f"Sheets: {', '.join(survey.sheets)}; read is {survey.sheet}."
    for word, candidates in (
        ("Encoding", survey.encodings),
        ("Separator", survey.separators),
        ("Decimal sign", survey.decimals),
    ):
        for place, candidate in enumerate(candidates):
            yield f"{word if not place else f'  or {word.lower()}'}: {_candidate(candidate)}"
    if survey.names:
        yield f"The header is on line {survey.header_line}, with {len(survey.names)} columns:"
    for place, name in enumerate(survey.names):
        cells = [row[place] for row in survey.rows[:_ROWS_SHOWN] if place < len(row)]
        yield f"  {name}: {' | '.join(cell[:_CELL_CHARACTERS] for cell in cells)}"
    yield from survey.doubts if mapping is None else survey.doubts_left(mapping)


def _candidate(candidate: Candidate) -> str:
    sign = repr(candidate.value) if candidate.value.isspace() else candidate.value
    return f"{sign} ({candidate.reason})" if candidate.reason else sign

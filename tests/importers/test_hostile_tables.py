"""Tables made to hurt whose fate is one thing: read to the last cell, or refused in words."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flowviz import paths
from flowviz.errors import ImportFileError
from flowviz.importers import entry_checks, mapped_figures, problems
from flowviz.importers.limits import COLUMNS
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.importers.reading import Reading
from flowviz.importers.run import look, read
from flowviz.records import Problem
from flowviz.terms import Stage
from tests.importers import specimens


def test_a_column_a_month_of_a_century_is_looked_at_and_read(tmp_path: Path) -> None:
    path = specimens.one(tmp_path, "two-thousand-figures.csv")
    survey = look(path)
    assert survey.mapping is not None
    assert len(survey.names) == 1_982
    assert len(survey.mapping.figures) == 1_980
    reading = read(path, mapping=survey.mapping)
    assert isinstance(reading, Reading)
    with reading:
        (entry,) = reading.entries()
        assert len(entry.figures) == 1_980


def test_columns_of_one_year_are_told_apart_however_many() -> None:
    """Four columns of one sort and year made the reader turn in a circle for ever."""
    figure = MappedFigure(Field("a"), Stage.DELIVERED, dates=Field("", "1999"))
    names = [f"column {number}" for number in range(1_500)]
    mapping = Mapping(figures=tuple(replace(figure, amount=Field(name)) for name in names))
    suffixes = list(mapped_figures._suffixes(mapping))
    assert len(set(suffixes)) == 1_500
    assert suffixes[:2] == ["a1999", "b1999"]
    bare = Mapping(figures=tuple(MappedFigure(Field(n), Stage.DELIVERED) for n in names))
    suffixes = list(mapped_figures._suffixes(bare))
    assert len(set(suffixes)) == 1_500
    assert (suffixes[25:28], suffixes[702]) == (["z", "aa", "ab"], "aaa")
    assert all(map(entry_checks._SUFFIX.fullmatch, suffixes))


def test_names_of_columns_too_long_for_a_mapping_leave_a_shorter_guess(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = [
        f"{year} {'delivered in all of that year ' * 9}" for year in range(1_000, COLUMNS + 900)
    ]
    rows = ["Supplier,Recipient," + ",".join(names), "France,Peru" + ",1" * len(names)]
    path.write_text("\n".join([*rows, rows[1]]))
    survey = look(path)
    assert survey.mapping is not None
    assert len(survey.mapping.figures) <= 50
    if len(survey.mapping.figures) == 50:
        assert "first 50 columns" in " ".join(survey.doubts)


def test_ten_million_empty_rows_are_not_looked_through(tmp_path: Path) -> None:
    path = specimens.one(tmp_path, "empty-rows.xlsx")
    with pytest.raises(ImportFileError, match="more than 2,000,000 rows"):
        look(path)


def test_fifty_million_rows_are_refused_by_their_number(tmp_path: Path) -> None:
    path = specimens.one(tmp_path, "fifty-million-rows.parquet")
    assert path.stat().st_size < 2 * specimens.MB
    with pytest.raises(ImportFileError, match="more than 2,000,000 rows"):
        look(path)


@pytest.mark.parametrize("name", ["from-the-root.zip", "path-in-it.csv.gz"])
def test_a_path_inside_an_archive_is_no_path(tmp_path: Path, name: str) -> None:
    path = specimens.one(tmp_path, name)
    survey = look(path)
    assert survey.mapping is not None
    reading = read(path, mapping=survey.mapping)
    assert isinstance(reading, Reading)
    with reading:
        assert (reading.count, reading.file_name) == (1, name)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_path_out_of_an_archive_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="The archive is empty"):
        look(specimens.one(tmp_path, "climbs-out.zip"))
    assert not Path("/tmp/climbed-out.csv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who is there")
def test_nothing_outlives_a_program_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = specimens.one(tmp_path, "many-names.csv")
    state = tmp_path / "state"
    monkeypatch.setenv("FLOWVIZ_STATE", str(state))
    into = tmp_path / "into.flowviz"
    with subprocess.Popen(
        [*paths.program(), "import", str(path), "--into", str(into)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        readers: list[int] = []
        deadline = time.monotonic() + 60
        while not readers and time.monotonic() < deadline:
            readers = _children(program.pid)
            time.sleep(0.01)
        time.sleep(0.3)
        program.kill()
        program.wait()
    assert readers
    deadline = time.monotonic() + 30
    while any(map(_lives, readers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_lives, readers))
    assert not list(state.glob("import-*"))
    assert not into.exists()


def _children(process: int) -> list[int]:
    try:
        words = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return list(map(int, words))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\uff1d", '"='])
def test_no_cell_of_the_list_of_problems_is_a_formula(tmp_path: Path, begin: str) -> None:
    text = f"{begin}HYPERLINK(1)"
    path = tmp_path / "problems.csv"
    problem = Problem("skipped", 1, column=text, message=text, text=text)
    problems.write_csv([problem], path)
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        _, row = csv.reader(file)
    for cell in row:
        first = cell.lstrip(" \u200b\ufeff")[:1]
        assert first not in "=+-@\t\r\uff1d\uff0b\uff0d\uff20" or not first, cell

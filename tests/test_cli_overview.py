"""``flowviz overview``: the same of a dossier as the panel, as text and as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import flowviz
from flowviz.cli import main
from flowviz.cli.overview import overview_form
from flowviz.flows.columns import read_columns
from flowviz.overview.overview import overview
from flowviz.records import Record
from flowviz.terms import Mark, Reporter
from tests.overview.made import dossier_of, record
from tests.overview.test_proposals import licence, quoted

PAGE = Path(flowviz.__file__).parent.parent.joinpath("docs", "cli.md").read_text("utf-8")
EVERYTHING: tuple[Record, ...] = (
    record("a", reporter=Reporter.EXPORTER),
    record("b", reporter=Reporter.THIRD_PARTY),
    licence(),
    record("d", date="2020"),
    quoted("1", "paper"),
    quoted("2", "report"),
)


def written(tmp_path: Path, *records: Record) -> Path:
    """A file with some records."""
    path = tmp_path / "made.flowviz"
    with dossier_of(*records) as dossier:
        dossier.save(path, is_new=True)
    return path


def told(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The document of ``--json``."""
    assert main(["overview", str(path), "--json"]) == 0
    form: dict[str, Any] = json.loads(capsys.readouterr().out)
    return form


def test_the_document_says_what_the_overview_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = told(written(tmp_path, *EVERYTHING), capsys)
    with dossier_of(*EVERYTHING) as dossier:
        assert form == overview_form(overview(dossier, read_columns(dossier)))
    assert {proposal["kind"] for proposal in form["proposals"]} == {
        "same goods",
        "fulfils",
        "derived",
    }
    assert form["next"][0]["target"] == Mark.NO_SOURCE
    assert [count["what"] for count in form["counts"]][:2] == [Mark.UNSUPPORTED, Mark.NO_SOURCE]


def test_every_key_stands_in_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = told(written(tmp_path, *EVERYTHING), capsys)
    section = PAGE.partition("### `flowviz overview DOSSIER --json`")[2].partition("\n### ")[0]
    named = set(re.findall(r"`(\w+)`", section))
    parts = [*form["counts"], form["sources"], *form["to_establish"], *form["next"]]
    keys = {key for part in (form, *parts, *form["proposals"]) for key in part}
    keys |= {key for each in form["proposals"] for part in each.get("accounts", ()) for key in part}
    assert keys - named == set()


def test_people_are_told_first_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["overview", str(written(tmp_path, *EVERYTHING))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 flow of 4 records that count"
    assert lines[1] == "1. Cite a source for 1 flow with records without one"
    assert "Without source: 1 flow \N{EN DASH} no source was ever cited for them" in lines
    (none,) = (line for line in lines if line.startswith("None: "))
    assert "unsupported" in none.split(": ")[1].split(", ")
    assert any(line.startswith("proposal, same goods: Konkurs") for line in lines)


def test_an_empty_dossier_has_no_flows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["overview", str(written(tmp_path))]) == 0
    assert "There are no flows yet." in capsys.readouterr().out


def test_it_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, *EVERYTHING)
    before = path.read_bytes()
    assert main(["overview", str(path)]) == 0
    assert path.read_bytes() == before

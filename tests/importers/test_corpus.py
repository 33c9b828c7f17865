"""Every defect we could think of, one a line: each line says itself what is to be made of it."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.problems import write_csv
from flowviz.importers.summary import Summary

CORPUS = Path(__file__).with_name("bad_sipri.csv")
LINES = CORPUS.read_text(encoding="utf-8").split("\n")
EXPECTED = {
    number: match[1]
    for number, line in enumerate(LINES, start=1)
    if number > 5 and (match := re.search(r"EXPECT (\w+)", line))
}


@pytest.fixture
def summary(dossier: Dossier) -> Summary:
    return import_file(dossier, CORPUS)


def test_the_corpus_has_at_least_sixty_bad_lines() -> None:
    assert sum(expected != "clean" for expected in EXPECTED.values()) >= 60


def test_each_line_of_the_corpus_is_taken_as_it_says(dossier: Dossier, summary: Summary) -> None:
    problems: dict[int, set[str]] = defaultdict(set)
    for problem in summary.problems:
        problems[problem.line].add(problem.severity)
    taken = {line for (line,) in dossier.rows("SELECT row FROM provenance")}
    found = {}
    for number in EXPECTED:
        if number not in taken:
            found[number] = "skipped" if "skipped" in problems[number] else "lost"
        else:
            found[number] = "doubtful" if problems[number] else "clean"
    wrong = {
        number: (EXPECTED[number], is_now, LINES[number - 1][:80])
        for number, is_now in found.items()
        if is_now != EXPECTED[number]
    }
    # The last but one repeats the line before it, its comment included.
    repeats = [n for n in EXPECTED if n > 1 and LINES[n - 1] == LINES[n - 2]]
    assert wrong == {number: ("clean", "doubtful", LINES[number - 1][:80]) for number in repeats}
    assert len(repeats) == 1


def test_no_number_is_made_of_what_is_none(dossier: Dossier, summary: Summary) -> None:
    assert summary.added > 60
    rows = dict(
        dossier.rows(
            "SELECT line.designation, figure.value FROM figure JOIN line ON line.id = figure.line"
            " WHERE figure.stage = 'ordered' AND figure.unit = 'pieces'"
            " AND line.designation BETWEEN 'N' AND 'N21z'"
        )
    )
    assert set(rows.values()) == {None}
    assert len(rows) == 20


def test_no_actor_is_made_of_a_number_or_of_a_name_that_only_looks_known(
    dossier: Dossier, summary: Summary
) -> None:
    names = {actor.name: actor for actor in dossier.actors().values()}
    assert "0.03" not in names
    assert sorted(actor.kind for actor in names.values()).count("unresolved") == 9
    assert names["France"].code == "FRA"
    assert [name for name in names if name.startswith("Viet Minh")]
    looks = [name for name in names if name.startswith("Fr") and name != "France"]
    assert all(names[name].kind == "unresolved" for name in looks)


def test_all_problems_come_out_as_harmless_csv(summary: Summary, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    write_csv(summary.problems, path)
    text = path.read_text(encoding="utf-8-sig")
    assert text.startswith("line,severity,column,message,text\n")
    assert len(text.splitlines()) == len(summary.problems) + 1
    assert "'=HYPERLINK" in text
    assert not re.search(r'(^|,)"?[=+@]', text, re.MULTILINE)


def test_a_day_that_no_calendar_has_is_no_date(dossier: Dossier, summary: Summary) -> None:
    (source,) = dossier.sources().values()
    assert summary.is_written
    assert not source.published.is_stated

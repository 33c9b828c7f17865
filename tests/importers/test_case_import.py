"""The program's own JSON: records keep their identifiers, one edit, nothing is written over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.case import write_case
from flowviz.errors import ImportFileError
from flowviz.importers import import_file
from flowviz.importers.case_apply import CaseSummary
from flowviz.importers.case_reading import CaseDraft
from flowviz.importers.material import Material
from flowviz.importers.reader import frames_of
from tests.dossier_of_everything import dossier_of_everything


@pytest.fixture
def whole() -> Iterator[Dossier]:
    with dossier_of_everything() as one:
        yield one


@pytest.fixture
def path(whole: Dossier, tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(write_case(whole), encoding="utf-8")
    return path


def imported(dossier: Dossier, path: Path) -> CaseSummary:
    summary = import_file(dossier, path)
    assert isinstance(summary, CaseSummary)
    return summary


def without_title(dossier: Dossier) -> dict[str, object]:
    content = json.loads(write_case(dossier))
    del content["title"]
    return {
        name: sorted(map(json.dumps, each)) if isinstance(each, list) else each
        for name, each in content.items()
    }


def test_every_record_comes_in_as_it_was(whole: Dossier, path: Path, dossier: Dossier) -> None:
    summary = imported(dossier, path)
    assert summary.added == summary.records > 20
    assert not summary.has_problems
    assert without_title(dossier) == without_title(whole)


def test_it_is_one_edit_and_one_undo(path: Path, dossier: Dossier) -> None:
    before = dossier.counts(), len(dossier.history())
    imported(dossier, path)
    assert len(dossier.history()) == before[1] + 1
    dossier.undo()
    assert dossier.counts() == before[0]


def test_the_same_again_changes_nothing(path: Path, dossier: Dossier) -> None:
    imported(dossier, path)
    history = dossier.history()
    summary = imported(dossier, path)
    assert (summary.added, summary.differing) == (0, 0)
    assert summary.unchanged == summary.records
    assert dossier.history() == history


def test_what_differs_stays_as_it_is_and_is_listed(path: Path, dossier: Dossier) -> None:
    imported(dossier, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    changed = content["sources"][0]
    before = dossier.sources()[changed["id"]]
    changed["title"] = "Another title"
    path.write_text(json.dumps(content), encoding="utf-8")
    summary = imported(dossier, path)
    assert (summary.added, summary.differing) == (0, 1)
    assert dossier.sources()[changed["id"]] == before
    (problem,) = summary.problems
    assert problem.message == "the dossier has this source otherwise; it stays"
    assert problem.text == changed["id"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format": "flowviz-case", "version": 99}', "version 99"),
        ('{"format": "flowviz-case", "version": 3, "sources": [{"id": 5}]}', r"sources\[0\]"),
        ('{"format": "flowviz-case", "version": 3, "version": 3}', "twice"),
        ('{"format": "flowviz-case", "version": 3', "not JSON"),
    ],
)
def test_what_is_no_case_is_told_with_its_place(
    text: str, words: str, dossier: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(text)
    with pytest.raises(ImportFileError, match=words):
        import_file(dossier, path)
    assert not dossier.sources()


@pytest.mark.parametrize(
    "frame",
    [
        {"frame": "records", "line": 0, "records": [["sources"]]},
        {"frame": "records", "line": 0, "records": [[5, {}]]},
        {"frame": "records", "line": 0, "records": {}},
        {"frame": "end", "records": 3, "skipped": 0, "doubtful": 0},
    ],
)
def test_a_captured_reader_is_not_believed(frame: dict[str, object], path: Path) -> None:
    draft = CaseDraft()
    draft.take(next(frames_of(Material(path.read_bytes(), "case.json"))))
    with pytest.raises(ImportFileError, match="cannot be"):
        draft.take(frame)

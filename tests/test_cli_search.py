"""``flowviz search`` finds what the panel finds, and says it in lines or as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.paths import state_folder
from tests.dossier.material import EVERYTHING


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "case.flowviz"
    with Dossier.new("Of Everything", EVERYTHING) as dossier:
        dossier.save(path)
    return path


def found(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> dict[str, Any]:
    assert main(["search", str(path), *words, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def ids(told: dict[str, Any]) -> set[tuple[str, str]]:
    return {(group["kind"], hit["id"]) for group in told["groups"] for hit in group["hits"]}


def test_hits_are_told_by_kind_with_where_the_words_stand(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    told = found(capsys, path, "AGS17", "belarus")
    assert (told["count"], told["more"]) == (1, False)
    (group,) = told["groups"]
    (hit,) = group["hits"]
    assert (group["kind"], hit["id"], hit["title"]) == ("record", "t1", "Belarus → Bulgaria")
    assert hit["title_marks"] == [[0, 7]]
    assert (hit["field"], hit["text"], hit["marks"]) == ("item", "AGS-17", [[0, 6]])


def test_several_words_as_one_argument_stand_together(
    capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    assert ("record", "t1") in ids(found(capsys, path, "items together"))
    assert not ids(found(capsys, path, "together items"))


def test_filters_leave_what_they_name(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    assert ids(found(capsys, path, "b", "--kind", "actor")) == {("actor", "BLR"), ("actor", "BGR")}
    assert ids(found(capsys, path, "says", "--from", "2015", "--to", "2015")) == {
        ("citation", "c1")
    }
    assert not ids(found(capsys, path, "says", "--from", "2016"))
    assert ids(found(capsys, path, "ask", "--actor", "Pact")) == {("note", "n2")}
    assert ids(found(capsys, path, "three", "--status", "corrected")) == {("citation", "c2")}
    assert ("record", "t1") not in ids(found(capsys, path, "bulgaria", "--not", "konkurs"))


def test_a_private_note_says_so(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    assert main(["search", str(path), "ask"]) == 0
    assert "private note: Ask her again" in capsys.readouterr().out


def test_nothing_found_is_an_answer(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    assert main(["search", str(path), "zeppelin"]) == 0
    assert capsys.readouterr().out == "nothing found\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["x", "--kind", "foo"], "There is no kind 'foo'; there are: actor, source, record"),
        (["…"], "Name a word to look for"),
        (["x", "--actor", "Atlantis"], "Atlantis"),
    ],
)
def test_what_makes_no_sense_is_told(
    capsys: pytest.CaptureFixture[str], path: Path, options: list[str], message: str
) -> None:
    assert main(["search", str(path), *options]) != 0
    assert message in capsys.readouterr().err


def test_nothing_stays_behind(path: Path) -> None:
    assert main(["search", str(path), "konkurs"]) == 0
    assert not list(state_folder().rglob("index*"))

"""``flowviz sources`` and the import of references, called as a user calls them."""

import dataclasses
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.records import Citation, Source, Transfer
from flowviz.references.style import STYLES
from flowviz.terms import CitationStatus, Protection, Subject, TransferKind
from tests.flows.cases import ACTORS

LIBRARY = Path(__file__).parent / "references"
OPEN = Source(
    "open",
    "Open <b>Report</b>",
    author="A. Writer",
    url="https://example.org/a",
    archived_url="https://archive.example/a",
    note="a note of mine",
    collector="Jo Finder",
)
HIDDEN = Source("hidden", "Hidden Source", protection=Protection.PROTECT)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "d.flowviz"
    with Dossier.new() as one:
        with one.edit("Sources") as edit:
            edit.put(*ACTORS, OPEN, HIDDEN, dataclasses.replace(OPEN, id="loose", title="Uncited"))
            edit.put(Transfer("t", TransferKind.DEAL, "AAA", "BBB"))
            edit.put(Citation("c", "open", Subject.TRANSFER, "t"))
            edit.put(Citation("d", "loose", Subject.TRANSFER, "t", status=CitationStatus.WITHDRAWN))
        one.save(path)
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    assert main(["sources", *words]) == 0
    return capsys.readouterr()


def test_public_sources_alone_are_listed_and_the_rest_is_counted(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = told(capsys, str(dossier))
    assert len(out.splitlines()) == 2
    assert "Hidden" not in out
    assert "https://archive.example/a" in out
    assert err == "flowviz: 1 source is not public and left out; --all lists them too\n"
    out, err = told(capsys, str(dossier), "--all", "--style", "apa")
    assert "Hidden Source" in out
    assert err == ""


@pytest.mark.parametrize("format_", ["text", "csl-json", "bibtex", "ris"])
def test_notes_and_collectors_stay_out_and_all_brings_the_notes_alone(
    dossier: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told(capsys, str(dossier), "--format", format_)
    assert "a note of mine" not in out
    whole, _ = told(capsys, str(dossier), "--format", format_, "--all")
    assert ("a note of mine" in whole) == (format_ != "text")
    assert "Jo Finder" not in out + whole
    assert "protect" not in out + whole


def test_only_what_is_cited(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = told(capsys, str(dossier), "--cited")
    assert "Open <b>Report</b>" in out
    assert "Uncited" not in out


def test_what_a_format_loses_is_told_beside_the_answer(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = told(capsys, str(dossier), "--format", "ris")
    assert out.startswith("TY  - ")
    assert "flowviz: 2 sources: RIS holds no archived URL.\n" in err


def test_a_list_is_written_whole_or_not_at_all(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "list.json"
    told(capsys, str(dossier), "--format", "csl-json", "-o", str(out))
    assert [item["id"] for item in json.loads(out.read_text("utf-8"))] == ["open", "loose"]
    assert main(["sources", str(dossier), "-o", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.flowviz", "list.json"]


def test_styles_are_listed_and_wrong_words_are_told(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = told(capsys, "--list-styles")
    assert [line.split()[0] for line in out.splitlines()] == [style.name for style in STYLES]
    path = str(dossier)
    for words in ([], [path, "--style", "x"], [path, "--style", "apa", "--format", "ris"]):
        assert main(["sources", *words]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_the_bytes_are_the_same_through_a_pipe_and_in_a_file(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.ris"
    words = [sys.executable, "-m", "flowviz", "sources", str(dossier), "--format", "ris"]
    piped = subprocess.run(words, capture_output=True, check=True, env=dict(os.environ)).stdout
    subprocess.run([*words, "-o", str(out)], capture_output=True, check=True)
    assert piped == out.read_bytes()
    assert b"\r\nER  - \r\n" in piped


def test_a_library_goes_into_a_dossier_and_out_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into, problems = tmp_path / "d.flowviz", tmp_path / "p.csv"
    library = LIBRARY / "library.bib"
    assert main(["import", str(library), "--into", str(into), "--problems", str(problems)]) == 0
    out = capsys.readouterr().out
    assert "6 references: 6 added" in out
    assert "not closed" in out
    assert "51,skipped" in problems.read_text("utf-8-sig")
    text, err = told(capsys, str(into), "--format", "bibtex", "--all")
    assert "@mastersthesis{thesis," in text
    assert err == ""
    strict = ["import", str(library), "--into", str(tmp_path / "e.flowviz"), "--strict"]
    assert main(strict) == 1
    assert not (tmp_path / "e.flowviz").exists()


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_a_list_is_and_nothing_else_does(
    dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, line_gone = Terminal(), "\r\x1b[K"
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", shown)
        assert main(["sources", str(dossier), "--all"]) == 0
    assert shown.getvalue().startswith(f"\rlisting the sources: 0 %{line_gone}")
    capsys.readouterr()
    assert told(capsys, str(dossier), "--all")[1] == ""


def test_the_name_of_a_file_that_is_read_steers_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, shown = tmp_path / "evil\x1b[2J.json", Terminal()
    file.write_bytes((LIBRARY / "zotero.json").read_bytes())
    monkeypatch.setattr(sys, "stderr", shown)
    assert main(["import", str(file), "--into", str(tmp_path / "made.flowviz")]) == 0
    assert "evil?[2J.json: " in shown.getvalue()
    assert "\x1b[2J" not in shown.getvalue()


def test_a_list_is_not_written_over_the_dossier(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, other = dossier.read_bytes(), dossier.with_name("other.txt")
    other.symlink_to(dossier)
    for out in (dossier, other):
        assert main(["sources", str(dossier), "-o", str(out)]) == 2
        assert "name another file than the dossier" in capsys.readouterr().err
    assert dossier.read_bytes() == before

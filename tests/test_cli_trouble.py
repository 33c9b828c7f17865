"""What the command line says when the disk, another program or the user gets in its way."""

from dataclasses import replace
from pathlib import Path

import pytest

from flowviz.amounts import Amount
from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.importers import import_file
from tests.test_cli import REGISTER


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The bundled case in a file."""
    path = tmp_path / "case.flowviz"
    assert main(["sample", str(path)]) == 0
    return path


def test_the_problems_never_replace_what_is_read_or_made(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text(REGISTER, "utf-8")
    for taken in (deals, case, tmp_path / "." / "case.flowviz"):
        before = taken.read_bytes()
        arguments = ["import", str(deals), "--into", str(case), "--problems", str(taken)]
        assert main(arguments) == 2
        assert "write over" in capsys.readouterr().err
        assert taken.read_bytes() == before


def test_two_imports_into_one_new_dossier_lose_nothing_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deals, into = tmp_path / "deals.csv", tmp_path / "new.flowviz"
    deals.write_text(REGISTER, "utf-8")

    def finish_first(dossier: Dossier, file: Path, *rest: object, **options: object) -> object:
        summary = import_file(dossier, file, *rest, **options)  # type: ignore[arg-type]
        into.write_bytes(b"what another import has just written")
        return summary

    monkeypatch.setattr("flowviz.cli.importing.import_file", finish_first)
    assert main(["import", str(deals), "--into", str(into)]) == 1
    assert "made by another program meanwhile" in capsys.readouterr().err
    assert into.read_bytes() == b"what another import has just written"


def test_a_name_too_long_is_told_and_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", str(tmp_path / ("a" * 300 + ".flowviz"))]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "too long" in line
    assert "fault" not in line


def test_a_usage_error_names_the_command_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["info"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("(flowviz info --help explains)")


def test_a_picture_in_a_unit_that_nothing_has_comes_with_a_word(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    out = tmp_path / "case.png"
    assert main(["export", str(case), str(out), "--unit", "eur", "--category", "Ships"]) == 0
    unit, category = capsys.readouterr().err.splitlines()
    assert "no figure is in 'eur'; there are EUR, pieces" in unit
    assert "no item is of category 'Ships'" in category


def test_a_field_changed_by_hand_is_told_apart_from_what_the_file_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deals, into = tmp_path / "deals.csv", tmp_path / "register.flowviz"
    deals.write_text(REGISTER, "utf-8")
    assert main(["import", str(deals), "--into", str(into)]) == 0
    with Dossier.open(into) as dossier:
        (deal,) = dossier.transfers()
        (line,) = deal.lines
        seen = replace(line.figures[1], amount=Amount.exact("9"))
        figures = (line.figures[0], seen, *line.figures[2:])
        with dossier.edit("seen") as edit:
            edit.put(replace(deal, comment="seen", lines=(replace(line, figures=figures),)))
        dossier.save()
    assert main(["evidence", str(into), "BLR", "BGR"]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "by hand" in line]
    assert told == [
        "changed by hand: comment; the file says: nothing",
        "changed by hand: amount: 9 pieces delivered, Mi-24V; the file says: 10 pieces",
    ]


def test_check_names_the_file_once_and_counts_in_good_grammar(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = tmp_path / "cut.flowviz"
    cut.write_bytes(case.read_bytes()[:5000])
    assert main(["check", str(cut)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("flowviz: cut.flowviz is truncated")
    deals, into = tmp_path / "deals.csv", tmp_path / "one.flowviz"
    deals.write_text(REGISTER, "utf-8")
    assert main(["import", str(deals), "--into", str(into)]) == 0
    capsys.readouterr()
    assert main(["check", str(into)]) == 0
    assert capsys.readouterr().out == (
        "one.flowviz: undamaged since saved. 1 transfer, 2 actors, 1 source, 1 citation, "
        "1 entry of history.\n"
    )


def test_a_folder_in_place_of_a_file_is_named(
    case: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["import", ".", "--into", str(case)]) == 1
    assert capsys.readouterr().err.startswith("flowviz: .: This is a folder")

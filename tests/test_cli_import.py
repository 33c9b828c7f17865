"""``flowviz import``: how a table is read, what is told before, and when it is an error."""

import tomllib
from pathlib import Path

import pytest

from flowviz.actor import ActorKind
from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.terms import TransferKind

REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "Bulgaria,Belarus,2010,,5,,Mi-8,transport helicopter,5,,2011,New,,1,5,5\n"
)
NO_NAME = "Untd Arab Emirate,Belarus,2010,,5,,Mi-8,transport helicopter,5,,2011,New,,1,5,5\n"

LICENCES = "Jahr;Land;Wert\n2010;Österreich;12\n2011;Ruritanien;5\n"
MAPPING = """
title = "Licences"
kind = "licence"
supplier = { constant = "France" }
recipient = "land"
dates = "jahr"

[[figures]]
amount = "wert"
stage = "licensed"
unit = { constant = "EUR" }
"""


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made.flowviz"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, "utf-8")
    return path


@pytest.fixture
def licences(tmp_path: Path) -> list[str]:
    table, mapping = tmp_path / "licences.csv", tmp_path / "licences.toml"
    table.write_text(LICENCES, "cp1252")
    mapping.write_text(MAPPING, "utf-8")
    return [str(table), "--mapping", str(mapping)]


def pairs(path: Path) -> set[tuple[str, str]]:
    with Dossier.open(path) as dossier:
        return {(one.supplier, one.recipient) for one in dossier.transfers()}


def test_a_rehearsal_tells_what_would_be_and_writes_nothing(
    register: Path, into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.write_text(REGISTER + NO_NAME, "utf-8")
    assert main(["import", str(register), "--into", str(into), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "2 records: 2 added, 0 updated, 0 unchanged." in told
    assert "2 records added:" in told
    assert "  line 2: BLR to BGR, Mi-8" in told
    assert "1 name of no known actor:" in told
    assert "Untd Arab Emirate: 1 time, first on line 3, 2010. Perhaps United Arab Emirates" in told
    assert f"Nothing was written to {into}: --dry-run." in told
    assert not into.exists()


def test_a_rehearsal_over_a_dossier_leaves_its_file_as_it_is(
    register: Path, into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(register), "--into", str(into)]) == 0
    before = into.read_bytes()
    register.write_text(REGISTER.replace(",1,5,5", ",1,5,4"), "utf-8")
    capsys.readouterr()
    assert main(["import", str(register), "--into", str(into), "--dry-run"]) == 0
    assert "1 record changed:" in capsys.readouterr().out
    assert into.read_bytes() == before


def test_a_name_of_nobody_is_an_actor_to_be_resolved_and_listed_once(
    register: Path, into: Path, tmp_path: Path
) -> None:
    register.write_text(REGISTER + NO_NAME + NO_NAME.replace("2010", "2012"), "utf-8")
    problems = tmp_path / "problems.csv"
    arguments = ["import", str(register), "--into", str(into), "--problems", str(problems)]
    assert main(arguments) == 0
    with Dossier.open(into) as dossier:
        kinds = {actor.name: actor.kind for actor in dossier.actors().values()}
    assert kinds["Untd Arab Emirate"] is ActorKind.UNRESOLVED
    assert problems.read_text("utf-8-sig").count("to be resolved") == 1


def test_a_file_without_a_record_is_an_error_with_its_reason(
    register: Path, into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.write_text(REGISTER.splitlines()[0] + "\nBulgaria,,2010,,5,,Mi-8,x,5,,,New,,,,\n")
    assert main(["import", str(register), "--into", str(into)]) == 1
    error = capsys.readouterr().err
    assert "register.csv: no record can be made of it" in error
    assert "(line 2)" in error
    assert not into.exists()


def test_one_file_of_two_with_a_record_is_enough(
    register: Path, into: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(REGISTER.splitlines()[0] + "\n", "utf-8")
    assert main(["import", str(empty), str(register), "--into", str(into)]) == 0
    assert pairs(into) == {("BLR", "BGR")}


def test_what_the_dossier_holds_already_is_no_error(register: Path, into: Path) -> None:
    assert main(["import", str(register), "--into", str(into)]) == 0
    assert main(["import", str(register), "--into", str(into)]) == 0


def test_a_mapping_says_what_the_columns_of_a_table_mean(licences: list[str], into: Path) -> None:
    assert main(["import", *licences, "--into", str(into)]) == 0
    with Dossier.open(into) as dossier:
        made = sorted(dossier.transfers(), key=lambda one: one.recipient)
    assert [one.recipient for one in made] == ["AUT", "x-ruritanien"]
    assert {one.supplier for one in made} == {"FRA"}
    assert {one.kind for one in made} == {TransferKind.LICENCE}
    (figure,) = made[0].all_figures()
    assert (figure.unit, figure.amount.text) == ("EUR", "12")


def test_the_command_line_goes_before_the_mapping(licences: list[str], into: Path) -> None:
    arguments = ["import", *licences, "--into", str(into), "--encoding", "cp1250"]
    assert main([*arguments, "--supplier", "DEU"]) == 0
    assert {supplier for supplier, _ in pairs(into)} == {"DEU"}


def test_a_recipient_of_all_rows_is_named_by_code_or_name(licences: list[str], into: Path) -> None:
    assert main(["import", *licences, "--into", str(into), "--recipient", "Bulgaria"]) == 0
    assert pairs(into) == {("FRA", "BGR")}


def test_a_mapping_that_is_none_is_said_with_its_key(
    licences: list[str], into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(licences[2]).write_text(MAPPING.replace("recipient", "recipent"), "utf-8")
    assert main(["import", *licences, "--into", str(into)]) == 1
    error = capsys.readouterr().err
    assert "recipent" in error
    assert "licences.toml" in error


def test_a_format_and_a_mapping_are_one_too_many(
    licences: list[str], into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["import", *licences, "--into", str(into), "--format", "sipri-deals"]
    assert main(arguments) == 2
    assert "leave one of the two out" in capsys.readouterr().err


def test_a_survey_is_toml_that_says_what_a_table_looks_like(
    licences: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *licences, "--survey", "--supplier", "DEU"]) == 0
    told = capsys.readouterr().out
    assert "# licences.csv: a table of no known format, to be read by a mapping." in told
    assert "# Separator: ;" in told
    assert "#   land: Österreich | Ruritanien" in told
    assert tomllib.loads(told)["supplier"] == {"constant": "DEU"}
    assert "No column is the supplier" not in told, "what an option says is no doubt"
    assert main(["import", licences[0], "--survey"]) == 0
    assert "# No column is the supplier" in capsys.readouterr().out


def test_a_survey_says_which_format_is_known(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(register), "--survey"]) == 0
    told = capsys.readouterr().out
    assert (
        "# register.csv: SIPRI trade register, deals (sipri-deals), which needs no mapping." in told
    )
    assert tomllib.loads(told) == {}


def test_a_survey_imports_nothing(register: Path, into: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(register), "--survey", "--into", str(into)])
    assert stopped.value.code == 2


def test_what_is_said_of_columns_does_not_hold_for_a_known_format(
    register: Path, into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(register), "--into", str(into), "--supplier", "DEU"]) == 0
    assert "what is said of a table's columns does not hold for it" in capsys.readouterr().err
    assert pairs(into) == {("BLR", "BGR")}


def test_a_guess_is_told_in_words_before_it_is_applied_and_kept_with_the_dossier(
    licences: list[str], into: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", licences[0], "--into", str(into), "--supplier", "DEU"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "licences.csv is read as guessed:"
    assert "  supplier: “DEU” everywhere" in lines
    assert not [line for line in lines if "No column is the supplier" in line]
    assert "  recipient: column “land”" in lines
    assert "  no stated unit licensed: column “wert”" in lines, "no word for pieces"
    summary = next(at for at, line in enumerate(lines) if line.startswith("2 records"))
    assert lines.index("  recipient: column “land”") < summary
    assert pairs(into) == {("DEU", "AUT"), ("DEU", "x-ruritanien")}
    later = tmp_path / "later.csv"
    later.write_text(LICENCES.replace("2011", "2012"), "utf-8")
    assert main(["import", str(later), "--into", str(into)]) == 0
    told = capsys.readouterr().out
    assert "later.csv is read as a table of the same columns was before:" in told
    assert "supplier: “DEU” everywhere" in told


def test_a_table_without_a_supplier_is_an_error_that_says_so(
    licences: list[str], into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", licences[0], "--into", str(into)]) == 1
    told = capsys.readouterr()
    assert "licences.csv: no column is the supplier." in told.err
    assert "--supplier ACTOR" in told.err
    assert "No column is the supplier; choose one" in told.out
    assert not into.exists()


def test_codes_alone_name_the_ends_and_na_is_namibia(into: Path, tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(
        "Year,Destination country,Source country,EUR\n2015,NA,DE,12\n2016,FR,NA,7\n", "utf-8"
    )
    assert main(["import", str(table), "--into", str(into)]) == 0
    assert pairs(into) == {("DEU", "NAM"), ("NAM", "FRA")}

"""The command line, called as a user calls it."""

import csv
import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest

import flowviz
from flowviz.amounts import Amount
from flowviz.cli import main
from flowviz.cli.commands import COMMANDS
from flowviz.dossier import Dossier
from flowviz.records import DataSet, Figure, Import, Original, Provenance, Transfer
from flowviz.terms import Stage, TransferKind
from tests.flows.cases import ACTORS, dossier_of, sent

REGISTER = """Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,\
Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,\
SIPRI TIV for total order,SIPRI TIV of delivered weapons
Bulgaria,Belarus,2014,?,10,,Mi-24V,combat helicopter,10,,2015,Second hand,,4.5,45,45.5
"""
KEYS = [
    "supplier",
    "recipient",
    "supplier_name",
    "recipient_name",
    "amount",
    "low",
    "high",
    "approximate",
    "unknown_records",
    "included_records",
    "undated_more",
    "records",
    "sources",
    "existence",
    "disputed",
    "marks",
    "first_year",
    "last_year",
    "reported_by",
    "other_side",
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The bundled case in a file."""
    path = tmp_path / "case.flowviz"
    assert main(["sample", str(path)]) == 0
    return path


def test_the_case_adds_up_in_pieces(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", str(case), "--unit", "pieces", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["unit"], document["stage"]) == ("pieces", "delivered")
    assert [(f["supplier"], f["recipient"], f["amount"]) for f in document["flows"]] == [
        ("BLR", "BGR", 380),
        ("BGR", "USA", 136),
        ("BGR", "SAU", 80),
        ("USA", "x-syrian-opposition", None),
    ]
    assert document["flows"][-1]["existence"] == "tentative"


def test_a_flow_has_the_documented_keys(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", str(case), "--json"]) == 0
    flow = json.loads(capsys.readouterr().out)["flows"][0]
    assert list(flow) == KEYS
    assert flow == {
        "supplier": "BLR",
        "recipient": "BGR",
        "supplier_name": "Belarus",
        "recipient_name": "Bulgaria",
        "amount": 380,
        "low": 380,
        "high": 380,
        "approximate": False,
        "unknown_records": 0,
        "included_records": 0,
        "undated_more": 0,
        "records": 1,
        "sources": 1,
        "existence": "unconfirmed",
        "disputed": False,
        "marks": ["one origin", "no archived copy"],
        "first_year": 2015,
        "last_year": 2015,
        "reported_by": None,
        "other_side": None,
    }


def test_money_is_its_own_unit(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", str(case), "--unit", "EUR", "--json"]) == 0
    flows = json.loads(capsys.readouterr().out)["flows"]
    assert [flow["amount"] for flow in flows] == [37_900_000, None, None, None]
    assert [flow["unknown_records"] for flow in flows] == [0, 1, 1, 1]


def test_numbers_are_printed_to_the_last_digit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = Decimal("12345678901234567890123456.10")
    figure = Figure("f", Stage.DELIVERED, "EUR", Amount.exact(str(long)))
    with Dossier.new(
        "", (*ACTORS, Transfer("t", TransferKind.DEAL, "AAA", "BBB", figures=(figure,)))
    ) as dossier:
        dossier.save(tmp_path / "long.flowviz")
    assert main(["flows", str(tmp_path / "long.flowviz"), "--json"]) == 0
    assert '"amount": 12345678901234567890123456.1,' in capsys.readouterr().out


def test_a_window_and_categories_narrow_the_flows(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flows", str(case), "--from", "2016", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["flows"] == []
    options = ["--category", "Missiles", "--unit", "EUR"]
    assert main(["flows", str(case), *options]) == 0
    assert "not counted: EUR 37,900,000 for 2 items together, 1 shown" in capsys.readouterr().out


def test_words_that_no_record_has_are_told_beside_the_answer(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flows", str(case), "--unit", "peices", "--category", "Tanks", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["flows"] == []
    assert told.err.splitlines() == [
        "flowviz: no figure is in 'peices'; there are EUR, pieces",
        "flowviz: no item is of category 'Tanks'; there are \"\", Missiles",
    ]


def test_info_counts_what_a_dossier_holds(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(case), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "transfers": 4,
        "actors": 5,
        "sources": 7,
        "citations": 38,
        "units": [
            {"unit": "pieces", "stage": "delivered", "records": 3},
            {"unit": "EUR", "stage": "delivered", "records": 1},
        ],
        "years": [2015, 2015],
        "problems": 0,
    }
    assert main(["info", str(case)]) == 0
    assert "4 transfers, 5 actors" in capsys.readouterr().out


def test_an_empty_dossier_has_no_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Dossier.new() as dossier:
        dossier.save(tmp_path / "empty.flowviz")
    assert main(["info", str(tmp_path / "empty.flowviz"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["units"], document["years"]) == ([], [None, None])
    assert main(["flows", str(tmp_path / "empty.flowviz")]) == 0
    assert capsys.readouterr().out == "0 flows, delivered, in pieces\n"


@pytest.mark.parametrize("supplier", ["BLR", "blr", "Belarus", "belarus", "Republic of Belarus"])
def test_an_actor_is_named_by_code_or_exact_name(
    case: Path, supplier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(case), supplier, "Bulgaria", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["supplier"] == "BLR"


def test_evidence_lays_out_records_with_who_says_so(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(case), "BGR", "USA", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["flow"]["amount"] == 136
    assert document["origins"] == [
        {"roots": ["bic-2024"], "sources": ["moscow-times-2024"], "established": True}
    ]
    (record,) = document["records"]
    assert record["items"][0]["designation"] == "9P135M Konkurs"
    assert record["items"][0]["figures"][0]["amount"] == 136
    assert record["links"][0]["words"].startswith("came from: 136 of 240 9P135M Konkurs of")
    citation = record["citations"][0]
    assert (citation["publisher"], citation["published"]) == ("The Moscow Times", "2024-12-13")
    assert citation["url"].startswith("https://www.themoscowtimes.com/2024/12/13/")
    assert record["notes"][0]["citations"][0]["source"] == "experts"


def test_evidence_tells_the_original_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "imported.flowviz"
    at = datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)
    book = Import(
        "i", "set", "a.xlsx", "a" * 64, "table 2", 1, at, "Sheet 1", ("From", "To"), "x=1"
    )
    with dossier_of(
        sent("t", "AAA", "BBB"),
        DataSet("set", "A set", "reader", ""),
        book,
        Provenance("t", "set", "k", "i", 9),
        Original("t", (("i", '[[9,"Å",""]]'),)),
    ) as dossier:
        dossier.save(case)
    assert main(["evidence", str(case), "AAA", "BBB", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)["records"]
    (file,) = record["where_from"]
    assert (file["file"], file["sheet"], file["row"], file["mapping"]) == (
        "a.xlsx",
        "Sheet 1",
        9,
        "x=1",
    )
    cells = [{"column": "From", "cell": "Å"}, {"column": "To", "cell": ""}]
    assert file["original"] == [{"row": 9, "cells": cells}]
    assert main(["evidence", str(case), "AAA", "BBB"]) == 0
    assert "row 9 of a.xlsx, sheet “Sheet 1”" in capsys.readouterr().out


def test_evidence_reads_as_text_too(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", str(case), "USA", "Syrian opposition"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "United States → Syrian opposition: amount delivered: unknown"
    assert lines[2].startswith(
        "Tentative, decided by hand: The statement speaks of buying, not of handing over; "
    )
    assert lines[2].endswith(
        "By the rule it would be unconfirmed: all support goes back to one origin."
    )
    assert lines[3] == (
        "It goes back to 1 origin: Lt. Com. Matthew Allen, US Special Operations Command."
    )


def test_each_source_is_told_once_and_cited_by_number(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(case), "BLR", "BGR"]) == 0
    lines = capsys.readouterr().out.splitlines()
    title = "How Belarus Supported Assad"
    listed = lines[lines.index("Sources") + 1 :]
    assert [line for line in lines if title in line] == listed[:1]
    assert listed[0].startswith(f"[1] {title}")
    assert listed[0].endswith(
        ", The Moscow Times, 2024-12-13 (from Belarusian Investigative Center)"
    )
    at = lines.index("    240 pieces delivered, 2015")
    assert lines[at + 1 : at + 4] == [
        "      Supports the amount [1, paragraph 1]",
        "        paraphrase: Says that 240 Konkurs were sent.",
        "        source: fairly reliable (C); this statement: possibly true (3)",
    ]


def test_why_a_record_is_as_sure_as_it_is_stands_once(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(case), "BGR", "SAU"]) == 0
    out = capsys.readouterr().out
    assert out.count("To confirm it, a second origin is needed") == 1
    assert out.count("It goes back to 1 origin") == 1
    assert "  points to note: no archived copy\n" in out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["evidence", "CASE", "Bulgari", "USA"], 1, "no actor with the code or exact name"),
        (["evidence", "CASE", "USA", "BLR"], 1, "no record from USA to BLR"),
        (["sample", "CASE"], 1, "exists; --force replaces it"),
        (["info", "nothing.flowviz"], 1, "nothing.flowviz"),
        (["flows", "CASE", "--from", "2016", "--to", "2015"], 2, "ends (2015) before it begins"),
        (["import", "nothing.csv", "--into", "CASE"], 1, "nothing.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    case: Path, arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(case) if word == "CASE" else word for word in arguments]) == code
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("flowviz: ")
    assert words in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["flows"],
        ["flows", "x", "--stage", "sold"],
        ["flows", "x", "--from", "20x5"],
        ["flows", "x", "--to", "99999"],
        ["export", "x", "y", "--size", "1600"],
        ["export", "x", "y", "--dpi", "0"],
        ["export", "x", "y", "--view", "globe"],
        ["import", "x"],
        ["no-such-command"],
        ["no-such-command", "x"],
        ["--no-such-option"],
    ],
)
def test_a_command_line_that_makes_no_sense_is_one_line_and_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert "--help explains" in line


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert f"example: flowviz {name} " in " ".join(capsys.readouterr().out.split())


def test_the_help_of_the_program_names_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    words = capsys.readouterr().out.split()
    assert set(COMMANDS) <= set(words)


def test_every_command_and_key_is_documented() -> None:
    page = Path(flowviz.__file__).parent.parent.joinpath("docs", "cli.md").read_text("utf-8")
    assert all(f"flowviz {name} " in page for name in COMMANDS)
    assert all(f"`{key}`" in page for key in KEYS)


def test_check_passes_a_whole_file_and_fails_a_broken_one(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(case)]) == 0
    assert "undamaged since saved" in capsys.readouterr().out
    case.write_bytes(case.read_bytes()[:5000])
    assert main(["check", str(case)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


def test_a_sample_is_replaced_only_by_force(case: Path) -> None:
    case.write_bytes(b"something else")
    assert main(["sample", str(case)]) == 1
    assert case.read_bytes() == b"something else"
    assert main(["sample", str(case), "--force"]) == 0
    assert main(["check", str(case)]) == 0


def test_an_import_makes_the_dossier_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deals.csv").write_text(REGISTER, "utf-8")
    into = tmp_path / "register.flowviz"
    arguments = ["import", str(tmp_path / "deals.csv"), "--into", str(into)]
    assert main(arguments) == 0
    assert "1 record: 1 added" in capsys.readouterr().out
    assert main(["flows", str(into), "--unit", "TIV", "--json"]) == 0
    (flow,) = json.loads(capsys.readouterr().out)["flows"]
    assert (flow["supplier"], flow["recipient"], flow["amount"]) == ("BLR", "BGR", 45.5)
    before = into.read_bytes()
    assert main(arguments) == 0
    assert "1 unchanged" in capsys.readouterr().out
    assert into.read_bytes() == before


def test_of_several_files_all_are_imported_or_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, into = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "r.flowviz"
    good.write_text(REGISTER, "utf-8")
    bad.write_text("this,is,no,register\n", "utf-8")
    assert main(["import", str(good), str(bad), "--into", str(into)]) == 1
    assert not into.exists()
    (line,) = capsys.readouterr().err.splitlines()
    assert "bad.csv" in line


def test_a_strict_import_writes_nothing_but_the_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deals.csv").write_text(REGISTER + REGISTER.splitlines()[-1] + "\n", "utf-8")
    into, problems = tmp_path / "register.flowviz", tmp_path / "problems.csv"
    arguments = ["import", str(tmp_path / "deals.csv"), "--into", str(into)]
    assert main([*arguments, "--strict", "--problems", str(problems)]) == 1
    assert "--strict nothing was written" in capsys.readouterr().err
    assert not into.exists()
    with problems.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["severity"] == "doubtful"
    assert main(arguments) == 0
    assert into.exists()


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"flowviz {flowviz.__version__}\n"


def test_a_fault_of_the_program_is_one_line_and_says_how_to_see_more(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_options: object) -> int:
        raise RuntimeError("two\nlines")

    monkeypatch.setitem(COMMANDS, "info", fail)  # type: ignore[arg-type]
    assert main(["info", str(case)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "RuntimeError: two lines" in line
    assert "FLOWVIZ_DEBUG=1" in line
    monkeypatch.setenv("FLOWVIZ_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["info", str(case)])


def test_stopping_by_the_keyboard_is_quiet(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "info", stop)  # type: ignore[arg-type]
    assert main(["info", str(case)]) == 130
    assert capsys.readouterr().err == ""


def test_nothing_from_the_data_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    transfer = Transfer("t", TransferKind.DELIVERY, "AAA", "BBB", comment="\x1b[31mred\x9b\u202e")
    with Dossier.new("", (*ACTORS, transfer)) as dossier:
        dossier.save(tmp_path / "hostile.flowviz")
    assert main(["evidence", str(tmp_path / "hostile.flowviz"), "AAA", "BBB"]) == 0
    assert "comment: ?[31mred??" in capsys.readouterr().out
    assert main(["evidence", str(tmp_path / "hostile.flowviz"), "AAA", "BBB", "--json"]) == 0
    assert capsys.readouterr().out.isascii()

"""Every real file that holds pairs goes in unasked, changes nothing again, and leaves no trace."""

from pathlib import Path

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier
from tests.real_data import real_data

GERMAN, EUROPEAN = "licences/de_licences_semicolon.csv", "licences/eu_licences_iso2.csv"
SMALL = {
    "baci/BACI_sample_2021_HS93_subset.csv": 180,
    "ftm/donations.ftm.json": 290,
    GERMAN: 2_497,
    "sipri_tiv/TIV-Export-ALB-1950-2021.csv": 1,
}
LARGE = {
    "comtrade/classic_HS27_2017.csv.gz": 17_068,
    "comtrade/TradeData_HS8542_THA.csv": 1_167,
    "comtrade/TradeData_HS8542_THA.xlsx": 1_167,
    "graphs/gephi_2016.gexf": 15_508,
    "graphs/marvel-network.graphml": 9_891,
    "graphs/refugees_arms_2010.gml": 6_436,
    "graphs/Trade1985.net": 12_743,
    "graphs/WorldTrade1999.paj": 11_755,
    EUROPEAN: 17_412,
    "sipri_register/deals_2025-03.csv": 29_515,
    "sipri_register/deals_2026_resaved.csv": 14_284,
    "sipri_register/deliveries_1950-1989.csv": 14_610,
    "sipri_register/deliveries_1990-2023.csv": 13_893,
    "sipri_rtf/artillery.rtf": 1_780,
    "sipri_tiv/TIV-Export-USA-1950-2021.csv": 181,
    "us_arms_sales/arms_sales_totals.json": 7_852,
}
"""Records by file; RICardo's 549,708 are counted in ``test_real_trade``."""
CONTENT = (
    *("actor", "actor_name", "data_set", "import", "problem", "transfer", "line", "figure"),
    *("party", "provenance", "original", "source", "citation"),
)
TOLD = (
    "SELECT id, kind, supplier, recipient, reporter, existence, comment FROM transfer ORDER BY id",
    "SELECT stage, unit, basis, value, amount_text, earliest, latest FROM figure ORDER BY id",
    "SELECT severity, line, column_name, message, text FROM problem ORDER BY line, message",
)
"""What a dossier says, without what differs from one import to another."""


def options(name: str, into: Path) -> list[str]:
    """Give the command line for a file; the German table does not say who supplies."""
    more = ["--supplier", "DEU"] if name == GERMAN else []
    return ["import", str(real_data(name)), "--into", str(into), *more]


def told(path: Path) -> list[list[tuple[object, ...]]]:
    with Dossier.open(path) as dossier:
        return [list(dossier.rows(query)) for query in TOLD]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *SMALL.items(),
        *(pytest.param(*each, marks=pytest.mark.long, id=each[0]) for each in LARGE.items()),
    ],
)
def test_a_real_file_goes_in_once_and_out_without_a_trace(
    name: str, count: int, tmp_path: Path
) -> None:
    into = tmp_path / "made.flowviz"
    assert main(options(name, into)) == 0
    first = into.read_bytes()
    with Dossier.open(into) as dossier:
        assert dossier.counts().transfers == count
    assert main(options(name, into)) == 0
    assert into.read_bytes() == first, "the same file again writes nothing"
    with Dossier.open(into) as dossier:
        dossier.undo()
        left = {table: list(dossier.rows(f"SELECT count(*) FROM {table}")) for table in CONTENT}
    assert left == {table: [(0,)] for table in CONTENT}


def test_a_file_without_pairs_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "made.flowviz"
    assert main(options("ftm/ftmq_eu_authorities.ftm.json", into)) == 1
    assert "151 entities of the schema PublicBody, which is no edge" in capsys.readouterr().err
    assert not into.exists()


def test_a_supplier_that_a_table_does_not_name_is_never_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "made.flowviz"
    assert main(["import", str(real_data(GERMAN)), "--into", str(into)]) == 1
    assert "no column is the supplier" in capsys.readouterr().err
    assert not into.exists()


@pytest.mark.parametrize("name", [GERMAN, pytest.param(EUROPEAN, marks=pytest.mark.long)])
def test_the_mapping_that_a_survey_prints_reads_the_same_records(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guessed, mapped, toml = tmp_path / "a.flowviz", tmp_path / "b.flowviz", tmp_path / "m.toml"
    assert main(options(name, guessed)) == 0
    capsys.readouterr()
    assert main(["import", "--survey", str(real_data(name))]) == 0
    toml.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main([*options(name, mapped), "--mapping", str(toml)]) == 0
    assert told(mapped) == told(guessed)


def test_euros_and_dollars_of_one_licence_are_never_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "licences.csv"
    table.write_text(
        ",Year,Destination country,Source country,EUR,USD\n0,2001,NA,SE,100,90\n"
        "1,2001,AE,SE,200,180\n2,2002,NA,SE,1,2\n",
        "utf-8",
    )
    into = str(tmp_path / "made.flowviz")
    assert main(["import", str(table), "--into", into]) == 0
    capsys.readouterr()
    for unit, sums in (("EUR", ("101", "200")), ("USD", ("92", "180"))):
        assert main(["flows", into, "--stage", "licensed", "--unit", unit]) == 0
        shown = capsys.readouterr().out
        assert "Sweden → Namibia" in shown
        assert all(f"{unit} {amount} " in shown for amount in sums)
        assert "2 records" in shown

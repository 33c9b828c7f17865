"""Tables that nobody prepared for go in by a mapping alone; some by the guess alone too."""

# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flowviz.amounts import Amount, AmountKind
from flowviz.dossier import Dossier
from flowviz.importers import import_file, mapping_toml, run
from flowviz.importers.entries import Entry
from flowviz.importers.mapping import Field, Mapping
from flowviz.importers.reading import Reading
from flowviz.terms import Reporter, Role, TransferKind
from tests.importers import invented


def read_by(path: Path, toml: str) -> Reading:
    reading = run.read(path, mapping=mapping_toml.loads(toml))
    assert isinstance(reading, Reading)
    return reading


def figures(entry: Entry) -> list[str]:
    return [
        f"{f.stage} {spelled(f.amount)} {f.unit} {f.basis} {f.dates.earliest}..{f.dates.latest}"
        for f in entry.figures
    ]


def spelled(amount: Amount) -> str:
    mark = "?" if amount.is_uncertain else ""
    if amount.kind is AmountKind.RANGE:
        return f"{amount.low}-{amount.high}{mark}"
    return f"{amount.kind} {amount.value}{mark}"


def messages(reading: Reading) -> list[tuple[str, int, str]]:
    return [(each.severity, each.line, each.message) for each in reading.findings]


def test_a_serbian_extract_of_customs(tmp_path: Path) -> None:
    reading = read_by(invented.customs(tmp_path), invented.CUSTOMS_TOML)
    first, second, third = reading.entries()
    assert [each.recipient for each in (first, second, third)] == [
        *("Jermenija", "Saudijska Arabija", "Mali"),
    ]
    assert (first.supplier, first.kind) == ("SRB", TransferKind.DELIVERY)
    assert first.reporter is Reporter.EXPORTER
    assert first.designation == 'puška M70 "Zastava"'
    assert figures(first) == [
        "delivered exact 1200 pieces total 2019-03-05..2019-03-05",
        "delivered exact 3450000.50 RSD total 2019-03-05..2019-03-05",
    ]
    assert figures(second) == [
        "delivered about 40 pieces total None..None",
        "delivered unknown None RSD total None..None",
    ]
    assert second.figures[0].dates.text == "31.02.2019"
    assert figures(third)[0] == "delivered exact 12.5 tonnes total 2019-11-12..2019-11-12"
    told = messages(reading)
    assert ("skipped", 6, "a totals row: it names nobody, and a cell says that it is one") in told
    assert any(line == 4 and "no date of the calendar" in message for _, line, message in told)
    assert reading.rows + reading.counts["skipped"] == 4, "no row of the file has vanished"


def test_a_french_list_a_column_a_year_in_thousands(tmp_path: Path) -> None:
    reading = read_by(invented.licences(tmp_path), invented.LICENCES_TOML)
    india, morocco, atlantis = reading.entries()
    assert figures(india) == [
        "licensed exact 1250500 EUR total 2018-01-01..2018-12-31",
        "licensed exact 300000 EUR total 2020-01-01..2020-12-31",
    ]
    assert india.figures[0].amount.text == "1 250,5"
    assert figures(morocco) == [
        "licensed exact 12000 EUR total 2019-01-01..2019-12-31",
        "licensed unknown None EUR total 2020-01-01..2020-12-31",
    ]
    assert morocco.category.startswith("ML4")
    assert atlantis.recipient == "Atlantide"
    assert ("skipped", 4, "a totals row: the recipient is 'Total'") in messages(reading)


def test_a_russian_sheet_with_ranges_sources_and_links(tmp_path: Path) -> None:
    reading = read_by(invented.sheet(tmp_path), invented.SHEET_TOML)
    mi24, btr, vn22 = reading.entries()
    assert (mi24.supplier, mi24.recipient, mi24.designation) == ("Россия", "Мали", "Ми-24П")
    assert figures(mi24) == [
        "delivered about 4 pieces total 2021-03-01..2021-03-31",
        "ordered exact 37900000 USD total 2021-03-01..2021-03-31",
    ]
    assert mi24.parties == ((Role.END_USER, "Вагнер"),)
    assert figures(btr) == ["delivered 10-15 pieces total 2017-01-01..2017-12-31"]
    assert figures(vn22)[0] == "delivered at least 2? pieces total 2023-03-01..2023-05-31"
    ((key, page),), ((other, _),) = mi24.sources, btr.sources
    assert (key, page) == (other, "с. 12")
    assert json.loads(mi24.original)[0][1:4] == ["Россия", "Мали", "Ми-24П"]
    assert any("no link to the web" in message for *_, message in messages(reading))


def test_the_same_file_again_changes_nothing(dossier: Dossier, tmp_path: Path) -> None:
    path, mapping = invented.sheet(tmp_path), mapping_toml.loads(invented.SHEET_TOML)
    import_file(dossier, path, mapping=mapping)
    before = dossier.transfers(), dossier.sources()
    assert len(before[0]) == 3
    import_file(dossier, path, mapping=mapping)
    assert (dossier.transfers(), dossier.sources()) == before


def records(path: Path, mapping: Mapping) -> list[tuple[object, ...]]:
    with Dossier.new("Invented") as dossier:
        import_file(dossier, path, mapping=mapping)
        return list(
            dossier.rows(
                "SELECT transfer.kind, supplier, recipient, designation, stage, unit, basis, value,"
                " low, high, amount_kind, earliest, latest, comment FROM transfer"
                " JOIN line ON line.transfer = transfer.id JOIN figure ON figure.line = line.id"
                " ORDER BY supplier, recipient, designation, unit"
            )
        )


@pytest.mark.parametrize(
    ("make", "toml"),
    [
        (invented.permits, invented.PERMITS_TOML),
        (invented.deliveries, invented.DELIVERIES_TOML),
        (invented.entries, invented.ENTRIES_TOML),
    ],
)
def test_the_guess_and_a_mapping_file_give_the_same_records(
    make: Callable[[Path], Path], toml: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    guessed = run.look(path).mapping
    assert guessed is not None
    if make is invented.permits:  # its table names no supplier; the user gives it
        guessed = replace(guessed, supplier_code=Field(constant="SRB"))
    told = records(path, guessed)
    assert told == records(path, mapping_toml.loads(toml))
    assert told


def test_a_serbian_table_of_licences(tmp_path: Path) -> None:
    told = records(invented.permits(tmp_path), mapping_toml.loads(invented.PERMITS_TOML))
    assert {(row[0], row[1]) for row in told} == {("licence", "SRB")}
    assert [(row[2], row[5], row[7], row[10]) for row in told] == [
        ("MLI", "EUR", "1234.50", "exact"),
        ("MLI", "pieces", "12", "exact"),
        ("TCD", "EUR", "999.99", "exact"),
        ("TCD", "tonnes", "250", "exact"),
        ("TCD", "EUR", "10000.00", "exact"),
        ("TCD", "pieces", "40", "about"),
    ]
    assert {row[11] for row in told} == {"2015-03-04", "2015-04-05"}


def test_a_russian_table_with_a_unit_a_row(tmp_path: Path) -> None:
    told = records(invented.deliveries(tmp_path), mapping_toml.loads(invented.DELIVERIES_TOML))
    assert [(row[1], row[2], row[5], row[7]) for row in told] == [
        ("BLR", "TCD", "pieces", None),
        ("RUS", "MLI", "pieces", "4"),
        ("RUS", "MLI", "tonnes", "1500"),
    ]


def test_a_spanish_table_in_thousands(tmp_path: Path) -> None:
    told = records(invented.entries(tmp_path), mapping_toml.loads(invented.ENTRIES_TOML))
    assert [(row[2], row[5], row[7] or row[8], row[10], row[11]) for row in told] == [
        ("MLI", "EUR", "37900", "exact", "2015-04-25"),
        ("MLI", "pieces", "12", "exact", "2015-04-25"),
        ("TCD", "USD", "100250", "exact", "2015-05-03"),
        ("TCD", "pieces", "40", "at least", "2015-05-03"),
    ]

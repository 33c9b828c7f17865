"""Tables that nobody prepared for go in by a mapping alone, through the reader process."""

# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

import json
from pathlib import Path

from flowviz.amounts import Amount, AmountKind
from flowviz.dossier import Dossier
from flowviz.importers import import_file, mapping_toml
from flowviz.importers.entries import Entry
from flowviz.importers.reading import Reading
from flowviz.importers.run import read
from flowviz.terms import Reporter, Role, TransferKind
from tests.importers import invented


def read_by(path: Path, toml: str) -> Reading:
    reading = read(path, mapping=mapping_toml.loads(toml))
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

"""National licence tables go in by mapping alone; the real ones are counted by csv alone."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.mapping import Field, FileChoices, MappedFigure, Mapping
from flowviz.terms import Basis, Reporter, Stage, TransferKind
from tests.importers.conftest import Write
from tests.real_data import real_data

EUR = Field(constant="EUR")
EU = Mapping(
    title="EU licences",
    kind=TransferKind.LICENCE,
    reported_by=Reporter.EXPORTER,
    supplier_code=Field("source country"),
    recipient_code=Field("destination country"),
    figures=(
        MappedFigure(Field("eur"), Stage.LICENSED, EUR),
        MappedFigure(Field("usd"), Stage.LICENSED, Field(constant="USD")),
    ),
    dates=Field("year"),
)
GERMANY = Mapping(
    title="German licences",
    kind=TransferKind.LICENCE,
    reported_by=Reporter.EXPORTER,
    file=FileChoices(separator=";"),
    supplier_code=Field(constant="DEU"),
    recipient=Field("country_e"),
    recipient_code=Field("iso3_code"),
    figures=(
        MappedFigure(Field("gesamt"), Stage.LICENSED, EUR),
        MappedFigure(
            Field("war_weapons"), Stage.LICENSED, Field(constant="EUR"), basis=Basis.INCLUDED
        ),
    ),
    dates=Field("year"),
)


def sum_of(dossier: Dossier, unit: str, basis: str = "total") -> Decimal:
    found = dossier.rows(
        "SELECT value FROM figure WHERE stage = 'licensed' AND unit = ? AND basis = ?",
        (unit, basis),
    )
    return sum((Decimal(value) for (value,) in found), Decimal())


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_na_is_namibia(dossier: Dossier, write: Write) -> None:
    header = ",Year,Destination country,Source country,EUR,USD"
    path = write(header, "0,2001,NA,SE,10816,10144", "1,2001,,SE,7,8")
    summary = import_file(dossier, path, mapping=EU)
    ((supplier, recipient),) = dossier.rows("SELECT supplier, recipient FROM transfer")
    assert (supplier, recipient) == ("SWE", "NAM")
    assert (summary.added, summary.skipped) == (1, 1)
    assert (sum_of(dossier, "EUR"), sum_of(dossier, "USD")) == (10816, 10144)


def test_rows_that_name_both_ends_by_code_alone_are_not_there_twice(
    dossier: Dossier, write: Write
) -> None:
    path = write(",Year,Destination country,Source country,EUR,USD", "0,2001,NA,SE,1,2")
    assert import_file(dossier, path, mapping=EU).added == 1
    again = import_file(dossier, path, mapping=EU)
    assert (again.added, again.unchanged) == (0, 1)


def test_a_supplier_for_all_rows_and_a_part_that_is_included(
    dossier: Dossier, write: Write
) -> None:
    header = "year;gesamt;war_weapons;country_e;iso3_code"
    summary = import_file(
        dossier, write(header, "2000-01-01;137896;500;Albania;ALB"), mapping=GERMANY
    )
    assert summary.added == 1
    assert list(dossier.rows("SELECT supplier FROM transfer")) == [("DEU",)]
    assert sum_of(dossier, "EUR") == 137896
    assert sum_of(dossier, "EUR", "included") == 500


def test_the_first_day_in_a_column_of_years_is_the_year(dossier: Dossier, write: Write) -> None:
    header = "year;gesamt;war_weapons;country_e;iso3_code"
    rows = ("2000-01-01;1;0;Albania;ALB", "2000-05-02;1;0;Albania;ALB")
    import_file(dossier, write(header, *rows), mapping=GERMANY)
    dates = "SELECT DISTINCT earliest, latest, date_text FROM figure ORDER BY latest"
    assert list(dossier.rows(dates)) == [
        ("2000-05-02", "2000-05-02", "2000-05-02"),
        ("2000-01-01", "2000-12-31", "2000-01-01"),
    ]


def test_every_licence_of_the_eu_and_every_euro(dossier: Dossier) -> None:
    path = real_data("licences/eu_licences_iso2.csv")
    rows = table(path)
    named = [row for row in rows if row["Destination country"] and row["Source country"]]
    assert (len(rows), len(named)) == (17_520, 17_412)
    summary = import_file(dossier, path, mapping=EU)
    assert (summary.added, summary.skipped) == (len(named), len(rows) - len(named))
    for unit in ("EUR", "USD"):
        assert sum_of(dossier, unit) == sum(Decimal(row[unit]) for row in named)
    namibia = "SELECT count(*) FROM transfer WHERE recipient = 'NAM'"
    ((count,),) = dossier.rows(namibia)
    assert count == sum(row["Destination country"] == "NA" for row in named)


@pytest.mark.parametrize(("column", "basis"), [("gesamt", "total"), ("war_weapons", "included")])
def test_every_german_licence_and_every_euro(dossier: Dossier, column: str, basis: str) -> None:
    path = real_data("licences/de_licences_semicolon.csv")
    rows = table(path, ";")
    summary = import_file(dossier, path, mapping=GERMANY)
    assert summary.added == len(rows)
    assert sum_of(dossier, "EUR", basis) == sum(Decimal(row[column]) for row in rows)

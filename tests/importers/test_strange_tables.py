"""Tables that nobody prepared for: the guess and a mapping file give the same records."""

from dataclasses import replace
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file, mapping_toml, run
from flowviz.importers.mapping import Field, Mapping
from tests.importers.strange_tables import ALL, RUSSIAN, SERBIAN, SPANISH, Strange


def written(strange: Strange, folder: Path) -> Path:
    path = folder / f"{strange.name}.csv"
    path.write_bytes(strange.text.encode(strange.encoding))
    return path


def records(path: Path, mapping: Mapping) -> list[tuple[object, ...]]:
    with Dossier.new("Strange") as dossier:
        import_file(dossier, path, mapping=mapping)
        return list(
            dossier.rows(
                "SELECT transfer.kind, supplier, recipient, designation, stage, unit, basis, value,"
                " low, high, amount_kind, earliest, latest, comment FROM transfer"
                " JOIN line ON line.transfer = transfer.id JOIN figure ON figure.line = line.id"
                " ORDER BY supplier, recipient, designation, unit"
            )
        )


@pytest.mark.parametrize("strange", ALL, ids=lambda strange: strange.name)
def test_the_guess_and_a_mapping_file_give_the_same_records(
    strange: Strange, tmp_path: Path
) -> None:
    path = written(strange, tmp_path)
    guessed = run.look(path).mapping
    assert guessed is not None
    if strange is SERBIAN:  # its table names no supplier; the user gives it
        guessed = replace(guessed, supplier_code=Field(constant="SRB"))
    told = records(path, guessed)
    assert told == records(path, mapping_toml.loads(strange.toml))
    assert told


def test_a_serbian_table_of_licences(tmp_path: Path) -> None:
    told = records(written(SERBIAN, tmp_path), mapping_toml.loads(SERBIAN.toml))
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
    told = records(written(RUSSIAN, tmp_path), mapping_toml.loads(RUSSIAN.toml))
    assert [(row[1], row[2], row[5], row[7]) for row in told] == [
        ("BLR", "TCD", "pieces", None),
        ("RUS", "MLI", "pieces", "4"),
        ("RUS", "MLI", "tonnes", "1500"),
    ]


def test_a_spanish_table_in_thousands(tmp_path: Path) -> None:
    told = records(written(SPANISH, tmp_path), mapping_toml.loads(SPANISH.toml))
    assert [(row[2], row[5], row[7] or row[8], row[10], row[11]) for row in told] == [
        ("MLI", "EUR", "37900", "exact", "2015-04-25"),
        ("MLI", "pieces", "12", "exact", "2015-04-25"),
        ("TCD", "USD", "100250", "exact", "2015-05-03"),
        ("TCD", "pieces", "40", "at least", "2015-05-03"),
    ]

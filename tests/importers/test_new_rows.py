"""The rows of new entries are those of the records that are made of them, to the letter."""

from collections.abc import Sequence
from typing import Any

import pytest

from flowviz.dossier import rewriting, schema, serial
from flowviz.dossier.rows import Row, rows_of
from flowviz.importers import notation
from flowviz.importers.building import Placed, citations_of, transfer_of
from flowviz.importers.entries import Header, entry_row, figure_row
from flowviz.importers.entry_checks import EntryChecks
from flowviz.importers.identity import key_of
from flowviz.importers.new_rows import NewRows
from flowviz.records import DataSet, Original, Provenance
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind
from tests.importers.conftest import lines_of

AMOUNTS = (
    *("", "0", "240", "007", "0.0000001", "1234.50", "00.5", "999999999999999.000000000000001"),
    *("240?", ">=5", "<=5", "~5", "3..5", "0(0..0.5)", "1.5=1,5", "?=some", "240?=about 240"),
)
DATES = ("", "1979", "1979;1981", "2015-06", "2015-06-30", "1981/1983", "1979?=(1979)")
FIGURES = [
    *(
        figure_row(f"o{at}", Stage.ORDERED, "USD", amount, "1979")
        for at, amount in enumerate(AMOUNTS)
    ),
    *(
        figure_row(f"d{1979 - at}", Stage.DELIVERED, "pieces", "1", dates, Basis.INCLUDED)
        for at, dates in enumerate(DATES)
    ),
    figure_row("tiv", Stage.ORDERED, "TIV", "2.5", "1979", Basis.PER_UNIT),
]
ENTRIES = (
    entry_row(7, "France", 'The "Peru"', FIGURES, year=1979, designation="Tänk \\ 5"),
    entry_row(8, "France", "Peru", FIGURES, key="12", kind=TransferKind.DEAL, original='[[8,"a"]]'),
    entry_row(
        9,
        "",
        "Peru",
        [],
        key="x/1",
        codes=("FRA", ""),
        comment="why",
        reporter=Reporter.IMPORTER,
        parties=((Role.BROKER, "Somebody"), (Role.BROKER, "Nobody")),
        sources=(("a book", "p. 1"), ("another", "")),
    ),
)
DATA_SET = DataSet("6f0f6c1e-53a0-4c47-9d0b-7f3f3a6f1f5a", "Title", "reader", "source")


@pytest.mark.parametrize(
    "header", [Header("one"), Header("x", sheet="S", existence=Existence.CONFIRMED)]
)
@pytest.mark.parametrize("row", ENTRIES, ids=("mapped", "numbered", "much"))
def test_they_are_those_of_the_records(header: Header, row: list[Any]) -> None:
    checks = EntryChecks(header)
    line, original, _ = lines_of(row).split(b"\n")
    (sent,) = checks.looked_at([line], [original])
    parties = ((Role.BROKER, "x-somebody"),)
    entry, bare = checks.entry(sent, original), checks.bare(sent)
    transfer = transfer_of(
        Placed(entry, "FRA", "PER", parties), "id", DATA_SET.id, header.existence
    )
    expected = rows_of(
        (
            transfer,
            *citations_of("id", entry, DATA_SET, header.sheet),
            Provenance("id", DATA_SET.id, key_of(entry, 3), "import", entry.line),
            *([Original("id", (("import", entry.original),))] if entry.original else []),
        )
    )
    new_rows = NewRows(header, DATA_SET, "import")
    placed = Placed(bare, "FRA", "PER", parties)
    given = new_rows.rows_of([("id", 3, placed, sent.figures, original.decode())])
    assert {table: inserted(table, rows) for table, rows in given.items() if rows} == {
        table: rows for table, rows in expected.items() if rows
    }
    assert new_rows.cited == {key for key, _ in entry.sources}


def inserted(table: str, rows: Sequence[bytes]) -> list[Row]:
    """Give the rows that SQLite finds in what is made of them for a table."""
    head = serial.table(table, len(schema.content()[table].columns))
    changes = list(rewriting.read(head + b"".join(rows)))
    assert {change[:3] for change in changes} == {(table, rewriting.INSERT, False)}
    return [change.new for change in changes if change.new is not None]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_plain_number_is_no_other_amount(amount: str) -> None:
    told = notation.amount_of(amount)
    if notation.is_plain(amount):
        assert (told.kind, told.text, told.is_uncertain) == ("exact", amount, False)
        assert format(told.value, "f") == amount

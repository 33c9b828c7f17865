"""What the picture does not show of a file, in a sentence, with the query that would."""

from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.editing.unseen import unseen
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.query import Query, ReportedBy
from flowviz.importers.importing import import_file
from flowviz.importers.run import look
from flowviz.terms import Stage

MIRROR = "Reporter,Partner,Flow,Value,Currency,Year\nMali,Serbia,Import,5,USD,2001\n"
IN_USD = "Supplier,Recipient,Value USD,Value EUR,Year\nSerbia,Mali,5,4,2001\nSerbia,Chad,6,,2001\n"
LICENCES = "Supplier,Recipient,Licensed EUR,Year\nSerbia,Mali,5,2001\n"
PIECES, USD = Query(unit="pieces"), Query(unit="USD")
IMPORTERS = Query(unit="USD", reported_by=ReportedBy.IMPORTER)
THIRD = Query(unit="USD", reported_by=ReportedBy.THIRD_PARTY)


@pytest.mark.parametrize(
    ("table", "asked", "words", "button", "shown"),
    [
        (IN_USD, PIECES, "2 records are in USD", "Show in USD", USD),
        (
            LICENCES,
            PIECES,
            "what was licensed",
            "Show Licensed, in EUR",
            Query("EUR", Stage.LICENSED),
        ),
        (MIRROR, USD, "by the importer", "Count These Reports Too", Query("USD")),
        (MIRROR, PIECES, "1 record is in USD. All of these", "Show Them", Query("USD")),
        (MIRROR, THIRD, "what third parties report", "Count These Reports Too", THIRD),
        (MIRROR, IMPORTERS, "", "", IMPORTERS),
        (IN_USD, USD, "", "", USD),
    ],
)
def test_a_file_that_the_picture_leaves_out_says_so_and_is_shown_by_the_query_given(
    tmp_path: Path, table: str, asked: Query, words: str, button: str, shown: Query
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(table)
    with Dossier.new() as dossier:
        data_set = import_file(dossier, path, mapping=look(path).mapping).data_set
        columns = read_columns(dossier)
    found = unseen(columns, asked, data_set)
    if not words:
        assert found is None
        return
    assert found is not None
    assert words in found.words
    assert found.button == button
    assert (found.query.unit, found.query.stage) == (shown.unit, shown.stage)
    flows = aggregate(columns, found.query)
    assert len(flows)
    assert all(amount > 0 for amount in flows.amount.tolist())
    assert unseen(columns, found.query, data_set) is None


def test_what_a_person_entered_is_of_no_file() -> None:
    with Dossier.sample() as dossier:
        assert unseen(read_columns(dossier), PIECES, "no such data set") is None

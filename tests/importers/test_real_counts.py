"""SIPRI's registers counted by csv and decimal alone: nothing vanishes, no digit is lost."""

from collections import Counter
from decimal import Decimal

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.summary import Summary
from tests.importers.independent import (
    added,
    figures_held,
    held,
    mended,
    names_of,
    originals_held,
    rows_of,
)
from tests.real_data import real_data

DEALS = "sipri_register/deals_2025-03.csv"
RESAVED = "sipri_register/deals_2026_resaved.csv"
DELIVERIES = ("sipri_register/deliveries_1950-1989.csv", "sipri_register/deliveries_1990-2023.csv")
OF_DEALS = {
    ("ordered", "pieces"): "Number ordered",
    ("delivered", "pieces"): "Number delivered",
    ("ordered", "TIV"): "SIPRI TIV for total order",
    ("delivered", "TIV"): "SIPRI TIV of delivered weapons",
}


def taken(dossier: Dossier, name: str) -> Summary:
    summary = import_file(dossier, real_data(name))
    assert isinstance(summary, Summary)
    return summary


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "encoding", "count"), [(DEALS, "cp1252", 29_515), (RESAVED, "utf-8-sig", 14_284)]
)
def test_every_row_and_amount_of_the_deals_is_in_the_dossier(
    name: str, encoding: str, count: int, dossier: Dossier
) -> None:
    path = real_data(name)
    found = rows_of(path, encoding, "Recipient,Supplier")
    rows = list(mended(found, 16, 12))  # of some rows the comment runs over two lines
    names = names_of(path, encoding, "Recipient,Supplier")
    summary = taken(dossier, name)
    assert len(rows) == count
    assert len(rows) == summary.rows + summary.skipped
    assert summary.rows == summary.entries == dossier.counts().transfers
    expected = {
        measure: added(row[names.index(column)] for row in rows)
        for measure, column in OF_DEALS.items()
    }
    assert held(dossier, summary.data_set) == expected
    kept = Counter(tuple(cells) for _, cells in originals_held(dossier))
    assert kept == Counter(map(tuple, rows))


@pytest.mark.long
def test_every_row_and_amount_of_the_deliveries_is_in_the_dossier(dossier: Dossier) -> None:
    pieces, volume, rows_in = Decimal(0), Decimal(0), 0
    told: Counter[tuple[str, ...]] = Counter()
    deals = set()
    for name in DELIVERIES:
        path = real_data(name)
        rows = list(rows_of(path, "utf-8", "SIPRI AT Database ID"))
        names = names_of(path, "utf-8", "SIPRI AT Database ID")
        pieces += added(row[names.index("Numbers delivered")] for row in rows)
        volume += added(row[names.index("TIV delivery values")] for row in rows)
        deals |= {row[0] for row in rows}
        told.update(map(tuple, rows))
        summary = taken(dossier, name)
        assert len(rows) == summary.rows + summary.skipped
        rows_in += len(rows)
    assert dossier.counts().transfers == len(deals)
    assert held(dossier, summary.data_set) == {
        ("delivered", "pieces"): pieces,
        ("delivered", "TIV"): volume,
    }
    figures = figures_held(dossier, summary.data_set)
    assert figures["delivered", "TIV", "total"] == rows_in
    assert Counter(tuple(cells) for _, cells in originals_held(dossier)) == told

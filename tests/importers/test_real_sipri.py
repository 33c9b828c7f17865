"""SIPRI's own files: every number is counted again here by plain csv, with no code of flowviz."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.summary import Summary
from tests.real_data import real_data

DEALS = "sipri_register/deals_2025-03.csv"
RESAVED = "sipri_register/deals_2026_resaved.csv"
DELIVERIES = (
    "sipri_register/deliveries_1950-1989.csv",
    "sipri_register/deliveries_1990-2023.csv",
)


def deal_rows() -> list[list[str]]:
    """Split the file by hand: 13 cells and a line beginning with a comma are one broken deal."""
    text = real_data(DEALS).read_bytes().decode("cp1252").replace("\r", "")
    rows: list[list[str]] = []
    for line in text.split("\n")[12:]:
        cells = line.split(",")
        if line and len(rows[-1:]) and len(rows[-1]) == 13:
            rows[-1] += cells[1:]
        elif line:
            rows.append(cells)
    assert {len(row) for row in rows} == {16}
    return rows


def delivery_rows() -> list[list[str]]:
    rows: list[list[str]] = []
    for name in DELIVERIES:
        with real_data(name).open(encoding="ascii", newline="") as file:
            rows += [row for row in list(csv.reader(file))[12:] if row]
    return rows


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dossier, Summary]]:
    path = real_data(DEALS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("deals")))
        with Dossier.new("Deals") as dossier:
            yield dossier, import_file(dossier, path)


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    paths = [real_data(name) for name in DELIVERIES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("deliveries")))
        with Dossier.new("Deliveries") as dossier:
            for path in paths:
                import_file(dossier, path)
            yield dossier


def total(dossier: Dossier, where: str) -> Decimal:
    found = dossier.rows(
        "SELECT figure.value FROM figure JOIN transfer ON transfer.id = figure.transfer"
        f" WHERE figure.basis = 'total' AND figure.unit = 'TIV' AND {where}"
    )
    return sum((Decimal(value) for (value,) in found if value is not None), Decimal(0))


def number(dossier: Dossier, sql: str) -> int:
    ((count,),) = dossier.rows(sql)
    return int(count)


def test_every_deal_is_one_transfer(deals: tuple[Dossier, Summary]) -> None:
    dossier, summary = deals
    rows = deal_rows()
    assert len(rows) == 29_515
    assert summary.added == dossier.counts().transfers == len(rows)
    assert summary.skipped == 0
    assert dossier.counts().citations == len(rows)


def test_every_pair_of_names_is_there(deals: tuple[Dossier, Summary]) -> None:
    dossier, _ = deals
    pairs = {(row[1], row[0]) for row in deal_rows()}
    assert len(pairs) == 3_121
    keys = "SELECT DISTINCT json_extract(key, '$[0]'), json_extract(key, '$[1]') FROM provenance"
    assert set(dossier.rows(keys)) == pairs


def test_equal_rows_are_kept_and_broken_ones_mended_and_both_told(
    deals: tuple[Dossier, Summary],
) -> None:
    _, summary = deals
    rows = [tuple(cell.strip() for cell in row) for row in deal_rows()]
    repeats = len(rows) - len(set(rows))
    assert repeats == 10
    messages = Counter(problem.message.partition(" line")[0] for problem in summary.problems)
    assert messages["the row is the same as"] == repeats
    assert messages["a record broken over 2"] == 4
    lines = [p.line for p in summary.problems if p.message.startswith("a record broken")]
    assert lines == [5432, 21488, 25178, 27955]  # by grep -n in the file


def test_delivered_volumes_add_up(deals: tuple[Dossier, Summary]) -> None:
    dossier, _ = deals
    rows = deal_rows()
    pair = [row for row in rows if (row[1], row[0]) == ("United States", "Japan")]
    expected = sum((Decimal(row[15] or 0) for row in pair), Decimal(0))
    assert expected == Decimal("66734.4")
    us_to_japan = "supplier = 'USA' AND recipient = 'JPN'"
    assert total(dossier, f"stage = 'delivered' AND {us_to_japan}") == expected
    ordered = sum((Decimal(row[14] or 0) for row in rows), Decimal(0))
    assert total(dossier, "stage = 'ordered'") == ordered


def test_each_mark_of_doubt_stays_with_its_field(deals: tuple[Dossier, Summary]) -> None:
    dossier, _ = deals
    marks = {place: sum(row[place] == "?" for row in deal_rows()) for place in (3, 5, 9)}
    assert [round(100 * count / 29_515) for count in marks.values()] == [53, 42, 9]
    pieces = "SELECT count(*) FROM figure WHERE unit = 'pieces' AND stage = '{}' AND {} = 1"
    assert number(dossier, pieces.format("ordered", "date_is_uncertain")) == marks[3]
    assert number(dossier, pieces.format("ordered", "is_uncertain")) == marks[5]
    assert number(dossier, pieces.format("delivered", "is_uncertain")) == marks[9]


def test_what_is_not_delivered_yet_is_nothing_and_not_unknown(
    deals: tuple[Dossier, Summary],
) -> None:
    dossier, _ = deals
    waiting = sum(not row[10] and row[15] == "0" for row in deal_rows())
    exact = (
        "SELECT count(*) FROM figure WHERE unit = 'TIV' AND stage = 'delivered' AND value = '0'"
        " AND amount_kind = 'exact' AND earliest IS NULL"
    )
    assert number(dossier, exact) == waiting == 1_166


def test_no_starred_group_becomes_a_country(
    deals: tuple[Dossier, Summary], deliveries: Dossier
) -> None:
    with real_data("actors/sipri_names.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["name"]: row["kind"] for row in csv.DictReader(file)}
    for dossier, places in ((deals[0], (1, 0)), (deliveries, (1, 2))):
        rows = deal_rows() if places == (1, 0) else delivery_rows()
        names = {row[place].strip() for row in rows for place in places}
        starred = {name for name in names if name.endswith("*")}
        assert len(starred) > 40
        actors = dossier.actors()
        codes = dict(
            dossier.rows(
                "SELECT json_extract(key, '$[0]'), supplier FROM transfer JOIN provenance"
                " ON transfer = transfer.id WHERE json_valid(key) AND json_type(key) = 'array'"
                " UNION SELECT json_extract(key, '$[1]'), recipient FROM transfer JOIN provenance"
                " ON transfer = transfer.id WHERE json_valid(key) AND json_type(key) = 'array'"
            )
        )
        assert not [name for name in starred & codes.keys() if actors[codes[name]].kind == "state"]
        states = sum(actor.kind == "state" for actor in actors.values())
        expected = {name for name in names if "*" not in name and "nknown" not in name}
        assert states <= len(expected)
        assert not [actor for actor in actors.values() if actor.kind == "unresolved"]
        assert {kinds[name] for name in starred} <= {
            "non-state actor / faction",
            "international org",
            "unknown/multiple",
        }


def test_both_files_of_deliveries_are_one_data_set(deliveries: Dossier) -> None:
    rows = delivery_rows()
    assert len(rows) == 59_157
    assert deliveries.counts().transfers == len({row[0] for row in rows}) == 27_951
    delivered = "SELECT count(*) FROM figure WHERE stage = 'delivered' AND unit = '{}'"
    assert number(deliveries, delivered.format("pieces")) == len(rows)
    assert number(deliveries, delivered.format("TIV")) == len(rows)
    assert len(deliveries.data_sets()) == 1


def test_the_volume_of_a_year_is_that_of_its_rows(deliveries: Dossier) -> None:
    expected = sum((Decimal(row[15]) for row in delivery_rows() if row[10] == "1985"), Decimal(0))
    assert round(expected) == 38_204
    within = "stage = 'delivered' AND earliest = '1985-01-01' AND latest = '1985-12-31'"
    assert total(deliveries, within) == expected


def test_the_same_files_again_change_nothing(
    deals: tuple[Dossier, Summary], deliveries: Dossier
) -> None:
    for dossier, name, count in ((deals[0], DEALS, 29_515), (deliveries, DELIVERIES[0], 14_610)):
        before = dossier.history()
        summary = import_file(dossier, real_data(name))
        assert (summary.added, summary.updated, summary.unchanged) == (0, 0, count)
        assert dossier.history() == before


def test_a_later_damaged_copy_updates_and_is_undone(deals: tuple[Dossier, Summary]) -> None:
    dossier, _ = deals
    before = dossier.counts()
    summary = import_file(dossier, real_data(RESAVED))
    assert summary.added + summary.updated + summary.unchanged == 14_284
    assert summary.unchanged + summary.updated > 13_700
    assert summary.gone == 0
    assert not [name for name in summary.unresolved if name[0].isdigit()]
    dossier.undo()
    assert dossier.counts() == before


def test_deliveries_of_deals_that_are_there_already_are_not_counted(
    deals: tuple[Dossier, Summary],
) -> None:
    dossier, _ = deals
    summary = import_file(dossier, real_data(DELIVERIES[1]))
    assert not summary.is_counted
    assert summary.overlaps[0].title == "SIPRI trade register: deals"
    assert summary.overlaps[0].share > 0.5
    dossier.undo()


def test_a_copy_of_certain_years_without_notes_cuts_no_deal_down(
    deals: tuple[Dossier, Summary],
) -> None:
    dossier, _ = deals
    us_to_japan = "stage = 'delivered' AND supplier = 'USA' AND recipient = 'JPN'"
    before = total(dossier, us_to_japan)
    summary = import_file(dossier, real_data(RESAVED))
    assert summary.years_listed == "1990 to 2024"
    assert summary.beyond > 500
    assert total(dossier, us_to_japan) == before
    dossier.undo()

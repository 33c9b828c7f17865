"""UN Comtrade's two layouts: what becomes of a row, and what of wholes, parts and mirrors."""

import json

from flowviz.importers import comtrade, formats
from flowviz.importers.comtrade_rows import LEVEL
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from tests.importers.trade_files import Told, classic, new

CLASSIC = formats.named(comtrade.CLASSIC_NAME)
NEW = formats.named(comtrade.NAME)


def test_each_layout_is_known_by_its_columns():
    old, young = (probe_of(Material(data, "a.csv")) for data in (classic({}), new({})))
    assert comtrade.knows_classic(old)
    assert not comtrade.knows(old)
    assert comtrade.knows(young)
    assert not comtrade.knows_classic(young)


def test_an_export_is_a_record_of_the_exporter():
    told = Told(CLASSIC, classic({"Trade Value (US$)": "5000"}))
    (entry,) = told.entries
    assert entry[2:7] == ["Albania", "Algeria", 2019, "HS 9306", "Bombs, grenades; cartridges"]
    assert told.figures() == [[("delivered USD", "5000")]]
    assert entry[12]["reporter"] == "exporter"
    assert tuple(entry[12]["codes"]) == ("ALB", "DZA")
    assert told.findings.rows == 1


def test_an_import_goes_the_other_way_and_is_a_record_of_the_importer():
    told = Told(CLASSIC, classic({"Trade Flow": "Import", "Trade Flow Code": "1"}))
    (entry,) = told.entries
    assert entry[2:4] == ["Algeria", "Albania"]
    assert entry[12]["reporter"] == "importer"


def test_a_byte_order_mark_changes_nothing():
    row = {"Qty": "7", "Qty Unit": "Number of items"}
    assert Told(CLASSIC, classic(row, mark=True)).entries == Told(CLASSIC, classic(row)).entries


def test_the_48th_cell_shifts_nothing():
    told = Told(NEW, new({"primaryValue": "60938", "netWgt": "74", "isNetWgtEstimated": "true"}))
    assert told.figures() == [[("delivered USD", "60938"), ("delivered kg", "74?")]]
    assert told.skipped() == []


def test_the_world_is_left_out_and_listed():
    told = Told(
        NEW,
        new({}, {"partnerCode": "0", "partnerISO": "W00", "partnerDesc": "World"}),
    )
    assert len(told.entries) == 1
    ((line, reason),) = told.skipped()
    assert line == 3
    assert "totals row" in reason


def test_re_exports_are_included():
    told = Told(CLASSIC, classic({}, {"Trade Flow": "Re-Export", "Trade Flow Code": "3"}))
    assert told.figures() == [[("delivered USD", "1000")], [("delivered USD included", "1000")]]


def test_a_quantity_is_told_in_its_unit_and_doubted_where_it_is_estimated():
    row = {"qty": "12.5", "qtyUnitAbbr": "l", "isQtyEstimated": "true"}
    assert Told(NEW, new(row)).figures() == [[("delivered USD", "1000"), ("delivered l", "12.5?")]]


def test_the_classic_flag_tells_what_is_estimated():
    row = {"Qty": "7", "Qty Unit": "Volume in litres", "Netweight (kg)": "9"}
    told = Told(CLASSIC, classic(*({**row, "Flag": flag} for flag in "0246")))
    marks = [
        "".join("?" if amount.endswith("?") else "." for _, amount in figures[1:])
        for figures in told.figures()
    ]
    measures = [measure for measure, _ in told.figures()[0][1:]]
    assert measures == ["delivered kg", "delivered Volume in litres"]
    assert marks == ["..", ".?", "?.", "??"]


def test_no_quantity_is_no_figure_and_no_zero():
    told = Told(CLASSIC, classic({"Qty": "0"}, {"Qty": "0", "Qty Unit": "Number of items"}))
    assert [len(figures) for figures in told.figures()] == [1, 1]


def test_a_weight_is_told_once():
    same = {"qty": "13", "qtyUnitAbbr": "kg", "netWgt": "13"}
    other = {**same, "qty": "14"}
    told = Told(NEW, new(same, other))
    assert told.figures() == [
        [("delivered USD", "1000"), ("delivered kg", "13")],
        [("delivered USD", "1000"), ("delivered kg", "13"), ("delivered kg included", "14")],
    ]


def test_a_month_is_a_date():
    told = Told(NEW, new({"period": "201904", "refMonth": "4"}))
    ((*_, dates),) = told.entries[0][10]
    assert dates.partition("=")[0] == "2019-04"


def test_parts_that_add_up_count_and_the_whole_says_why_it_does_not():
    told = Told(
        NEW,
        new(
            {"primaryValue": "10"},
            {"primaryValue": "7", "motCode": "2100"},
            {"primaryValue": "3", "motCode": "3200"},
        ),
    )
    assert [figures[0][0] for figures in told.figures()] == [
        "delivered USD included",
        "delivered USD",
        "delivered USD",
    ]
    assert told.entries[0][9] == LEVEL
    assert told.entries[1][9] == ""


def test_leading_zeros_of_a_code_stay():
    told = Told(NEW, new({"cmdCode": "0101", "cmdDesc": "Horses"}))
    assert told.entries[0][5] == "HS 0101"


def test_an_item_says_which_list_its_code_is_of():
    told = Told(NEW, new({"classificationCode": "S4", "cmdCode": "891"}))
    assert told.entries[0][5] == "SITC 891"


def test_rows_have_keys_that_tell_them_apart():
    told = Told(NEW, new({}, {"flowCode": "M"}, {}))
    keys = [entry[1] for entry in told.entries]
    assert len(set(keys)) == 3
    assert keys[2] == f"{keys[0]} #2"


def test_areas_that_are_no_state_keep_comtrades_name():
    rows = [
        {"partnerCode": "490", "partnerISO": "S19", "partnerDesc": "Other Asia, nes"},
        {"partnerCode": "899", "partnerISO": "_X ", "partnerDesc": "Areas, nes"},
    ]
    told = Told(NEW, new(*rows))
    assert [entry[3] for entry in told.entries] == ["Other Asia, nes", "Areas, nes"]


def test_the_original_holds_every_cell_as_it_stands():
    told = Told(NEW, new({"partnerISO": "_X ", "partnerDesc": "Areas, nes"}))
    ((line, *cells),) = json.loads(told.entries[0][11])
    assert line == 2
    assert told.header is not None
    assert dict(zip(told.header.columns, cells, strict=False))["partnerISO"] == "_X "

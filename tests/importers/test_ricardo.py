"""RICardo: a source on every row, names united, one trade counted once."""

from flowviz.importers import formats, ricardo
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from flowviz.importers.ricardo_counting import AS_SPECIAL, BY_OTHER
from tests.importers.trade_files import Told
from tests.importers.trade_files import ricardo as table

READER = formats.named(ricardo.NAME)
NAMES = b"""original_name,RICname
france,France
royaume de portugal,Portugal
portugal,Portugal
bordeaux,Bordeaux
monde,World
autres pays,World (other)
le monde par lubeck,World (via Lubeck)
provisions de bord,***NA
"""
ENTITIES = b"""RICname,type,continent,GPH_code,slug,parent_entity
France,GPH_entity,Europe,220,France,
Portugal,GPH_entity,Europe,235,Portugal,
Bordeaux,locality,Europe,,,France
"""
SOURCES = b"""slug,author,name,editor,country,volume_number,volume_date,edition_date,pages,\
shelf_number,notes,source_category,URL,type
BlueBook_1880,Writer A.,Blue Book,Board,Portugal,vol.2,1880,1882,W1-W2,BnF 8-LK9,A note.,\
statistical series,https://books.example/1,primary
Abstract_7,,Abstract,,,,,,,,,book,https://a.example/ & https://b.example/,secondary
"""
COMPANIONS = {"entity_names.csv": NAMES, "RICentities.csv": ENTITIES, "sources.csv": SOURCES}


def told(*rows: dict[str, str]) -> Told:
    return Told(READER, table(*rows), "flows.csv", COMPANIONS)


def test_it_is_known_by_its_columns():
    assert ricardo.knows(probe_of(Material(table({}), "flows.csv")))


def test_the_amount_is_flow_times_unit_in_the_currency_as_named():
    one = told({"flow": "1080.5", "unit": "1000", "currency": "piastres fortes"})
    assert one.figures() == [[("delivered piastres fortes", "1080500=1080.5")]]
    (entry,) = one.entries
    assert entry[2:5] == ["France", "Portugal", 1880]


def test_a_currency_of_then_is_not_taken_for_one_of_today():
    assert told({"currency": "dinara"}).figures() == [[("delivered dinara", "100.0")]]


def test_an_import_is_reported_by_the_importer():
    (entry,) = told({"export_import": "Imp"}).entries
    assert entry[2:4] == ["Portugal", "France"]
    assert entry[12]["reporter"] == "importer"


def test_the_words_of_dutch_tables_are_known():
    rows = [
        {"export_import": "invoer tot verbruik"},
        {"export_import": "uitvoer uit her vrije verkeer"},
    ]
    assert [entry[2] for entry in told(*rows).entries] == ["Portugal", "France"]


def test_every_row_cites_its_book_and_a_book_is_told_once():
    one = told({}, {"year": "1881"}, {"source": "Abstract_7", "year": "1882"})
    book, abstract = one.sources
    assert book == {
        "key": "BlueBook_1880",
        "title": "Blue Book, Portugal",
        "kind": "statistical series",
        "publisher": "Board",
        "author": "Writer A.",
        "published": "1882",
        "url": "https://books.example/1",
        "pages": "W1-W2",
        "volume": "vol.2, 1880",
        "shelf_number": "BnF 8-LK9",
        "note": "A note. RICardo's type of source: primary.",
    }
    assert abstract["url"] == ""
    assert "https://a.example/ & https://b.example/" in abstract["note"]
    cited = [entry[12]["sources"][0][0] for entry in one.entries]
    assert cited == [book["key"], book["key"], abstract["key"]]


def test_the_world_and_sums_of_partners_are_left_out_and_listed():
    rows = [
        {},
        {"partner": "monde", "world_trade_type": "total_reporting"},
        {"partner": "le monde par lubeck"},
        {"partner": "portugal", "partner_sum": "1"},
    ]
    one = told(*rows)
    assert len(one.entries) == one.findings.rows == 1
    assert [line for line, _ in one.skipped()] == [3, 4, 5]
    assert all("totals row" in reason for _, reason in one.skipped())


def test_a_book_that_only_left_out_rows_cite_is_not_brought():
    assert told({"partner": "monde"}, {"source": "Abstract_7"}).sources[0]["key"] == "Abstract_7"


def test_the_rest_of_the_world_is_a_partner_and_ships_stores_are_unknown():
    one = told({"partner": "autres pays"}, {"partner": "provisions de bord"})
    assert [entry[3] for entry in one.entries] == ["World (other)", "Unknown"]


def test_a_row_that_says_no_direction_is_skipped():
    one = told({"export_import": ""})
    assert one.entries == []
    assert one.skipped() == [(2, "it says no direction")]


def test_special_trade_is_included_in_general_trade():
    one = told({"special_general": "gen"}, {"special_general": "spe", "flow": "90"})
    assert one.figures() == [
        [("delivered francs", "100.0")],
        [("delivered francs included", "90")],
    ]
    assert [entry[6] for entry in one.entries] == ["general trade", "special trade"]
    assert one.entries[1][9] == AS_SPECIAL


def test_a_compilation_does_not_count_beside_a_primary_source():
    one = told({"source": "Abstract_7", "partner": "royaume de portugal"}, {})
    assert [measure for ((measure, _),) in one.figures()] == [
        "delivered francs included",
        "delivered francs",
    ]
    assert one.entries[0][9] == BY_OTHER


def test_re_exports_are_included():
    assert told({"export_import": "re-exp"}).figures()[0][0][0] == "delivered francs included"


def test_both_sides_reports_count_each_for_its_side():
    one = told({}, {"reporting": "portugal", "partner": "france", "export_import": "imp"})
    assert all("included" not in measure for ((measure, _),) in one.figures())


def test_a_place_says_what_it_is_part_of():
    one = told({"partner": "bordeaux", "statistical_period": "Year ended 30th June."})
    assert one.entries[0][3] == "Bordeaux"
    assert one.entries[0][9] == "Bordeaux: France. Period: Year ended 30th June."


def test_a_remark_follows_the_notes_as_a_sentence():
    sea = {"transport_type": "sea", "year": "1881"}
    one = told({"notes": "Declared value", "transport_type": "sea"}, {"notes": "Sic.", **sea})
    assert one.entries[0][9] == "Declared value. By sea."
    assert one.entries[1][9].startswith("Sic. By sea.")


def test_no_value_is_unknown():
    one = told({"flow": ""})
    assert len(one.entries) == 1
    assert all(amount == "" for _, amount in one.figures()[0])


def test_without_the_tables_beside_it_names_and_keys_stand_for_themselves():
    one = Told(READER, table({}), "flows.csv")
    assert one.entries[0][2:4] == ["france", "portugal"]
    assert one.sources[0]["title"] == "BlueBook_1880"
    assert len(one.findings.kept) == 2

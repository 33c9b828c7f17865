"""BACI: codes become names and products, thousands of dollars dollars."""

from flowviz.importers import baci, formats
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from tests.importers.trade_files import Told

READER = formats.named(baci.NAME)
COUNTRIES = (
    '"country_code","country_name_abbreviation","country_name_full","iso_2digit_alpha",'
    '"iso_3digit_alpha"\r\n'
    '8,"Albania","Albania","AL","ALB"\r\n'
    '384,"C\xf4te d\'Ivoire","C\xf4te d\'Ivoire","CI","CIV"\r\n'
    '490,"Other Asia, nes","Other Asia, not elsewhere specified","N/A","N/A"\r\n'
    '711,"So. African Customs Union","Southern African Customs Union","ZA","ZAF"\r\n'
).encode("cp1252")
PRODUCTS = b"code,description,bec\n010121,Horses,41\n930690,Ammunition,7\n"
COMPANIONS = {"country_codes_V1.csv": COUNTRIES, "product_codes.csv": PRODUCTS}


def table(*rows: str) -> bytes:
    return "".join(f"{row}\r\n" for row in ('"t","i","j","k","v","q"', *rows)).encode()


def test_it_is_known_by_its_six_columns():
    assert baci.knows(probe_of(Material(table(), "baci.csv")))
    assert not baci.knows(probe_of(Material(b"t,i,j,k,v\n1,2,3,4,5\n", "baci.csv")))


def test_a_row_is_a_record_with_value_and_weight():
    told = Told(READER, table('2021,8,384,930690,0.868,"        0.281"'), companions=COMPANIONS)
    (entry,) = told.entries
    assert entry[2:7] == ["Albania", "C\xf4te d'Ivoire", 2021, "HS 930690", "Ammunition"]
    assert tuple(entry[12]["codes"]) == ("ALB", "CIV")
    assert told.figures() == [[("delivered USD", "868=0.868"), ("delivered tonnes", "0.281")]]
    assert told.header is not None
    assert told.header.reporter == "third party"
    assert set(told.header.companions) == set(COMPANIONS)


def test_leading_zeros_of_a_product_come_back():
    told = Told(READER, table("2021,8,384,10121,1,1"), companions=COMPANIONS)
    assert told.entries[0][5:7] == ["HS 010121", "Horses"]


def test_no_weight_is_unknown():
    told = Told(READER, table('2021,8,384,930690,1,"           NA"'), companions=COMPANIONS)
    weights = [amount for measure, amount in told.figures()[0] if "tonnes" in measure]
    assert all(amount.startswith("=") or not amount for amount in weights)


def test_unions_and_areas_are_not_taken_for_one_of_their_members():
    told = Told(READER, table("2021,711,490,930690,1,1"), companions=COMPANIONS)
    (entry,) = told.entries
    assert entry[2:4] == ["So. African Customs Union", "Other Asia, nes"]
    assert tuple(entry[12]["codes"]) == ("", "")


def test_without_its_code_files_the_numbers_stay_and_that_is_told():
    told = Told(READER, table("2021,8,384,930690,1,1"))
    assert told.entries[0][2:4] == ["8", "384"]
    assert [finding.message.split()[2] for finding in told.findings.kept] == [
        "country_codes*.csv",
        "product_codes*.csv",
    ]


def test_a_number_that_the_list_of_countries_lacks_is_told_once():
    rows = ("2021,8,380,930690,1,1", "2021,380,8,930690,1,1", "2021,8,384,930690,1,1")
    told = Told(READER, table(*rows), companions=COMPANIONS)
    assert [entry[2] for entry in told.entries] == ["Albania", "380", "Albania"]
    (finding,) = told.findings.kept
    assert (finding.line, finding.text) == (2, "380")
    assert finding.message.startswith("the list of countries lacks this number")

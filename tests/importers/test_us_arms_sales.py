"""US arms sales: three amounts a row, programmes and shared footnotes."""

from flowviz.importers import formats, us_arms_sales
from flowviz.importers.entries import COMMENT_AT
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from tests.importers.trade_files import Told, sales

READER = formats.named(us_arms_sales.NAME)


def told(*rows: dict[str, str]) -> Told:
    return Told(READER, sales(*rows), "sales.json")


def test_it_is_known_by_the_names_of_its_first_row():
    assert us_arms_sales.knows(probe_of(Material(sales({}), "sales.json")))
    assert not us_arms_sales.knows(probe_of(Material(b'[{"country": "Albania"}]', "a.json")))


def test_sales_from_government_to_government_are_ordered_and_delivered():
    one = told({})
    (entry,) = one.entries
    assert entry[1:4] == ["1", "United States", "Albania"]
    assert next(iter(entry[12]["codes"])) == "USA"
    assert one.figures()[0][:2] == [("ordered USD", "100"), ("delivered USD", "40")]
    assert one.header is not None
    assert one.header.kind == "programme"


def test_commercial_sales_are_licensed():
    one = told({"program": "Direct Commercial Sales"})
    assert one.figures()[0][0] == ("licensed USD", "100")


def test_a_notification_is_included_and_never_added():
    one = told({"notifications": "900"})
    assert ("ordered USD included", "900") in one.figures()[0]


def test_each_record_says_that_its_year_is_a_fiscal_one():
    entry, undated = told({"year": "2008"}, {"key": "2", "year": ""}).entries
    assert entry[COMMENT_AT] == "US fiscal year: October 2007 to September 2008."
    assert undated[COMMENT_AT] == ""


def test_nothing_stated_is_no_zero_and_a_zero_is_one():
    one = told({"authorizations": "0", "notifications": ""})
    assert one.figures()[0][0] == ("ordered USD", "0")
    assert ("ordered USD included", "0") not in one.figures()[0]


def test_footnotes_are_shared_sources_with_link_and_year():
    second = "House, Committee (Washington, Accessed 2017) \rhttp://b.example/h.pdf"
    one = told({}, {"key": "2", "footnote2": second}, {"key": "3", "footnote": ""})
    first, other = one.sources
    assert first["title"] == "Agency A, Facts of a Year (Washington: A, 2005)"
    assert (first["url"], first["published"]) == ("https://a.example/facts.pdf", "2005")
    assert (other["url"], other["published"]) == ("http://b.example/h.pdf", "")
    cited = [[key for key, _ in (e[12] or {}).get("sources", ())] for e in one.entries]
    assert cited == [[first["key"]], [first["key"], other["key"]], []]


def test_a_footnote_that_is_a_link_alone_is_its_title():
    one = told({"footnote": "https://a.example/facts.pdf"})
    assert one.sources[0]["title"] == "https://a.example/facts.pdf"


def test_a_second_footnote_that_is_anothers_first_is_one_source():
    text = "Agency B (Washington: 2006) https://b.example/"
    one = told({"footnote2": text}, {"key": "2", "footnote": text})
    assert len(one.sources) == 2

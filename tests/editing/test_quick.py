"""A link and a text become source, quotation and record; only what is certain is offered."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.dossier import Dossier
from flowviz.editing import Known
from flowviz.editing.quick import (
    CONTEXT,
    Hints,
    QuickText,
    Quotation,
    hints,
    quick,
    quotation,
    read_paste,
    source_with,
    title_of,
)
from flowviz.records import Line, Source, Transfer
from flowviz.terms import Subject, TransferKind

TODAY = datetime.date(2026, 3, 12)
PAGE = "https://example.org/konkurs"
KEPT = f"https://web.archive.org/web/20241213123456/{PAGE}"
TEXT = "Missiles sold\nBelarus sold 240 9M113 Konkurs to Bulgaria in 2015, and no more."
TYPED = QuickText(
    link=KEPT,
    text=TEXT,
    start=TEXT.index("sold 240"),
    end=TEXT.index(" in 2015"),
    title="Missiles sold",
    supplier="Belarus",
    recipient="Bulgaria",
    item="9M113 Konkurs",
    amount="240",
    dates="2015",
)


@pytest.fixture(scope="module")
def known() -> Known:
    return Known.read(Dossier.sample())


def test_source_quotation_and_record_are_made_at_once(known: Known) -> None:
    made = quick(TYPED, known, TODAY)
    assert made.source is not None
    assert made.citation is not None
    record = made.checked.record
    assert record is not None
    assert (made.source.url, made.source.archived_url) == (PAGE, KEPT)
    assert made.source.archived == datetime.date(2024, 12, 13)
    assert made.source.accessed == TODAY
    assert (record.supplier, record.recipient) == ("BLR", "BGR")
    (figure,) = record.lines[0].figures
    assert str(figure.amount.value) == "240"
    citation = made.citation
    assert (citation.source, citation.subject_id) == (made.source.id, record.id)
    assert citation.subject is Subject.TRANSFER
    assert citation.is_quotation
    assert citation.text == "sold 240 9M113 Konkurs to Bulgaria"
    assert citation.prefix == "Missiles sold Belarus "
    assert citation.suffix == " in 2015, and no more."


def test_all_of_it_goes_into_a_dossier_and_comes_back(known: Known) -> None:
    dossier, made = Dossier.sample(), quick(TYPED, known, TODAY)
    assert made.checked.record is not None
    assert made.source is not None
    assert made.citation is not None
    with dossier.edit("Add it") as edit:
        edit.put(made.source, made.checked.record, made.citation)
    assert dossier.transfer(made.checked.record.id) == made.checked.record
    assert made.citation in dossier.citations((made.checked.record.id,))


def test_a_source_with_the_link_is_offered_and_no_double_made(known: Known) -> None:
    there = Source("there", "It", url="http://www.example.org/konkurs/")
    dossier = Dossier.new("", (there,))
    known = Known.read(dossier)
    for link in (PAGE, KEPT, f"{PAGE}/"):
        assert source_with(link, known) == there
    made = quick(TYPED, known, TODAY)
    assert (made.found, made.source) == (there, None)
    assert made.citation is not None
    assert made.citation.source == "there"
    other = quick(dataclasses.replace(TYPED, is_known_source=False), known, TODAY)
    assert other.found == there
    assert other.source is not None
    assert source_with("https://example.org/other", known) is None
    assert source_with("", known) is None


def test_a_link_to_a_house_is_not_one_to_its_pages() -> None:
    page, house = Source("p", "Page", url=PAGE), Source("h", "House", url="https://example.org")
    known = Known.read(Dossier.new("", (page, house)))
    assert source_with("https://www.example.org/", known) == house
    assert source_with(PAGE, known) == page
    assert source_with(f"{PAGE}?page=2", known) is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"title": ""}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"text": " "}, "text"),
        ({"text": "x" * 100_001, "start": 0, "end": 0}, "text"),
        ({"supplier": ""}, "supplier"),
        ({"item": ""}, "item"),
        ({"amount": "a few"}, "amount"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    known: Known, change: dict[str, str], path: str
) -> None:
    made = quick(dataclasses.replace(TYPED, **change), known, TODAY)
    assert (made.checked.record, made.source, made.citation) == (None, None, None)
    assert path in [fault.path for fault in made.checked.grave]


def test_without_amount_and_dates_no_figure_is_made_up(known: Known) -> None:
    made = quick(dataclasses.replace(TYPED, amount="", dates=""), known, TODAY)
    assert made.checked.record is not None
    assert made.checked.record.all_figures() == ()


def test_a_paste_is_taken_apart() -> None:
    assert read_paste(f"{PAGE}\n\nTitle\nWords") == QuickText(PAGE, "Title\nWords", title="Title")
    assert read_paste(f"Title\n{PAGE}\n").link == PAGE
    assert read_paste("Title").link == ""
    assert read_paste("") == QuickText()
    assert title_of("\n  A  title \nmore") == "A title"
    assert len(title_of("word " * 100)) <= 200


def test_without_picked_words_all_is_quoted() -> None:
    assert quotation("a b", 0, 0) == Quotation("a b")
    assert quotation("a b", 1, 2) == Quotation("a b"), "a blank alone is no words"
    assert quotation("one two three", 3, 8) == Quotation("two", "one ", " three")


def test_the_context_of_a_quotation_is_what_stands_beside_it_in_a_long_text() -> None:
    text = "far " * 5_000 + "right before   the words\n\nright after" + " far" * 5_000
    start = text.index("the words")
    found = quotation(text, start, start + len("the words"))
    assert found == Quotation(
        "the words", "ar far far far far right before ", " right after far far far far far"
    )


@given(st.text(), st.integers(0, 200), st.integers(0, 200))
def test_a_quotation_keeps_little_around_it(text: str, start: int, end: int) -> None:
    found = quotation(text, start, end)
    assert found.exact == found.exact.strip("\n")
    # A hidden character is spelled out, which makes it longer.
    assert len(found.prefix) <= CONTEXT
    assert len(found.suffix) <= CONTEXT


def test_only_what_is_certain_is_offered(known: Known) -> None:
    item = "9M113 Konkurs"
    line = Line("l", item)
    sold = Transfer("t", TransferKind.DEAL, "BLR", "BGR", lines=(line,))
    ends = known.actors["BLR"], known.actors["BGR"]
    of_item = Known.read(Dossier.new("", (*ends, sold)))
    assert hints(TEXT, of_item) == Hints(("Belarus", "Bulgaria"), (item,), ("240",))
    assert hints("1,200 new Konkurs", of_item).amounts == (), "part of a name is no name"
    assert hints("1,200 9m113 konkurs, 7 tanks", of_item).amounts == ("1200",)
    assert hints("in 2015 the 9M113 Konkurs", of_item).amounts == (), "a year is no amount"
    assert hints("Some may turn to the state and can do so.", known).actors == ()
    assert hints("240 shells and 30 of nothing", known).amounts == ()
    assert hints("the United States' army", known).actors == ("United States",)
    assert hints("", known) == Hints()


def test_no_text_is_too_odd_to_look_for_names_in(known: Known) -> None:
    @given(st.text())
    def look(text: str) -> None:
        hints(text, known)

    look()

"""Libraries go in and come out again: equal where the format can, and what is lost is listed."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.dates import Dates
from flowviz.records import Source
from flowviz.references import bibtex, csl_json, ris
from flowviz.references.csl import Item, canonical
from flowviz.references.formats import FORMATS, loss_lines, losses_of, named
from flowviz.references.mapping import item_of, source_of
from flowviz.references.met import items_in

FOLDER = Path(__file__).parent
ZOTERO = (FOLDER / "zotero.json").read_text("utf-8")
BIBTEX = (FOLDER / "library.bib").read_text("utf-8")
RIS = (FOLDER / "library.ris").read_bytes().decode("utf-8")


def through_sources(items: list[Item]) -> list[Item]:
    return [item_of(source_of(item, f"u{number}")) for number, item in enumerate(items)]


def test_a_zotero_library_in_csl_json_comes_out_equal() -> None:
    items = list(items_in(csl_json.read(ZOTERO)))
    out = csl_json.write(through_sources(items))
    assert json.loads(out) == json.loads(ZOTERO)
    assert losses_of(named("csl-json"), items, out) == {}


@pytest.mark.parametrize(("format_", "text"), [(bibtex, BIBTEX), (ris, RIS)])
def test_a_library_in_bibtex_or_ris_comes_out_equal(format_: Any, text: str) -> None:
    items = list(items_in(format_.read(text)))
    for number, item in enumerate(items):
        item.setdefault("id", f"u{number}")
    again = through_sources(items)
    assert again == items
    assert list(items_in(format_.read(format_.write(again)))) == items


def test_latex_macros_crossrefs_and_months_become_text() -> None:
    found = {item["id"]: item for item in items_in(bibtex.read(BIBTEX))}
    first = found["writer2015"]
    assert first["title"] == "Café NATO & the 5% — a story"
    assert first["container-title"] == "The Sofia Echo"
    assert first["issued"] == {"date-parts": [[2015, 6, 3]]}
    assert first["page"] == "12-15"
    assert first["URL"] == "https://example.org/a_b?x=1%20&y"
    assert first["author"][1:] == [
        {
            "family": "Berg",
            "given": "Ludwig",
            "non-dropping-particle": "van den",
            "suffix": "Jr.",
        },
        {"literal": "Ministry of Defence"},
    ]
    child = found["child"]
    assert (child["container-title"], child["publisher"]) == ("The Book", "United Nations")
    assert child["issued"] == {"date-parts": [[2014]], "season": 1}
    assert found["thesis"]["issued"] == {"literal": "c. 1999"}
    assert found["paren"]["note"] == "a note"


def test_what_of_a_file_is_not_taken_is_told_with_its_line() -> None:
    told = [(met.line, met.words) for met in bibtex.read(BIBTEX) if met.words]
    assert told == [
        (51, ("the entry is not closed, or a comma or = is missing",)),
        (6, ("paths of files and names of users are not taken",)),
        (0, ("left out: comments and the preamble",)),
    ]
    told = [(met.line, met.words) for met in ris.read(RIS) if met.words]
    assert told == [
        (1, ("a line outside any entry is left out",)),
        (2, ("paths of attached files are not taken",)),
        (25, ("the entry has no end (ER)",)),
    ]


def test_no_path_and_no_name_of_a_user_is_kept() -> None:
    for module, text in ((bibtex, BIBTEX), (ris, RIS)):
        items = list(items_in(module.read(text)))
        assert "/home/" not in json.dumps(items)
        assert '"reporter"' not in json.dumps(items)
    item = {"id": "a", "type": "webpage", "URL": "file:///home/reporter/a.html", "file": "C:\\x"}
    (met,) = csl_json.read(json.dumps([item]))
    assert met.item == {"id": "a", "type": "webpage"}
    assert "paths" in met.words[0]


def test_a_list_for_others_does_not_tell_whose_library_it_was() -> None:
    items = list(items_in(csl_json.read(ZOTERO)))
    public = [item_of(source_of(item, "u"), is_whole=False) for item in items]
    assert [item["id"] for item in public] == ["u", "berg2014", 7, "letter", "odd"]
    assert "zotero.org" not in json.dumps(public)
    assert "Read twice" not in json.dumps(public)


def test_ris_keeps_repeated_tags_continued_lines_and_semicolons() -> None:
    first, second = items_in(ris.read(RIS))
    assert first["abstract"] == "One line\nand another"
    assert first["URL"] == "https://example.org/a;b?c=1"
    assert first["keyword"] == "rockets, Belarus"
    assert first["custom"] == {"ris": {"tags": {"C1": ["odd", "odd again"]}}}
    assert second["issued"] == {"literal": "spring 2014"}
    assert second["custom"] == {"ris": {"type": "GOVDOC"}}


def test_what_a_format_does_not_hold_is_listed() -> None:
    source = Source(
        "u",
        "T",
        author="Allen, US Command",
        archived_url="https://archive.example/x",
        published=Dates.parse("2015?"),
        accessed=datetime.date(2020, 1, 2),
    )
    lines = {each.name: _losses(each.name, source) for each in FORMATS}
    assert lines == {
        "csl-json": [],
        "bibtex": [
            "1 source: BibTeX does not hold the date to the letter.",
            "1 source: BibTeX holds no archived URL.",
        ],
        "ris": [
            "1 source: RIS does not hold the author to the letter.",
            "1 source: RIS does not hold the date to the letter.",
            "1 source: RIS holds no archived URL.",
        ],
    }


def _losses(format_name: str, source: Source) -> list[str]:
    format_ = named(format_name)
    items = [item_of(source)]
    return loss_lines(format_, losses_of(format_, items, format_.write(items)))


LINES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=30).map(
    lambda text: " ".join(text.split())
)
DATES = st.one_of(
    st.sampled_from(
        ["", "2015", "2015-06", "2015-06-30", "2015-21", "2015/2017", "2015?", "2014-11/2015-24~"]
    ).map(Dates.parse),
    st.lists(st.integers(1900, 2030), max_size=3).map(
        lambda years: Dates.of_years(tuple(years), text="; ".join(map(str, years)))
    ),
    LINES.map(lambda text: Dates(text=text)),
)
DAYS = st.none() | st.dates()
SOURCES = st.builds(
    Source,
    st.just("u"),
    LINES,
    kind=st.sampled_from(["", "article", "database", "correspondence", "statement", "web page"])
    | LINES,
    publisher=LINES,
    author=LINES | st.just("A. Writer; B. Other"),
    published=DATES,
    accessed=DAYS,
    archived=DAYS,
    url=st.sampled_from(["", "https://example.org/a_b?x=1%20&y=~#t"]),
    archived_url=LINES,
    pages=LINES | st.just("12-15"),
    note=LINES,
    publisher_group=LINES,
    volume=LINES,
    shelf_number=LINES,
    reference=st.dictionaries(
        st.sampled_from(["DOI", "ISBN", "edition", "genre", "publisher-place"]),
        LINES.filter(bool),
    ).map(canonical),
)


@given(SOURCES)
def test_any_source_is_the_same_after_csl_json(source: Source) -> None:
    (item,) = items_in(csl_json.read(csl_json.write([item_of(source)])))
    assert source_of(item, source.id) == source


@settings(max_examples=60)
@given(st.lists(SOURCES, min_size=1, max_size=3))
def test_whatever_bibtex_and_ris_lose_is_listed(sources: list[Source]) -> None:
    items = [item_of(source) for source in sources]
    for format_ in FORMATS:
        text = format_.write(items)
        back = list(items_in(format_.read(text)))
        assert len(back) == len(items)
        if not losses_of(format_, items, text):
            assert [source_of(item, "u") for item in back] == sources


@settings(max_examples=300)
@given(st.text(max_size=40) | st.text("\\{}$&%#_~^-'`<>?!, a\"", max_size=20))
def test_any_text_survives_latex(text: str) -> None:
    from flowviz.references.latex import latex, plain

    text = "".join(letter for letter in text if letter.isprintable())
    assert plain(latex(text), []) == text

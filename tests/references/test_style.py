"""Sources in a citation style: nothing is lost, nothing is HTML, and odd ones are rendered too."""

import dataclasses
import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings

from flowviz.dates import Dates
from flowviz.errors import UsageError
from flowviz.paths import resource
from flowviz.records import Source
from flowviz.references.mapping import source_of
from flowviz.references.style import STYLES, cited, entry, in_order, styled
from flowviz.terms import SourceStatus
from tests.references.test_round_trips import SOURCES

NAMES = [style.name for style in STYLES]
ARTICLE = source_of(
    {
        "id": "a",
        "type": "article-newspaper",
        "title": "Rockets for Belarus: the deal",
        "container-title": "The Sofia Echo",
        "author": [{"family": "Writer", "given": "Anna"}],
        "issued": {"date-parts": [[2015, 6, 3]]},
        "URL": "https://example.org/a_b?x=1&y=2",
    },
    "a",
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "chicago-notes",
            "Writer, Anna. “Rockets for Belarus: the deal”. The Sofia Echo, June 3, 2015. "
            "https://example.org/a_b?x=1&y=2.",
        ),
        (
            "chicago-author-date",
            "Writer, Anna. 2015. “Rockets for Belarus: the deal”. The Sofia Echo, June 3. "
            "https://example.org/a_b?x=1&y=2.",
        ),
        (
            "apa",
            "Writer, A. (2015, June 3). Rockets for Belarus: the deal. The Sofia Echo. "
            "https://example.org/a_b?x=1&y=2",
        ),
        (
            "oscola",
            "Writer A, ‘Rockets for Belarus: the deal’ The Sofia Echo (3 June 2015) "  # noqa: RUF001
            "<https://example.org/a_b?x=1&y=2>",
        ),
    ],
)
def test_an_article_in_each_style(name: str, expected: str) -> None:
    assert entry(ARTICLE, name) == expected


def test_a_note_has_the_name_as_it_is_spoken() -> None:
    assert cited(ARTICLE).startswith("Anna Writer, “Rockets")
    assert cited(ARTICLE, "apa") == entry(ARTICLE, "apa")


def test_an_unknown_style_is_a_wrong_word() -> None:
    with pytest.raises(UsageError, match="oscola"):
        entry(ARTICLE, "../../etc/passwd")


@pytest.mark.parametrize("name", NAMES)
def test_a_document_without_author_has_its_title_once(name: str) -> None:
    source = Source("s", "A Letter on the Deal", published=Dates.parse("2015"))
    assert entry(source, name).count("A Letter on the Deal") == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (Dates.parse("2015?"), "c. 2015"),
        (Dates.parse("2015-21~"), "c. spring 2015"),
        (Dates.of_years((1979, 1981), text="1979; 1981"), "1979; 1981"),
        (Dates(text="before the war"), "before the war"),
    ],
)
def test_a_date_that_is_not_certain_is_said_once_in_words(
    name: str, dates: Dates, words: str
) -> None:
    text = entry(Source("s", "T", author="A. Writer", published=dates), name)
    assert text.count(words) == 1


@pytest.mark.parametrize("name", NAMES)
def test_links_archives_and_retractions_are_always_said(name: str) -> None:
    source = dataclasses.replace(
        ARTICLE,
        kind="book",
        archived_url="https://archive.example/1",
        archived=datetime.date(2016, 1, 2),
        status=SourceStatus.RETRACTED,
        status_on=datetime.date(2017, 1, 2),
    )
    text = entry(source, name)
    assert "https://example.org/a_b?x=1&y=2" in text
    assert text.endswith(
        "Archived on 2016-01-02: https://archive.example/1 [Retracted on 2017-01-02]"
    )


@pytest.mark.parametrize("name", NAMES)
def test_tags_in_a_title_are_text_and_letters_keep_their_case(name: str) -> None:
    title = "<b>how the Deal</b> & <span class='x'>more</span> of it"
    assert title in entry(Source("s", title, publisher="P"), name)


def test_what_readers_noted_is_in_no_list() -> None:
    source = dataclasses.replace(ARTICLE, note="met him in Minsk", collector="Jo")
    for name in NAMES:
        assert "Minsk" not in entry(source, name)
        assert "Jo" not in entry(source, name)


def test_sources_are_in_one_order_whatever_order_they_come_in() -> None:
    sources = [
        ARTICLE,
        Source("b", "B", author="Allen"),
        Source("c", "C", author="allen", published=Dates.parse("2001")),
        Source("d", "Zeta"),
    ]
    ordered = in_order(sources)
    assert [source.id for source in ordered] == ["b", "c", "a", "d"]
    assert in_order(reversed(sources)) == ordered


@settings(max_examples=60)
@given(SOURCES)
def test_any_source_is_rendered_in_every_style(source: Source) -> None:
    for name in NAMES:
        text = entry(source, name)
        assert source.url in text
        assert "\n" not in text
        assert cited(source, name)


def test_every_style_names_its_licence() -> None:
    assert "CC BY-SA 3.0" in resource("styles", "LICENCE.md").read_text("utf-8")
    for name in NAMES:
        text = resource("styles", f"{styled(name).name}.csl").read_text("utf-8")
        assert 'license="http://creativecommons.org/licenses/by-sa/3.0/"' in text


def test_two_threads_render_the_same_style_without_mixing() -> None:
    sources = [
        Source(f"s{at}", f"A Letter {at}", author="" if at % 2 else "A. B") for at in range(60)
    ]
    alone = [entry(source, "apa") for source in sources]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda source: entry(source, "apa"), sources))
    assert together == alone

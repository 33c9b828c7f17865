"""Pages: every line of text in its place, whole, at every size."""

import itertools
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray

from flowviz.amounts import Amount
from flowviz.errors import ExportError
from flowviz.flows.aggregate import aggregate
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.flows.strands import strands
from flowviz.flows.words import filter_words
from flowviz.layouts import worldmap
from flowviz.page import Page, Words, compose
from flowviz.page.words import default_title, source_line, subtitle
from flowviz.page.words import footnotes as footnotes_of
from flowviz.painting import fonts
from flowviz.records import Source
from flowviz.scene import Box, Viewport
from flowviz.style import PRINT, Style
from flowviz.terms import Existence, Mark, Reporter, SourceStatus, TransferKind
from tests.flows.made import MadeFigure, MadeTransfer, columns_of
from tests.scene.made import CASE, Row, actors_of, altered, flows_of

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = [(800.0, 500.0), (1600.0, 900.0), (760.0, 1000.0), (5000.0, 3500.0)]
URL = "https://www.example.org/2015/12/13/" + "a-very-long-name-of-an-article-" * 4
LINE = f"A title of usual length on weapons. The Publisher, 13 December 2024. {URL} (from Us)."


def page_of(
    size: tuple[float, float], sources: int = 3, title: str = "Weapons transfers, 2015", **kept: str
) -> Page:
    flows = flows_of(CASE)
    actors = actors_of(flows)
    words = Words(
        title=title,
        subtitle=kept.get("subtitle", "Pieces delivered, 2015"),
        footnotes=("1 flow of unknown amount is drawn hollow.",),
        sources=tuple(f"{LINE}" for _ in range(sources)),
        attribution="Map: Natural Earth.",
    )
    return compose(
        words,
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        worldmap.layout(actors, {}, None, flows),
        Style(palette=PRINT),
        size,
        fonts.measure,
    )


def footnotes(flows: Flows, rows: NDArray[np.int64]) -> tuple[str, ...]:
    return footnotes_of(strands(flows, Mode.DIRECTED), rows)


def boxes(page: Page) -> list[Box]:
    return [
        Box(
            text.x,
            text.baseline - 0.75 * text.size_px,
            text.x + fonts.measure(text.text, text.size_px, text.weight),
            text.baseline + 0.2 * text.size_px,
        )
        for text in page.texts
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sources", [0, 1, 3, 20, 200])
def test_no_line_is_clipped_and_no_two_overlap(size: tuple[float, float], sources: int) -> None:
    page = page_of(size, sources)
    found = boxes(page)
    for box in found:
        assert box.left >= 0.0
        assert box.top >= 0.0
        assert box.right <= size[0] + 0.01
        assert box.bottom <= size[1] + 0.01
        assert not box.overlaps(page.picture)
    for first, second in itertools.combinations(found, 2):
        assert not first.overlaps(second)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sources", [1, 20, 200])
def test_the_picture_keeps_the_larger_part_of_the_page(
    size: tuple[float, float], sources: int
) -> None:
    picture = page_of(size, sources).picture
    assert picture.bottom - picture.top > 0.5 * size[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("has_legend", [True, False])
def test_all_that_is_hidden_is_told_whole_and_in_its_place(
    size: tuple[float, float], has_legend: bool
) -> None:
    flows = altered(
        flows_of([*CASE, Row("USA", "JPN", 2), Row("JPN", "USA", 1)]),
        below_least=12,
        unknown_below=3,
        nothing_moved=np.array([False, False, False, False, True, False]),
    )
    flows = altered(flows, query=replace(flows.query, least=Decimal(1)))
    actors = actors_of(flows)
    page = compose(
        Words("Title", "Subtitle", ("A note.",) * 40, (LINE,) * 20, "Map: Natural Earth."),
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        worldmap.layout(actors, {}, None, flows),
        Style(palette=PRINT, show_top=2, has_legend=has_legend),
        size,
        fonts.measure,
    )
    words = " ".join(text.text for text in page.texts)
    for told in ("Largest 2 of 5 flows shown", "Left out as smaller than 1 piece: 12 flows, and 3"):
        assert told in words
    assert "Not drawn, as nothing has moved yet: 1 pair." in words
    for first, second in itertools.combinations(boxes(page), 2):
        assert not first.overlaps(second)
    assert all(box.bottom <= size[1] + 0.01 for box in boxes(page))


def test_sources_without_room_are_counted_on_the_page() -> None:
    page = page_of((800.0, 500.0), 200)
    words = [text.text for text in page.texts]
    listed = sum(text.startswith("[") for text in words)
    assert listed + page.unlisted_sources == 200
    assert f"and {page.unlisted_sources} more sources in the dossier" in words


def test_all_sources_are_listed_when_there_is_room() -> None:
    page = page_of((1600.0, 900.0), 3)
    assert page.unlisted_sources == 0
    assert [text.text for text in page.texts if text.text.startswith("[")] == ["[1]", "[2]", "[3]"]


def test_a_long_address_is_broken_but_whole() -> None:
    page = page_of((1600.0, 900.0), 1)
    assert URL in "".join(text.text for text in page.texts).replace(" ", "")


@pytest.mark.parametrize("title", ["Wort " * 200, "x" * 3000, "<b>bold</b> & \u202eevil\u202c", ""])
def test_hostile_titles_stay_in_their_place(title: str) -> None:
    page = page_of((800.0, 500.0), 2, title)
    assert all(box.right <= 800.01 for box in boxes(page))
    assert page.picture.bottom - page.picture.top > 230.0
    if len(title) > 500:
        assert any(text.text.endswith("\u2026") for text in page.texts)


def test_what_the_window_shows_is_shown_again() -> None:
    flows = flows_of(CASE)
    actors = actors_of(flows)
    layout = worldmap.layout(actors, {}, None, flows)
    seen = Viewport(1000.0, 700.0, 0.2, -0.8, 900.0)
    page = compose(
        Words("Title", "Subtitle"),
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        layout,
        Style(palette=PRINT),
        (1600.0, 900.0),
        fonts.measure,
        seen,
    )
    shown = page.scene.viewport
    assert (shown.centre_x, shown.centre_y) == (0.2, -0.8)
    for corner in ((0.0, 0.0), (1000.0, 700.0)):  # nothing of it is cut off
        x, y = shown.to_px(seen.to_world(corner))
        assert -0.01 <= x <= shown.width_px + 0.01
        assert -0.01 <= y <= shown.height_px + 0.01


def test_without_a_legend_its_notes_stand_under_the_picture() -> None:
    flows = flows_of([Row("USA", "JPN", 5)], unit="TIV")
    actors = actors_of(flows)
    page = compose(
        Words("Title", "Subtitle"),
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        worldmap.layout(actors, {}, None, flows),
        Style(palette=PRINT, has_legend=False),
        (1600.0, 900.0),
        fonts.measure,
    )
    assert page.scene.legend is None
    assert "not money" in " ".join(text.text for text in page.texts)


def test_the_same_words_give_the_same_page() -> None:
    assert page_of((1600.0, 900.0)).texts == page_of((1600.0, 900.0)).texts


def test_the_default_title_says_the_years_once() -> None:
    flows = flows_of(CASE)
    assert default_title(flows, "") == "Arms transfers, 2015"
    assert default_title(flows, "Konkurs of 2015") == "Konkurs of 2015"


def test_the_subtitle_names_unit_stage_and_that_tiv_is_not_money() -> None:
    flows = flows_of(CASE)
    assert subtitle(flows, {}).startswith("Pieces delivered \u00b7 2015")
    flows = flows_of([Row("USA", "JPN", 5)], unit="TIV")
    tiv = subtitle(flows, {})
    assert tiv.startswith("TIV delivered (a volume index, not money)")


@pytest.mark.parametrize("size", SIZES)
def test_every_filter_is_told_whole(size: tuple[float, float]) -> None:
    names = {code: f"The made-up republic of {code}" for code in "ABCDEFGH"}
    query = Query(
        unit="pieces",
        first_year=1999,
        first_month=3,
        last_year=2001,
        categories=frozenset({"Armoured vehicles", "Air defence systems", "Anti-submarine"}),
        items=frozenset(f"Long designation of item {number}" for number in range(9)),
        kinds=frozenset(TransferKind),
        existences=frozenset(Existence),
        is_disputed=False,
        grades=frozenset({"A1", "B2", "", "C"}),
        marks=frozenset(Mark),
        reported_by=ReportedBy.BEST,
        actors=frozenset(names),
        direction=Direction.INCOMING,
        least=Decimal("12.5"),
    )
    flows = flows_of(CASE)
    told = subtitle(altered(flows, query=query), names)
    assert "1999-03 to 2001-12" in told
    page = page_of(size, subtitle=told)
    words = " ".join(text.text for text in page.texts)
    for chip in filter_words(query, names):
        assert chip in words


def test_a_source_is_printed_with_what_is_known_of_it_and_nothing_else() -> None:
    source = Source("s", "How it went", publisher="The Paper", url="https://example.org/a")
    assert source_line(source, "from Somebody") == (
        "How it went. The Paper. https://example.org/a (from Somebody)"
    )
    assert source_line(Source("s", "A letter"), "") == "A letter."
    assert source_line(Source("s", "A letter"), "origin not established") == "A letter."
    gone = Source("s", "A claim", status=SourceStatus.RETRACTED)
    assert source_line(gone, "") == "A claim [retracted since]."


def test_a_page_too_flat_for_its_picture_is_refused_in_words() -> None:
    with pytest.raises(ExportError, match="higher"):
        page_of((1700.0, 100.0))


def test_labels_left_out_are_counted_under_the_picture() -> None:
    crowd = [Row("BEL", "NLD", 9), Row("LUX", "DEU", 9), Row("FRA", "CHE", 9), Row("AUT", "CZE", 9)]
    crowd += [Row("SVK", "HUN", 9), Row("SVN", "HRV", 9), Row("USA", "AUS", 900)]
    flows = flows_of(crowd)
    actors = actors_of(flows)
    page = compose(
        Words("Title", "", (), (), "Map: Natural Earth."),
        strands(flows, Mode.DIRECTED),
        flows.actor_names,
        [actors[code].kind for code in flows.actor_codes],
        worldmap.layout(actors, {}, None, flows),
        Style(palette=PRINT),
        (760.0, 400.0),
        fonts.measure,
    )
    dropped = page.scene.counts.dropped_labels
    assert dropped > 1
    words = " ".join(text.text for text in page.texts)
    assert f"Map: Natural Earth. {dropped} labels left out for want of room." in words


def test_a_missing_source_is_told_before_what_may_be_cut() -> None:
    flows = flows_of([replace(row, has_no_source=True) for row in CASE])
    first, *rest = footnotes(flows, np.arange(len(flows)))
    assert first == "No source is named for these flows."
    assert rest == ["1 flow of unknown amount is drawn hollow."]


def test_a_flow_of_no_dated_amount_does_not_hide_one_with_unknown_records() -> None:
    spans = Row("USA", "JPN")  # its one amount is known but spans more than the window
    flows = flows_of([spans, Row("USA", "SAU", 5, unknown_records=1)])
    told = footnotes(flows, np.arange(2))
    assert "1 flow holds further records of unknown amount." in told


def test_lost_support_and_conflicts_are_counted_before_amounts() -> None:
    lost, conflict = (frozenset((mark,)) for mark in (Mark.UNSUPPORTED, Mark.CONFLICTING))
    flows = flows_of(
        [Row("USA", "SAU", 5, marks=lost), Row("USA", "BGR", 4, marks=lost | conflict)]
    )
    assert footnotes(flows, np.arange(2)) == (
        "2 flows are NO LONGER SUPPORTED: what was cited was withdrawn or retracted.",
        "1 flow holds conflicting figures or details (≠).",
    )


def test_flows_with_uncertain_figures_are_counted() -> None:
    flows = flows_of([Row("USA", "SAU", 5, is_uncertain=True), Row("USA", "BGR", 4)])
    told = footnotes(flows, np.arange(2))
    assert told == ("1 flow holds figures marked as uncertain (?).",)


def test_amounts_left_out_for_items_together_are_named_or_counted() -> None:
    both = MadeTransfer("aaa", "bbb", (MadeFigure(Amount.exact("7")),), ("Guns", "Ships"))
    flows = aggregate(columns_of(*[both] * 5), Query("pieces", categories=frozenset(["Guns"])))
    told = [line for line in footnotes(flows, np.arange(len(flows))) if "together" in line]
    assert told == [
        *["Not counted: 7 pieces for 2 items together, 1 shown."] * 3,
        "Nor are 2 further amounts for several items together.",
    ]


def test_flows_without_a_source_are_told_beside_the_sources_of_the_others() -> None:
    bare = {1, 3}
    rows = [replace(row, has_no_source=at in bare) for at, row in enumerate(CASE)]
    flows = flows_of(rows)
    told = [line for line in footnotes(flows, np.arange(len(flows))) if "NO SOURCE" in line]
    assert told == ["NO SOURCE is named for 2 flows shown."]
    sourced = flows_of(CASE)
    assert "ource" not in " ".join(footnotes(sourced, np.arange(len(sourced))))


def test_records_without_a_source_are_told_though_their_flow_has_one() -> None:
    flows = flows_of(CASE)
    flows = altered(flows, records=flows.records + 2)
    vars(flows)["unsourced"] = flows.unsourced + 1
    told = [line for line in footnotes(flows, np.arange(len(flows))) if "NO SOURCE" in line]
    assert told == ["NO SOURCE is named for 4 records beside sourced ones."]


@pytest.mark.parametrize("mode", list(Mode))
def test_what_the_other_side_tells_besides_is_told_in_every_link_mode(mode: Mode) -> None:
    five = (MadeFigure(Amount.exact("5")),)
    columns = columns_of(
        MadeTransfer("USA", "FRA", five, reporter=Reporter.EXPORTER),
        MadeTransfer("USA", "FRA", five, reporter=Reporter.EXPORTER),
        MadeTransfer("USA", "FRA", five, reporter=Reporter.IMPORTER),
        MadeTransfer("FRA", "USA", five, reporter=Reporter.EXPORTER),
        MadeTransfer("JPN", "IND", five, reporter=Reporter.EXPORTER),
    )
    made = strands(aggregate(columns, Query(unit="pieces"), mode), mode)
    said = footnotes_of(made, np.arange(len(made)))
    assert "For 1 flow the other side gives figures of its own, which are not counted." in said

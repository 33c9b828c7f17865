"""Evidence of every sort: totals and marks as the rules say, in flows, in JSON and in a picture."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.exporters import export_picture
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.flow import Flow
from flowviz.flows.query import Query
from flowviz.page import Page
from flowviz.records import Source
from flowviz.scene.model import Sign
from flowviz.terms import Mark, SourceStatus, Stage
from flowviz.view import View
from tests.dossier_of_evidence import dossier_of_evidence, records

ONE, TRACED = Mark.ONE_ORIGIN, Mark.NOT_ESTABLISHED
STANDING = {
    "FRA>BRA": (48, "unconfirmed", {ONE}),
    "DEU>BRA": (52, "unconfirmed", {TRACED}),
    "BGR>IRQ": (64, "unconfirmed", {ONE}),
    "IRN>IRQ": (32, "tentative", {Mark.UNSUPPORTED, Mark.RETRACTED}),
    "RUS>IRN": (26, "tentative", {ONE}),
    "USA>NZL": (18, "confirmed", {ONE, Mark.OVERRIDDEN}),
    "IND>ZAF": (14, "confirmed", {ONE}),
    "AUS>JPN": (16, "confirmed", {Mark.NO_SOURCE, Mark.OVERRIDDEN}),
    "DEU>FJI": (45, "unconfirmed", {ONE, Mark.TO_CHECK}),
    "JPN>IND": (96, "unconfirmed", {ONE, Mark.CONFLICTING}),
    "BRA>AUS": (200, "unconfirmed", {ONE, Mark.CONFLICTING}),
}
"""Pieces delivered, existence and marks of each flow that the evidence is made for."""


@pytest.fixture
def evidence() -> Iterator[Dossier]:
    with dossier_of_evidence() as dossier:
        yield dossier


@pytest.fixture
def file(evidence: Dossier, tmp_path: Path) -> Path:
    path = tmp_path / "evidence.flowviz"
    evidence.save(path, is_new=True)
    return path


def flows_of(dossier: Dossier, stage: Stage = Stage.DELIVERED) -> dict[str, Flow]:
    flows = aggregate(read_columns(dossier), Query(unit="pieces", stage=stage))
    found = (flows.flow(index) for index in range(len(flows)))
    return {f"{flow.supplier}>{flow.recipient}": flow for flow in found}


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--unit", "pieces", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_totals_existence_and_marks_are_as_the_rules_say(evidence: Dossier) -> None:
    flows = flows_of(evidence)
    found = {
        way: (flows[way].total.value, flows[way].existence, set(flows[way].marks))
        for way in STANDING
    }
    assert found == STANDING
    assert {way for way in STANDING if flows[way].is_disputed} == {"BGR>IRQ"}


def test_a_licence_and_what_was_delivered_under_it_are_never_added(evidence: Dossier) -> None:
    delivered, licensed = flows_of(evidence), flows_of(evidence, Stage.LICENSED)
    assert (delivered["DEU>FJI"].total.value, licensed["DEU>FJI"].total.value) == (45, 75)
    assert delivered["DEU>FJI"].transfers == ("permit-1", "permit-2")


def test_flows_in_json_have_the_same_totals_and_marks(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, "flows", str(file))["flows"]
    found = {
        f"{flow['supplier']}>{flow['recipient']}": (
            flow["amount"],
            flow["existence"],
            set(flow["marks"]),
        )
        for flow in told
    }
    assert {way: found[way] for way in STANDING} == STANDING


def test_five_wires_quoted_by_five_papers_are_one_origin_and_without_a_word_of_it_none(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wired = asked(capsys, "evidence", str(file), "FRA", "BRA")
    (origin,) = wired["origins"]
    assert (origin["roots"], origin["established"]) == (["dispatch"], True)
    assert origin["sources"] == [f"paper-{at}" for at in range(1, 6)]
    unwired = asked(capsys, "evidence", str(file), "DEU", "BRA")
    (origin,) = unwired["origins"]
    assert (len(origin["sources"]), origin["established"]) == (5, False)
    assert unwired["existence_reason"] == (
        "sources support it, but where they have it from is not established"
    )


def test_a_denial_is_told_and_lowers_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, "evidence", str(file), "BGR", "IRQ")
    assert (told["flow"]["amount"], told["flow"]["disputed"]) == (64, True)
    assert [record["disputed"] for record in told["records"]] == [True]
    (denial,) = told["citations"]
    assert (denial["source"], denial["stance"], denial["holds"]) == (
        "ministry",
        "contradicts",
        True,
    )


def test_what_rests_on_a_retracted_story_alone_is_unsupported(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, "evidence", str(file), "IRN", "IRQ")
    (record,) = told["records"]
    assert (record["backing"], record["existence"]) == ("unsupported", "tentative")
    (citation,) = record["citations"]
    assert (citation["source"], citation["holds"]) == ("repeated", False)


def test_a_licence_says_how_much_of_it_each_delivery_fulfils(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, "evidence", str(file), "DEU", "FJI", "--stage", "licensed")
    permit = next(record for record in told["records"] if record["id"] == "permit")
    assert [link["words"] for link in permit["links"]] == [
        "fulfilled by: 20 of 75 Launcher in Germany → Fiji, 2015",
        "fulfilled by: 25 of 75 Launcher in Germany → Fiji, 2016",
    ]


def test_twelve_deliveries_count_before_their_deal_and_the_reason_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, "evidence", str(file), "JPN", "IND")
    assert (told["flow"]["amount"], told["flow"]["records"]) == (96, 12)
    (group,) = told["groups"]
    assert (group["counted"], group["counted_by"]) == ("Its deliveries", "rule")
    assert group["counted_because"] == "it tells the goods in the most records (12)"
    deal = next(record for record in told["records"] if record["id"] == "twelve")
    assert not deal["counted"]


def picture(dossier: Dossier, path: Path, kind: str = "map") -> Page:
    """A picture of what went to Iraq: a flow that is disputed and one that nothing supports."""
    return export_picture(
        dossier,
        path,
        query=Query(unit="pieces", actors=frozenset({"IRQ"})),
        view=View(kind=kind),
        size=(1200, 800),
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["map", "network"])
def test_a_picture_signs_what_is_disputed_and_what_nothing_supports(
    evidence: Dossier, tmp_path: Path, kind: str
) -> None:
    page = picture(evidence, tmp_path / "out.png", kind)
    signs = [Sign(int(sign)) for sign in page.scene.flows.mark_sign]
    assert signs.count(Sign.DISPUTED) == 1
    assert signs.count(Sign.UNSUPPORTED) == 1
    labels = {label.text.text for label in page.scene.labels}
    assert {"64 pieces, unconfirmed, disputed", "32 pieces, tentative, unsupported"} <= labels
    words = " ".join(text.text for text in page.texts)
    assert "1 flow is NO LONGER SUPPORTED: what was cited was withdrawn or retracted." in words
    assert "The story, repeated. The Echo, 2016-05 (from The Hasty Paper, retracted since)" in words


@pytest.mark.usefixtures("qapp")
def test_figures_that_do_not_fit_are_signed_where_their_flow_is_drawn(
    evidence: Dossier, tmp_path: Path
) -> None:
    page = export_picture(
        evidence,
        tmp_path / "out.png",
        query=Query(unit="pieces", marks=frozenset({Mark.CONFLICTING})),
        size=(1200, 800),
    )
    rows = page.scene.flows.mark_row[page.scene.flows.mark_sign == Sign.CONFLICTING]
    assert len(set(rows.tolist())) == page.scene.counts.drawn == 4
    words = " ".join(text.text for text in page.texts)
    assert "4 flows hold conflicting figures" in words


@pytest.mark.usefixtures("qapp")
def test_a_retraction_changes_the_picture_and_no_proportion(tmp_path: Path) -> None:
    alive = [
        dataclasses.replace(each, status=SourceStatus.LIVE)
        if isinstance(each, Source) and each.id == "taken-back"
        else each
        for each in records()
    ]
    with Dossier.new("before", alive) as dossier:
        before = picture(dossier, tmp_path / "before.png")
    with dossier_of_evidence() as dossier:
        after = picture(dossier, tmp_path / "after.png")
    # A footnote more leaves less room for the picture: what stays is how flows compare.
    widths = [page.scene.flows.curves.low for page in (before, after)]
    assert (widths[0] / widths[0].max()).tolist() == pytest.approx(widths[1] / widths[1].max())
    assert Sign.UNSUPPORTED not in before.scene.flows.mark_sign
    images = [QImage(str(tmp_path / name)) for name in ("before.png", "after.png")]
    assert images[0].size() == images[1].size()
    assert not _reds(images[0], _place(after, Sign.UNSUPPORTED))
    assert _reds(images[1], _place(after, Sign.UNSUPPORTED)) > 60


def _place(page: Page, sign: Sign) -> tuple[int, int]:
    """Where in the picture a sign stands."""
    (at,) = (row for row, each in enumerate(page.scene.flows.mark_sign) if each == sign)
    x, y = page.scene.flows.mark_xy[at].tolist()
    return round(page.picture.left + x), round(page.picture.top + y)


def _reds(image: QImage, place: tuple[int, int]) -> int:
    """How many pixels within 10 of a place are red, as only signs against a flow are."""
    colours = (
        image.pixelColor(place[0] + x, place[1] + y) for x in range(-10, 11) for y in range(-10, 11)
    )
    return sum(each.red() > 150 and max(each.green(), each.blue()) < 90 for each in colours)

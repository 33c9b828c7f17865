"""``--saved-view NAME`` asks and draws what the window has kept."""

from pathlib import Path

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.flows.query import Query
from flowviz.layouts.layout import Layout
from flowviz.records import SavedView
from flowviz.saved import state_of
from flowviz.terms import Stage
from flowviz.view import NETWORK, View

QUERY = Query(unit="EUR", stage=Stage.DELIVERED, first_year=2014, last_year=2016)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.flowviz"
    with Dossier.sample() as dossier:
        with dossier.edit("Keep") as edit:
            edit.put(SavedView("v", "In euro", 0, state_of(QUERY, View(), {"BLR": (1.0, 2.0)})))
            edit.put(SavedView("w", "Net", 1, state_of(QUERY, View(NETWORK), {})))
            edit.put(SavedView("x", "odd", 2, '{"version":1,"query":{"stage":1}}'))
            edit.put(SavedView("y", "newer", 3, '{"version":3,"more":1}'))
        dossier.save(path)
    return path


def test_flows_are_those_of_the_saved_view(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", str(case), "--saved-view", "In euro", "--json"]) == 0
    saved = capsys.readouterr().out
    told = ["--unit", "EUR", "--from", "2014", "--to", "2016", "--json"]
    assert main(["flows", str(case), *told]) == 0
    assert saved == capsys.readouterr().out
    assert '"EUR"' in saved


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_drawn_with_the_view_and_the_places_of_the_saved_view(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flowviz.exporters import picture

    seen: list[tuple[View, Layout]] = []
    layout_of = picture.layout_of

    def noted(flows: object, view: View, *rest: object) -> Layout:
        made = layout_of(flows, view, *rest)  # type: ignore[arg-type]
        seen.append((view, made))
        return made

    monkeypatch.setattr(picture, "layout_of", noted)
    assert main(["export", str(case), str(tmp_path / "a.png"), "--saved-view", "In euro"]) == 0
    assert main(["export", str(case), str(tmp_path / "b.png"), "--saved-view", "Net"]) == 0
    (on_map, layout), (in_network, _) = seen
    assert (on_map.kind, in_network.kind) == ("map", NETWORK)
    assert layout.projection is not None
    x, y = layout.projection.forward(1.0, 2.0)
    assert any(abs(layout.node_xy - (x, y)).max(axis=1) < 1e-9)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--saved-view", "gone"], "no saved view 'gone'; there are 'In euro', 'Net'"),
        (["--saved-view", "odd"], "query.stage"),
        (["--saved-view", "In euro", "--unit", "EUR"], "leave the other options"),
        (["--saved-view", "In euro", "--item", "x"], "leave the other options"),
        (["--saved-view", "In euro", "--stage", "delivered"], "leave the other options"),
    ],
)
def test_what_cannot_be_meant_is_told(
    case: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert main(["flows", str(case), *options]) != 0
    assert words in capsys.readouterr().err


def test_what_of_a_newer_view_is_passed_over_is_told_beside_the_answer(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flows", str(case), "--saved-view", "newer"]) == 0
    assert "newer flowviz" in capsys.readouterr().err


def test_a_dossier_without_views_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", str(tmp_path / "case.flowviz")]) == 0
    assert main(["flows", str(tmp_path / "case.flowviz"), "--saved-view", "one"]) != 0
    assert "there are none" in capsys.readouterr().err

"""How the map is drawn and in which language its names are, chosen in the menus."""

import dataclasses

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from flowviz.layouts.projections import PROJECTIONS
from flowviz.scene import Scene
from flowviz.ui.picture_plan import subject_on
from flowviz.ui.session import Selected
from flowviz.ui.window import Window
from flowviz.view import NETWORK


def labels(window: Window) -> set[str]:
    scene = window.canvas.scene_shown
    assert isinstance(scene, Scene)
    return {label.text.text for label in scene.labels}


def texts(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel)}


def choose_language(window: Window, code: str) -> None:
    window.tongue.fill()
    menu = window.actions_.menu("languages")
    next(action for action in menu.actions() if action.data() == code).trigger()


@pytest.mark.parametrize("name", [choice.name for choice in PROJECTIONS])
def test_every_projection_can_be_chosen(window: Window, name: str) -> None:
    window.actions_[f"projection_{name}".replace("-", "_")].trigger()
    layout = window.canvas.layout_shown
    assert layout is not None
    assert layout.projection is not None
    assert layout.projection.name == name
    assert {"Belarus", "Bulgaria"} <= labels(window)


def test_the_words_of_the_menu_are_those_of_the_projections(window: Window) -> None:
    for choice in PROJECTIONS:
        action = window.actions_[f"projection_{choice.name}".replace("-", "_")]
        assert choice.title in action.text().replace("&", "")
        assert choice.words.lower() in action.toolTip().lower()


def test_the_map_can_be_centred_on_the_selection(window: Window) -> None:
    window.session.select(Selected(actor="USA"))
    window.actions_["centre_selection"].trigger()
    assert window.session.view.centre == -77
    layout = window.canvas.layout_shown
    assert layout is not None
    assert layout.projection is not None
    assert layout.projection.centre_deg == -77
    assert not window.actions_["centre_auto"].isChecked()
    window.actions_["centre_auto"].trigger()
    assert window.session.view.centre is None


def test_countries_can_stand_in_the_middle_of_their_land(window: Window) -> None:
    flows = window.canvas.flows
    usa = flows.actor_codes.index("USA")
    layout = window.canvas.layout_shown
    assert layout is not None
    before = layout.node_xy[usa, 0]
    window.actions_["anchor_label"].trigger()
    layout = window.canvas.layout_shown
    assert layout is not None
    assert layout.node_xy[usa, 0] < before - 0.2
    assert window.actions_["anchor_label"].isChecked()


def test_the_menus_of_the_map_rest_while_the_network_is_shown(window: Window) -> None:
    menus = [window.actions_.menu(name) for name in ("projections", "centres", "anchors")]
    assert all(menu.isEnabled() for menu in menus)
    window.actions_[NETWORK].trigger()
    assert not any(menu.isEnabled() for menu in menus)


def test_names_on_the_picture_and_in_lists_follow_the_language(
    window: Window, qtbot: QtBot
) -> None:
    window.actions_["list"].trigger()
    choose_language(window, "de")
    assert "Bulgarien" in labels(window)
    shown = window.flow_list.model()
    assert any(
        shown.index(row, column).data() == "Bulgarien"
        for row in range(shown.rowCount())
        for column in (0, 1)
    )
    assert window.settings.language() == "de"
    choose_language(window, "en")
    assert "Bulgaria" in labels(window)


def test_the_panel_keeps_the_names_of_the_dossier(window: Window) -> None:
    choose_language(window, "fr")
    window.session.select(Selected.flow("BLR", "BGR"))
    assert "Biélorussie" in labels(window)
    said = texts(window.evidence.flow)
    assert "Belarus → Bulgaria" in said
    window.session.select(Selected(actor="BGR"))
    said = texts(window.evidence.actor)
    assert "Bulgaria" in said
    assert any("Bulgarie" in line for line in said)
    rows = window.evidence.actor.table.rows()
    cells = {rows.index(row, 0).data() for row in range(rows.rowCount())}
    assert {"Belarus", "Saudi Arabia"} <= cells


@pytest.mark.parametrize("typed", ["Weißr", "Belarus", "Verein", "United St"])
def test_search_finds_both_the_name_shown_and_that_of_the_dossier(
    window: Window, qtbot: QtBot, typed: str
) -> None:
    choose_language(window, "de")
    qtbot.keyClicks(window.search, typed)
    hit = window.search.current_hit()
    if typed == "Weißr":  # CLDR says Belarus in German
        assert hit is None
    else:
        assert hit is not None
        assert hit.label in ("Belarus", "Vereinigte Staaten")


def test_a_language_outlives_another_dossier(window: Window, qtbot: QtBot) -> None:
    choose_language(window, "ru")
    window.new_dossier()
    assert window.session.language == "ru"


def test_nearer_the_outlines_are_finer_and_an_export_has_the_fine_ones(window: Window) -> None:
    def vertices() -> int:
        scene = window.canvas.scene_shown
        assert scene is not None
        assert scene.backdrop is not None
        return len(scene.backdrop.land.xy)

    counts = []
    for px_per_unit in (770.0, 790.0):
        viewport = window.canvas.frame.viewport()
        window.canvas.frame.show_viewport(dataclasses.replace(viewport, px_per_unit=px_per_unit))
        window.canvas.draw()
        counts.append(vertices())
    assert counts[1] > 3 * counts[0]
    subject = subject_on(window.canvas)
    assert subject is not None
    assert subject.layout.backdrop is not None
    assert subject.layout.backdrop.detail == "50m"


def test_an_export_has_the_names_of_the_picture(window: Window) -> None:
    choose_language(window, "fr")
    subject = subject_on(window.canvas)
    assert subject is not None
    assert subject.names["BGR"] == "Bulgarie"

"""Exported pictures with the names of states in another language."""

from pathlib import Path

import pytest

from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.exporters import export_picture
from flowviz.page import Page
from flowviz.view import View

pytestmark = pytest.mark.usefixtures("qapp")


def labels(page: Page) -> set[str]:
    return {label.text.text for label in page.scene.labels}


def test_labels_and_the_names_in_the_words_are_in_the_language(tmp_path: Path) -> None:
    with Dossier.sample() as dossier:
        english = export_picture(dossier, tmp_path / "en.png")
        german = export_picture(dossier, tmp_path / "de.png", language="de-AT")
    assert {"Bulgaria", "United States"} <= labels(english)
    assert {"Bulgarien", "Vereinigte Staaten"} <= labels(german)


def test_the_command_line_takes_a_language_and_refuses_one_without_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.flowviz"
    assert main(["sample", str(case)]) == 0
    pictures = [tmp_path / "en.png", tmp_path / "ru.png", tmp_path / "ar.png"]
    assert main(["export", str(case), str(pictures[0])]) == 0
    assert main(["export", str(case), str(pictures[1]), "--language", "ru"]) == 0
    assert pictures[0].read_bytes() != pictures[1].read_bytes()
    capsys.readouterr()
    assert main(["export", str(case), str(pictures[2]), "--language", "ar"]) == 2
    assert "There are no names in 'ar'" in capsys.readouterr().err
    assert not pictures[2].exists()


def test_a_map_on_which_areas_do_not_compare_says_so(tmp_path: Path) -> None:
    with Dossier.sample() as dossier:
        pages = {
            name: export_picture(dossier, tmp_path / f"{name}.png", view=View(projection=name))
            for name in ("mercator", "equal-earth")
        }
    said = {name: " ".join(text.text for text in page.texts) for name, page in pages.items()}
    assert "Mercator projection (areas do not compare)" in said["mercator"]
    assert "do not compare" not in said["equal-earth"]

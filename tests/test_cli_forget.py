"""``flowviz forget`` and ``flowviz publish``, called as a user calls them."""

import json
from pathlib import Path

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.cli import main
from flowviz.dossier import Dossier
from flowviz.paths import config_folder
from flowviz.records import Note
from flowviz.terms import Subject
from flowviz.ui.settings import Settings
from tests.dossier.material import ALL

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.flowviz"
    with Dossier.new("Case", ALL) as dossier:
        with dossier.edit("Add Anna", "a pen name") as edit:
            edit.put(Actor("x-anna", ActorKind.UNKNOWN, "Anna Kowalska"))
            edit.put(Note("n9", Subject.ACTOR, "BLR", "Anna Kowalska knows"))
        dossier.save(path)
    return path


def test_without_yes_it_only_tells(case: Path, capsys: Captured) -> None:
    before = case.read_bytes()
    assert main(["forget", str(case), "--text", "anna kowalska"]) == 1
    told = capsys.readouterr().out
    assert "Changed in the dossier: 1 actor, 1 note." in told
    assert "Anna Kowalska knows" in told
    assert "This cannot be undone." in told
    assert "--yes" in told
    assert case.read_bytes() == before


def test_a_text_is_forgotten(case: Path, capsys: Captured) -> None:
    assert main(["forget", str(case), "--text", "Anna Kowalska", "--yes"]) == 0
    assert "case.flowviz is saved" in capsys.readouterr().out
    assert b"Kowalska" not in case.read_bytes()


@pytest.mark.parametrize(
    ("option", "id_"), [("--source", "informant"), ("--actor", "Anna Kowalska"), ("--note", "n9")]
)
def test_a_record_is_forgotten(case: Path, option: str, id_: str) -> None:
    assert main(["forget", str(case), option, id_, "--yes", "--author", "desk"]) == 0
    with Dossier.open(case) as dossier:
        assert dossier.history()[-1].author == "desk"
        assert dossier.history()[-1].kind == "forget"


def test_a_text_that_a_crash_has_left_is_told_and_goes(case: Path, capsys: Captured) -> None:
    crashed = Dossier.open(case)
    crashed.keep_draft("note", "of Nobody Atall")
    crashed._db.close()
    crashed._copy.release()  # as a kill does
    asked = ["forget", str(case), "--text", "Nobody Atall"]
    assert main(asked) == 1
    assert "1 unsaved copy that a crash has left" in capsys.readouterr().out
    assert main([*asked, "--yes"]) == 0
    assert "Forgotten.\n" in capsys.readouterr().out
    assert Dossier.left_behind().recoveries == ()


def test_the_settings_of_the_window_forget_a_text_too(case: Path, tmp_path: Path) -> None:
    settings = Settings()
    settings.set_author("Anna Kowalska")
    for name in ("other.flowviz", "anna-kowalska.flowviz"):
        settings.add_recent_file(tmp_path / name)
    settings.sync()
    assert main(["forget", str(case), "--text", "Anna Kowalska", "--yes"]) == 0
    after = Settings()
    assert after.author() == ""
    assert after.recent_files() == (tmp_path / "other.flowviz",)
    assert not any(b"owalska" in file.read_bytes() for file in config_folder().rglob("*.*"))


def test_what_is_not_there_is_said(case: Path, capsys: Captured) -> None:
    assert main(["forget", str(case), "--text", "Nobody Atall", "--yes"]) == 0
    assert "Neither the dossier nor its history holds it." in capsys.readouterr().out
    assert main(["forget", str(case), "--source", "s9", "--yes"]) == 1
    assert "no source 's9'" in capsys.readouterr().err


def test_the_list_of_what_is_withheld_comes_without_a_file(case: Path, capsys: Captured) -> None:
    assert main(["publish", str(case), "--list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    kinds = {kind["kind"]: kind for kind in told["withheld"]}
    assert kinds["protected sources"] == {
        "kind": "protected sources",
        "count": 1,
        "items": ["A letter (protect)"],
    }
    assert kinds["private notes"]["items"] == ["Ask her again"]
    assert list(case.parent.iterdir()) == [case]


def test_a_copy_is_published(case: Path, capsys: Captured) -> None:
    out = case.parent / "public.flowviz"
    assert main(["publish", str(case), str(out)]) == 0
    assert "private notes: 1" in capsys.readouterr().out
    assert main(["check", str(out)]) == 0
    assert main(["publish", str(case), str(out)]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["publish", str(case), str(out), "--force", "--saved-views"]) == 0
    with Dossier.open(out) as dossier:
        assert len(dossier.saved_views()) == 1


def test_a_copy_is_never_the_dossier_itself(case: Path, capsys: Captured) -> None:
    before = case.read_bytes()
    assert main(["publish", str(case), str(case), "--force"]) == 2
    assert main(["publish", str(case)]) == 2
    assert case.read_bytes() == before

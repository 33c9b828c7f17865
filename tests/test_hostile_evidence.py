"""A stranger's dossier, sealed as a good one, holds anything in the evidence: nothing crashes."""

from pathlib import Path

import apsw
import pytest

from flowviz import cli
from flowviz.dossier import log, seal
from tests.dossier_of_evidence import dossier_of_evidence

NESTED = '{"a":' * 50_000 + "1" + "}" * 50_000
ODD = {
    "a reference that is no JSON": "UPDATE source SET reference = 'nonsense'",
    "a reference that is a list": "UPDATE source SET reference = '[1, 2]'",
    "a reference without end": f"UPDATE source SET reference = '{NESTED}'",
    "a reference with numbers that are none": """
        UPDATE source SET reference = '{"volume":NaN,"issued":{"date-parts":[[1e400]]}}'""",
    "a reference with half a character": """
        UPDATE source SET reference = '{"abstract":"\\ud800"}'""",
    "a reference with a number of 6,000 digits": f"""
        UPDATE source SET reference = '{{"page":{"9" * 6_000}}}'""",
    "a reference of other sorts": """UPDATE source SET reference =
        '{"id":[],"title":{"a":1},"type":7,"author":[1,{"family":3}],"custom":7,"DOI":[1]}'""",
    "a dismissal of nonsense": "UPDATE dismissal SET key = 'nonsense'",
    "a dismissal without end": f"UPDATE dismissal SET key = '{'[' * 100_000}'",
    "a dismissal of another kind": "UPDATE dismissal SET kind = 'x'",
    "verdicts on no flow": """
        INSERT INTO verdict VALUES ('nonsense', 'confirmed', 'x'), ('', 'tentative', 'x'),
            ('>', 'tentative', 'x'), ('A>B>C', 'tentative', 'x'), ('QQQ>RRR', 'confirmed', 'x')""",
    "a verdict of another kind": "UPDATE verdict SET existence = 'x'",
    "a citation of no source": "UPDATE citation SET source = 'gone' WHERE id = 'archive/denied'",
    "citations of no subject": "UPDATE citation SET subject_id = 'gone'",
    "a denial of no flow": """UPDATE citation SET subject = 'flow', subject_id = 'nonsense',
        field = 'existence', stance = 'contradicts'""",
    "a citation of an odd field": "UPDATE citation SET field = '<b>/lines/0'",
    "a reliability in three parts": "UPDATE citation SET reliability = 'x|y|z'",
    "a credibility of 99": "UPDATE citation SET credibility = 99",
    "a stance of another kind": "UPDATE citation SET stance = 'x'",
    "gradings out of order": "UPDATE grading SET position = -position",
    "a grading of nothing": "UPDATE grading SET reliability = ''",
    "a circle of sources": "INSERT INTO derivation VALUES ('z', 'dispatch', 0, 'paper-1')",
    "a source of its own": "INSERT INTO derivation VALUES ('z', 'dispatch', 0, 'dispatch')",
    "a source of nothing": "INSERT INTO derivation VALUES ('y', 'ministry', 0, 'gone')",
    "accounts of nothing": "DELETE FROM account_transfer",
    "a group without accounts": "DELETE FROM account",
    "a group that counts nothing": "UPDATE account SET is_counted = 0",
    "an account of no transfer": "UPDATE account_transfer SET transfer = 'gone'",
    "a link from nothing": "UPDATE link SET later = 'gone'",
}
COMMANDS = (
    ("evidence", "BGR", "IRQ"),
    ("evidence", "JPN", "IND", "--json"),
    ("evidence", "DEU", "FJI"),
    ("overview", "--json"),
    ("search", "paper"),
    ("sources", "--format", "text"),
    ("sources", "--format", "csl-json"),
    ("sources", "--format", "bibtex"),
    ("sources", "--format", "ris"),
    ("publish", "public.flowviz"),
    ("check",),
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a good dossier."""
    path = tmp_path_factory.mktemp("good") / "good.flowviz"
    with dossier_of_evidence() as dossier:
        dossier.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("what", ODD)
def test_every_command_shows_it_or_refuses_it_in_words(
    what: str,
    good: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    hostile(tmp_path / "odd.flowviz", good, ODD[what])
    for command, *rest in COMMANDS:
        assert cli.main([command, "odd.flowviz", *rest]) in (0, 1)
        told = capsys.readouterr().err
        assert "a fault of the program" not in told, (command, told)


def test_a_picture_names_its_sources_though_one_derives_from_nothing(
    good: bytes, tmp_path: Path
) -> None:
    hostile(tmp_path / "odd.flowviz", good, ODD["a source of nothing"])
    picture = tmp_path / "picture.png"
    assert cli.main(["export", str(tmp_path / "odd.flowviz"), str(picture)]) == 0
    assert picture.exists()


def hostile(path: Path, good: bytes, sql: str) -> None:
    """A dossier changed by a hand with intent, with its chain and its seal made anew."""
    path.write_bytes(good)
    db = apsw.Connection(str(path))
    db.execute(sql)
    log.rehash(db, 1)
    seal.write(db)
    db.close()

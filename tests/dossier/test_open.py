"""A file that is not a dossier of ours, or one no longer, is told in words and not touched."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from flowviz.dossier import Dossier, opening, schema, store
from flowviz.dossier.check import check
from flowviz.errors import DossierError, NewerDossierError, NotADossierError
from tests.dossier.material import ALL


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.flowviz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("state")))
        with Dossier.new("Good", ALL) as dossier:
            with dossier.edit("Rename") as edit:
                edit.set_title("Better")
            dossier.save(path)
    return path


def with_sql(sql: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        db = apsw.Connection(str(path))
        db.execute(sql)
        db.close()

    return change


def cut_to(size: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        os.truncate(path, size)

    return change


def patched(at: int, content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(content)

    return change


FOREIGN: dict[str, Callable[[Path], None]] = {
    "empty": cut_to(0),
    "text": lambda path: path.write_text("Supplier;Recipient\n" * 50) and None,
    "only a header": cut_to(100),
    "half a header": cut_to(50),
    "truncated": cut_to(20_000),
    "a page short": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "another program's id": patched(68, b"GPKG"),
    "UTF-16": patched(56, b"\0\0\0\2"),
    "an extra table": with_sql("CREATE TABLE extra (x)"),
    "a view": with_sql("CREATE VIEW secret AS SELECT * FROM transfer"),
    "a trigger": with_sql("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM transfer; END"),
    "a missing index": with_sql("DROP INDEX line_transfer"),
    "another column": with_sql("ALTER TABLE note ADD COLUMN x TEXT"),
    "an index over a function": with_sql("CREATE INDEX odd ON note (upper(text))"),
    "a virtual table": with_sql("CREATE VIRTUAL TABLE search USING fts5(x)"),
    "a changed record": with_sql("UPDATE transfer SET supplier = 'USA' WHERE id = 't1'"),
    "a lost record": with_sql("DELETE FROM citation"),
    "a changed snapshot": with_sql("UPDATE snapshot SET content = x'00'"),
    "a changed log": with_sql("UPDATE log SET what = 'Nothing'"),
    "a lost log": with_sql("DELETE FROM log; DELETE FROM log_chunk"),
    "a lost chunk": with_sql("DELETE FROM log_chunk"),
    "a chunk of nobody": with_sql("INSERT INTO log_chunk VALUES (9, 0, x'00')"),
    "no seal": with_sql("DELETE FROM seal"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_or_damaged_file_is_told_and_not_touched(
    good: Path, tmp_path: Path, own_folders: Path, name: str
) -> None:
    path = tmp_path / "case.flowviz"
    shutil.copy(good, path)
    FOREIGN[name](path)
    before, status = path.read_bytes(), path.stat()

    with pytest.raises(NotADossierError, match=r"case\.flowviz"):
        Dossier.open(path)
    report = check(path)

    assert not report.is_good
    assert report.text()
    assert path.read_bytes() == before
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (status.st_mtime_ns, status.st_ino)
    assert os.listdir(tmp_path) == ["case.flowviz"]
    assert os.listdir(own_folders / "state" / "working") == []


def test_a_newer_dossier_is_told_and_not_touched(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    shutil.copy(good, path)
    patched(60, b"\0\0\0\x63")(path)
    before = path.read_bytes()
    with pytest.raises(NewerDossierError, match="newer flowviz"):
        Dossier.open(path)
    assert not check(path).is_good
    assert path.read_bytes() == before


def everything_in(path: Path) -> list[list[tuple[object, ...]]]:
    db = store.open_to_read(path, immutable=True)
    tables = (*schema.content(), "log", "log_chunk", "seal")
    found = [list(db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")) for table in tables]
    db.close()
    return found


def test_a_flipped_byte_is_noticed_or_changes_nothing_that_is_held(
    good: Path, tmp_path: Path
) -> None:
    original, held = good.read_bytes(), everything_in(good)
    path = tmp_path / "case.flowviz"
    noticed = 0
    for at in range(0, len(original), 173):
        damaged = bytearray(original)
        damaged[at] ^= 0x15
        path.write_bytes(damaged)
        if not opening.faults(path):
            assert everything_in(path) == held, f"byte {at}"
        else:
            noticed += 1
    assert noticed > 50


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="No such file"):
        Dossier.open(tmp_path / "gone.flowviz")


def test_a_folder_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="cannot be opened"):
        Dossier.open(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.flowviz")
    with pytest.raises(NotADossierError, match="is not a file"):
        Dossier.open(tmp_path / "pipe.flowviz")


def test_a_good_file_is_told_to_be_undamaged(good: Path) -> None:
    report = check(good)
    assert report.is_good
    assert report.text() == (
        "good.flowviz: undamaged since saved. 2 transfers, 3 actors, 3 sources, 1 citation, "
        "1 entry of history."
    )


def test_a_check_tells_every_fault_not_only_the_first(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    shutil.copy(good, path)
    with_sql("DELETE FROM citation; UPDATE log SET what = 'Nothing'")(path)
    report = check(path)
    assert len(report.faults) == 2
    assert "log" in report.faults[0]
    assert "seal" in report.faults[1]


def test_a_value_that_no_flowviz_writes_is_an_error_in_words(full: Dossier) -> None:
    full._db.execute("UPDATE transfer SET kind = 'gift'")
    with pytest.raises(DossierError, match="'gift'"):
        full.transfers()

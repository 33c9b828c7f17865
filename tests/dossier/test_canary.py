"""A name that was everywhere is in no byte any more, once forgotten and in a published copy."""

from pathlib import Path

from flowviz.dossier import Dossier, log, schema
from flowviz.dossier.scrubbing import has_words
from flowviz.dossier.wishes import ForgetText
from flowviz.paths import config_folder, state_folder
from tests.dossier.canary import CANARY, found_in, with_canary


def places(folder: Path) -> tuple[Path, ...]:
    return folder, state_folder(), config_folder()


def test_the_canary_is_in_every_column_that_takes_words(tmp_path: Path) -> None:
    """Else the other tests would prove nothing."""
    with with_canary(tmp_path / "case.flowviz") as dossier:
        assert len(found_in(*places(tmp_path))) > 10
        assert any("drafts" in place for place in found_in(state_folder()))
        dossier.undo()
        bare = [
            f"{name}.{column}"
            for name, table in schema.content().items()
            for column in table.columns
            if has_words(name, column)
            and (texts := texts_in(dossier, name, column))
            and not any(is_marked(text) for text in texts)
        ]
    assert bare == []


def texts_in(dossier: Dossier, table: str, column: str) -> list[str | bytes]:
    values = (value for (value,) in dossier.rows(f"SELECT {column} FROM {table}"))
    return [value for value in values if isinstance(value, str | bytes)]


def is_marked(text: str | bytes) -> bool:
    marks = (CANARY.encode(), CANARY.encode("utf-16-le"), b"\\u041a\\u0430\\u043d")
    return any(mark in (text if isinstance(text, bytes) else text.encode()) for mark in marks)


def test_forgotten_it_is_in_no_byte_of_anything(tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    with with_canary(path) as dossier:
        told = dossier.foresee(ForgetText(CANARY, with_snapshots=True))
        assert (told.backups, told.left_behind, told.drafts) == (2, 1, 1)
        dossier.forget(ForgetText(CANARY, with_snapshots=True))
        assert found_in(*places(tmp_path)) == []
        assert dossier._db.execute("PRAGMA freelist_count").get == 0
        assert log.fault(dossier._db) is None
        dossier.undo()
        dossier.undo()
        dossier.redo()
        dossier.redo()
        dossier.save()
        assert found_in(*places(tmp_path)) == []
    with Dossier.open(path) as again:
        assert again.counts().transfers == 2

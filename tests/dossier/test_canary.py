"""A name that was everywhere is in no byte any more, once forgotten and in a published copy."""

import dataclasses
from pathlib import Path

import pytest

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.dossier import Dossier, log, schema
from flowviz.dossier.scrubbing import has_words
from flowviz.dossier.wishes import ForgetRecord, ForgetText
from flowviz.names import name_hash, slug
from flowviz.paths import config_folder, state_folder
from flowviz.records import Citation, Link, Note, Placement, Source, Transfer
from flowviz.terms import LinkKind, Subject
from tests.dossier.canary import CANARY, found_in, with_canary
from tests.dossier.material import ALL, DELIVERY


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
        assert again.counts().transfers == 5


CODE = f"x-{slug(CANARY)}-{name_hash(CANARY)}"
OWN = {
    Source: (
        Source("s9", CANARY, CANARY, CANARY, CANARY, url=CANARY, note=CANARY, collector=CANARY),
        Citation("c9", "s9", Subject.TRANSFER, "t1", CANARY, locator=CANARY, text=CANARY),
    ),
    Transfer: (
        dataclasses.replace(DELIVERY, id="s9", comment=CANARY, lines=(), figures=(), parties=()),
        Note("n9", Subject.TRANSFER, "s9", CANARY),
        Citation("c9", "article", Subject.TRANSFER, "s9", CANARY, text=CANARY),
        Link("k9", "s9", "t2", LinkKind.CONTINUES, CANARY),
    ),
    Note: (
        Note("s9", Subject.ACTOR, "BLR", CANARY),
        Note("n9", Subject.NOTE, "s9", f"on it: {CANARY}"),
    ),
    Citation: (Citation("s9", "article", Subject.TRANSFER, "t1", CANARY, text=CANARY),),
    Actor: (
        Actor(CODE, ActorKind.UNKNOWN, CANARY, (ActorName(CANARY, "en"),)),
        dataclasses.replace(DELIVERY, id="t9", supplier=CODE, lines=(), figures=(), parties=()),
        Note("n9", Subject.FLOW, f"{CODE}>BGR", f"of {CANARY}."),
        Placement("map", CODE, 1.0, 2.0),
    ),
}


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.__name__)
def test_a_forgotten_record_is_in_no_byte_of_anything(kind: type, tmp_path: Path) -> None:
    id_ = CODE if kind is Actor else "s9"
    with Dossier.new("Case", ALL) as dossier:
        with dossier.edit(f"Add “{CANARY}”", reason=f"{CANARY} asked") as edit:
            edit.put(*OWN[kind])
        with dossier.edit(f"Two things, “{CANARY[:12]}…” too", reason=CANARY) as edit:
            edit.set_title("Other")
            first = OWN[kind][0]
            field = {Note: "text", Actor: "name", Transfer: "comment"}.get(kind, "title")
            field = "text" if kind is Citation else field
            edit.put(dataclasses.replace(first, **{field: f"{CANARY}, changed"}))
        dossier.save(tmp_path / "case.flowviz")
        with dossier.edit("Look at others") as edit:
            edit.set_title("Third")
        dossier.keep_draft("x", CANARY)
        assert found_in(*places(tmp_path))
        dossier.forget(ForgetRecord(kind, id_), "the desk")
        assert found_in(*places(tmp_path)) == []
        assert log.fault(dossier._db) is None
        while dossier.undo_text:
            dossier.undo()
        while dossier.redo_text:
            dossier.redo()
        assert dossier.title == "Third"

"""A published copy: what it leaves out, what it says of that, and that no byte of it is left."""

import dataclasses
import itertools
import json
from collections.abc import Iterable
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.actor import Actor
from flowviz.dossier import Dossier, Reading, rules, schema, withheld
from flowviz.dossier.check import check
from flowviz.dossier.rows import rows_of
from flowviz.dossier.withheld import Choices
from flowviz.errors import CancelledError, DossierError, UsageError
from flowviz.evidence import corroboration, fallen, origins
from flowviz.paths import config_folder, state_folder
from flowviz.records import WITHHELD, Citation, Note, Record, Source
from flowviz.terms import CitationStatus, Origin, Protection, SourceStatus, Stance, Subject
from tests.dossier.canary import CANARY, found_in
from tests.dossier.material import ALL, CITATION, DISMISSAL, GRADED, INFORMANT, NOTE

Kinds = dict[str, int]


def published(dossier: Dossier, path: Path, choices: Choices | None = None) -> Dossier:
    dossier.publish_copy(path, choices or Choices())
    assert check(path).is_good
    return Dossier.open(path)


def counts(dossier: Dossier, choices: Choices | None = None) -> Kinds:
    left = dossier.withheld(choices or Choices())
    return {kind.kind: kind.count for kind in left.kinds}


def test_it_has_no_history_and_neither_private_notes_nor_origins(
    full: Dossier, tmp_path: Path
) -> None:
    with full.edit("Delete a note", "a name", reason="a reason") as edit:
        edit.delete(Note, "n1")
    with published(full, tmp_path / "copy.flowviz") as copy:
        assert copy.history() == ()
        assert copy.notes() == ()
        assert (copy.imports(), copy.provenance(), copy.problems()) == ((), {}, ())
        assert copy.transfers() == full.transfers()
        assert copy.actors() == full.actors()
        assert copy.links() == full.links()
        assert copy.saved_views() == ()
        assert not any(source.collector for source in copy.sources().values())
        assert copy._db.execute("PRAGMA freelist_count").get == 0


def test_the_list_names_what_is_withheld(full: Dossier) -> None:
    full.keep_draft("note", "half a thought")
    with full.edit("Delete a note", "a name", reason="a reason") as edit:
        edit.delete(Note, "n1")
    assert counts(full) == {
        "protected sources": 1,
        "private notes": 1,
        "collectors' names": 1,
        "imported files": 1,
        "origins of imported records": 1,
        "problems met on import": 1,
        "entries of the history": 1,
        "authors of edits": 1,
        "reasons of edits": 1,
        "saved views": 1,
        "texts not yet added": 1,
    }
    assert "saved views" not in counts(full, Choices(saved_views=True))
    assert counts(full, Choices(snapshots=False))["kept copies of sources"] == 1


def test_nothing_withheld_is_nothing_said() -> None:
    with Dossier.new("Empty") as dossier:
        assert dossier.withheld(Choices()).kinds == ()


def test_a_claim_that_rests_on_withheld_sources_alone_says_so(
    full: Dossier, tmp_path: Path
) -> None:
    about = dataclasses.replace(
        CITATION, source="informant", stance=Stance.SUPPORTS, locator="page 9", text="she says so"
    )
    alone = [
        dataclasses.replace(about, id="c2", subject_id="t1", subject=Subject.TRANSFER, field=""),
        dataclasses.replace(about, id="c3", subject_id="t1", subject=Subject.TRANSFER, field=""),
    ]
    beside = dataclasses.replace(about, id="c4", stance=Stance.CONTRADICTS)
    void = dataclasses.replace(about, id="c5", field="dates", status=CitationStatus.WITHDRAWN)
    with full.edit("Cite her") as edit:
        edit.put(*alone, beside, void)
    assert full.withheld(Choices()).stand_ins == 1
    with published(full, tmp_path / "copy.flowviz") as copy:
        kept, stand_in = sorted(copy.citations(), key=lambda one: one.source)
        assert kept == CITATION, "what a public source says too rests on that"
        plain = Citation(stand_in.id, WITHHELD.id, Subject.TRANSFER, "t1")
        assert stand_in == plain, "with no word, grade or place of the one withheld"
        assert copy.sources()[WITHHELD.id] == WITHHELD
    with published(full, tmp_path / "again.flowviz") as again:
        assert stand_in in again.citations(), "two copies agree"


def test_a_copy_of_a_copy_is_the_same(full: Dossier, tmp_path: Path) -> None:
    with full.edit("Cite her") as edit:
        edit.put(dataclasses.replace(CITATION, id="c2", source="informant", field="dates"))
    with (
        published(full, tmp_path / "copy.flowviz") as copy,
        published(copy, tmp_path / "again.flowviz") as again,
    ):
        assert again.citations() == copy.citations()
        assert again.sources() == copy.sources()


def test_words_about_private_notes_go_with_them(full: Dossier, tmp_path: Path) -> None:
    with full.edit("Talk about it") as edit:
        edit.put(
            dataclasses.replace(NOTE, id="n5", subject=Subject.NOTE, subject_id="n2"),
            dataclasses.replace(NOTE, id="n6", subject=Subject.NOTE, subject_id="n5"),
            dataclasses.replace(CITATION, id="c7", subject=Subject.NOTE, subject_id="n5"),
        )
    assert counts(full)["words about private notes"] == 3
    with published(full, tmp_path / "copy.flowviz") as copy:
        assert [note.id for note in copy.notes()] == ["n1"]
        assert [citation.id for citation in copy.citations()] == ["c1"]


def test_a_data_set_of_a_withheld_source_is_not_without_one(full: Dossier, tmp_path: Path) -> None:
    register = dataclasses.replace(full.sources()["register"], protection=Protection.RESTRICTED)
    with full.edit("Restrict it") as edit:
        edit.put(register)
    with published(full, tmp_path / "copy.flowviz") as copy:
        assert copy.data_sets()["set"].source == WITHHELD.id
        assert copy.sources()["article"].derives_from == (WITHHELD.id,)


def test_the_dossier_is_never_written_over(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    (tmp_path / "link.flowviz").symlink_to("case.flowviz")
    for name in ("case.flowviz", "link.flowviz"):
        with pytest.raises(UsageError, match="another file"):
            full.publish_copy(tmp_path / name, Choices())
    (tmp_path / "there.flowviz").write_bytes(b"mine")
    with pytest.raises(DossierError):
        full.publish_copy(tmp_path / "there.flowviz", Choices(), is_new=True)
    assert (tmp_path / "there.flowviz").read_bytes() == b"mine"


def test_cancel_leaves_no_file(full: Dossier, tmp_path: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        full.publish_copy(tmp_path / "copy.flowviz", Choices(), progress=cancel)
    assert list(tmp_path.iterdir()) == []


def test_the_canary_is_in_no_byte_of_the_copy(tmp_path: Path) -> None:
    """All that is withheld is called by one name, and that name is nowhere."""
    hidden = dataclasses.replace(
        INFORMANT,
        id=f"{CANARY}1",
        title=CANARY,
        author=CANARY,
        publisher=CANARY,
        note=CANARY,
        url=f"https://example.org/{CANARY}",
        collector=CANARY,
    )
    cited = dataclasses.replace(
        CITATION, id=f"{CANARY}2", source=hidden.id, text=CANARY, locator=CANARY, field="dates"
    )
    private = dataclasses.replace(NOTE, id=f"{CANARY}3", text=CANARY, is_private=True)
    public = dataclasses.replace(INFORMANT, protection=Protection.PUBLIC, collector=CANARY)
    with Dossier.new("Case", ALL) as dossier:
        with dossier.edit(CANARY, CANARY, reason=CANARY) as edit:
            edit.put(hidden, cited, private, public)
            edit.put(dataclasses.replace(public, derives_from=(hidden.id,)))
            for column in ("file_name", "reader_version"):
                edit._db.execute(f"UPDATE import SET {column} = ?", (CANARY,))
            for column in ("key", "kept"):
                edit._db.execute(f"UPDATE provenance SET {column} = ?", (f'{{"x":"{CANARY}"}}',))
            for column in ("message", "text", "column_name"):
                edit._db.execute(f"UPDATE problem SET {column} = ?", (CANARY,))
            edit._db.execute("UPDATE saved_view SET name = ?", (CANARY,))
        with dossier.edit("Clear") as edit:
            edit.put(Note("n8", Subject.ACTOR, "BLR", CANARY))
        with dossier.edit("And away") as edit:
            edit.delete(Note, "n8")
        dossier.keep_draft("note", CANARY)
        dossier.publish_copy(tmp_path / "copy.flowviz", Choices())
    assert found_in(tmp_path, state_folder() / "working", config_folder()) == []
    with Dossier.open(tmp_path / "copy.flowviz") as copy:
        assert copy.sources()["informant"].derives_from == (WITHHELD.id,)
        rules.check(copy._db, set(schema.content()))


# Origins: what is withheld must not make a claim look better corroborated than it is.

_SOURCES = st.integers(2, 6).flatmap(
    lambda count: st.tuples(
        *(
            st.tuples(
                st.sampled_from((Protection.PUBLIC, Protection.PUBLIC, Protection.PROTECT)),
                st.sets(st.integers(0, max(at - 1, 0)), max_size=2 if at else 0),
                st.sampled_from(Origin),
                st.sampled_from((SourceStatus.LIVE, SourceStatus.LIVE, SourceStatus.RETRACTED)),
            )
            for at in range(count)
        )
    )
)


class InMemory(Reading):
    """Records in a database that no disk knows."""

    def __init__(self, records: Iterable[Record | Actor] = ()) -> None:
        self._db = apsw.Connection(":memory:")
        schema.make(self._db)
        for table, rows in rows_of(records).items():
            self._db.executemany(schema.content()[table].insert_sql, rows)


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@settings(max_examples=100)
@given(drawn=_SOURCES)
def test_a_copy_never_has_more_origins_than_the_dossier(
    drawn: tuple[tuple[Protection, set[int], Origin, SourceStatus], ...],
) -> None:
    sources = [
        Source(
            f"s{at}",
            f"Source {at}",
            protection=protection,
            origin=origin,
            derives_from=tuple(f"s{parent}" for parent in sorted(parents)),
            status=status,
        )
        for at, (protection, parents, origin, status) in enumerate(drawn)
    ]
    cited = [source.id for source in sources]
    citations = [
        Citation(f"c{id_}", id_, Subject.TRANSFER, "t1", field=f"field {at % 2}")
        for at, id_ in enumerate(cited)
    ]
    dossier, copy = InMemory([*sources, *citations]), InMemory()
    withheld.fill(dossier._db, copy._db, Choices(), silent)
    told, seen = dossier.sources(), copy.sources()
    left = {citation.source for citation in copy.citations(["t1"])}
    public, gone = [id_ for id_ in cited if id_ in seen], fallen(told)
    assert set(public) & fallen(seen) == set(public) & gone
    assert len(origins(sorted(left), seen, fallen(seen))) <= len(origins(cited, told, gone))
    for size in (1, 2, 3):
        for few in itertools.combinations(public, size):
            in_copy, in_dossier = origins(few, seen, fallen(seen)), origins(few, told, gone)
            assert len(in_copy) <= len(in_dossier)
            assert corroboration(in_copy) <= corroboration(in_dossier)


def test_nobody_learns_who_graded_what_a_reader_wrote_and_what_was_turned_down(
    full: Dossier, tmp_path: Path
) -> None:
    own = json.dumps({"ISSN": "0000-0000", "annote": "my aunt says so", "note": "ask again"})
    with full.edit("Add") as edit:
        edit.put(dataclasses.replace(GRADED, reference=own), DISMISSAL)
    assert counts(full)["graders' names"] == 1
    assert counts(full)["proposals turned down"] == 1
    with published(full, tmp_path / "copy.flowviz") as copy:
        graded = copy.sources()["graded"]
        assert [each.reliability for each in graded.gradings] == ["C", "B"]
        assert not any(each.grader for each in graded.gradings)
        assert json.loads(graded.reference) == {"ISSN": "0000-0000"}
        assert copy.dismissals() == ()


def test_what_fell_with_a_withheld_source_does_not_stand_in_the_copy(
    full: Dossier, tmp_path: Path
) -> None:
    fell = dataclasses.replace(INFORMANT, status=SourceStatus.RETRACTED)
    heard = Source("heard", "Heard from her", derives_from=("informant",))
    with full.edit("Retract") as edit:
        edit.put(fell, heard)
    with published(full, tmp_path / "copy.flowviz") as copy:
        assert "heard" in fallen(copy.sources())


def test_a_chain_of_protected_sources_is_walked_however_long_it_is(tmp_path: Path) -> None:
    chain = [
        Source(f"s{at:04}", "Told in confidence", derives_from=(f"s{at - 1:04}",) if at else (),
               protection=Protection.PROTECT)
        for at in range(3_000)
    ]  # fmt: skip
    story = Source("story", "A story", derives_from=(chain[-1].id,))
    with Dossier.new("Chain", ()) as dossier:
        with dossier.edit("Import") as edit:
            edit.put_many([*chain, story], imported=True)
        with published(dossier, tmp_path / "copy.flowviz") as copy:
            assert copy.sources()["story"].derives_from == (WITHHELD.id,)

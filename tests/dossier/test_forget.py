"""Forgetting: what goes, what stays, that undo still works, and that no byte is left."""

import dataclasses
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.dossier import Dossier, backups, forget, log, publish, rules, schema, working
from flowviz.dossier.scrubbing import MARK, Scrub
from flowviz.dossier.wishes import ForgetRecord, ForgetText
from flowviz.errors import (
    CancelledError,
    DossierError,
    RecordError,
    TargetChangedError,
    UsageError,
)
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Group,
    Link,
    Note,
    SavedView,
    Snapshot,
    Source,
    Transfer,
    new_id,
)
from flowviz.terms import CitationStatus, Proposal, Subject
from tests.dossier.material import (
    ALL,
    ARTICLE,
    DELIVERY,
    INFORMANT,
    PACT,
    SNAPSHOT,
    content,
)


def sound(dossier: Dossier) -> None:
    """The log is whole, and the records fit together."""
    assert log.fault(dossier._db) is None
    rules.check(dossier._db, set(schema.content()))


def undo_all(dossier: Dossier) -> None:
    while dossier.undo_text is not None:
        dossier.undo()


def redo_all(dossier: Dossier) -> None:
    while dossier.redo_text is not None:
        dossier.redo()


# A source


def test_a_source_goes_with_its_citations_snapshots_and_derivations(full: Dossier) -> None:
    with full.edit("Cite it again") as edit:
        edit.put(dataclasses.replace(INFORMANT, derives_from=("article", "register")))
    full.forget(ForgetRecord(Source, "article"))
    assert full.sources().keys() == {"register", "informant"}
    assert full.sources()["informant"].derives_from == ("register",)
    assert not full.citations()
    assert not list(full.snapshots())
    sound(full)
    undo_all(full)
    redo_all(full)
    assert full.sources()["informant"].derives_from == ("register",)
    sound(full)


def test_a_citation_deleted_long_ago_goes_with_its_source(full: Dossier) -> None:
    with full.edit("Withdraw it") as edit:
        edit.delete(Citation, "c1")
    full.forget(ForgetRecord(Source, "article"))
    undo_all(full)
    assert not full.citations()
    sound(full)


def test_a_source_deleted_long_ago_can_still_be_forgotten(full: Dossier) -> None:
    with full.edit("Delete “A letter”", reason="She asked us to") as edit:
        edit.delete(Source, "informant")
    assert full.undo_text is not None
    full.forget(ForgetRecord(Source, "informant"))
    edited, tombstone = full.history()
    assert (edited.what, edited.reason, edited.row_count) == (MARK, "", 0)
    assert tombstone.kind == log.FORGET
    assert full.undo_text is None, "what is left of it would undo nothing"
    sound(full)


def test_a_derivation_that_took_the_place_of_a_forgotten_one_stays(full: Dossier) -> None:
    with full.edit("From the informant") as edit:
        edit.put(dataclasses.replace(ARTICLE, derives_from=("informant",)))
    with full.edit("From the register after all") as edit:
        edit.put(dataclasses.replace(ARTICLE, derives_from=("register", "informant")))
    full.forget(ForgetRecord(Source, "informant"))
    assert full.sources()["article"].derives_from == ("register",)
    full.undo()
    assert full.sources()["article"].derives_from == ()
    full.undo()
    assert full.sources()["article"].derives_from == ("register",)
    redo_all(full)
    assert full.sources()["article"].derives_from == ("register",)
    sound(full)


def test_the_source_of_a_data_set_goes_and_the_data_set_stays(full: Dossier) -> None:
    full.forget(ForgetRecord(Source, "register"))
    assert full.data_sets()["set"].source == ""
    sound(full)


# Other records


def test_a_transfer_goes_with_all_that_is_its_own(full: Dossier) -> None:
    with full.edit("A problem of its row") as edit:
        edit.put(Note("n3", Subject.LINE, "t1/konkurs", "on a line"))
        edit.put(Note("n4", Subject.NOTE, "n3", "on the note"))
    full.forget(ForgetRecord(Transfer, "t1"))
    assert [transfer.id for transfer in full.transfers()] == ["t2"]
    assert {note.id for note in full.notes()} == {"n1"}
    assert (full.citations(), full.links(), full.groups()) == ((), (), ())
    sound(full)
    undo_all(full)
    redo_all(full)
    sound(full)


def test_an_imported_transfer_goes_with_what_is_told_of_its_row(full: Dossier) -> None:
    full.forget(ForgetRecord(Transfer, "t2"))
    assert not full.provenance()
    assert not full.problems(), "the problem quotes the row of the file"
    sound(full)


def test_a_group_of_other_accounts_stays_without_the_transfer(full: Dossier) -> None:
    other = dataclasses.replace(DELIVERY, id="t3", lines=(), figures=(), parties=())
    group = dataclasses.replace(next(iter(full.groups())))
    first = dataclasses.replace(group.accounts[0], transfers=("t1", "t3"))
    with full.edit("Two of them") as edit:
        edit.put(other, dataclasses.replace(group, accounts=(first, group.accounts[1])))
    full.forget(ForgetRecord(Transfer, "t1"))
    assert next(iter(full.groups())).accounts[0].transfers == ("t3",)
    left = "SELECT id FROM account_transfer WHERE transfer = 't3'"
    assert list(full.rows(left)) == [("g1/a/000000",)], "no gap tells of the other one"
    sound(full)
    undo_all(full)
    redo_all(full)
    assert list(full.rows(left)) == [("g1/a/000000",)]


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        (Citation, "c1"),
        (Note, "n1"),
        (Link, "k1"),
        (Group, "g1"),
        (Snapshot, SNAPSHOT.sha256),
        (SavedView, "v1"),
    ],
)
def test_other_records_go_and_their_past_with_them(empty: Dossier, kind: type, id_: str) -> None:
    with empty.edit("Everything") as edit:
        edit.put(*ALL)
    empty.forget(ForgetRecord(kind, id_))
    undo_all(empty)
    redo_all(empty)
    with pytest.raises(RecordError, match="nor was there ever"):
        empty.foresee(ForgetRecord(kind, id_))
    sound(empty)


@pytest.mark.parametrize(("kind", "id_"), [(DataSet, "set"), (int, "1")])
def test_what_is_part_of_others_is_not_forgotten_alone(full: Dossier, kind: type, id_: str) -> None:
    with pytest.raises(UsageError, match="part of others"):
        full.forget(ForgetRecord(kind, id_))


# An actor


def test_a_forgotten_actor_is_nobody_and_its_transfers_stay(full: Dossier) -> None:
    with full.edit("Ask the Pact about its broker", reason="The Pact said so") as edit:
        edit.put(dataclasses.replace(PACT, name="Pact of Two"))
        edit.put(Note("n5", Subject.ACTOR, "x-pact", "Who are they?"))
        edit.put(Note("n6", Subject.FLOW, "BGR>x-pact", "Seen by the Pact of Two"))
    full.forget(ForgetRecord(Actor, "x-pact"))
    (code,) = full.actors().keys() - {"BLR", "BGR"}
    assert code.startswith("x-forgotten-")
    nobody = full.actors()[code]
    assert nobody == Actor(code, ActorKind.BLOC, MARK)
    assert full.transfer("t2").recipient == code
    assert full.transfer("t1").parties[0].actor == code
    assert full.provenance()["t2"].key == f"BGR|{code}"
    notes = {note.id: note for note in full.notes()}
    assert "n5" not in notes, "a note about the actor goes"
    assert notes["n6"].subject_id == f"BGR>{code}"
    assert notes["n6"].text == f"Seen by the {MARK}"
    (edited, _) = full.history()
    assert edited.what == f"Ask the {MARK} about its broker"
    sound(full)
    undo_all(full)
    assert full.actors()[code].name == MARK
    redo_all(full)
    sound(full)


def test_the_name_of_an_actor_is_not_looked_for_within_words(full: Dossier) -> None:
    iran = Actor("IRN", ActorKind.STATE, "Iran", (ActorName("Persia"),))
    with full.edit("Add Iran") as edit:
        edit.put(iran, Note("n7", Subject.ACTOR, "BLR", "Tirana asked Iran"))
    full.forget(ForgetRecord(Actor, "IRN"))
    assert {note.text for note in full.notes()} >= {f"Tirana asked {MARK}"}


# A text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Anna Müller said", f"{MARK} said"),
        ("ANNA  MÜLLER's", f"{MARK}'s"),
        ("annamüller@example.org", f"{MARK}@example.org"),
        ("Anna Mu\u0308ller", MARK),
        ("https://x.org/anna_m%C3%BCller.pdf", f"https://x.org/{MARK}.pdf"),
        ("anna-muller", MARK),
        (r"Anna M\u00FCller", MARK),
        ("Anna M&uuml;ller", MARK),
        ("Anna\nMüller", MARK),
        ("An\u00adna Mül\u200bler", MARK),
        (
            "https://a.org/web/x.org%252FAnna%2520M%25C3%25BCller",
            f"https://a.org/web/x.org%252F{MARK}",
        ),
        ("Anne Müller", "Anne Müller"),
    ],
)
def test_a_text_is_found_in_every_way_of_writing_it(written: str, left: str) -> None:
    scrub = Scrub(("Anna Müller",))
    assert scrub.words(written) == left
    is_hit = written != left
    assert (scrub.is_hit(written), scrub.may_be_in(written.encode())) == (is_hit, is_hit)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (
            "Change the amount of Konkurs of anna Mül […], A to B",
            f"of Konkurs of {MARK} […], A to B",
        ),
        ("Delete “Talk with Anna M…”", f"Delete “Talk with {MARK}…”"),
        ("Ann... and An…", f"{MARK}... and An…"),
        ("Susanna M […]", f"Sus{MARK} […]"),
        ("to be done…", "to be done…"),
    ],
)
def test_the_beginning_of_a_text_that_was_cut_goes_too(written: str, left: str) -> None:
    assert Scrub(("Anna Müller",)).uncut(written).endswith(left)
    assert Scrub(("Anna Müller",), is_whole=True).uncut("Susanna M […]") == "Susanna M […]"


def test_a_title_cut_short_in_the_history_goes_with_the_text(full: Dossier) -> None:
    with full.edit("Change the title of “Talk with Anna Mü […]”", reason="Anna Mü… asked") as edit:
        edit.set_title("Other")
    with full.edit("Note Anna Müller") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Anna Müller knows"))
    full.forget(ForgetText("Anna Müller"))
    told = [row for row in full.history() if row.what.startswith("Change the title")]
    assert [(row.what, row.reason) for row in told] == [
        (f"Change the title of “Talk with {MARK} […]”", f"{MARK}… asked")
    ]
    sound(full)


def test_longer_words_that_hold_it_are_told_first(full: Dossier) -> None:
    with full.edit("Note") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Ali in the annual tally of Somalia"))
    told = full.foresee(ForgetText("Ali"))
    assert {"Somalia"} <= set(told.found.within)
    assert "“Somalia”. Whole words leave them." in " ".join(told.lines())
    assert full.foresee(ForgetText("Ali", is_whole=True)).found.within == ()


def test_within_words_unless_whole_words_are_asked_for() -> None:
    assert Scrub(("Ali",)).words("Ali of Somalia") == f"{MARK} of Som{MARK}a"
    assert Scrub(("Ali",), is_whole=True).words("Ali of Somalia") == f"{MARK} of Somalia"


def test_identifiers_that_differ_still_do() -> None:
    scrub = Scrub(("Anna",))
    names = ["x-anna", "x-Anna", "anna/1", "x-annaanna", "x-anna"]
    after = [scrub.name(name) for name in names]
    assert len(set(after)) == 4
    assert after[0] == after[4]


@pytest.mark.parametrize("text", ["", "  ", "ab", "王", "forgotten", "got"])
def test_a_text_that_is_too_short_or_stands_in_the_mark_is_refused(
    full: Dossier, text: str
) -> None:
    with pytest.raises(UsageError):
        full.forget(ForgetText(text))


def test_terms_days_and_amounts_are_no_words(full: Dossier) -> None:
    for text in ("live", "exact", "2015-01", "37900000"):
        full.forget(ForgetText(text))
    figures = {figure.id: figure for t in full.transfers() for figure in t.all_figures()}
    assert full.citations()[0].status is CitationStatus.LIVE
    value = next(figure.amount for id_, figure in figures.items() if id_ == "t1/value")
    assert (value.value, value.text) == (Decimal("37900000"), MARK)
    sound(full)


def test_known_units_are_no_words(full: Dossier) -> None:
    odd = dataclasses.replace(DELIVERY.lines[0].figures[0], id="f9", unit="pieces of Anna")
    with full.edit("Note") as edit:
        edit.put(dataclasses.replace(DELIVERY, figures=(odd,)))
    full.forget(ForgetText("pieces"))
    units = {figure.unit for each in full.transfers() for figure in each.all_figures()}
    assert "pieces" in units
    assert f"{MARK} of Anna" in units
    sound(full)


def test_what_is_not_there_leaves_no_row(full: Dossier) -> None:
    assert full.forget(ForgetText("nobody at all")).is_nothing
    assert full.history() == ()


def test_it_is_told_first_and_nothing_is_changed(full: Dossier) -> None:
    with full.edit("Ask Belarus") as edit:
        edit.delete(Note, "n1")
    before = content(full), full.history()
    found = full.foresee(ForgetText("belarus")).found
    assert (dict(found.gone), dict(found.changed)) == ({}, {"actor": 1})
    assert (found.rows, found.emptied) == (1, 0)
    assert "A note on Belarus" in found.examples
    assert (content(full), full.history()) == before


def test_snapshots_that_hold_it_are_told_and_go_on_wish(full: Dossier) -> None:
    wide = "as Kept in UTF-16".encode("utf-16-le")
    with full.edit("Keep it") as edit:
        edit.put(Snapshot(hashlib.sha256(wide).hexdigest(), "article", "text/plain", wide))
    assert full.foresee(ForgetText("kept")).found.snapshots == 2
    full.forget(ForgetText("kept", with_snapshots=True))
    assert not list(full.snapshots())
    undo_all(full)
    sound(full)


def test_what_was_forgotten_twice_stays_apart(full: Dossier) -> None:
    for name in ("Anna", "Berta"):
        with full.edit(f"Add {name}") as edit:
            edit.put(Actor(f"x-{name.lower()}", ActorKind.UNKNOWN, name))
    full.forget(ForgetText("Anna"))
    full.forget(ForgetText("Berta"))
    assert len(full.actors()) == 5
    undo_all(full)
    assert len(full.actors()) == 3


# The tombstone


def test_a_tombstone_tells_when_and_what_kind_and_no_name(full: Dossier) -> None:
    id_ = new_id()
    with full.edit("Add it") as edit:
        edit.put(Source(id_, "Secret"))
    full.forget(ForgetRecord(Source, id_), "the desk")
    full.forget(ForgetRecord(Source, "informant"))
    source, other = full.history()[-2:]
    assert (source.kind, source.what, source.author) == (
        log.FORGET,
        "A source was forgotten",
        "the desk",
    )
    assert (source.cites, source.row_count, source.reverses) == (id_, 0, None)
    assert other.cites == "", "an identifier that somebody made up may tell a name"
    assert full.forgotten() == {id_}


# Files


def test_the_file_is_saved_at_once(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    full.forget(ForgetRecord(Source, "informant"))
    assert not full.is_modified
    with Dossier.open(tmp_path / "case.flowviz") as again:
        assert "informant" not in again.sources()
        sound(again)


def test_a_file_changed_meanwhile_is_left_alone_and_nothing_is_forgotten(
    full: Dossier, tmp_path: Path
) -> None:
    full.save(tmp_path / "case.flowviz")
    (tmp_path / "case.flowviz").write_bytes(b"other")
    with pytest.raises(TargetChangedError, match="nothing was forgotten"):
        full.forget(ForgetRecord(Source, "informant"))
    assert "informant" in full.sources()


def test_nothing_is_forgotten_while_another_flowviz_has_the_file_open(
    full: Dossier, tmp_path: Path
) -> None:
    full.save(tmp_path / "case.flowviz")
    with (
        Dossier.open(tmp_path / "case.flowviz"),
        pytest.raises(DossierError, match="open in another flowviz"),
    ):
        full.forget(ForgetRecord(Source, "informant"))
    assert "informant" in full.sources()


def test_a_kill_before_the_save_leaves_it_forgotten_and_cleared_away(
    full: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    with full._db:  # what a kill between the commit and the rest leaves
        forget.carry_out(full._db, ForgetText("letter"), "", silent)
    full._db.close()
    full._copy.release()
    (found,) = Dossier.left_behind().recoveries
    with Dossier.recover(found) as again:
        assert again.is_modified
        assert backups.listed() == ()
        assert again.sources()["informant"].title == f"A {MARK}"
        assert b"A letter" not in again._copy.database.read_bytes()
        sound(again)
        again.save()
    assert b"A letter" not in path.read_bytes()


def test_nothing_is_forgotten_where_the_file_cannot_be_written(
    full: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    path.chmod(0o400)
    with pytest.raises(DossierError, match=r"Nothing was forgotten.*write-protected"):
        full.forget(ForgetRecord(Source, "informant"))
    assert "informant" in full.sources()
    assert len(backups.listed()) == 1
    assert not full.is_modified


def test_a_file_that_cannot_be_saved_in_the_end_is_told_to_hold_it_still(
    full: Dossier, tmp_path: Path
) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    full.save(folder / "case.flowviz")
    with full.edit("Something") as edit:
        edit.set_title("Something else")

    def take_away(_done: int, _total: int) -> None:
        (folder / "case.flowviz").unlink(missing_ok=True)
        if folder.exists():
            folder.rmdir()

    with pytest.raises(DossierError, match=r"forgotten here, but case\.flowviz still holds it"):
        full.forget(ForgetRecord(Source, "informant"), progress=take_away)
    assert "informant" not in full.sources()
    assert full.is_modified
    sound(full)


@pytest.mark.parametrize("where", ["edit", "draft"])
def test_a_text_that_only_a_crash_has_left_goes_with_what_was_left(
    full: Dossier, tmp_path: Path, where: str
) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    for words in ("Anna Müller knows", "Nobody knows"):
        crashed = Dossier.open(path)
        if where == "edit":
            with crashed.edit("Note") as edit:
                edit.put(Note("n9", Subject.ACTOR, "BLR", words))
        else:
            crashed.keep_draft("note", words)
        crashed._db.close()
        crashed._copy.release()  # as a kill does
    full.keep_draft("one", "of anna müller")
    full.keep_draft("two", "of others")
    wish = ForgetText("Anna Müller")
    told = full.foresee(wish)
    assert (told.backups, told.left_behind, told.drafts) == (0, 1, 1)
    assert not told.is_nothing
    assert full.forget(wish).is_nothing
    assert full.drafts() == {"two": "of others"}
    assert len(Dossier.left_behind().recoveries) == 1
    assert len(backups.listed()) == 1
    assert full.foresee(wish).is_nothing
    assert full.foresee(wish).lines() == ("Neither the dossier nor its history holds it.",)


def test_what_a_killed_save_has_left_beside_the_file_goes(full: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    full.save(path)
    crashed = Dossier.open(path)
    with crashed.edit("Note") as edit:
        edit.put(Note("n9", Subject.ACTOR, "BLR", "Anna Müller knows"))
    part = publish.part_beside(path)
    crashed._copy.set_part(part)
    part.write_bytes(crashed._copy.database.read_bytes())
    crashed._db.close()
    crashed._copy.release()  # as a kill does
    half = working.make()
    half.database.write_bytes("half a copy, of Anna Müller".encode())
    half.release()
    full.forget(ForgetText("Anna Müller"))
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["case.flowviz"]
    assert working.folders() == (full._copy.folder,)


def test_a_backup_of_other_content_under_the_same_path_goes_where_it_holds_the_text(
    empty: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "case.flowviz"
    with Dossier.new("Case", ALL) as other:
        other.save(path)
    empty.save(path)
    wish = ForgetText("Belarus")
    assert empty.foresee(wish).backups == 1
    empty.forget(wish)
    assert len(backups.listed()) == 1


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def test_cancel_leaves_all_as_it_was(empty: Dossier) -> None:
    with empty.edit("Everything") as edit:
        edit.put(*ALL)
    before = content(empty), empty.history()

    def cancel(done: int, total: int) -> None:
        if done == total:
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        empty.forget(ForgetText("Belarus"), progress=cancel)
    assert (content(empty), empty.history()) == before


def test_a_path_that_holds_the_text_is_told(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "Belarus.flowviz")
    told = " ".join(full.foresee(ForgetText("belarus")).lines())
    assert "Belarus.flowviz. Rename it yourself." in told


@pytest.mark.parametrize("version", [1, 2])
def test_the_past_of_an_older_version_is_rewritten_too(version: int, tmp_path: Path) -> None:
    golden = Path(__file__).parents[1] / "data" / "golden" / f"version-{version}.flowviz"
    path = tmp_path / "case.flowviz"
    path.write_bytes(golden.read_bytes())
    with Dossier.open(path) as dossier:
        dossier.forget(ForgetRecord(Source, "article"))
        dossier.forget(ForgetText("Konkurs"))
        sound(dossier)
        undo_all(dossier)
        redo_all(dossier)
        sound(dossier)
        dossier.save()
    assert b"Konkurs" not in path.read_bytes()
    with Dossier.open(path) as again:
        assert "article" not in again.sources()


@pytest.mark.parametrize("is_there", [True, False], ids=["there", "in the history alone"])
def test_a_proposal_turned_down_goes_with_a_record_that_it_named(
    full: Dossier, is_there: bool
) -> None:
    named = Dismissal("d1", Proposal.SAME_GOODS, '["t1","t2"]')
    other = Dismissal("d2", Proposal.SAME_GOODS, '["t2","t22"]')
    with full.edit("Turn down") as edit:
        edit.put(named, other)
    if not is_there:
        with full.edit("Take back") as edit:
            edit.delete(Dismissal, "d1")
    with full.edit("Ungroup") as edit:
        edit.delete(Group, "g1")
    full.forget(ForgetRecord(Transfer, "t1"))
    assert full.dismissals() == (other,)
    undo_all(full)
    redo_all(full)
    assert full.dismissals() == (other,)
    sound(full)

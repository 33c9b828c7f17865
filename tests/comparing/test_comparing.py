"""Comparing and merging, case by case: what is listed, what is asked, and what comes of it."""

import dataclasses
import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.comparing import (
    WHOLE,
    Choices,
    Comparison,
    Difference,
    FieldPath,
    Key,
    Kind,
    Rule,
    Settling,
    Side,
    State,
    apply,
    compare,
    plan,
)
from flowviz.dossier import Dossier
from flowviz.dossier.aside import Aside
from flowviz.dossier.wishes import ForgetRecord
from flowviz.dossier.withheld import Choices as Withholding
from flowviz.errors import CancelledError, DossierError, UsageError
from flowviz.paths import state_folder
from flowviz.records import (
    Citation,
    DataSet,
    Grading,
    Line,
    Note,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    new_id,
)
from flowviz.terms import Existence, Protection, Subject
from tests.dossier.material import (
    ALL,
    BULGARIA,
    CITATION,
    DELIVERY,
    INFORMANT,
    NOTE,
    REGISTER,
    SAVED_VIEW,
    SNAPSHOT,
    content,
)

Pair = tuple[Dossier, Dossier]
KONKURS = "t1/konkurs/delivered"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """One dossier with a history, and a copy of it: mine and theirs."""
    path = tmp_path / "common.flowviz"
    with Dossier.new("Common", ALL) as common:
        with common.edit("Begin") as edit:
            edit.set_title("Begun")
        common.save(path)
    other = shutil.copy(path, tmp_path / "theirs.flowviz")
    with Dossier.open(path) as a, Dossier.open(other) as b:
        yield a, b


@pytest.fixture
def unrelated() -> Iterator[Pair]:
    """The same records in two dossiers without a history."""
    with Dossier.new("Common", ALL) as a, Dossier.new("Common", ALL) as b:
        yield a, b


def put(dossier: Dossier, *records: object) -> None:
    with dossier.edit("Change") as edit:
        edit.put(*records)  # type: ignore[arg-type]


def delete(dossier: Dossier, kind: type, id_: str) -> None:
    with dossier.edit("Delete") as edit:
        edit.delete(kind, id_)


def with_amount(transfer: Transfer, text: str) -> Transfer:
    line = transfer.lines[0]
    figure = dataclasses.replace(line.figures[0], amount=Amount.exact(text))
    changed = dataclasses.replace(line, figures=(figure,))
    return dataclasses.replace(transfer, lines=(changed, *transfer.lines[1:]))


def of(comparison: Comparison, key: Key) -> Difference:
    return next(each for each in comparison.differences if each.key == key)


def states(comparison: Comparison) -> dict[tuple[str, str], State]:
    return {(str(each.kind), each.id): each.state for each in comparison.differences}


def merge(a: Dossier, b: Dossier, choices: Choices | None = None) -> None:
    comparison = compare(a, b)
    apply(a, comparison, plan(comparison, choices or Choices()), "Merge")


def test_what_each_has_added_changed_and_deleted_is_told_apart(pair: Pair) -> None:
    a, b = pair
    put(a, Note("mine", Subject.TRANSFER, "t1", "x"), dataclasses.replace(REGISTER, title="Mine"))
    delete(a, Note, NOTE.id)
    put(b, Source("theirs", "New"), dataclasses.replace(BULGARIA, name="Bulgariya"))
    delete(b, Citation, CITATION.id)
    assert states(compare(a, b)) == {
        ("note", "mine"): State.ADDED_A,
        ("source", "register"): State.CHANGED_A,
        ("note", "n1"): State.DELETED_A,
        ("source", "theirs"): State.ADDED_B,
        ("actor", "BGR"): State.CHANGED_B,
        ("citation", "c1"): State.DELETED_B,
    }


def test_the_same_change_on_both_sides_is_not_listed(pair: Pair) -> None:
    for dossier in pair:
        put(dossier, dataclasses.replace(REGISTER, title="Both"))
    assert compare(*pair).is_equal


def test_different_fields_of_one_record_are_put_together(pair: Pair) -> None:
    a, b = pair
    put(a, dataclasses.replace(DELIVERY, comment="mine"))
    put(b, with_amount(dataclasses.replace(DELIVERY, existence=Existence.TENTATIVE), "250"))
    comparison = compare(a, b)
    assert states(comparison) == {("transfer", "t1"): State.CHANGED_BOTH}
    merge(a, b)
    merged = a.transfer("t1")
    assert (merged.comment, merged.existence) == ("mine", Existence.TENTATIVE)
    assert merged.lines[0].figures[0].amount == Amount.exact("250")


def test_one_field_changed_to_two_values_is_a_conflict_that_has_to_be_decided(pair: Pair) -> None:
    a, b = pair
    put(a, with_amount(dataclasses.replace(DELIVERY, comment="mine"), "240.5"))
    put(b, with_amount(DELIVERY, "250"))
    comparison = compare(a, b)
    (difference,) = comparison.differences
    assert difference.state is State.CONFLICT
    (conflict,) = difference.conflicts
    assert conflict.path == FieldPath("figure", KONKURS, "amount")
    assert (conflict.base, conflict.a, conflict.b) == tuple(
        map(Amount.exact, ("240", "240.5", "250"))
    )
    undecided = plan(comparison, Choices())
    assert undecided.undecided == (difference.key,)
    with pytest.raises(UsageError, match="nobody has decided"):
        apply(a, comparison, undecided, "Merge")
    choices = Choices().take_field(difference, conflict.path, Side.B)
    apply(a, comparison, plan(comparison, choices), "Merge")
    assert a.transfer("t1") == with_amount(dataclasses.replace(DELIVERY, comment="mine"), "250")


def test_a_rule_decides_all_conflicts_and_a_choice_by_hand_goes_before_it(pair: Pair) -> None:
    a, b = pair
    for dossier, word in ((a, "mine"), (b, "theirs")):
        put(dossier, dataclasses.replace(DELIVERY, comment=word))
        put(dossier, dataclasses.replace(REGISTER, title=word))
    comparison = compare(a, b)
    register = of(comparison, (Kind.SOURCE, "register"))
    choices = Choices(Rule(Side.B)).take([register], Side.A)
    apply(a, comparison, plan(comparison, choices), "Merge")
    assert a.transfer("t1").comment == "theirs"
    assert a.sources()["register"].title == "mine"


def test_what_theirs_has_deleted_stays_unless_deletions_are_taken(pair: Pair) -> None:
    a, b = pair
    delete(b, Citation, CITATION.id)
    comparison = compare(a, b)
    assert plan(comparison, Choices()).results == {}
    taken = plan(comparison, Choices(Rule(deletions=True)))
    assert taken.results == {(Kind.CITATION, "c1"): ()}


def test_changed_by_one_and_deleted_by_the_other_is_a_conflict(pair: Pair) -> None:
    a, b = pair
    put(a, dataclasses.replace(INFORMANT, title="Mine"))
    delete(b, Source, INFORMANT.id)
    comparison = compare(a, b)
    assert states(comparison) == {("source", "informant"): State.CONFLICT}
    merge(a, b, Choices(Rule(Side.B)))
    assert "informant" not in a.sources()


def test_a_deletion_is_a_conflict_where_the_other_has_said_something_new(pair: Pair) -> None:
    a, b = pair
    put(a, Citation("new", "register", Subject.NOTE, NOTE.id))
    delete(b, Note, NOTE.id)
    comparison = compare(a, b)
    assert states(comparison) == {
        ("note", "n1"): State.CONFLICT,
        ("citation", "new"): State.ADDED_A,
    }
    made = plan(comparison, Choices(Rule(Side.B)))
    assert made.settled == {(Kind.CITATION, "new"): Settling.GONE_ALONG}
    assert plan(comparison, Choices(Rule(Side.A))).results == {}


def test_a_figure_that_theirs_took_out_is_a_conflict_where_mine_has_cited_it_since(
    pair: Pair,
) -> None:
    a, b = pair
    put(a, Citation("new", "register", Subject.FIGURE, KONKURS))
    line = dataclasses.replace(DELIVERY.lines[0], figures=())
    put(b, dataclasses.replace(DELIVERY, lines=(line, *DELIVERY.lines[1:])))
    comparison = compare(a, b)
    transfer = of(comparison, (Kind.TRANSFER, "t1"))
    assert transfer.conflicts
    merge(a, b, Choices(Rule(Side.A)))
    assert {each.id for each in a.citations()} == {"c1", "new"}


def test_taking_a_citation_takes_its_source_along(pair: Pair) -> None:
    a, b = pair
    put(b, Source("theirs", "New"), Citation("new", "theirs", Subject.TRANSFER, "t1"))
    comparison = compare(a, b)
    source = of(comparison, (Kind.SOURCE, "theirs"))
    made = plan(comparison, Choices().take([source], Side.A))
    assert made.settled == {(Kind.SOURCE, "theirs"): Settling.TAKEN_ALONG}
    apply(a, comparison, made, "Merge")
    assert {"theirs"} < a.sources().keys()


def test_an_actor_that_is_still_used_is_kept(pair: Pair) -> None:
    a, b = pair
    put(a, Actor("x-own", ActorKind.ORGANISATION, "Own"))
    merge(b, a)
    put(a, dataclasses.replace(DELIVERY, supplier="x-own"))
    delete(b, Actor, "x-own")
    comparison = compare(a, b)
    actor = of(comparison, (Kind.ACTOR, "x-own"))
    assert actor.state is State.CONFLICT
    choices = Choices(Rule(Side.A)).take([actor], Side.B)
    made = plan(comparison, choices)
    assert made.settled == {actor.key: Settling.KEPT}
    apply(a, comparison, made, "Merge")
    assert "x-own" in a.actors()


def test_saved_views_of_one_name_are_both_kept(pair: Pair) -> None:
    a, b = pair
    put(a, SavedView("mine", "Tanks", 1, "{}"))
    put(b, SavedView("theirs", "Tanks", 1, "{}"))
    comparison = compare(a, b)
    made = plan(comparison, Choices())
    assert made.settled == {(Kind.SAVED_VIEW, "theirs"): Settling.RENAMED}
    apply(a, comparison, made, "Merge")
    assert [view.name for view in a.saved_views()] == [SAVED_VIEW.name, "Tanks", "Tanks (2)"]


def test_sources_that_would_derive_from_one_another_are_cut(pair: Pair) -> None:
    a, b = pair
    put(a, dataclasses.replace(REGISTER, derives_from=("informant",)))
    put(b, dataclasses.replace(INFORMANT, derives_from=("register",)))
    comparison = compare(a, b)
    made = plan(comparison, Choices())
    assert made.settled == {(Kind.SOURCE, "informant"): Settling.CUT}
    apply(a, comparison, made, "Merge")
    assert a.sources()["informant"].derives_from == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "settled"),
    [
        ({"a": "b"}, {"b": "c"}, {"a": "c", "b": "c"}, {"a": Settling.JOINED}),
        ({"b": "c"}, {"a": "b"}, {"a": "c", "b": "c"}, {"a": Settling.JOINED}),
        ({"a": "b", "c": "d"}, {"b": "c"}, dict.fromkeys("abc", "d"), None),
        ({"a": "b"}, {"b": "a"}, {"a": "b"}, {"b": Settling.CUT}),
        ({"a": "b", "c": "d"}, {"b": "c", "d": "a"}, dict.fromkeys("acd", "b"), None),
        ({"a": "b"}, {"c": "b"}, {"a": "b", "c": "b"}, {}),
    ],
)
def test_spellings_that_each_side_joins_never_make_a_chain(
    pair: Pair,
    mine: dict[str, str],
    theirs: dict[str, str],
    merged: dict[str, str],
    settled: dict[str, Settling] | None,
) -> None:
    a, b = pair
    before = a.spellings()
    for dossier, joined in ((a, mine), (b, theirs)):
        with dossier.edit("Same item") as edit:
            edit.put_many(Spelling(*each) for each in joined.items())
    comparison = compare(a, b)
    made = plan(comparison, Choices())
    apply(a, comparison, made, "Merge")
    assert a.spellings() == before | merged
    if settled is not None:
        assert made.settled == {(Kind.SPELLING, id_): why for id_, why in settled.items()}


def test_lines_that_both_have_added_stand_behind_the_same_line_as_there(pair: Pair) -> None:
    a, b = pair
    first, last = DELIVERY.lines
    put(a, dataclasses.replace(DELIVERY, lines=(Line("mine", "x"), first, last)))
    put(b, dataclasses.replace(DELIVERY, lines=(first, Line("theirs", "y"), last)))
    merge(a, b)
    order = [line.id for line in a.transfer("t1").lines]
    assert order == ["mine", first.id, "theirs", last.id]


def test_gradings_that_both_have_added_stand_in_order_of_their_days(pair: Pair) -> None:
    a, b = pair
    of_mine = Grading("mine", "B", datetime.date(2020, 1, 1))
    of_theirs = Grading("theirs", "D", datetime.date(2019, 1, 1))
    put(a, dataclasses.replace(REGISTER, gradings=(of_mine,)))
    put(b, dataclasses.replace(REGISTER, gradings=(of_theirs,)))
    merge(a, b)
    merged = a.sources()["register"]
    assert merged.gradings == (of_theirs, of_mine)
    assert merged.reliability == "B"


def test_actors_of_one_name_under_two_codes_are_told_and_stay_two(pair: Pair) -> None:
    a, b = pair
    put(a, Actor("x-1", ActorKind.ORGANISATION, "Acme Arms"))
    put(b, Actor("x-2", ActorKind.ORGANISATION, "ACME  arms"))
    comparison = compare(a, b)
    assert [(each.name, each.a, each.b) for each in comparison.look_alikes] == [
        ("Acme Arms", "x-1", "x-2")
    ]
    merge(a, b)
    assert {"x-1", "x-2"} < a.actors().keys()


def test_a_new_snapshot_comes_with_its_bytes(pair: Pair) -> None:
    a, b = pair
    delete(a, Snapshot, SNAPSHOT.sha256)
    comparison = compare(b, a)
    apply(b, comparison, plan(comparison, Choices(Rule(deletions=True))), "Merge")
    assert not list(b.snapshots())
    b.undo()
    comparison = compare(a, b)
    (difference,) = comparison.differences
    choices = Choices().take([difference], Side.B)
    apply(a, comparison, plan(comparison, choices), "Merge")
    assert list(a.snapshots()) == [SNAPSHOT]


def test_without_a_common_history_nobody_is_said_to_have_changed_anything(
    unrelated: Pair,
) -> None:
    a, b = unrelated
    put(a, dataclasses.replace(DELIVERY, comment="mine"))
    delete(b, Citation, CITATION.id)
    put(b, dataclasses.replace(REGISTER, publisher="Known to theirs alone"))
    comparison = compare(a, b)
    assert comparison.base is None
    assert "no entry in common" in comparison.why_two_way
    assert states(comparison) == {
        ("transfer", "t1"): State.CONFLICT,
        ("citation", "c1"): State.ADDED_A,
        ("source", "register"): State.CHANGED_B,
    }


def test_the_base_of_the_next_merge_is_the_head_that_the_last_one_cites(pair: Pair) -> None:
    a, b = pair
    put(a, dataclasses.replace(REGISTER, title="Mine"))
    put(b, dataclasses.replace(REGISTER, title="Theirs"), Source("new", "New"))
    merge(a, b, Choices(Rule(Side.A)))
    put(b, Note("later", Subject.TRANSFER, "t1", "x"))
    comparison = compare(a, b)
    assert comparison.base is not None
    assert comparison.base.is_cited
    assert states(comparison) == {
        ("note", "later"): State.ADDED_B,
        ("source", "register"): State.CHANGED_A,  # decided once, and not asked again
    }
    a.undo()
    assert states(compare(a, b))[("source", "register")] is State.CONFLICT


def test_what_was_undone_is_no_change(pair: Pair) -> None:
    a, b = pair
    put(b, dataclasses.replace(REGISTER, title="Theirs"))
    b.undo()
    put(b, Note("later", Subject.TRANSFER, "t1", "x"))
    assert states(compare(a, b)) == {("note", "later"): State.ADDED_B}


def test_what_mine_was_made_to_forget_never_comes_back(pair: Pair) -> None:
    a, b = pair
    secret = new_id()
    for dossier in pair:
        put(dossier, Source(secret, "An informant"))
    put(b, Citation("new", secret, Subject.TRANSFER, "t1"))
    a.forget(ForgetRecord(Source, secret))
    comparison = compare(a, b)
    assert comparison.forgotten == ((Kind.SOURCE, secret),)
    made = plan(comparison, Choices(Rule(Side.B)))
    assert made.settled == {(Kind.CITATION, "new"): Settling.LEFT_OUT}
    apply(a, comparison, made, "Merge")
    assert secret not in a.sources()
    assert compare(b, a).forgotten_by_b == ((Kind.SOURCE, secret),)


def test_a_dossier_that_was_edited_since_is_not_merged_into(pair: Pair) -> None:
    a, b = pair
    put(b, dataclasses.replace(REGISTER, title="Theirs"))
    comparison = compare(a, b)
    put(a, Note("later", Subject.TRANSFER, "t1", "x"))
    before = content(a)
    with pytest.raises(DossierError, match="compare it again"):
        apply(a, comparison, plan(comparison, Choices()), "Merge")
    assert content(a) == before


def test_a_merge_is_one_row_that_cites_the_other_history(pair: Pair) -> None:
    a, b = pair
    put(b, dataclasses.replace(REGISTER, title="Theirs"), Source("new", "New"))
    comparison = compare(a, b)
    apply(a, comparison, plan(comparison, Choices()), "Merge of theirs", "Ann")
    row = a.history()[-1]
    assert (row.what, row.author, row.cites) == ("Merge of theirs", "Ann", b.head[1])
    assert a.undo() == "Merge of theirs"
    assert a.sources().keys() == {each.id for each in ALL if isinstance(each, Source)}


def test_a_comparison_can_be_stopped_and_leaves_nothing_behind(pair: Pair) -> None:
    a, b = pair
    put(a, Note("mine", Subject.TRANSFER, "t1", "x"))
    put(b, Note("theirs", Subject.TRANSFER, "t1", "x"))
    folders = set((state_folder() / "working").iterdir())
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        compare(a, b, is_cancelled=lambda: next(asked, True))
    compare(a, b)
    assert set((state_folder() / "working").iterdir()) == folders


def test_a_file_aside_is_read_only_once_and_not_offered_for_recovery(
    pair: Pair, tmp_path: Path
) -> None:
    a, _ = pair
    a.save(tmp_path / "file.flowviz")
    other = Aside.of_file(tmp_path / "file.flowviz")
    folder = other.database.parent
    assert folder.stat().st_mode & 0o077 == 0
    other._db.close()
    other._copy.release()  # as a kill does
    assert folder not in {Path(each.id) for each in Dossier.left_behind().recoveries}
    assert not folder.exists()


def test_after_a_merge_with_the_file_changed_outside_it_may_be_saved_over(tmp_path: Path) -> None:
    path = tmp_path / "shared.flowviz"
    with Dossier.new("Common", ALL) as common:
        with common.edit("Begin") as edit:
            edit.set_title("Begun")
        common.save(path)
    with Dossier.open(path) as a, Dossier.open(path) as b:
        put(a, dataclasses.replace(DELIVERY, comment="mine"))
        put(b, new := Source("theirs", "New"))
        b.save()
        with pytest.raises(DossierError):
            a.save()
        with Aside.of_file(path) as now:
            merge(a, now)
            a.has_seen(path, now.sha256)
        a.save()
        assert new.id in a.sources()
        assert not a.is_modified


def test_the_whole_record_is_the_field_where_one_side_has_none(pair: Pair) -> None:
    a, b = pair
    put(b, Source("theirs", "New"))
    (difference,) = compare(a, b).differences
    assert [field.path for field in difference.fields] == [WHOLE]


def test_what_stands_for_a_withheld_source_is_no_news_to_who_knows_it(tmp_path: Path) -> None:
    hidden = Source("hidden", "A letter", protection=Protection.RESTRICTED)
    told = Source("told", "A report", derives_from=("hidden", REGISTER.id))
    records = (
        hidden,
        told,
        DataSet("d9", "A list", "table", "hidden"),
        Citation("c8", "hidden", Subject.TRANSFER, "t1", "existence"),
    )
    path = tmp_path / "published.flowviz"
    with Dossier.new("Common", (*ALL, *records)) as a:
        a.publish_copy(path, Withholding(saved_views=True))
        before = content(a)
        with Dossier.open(path) as b:
            assert "withheld" in b.sources()["told"].derives_from
            assert b.data_sets()["d9"].source == "withheld"
            found = states(compare(a, b))
            assert set(found.values()) == {State.ADDED_A, State.CHANGED_A}
            assert found.keys().isdisjoint({("source", "told"), ("data set", "d9")})
            put(b, Note("theirs", Subject.TRANSFER, "t1", "Seen."))
            put(b, dataclasses.replace(b.sources()["told"], title="The report"))
            put(b, Citation("c9", "withheld", Subject.TRANSFER, "t2", "existence"))
            merge(a, b, Choices(Rule(Side.B)))
        assert a.sources()["told"] == dataclasses.replace(told, title="The report")
        assert a.data_sets()["d9"].source == "hidden"
        cited = {each.id for each in a.citations(("t1", "t2"))}
        assert cited - {each.id for each in ALL if isinstance(each, Citation)} == {"c8", "c9"}
        a.undo()
        assert content(a) == before

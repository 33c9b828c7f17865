"""What holds of any two histories: random hands edit two copies of one dossier."""

import functools
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from flowviz.comparing import (
    ABSENT,
    Choices,
    Comparison,
    Difference,
    Kind,
    Plan,
    Rule,
    Settling,
    Side,
    State,
    apply,
    compare,
    plan,
)
from flowviz.comparing.fields import ORDER
from flowviz.comparing.kinds import Key
from flowviz.comparing.reading import read
from flowviz.comparing.sheet import lay_out, put_together
from flowviz.dossier import Dossier, rules, schema
from tests.comparing.hands import Hand, edits
from tests.dossier.material import EVERYTHING, content

_FEW = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
_MANY = settings(_FEW, max_examples=250)

both = {"mine": edits, "theirs": edits, "seed": st.integers(0, 2**32 - 1)}
Pair = tuple[Dossier, Dossier]


@functools.cache
def _common(*, log: bool) -> bytes:
    with tempfile.TemporaryDirectory() as folder, Dossier.new("Common", EVERYTHING) as common:
        if log:
            with common.edit("Begin") as edit:
                edit.set_title("Begun")
        common.save(Path(folder) / "common.flowviz")
        return (Path(folder) / "common.flowviz").read_bytes()


@contextmanager
def _pair(mine: list[int], theirs: list[int], seed: int, *, log: bool = True) -> Iterator[Pair]:
    """A dossier with a history, copied, and both copies edited; without a log none is common."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "common.flowviz"
        path.write_bytes(_common(log=log))
        with Dossier.open(path) as a, Dossier.open(path) as b:
            for dossier, name, numbers in ((a, "a", mine), (b, "b", theirs)):
                hand = Hand(dossier, name, seed + ord(name))
                for number in numbers:
                    hand.edit(number)
            yield a, b


def _keys(dossier: Dossier) -> set[Key]:
    everything = {
        Kind.TRANSFER: {each.id for each in dossier.transfers()},
        Kind.ACTOR: set(dossier.actors()),
        Kind.SOURCE: set(dossier.sources()),
        Kind.CITATION: {each.id for each in dossier.citations()},
        Kind.NOTE: {each.id for each in dossier.notes()},
        Kind.LINK: {each.id for each in dossier.links()},
        Kind.GROUP: {each.id for each in dossier.groups()},
        Kind.VERDICT: set(dossier.verdicts()),
        Kind.DISMISSAL: {each.id for each in dossier.dismissals()},
        Kind.SPELLING: set(dossier.spellings()),
        Kind.SNAPSHOT: {each.sha256 for each in dossier.snapshots()},
        Kind.DATA_SET: set(dossier.data_sets()),
        Kind.IMPORT: {each.id for each in dossier.imports()},
        Kind.SAVED_VIEW: {each.id for each in dossier.saved_views()},
        Kind.PLACEMENT: set(dossier.placements()),
    }
    return {(kind, id_) for kind, ids in everything.items() for id_ in ids}


def _merge(a: Dossier, b: Dossier, choices: Choices) -> tuple[Comparison, Plan]:
    comparison = compare(a, b)
    made = plan(comparison, choices)
    apply(a, comparison, made, "Merge")
    rules.check(a._db, set(schema.content()))
    return comparison, made


def _is_quiet_conflict(difference: Difference) -> bool:
    """Whether both changed something of which nobody is asked: an order, where it came from."""
    return any(
        field.base not in (field.a, field.b)
        and not field.is_conflict
        and (field.base is not ABSENT or field.path.name == ORDER)
        for field in difference.fields
    )


@given(numbers=edits, seed=st.integers(0, 2**32 - 1))
@_FEW
def test_a_dossier_is_equal_to_its_copy_and_merging_it_leaves_no_trace(
    numbers: list[int], seed: int
) -> None:
    with _pair(numbers, [], seed) as (a, _), tempfile.TemporaryDirectory() as folder:
        a.save(Path(folder) / "copy.flowviz")
        with Dossier.open(Path(folder) / "copy.flowviz") as copy:
            before = a.history()
            comparison, _ = _merge(a, copy, Choices())
            assert comparison.is_equal
            assert a.history() == before


@given(theirs=edits, seed=st.integers(0, 2**32 - 1))
@_FEW
def test_a_merge_with_one_that_is_ahead_gives_its_content(theirs: list[int], seed: int) -> None:
    with _pair([], theirs, seed) as (a, b):
        comparison, made = _merge(a, b, Choices(Rule(deletions=True)))
        assert not made.settled
        assert {each.state for each in comparison.differences} <= {
            State.ADDED_B,
            State.CHANGED_B,
            State.DELETED_B,
        }
        assert content(a) == content(b)


def _check_order_does_not_matter(mine: list[int], theirs: list[int], seed: int) -> None:
    rule = Choices(Rule(deletions=True))
    with _pair(mine, theirs, seed) as (a, b), _pair(mine, theirs, seed) as (a2, b2):
        comparison = compare(a, b)
        made = plan(comparison, rule)
        assume(made.is_settled and not made.settled and not comparison.look_alikes)
        assume(not any(map(_is_quiet_conflict, comparison.differences)))
        apply(a, comparison, made, "Merge")
        _merge(b2, a2, rule)
        assert content(a) == content(b2)


@given(**both)
@_FEW
def test_without_conflicts_it_does_not_matter_who_merges(
    mine: list[int], theirs: list[int], seed: int
) -> None:
    _check_order_does_not_matter(mine, theirs, seed)


def _check_nothing_is_lost(mine: list[int], theirs: list[int], seed: int) -> None:
    with _pair(mine, theirs, seed) as (a, b):
        of_a, of_b = _keys(a), _keys(b)
        comparison, made = _merge(a, b, Choices(Rule(Side.A)))
        left = _keys(a)
        gone = {key for key, told in made.settled.items() if told is Settling.GONE_ALONG}
        assert of_a - left <= gone
        out = {key for key, told in made.settled.items() if told is Settling.LEFT_OUT}
        deleted = {each.key for each in comparison.differences if not each.a and each.base}
        assert of_b - left <= gone | out | deleted
        # What goes along is what theirs has deleted with the part that it was about.
        assert not gone & of_b


@given(**both)
@_FEW
def test_no_record_of_either_is_lost_where_mine_wins_the_conflicts(
    mine: list[int], theirs: list[int], seed: int
) -> None:
    _check_nothing_is_lost(mine, theirs, seed)


@given(**both)
@_FEW
def test_without_a_base_nothing_is_deleted(mine: list[int], theirs: list[int], seed: int) -> None:
    with _pair(mine, theirs, seed, log=False) as (a, b):
        of_both = _keys(a) | _keys(b)
        comparison, made = _merge(a, b, Choices(Rule(Side.A, deletions=True)))
        assume(comparison.base is None)  # the same edit within one millisecond is the same row
        assert all(made.results.values())
        assert not made.settled.keys() & {Settling.GONE_ALONG}
        assert of_both <= _keys(a)


@given(**both)
@_FEW
def test_undo_takes_a_merge_back_in_one_step(mine: list[int], theirs: list[int], seed: int) -> None:
    with _pair(mine, theirs, seed) as (a, b):
        before, head = content(a), a.head
        _merge(a, b, Choices(Rule(Side.B, deletions=True)))
        if a.head != head:
            assert a.history()[-1].cites == b.head[1]
            assert a.undo() == "Merge"
        assert content(a) == before


def _check_any_choices(mine: list[int], theirs: list[int], seed: int) -> None:
    chance = random.Random(seed)
    with _pair(mine, theirs, seed, log=chance.random() < 0.8) as (a, b):
        comparison = compare(a, b)
        choices = Choices(Rule(chance.choice(list(Side)), deletions=chance.random() < 0.5))
        for difference in comparison.differences:
            if chance.random() < 0.3:
                choices = choices.take([difference], chance.choice(list(Side)))
            elif chance.random() < 0.5:
                for field in difference.fields:
                    side = chance.choice(list(Side))
                    choices = choices.take_field(difference, field.path, side)
        made = plan(comparison, choices)
        apply(a, comparison, made, "Merge")
        rules.check(a._db, set(schema.content()))
        held = read(a, {kind: {id_ for k, id_ in made.results if k is kind} for kind in Kind})
        assert {key: held.get(key, ()) for key in made.results} == made.results


@given(**both)
@_FEW
def test_whatever_is_chosen_the_plan_fits_and_is_what_comes_of_it(
    mine: list[int], theirs: list[int], seed: int
) -> None:
    _check_any_choices(mine, theirs, seed)


@given(**both)
@_FEW
def test_once_merged_theirs_has_nothing_new(mine: list[int], theirs: list[int], seed: int) -> None:
    """The merge cites their head: that is the base from then on, though no row of it is mine."""
    with _pair(mine, theirs, seed) as (a, b):
        _merge(a, b, Choices(Rule(Side.A, deletions=True)))
        again = compare(a, b)
        if a.history()[-1].cites:
            assert again.base is not None
            assert again.base.row.hash == b.head[1]
            own = {State.ADDED_A, State.CHANGED_A, State.DELETED_A}
            assert {each.state for each in again.differences} <= own


@given(**both)
@_FEW
def test_a_record_laid_out_and_put_together_is_the_same(
    mine: list[int], theirs: list[int], seed: int
) -> None:
    with _pair(mine, theirs, seed) as (a, b):
        comparison = compare(a, b)
        for difference in comparison.differences:
            for whole in filter(None, (difference.a, difference.b)):
                sheet = lay_out(difference.kind, whole)
                parts = {
                    group: {id_: part.fields for id_, part in of_group.items()}
                    for group, of_group in sheet.parts.items()
                }
                assert put_together(difference.kind, whole, sheet.fields, parts) == whole


@pytest.mark.long
@pytest.mark.parametrize(
    "check", [_check_order_does_not_matter, _check_nothing_is_lost, _check_any_choices]
)
def test_it_holds_of_many_more(check: object) -> None:
    given(**both)(_MANY(check))()  # type: ignore[operator]

"""The document against a plain model: whatever is done to it, it holds what the model holds.

Each step edits, undoes, redoes, saves, opens again or is cut off and recovered. After it the
records are compared, the history has only grown and is whole, and every rule holds of every row.
In the end undoing everything gives what was there at first.
"""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, log, rules, schema
from flowviz.errors import RecordError, UndoError
from flowviz.records import (
    Account,
    Citation,
    Dismissal,
    Figure,
    Grading,
    Group,
    Line,
    Link,
    Note,
    Party,
    Placement,
    SavedView,
    Source,
    Spelling,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import (
    CountedBy,
    Existence,
    LinkKind,
    Proposal,
    Role,
    Stage,
    Subject,
    TransferKind,
)
from tests.dossier import plain_document as plain
from tests.dossier.material import content
from tests.dossier.test_recovery import crash
from tests.places import fast_folder

STEPS = 50
RUNS, RUNS_LONG = 50, 500


def ids(letter: str, count: int) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{letter}{number}" for number in range(count)])


CODES, TRANSFERS, SOURCES = ids("a", 5), ids("t", 4), ids("s", 3)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
YEARS = st.none() | st.integers(1950, 1953)
VIEWS = st.sampled_from(["map", "network"])


@st.composite
def transfers(draw: Any) -> Transfer:
    id_ = draw(TRANSFERS)

    def figures(owner: str) -> tuple[Figure, ...]:
        return tuple(
            Figure(f"{owner}/f{at}", Stage.DELIVERED, "pieces", Amount.exact(str(value)), dates)
            for at, (value, dates) in enumerate(
                draw(st.lists(st.tuples(st.integers(0, 9), DATES), max_size=2))
            )
        )

    lines = tuple(
        Line(f"{id_}/l{at}", draw(TEXTS), figures=figures(f"{id_}/l{at}"))
        for at in range(draw(st.integers(0, 2)))
    )
    parties = tuple(
        Party(f"{id_}/p{at}", code, Role.BROKER)
        for at, code in enumerate(draw(st.lists(CODES, max_size=1)))
    )
    return Transfer(
        id_,
        TransferKind.DELIVERY,
        draw(CODES),
        draw(CODES),
        comment=draw(TEXTS),
        lines=lines,
        figures=figures(id_),
        parties=parties,
    )


DATES = st.sampled_from([Dates(), Dates.parse("2015"), Dates.parse("2015-06/2016")])
ACTORS = st.builds(
    Actor,
    CODES,
    st.sampled_from(ActorKind),
    TEXTS,
    st.lists(st.builds(ActorName, TEXTS, st.just("en"), YEARS), max_size=2).map(tuple),
    YEARS,
    lon=st.none() | st.floats(-180, 180),
    members=st.lists(st.builds(Member, CODES, YEARS), max_size=2).map(tuple),
)
RECORDS = st.one_of(
    ACTORS,
    transfers(),
    st.builds(
        lambda id_, title, earlier, grades: Source(
            id_,
            title,
            derives_from=tuple(earlier),
            gradings=tuple(
                Grading(f"{id_}/g{at}", grade, reason=title) for at, grade in enumerate(grades)
            ),
        ),
        SOURCES,
        TEXTS,
        st.lists(SOURCES, max_size=1, unique=True),
        st.text("ABF", max_size=2),
    ),
    st.builds(
        Verdict,
        st.builds(flow_id, CODES, CODES),
        st.sampled_from(Existence),
        st.sampled_from("ab "),
    ),
    st.builds(Dismissal, ids("d", 2), st.sampled_from(Proposal), TEXTS, TEXTS),
    st.builds(Spelling, ids("i", 3), ids("i", 3) | st.sampled_from("ab ")),
    st.builds(Link, ids("n", 2), TRANSFERS, TRANSFERS, st.sampled_from(LinkKind), TEXTS),
    st.builds(SavedView, ids("v", 3), st.sampled_from("abcdef "), st.integers(0, 3), st.just("{}")),
    st.builds(
        Group,
        ids("n", 2),
        TEXTS,
        st.tuples(
            *(st.lists(ids("t", 3), min_size=1, max_size=2, unique=True).map(tuple),) * 2
        ).map(lambda told: (Account("", "one", True, told[0]), Account("", "two", False, told[1]))),
        st.sampled_from(CountedBy),
    ),
)


def with_own_accounts(record: Any) -> Any:
    """A group's accounts have identifiers of their own."""
    if not isinstance(record, Group):
        return record
    accounts = tuple(
        Account(f"{record.id}/{at}", account.title, account.is_counted, account.transfers)
        for at, account in enumerate(record.accounts)
    )
    return dataclasses.replace(record, accounts=accounts)


# Notes, links and groups share identifiers: what is said of one must not go with another.
SUBJECTS = st.one_of(
    st.tuples(st.just(Subject.ACTOR), CODES),
    st.tuples(st.just(Subject.TRANSFER), TRANSFERS),
    st.tuples(st.just(Subject.LINE), TRANSFERS.map("{}/l0".format)),
    st.tuples(st.just(Subject.FIGURE), TRANSFERS.map("{}/f0".format)),
    st.tuples(st.just(Subject.NOTE), ids("n", 4)),
    st.tuples(st.just(Subject.LINK), ids("n", 2)),
    st.tuples(st.just(Subject.GROUP), ids("n", 2)),
    st.tuples(st.just(Subject.FLOW), st.builds(flow_id, CODES, CODES)),
)
WORDS = st.one_of(
    st.builds(
        lambda id_, source, about, text: Citation(id_, source, *about, text=text),
        ids("c", 5),
        SOURCES,
        SUBJECTS,
        TEXTS,
    ),
    st.builds(lambda id_, about, text: Note(id_, *about, text), ids("n", 4), SUBJECTS, TEXTS),
)
KINDS_AND_IDS = st.one_of(
    st.tuples(st.just(Actor), CODES),
    st.tuples(st.just(Transfer), TRANSFERS),
    st.tuples(st.just(Source), SOURCES),
    st.tuples(st.just(Citation), ids("c", 5)),
    st.tuples(st.just(Note), ids("n", 4)),
    st.tuples(st.just(Link), ids("n", 2)),
    st.tuples(st.just(Group), ids("n", 2)),
    st.tuples(st.just(SavedView), ids("v", 3)),
    st.tuples(st.just(Verdict), st.builds(flow_id, CODES, CODES)),
    st.tuples(st.just(Dismissal), ids("d", 2)),
    st.tuples(st.just(Spelling), ids("i", 3)),
)
BASE = (
    *(Actor(f"a{number}", ActorKind.STATE, f"State {number}") for number in range(5)),
    *(Source(f"s{number}", f"Source {number}") for number in range(2)),
    *(
        Transfer(
            f"t{number}",
            TransferKind.DELIVERY,
            f"a{number}",
            "a3",
            lines=(Line(f"t{number}/l0", "Rifle"),),
        )
        for number in range(3)
    ),
)
STEP_NAMES = st.sampled_from(["", "", "typing", "dragging"])


class Document(RuleBasedStateMachine):
    """One dossier, and its model beside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "case.flowviz"
        self.path.unlink(missing_ok=True)
        self.dossier = Dossier.new("First", BASE)
        self.first = content(self.dossier)
        self.state = plain.state_of(self.dossier)
        self.done: list[tuple[plain.State, str]] = []
        self.undone: list[tuple[plain.State, str]] = []
        self.history: tuple[log.LogRow, ...] = ()

    @rule(records=st.lists(RECORDS.map(with_own_accounts), min_size=1, max_size=2), step=STEP_NAMES)
    def put(self, records: list[Any], step: str) -> None:
        self.edit(
            lambda edit: edit.put(*records), lambda state: plain.put(state, last(records)), step
        )

    @rule(words=st.lists(WORDS, min_size=1, max_size=2), step=STEP_NAMES)
    def say(self, words: list[Any], step: str) -> None:
        self.edit(lambda edit: edit.put(*words), lambda state: plain.put(state, last(words)), step)

    @rule(brought=st.lists(st.one_of(ACTORS, transfers()), min_size=3, max_size=8))
    def bring_in(self, brought: list[Any]) -> None:
        self.edit(
            lambda edit: edit.put_many(brought, imported=True),
            lambda state: plain.put(state, last(brought)),
        )

    @rule(what=KINDS_AND_IDS, step=STEP_NAMES)
    def delete(self, what: tuple[type, str], step: str) -> None:
        self.edit(lambda edit: edit.delete(*what), lambda state: plain.delete(state, *what), step)

    @rule(keep=CODES, gone=st.lists(CODES, min_size=1, max_size=2, unique=True))
    def merge_actors(self, keep: str, gone: list[str]) -> None:
        self.edit(
            lambda edit: edit.merge_actors(keep, gone),
            lambda state: plain.merge(state, keep, gone),
        )

    @rule(title=TEXTS, step=STEP_NAMES)
    def set_title(self, title: str, step: str) -> None:
        self.edit(
            lambda edit: edit.set_title(title),
            lambda state: state["title"].update({"": title}),
            step,
        )

    @rule(view=VIEWS, code=CODES, x=st.floats(-9, 9), step=STEP_NAMES)
    def place(self, view: str, code: str, x: float, step: str) -> None:
        placement = Placement(view, code, x, -x)
        self.edit(
            lambda edit: edit.put(placement), lambda state: plain.put(state, [placement]), step
        )

    @rule()
    def undo(self) -> None:
        self.reverse(self.done, self.undone, self.dossier.undo)

    @rule()
    def redo(self) -> None:
        self.reverse(self.undone, self.done, self.dossier.redo)

    @rule(back=st.integers(1, 3), forth=st.integers(1, 3))
    def undo_some_and_redo_some(self, back: int, forth: int) -> None:
        for act in (*(self.undo,) * back, *(self.redo,) * forth):
            act()
            self.it_holds_what_the_model_holds()

    @rule()
    def save(self) -> None:
        self.dossier.save(self.path)
        assert not self.dossier.is_modified

    @rule()
    def save_and_open_again(self) -> None:
        self.dossier.save(self.path)
        self.dossier.close()
        self.dossier = Dossier.open(self.path)

    @rule()
    def cut_off_and_recover(self) -> None:
        if self.dossier.is_modified:
            crash(self.dossier)
            (found,) = Dossier.left_behind().recoveries
            self.dossier = Dossier.recover(found)

    @invariant()
    def it_holds_what_the_model_holds(self) -> None:
        assert plain.state_of(self.dossier) == self.state

    @invariant()
    def its_history_has_grown_and_is_whole(self) -> None:
        history = self.dossier.history()
        assert history[: len(self.history)] == self.history
        self.history = history
        assert log.fault(self.dossier._db) is None
        standing = log.standing(history)
        assert (len(standing.done), len(standing.undone)) == (len(self.done), len(self.undone))

    @invariant()
    def every_rule_holds_of_every_row(self) -> None:
        rules.check(self.dossier._db, set(schema.content()))

    def edit(self, write: Any, change: plain.Change, step: str = "") -> None:
        """The same in the dossier and in the model; either both take it or neither."""
        try:
            wanted = plain.changed(self.state, change)
        except plain.BrokenError:
            with pytest.raises(RecordError), self.dossier.edit("Break", step=step) as edit:
                write(edit)
            return
        with self.dossier.edit("Edit", step=step) as edit:
            write(edit)
        if wanted != self.state:
            self.done.append((self.state, step))
            self.undone.clear()
            self.state = wanted

    def reverse(self, these: list[Any], those: list[Any], act: Any) -> None:
        """Undo or redo: the last of ``these``, and those before it of the same step."""
        if not these:
            with pytest.raises(UndoError):
                act()
            return
        act()
        step = these[-1][1]
        while True:
            state, _ = these.pop()
            those.append((self.state, step))
            self.state = state
            if not (step and these and these[-1][1] == step):
                return

    def teardown(self) -> None:
        try:
            while self.dossier.undo_row is not None:
                self.dossier.undo()
            assert content(self.dossier) == self.first
        finally:
            self.dossier.close()


def last(records: list[Any]) -> list[Any]:
    """Of records of one identifier only the last is put."""
    return list({(type(one), plain.KEYS[type(one)](one)): one for one in records}.values())


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with fast_folder() as folder:
        monkeypatch.setenv("FLOWVIZ_STATE", str(folder / "state"))
        yield folder


def run(folder: Path, runs: int) -> None:
    run_state_machine_as_test(
        lambda: Document(folder),
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.reuse, Phase.generate, Phase.shrink],
        ),
    )


def test_the_document_holds_what_a_plain_model_holds(folder: Path) -> None:
    run(folder, RUNS)


@pytest.mark.long
def test_the_document_holds_what_a_plain_model_holds_often(folder: Path) -> None:
    run(folder, RUNS_LONG)


def test_the_model_itself_refuses_what_does_not_fit() -> None:
    with Dossier.new() as dossier:
        state = plain.state_of(dossier)
    with pytest.raises(plain.BrokenError):
        plain.changed(state, lambda new: plain.put(new, [Note("n", Subject.ACTOR, "a0", "x")]))

"""Forgetting under random edits: as if the record had never been, at every step back and forth."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flowviz.amounts import Amount
from flowviz.dossier import Dossier, log, rules, schema
from flowviz.dossier.scrubbing import Scrub
from flowviz.dossier.wishes import ForgetRecord, ForgetText
from flowviz.errors import RecordError, UndoError
from flowviz.records import Citation, Figure, Line, Note, Record, Source, Transfer
from flowviz.terms import Stage, Subject, TransferKind
from tests.dossier.material import BELARUS, BULGARIA, content

NAME = "Anna Kowalska"
_WORDS = ("", "a letter", f"told by {NAME}", f"{NAME.upper()}, too", "Kowalska")

Step = tuple[str, object]
State = dict[str, list[tuple[object, ...]]]


def source(at: int, words: str, parents: frozenset[int]) -> Source:
    return Source(
        f"s{at}", words, derives_from=tuple(f"s{one}" for one in sorted(parents) if one < at)
    )


def transfer(at: int, words: str) -> Transfer:
    figure = Figure(f"t{at}/f", Stage.DELIVERED, "pieces", Amount.exact("3"))
    line = Line(f"t{at}/l", words, figures=(figure,) if words else ())
    return Transfer(f"t{at}", TransferKind.DEAL, "BLR", "BGR", comment=words, lines=(line,))


def citation(at: int, words: str) -> Citation:
    return Citation(f"c{at}", f"s{at % 3}", Subject.TRANSFER, f"t{at % 2}", text=words)


def note(at: int, words: str) -> Note:
    subject = (Subject.TRANSFER, f"t{at % 2}") if at < 2 else (Subject.LINE, f"t{at % 2}/l")
    return Note(f"n{at}", *subject, words)


_words = st.sampled_from(_WORDS)
_records = st.one_of(
    st.builds(source, st.integers(0, 2), _words, st.frozensets(st.integers(0, 1))),
    st.builds(transfer, st.integers(0, 1), _words),
    st.builds(citation, st.integers(0, 5), _words),
    st.builds(note, st.integers(0, 3), _words),
)
_puts = st.tuples(st.just("put"), st.lists(_records, min_size=1, max_size=4))
_deletes = st.tuples(
    st.just("delete"),
    st.one_of(
        st.tuples(st.just(Source), st.sampled_from(("s0", "s1", "s2"))),
        st.tuples(st.just(Transfer), st.sampled_from(("t0", "t1"))),
        st.tuples(st.just(Citation), st.sampled_from(("c0", "c1", "c3"))),
    ),
)
_ways = st.tuples(st.sampled_from(("undo", "redo")), st.none())
_steps = st.lists(st.one_of(_puts, _puts, _deletes, _ways), min_size=3, max_size=14)


def without(records: list[Record], gone: str) -> Iterator[Record]:
    """The records as they are where one never was."""
    for record in records:
        if isinstance(record, Citation) and gone in (record.source, record.subject_id):
            continue
        if isinstance(record, Note) and record.subject_id.partition("/")[0] == gone:
            continue
        if isinstance(record, Source):
            rest = tuple(one for one in record.derives_from if one != gone)
            record = dataclasses.replace(record, derives_from=rest)
        if getattr(record, "id", "") != gone:
            yield record


def written(dossier: Dossier, do: Callable[[], object]) -> bool:
    """Whether an edit was done, and left a row."""
    before = dossier.head
    try:
        do()
    except (RecordError, UndoError):
        return False
    return dossier.head != before


def put(dossier: Dossier, records: list[Record]) -> None:
    with dossier.edit(f"Put, {NAME} says", reason=NAME) as edit:
        edit.put(*records)


def delete(dossier: Dossier, kind: type, id_: str) -> None:
    with dossier.edit("Delete") as edit:
        edit.delete(kind, id_)


def play(dossier: Dossier, model: Dossier | None, steps: list[Step], gone: str) -> None:
    """Do the steps, and in ``model`` the same without one record."""
    known: set[int] = set()
    for way, what in steps:
        if way == "put":
            assert isinstance(what, list)
            if written(dossier, lambda what=what: put(dossier, what)):
                left = list(without(what, gone))
                if model and left and written(model, lambda left=left: put(model, left)):
                    known.add(dossier.head[0])
        elif way == "delete":
            assert isinstance(what, tuple)
            if written(dossier, lambda what=what: delete(dossier, *what)):
                is_other = (
                    model
                    and what[1] != gone
                    and written(model, lambda what=what: delete(model, *what))
                )
                known |= {dossier.head[0]} if is_other else set()
        else:
            row = dossier.undo_row if way == "undo" else dossier.redo_row
            if row is not None:
                getattr(dossier, way)()
                if model and row.seq in known:
                    getattr(model, way)()


def sound(dossier: Dossier) -> None:
    assert log.fault(dossier._db) is None
    rules.check(dossier._db, set(schema.content()))


def as_if_it_had_never_been(steps: list[Step], kind: type, gone: str) -> None:
    start = (BELARUS, BULGARIA, source(0, "", frozenset()), transfer(0, "first"))
    with (
        Dossier.new("", start) as dossier,
        Dossier.new("", without(list(start), gone)) as model,
    ):
        play(dossier, model, steps, gone)
        try:
            dossier.forget(ForgetRecord(kind, gone))
        except RecordError:
            return  # it never was, so there is nothing to forget
        assert content(dossier) == content(model)
        for way in ("undo", "redo"):
            while getattr(model, f"{way}_text") is not None:
                getattr(dossier, way)()
                getattr(model, way)()
                assert content(dossier) == content(model)
                sound(dossier)
            assert getattr(dossier, f"{way}_text") is None


def everything(dossier: Dossier) -> State:
    return {
        name: list(dossier.rows(f"SELECT * FROM {name} ORDER BY 1")) for name in schema.content()
    }


def states(dossier: Dossier) -> Iterator[State]:
    """What the dossier holds at every step back, and at every step forth again."""
    yield everything(dossier)
    for way in ("undo", "redo"):
        while getattr(dossier, f"{way}_text") is not None:
            getattr(dossier, way)()
            yield everything(dossier)


def with_the_text_taken_out(steps: list[Step]) -> None:
    scrub = Scrub((NAME,))
    with Dossier.new("", (BELARUS, BULGARIA, transfer(0, NAME))) as dossier:
        play(dossier, None, steps, "")
        while dossier.redo_text is not None:
            dossier.redo()
        before = list(states(dossier))
        dossier.forget(ForgetText(NAME))
        sound(dossier)
        after = list(states(dossier))
        scrubbed = [
            {
                name: [
                    tuple(scrub.value(name, at, one) for at, one in enumerate(row)) for row in rows
                ]
                for name, rows in state.items()
            }
            for state in before
        ]
        assert after == scrubbed
        assert all(NAME not in f"{row.what}{row.reason}" for row in dossier.history())


FEW = settings(max_examples=15)
MANY = settings(max_examples=250)
_which = st.sampled_from(((Source, "s0"), (Source, "s1"), (Transfer, "t0"), (Transfer, "t1")))


MOVED_UP: list[Step] = [
    ("delete", (Source, "s1")),
    ("put", [source(1, "", frozenset()), source(2, "", frozenset((0, 1)))]),
]
"""What stands behind a source that is forgotten moves up in the list."""
ONE_FOR_ANOTHER: list[Step] = [
    ("put", [source(1, "", frozenset((0,))), source(2, "", frozenset((0, 1)))]),
    ("put", [source(2, "a letter", frozenset((1,)))]),
    ("put", [source(2, "", frozenset((0,)))]),
    ("undo", None),
    ("undo", None),
    ("redo", None),
    ("put", [source(2, "", frozenset((0, 1)))]),
]


@FEW
@example(MOVED_UP, (Source, "s0"))
@example([*MOVED_UP, ("undo", None)], (Source, "s0"))
@example(ONE_FOR_ANOTHER, (Source, "s0"))
@given(steps=_steps, which=_which)
def test_undo_and_redo_go_on_as_if_it_had_never_been(
    steps: list[Step], which: tuple[type, str]
) -> None:
    as_if_it_had_never_been(steps, *which)


@pytest.mark.long
@MANY
@given(steps=_steps, which=_which)
def test_undo_and_redo_go_on_as_if_it_had_never_been_many(
    steps: list[Step], which: tuple[type, str]
) -> None:
    as_if_it_had_never_been(steps, *which)


@FEW
@given(steps=_steps)
def test_every_step_back_and_forth_is_without_the_text(steps: list[Step]) -> None:
    with_the_text_taken_out(steps)


@pytest.mark.long
@MANY
@given(steps=_steps)
def test_every_step_back_and_forth_is_without_the_text_many(steps: list[Step]) -> None:
    with_the_text_taken_out(steps)

"""Hands that edit a dossier at random, as two colleagues would who do not speak to one another."""

import dataclasses
import json
import random
from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, Edit
from flowviz.errors import RecordError
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Dismissal,
    Figure,
    Grading,
    Group,
    Line,
    Link,
    Note,
    Original,
    Party,
    Placement,
    Problem,
    Provenance,
    SavedView,
    Source,
    Spelling,
    Transfer,
    Verdict,
    flow_id,
)
from flowviz.terms import (
    Existence,
    LinkKind,
    Proposal,
    Reporter,
    Role,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from tests.dossier.material import IMPORT

WORDS = ("", "one", "two", "three")


class Hand:
    """Edits a dossier; ``name`` begins the ids of what it enters."""

    def __init__(self, dossier: Dossier, name: str, seed: int) -> None:
        self.dossier = dossier
        self.name = name
        self.chance = random.Random(seed)
        self.made = 0

    def edit(self, number: int) -> None:
        """Do one thing in one edit; what breaks a rule is not done."""
        act = _ACTS[number % len(_ACTS)]
        try:
            with self.dossier.edit(act.__name__) as edit:
                act(self, edit)
        except (RecordError, IndexError):
            pass  # there was nothing to do it to, or it may not be

    def new_id(self) -> str:
        self.made += 1
        return f"{self.name}{self.made}"

    def one(self, among: Iterable[object]) -> object:
        return self.chance.choice(sorted(among, key=repr))

    def word(self) -> str:
        return self.chance.choice(WORDS)

    def actor(self) -> str:
        return str(self.one(self.dossier.actors()))

    def transfer(self) -> Transfer:
        found = self.one(self.dossier.transfers())
        assert isinstance(found, Transfer)
        return found

    def figure(self, id_: str = "") -> Figure:
        amount = Amount.exact(str(self.chance.randrange(5)))
        stage = self.chance.choice(list(Stage))
        return Figure(id_ or self.new_id(), stage, "pieces", amount, Dates.parse("2015"))

    def subject(self) -> tuple[Subject, str]:
        transfer = self.transfer()
        return self.chance.choice(
            [
                (Subject.TRANSFER, transfer.id),
                (Subject.ACTOR, transfer.supplier),
                *((Subject.LINE, line.id) for line in transfer.lines),
                *((Subject.FIGURE, figure.id) for figure in transfer.all_figures()),
                *((Subject.PARTY, party.id) for party in transfer.parties),
                *((Subject.NOTE, note.id) for note in self.dossier.notes()),
            ]
        )


def _enter_transfer(hand: Hand, edit: Edit) -> None:
    line = Line(hand.new_id(), hand.word(), figures=(hand.figure(),))
    transfer = Transfer(hand.new_id(), TransferKind.DEAL, hand.actor(), hand.actor())
    edit.put(dataclasses.replace(transfer, lines=(line,)))


def _change_transfer(hand: Hand, edit: Edit) -> None:
    changes = (
        {"comment": hand.word()},
        {"existence": hand.chance.choice(list(Existence))},
        {"reporter": hand.chance.choice([None, *Reporter])},
        {"supplier": hand.actor()},
    )
    edit.put(dataclasses.replace(hand.transfer(), **hand.chance.choice(changes)))


def _change_figure(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    at = hand.chance.choice(range(len(transfer.lines)))
    line = transfer.lines[at]
    figures = list(line.figures)
    which = hand.chance.randrange(len(figures) + 1)
    if which == len(figures):
        figures.append(hand.figure())
    elif hand.chance.random() < 0.4:
        del figures[which]
    else:
        figures[which] = hand.figure(figures[which].id)
    _put_line(edit, transfer, at, dataclasses.replace(line, figures=tuple(figures)))


def _change_line(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    at = hand.chance.choice(range(len(transfer.lines)))
    line = dataclasses.replace(transfer.lines[at], designation=hand.word())
    _put_line(edit, transfer, at, line)


def _put_line(edit: Edit, transfer: Transfer, at: int, line: Line) -> None:
    lines = (*transfer.lines[:at], line, *transfer.lines[at + 1 :])
    edit.put(dataclasses.replace(transfer, lines=lines))


def _add_part(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    lines: list[Line] = list(transfer.lines)
    line = Line(hand.new_id(), hand.word(), figures=(hand.figure(),))
    lines.insert(hand.chance.randrange(len(lines) + 1), line)
    party = Party(hand.new_id(), hand.actor(), hand.chance.choice(list(Role)))
    if hand.chance.random() < 0.6:
        edit.put(dataclasses.replace(transfer, lines=tuple(lines)))
    else:
        edit.put(dataclasses.replace(transfer, parties=(*transfer.parties, party)))


def _drop_part(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    lines, parties = _without_one(hand, transfer.lines), _without_one(hand, transfer.parties)
    if hand.chance.random() < 0.5:
        edit.put(dataclasses.replace(transfer, lines=lines))
    else:
        edit.put(dataclasses.replace(transfer, parties=parties))


def _turn_lines(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    edit.put(dataclasses.replace(transfer, lines=transfer.lines[::-1]))


def _without_one(hand: Hand, among: Sequence[object]) -> tuple[object, ...]:
    at = hand.chance.randrange(len(among)) if among else 0
    return (*among[:at], *among[at + 1 :])


def _delete_transfer(hand: Hand, edit: Edit) -> None:
    edit.delete(Transfer, hand.transfer().id)


def _enter_actor(hand: Hand, edit: Edit) -> None:
    code = f"x-{hand.new_id()}"
    edit.put(Actor(code, ActorKind.NON_STATE, hand.word(), (ActorName(hand.word()),)))


def _change_actor(hand: Hand, edit: Edit) -> None:
    actor = hand.dossier.actors()[hand.actor()]
    names = (*actor.names, ActorName(hand.word(), "", hand.chance.randrange(1990, 1993)))
    edit.put(
        dataclasses.replace(
            actor,
            names=names if hand.chance.random() < 0.6 else _without_one(hand, actor.names),
            members=(*actor.members, Member(hand.actor())),
        )
    )


def _merge_actors(hand: Hand, edit: Edit) -> None:
    edit.merge_actors(hand.actor(), [hand.actor()])


def _delete_actor(hand: Hand, edit: Edit) -> None:
    edit.delete(Actor, hand.actor())


def _enter_source(hand: Hand, edit: Edit) -> None:
    earlier = tuple(sorted(hand.dossier.sources()))[: hand.chance.randrange(2)]
    edit.put(Source(hand.new_id(), hand.word(), derives_from=earlier))


def _change_source(hand: Hand, edit: Edit) -> None:
    source = hand.one(hand.dossier.sources().values())
    assert isinstance(source, Source)
    other = hand.one(hand.dossier.sources())
    assert isinstance(other, str)
    if hand.chance.random() < 0.5:
        edit.put(dataclasses.replace(source, title=hand.word()))
    else:
        derives_from = tuple(dict.fromkeys((*source.derives_from, other)))
        edit.put(dataclasses.replace(source, derives_from=derives_from))


def _grade(hand: Hand, edit: Edit) -> None:
    source = hand.one(hand.dossier.sources().values())
    assert isinstance(source, Source)
    gradings = list(source.gradings)
    if gradings and hand.chance.random() < 0.5:
        gradings[-1] = dataclasses.replace(gradings[-1], reliability=hand.chance.choice("ABCDEF"))
    else:
        gradings.append(Grading(hand.new_id(), "B", reason=hand.word()))
    edit.put(dataclasses.replace(source, gradings=tuple(gradings), status_reason=hand.word()))


def _decide(hand: Hand, edit: Edit) -> None:
    transfer = hand.transfer()
    flow = flow_id(transfer.supplier, transfer.recipient)
    if flow in hand.dossier.verdicts() and hand.chance.random() < 0.4:
        edit.delete(Verdict, flow)
    else:
        edit.put(Verdict(flow, hand.chance.choice(list(Existence)), hand.word()))


def _turn_down(hand: Hand, edit: Edit) -> None:
    key = json.dumps(sorted({hand.transfer().id, hand.transfer().id}))
    edit.put(Dismissal(hand.new_id(), Proposal.SAME_GOODS, key, hand.word()))


def _delete_source(hand: Hand, edit: Edit) -> None:
    edit.delete(Source, str(hand.one(hand.dossier.sources())))


def _cite(hand: Hand, edit: Edit) -> None:
    source = str(hand.one(hand.dossier.sources()))
    edit.put(Citation(hand.new_id(), source, *hand.subject(), locator=hand.word()))


def _change_citation(hand: Hand, edit: Edit) -> None:
    citation = hand.one(hand.dossier.citations())
    assert isinstance(citation, Citation)
    edit.put(dataclasses.replace(citation, stance=hand.chance.choice(list(Stance))))


def _delete_citation(hand: Hand, edit: Edit) -> None:
    edit.delete(Citation, hand.one(hand.dossier.citations()).id)  # type: ignore[attr-defined]


def _note(hand: Hand, edit: Edit) -> None:
    edit.put(Note(hand.new_id(), *hand.subject(), hand.word()))


def _link(hand: Hand, edit: Edit) -> None:
    ends = hand.transfer().id, hand.transfer().id
    edit.put(Link(hand.new_id(), *ends, LinkKind.CONTINUES, item=hand.word()))


def _group(hand: Hand, edit: Edit) -> None:
    ids = [hand.transfer().id, hand.transfer().id]
    id_ = hand.new_id()
    accounts = (Account(f"{id_}/{at}", hand.word(), not at, (each,)) for at, each in enumerate(ids))
    edit.put(Group(id_, hand.word(), tuple(accounts)))


def _change_group(hand: Hand, edit: Edit) -> None:
    group = hand.one(hand.dossier.groups())
    assert isinstance(group, Group)
    first, *others = group.accounts[::-1]
    counted = [dataclasses.replace(each, is_counted=False) for each in others]
    accounts = (dataclasses.replace(first, is_counted=True), *counted)
    edit.put(dataclasses.replace(group, accounts=accounts))


def _keep_view(hand: Hand, edit: Edit) -> None:
    position = len(hand.dossier.saved_views())
    edit.put(SavedView(hand.new_id(), f"View {hand.word()}", position, "{}"))


def _rename_view(hand: Hand, edit: Edit) -> None:
    view = hand.one(hand.dossier.saved_views())
    assert isinstance(view, SavedView)
    edit.put(dataclasses.replace(view, name=f"Other {hand.word()}"))


def _delete_view(hand: Hand, edit: Edit) -> None:
    edit.delete(SavedView, hand.one(hand.dossier.saved_views()).id)  # type: ignore[attr-defined]


def _place(hand: Hand, edit: Edit) -> None:
    edit.put(Placement("map", hand.actor(), hand.chance.randrange(3), 0.0))


def _title(hand: Hand, edit: Edit) -> None:
    edit.set_title(hand.word())


def _import(hand: Hand, edit: Edit) -> None:
    data_set = DataSet(hand.new_id(), hand.word(), "reader", "")
    brought = dataclasses.replace(IMPORT, id=hand.new_id(), data_set=data_set.id)
    transfer = Transfer(
        hand.new_id(), TransferKind.DEAL, hand.actor(), hand.actor(), data_set=data_set.id
    )
    came = Provenance(transfer.id, data_set.id, hand.word(), brought.id, 1)
    problem = Problem("doubtful", 1, "", hand.word(), import_id=brought.id, id=hand.new_id())
    read = Original(transfer.id, ((brought.id, f'[[1,"{hand.word()}"]]'),))
    edit.put_many([data_set, brought, transfer, came, read, problem], imported=True)


def _read_again(hand: Hand, edit: Edit) -> None:
    """A later file tells a record otherwise, or a hand takes away what it said."""
    original = hand.one(hand.dossier.originals().values())
    assert isinstance(original, Original)
    if hand.chance.random() < 0.3:
        edit.delete(Original, original.transfer)
        return
    (first, _), *_ = original.rows
    edit.put(Original(original.transfer, ((first, f'[[2,"{hand.word()}"]]'),)))


def _join_spellings(hand: Hand, edit: Edit) -> None:
    """No item is a spelling of another one here: each hand alone keeps that, both would not."""
    joined = hand.dossier.spellings()
    if joined and hand.chance.random() < 0.3:
        edit.delete(Spelling, str(hand.one(joined)))
    else:
        edit.put(Spelling(f"spelling {hand.chance.randrange(4)}", f"item {hand.word()}"))


_ACTS: tuple[Callable[[Hand, Edit], None], ...] = (
    *(_enter_transfer, _change_transfer, _change_transfer, _change_figure, _change_figure),
    *(_change_line, _add_part, _drop_part, _turn_lines, _delete_transfer),
    *(_enter_actor, _change_actor, _merge_actors, _delete_actor),
    *(_enter_source, _change_source, _delete_source, _cite, _cite, _change_citation),
    *(_delete_citation, _note, _link, _group, _change_group, _keep_view, _rename_view),
    *(_delete_view, _place, _title, _import, _grade, _grade, _decide, _decide, _turn_down),
    *(_import, _read_again, _read_again, _join_spellings, _join_spellings),
)

edits = st.lists(st.integers(0, len(_ACTS) - 1), max_size=12)
"""What one hand does, by number."""

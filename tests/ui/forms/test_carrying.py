"""What stands in a form when its record changes elsewhere, or can be kept only in part."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from flowviz.editing import FigureText, LineText, PartyText, TransferText
from flowviz.ui.forms.carrying import carried, first_difference, held_back
from flowviz.ui.forms.words import change_words

BASE = TransferText(
    supplier="A",
    recipient="B",
    lines=(
        LineText(
            "Rifle", figures=(FigureText("delivered", "pieces", amount="10", id="f1"),), id="l1"
        ),
        LineText("Tank", id="l2"),
    ),
    id="t",
)


def with_amount(texts: TransferText, amount: str) -> TransferText:
    line = texts.lines[0]
    figure = dataclasses.replace(line.figures[0], amount=amount)
    changed = dataclasses.replace(line, figures=(figure,))
    return dataclasses.replace(texts, lines=(changed, *texts.lines[1:]))


def test_what_is_typed_stays_and_the_rest_follows() -> None:
    typed = with_amount(BASE, "12")
    now = dataclasses.replace(BASE, comment="new", lines=(*BASE.lines, LineText("Ship", id="l3")))
    found = carried(BASE, typed, now)
    assert found.comment == "new"
    assert found.lines[0].figures[0].amount == "12"
    assert [line.id for line in found.lines] == ["l1", "l2", "l3"]


def test_a_part_that_went_elsewhere_goes_unless_it_was_typed_into() -> None:
    now = dataclasses.replace(BASE, lines=())
    assert carried(BASE, BASE, now).lines == ()
    assert [line.id for line in carried(BASE, with_amount(BASE, "12"), now).lines] == ["l1"]


def test_a_part_that_comes_back_elsewhere_stands_where_it_stood() -> None:
    first, last = BASE.lines
    for gone in (first, last):
        base = dataclasses.replace(BASE, lines=tuple(line for line in BASE.lines if line != gone))
        typed = dataclasses.replace(base, supplier="many")
        found = carried(base, typed, BASE)
        assert [line.id for line in found.lines] == ["l1", "l2"]
        assert found.supplier == "many"


def test_a_part_that_was_removed_or_added_here_stays_so() -> None:
    typed = dataclasses.replace(BASE, lines=(BASE.lines[0], LineText("New", id="l9")))
    now = dataclasses.replace(BASE, comment="new")
    assert [line.id for line in carried(BASE, typed, now).lines] == ["l1", "l9"]


def test_what_is_wrong_is_held_back_and_the_rest_is_not() -> None:
    typed = dataclasses.replace(
        with_amount(BASE, "many"), comment="new", parties=(PartyText("?", "broker", id="p"),)
    )
    held = held_back(BASE, typed, ["lines/0/figures/0/amount", "parties/0/actor"])
    assert held == dataclasses.replace(BASE, comment="new")


texts = st.sampled_from(["", "a", "b"])
lines = st.lists(
    st.builds(LineText, texts, texts, id=st.sampled_from(["1", "2", "3"])),
    max_size=3,
    unique_by=lambda line: line.id,
).map(tuple)
transfers = st.builds(TransferText, comment=texts, supplier=texts, lines=lines, id=st.just("t"))


@given(transfers, transfers, transfers)
def test_carrying_keeps_what_was_typed_and_takes_what_was_not(
    base: TransferText, typed: TransferText, now: TransferText
) -> None:
    found = carried(base, typed, now)
    assert carried(base, base, now) == now
    assert carried(base, typed, base) == typed
    for name in ("comment", "supplier"):
        was, mine, theirs = (getattr(each, name) for each in (base, typed, now))
        assert getattr(found, name) == (theirs if mine == was else mine)
    assert len({line.id for line in found.lines}) == len(found.lines)


def test_edits_are_named_after_the_field() -> None:
    def named(after: TransferText) -> str:
        return change_words(BASE, after, "A to B")

    assert named(with_amount(BASE, "12")) == "Change the amount of Rifle, A to B"
    assert named(dataclasses.replace(BASE, comment="x")) == "Change the comment of A to B"
    told = dataclasses.replace(BASE, reporter="exporter")
    assert named(told) == "Change the reporting side of A to B"
    more = dataclasses.replace(BASE, lines=(*BASE.lines, LineText("Ship", id="l3")))
    assert named(more) == "Add Ship to A to B"
    assert named(dataclasses.replace(BASE, lines=BASE.lines[:1])) == "Remove Tank from A to B"
    line = dataclasses.replace(BASE.lines[1], category="Armour")
    changed = dataclasses.replace(BASE, lines=(BASE.lines[0], line))
    assert named(changed) == "Change the category of Tank, A to B"
    assert first_difference(BASE, BASE) == ()

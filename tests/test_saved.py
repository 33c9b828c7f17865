"""The state of a saved view comes back as it went, and a stranger's is refused in words."""

import dataclasses
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.errors import RecordError
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.saved import LARGEST, MOST_PLACES, read_state, state_of, with_actors
from flowviz.style import COLOURS, SCALES, Lock
from flowviz.terms import Existence, Mark, Stage, TransferKind
from flowviz.view import NETWORK, View

QUERY = Query(
    unit="pieces",
    stage=Stage.ORDERED,
    first_year=1984,
    first_month=3,
    last_year=1985,
    last_month=11,
    categories=frozenset({"", "Missiles"}),
    items=frozenset({"9P135M “Konkurs”"}),
    kinds=frozenset({TransferKind.DEAL}),
    existences=frozenset({Existence.TENTATIVE, Existence.CONFIRMED}),
    is_disputed=False,
    grades=frozenset({"B2", ""}),
    marks=frozenset({Mark.NO_SOURCE, Mark.TO_CHECK}),
    reported_by=ReportedBy.BEST,
    actors=frozenset({"BLR", "x-own"}),
    direction=Direction.BETWEEN,
    least=Decimal("37.90"),
)
VIEW = View(
    NETWORK,
    centre=-90.5,
    anchor="label",
    mode=Mode.NET,
    colour_by="category",
    scale="log",
    lock=Lock("pieces", 240.0, 26.0),
    show_top=17,
)
PLACES = {"BLR": (1.5, -2.25), "Österreich": (0.1, 1e-9)}


def changed(**parts: Any) -> str:
    """The state above with some parts changed; a part is a name with a double underscore in it."""
    told = json.loads(state_of(QUERY, VIEW, PLACES))
    for name, value in parts.items():
        *way, last = name.split("__")
        inner = told
        for step in way:
            inner = inner[step]
        inner[last] = value
    return json.dumps(told)


def test_a_state_comes_back_as_it_went() -> None:
    state = read_state(state_of(QUERY, VIEW, PLACES))
    assert (state.query, state.view, dict(state.places)) == (QUERY, VIEW, PLACES)
    assert state.notes == ()


@settings(max_examples=50)
@given(
    st.builds(
        Query,
        unit=st.sampled_from([None, "TIV", "EUR"]),
        first_year=st.none() | st.integers(1, 1950),
        last_year=st.none() | st.integers(1951, 9999),
        items=st.frozensets(st.text(st.characters(exclude_categories=("Cs",)), max_size=9)),
        kinds=st.frozensets(st.sampled_from(TransferKind)),
        direction=st.sampled_from(Direction),
        least=st.none() | st.decimals(0, 10**9, allow_nan=False, places=2),
    ),
    st.builds(
        View,
        centre=st.none() | st.floats(-180, 180),
        mode=st.sampled_from(Mode),
        colour_by=st.sampled_from(COLOURS),
        scale=st.sampled_from(SCALES),
        show_top=st.integers(1, 5000),
    ),
)
def test_every_query_and_view_comes_back(query: Query, view: View) -> None:
    state = read_state(state_of(query, view, {}))
    assert (state.query, state.view) == (query, view)


def test_equal_states_are_equal_texts() -> None:
    again = dict(reversed(PLACES.items()))
    assert state_of(QUERY, VIEW, PLACES) == state_of(QUERY, VIEW, again)


def test_defaults_are_written_so_that_they_may_change() -> None:
    told = json.loads(state_of(Query(), View(), {}))
    assert told["view"]["show_top"] == 200
    assert told["query"]["reported_by"] == "exporter"


def test_what_is_not_known_is_passed_over_and_said() -> None:
    state = read_state(changed(version=3, camera=[1], query__depth=3, view__kind="network"))
    assert state.query == QUERY
    assert state.notes == (
        "It was made by a newer flowviz.",
        "This flowviz does not know 'camera'.",
        "This flowviz does not know 'query.depth'.",
    )


@pytest.mark.parametrize(
    ("flag", "marks"), [(True, {Mark.NO_SOURCE, Mark.UNSUPPORTED}), (False, set())]
)
def test_the_flag_of_version_1_is_read_as_the_marks_it_stood_for(
    flag: bool, marks: set[Mark]
) -> None:
    told = json.loads(state_of(QUERY, VIEW, PLACES))
    del told["query"]["marks"]
    told["query"]["is_unsourced"], told["version"] = flag, 1
    state = read_state(json.dumps(told))
    assert state.query == dataclasses.replace(QUERY, marks=frozenset(marks))
    assert state.notes == ()
    told["query"]["is_unsourced"] = "yes"
    with pytest.raises(RecordError, match=r"query\.is_unsourced"):
        read_state(json.dumps(told))


def test_a_projection_and_a_layout_of_a_newer_program_give_way_to_the_usual_ones() -> None:
    state = read_state(changed(view__projection="fish-eye", view__layout="spiral"))
    assert state.view == VIEW
    assert state.notes == (
        "This flowviz has no projection 'fish-eye'; the usual one is shown.",
        "This flowviz has no layout 'spiral'; the usual one is shown.",
    )


REFUSED: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "not JSON"),
    "a list": ("[]", "one JSON object"),
    "deep nesting": ("[" * 100_000, "not JSON"),
    "no version": ("{}", "version"),
    "a long text": (" " * (LARGEST + 1), "longer than"),
    "not a number": ('{"version": 1, "places": {"A": [NaN, 1]}}', "not JSON"),
    "a query that is none": (changed(query=[]), "query"),
    "a year out of range": (changed(query__first_year=10**30), "query.first_year"),
    "a month of none": (changed(query__last_month=13), "query.last_month"),
    "a flag for a year": (changed(query__first_year=True), "query.first_year"),
    "a window backwards": (changed(query__last_year=1983), "before it begins"),
    "an unknown stage": (changed(query__stage="dreamt of"), "query.stage"),
    "a text for a set": (changed(query__actors="BLR"), "query.actors"),
    "numbers for names": (changed(query__items=[1]), r"query.items\[0\]"),
    "half a surrogate": (changed(query__items=["\ud800"]), "surrogate"),
    "a float for an amount": (changed(query__least=1.5), "query.least"),
    "an amount below zero": (changed(query__least="-5"), "query.least is below zero"),
    "no number": (changed(query__least="five"), r"such as 240 or 37\.9\.$"),
    "an exponent": (changed(query__least="1E+999999"), "query.least"),
    "an unknown view": (changed(view__kind="hologram"), "view.kind"),
    "a lock of nothing": (changed(view__lock__amount=0), "view.lock.amount"),
    "a lock of next to nothing": (changed(view__lock__amount=5e-324), "view.lock.amount"),
    "no flows at all": (changed(view__show_top=0), "view.show_top"),
    "a meridian of none": (changed(view__centre=1e9), "view.centre"),
    "a huge name": (changed(view__layout="x" * 101), "view.layout"),
    "three numbers": (changed(places__BLR=[1, 2, 3]), "places.BLR"),
    "a place far away": (changed(places__BLR=[1e300, 0]), "places.BLR"),
    "places in a list": (changed(places=[]), "places"),
    "too many places": (
        changed(places={str(at): [0, 0] for at in range(MOST_PLACES + 1)}),
        "more than",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_state_that_no_flowviz_writes_is_refused_in_words(name: str) -> None:
    text, words = REFUSED[name]
    with pytest.raises(RecordError, match=words):
        read_state(text)


def test_a_view_too_large_to_keep_is_refused() -> None:
    places = {f"x-{at:06}": (0.0, 0.0) for at in range(MOST_PLACES + 1)}
    with pytest.raises(RecordError, match="more items or places"):
        state_of(QUERY, VIEW, places)


def test_actors_get_other_codes_and_all_else_stays() -> None:
    text = changed(query__actors=["BLR", "x-own", "x-two"], query__newer=1)
    state = read_state(with_actors(text, {"x-own": "BLR", "Österreich": "AUT"}))
    assert state.query.actors == {"BLR", "x-two"}
    assert dict(state.places) == {"BLR": (1.5, -2.25), "AUT": (0.1, 1e-9)}
    assert state.view == VIEW
    assert json.loads(with_actors(text, {}))["query"]["newer"] == 1


def test_of_two_actors_made_one_the_place_of_the_one_that_stays_counts() -> None:
    text = state_of(QUERY, VIEW, {"AUT": (1.0, 2.0), "BLR": (3.0, 4.0)})
    assert dict(read_state(with_actors(text, {"AUT": "BLR"})).places) == {"BLR": (3.0, 4.0)}


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1e999}'])
def test_other_codes_for_actors_in_what_is_no_state_are_an_error_in_words(text: str) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        with_actors(text, {"BLR": "x"})

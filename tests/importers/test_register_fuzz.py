"""Registers, graphs and entities broken at random: problems or an error in words, nothing else."""

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.errors import ImportFileError
from flowviz.importers import formats
from flowviz.importers.frames import body_of, parse_frame
from flowviz.importers.graphs import amount_of
from flowviz.importers.material import Material
from flowviz.importers.notation import amount_of as read_amount
from flowviz.importers.reader import frames_of
from flowviz.importers.reading import Draft
from tests.importers.test_ftm import PEOPLE, entity
from tests.importers.test_fuzz import mutated
from tests.importers.test_graphs import GEXF, GML, GRAPHML, PROJECT
from tests.importers.test_registers import RTF, table

SOUND = {
    "gexf": GEXF.encode(),
    "graphml": GRAPHML.encode(),
    "gml": GML.encode(),
    "pajek": PROJECT.encode(),
    "sipri-rtf": RTF.encode(),
    "sipri-tiv": "\n".join(table("exports", "from", "Peru,1,0 ,,2", "Total,1,2,,3")).encode(),
    "ftm": "\n".join(
        (*PEOPLE, entity("p", "Payment", payer="a", beneficiary="b", amountEur="5", date="2011"))
    ).encode(),
}


def read(format_name: str, data: bytes) -> tuple[int, int] | None:
    """Give how many entries and problems the bytes come to, None where they are refused."""
    draft, refusal = Draft(), ""
    try:
        for frame in frames_of(Material(data, "x"), format_name):
            draft.take(parse_frame(body_of(frame)))
    except ImportFileError as error:
        refusal = str(error)
    assert "The reader sent" not in refusal  # what its parent must not believe
    if refusal:
        return None
    with draft.reading("") as reading:
        return len(list(reading.entries())), sum(reading.counts.values())


def test_every_register_and_graph_is_broken_here() -> None:
    names = {each.name for each in formats.READERS}
    assert SOUND.keys() <= names
    for name, data in SOUND.items():
        told = read(name, data)
        assert told is not None
        assert told[0] > 0


@pytest.mark.parametrize("name", SOUND)
def test_mutated_files_are_read_or_refused(name: str) -> None:
    for seed in range(120):
        read(name, mutated(SOUND[name], random.Random(f"{name} {seed}")))


@pytest.mark.long
@pytest.mark.parametrize("name", SOUND)
def test_many_mutated_files_are_read_or_refused(name: str) -> None:
    for seed in range(5_000):
        read(name, mutated(SOUND[name], random.Random(f"{name} {seed}")))


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    begin = SOUND[name][:40] if len(data) % 2 else b""
    read(name, begin + data)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_json_among_entities_is_passed_over(value: object) -> None:
    line = json.dumps(
        {"id": "q", "schema": "Payment", "properties": {"payer": value, "amount": value}}
    )
    told = read("ftm", b"\n".join((SOUND["ftm"], line.encode(), json.dumps(value).encode())))
    assert told is not None
    assert told[0] == 1


@given(st.text(alphabet="0123456789.eE+-", max_size=30))
def test_a_weight_is_always_in_the_notation(text: str) -> None:
    told, doubt = amount_of(text)
    assert (read_amount(told).value is None) == bool(doubt)

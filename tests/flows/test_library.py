"""The library of sources: what each is cited for, what is found, and what falls with what."""

import dataclasses

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.flows.cited_by import (
    CitedFlow,
    CitedOther,
    flows_citing,
    others_citing,
    records_citing,
)
from flowviz.flows.columns import read_columns
from flowviz.flows.library import Fall, Library, fall_of, read_library
from flowviz.records import (
    Citation,
    DataSet,
    Figure,
    Import,
    Line,
    Note,
    Provenance,
    Snapshot,
    Source,
    Transfer,
    flow_id,
)
from flowviz.terms import (
    CitationStatus,
    Origin,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from tests.dossier.material import ALL as EVERYTHING

ACTORS = tuple(Actor(code, ActorKind.STATE, code.title()) for code in ("BLR", "BGR", "SAU"))
WIRE = Source("wire", "Wire report", publisher="Agency", origin=Origin.ORIGINAL)
PAPER = Source(
    "paper", "Paper on it", publisher="Daily", origin=Origin.DERIVED, derives_from=("wire",)
)
ECHO = Source("echo", "Echo", author="É. Author", origin=Origin.DERIVED, derives_from=("paper",))
BOOK = Source(
    "book", "A book", shelf_number="GH 12.4", url="https://example.org/b", origin=Origin.ORIGINAL
)
FILE = Source("file", "A register", origin=Origin.ORIGINAL)


def transfer(id_: str, recipient: str, data_set: str = "") -> Transfer:
    figure = Figure(f"{id_}-f", Stage.DELIVERED, "pieces", Amount.exact("10"))
    line = Line(f"{id_}-l", "Konkurs", figures=(figure,))
    return Transfer(id_, TransferKind.DELIVERY, "BLR", recipient, lines=(line,), data_set=data_set)


def cited(id_: str, source: str, subject_id: str, **more: object) -> Citation:
    subject = Subject.FIGURE if subject_id.endswith("-f") else Subject.TRANSFER
    return Citation(id_, source, subject, subject_id, **more)  # type: ignore[arg-type]


RECORDS = (
    *ACTORS,
    *(WIRE, PAPER, ECHO, BOOK, FILE),
    transfer("t1", "BGR"),
    transfer("t2", "BGR"),
    transfer("t3", "SAU"),
    cited("c1", "paper", "t1"),
    cited("c2", "echo", "t1-f", field="amount", locator="p. 4"),
    cited("c3", "paper", "t2", stance=Stance.CONTRADICTS),
    cited("c4", "book", "t3"),
    cited("c5", "paper", "t3", status=CitationStatus.WITHDRAWN),
    Note("n", Subject.FLOW, flow_id("BLR", "SAU"), "words"),
    Citation("c6", "paper", Subject.NOTE, "n", stance=Stance.MENTIONS),
    Snapshot("0" * 64, "book", "text/plain", b""),
)


@pytest.fixture
def dossier() -> Dossier:
    sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    records = [
        dataclasses.replace(each, sha256=sha) if isinstance(each, Snapshot) else each
        for each in RECORDS
    ]
    return Dossier.new("Library", records)


@pytest.fixture
def library(dossier: Dossier) -> Library:
    return read_library(dossier, read_columns(dossier))


def test_flows_are_told_with_their_records_and_stances(dossier: Dossier) -> None:
    assert flows_citing(dossier, "paper") == (
        CitedFlow("BLR", "BGR", 2, ((Stance.CONTRADICTS, 1), (Stance.SUPPORTS, 1))),
        CitedFlow("BLR", "SAU", 1, ()),
    )
    assert flows_citing(dossier, "wire") == ()


def test_the_records_of_a_flow_tell_field_and_place(dossier: Dossier) -> None:
    (found,) = records_citing(dossier, "echo", "BLR", "BGR")
    assert (found.transfer, found.subject, found.field, found.locator) == (
        "t1",
        "figure",
        "amount",
        "p. 4",
    )
    withdrawn = records_citing(dossier, "paper", "BLR", "SAU")
    assert [each.status for each in withdrawn] == [CitationStatus.WITHDRAWN]


def test_what_no_flow_holds_is_told_besides(dossier: Dossier) -> None:
    other = CitedOther("note", "n", Stance.MENTIONS, CitationStatus.LIVE, "")
    assert others_citing(dossier, "paper") == (other,)


def test_flows_of_a_register_are_added_up_in_a_few_questions() -> None:
    class Asked:
        """A reading that counts what it is asked."""

        def __init__(self, reading: Dossier) -> None:
            self.reading, self.count = reading, 0

        def rows(self, sql: str, bindings: object = ()) -> object:
            self.count += 1
            return self.reading.rows(sql, bindings)  # type: ignore[arg-type]

    codes = [f"x-{at:02}" for at in range(40)]
    actors = [Actor(code, ActorKind.STATE, code) for code in codes]
    rows = [transfer(f"r{code}", code, "set") for code in codes]
    own = [cited(f"own-{row.id}", "file", row.id) for row in rows[:20]]
    taken = (
        *actors,
        ACTORS[0],
        FILE,
        DataSet("set", "Register", "csv", source="file"),
        *rows,
        *own,
    )
    with Dossier.new("", taken) as dossier:
        asked = Asked(dossier)
        found = flows_citing(asked, "file")  # type: ignore[arg-type]
    assert asked.count <= 3
    assert [flow.records for flow in found] == 40 * [1], "a row that is cited too counts once"
    assert {dict(flow.stances)[Stance.SUPPORTS] for flow in found} == {1, 2}


def test_the_source_of_a_data_set_backs_its_rows() -> None:
    dossier = Dossier.new("Set", EVERYTHING)
    sets = [each for each in EVERYTHING if isinstance(each, DataSet) and each.source]
    rows = [each for each in EVERYTHING if isinstance(each, Provenance)]
    assert any(isinstance(each, Import) for each in EVERYTHING)
    source = sets[0].source
    pairs = flows_citing(dossier, source)
    own = [t for t in EVERYTHING if isinstance(t, Transfer) and t.data_set == sets[0].id]
    ends = {(each.supplier, each.recipient) for each in own}
    assert ends <= {(flow.supplier, flow.recipient) for flow in pairs}
    told = [
        record.row
        for flow in pairs
        for record in records_citing(dossier, source, flow.supplier, flow.recipient)
        if record.row
    ]
    assert sorted(told) == sorted(row.row for row in rows if row.data_set == sets[0].id)


def test_a_source_is_found_by_any_of_its_names(library: Library) -> None:
    def titles(typed: str) -> list[str]:
        return [library.ids[at] for at in library.find(typed)]

    assert titles("") == ["book", "echo", "file", "paper", "wire"]
    assert titles("e author") == ["echo"]
    assert titles("GH 12") == ["book"]
    assert titles("example.org") == ["book"]
    assert titles("daily paper") == ["paper"]
    assert titles("daily book") == []


def test_the_library_knows_kin_copies_and_uses(library: Library) -> None:
    assert library.derived == {"wire": ("paper",), "paper": ("echo",)}
    (copy,) = library.kept["book"]
    assert (copy.media_type, copy.size_bytes) == ("text/plain", 0)
    assert set(library.kept) == {"book"}
    assert library.fallen == frozenset()
    assert library.records.get("book") == 1
    assert library.flows.get("echo") == 1


def test_what_falls_is_foreseen(dossier: Dossier) -> None:
    columns = read_columns(dossier)
    fall = fall_of(dossier, columns, "wire")
    # t1 rests on paper and echo alone, which have it from the wire; t2 was never supported.
    assert fall == Fall(("echo", "paper"), 1, (("BLR", "BGR"),))
    assert fall_of(dossier, columns, "book") == Fall((), 1, (("BLR", "SAU"),))
    assert fall_of(dossier, columns, "file") == Fall()


def test_what_has_other_support_does_not_fall(dossier: Dossier) -> None:
    with dossier.edit("Cite the book too") as edit:
        edit.put(cited("c7", "book", "t1"))
    assert fall_of(dossier, read_columns(dossier), "wire") == Fall(("echo", "paper"))


def test_what_is_foreseen_is_what_happens(dossier: Dossier) -> None:
    fall = fall_of(dossier, read_columns(dossier), "wire")
    with dossier.edit("Retract the wire") as edit:
        edit.put(dataclasses.replace(WIRE, status=SourceStatus.RETRACTED))
    after = read_library(dossier, read_columns(dossier))
    assert after.fallen == {"wire", *fall.sources}

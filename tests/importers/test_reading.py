"""Frames as a captured reader might send them: none of them gets through."""

import copy
import json
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import entry_checks, notation, spool
from flowviz.importers.entries import (
    SOURCE_FIELDS,
    Entry,
    Header,
    entry_row,
    figure_row,
    original_of,
    source_row,
)
from flowviz.importers.limits import ORIGINAL_CHARACTERS
from flowviz.importers.reading import Draft
from flowviz.terms import Basis, Reporter, Role, Stage, TransferKind

HEADER: dict[str, Any] = {
    "frame": "header",
    **asdict(Header("sipri-deals", kind=TransferKind.DEAL, lines=9, made="2025-03-13")),
    "columns": ["Recipient", "Supplier"],
    "companions": [],
}
ENTRY: list[Any] = [
    2,
    "",
    "France",
    "Peru",
    1970,
    "Mirage-5",
    "fighter aircraft",
    "Aircraft",
    "New",
    "",
    [["o", "ordered pieces", "5?", "1970"], ["dt", "delivered TIV", "0(0..0.5)", "1971;1973"]],
    '[[2,"Peru","France"]]',
    None,
]
END = {"frame": "end", "entries": 1, "rows": 1, "skipped": 0, "doubtful": 0}


def taken(*frames: Any) -> Draft:
    draft = Draft()
    for frame in frames:
        draft.take(json.loads(json.dumps(frame)))
    return draft


def content(*rows: Any, sources: Any = ()) -> dict[str, Any]:
    return {"frame": "entries", "line": 2, "sources": list(sources), "entries": list(rows)}


def entries_of(*frames: Any) -> list[Entry]:
    with taken(*frames).reading("file.csv", "") as reading:
        return list(reading.entries())


def test_honest_frames_become_entries() -> None:
    (entry,) = entries_of(HEADER, content(ENTRY), END)
    assert (entry.supplier, entry.year) == ("France", 1970)
    assert (entry.kind, entry.reporter) == (TransferKind.DEAL, Reporter.THIRD_PARTY)
    assert entry.figures[0].amount.is_uncertain
    assert entry.figures[1].dates.years == (1971, 1973)
    assert entry.original == '[[2,"Peru","France"]]'


def test_what_few_entries_have_arrives() -> None:
    source = source_row("s1", "Yearbook", url="https://example.org/1", pages="12")
    row = entry_row(
        3,
        "",
        "Peru",
        [figure_row("v", Stage.LICENSED, "USD", ">=5", "2015-06-30", Basis.PER_UNIT)],
        kind=TransferKind.LICENCE,
        reporter=Reporter.IMPORTER,
        codes=("FRA", ""),
        parties=[(Role.BROKER, "Somebody")],
        sources=[("s1", "p. 12")],
    )
    (entry,) = entries_of(HEADER, content(row, sources=[source]), END)
    assert (entry.kind, entry.reporter) == (TransferKind.LICENCE, Reporter.IMPORTER)
    assert (entry.supplier, entry.supplier_code) == ("", "FRA")
    assert entry.parties == ((Role.BROKER, "Somebody"),)
    assert entry.sources == (("s1", "p. 12"),)
    (figure,) = entry.figures
    assert (figure.stage, figure.unit, figure.basis) == (Stage.LICENSED, "USD", Basis.PER_UNIT)


def test_entries_are_given_anew_and_at_any_place() -> None:
    rows = [[number, *ENTRY[1:]] for number in range(2, 7)]
    with taken(HEADER, content(*rows), {**END, "entries": 5}).reading("file.csv", "") as reading:
        assert [entry.line for entry in reading.entries()] == [2, 3, 4, 5, 6]
        assert [entry.line for entry in reading.entries_at([4, 0])] == [6, 2]
        assert [entry.line for entry in reading.entries()] == [2, 3, 4, 5, 6]


def test_an_original_is_json_that_can_be_shown() -> None:
    told = original_of([(2, ["a\tb", 'say "x"', "Fran\u202ece", "\x7f", "Ca\u0301"])])
    assert told.isprintable()
    assert json.loads(told) == [[2, "a\tb", 'say "x"', "Fran\u202ece", "\x7f", "Ca\u0301"]]
    long = original_of([(line, ["x" * 10_000]) for line in range(300)])
    assert len(long) <= ORIGINAL_CHARACTERS
    assert [row[0] for row in json.loads(long)] == list(range(300))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, -1),
        (0, True),
        (0, 2**40),
        (0, "2"),
        (1, None),
        (2, ""),
        (2, 5),
        (2, "x" * 10_001),
        (2, "Fran\u202ece"),
        (2, "Fran\ud800ce"),
        (2, "Cafe\u0301"),
        (3, "Pe\nru"),
        (4, "1970"),
        (4, 10_000),
        (4, 1970.0),
        (9, "zero\0"),
        (10, "figures"),
        (10, [["o", "ordered pieces", "5", "1970"]] * 2),
        (10, [["../x", "ordered pieces", "5", "1970"]]),
        (10, [["o", "sold EUR", "5", "1970"]]),
        (10, [["o", "ordered pieces", "5e9", "1970"]]),
        (10, [["o", "ordered pieces", "\u0665", "1970"]]),
        (10, [["o", "ordered pieces", "-5", "1970"]]),
        (10, [["o", "ordered pieces", "5..1", "1970"]]),
        (10, [["o", "ordered pieces", "9" * 40, "1970"]]),
        (10, [["o", "ordered pieces", "5", "0000"]]),
        (10, [["o", "ordered pieces", "5", "1971/1970"]]),
        (10, [["o", "ordered pieces", "5", "1970=\u202e"]]),
        (10, [["o", "ordered pieces", 5, "1970"]]),
        (10, [["o", "ordered pieces", ["5"], "1970"]]),
        (10, [["o", {}, "5", "1970"]]),
        (10, [["o", "ordered pieces", "5"]]),
        (10, [{"o": 1}]),
        (10, [["o", "ordered ", "5", "1970"]]),
        (10, [["o", "ordered " + "x" * 61, "5", "1970"]]),
        (10, [["o", "ordered pieces", "5(6..7)", "1970"]]),
        (10, [["o", "ordered pieces", "5", "2015-02-30"]]),
        (11, '[[2,"Peru"'),
        (11, '{"a":1}'),
        (11, '[["2","Peru"]]'),
        (11, '[[2,"\\x"]]'),
        (11, '[[2,"Fran\u202ece"]]'),
        (12, {"kind": "gift"}),
        (12, {"else": 1}),
        (12, {"codes": ["FRA"]}),
        (12, {"parties": [["thief", "Somebody"]]}),
        (12, {"sources": [["never told", ""]]}),
        (10, [[f"d{1000 + n}", "ordered pieces", "5", "1970"] for n in range(2001)]),
    ],
)
def test_a_field_that_cannot_be_ends_the_import(place: int, value: Any) -> None:
    bad = copy.deepcopy(ENTRY)
    bad[place] = value
    with pytest.raises(ImportFileError):
        taken(HEADER, content(bad))


@pytest.mark.parametrize(
    "frames",
    [
        ({**HEADER, "format": "../x"},),
        ({**HEADER, "separator": "ab"},),
        ({**HEADER, "first_year": 1990},),
        ({**HEADER, "first_year": 1990, "last_year": 1980},),
        ({**HEADER, "first_year": 0, "last_year": 0},),
        ({**HEADER, "url": "javascript:alert(1)"},),
        ({**HEADER, "url": "https://a b"},),
        ({**HEADER, "kind": "gift"},),
        ({**HEADER, "mapping": "a\0b"},),
        ({**HEADER, "made": 5},),
        (HEADER, HEADER),
        (HEADER, {"frame": "else"}),
        (HEADER, content([*ENTRY, "more"])),
        (HEADER, content(ENTRY[:-1])),
        (HEADER, content("entry")),
        (HEADER, {"frame": "entries", "line": 1, "sources": [], "entries": {}}),
        (HEADER, content([3, "7", *ENTRY[2:]], [4, "7", *ENTRY[2:]])),
        (HEADER, content(sources=[{"key": "s1"}])),
        (HEADER, content(sources=[source_row("", "Yearbook")])),
        (HEADER, {"frame": "problems", "problems": [["bad", 1, "", "", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "x\ny", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "", ""]] * 50_001}),
        (HEADER, END),
        (HEADER, content(ENTRY), {**END, "skipped": -1}),
        (HEADER, content(ENTRY), END, content(ENTRY)),
        (None,),
        ([],),
    ],
)
def test_a_frame_that_cannot_be_ends_the_import(frames: tuple[Any, ...]) -> None:
    with pytest.raises(ImportFileError):
        taken(*frames)


def test_the_source_text_stays_beside_the_number() -> None:
    amount = notation.amount_of("6.5?=6,5")
    assert (str(amount.value), amount.text, amount.is_uncertain) == ("6.5", "6,5", True)
    unknown = notation.amount_of("=n/a")
    assert (unknown.is_known, unknown.text) == (False, "n/a")
    span = notation.dates_of("1981/1983=1981-1983")
    assert (span.first_year, span.last_year, span.years) == (1981, 1983, ())


def test_a_row_of_megabytes_is_parsed_by_itself() -> None:
    kept = spool.Spool()
    long = "x" * 600_000
    rows = [[number, long if number % 2 else "x"] for number in range(20)]
    kept.extend(rows[:3])
    kept.extend(rows[3:])
    assert list(kept.rows()) == rows
    places = [19, 1, 3, 3, 0]
    assert list(kept.at(places)) == [rows[place] for place in places]
    assert list(kept.at([])) == []
    kept.close()


def test_entries_of_megabytes_take_no_gigabytes_of_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: list[int] = []

    def loads(body: bytes) -> Any:
        parsed.append(len(body))
        return json.loads(body)

    kept = spool.Spool()
    kept.extend([index, "y" * 2**20] for index in range(50))
    monkeypatch.setattr(spool, "json", SimpleNamespace(loads=loads))
    assert sum(1 for _ in kept.rows()) == sum(1 for _ in kept.at(range(50))) == 50
    assert max(parsed) < 3 * 2**20
    kept.close()


@pytest.mark.parametrize("place", [2, 3])
def test_a_name_beyond_all_bounds_ends_the_import(place: int) -> None:
    row = list(ENTRY)
    row[place] = "a" * 301
    with pytest.raises(ImportFileError, match="a name"):
        taken(HEADER, content(row))


def test_what_is_kept_in_mind_of_texts_has_an_end() -> None:
    looked = entry_checks.EntryChecks(Header("sipri-deals"))
    for number in range(3_000):
        figures = [["o", "ordered pieces", f"{number}={'x' * 9_000}", "1999"]]
        row = list(ENTRY)
        row[10] = figures
        looked.check(row)
        assert looked.entry(row).figures[0].amount.text == "x" * 9_000
    assert sum(map(len, looked._amounts)) < 11_000_000


def test_sources_have_an_end() -> None:
    row = {**dict.fromkeys(SOURCE_FIELDS, "x" * 10_000), "key": "k"}
    frames = ({**content(), "sources": [{**row, "key": f"k{n}"} for n in range(100)]},) * 8
    with pytest.raises(ImportFileError, match="a number of sources"):
        taken(HEADER, *frames)

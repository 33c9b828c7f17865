"""Frames as a captured reader might send them: none of them gets through."""

import copy
import json
from dataclasses import asdict
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
from flowviz.importers.frames import LINES, body_of, parse_frame
from flowviz.importers.limits import ORIGINAL_CHARACTERS
from flowviz.importers.reading import Draft
from flowviz.terms import Basis, Reporter, Role, Stage, TransferKind
from tests.importers.conftest import lines_of

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
LINE = lines_of(ENTRY).split(b"\n")[0]
END = {"frame": "end", "entries": 1, "rows": 1, "skipped": 0, "doubtful": 0}


def taken(*frames: Any) -> Draft:
    draft = Draft()
    for frame in frames:
        draft.take(parse_frame(body_of(frame)))
    return draft


def content(*rows: Any, sources: Any = ()) -> dict[str, Any]:
    return of_lines(*map(lines_of, rows), sources=sources)


def of_lines(*lines: bytes, sources: Any = ()) -> dict[str, Any]:
    words = {"frame": "entries", "line": 2, "sources": list(sources)}
    return {**words, LINES: b"".join(lines)}


def entries_of(*frames: Any) -> list[Entry]:
    with taken(*frames).reading("") as reading:
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
    with taken(HEADER, content(*rows), {**END, "entries": 5}).reading("") as reading:
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
        (11, '[[2,"Cafe\u0301"]]'),
        (11, '[[2,"\\u00C9"]]'),
        (11, '[[2, "Peru"]]'),
        (11, '[[2,["Peru"]]]'),
        (11, "[" * 100_000),
        (11, "[" * 5_000 + "]" * 5_000),
        (11, "[[12345678901]]"),
        (11, "[[2,5]]"),
        (11, "[[-2]]"),
        (11, "null"),
        (11, None),
        (11, "[]"),
        (11, " "),
        (11, "[[]]"),
        (11, f'[[2,"{"x" * ORIGINAL_CHARACTERS}"]]'),
        (12, {"kind": "gift"}),
        (12, {"else": 1}),
        (12, {"codes": ["FRA"]}),
        (12, {"parties": [["thief", "Somebody"]]}),
        (12, {"sources": [["never told", ""]]}),
        (12, {"kind": None}),
        (12, {"reporter": None}),
        (12, {"codes": ["F" * 61, ""]}),
        (12, {"codes": ["F\nR", ""]}),
        (12, {"parties": [["broker", "Some\tbody"]]}),
        (12, {"parties": [["broker", "x" * 301]]}),
        (12, {"parties": [["broker", "Somebody"]] * 101}),
        (12, {"sources": [["s", "\u202e"]]}),
        (12, {"kinds": ["state"]}),
        (12, {"kinds": ["king", None]}),
        (12, []),
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
        (HEADER, of_lines(lines_of(ENTRY)) | {"line": -1}),
        (HEADER, of_lines(lines_of(ENTRY)[:-1])),
        (HEADER, of_lines(lines_of(ENTRY), b"[[2]]\n")),
        (HEADER, of_lines(b"\n\n")),
        (HEADER, of_lines(LINE + LINE + b"\n\n")),
        (HEADER, of_lines(LINE + b"," + LINE + b"\n\n")),
        (HEADER, of_lines(lines_of(ENTRY).replace(b" ", b"\n", 2))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b" ", b"\t"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b" ", b"\r"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"Peru", b"Per\xff"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"Mirage", b"Mir\xed\xa0\x80age"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"Mirage", b"Mirage\\ud83d"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"Mirage", b"Mir\x7fage"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"Mirage", b"Mir\0age"))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"[2,", b"[2e0,", 1))),
        (HEADER, of_lines(lines_of(ENTRY).replace(b"[2,", b"[" + b"2" * 5_000 + b",", 1))),
        (HEADER, of_lines(lines_of(ENTRY)[1:])),
        ({**HEADER, LINES: lines_of(ENTRY)},),
        (HEADER, {"frame": "problems", "problems": [], LINES: b""}),
        (HEADER, content([3, "7", *ENTRY[2:]], [4, "7", *ENTRY[2:]])),
        (HEADER, content(sources=[{"key": "s1"}])),
        (HEADER, content(sources=[source_row("", "Yearbook")])),
        (HEADER, {"frame": "problems", "problems": [["bad", 1, "", "", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "x\ny", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "", ""]] * 50_001}),
        (HEADER, END),
        (HEADER, content(ENTRY), {**END, "skipped": -1}),
        (HEADER, content(ENTRY), END, content(ENTRY)),
    ],
)
def test_a_frame_that_cannot_be_ends_the_import(frames: tuple[Any, ...]) -> None:
    with pytest.raises(ImportFileError):
        taken(*frames)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"[]\n",
        b"5\n[]",
        b"{",
        b"[" * 100_000,
        b"\xff",
        b'{"a": NaN',
    ],
)
def test_what_is_no_frame_ends_the_import(body: bytes) -> None:
    with pytest.raises(ImportFileError):
        parse_frame(body)


def test_the_source_text_stays_beside_the_number() -> None:
    amount = notation.amount_of("6.5?=6,5")
    assert (str(amount.value), amount.text, amount.is_uncertain) == ("6.5", "6,5", True)
    unknown = notation.amount_of("=n/a")
    assert (unknown.is_known, unknown.text) == (False, "n/a")
    span = notation.dates_of("1981/1983=1981-1983")
    assert (span.first_year, span.last_year, span.years) == (1981, 1983, ())


@pytest.mark.parametrize(
    "escaped", [r"\n", r"\u0000", r"\u202e", r"e\u0301", r"\u007f", r"\t", r"\ud83d\ude00\u0009"]
)
@pytest.mark.parametrize("place", [1, 2, 5, 6, 7, 8, 9])
def test_an_escape_hides_nothing(place: int, escaped: str) -> None:
    row = [*ENTRY]
    row[place] = "HERE"
    line = lines_of(row)
    with pytest.raises(ImportFileError, match="a text"):
        taken(HEADER, of_lines(line.replace(b"HERE", escaped.encode())))
    mixed = json.dumps([[2, 'one " and \n another']], separators=(",", ":"))
    row[11] = mixed
    with pytest.raises(ImportFileError, match="a text"):
        taken(HEADER, of_lines(lines_of(row).replace(b"HERE", escaped.encode())))


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_an_escape_hides_nothing_in_a_figure(place: int) -> None:
    figure = ["o", "ordered pieces", "5=x", "1970=x"]
    figure[place] += "HERE"
    line = lines_of([*ENTRY[:10], [figure], *ENTRY[11:]])
    for escaped in (r"\n", r"\u202e", r"e\u0301"):
        with pytest.raises(ImportFileError):
            taken(HEADER, of_lines(line.replace(b"HERE", escaped.encode())))


def test_quotation_marks_are_text_like_any_other() -> None:
    row = [*ENTRY]
    row[5] = 'The "Mirage" \\ 5'
    row[11] = original_of([(2, ['a "quoted"\nname', "\u202e", "\ud800"])])
    (entry,) = entries_of(HEADER, content(row), END)
    assert (entry.designation, entry.original) == (row[5], row[11])


def test_a_word_said_twice_is_looked_at_where_it_counts() -> None:
    line = lines_of([*ENTRY[:12], {"kind": "deal"}])
    twice = line.replace(b'"kind": "deal"', b'"kind": "licence", "kind": "deal"')
    (entry,) = entries_of(HEADER, of_lines(twice), END)
    assert entry.kind is TransferKind.DEAL
    with pytest.raises(ImportFileError):
        taken(HEADER, of_lines(twice.replace(b"licence", b"gift")))


def test_a_line_of_megabytes_is_read_by_itself() -> None:
    kept = spool.Spool()
    lines = [b"%d" % number + b"x" * (600_000 if number % 2 else 1) for number in range(20)]
    originals = [line[-3:] if len(line) < 9 else b"" for line in lines]
    kept.extend(lines[:3], originals[:3])
    kept.extend([], [])
    kept.extend(lines[3:], originals[3:])
    pairs = list(zip(lines, originals, strict=True))
    assert list(kept.pairs()) == pairs
    places = [19, 1, 3, 3, 0]
    assert list(kept.at(places)) == [pairs[place] for place in places]
    assert list(kept.at([])) == []
    kept.close()


def test_lines_of_megabytes_take_no_gigabytes_of_memory() -> None:
    read: list[int] = []

    class Watched(spool.Spool):
        def _read(self, begin: int, end: int) -> bytes:
            read.append(end - begin)
            return super()._read(begin, end)

    kept = Watched()
    kept.extend([b"y" * 2**19] * 50, [b"z" * 2**19] * 50)
    assert sum(1 for _ in kept.pairs()) == sum(1 for _ in kept.at(range(50))) == 50
    assert max(read) < 3 * 2**20
    kept.close()


@pytest.mark.parametrize("place", [2, 3])
def test_a_name_beyond_all_bounds_ends_the_import(place: int) -> None:
    row = list(ENTRY)
    row[place] = "\u00e9" * 300
    taken(HEADER, content(row))
    row[place] = "a" * 301
    with pytest.raises(ImportFileError):
        taken(HEADER, content(row))


def test_what_is_kept_in_mind_of_texts_has_an_end() -> None:
    looked = entry_checks.EntryChecks(Header("sipri-deals"))
    for number in range(3_000):
        figures = [["o", "ordered pieces", f"{number}={'x' * 9_000}", "1999"]]
        row = list(ENTRY)
        row[10] = figures
        (sent,) = looked.looked_at([lines_of(row).split(b"\n")[0]], [b""])
        assert looked.entry(sent, b"").figures[0].amount.text == "x" * 9_000
    assert sum(map(len, looked._amounts)) < 11_000_000


def test_sources_have_an_end() -> None:
    row = {**dict.fromkeys(SOURCE_FIELDS, "x" * 10_000), "key": "k"}
    frames = ({**content(), "sources": [{**row, "key": f"k{n}"} for n in range(100)]},) * 8
    with pytest.raises(ImportFileError, match="a number of sources"):
        taken(HEADER, *frames)

"""Frames as a captured reader might send them: none of them gets through."""

import copy
from typing import Any

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import notation
from flowviz.importers.reading import Draft

HEADER: dict[str, Any] = {
    "frame": "header",
    "format": "sipri-deals",
    "encoding": "utf-8",
    "separator": ",",
    "header_line": 1,
    "lines": 9,
    "made": "2025-03-13",
    "supplier": "",
    "recipient": "",
    "first_year": None,
    "last_year": None,
    "address": "",
}
DEAL: list[Any] = [
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
    [["o", "ordered pieces", "5?", "1970"], ["dt", "delivered TIV", "0..0.5=0", "1971;1973"]],
]
END = {"frame": "end", "deals": 1, "rows": 1, "skipped": 0, "doubtful": 0}


def taken(*frames: Any) -> Draft:
    draft = Draft()
    for frame in frames:
        draft.take(frame)
    return draft


def deals(*rows: Any) -> dict[str, Any]:
    return {"frame": "deals", "line": 2, "deals": list(rows)}


def test_honest_frames_become_deals() -> None:
    draft = taken(HEADER, deals(DEAL), END)
    (deal,) = draft.deals
    assert (deal.supplier, deal.order_year) == ("France", 1970)
    assert deal.figures[0].amount.is_uncertain
    assert deal.figures[1].dates.years == (1971, 1973)
    assert draft.counts == {"skipped": 0, "doubtful": 0}


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
        (10, [["o", "ordered EUR", "5", "1970"]]),
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
        (10, [[f"d{1000 + n}", "ordered pieces", "5", "1970"] for n in range(2001)]),
    ],
)
def test_a_field_that_cannot_be_ends_the_import(place: int, value: Any) -> None:
    bad = copy.deepcopy(DEAL)
    bad[place] = value
    with pytest.raises(ImportFileError):
        taken(HEADER, deals(bad))


@pytest.mark.parametrize(
    "frames",
    [
        ({**HEADER, "format": "../x"},),
        ({**HEADER, "separator": "ab"},),
        ({**HEADER, "first_year": 1990},),
        ({**HEADER, "first_year": 1990, "last_year": 1980},),
        ({**HEADER, "first_year": 0, "last_year": 0},),
        ({**HEADER, "address": "javascript:alert(1)"},),
        ({**HEADER, "address": "http://www.sipri.org/"},),
        ({**HEADER, "made": 5},),
        (HEADER, HEADER),
        (HEADER, {"frame": "else"}),
        (HEADER, deals([*DEAL, "more"])),
        (HEADER, deals(DEAL[:-1])),
        (HEADER, deals("deal")),
        (HEADER, {"frame": "deals", "line": 1, "deals": {}}),
        (HEADER, deals([3, "7", *DEAL[2:]], [4, "7", *DEAL[2:]])),
        (HEADER, {"frame": "problems", "problems": [["bad", 1, "", "", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "x\ny", ""]]}),
        (HEADER, {"frame": "problems", "problems": [["skipped", 1, "", "", ""]] * 5001}),
        (HEADER, END),
        (HEADER, deals(DEAL), {**END, "skipped": -1}),
        (HEADER, deals(DEAL), END, deals(DEAL)),
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

"""What is quick says the same as what is slow: cells together, bare digits, quotes, originals."""

import csv
import json
import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from flowviz.importers.celltext import clean
from flowviz.importers.entries import original_of
from flowviz.importers.findings import Findings
from flowviz.importers.mapped_cells import Columns, Notes
from flowviz.importers.mapping import Field
from flowviz.importers.number_text import digits_alone, read_amount
from flowviz.importers.text_table import _Quoted

CELLS = st.text(max_size=12) | st.text('a"\n\r,;\t\x7f\ud800\u200bé', max_size=12)
NAMES = ("seller", "buyer", "n")
SCALES = st.sampled_from([Decimal(1), Decimal(1000), Decimal("0.01"), Decimal("1e14")])


def test_what_cells_mean_together_is_worked_out_once_and_doubted_on_each_row() -> None:
    findings = Findings()
    notes, asked = Notes(findings), list[str]()
    columns = Columns(NAMES, notes)
    seller = columns.text(Field("seller"))
    inner = columns.together([Field("seller")], seller.of)

    def meaning(cells: list[str]) -> str:
        asked.append(cells[1])
        notes.once("seen for the first time", "buyer", cells[1])
        return f"{inner.of(cells)} to {cells[1]}"

    pair = columns.together([Field("seller"), Field("buyer"), Field(constant="x")], meaning)  # type: ignore[arg-type]
    for line, (cells, told) in enumerate(
        [
            (["=A", "B", "1"], "=A to B"),
            (["=A", "B", "2"], "=A to B"),
            (["=A", "C", "3"], "=A to C"),
            (["D", "B", "4"], "D to B"),
        ],
        start=1,
    ):
        assert pair.of(cells) == told
        notes.tell(line)
    assert asked == ["B", "C", "B"]
    first = "seen for the first time"
    formula = "it looks like a formula and was read as text"
    found = sorted((each.line, each.message, each.column, each.text) for each in findings.kept)
    assert found == [
        *[(1, formula, "seller", "=A"), (1, first, "buyer", "B"), (2, formula, "seller", "=A")],
        *[(3, formula, "seller", "=A"), (3, first, "buyer", "C"), (4, first, "buyer", "B")],
    ]


@given(st.from_regex(r"\d{0,17}\.?\d{0,17}", fullmatch=True) | CELLS, SCALES)
def test_bare_digits_are_the_amount_that_any_text_is_read_as(text: str, scale: Decimal) -> None:
    quick = digits_alone(text, ".", scale)
    if quick:
        told = read_amount(clean(text)[0], ".", scale, is_money=True)
        assert (told.amount, told.unit, told.is_uncertain, told.doubts) == (quick, "", False, ())
    for decimal in ("", ","):
        assert digits_alone(text, decimal, scale) == ""  # type: ignore[arg-type]


@given(st.lists(st.text('ab",;\n\r', min_size=1, max_size=12), max_size=8))
def test_one_reader_splits_each_record_as_one_of_its_own_would(texts: list[str]) -> None:
    shared = _Quoted(",")
    for text in texts:
        told = shared.split(text)
        try:
            (alone,) = csv.reader([text], strict=True)
        except csv.Error:
            assert isinstance(told, str)
        else:
            assert told == alone


@given(st.lists(CELLS, max_size=5))
def test_an_original_can_be_shown_and_is_what_stood_there(cells: list[str]) -> None:
    told = original_of([(7, cells)])
    assert json.loads(told) == [[7, *cells]]
    assert told.isprintable()
    assert unicodedata.is_normalized("NFC", told)

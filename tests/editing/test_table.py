"""Transfers to a spreadsheet and back."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.amounts import AmountKind
from flowviz.dates import Dates
from flowviz.editing import Known, clipboard, styles
from flowviz.editing.pasting import Choices, PastePlan, plan, with_twins
from flowviz.editing.table import COLUMNS, Pasted, copied, pasted
from flowviz.errors import RecordError
from flowviz.records import Transfer
from flowviz.terms import Existence, Role, Stage, TransferKind
from tests.dossier.material import ALL, DELIVERY
from tests.dossier_of_everything import TOGETHER, TRANSFERS, records
from tests.editing.made import known_of, texts

with known_of(*records()) as (_, KNOWN):
    pass
SAID = Choices(kind="delivery", stage="delivered", unit="pieces")


@pytest.fixture(scope="module")
def known() -> Known:
    return KNOWN


def planned(
    text: str, known: Known, choices: Choices = SAID, before: tuple[Transfer, ...] = ()
) -> PastePlan:
    return plan(pasted(text), known, {each.id: each for each in before}, choices)


def table(*rows: str) -> str:
    """Rows with their cells parted by bars, under the usual headings."""
    heads = "Supplier|Recipient|Items|Amount|Dates"
    return "\n".join((heads, *rows)).replace("|", "\t")


def values(plan: PastePlan) -> list[str]:
    """The first value of each record's first line."""
    records = [each.record for each in plan.records if each.record is not None]
    return [str(record.lines[0].figures[0].amount.value) for record in records]


def faults(plan: PastePlan) -> list[tuple[int, str]]:
    return [(fault.row, fault.field) for fault in plan.faults if fault.is_grave]


@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=5))
def test_any_cells_come_back_from_the_clipboard(rows: list[list[str]]) -> None:
    marked = [["x", *row, "x"] for row in rows]
    assert [list(row) for row in clipboard.read(clipboard.written(marked))] == marked


@pytest.mark.parametrize(
    "begin", ["=1+1", "+1", "-1", "@x", "\uff1d1", "\t=1", "\r=1", "'=1", "''x", "'tis", "'"]
)
def test_what_looks_like_a_formula_is_guarded_and_comes_back(begin: str) -> None:
    written = clipboard.written([[begin, "x"]])
    assert clipboard.read(written) == ((begin, "x"),)
    assert not written.lstrip('"').startswith(clipboard.FORMULA_BEGINS)


def test_quotes_of_a_spreadsheet_are_read() -> None:
    text = 'a\t"two\nlines"\t"say ""so"""\r\n"plain\t5"" launcher\t\r\n\r\n'
    assert clipboard.read(text) == (
        ("a", "two\nlines", 'say "so"'),
        ('"plain', '5"" launcher', ""),
    )


def test_a_clipboard_that_is_too_large_is_refused() -> None:
    with pytest.raises(RecordError, match="too many to paste"):
        clipboard.read("a\n" * (clipboard.MOST_ROWS + 1))
    with pytest.raises(RecordError, match="columns"):
        clipboard.read("\t" * 300 + "x")


@pytest.mark.parametrize("of", [ALL, records()], ids=["material", "everything"])
def test_copied_records_pasted_back_change_nothing(of: tuple[object, ...]) -> None:
    with known_of(*of) as (dossier, known):  # type: ignore[arg-type]
        before = dossier.transfers()
        made = planned(copied(before, known), known, Choices(), before)
        assert (made.new, made.changed, made.faulty) == (0, 0, 0)
        assert made.unchanged == len(before)
        assert tuple(each.record for each in made.records) == before


def test_a_year_of_a_register_stays_what_it_is_when_it_is_pasted_back() -> None:
    dates = Dates.of_years((2014,), text="2014")
    lines = tuple(
        dataclasses.replace(
            line, figures=tuple(dataclasses.replace(each, dates=dates) for each in line.figures)
        )
        for line in DELIVERY.lines
    )
    told = dataclasses.replace(DELIVERY, lines=lines, figures=())
    others = tuple(each for each in ALL if each is not DELIVERY)
    with known_of(*others, told) as (_dossier, known):
        text = copied([told], known)
        assert "=" not in text
        made = planned(text, known, Choices(), (told,))
        assert made.unchanged == 1
        assert [each.record for each in made.records] == [told]


def test_a_table_knows_that_existence_is_by_the_rule(known: Known) -> None:
    text = "Supplier\tRecipient\tKind\tExistence\tReason\n"
    rows = "Belarus\tFrance\treport\tby rule\t\nBelarus\tFrance\treport\ttentative\tOne man\n"
    by_rule, by_hand = planned(text + rows, known).puts()[-2:]
    assert isinstance(by_rule, Transfer)
    assert isinstance(by_hand, Transfer)
    assert by_rule.existence is None
    assert (by_hand.existence, by_hand.existence_reason) == (Existence.TENTATIVE, "One man")
    cells = copied([by_rule, by_hand], known).splitlines()
    assert [("by rule" in row, "One man" in row) for row in cells[1:]] == [
        (True, False),
        (False, True),
    ]


def test_a_changed_cell_changes_its_record_and_nothing_else(known: Known) -> None:
    text = copied(TRANSFERS[:3], known).replace("\t300\t", "\t310\t")
    made = planned(text, known, Choices(), TRANSFERS)
    assert (made.new, made.changed, made.unchanged) == (0, 1, 2)
    (changed,) = made.puts()
    assert isinstance(changed, Transfer)
    before = next(each for each in TRANSFERS if each.id == changed.id)
    assert changed.lines[0].figures[0].amount.value == 310
    assert dataclasses.replace(changed, lines=before.lines) == before


def test_what_is_said_of_a_record_may_be_changed_in_any_of_its_rows(known: Known) -> None:
    rows = copied(TRANSFERS[:1], known).splitlines()
    place = [column.field for column in COLUMNS].index("comment")
    cells = rows[2].split("\t")
    cells[place] = "said here"
    made = planned("\n".join((*rows[:2], "\t".join(cells), *rows[3:])), known, SAID, TRANSFERS)
    assert made.records[0].record is not None
    assert made.records[0].record.comment == "said here"
    other = rows[3].split("\t")
    other[place] = "said otherwise"
    text = "\n".join((*rows[:2], "\t".join(cells), "\t".join(other), *rows[4:]))
    made = planned(text, known, SAID, TRANSFERS)
    assert faults(made) == [(2, "comment")]


def test_rows_without_a_record_are_new_ones(known: Known) -> None:
    made = planned(table("Belarus|Bulgaria|Konkurs|240|2015", "FRA|India||~5|June 2016"), known)
    assert (made.new, made.faulty) == (2, 0)
    first, second = (each.record for each in made.records)
    assert first is not None
    assert second is not None
    assert (first.kind, first.supplier, first.lines[0].designation) == (
        TransferKind.DELIVERY,
        "BLR",
        "Konkurs",
    )
    assert first.lines[0].figures[0].stage is Stage.DELIVERED
    assert second.lines == ()
    assert second.figures[0].amount.kind is AmountKind.ABOUT


def test_rows_of_one_name_are_one_new_record_with_its_lines(known: Known) -> None:
    head = "Record\tSupplier\tRecipient\tItems\tStage\tAmount\tUnit\n"
    rows = (
        "a\tBelarus\tBulgaria\tKonkurs\tordered\t300\tpieces\n"
        "a\tBelarus\tBulgaria\tKonkurs\tdelivered\t240\tpieces\n"
        "a\tBelarus\tBulgaria\tAGS-17\tdelivered\t140\tpieces\n"
    )
    made = planned(head + rows, known, Choices(kind="deal"))
    (record,) = (each.record for each in made.records)
    assert record is not None
    assert [(line.designation, len(line.figures)) for line in record.lines] == [
        ("Konkurs", 2),
        ("AGS-17", 1),
    ]
    assert record.id != "a"


def test_a_row_added_to_a_record_adds_a_figure_to_the_item_it_names(known: Known) -> None:
    text = "Record id\tItems\tStage\tAmount\tUnit\ntogether\tLauncher\tordered\t300\tpieces\n"
    (changed,) = planned(text, known, SAID, (TOGETHER,)).puts()
    assert isinstance(changed, Transfer)
    assert [line.designation for line in changed.lines] == ["Launcher", "Grenade launcher"]
    assert changed.lines[0].figures[:2] == TOGETHER.lines[0].figures
    assert [figure.amount.value for figure in changed.lines[0].figures[2:]] == [300]


def test_parties_stand_in_a_column_of_their_role(known: Known) -> None:
    text = copied([TOGETHER], known)
    assert "\tBroker\t" in text.splitlines()[0]
    more = text.replace("\tMade-up agency\t", "\tMade-up agency; France\t")
    (changed,) = planned(more, known, SAID, (TOGETHER,)).puts()
    assert isinstance(changed, Transfer)
    assert changed.parties[:7] == TOGETHER.parties
    assert [(party.actor, party.role) for party in changed.parties[7:]] == [("FRA", Role.BROKER)]
    gone = text.replace("\tMade-up agency\t", "\t\t")
    (changed,) = planned(gone, known, SAID, (TOGETHER,)).puts()
    assert isinstance(changed, Transfer)
    assert changed.parties == tuple(p for p in TOGETHER.parties if p.role is not Role.BROKER)
    odd = text.replace("\tMade-up agency\t", "\tAtlantis\t")
    assert faults(planned(odd, known, SAID, (TOGETHER,))) == [(0, "party broker")]
    one = text.splitlines()
    one[2] = one[2].replace("\tMade-up agency\t", "\tFrance\t")
    one[3] = one[3].replace("\tMade-up agency\t", "\tIndia\t")
    made = planned("\n".join(one), known, SAID, (TOGETHER,))
    assert faults(made) == [(2, "party broker")]


def test_a_row_copied_under_its_own_identifiers_is_asked_about(known: Known) -> None:
    text = copied(TRANSFERS[1:2], known)
    twice = text + text.splitlines()[1] + "\n"
    assert faults(planned(twice, known, SAID, TRANSFERS)) == [(1, "figure")]


def test_faults_are_told_by_row_and_column_and_can_be_left_out(known: Known) -> None:
    made = planned(
        table("Belarus|Atlantis|Konkurs|many|2015", "FRA|IND|Fighter|12|01/02/2015"), known
    )
    assert faults(made) == [(0, "amount"), (0, "recipient"), (1, "dates")]
    assert made.puts() == ()
    good = planned(table("Belarus|Atlantis|K|1|2015", "FRA|IND|Fighter|12|2015"), known)
    assert (good.new, good.faulty, len(good.puts())) == (1, 1, 1)


def test_the_decimal_mark_is_decided_by_the_column_and_shown(known: Known) -> None:
    rows = ("FRA|IND|A|1,500|2015", "FRA|IND|B|37,9|2015")
    made = planned(table(*rows), known)
    assert made.decimal == styles.COMMA
    assert values(made) == ["1.500", "37.9"]
    made = planned(table("FRA|IND|A|1,500|2015", "FRA|IND|B|1,234.5|2015"), known)
    assert made.decimal == styles.POINT
    assert values(made) == ["1500", "1234.5"]


def test_a_point_that_may_part_thousands_is_asked_about_too(known: Known) -> None:
    text = table("FRA|IND|A|1.500|2015", "FRA|IND|B|2.250|2015")
    made = planned(text, known)
    assert "decimal" in made.asks
    assert {(each.row, each.field) for each in made.faults} == {(0, "amount"), (1, "amount")}
    for mark, read in ((styles.COMMA, ["1500", "2250"]), (styles.POINT, ["1.500", "2.250"])):
        said = dataclasses.replace(SAID, decimal=mark, unit="EUR")
        made = planned(text, known, said)
        assert values(made) == read
        assert made.faults == ()


def test_numbers_read_by_their_column_keep_the_text_of_the_source(known: Known) -> None:
    rows = ("FRA|IND|A|1,500|2015", "FRA|IND|B|>= 2.000,5 = some 2000|2015", "FRA|IND|C|7|2015")
    made = planned(table(*rows), known, dataclasses.replace(SAID, decimal=styles.COMMA, unit="EUR"))
    amounts = [each.record.lines[0].figures[0].amount for each in made.records if each.record]
    assert [(str(each.low), each.text) for each in amounts] == [
        ("1.500", "1,500"),
        ("2000.5", "some 2000"),
        ("7", "7"),
    ]


def test_a_column_that_tells_nothing_is_asked_about(known: Known) -> None:
    text = table("FRA|IND|A|1,500|01/02/2015")
    made = planned(text, known)
    assert made.asks >= {"decimal", "day_order"}
    assert faults(made) == [(0, "amount"), (0, "dates")]
    said = dataclasses.replace(SAID, decimal=styles.POINT, day_order=styles.DAY_FIRST)
    (record,) = planned(text, known, said).puts()
    assert isinstance(record, Transfer)
    figure = record.lines[0].figures[0]
    assert figure.amount.value == 1500
    assert (figure.dates.earliest.isoformat(), figure.dates.text) == (  # type: ignore[union-attr]
        "2015-02-01",
        "01/02/2015",
    )


def test_the_order_of_day_and_month_is_decided_by_the_column(known: Known) -> None:
    made = planned(table("FRA|IND|A|1|01/02/2015", "FRA|IND|A|1|13/02/2015"), known)
    assert (made.day_order, faults(made)) == (styles.DAY_FIRST, [])
    made = planned(table("FRA|IND|A|1|13/02/2015", "FRA|IND|A|1|02/13/2015"), known)
    assert made.day_order == ""


def test_units_may_stand_with_the_amounts(known: Known) -> None:
    rows = ("FRA|IND|A|240 pieces|2015", "FRA|IND|B|EUR 37,900,000|2015", "FRA|IND|C|1 piece|2015")
    made = planned(table(*rows), known, Choices(kind="deal", stage="ordered"))
    found = [each.record.lines[0].figures[0] for each in made.records if each.record]
    assert [(figure.unit, figure.amount.value) for figure in found] == [
        ("pieces", 240),
        ("EUR", 37_900_000),
        ("pieces", 1),
    ]


def test_a_record_that_says_the_same_as_another_is_told_and_taken() -> None:
    with known_of(*records()) as (dossier, known):
        rows = ("FRA|IND|Fighter|12|2015", "FRA|IND| fighter|12.0|2015", "FRA|IND|Fighter|12|2016")
        made = with_twins(planned(table(*rows), known), dossier)
        assert [(each.row, each.words, each.is_grave) for each in made.faults] == [
            (1, "Row 2 says the same: both would count.", False)
        ]
        assert made.new == 3
        with dossier.edit("Paste") as edit:
            edit.put(*made.puts())
        again = with_twins(planned(table(*rows), known), dossier)
        words = "A record of the dossier says the same: both would count."
        assert [each.words for each in again.faults] == [words] * 3
        back = copied(dossier.transfers(), known)
        before = dossier.transfers()
        assert not any(
            "says the same" in each.words
            for each in with_twins(planned(back, known, SAID, before), dossier).faults
        )


@pytest.mark.parametrize("name", ["World", "Total", "All countries", "x-world"])
def test_totals_are_left_out(name: str, known: Known) -> None:
    rows = ("FRA|IND|Total|1|2015", f"FRA|{name}|A|1|2015", f"{name}|IND|A|1|2015")
    made = planned(table(*rows, "FRA|IND|Total station|1|2015"), known)
    assert faults(made) == [(0, "designation"), (1, "recipient"), (2, "supplier")]
    assert (made.new, made.faulty) == (1, 3)


def test_what_a_table_leaves_open_is_asked_for(known: Known) -> None:
    made = planned(table("FRA|IND|A|1|2015"), known, Choices())
    assert made.asks == {"kind", "stage", "unit"}
    assert set(faults(made)) == {(0, "kind"), (0, "stage"), (0, "unit")}


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "hello", "a\tb\n1\t2", "Supplier\tAmount\n", "Supplier\tSeller\tRecipient\n"],
)
def test_what_is_no_table_is_said(text: str) -> None:
    with pytest.raises(RecordError) as caught:
        pasted(text)
    assert len(str(caught.value)) < 300


@given(st.lists(st.lists(texts, max_size=7), max_size=4), st.booleans())
@settings(max_examples=30)
def test_no_table_is_more_than_faults(rows: list[list[str]], has_ids: bool) -> None:
    heads = ["Supplier", "Recipient", "Items", "Amount", "Dates", "Record id", "Line id"]
    try:
        read = pasted(clipboard.written([heads, *rows]))
    except RecordError:
        return
    before = dict.fromkeys(read.ids, DELIVERY) if has_ids else {}
    made = plan(read, KNOWN, before, SAID)
    assert isinstance(read, Pasted)
    assert len(made.records) == made.new + made.changed + made.unchanged + made.faulty
    for fault in made.faults:
        assert 0 <= fault.row < len(read.rows)

"""Layout A: what one row becomes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flowviz.amounts import AmountKind
from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError
from flowviz.importers import import_file
from flowviz.importers.settling import Choices
from flowviz.importers.sipri import Notes
from flowviz.records import Figure, Transfer
from flowviz.terms import Basis, Existence, Reporter, Stage, TransferKind
from tests.importers.conftest import DEALS_HEADER, Write

AN_26 = (
    "Afghanistan,Soviet Union,1976,?,36,?,An-26,transport aircraft,30,,1977; 1979,New,"
    "Some second-hand,8.5,306,255"
)


@pytest.fixture
def deal(dossier: Dossier, write: Write) -> Transfer:
    import_file(dossier, write(DEALS_HEADER, AN_26))
    (transfer,) = dossier.transfers()
    return transfer


def figures(transfer: Transfer) -> dict[str, Figure]:
    return {figure.id.rpartition("/")[2]: figure for figure in transfer.all_figures()}


def test_a_deal_is_one_transfer_with_one_line(deal: Transfer) -> None:
    assert (deal.kind, deal.reporter) == (TransferKind.DEAL, Reporter.THIRD_PARTY)
    assert deal.existence is Existence.CONFIRMED
    assert (deal.supplier, deal.recipient) == ("SUN", "AFG")
    assert deal.comment == "Some second-hand"
    (line,) = deal.lines
    assert (line.designation, line.description) == ("An-26", "transport aircraft")
    assert (line.category, line.condition) == ("Aircraft", "New")


def test_ordered_and_delivered_figures_keep_apart(deal: Transfer) -> None:
    told = {
        suffix: (figure.stage, figure.unit, figure.basis, figure.amount.value)
        for suffix, figure in figures(deal).items()
    }
    assert told == {
        "o": (Stage.ORDERED, "pieces", Basis.TOTAL, 36),
        "d": (Stage.DELIVERED, "pieces", Basis.TOTAL, 30),
        "ot": (Stage.ORDERED, "TIV", Basis.TOTAL, 306),
        "dt": (Stage.DELIVERED, "TIV", Basis.TOTAL, 255),
        "u": (Stage.ORDERED, "TIV", Basis.PER_UNIT, Decimal("8.5")),
    }


def test_a_mark_of_doubt_belongs_to_the_cell_before_it(deal: Transfer) -> None:
    found = figures(deal)
    assert found["o"].dates.is_uncertain
    assert found["o"].amount.is_uncertain
    assert not found["d"].amount.is_uncertain
    assert not found["d"].dates.is_uncertain


def test_years_of_delivery_are_a_set_not_a_span(deal: Transfer) -> None:
    dates = figures(deal)["d"].dates
    assert dates.years == (1977, 1979)
    assert dates.text == "1977; 1979"


def test_empty_zero_and_almost_zero_are_three_things(dossier: Dossier, write: Write) -> None:
    rows = (
        "Peru,France,1970,,,,Empty,tank,3,,1971,New,,1,,",
        "Peru,France,1970,,5,,Nothing yet,tank,0,,,New,,1,5,0",
        "Peru,France,1970,,5,,Almost nothing,tank,1,,1971,New,,0.01,0.05,0",
    )
    import_file(dossier, write(DEALS_HEADER, *rows))
    by_name = {deal.lines[0].designation: figures(deal) for deal in dossier.transfers()}
    empty = by_name["Empty"]
    assert not empty["o"].amount.is_known
    assert not empty["ot"].amount.is_known
    assert not empty["dt"].amount.is_known  # delivered in 1971, but how much is not said
    nothing = by_name["Nothing yet"]
    assert (nothing["d"].amount.value, nothing["dt"].amount.value) == (0, 0)
    assert nothing["dt"].amount.kind is AmountKind.EXACT
    assert not nothing["dt"].dates.is_stated
    almost = by_name["Almost nothing"]["dt"].amount
    assert (almost.kind, almost.low, almost.value, almost.high) == (
        AmountKind.RANGE,
        0,
        0,
        Decimal("0.5"),
    )
    assert almost.text == "0"


def test_each_deal_cites_the_database_once(dossier: Dossier, write: Write) -> None:
    notes = (
        "Transfers of major conventional arms from All countries  to All countries . Deals with "
        "deliveries made for the year range 'Not specified' to 'Not specified' ",
        "see <https://www.sipri.org/databases/armstransfers/sources-and-methods>.",
        "Data generated: 13 Mar 2025 10:02:49 AM",
    )
    import_file(dossier, write(*notes, DEALS_HEADER, AN_26, AN_26.replace("An-26", "An-12")))
    (source,) = dossier.sources().values()
    assert (source.title, source.publisher) == ("SIPRI Arms Transfers Database", "SIPRI")
    assert source.published.text == "2025-03-13"
    assert source.url == "https://www.sipri.org/databases/armstransfers/sources-and-methods"
    citations = dossier.citations()
    assert {citation.subject_id for citation in citations} == {
        deal.id for deal in dossier.transfers()
    }
    assert len(citations) == 2


def test_an_address_in_the_notes_is_believed_of_sipri_only(dossier: Dossier, write: Write) -> None:
    note = "see <https://www.sipri.org.evil.example/x> and <javascript:alert(1)>"
    import_file(dossier, write(note, DEALS_HEADER, AN_26))
    (source,) = dossier.sources().values()
    assert source.url == ""


def test_columns_are_found_wherever_they_stand(dossier: Dossier, write: Write) -> None:
    header = "Weapon designation;Supplier;Recipient;Deliveries in the Year Range;?;Year of order;"
    import_file(dossier, write(header, "T-72;Soviet Union;Syria;7;?;1979;"))
    (deal,) = dossier.transfers()
    assert (deal.supplier, deal.recipient, deal.lines[0].designation) == ("SUN", "SYR", "T-72")
    assert figures(deal)["d"].amount.is_uncertain
    assert not figures(deal)["o"].dates.is_uncertain


def test_decimal_commas_are_read_where_a_whole_column_has_them(
    dossier: Dossier, write: Write
) -> None:
    header = "Supplier;Recipient;Year of order;Weapon designation;SIPRI TIV of delivered weapons;"
    header += "Number delivered;Year(s) of delivery"
    import_file(dossier, write(header, "France;Peru;1970;A;6,5;1,500;1971", name="a.csv"))
    (deal,) = dossier.transfers()
    found = figures(deal)
    assert found["dt"].amount.value == Decimal("6.5")
    assert found["dt"].amount.text == "6,5"
    assert not found["d"].amount.is_known  # 1,500 may be thousands: not guessed


def test_a_doubt_in_a_cell_hides_no_decimal_comma(dossier: Dossier, write: Write) -> None:
    header = "Supplier;Recipient;Year of order;Weapon designation;SIPRI TIV of delivered weapons;"
    header += "Year(s) of delivery"
    import_file(dossier, write(header, "France;Peru;1970;A;2,5?;1971"))
    (deal,) = dossier.transfers()
    amount = figures(deal)["dt"].amount
    assert (amount.value, amount.is_uncertain, amount.text) == (Decimal("2.5"), True, "2,5?")


def test_a_header_without_what_matters_is_refused(dossier: Dossier, write: Write) -> None:
    with pytest.raises(ImportFileError, match="lacks the column 'weapon designation'"):
        import_file(dossier, write("Recipient,Supplier,Year of order", "Peru,France,1970"))
    with pytest.raises(ImportFileError, match="twice"):
        import_file(
            dossier,
            write("Recipient,Supplier,Year of order,Supplier,Weapon designation", "a,b,1970,c,d"),
        )
    with pytest.raises(ImportFileError, match="in no format that is known here"):
        import_file(dossier, write("Recipient,Supplier,Year", "Peru,France,1970"))
    assert dossier.counts().transfers == 0


def test_a_name_of_a_million_letters_is_cut_and_told(dossier: Dossier, write: Write) -> None:
    long = "x" * 1_000_000
    summary = import_file(dossier, write(DEALS_HEADER, AN_26.replace("Soviet Union", long)))
    assert summary.added == 1
    assert [p.line for p in summary.problems if "cut to 300" in p.message] == [2]
    assert max(len(actor.name) for actor in dossier.actors().values()) <= 300


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("Not specified", "Not specified", (None, None)),
        ("1990", "2023", (1990, 2023)),
        ("1990", "Not specified", (1990, 2099)),
        ("2023", "1990", (None, None)),
        ("19999", "20000", (None, None)),
    ],
)
def test_the_notes_say_for_which_years_a_file_was_made(
    first: str, last: str, years: tuple[int | None, int | None]
) -> None:
    notes = Notes.of((f"Deals with deliveries made for the year range '{first}' to '{last}' ",))
    assert (notes.first_year, notes.last_year) == years


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Data generated: 13 Mar 2025 10:02:49 AM", "2025-03-13"),
        ("Information generated: 3 May 2024", "2024-05-03"),
        ("Generated: 28 July 2022", "2022-07-28"),
        ("Generated: 31 February 2022", ""),
        ("Generated: 3 Foo 2024", ""),
        ("made on 3 May 2024", ""),
    ],
)
def test_the_notes_say_when_a_file_was_made(note: str, day: str) -> None:
    assert Notes.of((note,)).made == day


def test_a_row_that_ends_in_empty_cells_is_whole_unless_a_rest_follows(
    dossier: Dossier, write: Write
) -> None:
    rows = (
        "Peru,France,1970,,5,,First,tank,5,,1971,New,no volumes,,,",
        "Peru,France,1970,,5,,Second,tank,5,,1971,New,,1,5,5",
        "Peru,France,1970,,5,,Third,tank,5,,1971,New,,,,",
        ",2,10,10,,,,,,,,,,,,",
        "Peru,France,1970,,5,,Last,tank,5,,1971,New,,,,",
    )
    summary = import_file(dossier, write(DEALS_HEADER, *rows))
    assert (summary.added, summary.skipped, summary.doubtful) == (4, 0, 1)
    third = next(t for t in dossier.transfers() if t.lines[0].designation == "Third")
    assert figures(third)["dt"].amount.value == 10


def test_a_key_that_is_none_of_ours_in_a_dossier_does_no_harm(
    dossier: Dossier, write: Write
) -> None:
    import_file(dossier, write(DEALS_HEADER, AN_26))
    ((provenance,),) = [dossier.provenance().values()]
    for key in ("", "[]", '["a",[],{},"d",1]', "[1,2,3,4,5]", "null", '{"a":1}'):
        with dossier.edit("damage") as edit:
            edit.put(replace(provenance, key=key))
        summary = import_file(dossier, write(DEALS_HEADER, AN_26), choices=Choices(mark_gone=False))
        assert summary.entries == 1
        dossier.undo()


def test_files_put_one_after_the_other_make_no_deal_of_the_second_header(
    dossier: Dossier, write: Write
) -> None:
    summary = import_file(dossier, write(DEALS_HEADER, AN_26, DEALS_HEADER, AN_26))
    assert (summary.added, summary.skipped) == (2, 1)
    assert {actor.code for actor in dossier.actors().values()} == {"SUN", "AFG"}
    (told,) = [problem for problem in summary.problems if problem.severity == "skipped"]
    assert (told.line, told.message.partition(",")[0]) == (3, "the header once more")

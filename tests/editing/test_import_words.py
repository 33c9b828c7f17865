"""What the import says: of the file, of its entries, of names and of what would change."""

import pytest

from flowviz.actor import ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.editing.entry_words import FIGURES, ITEM, SUPPLIER, entry_words
from flowviz.editing.plan_words import sample_words
from flowviz.editing.settling_words import choice_words, open_words, years_of
from flowviz.editing.survey_words import columns_told, order_offers, table_words
from flowviz.importers.entries import Entry, EntryFigure
from flowviz.importers.findings import DOUBTFUL, Finding
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.importers.samples import Sample
from flowviz.importers.settling import Create, Ignore, MapTo, Unsettled
from flowviz.importers.survey import Survey
from flowviz.records import Figure, Line, Transfer
from flowviz.terms import Basis, Stage, TransferKind

SURVEY = Survey(
    labels=("Land", "", "Wert"),
    names=("land", "", "wert"),
    rows=(("", "x", "1,5"), ("Chad", "", "2")),
    row_lines=(2, 3),
    row_count=1204,
)


def entry(line: int, *figures: EntryFigure) -> Entry:
    return Entry(
        *(line, "", "Serbia", "Chad", 2015, "M84", "tank", "", "", ""),
        *(figures, "", TransferKind.LICENCE, None),
        supplier_code="SRB",
    )


def figure(amount: str, unit: str, basis: Basis = Basis.TOTAL) -> EntryFigure:
    value = Amount.exact(amount)
    return EntryFigure("l", Stage.LICENSED, unit, basis, value, Dates.of_years((2015,)))


def test_a_column_is_told_by_its_label_and_the_first_cell_that_holds_anything() -> None:
    told = tuple(columns_told(SURVEY))
    assert told == (
        ("land", "Land", "Chad"),
        ("column 2", "column 2", "x"),
        ("wert", "Wert", "1,5"),
    )
    assert table_words(SURVEY) == "A table of 3 columns and about 1,204 rows"


def test_an_order_of_dates_says_what_it_makes_of_a_cell_that_could_be_two_days() -> None:
    said = {order: words for order, _, words in order_offers(("13.4.2015", "3/4/2015"))}
    assert said["dmy"] == "3/4/2015 is 3 April 2015"
    assert said["mdy"] == "3/4/2015 is 4 March 2015"
    assert not any(words for _, _, words in order_offers(("13.4.2015", "4.4.2015", "2015")))


def test_an_entry_is_told_with_its_figures_apart_and_its_doubts_at_their_cells() -> None:
    mapping = Mapping(supplier=Field("wer"), figures=(MappedFigure(Field("wert"), Stage.LICENSED),))
    findings = (
        Finding(DOUBTFUL, 4, "wert", "two numbers", "1 2"),
        Finding(DOUBTFUL, 4, "wer", "hidden letters", ""),
        Finding(DOUBTFUL, 9, "wert", "of another row", ""),
    )
    figures = (figure("5", "pieces"), figure("2", "EUR", Basis.PER_UNIT))
    (told,) = entry_words((entry(4, *figures),), findings, {}, mapping)
    assert told.cells[SUPPLIER] == "Serbia (SRB)"
    assert told.cells[ITEM] == "M84"
    assert told.cells[FIGURES] == "5 pieces licensed; EUR 2 licensed, per unit"
    assert told.doubts == {FIGURES: "two numbers", SUPPLIER: "hidden letters"}


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (MapTo("SRB"), "same as Serbia"),
        (Create(ActorKind.STATE), "new state"),
        (Create(), "to be settled later"),
        (Ignore(), "its rows are left out"),
    ],
)
def test_what_becomes_of_a_name_is_said(choice: MapTo | Create | Ignore, words: str) -> None:
    assert choice_words(choice, {"SRB": "Serbia"}) == words


def test_how_many_names_wait_is_said() -> None:
    names = tuple(Unsettled(name, "", 5, 2, 2001, 2003, "") for name in ("A", "B", "C"))
    assert years_of(names[0]) == "2001–2003"  # noqa: RUF001 -- an en dash between years
    words = open_words(names, {"A": MapTo("SRB"), "B": Ignore()})
    assert words == "1 name left for later becomes an actor “to be resolved”; 5 records left out"


def test_a_change_is_told_value_by_value_and_nothing_that_stayed() -> None:
    def transfer(amount: str) -> Transfer:
        told = Figure("t/1/d2015", Stage.DELIVERED, "pieces", Amount.exact(amount))
        line = Line("t/1", "M84", figures=(told,))
        return Transfer("t", TransferKind.DEAL, "SRB", "TCD", lines=(line,))

    words = sample_words(Sample(7, transfer("5"), transfer("6")), str.lower)
    assert words.supplier == "srb"
    assert words.changes == (("delivered pieces 2015", "5 pieces", "6 pieces"),)

"""A mapping as texts: nothing is lost on the way there and back, and what lacks is said."""

from decimal import Decimal

import pytest

from flowviz.editing.mapping_faults import faults_of, uses_of, why_not
from flowviz.editing.mapping_text import (
    REPORTED,
    WIDE,
    DirectionText,
    MappedFigureText,
    MappingText,
    direction_texts,
    field_of,
    mapping_of,
    place_of,
    text_of,
    to_begin_with,
)
from flowviz.importers.mapping import (
    Direction,
    Field,
    FileChoices,
    MappedFigure,
    MappedParty,
    Mapping,
)
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

LICENCES = Mapping(
    title="Licences",
    publisher="The ministry",
    url="https://example.org/licences",
    kind=TransferKind.LICENCE,
    existence=Existence.CONFIRMED,
    reported_by=Reporter.EXPORTER,
    file=FileChoices("cp1251", ";", ",", "Sheet 2", 3),
    date_order="dmy",
    supplier=Field(constant="SRB"),
    recipient=Field("land"),
    recipient_code=Field("iso"),
    parties=(MappedParty(Field("makler"), Role.BROKER),),
    figures=(
        MappedFigure(Field("stück"), Stage.LICENSED, Field(constant="pieces"), uncertain="?"),
        MappedFigure(Field("wert"), Stage.LICENSED, Field("währung"), Decimal(1000)),
        MappedFigure(
            *(Field("preis"), Stage.LICENSED, Field(constant="EUR"), Decimal(1), Basis.PER_UNIT),
            scale_column="faktor",
        ),
    ),
    dates=Field("tag"),
    designation=Field("ware"),
    category=Field("liste"),
    vocabulary="ml",
    source=Field("quelle"),
    locator=Field("seite"),
    ignored=frozenset({"sonstige"}),
)
WIDE_TABLE = Mapping(
    supplier=Field("exporter"),
    recipient=Field("importer"),
    figures=tuple(
        MappedFigure(
            *(Field(str(year)), Stage.DELIVERED, Field(constant="TIV")),
            dates=Field(constant=str(year)),
        )
        for year in range(1990, 2010)
    ),
)
REPORTS = Mapping(
    reporter=Field("reporter"),
    partner=Field("partner"),
    direction=Field("flow"),
    directions={"x": Direction.EXPORT, "m": Direction.IMPORT},
    figures=(MappedFigure(Field("value"), Stage.DELIVERED, Field(constant="USD")),),
)


@pytest.mark.parametrize("mapping", [LICENCES, WIDE_TABLE, REPORTS, Mapping()])
def test_a_mapping_is_the_same_after_it_was_texts(mapping: Mapping) -> None:
    assert mapping_of(text_of(mapping)) == mapping


def test_columns_of_years_are_one_figure_on_screen_and_others_stay_apart() -> None:
    (figure,) = text_of(WIDE_TABLE).figures
    assert figure.amount == WIDE
    assert [column for column, _ in figure.wide] == [str(year) for year in range(1990, 2010)]
    assert len(text_of(LICENCES).figures) == 3


def test_a_figure_of_years_that_is_given_one_column_is_that_column_alone() -> None:
    texts = MappingText(
        figures=(MappedFigureText(amount="column:1991", wide=(("1990", "1990"), ("1991", "1991"))),)
    )
    (figure,) = mapping_of(texts).figures
    assert figure.amount == Field("1991")
    assert not figure.dates


def test_a_place_is_a_column_a_constant_or_nowhere() -> None:
    for field in (Field("a: b"), Field(constant="always: EUR"), Field()):
        assert field_of(place_of(field)) == field
    assert not field_of("always:  ")


def test_who_is_told_one_way_does_not_stand_in_the_mapping_the_other_way() -> None:
    texts = MappingText(
        ends=REPORTED,
        supplier="column:a",
        reporter="column:b",
        partner="column:c",
        direction="column:d",
        directions=(DirectionText("x", "export"), DirectionText("other")),
    )
    mapping = mapping_of(texts)
    assert not mapping.supplier
    assert mapping.reporter == Field("b")
    assert mapping.directions == {"x": Direction.EXPORT}


def test_the_words_of_a_column_of_directions_are_asked_for_once_each() -> None:
    told = direction_texts(("X", "x", "M"), {"m": Direction.IMPORT})
    assert told == (DirectionText("x"), DirectionText("m", "import"))


def test_what_lacks_is_said_at_its_field_and_in_one_sentence() -> None:
    grave = {fault.path for fault in faults_of(MappingText()) if fault.is_grave}
    assert grave == {"supplier", "recipient", "figures"}
    assert why_not(MappingText(), ()).startswith("Choose the column with the supplier")
    assert (
        why_not(text_of(WIDE_TABLE), ("exporter", "importer", *map(str, range(1990, 2010)))) == ""
    )
    assert "no column 'importer'" in why_not(
        text_of(WIDE_TABLE), ("exporter", *map(str, range(1990, 2010)))
    )


def test_a_table_of_reports_needs_a_direction_and_its_words() -> None:
    texts = MappingText(ends=REPORTED, reporter="column:r", partner="column:p")
    paths = {fault.path: fault.words for fault in faults_of(texts)}
    assert "export or import" in paths["direction"]
    words = text_of(REPORTS)
    assert [fault.path for fault in faults_of(words)] == ["dates"]  # a warning, and no more
    assert not any(fault.is_grave for fault in faults_of(words))


def test_the_same_figure_twice_is_a_fault_of_the_second() -> None:
    figure = MappedFigureText(amount="column:a", unit="always:EUR")
    texts = MappingText(
        supplier="column:s",
        recipient="column:r",
        figures=(figure, MappedFigureText("column:a", unit="always:EUR")),
    )
    grave = [fault.path for fault in faults_of(texts) if fault.is_grave]
    assert grave == ["figures/1/amount"]


def test_every_column_that_is_used_says_as_what() -> None:
    uses = uses_of(LICENCES)
    assert uses["land"] == "recipient"
    assert uses["stück"] == "licensed pieces"
    assert uses["währung"] == "unit"
    assert uses["makler"] == "broker"
    assert "preis" in uses
    assert "" not in uses


def test_a_guess_of_hundreds_of_figures_is_shown_with_a_few_and_years_count_as_one() -> None:
    many = tuple(
        MappedFigure(Field(f"n{at}"), Stage.DELIVERED, Field(constant="EUR")) for at in range(500)
    )
    begun = to_begin_with(Mapping(figures=(*WIDE_TABLE.figures, *many)), "Table")
    assert begun.title == "Table"
    assert len(begun.figures) == len(WIDE_TABLE.figures) + 3
    assert to_begin_with(LICENCES, "Table") == LICENCES

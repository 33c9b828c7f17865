"""The engine of mapped tables: each row becomes an entry, or is skipped with the reason."""

from dataclasses import replace
from typing import Any

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import mapped
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Direction, Field, MappedFigure, Mapping
from flowviz.importers.totals import TOTALS
from flowviz.terms import Basis, Stage
from tests.importers.table_files import opened

PIECES = Field(constant="pieces")
NUMBER = MappedFigure(Field("n"), Stage.DELIVERED, PIECES)
PLAIN = Mapping(
    supplier=Field("from"), recipient=Field("to"), dates=Field("year"), figures=(NUMBER,)
)
REPORTED = Mapping(
    reporter=Field("reporter"),
    partner=Field("partner"),
    direction=Field("flow"),
    directions={
        "export": Direction.EXPORT,
        "import": Direction.IMPORT,
        "re-export": Direction.RE_EXPORT,
        "balance": Direction.LEFT_OUT,
    },
    figures=(NUMBER,),
)


def read(mapping: Mapping, *lines: str) -> tuple[list[Any], Findings]:
    """Give the rows of entries and sources, and what was found; nothing may vanish."""
    findings = Findings()
    table = opened("\n".join(lines) + "\n", header_line=1)
    found = [row for row in mapped.rows(table, mapping, findings) if not isinstance(row, int)]
    entries = [row for row in found if isinstance(row, list)]
    assert findings.rows == len(entries)
    assert findings.rows + findings.counts["skipped"] == len(lines) - 1
    return found, findings


def skips(findings: Findings) -> list[str]:
    return [each.message for each in findings.kept if each.severity == "skipped"]


def doubts(findings: Findings) -> list[str]:
    return [each.message for each in findings.kept if each.severity == "doubtful"]


def test_a_row_is_an_entry_with_its_cells_as_they_stand() -> None:
    ((line, _, supplier, recipient, year, *_, figures, original, more),), _ = read(
        PLAIN, "From,To,Year,N", "Serbia, Mali ,2015,5"
    )
    assert (line, supplier, recipient, year) == (2, "Serbia", "Mali", 2015)
    assert figures == [["a", "delivered pieces", "5", "2015"]]
    assert original == '[[2,"Serbia"," Mali ","2015","5"]]'
    assert more is None


def test_na_is_namibia_in_a_column_of_codes() -> None:
    mapping = replace(PLAIN, recipient=Field(), recipient_code=Field("to"))
    (entry,), findings = read(mapping, "From,To,Year,N", "Serbia,NA,2015,5")
    assert (entry[3], entry[-1]) == ("NA", {"codes": ("", "NA")})
    assert not findings.kept


def test_mirror_reports_keep_who_told_and_parts_are_included() -> None:
    entries, findings = read(
        REPORTED,
        "Reporter,Partner,Flow,N",
        "Serbia,Mali,Export,5",
        "Mali,Serbia,Import,4",
        "Serbia,Mali,Re-Export,1",
        "Serbia,Mali,Balance,9",
        "Serbia,Mali,Gift,9",
        "Serbia,Mali,,9",
    )
    assert [(e[2], e[3], e[-1]["reporter"]) for e in entries] == [
        ("Serbia", "Mali", "exporter"),
        ("Serbia", "Mali", "importer"),
        ("Serbia", "Mali", "exporter"),
    ]
    assert [e[10][0][1] for e in entries] == [
        *("delivered pieces", "delivered pieces", "delivered pieces included"),
    ]
    assert [message.split()[0] for message in skips(findings)] == ["rows", "nothing", "it"]


@pytest.mark.parametrize("name", [name for names in TOTALS.values() for name in names])
def test_a_totals_row_is_left_out_on_either_side(name: str) -> None:
    lines = [f"Serbia,{name.title()},2015,9", f"{name},Mali,2015,9", "Serbia,Mali,2015,5"]
    entries, findings = read(PLAIN, "From,To,Year,N", *lines)
    assert len(entries) == 1
    assert all(message.startswith("a totals row") for message in skips(findings))


def test_a_blank_row_with_a_total_and_a_name_left_out() -> None:
    mapping = replace(PLAIN, ignored=frozenset({"nowhere"}))
    entries, findings = read(
        mapping, "From,To,Year,N", ",,Total,9", "Serbia,,2015,9", "Serbia,Nowhere,2015,9"
    )
    assert entries == []
    assert skips(findings) == [
        "a totals row: it names nobody, and a cell says that it is one",
        "the row names no recipient",
        "'Nowhere' is left out by the mapping",
    ]


def test_a_column_of_factors_and_one_of_currencies() -> None:
    figure = MappedFigure(Field("n"), Stage.LICENSED, Field("unit"), scale_column="by")
    entries, findings = read(
        replace(PLAIN, figures=(figure,)),
        "From,To,Year,N,Unit,By",
        "Serbia,Mali,2015,1.5,eur,1000",
        "Serbia,Chad,2015,2.25,livres,million",
        "Serbia,Peru,2015,3.5,eur,plenty",
    )
    assert [e[10][0][1:3] for e in entries] == [
        ["licensed EUR", "1500=1.5"],
        ["licensed livres", "2250000=2.25"],
        ["licensed EUR", "=3.5"],
    ]
    assert "multiplied" in doubts(findings)[0]


def test_the_unit_in_the_cell_goes_before_the_columns_and_is_told() -> None:
    figure = MappedFigure(Field("n"), Stage.ORDERED, Field(constant="EUR"))
    (entry,), findings = read(
        replace(PLAIN, figures=(figure,)), "From,To,Year,N", "Serbia,Mali,2015,USD 5 m"
    )
    assert entry[10][0][1:3] == ["ordered USD", "5000000=USD 5 m"]
    assert "USD, not EUR" in doubts(findings)[0]


def test_numbers_that_may_be_a_thousand_times_more_stay_unknown() -> None:
    (entry,), findings = read(PLAIN, "From,To,Year,N", "Serbia,Mali,2015,1.500")
    assert entry[10][0][2] == "=1.500"
    assert "choose the decimal sign" in doubts(findings)[0]
    told = replace(PLAIN, file=replace(PLAIN.file, decimal=","))
    (entry,), _ = read(told, "From,To,Year,N", "Serbia,Mali,2015,1.500")
    assert entry[10][0][2] == "1500=1.500"


def test_empty_cells_of_several_figures_are_none_and_a_single_one_is_unknown() -> None:
    two = replace(PLAIN, figures=(NUMBER, replace(NUMBER, amount=Field("m"), stage=Stage.ORDERED)))
    entries, _ = read(two, "From,To,Year,N,M", "Serbia,Mali,2015,,7", "Serbia,Chad,2015,,")
    assert [e[10] for e in entries] == [
        [["b", "ordered pieces", "7", "2015"]],
        [["a", "delivered pieces", "", "2015"]],
    ]


def test_a_row_without_an_amount_in_any_year_is_of_no_year() -> None:
    years = tuple(
        replace(NUMBER, amount=Field(y), dates=Field(constant=y)) for y in ("2015", "2016")
    )
    entries, _ = read(
        replace(PLAIN, dates=Field(), figures=years), "From,To,2015,2016", "Serbia,Mali,,"
    )
    assert [e[10] for e in entries] == [[["a2015", "delivered pieces", "", ""]]]


def test_a_mark_of_doubt_and_a_figure_that_is_a_part() -> None:
    figure = replace(NUMBER, uncertain="sure", basis=Basis.INCLUDED)
    entries, _ = read(
        replace(PLAIN, figures=(figure,)),
        "From,To,Year,N,Sure",
        "Serbia,Mali,2015,5,?",
        "Serbia,Chad,2015,5,no",
    )
    assert [e[10][0][1:3] for e in entries] == [
        ["delivered pieces included", "5?"],
        ["delivered pieces included", "5"],
    ]


def test_a_source_is_told_once_before_it_is_cited() -> None:
    mapping = replace(PLAIN, source=Field("source"), source_url=Field("url"), locator=Field("page"))
    found, findings = read(
        mapping,
        "From,To,Year,N,Source,URL,Page",
        "Serbia,Mali,2015,5,Report,https://example.org/,p. 1",
        "Serbia,Chad,2015,5,Report,https://example.org/,p. 2",
        "Serbia,Peru,2015,5,Letter,file:///etc/passwd,",
    )
    assert [type(row) for row in found] == [dict, list, list, dict, list]
    assert found[0]["url"] == "https://example.org/"
    cited = [row[-1]["sources"][0] for row in found if isinstance(row, list)]
    assert cited[0] == (found[0]["key"], "p. 1")
    assert cited[1] == (found[0]["key"], "p. 2")
    assert (found[3]["url"], found[3]["note"]) == ("", "file:///etc/passwd")
    assert "no link" in doubts(findings)[0]


def test_a_key_that_comes_again_and_a_row_that_does_are_told() -> None:
    mapping = replace(PLAIN, key=Field("id"))
    lines = ("7,Serbia,Mali,2015,5", "7,Serbia,Chad,2015,5", "8,A,B,2015,5", "8,A,B,2015,5")
    entries, findings = read(mapping, "Id,From,To,Year,N", *lines)
    assert [e[1] for e in entries] == ["7", "", "8", ""]
    assert any("same as line 4" in message for message in doubts(findings))


def test_a_mapping_that_does_not_fit_is_refused_by_its_column() -> None:
    with pytest.raises(ImportFileError, match="no column 'year'"):
        read(PLAIN, "From,To,When,N", "Serbia,Mali,2015,5")

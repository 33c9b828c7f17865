"""A table by its mapping: what becomes of a row, and that nothing of it vanishes."""

import json
from decimal import Decimal

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import mapped, mapping_toml
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Direction, Field, MappedFigure, MappedParty, Mapping
from flowviz.importers.material import Material
from flowviz.importers.tables import open_table
from flowviz.terms import Basis, Role, Stage

PIECES = MappedFigure(Field("number"), Stage.DELIVERED, Field(constant="pieces"))
DIRECT = Mapping(
    supplier=Field("from"), recipient=Field("to"), dates=Field("year"), figures=(PIECES,)
)


def told(mapping: Mapping, *lines: str) -> tuple[list[list], list[dict], Findings]:
    data = "".join(f"{line}\n" for line in lines).encode()
    table = open_table(Material(data, "table.csv"), mapping.file)
    findings = Findings()
    given = list(mapped.rows(table, mapping, findings))
    entries = [one for one in given if isinstance(one, list)]
    assert findings.rows == len(entries)
    assert len(entries) + findings.counts["skipped"] == len(lines) - 1
    return entries, [one for one in given if isinstance(one, dict)], findings


def test_a_row_is_an_entry_with_its_cells_as_they_stand() -> None:
    ((*entry,),), _, findings = told(DIRECT, "From,To,Number,Year", " Serbia ,Mali,12,2015")
    assert entry[2:5] == ["Serbia", "Mali", 2015]
    assert entry[10] == [["a", "delivered pieces", "12", "2015"]]
    assert json.loads(entry[11]) == [[2, " Serbia ", "Mali", "12", "2015"]]
    assert findings.kept == []


@pytest.mark.parametrize("name", ["World", "Total", "Gesamt", "ALL COUNTRIES", "Ukupno"])
def test_totals_rows_are_left_out_and_listed(name: str) -> None:
    entries, _, findings = told(DIRECT, "From,To,Number,Year", f"Serbia,{name},12,2015")
    assert entries == []
    assert "totals row" in findings.kept[0].message


def test_what_cannot_be_read_is_unknown_and_told() -> None:
    ((*entry,),), _, findings = told(
        DIRECT, "From,To,Number,Year", 'Serbia,Mali,"1.500,25x",next year'
    )
    assert entry[10][0][2:] == ["=1.500,25x", "=next year"]
    assert {finding.column for finding in findings.kept} == {"number", "year"}


def test_a_row_that_states_nothing_has_its_first_figure_as_unknown() -> None:
    two = Mapping(
        supplier=Field("from"),
        recipient=Field("to"),
        figures=(PIECES, MappedFigure(Field("eur"), Stage.DELIVERED, Field(constant="EUR"))),
    )
    entries, _, _ = told(two, "From,To,Number,EUR", "A,B,,", "A,B,,7")
    assert [[figure[1:3] for figure in entry[10]] for entry in entries] == [
        [["delivered pieces", ""]],
        [["delivered EUR", "7"]],
    ]


def test_a_reporters_import_comes_from_its_partner() -> None:
    mapping = Mapping(
        reporter=Field("who"),
        partner=Field("whom"),
        direction=Field("way"),
        directions={"in": Direction.IMPORT, "again": Direction.RE_EXPORT, "no": Direction.LEFT_OUT},
        figures=(PIECES,),
    )
    entries, _, findings = told(
        mapping, "Who,Whom,Way,Number", "A,B,in,1", "A,B,Again,2", "A,B,no,3", "A,B,odd,4"
    )
    assert [entry[2:4] for entry in entries] == [["B", "A"], ["A", "B"]]
    assert [entry[12]["reporter"] for entry in entries] == ["importer", "exporter"]
    assert entries[1][10][0][1] == f"delivered pieces {Basis.INCLUDED}"
    assert findings.counts["skipped"] == 2


def test_equal_sources_are_told_once() -> None:
    mapping = Mapping(
        supplier=Field("from"),
        recipient=Field("to"),
        figures=(PIECES,),
        source=Field("report"),
        source_url=Field("link"),
        locator=Field("page"),
        parties=(MappedParty(Field("broker"), Role.BROKER),),
    )
    entries, sources, _ = told(
        mapping,
        "From,To,Number,Report,Link,Page,Broker",
        "A,B,1,Report A,https://a.example/,p. 1,Ltd",
        "A,C,2,Report A,https://a.example/,p. 2,",
        "A,D,3,,,,",
    )
    (source,) = sources
    assert (source["title"], source["url"]) == ("Report A", "https://a.example/")
    cited = [(entry[12] or {}).get("sources", ()) for entry in entries]
    assert [list(map(tuple, each)) for each in cited] == [
        [(source["key"], "p. 1")],
        [(source["key"], "p. 2")],
        [],
    ]
    assert list(map(tuple, entries[0][12]["parties"])) == [("broker", "Ltd")]


def test_amounts_are_multiplied_exactly_and_keep_their_text() -> None:
    scaled = Mapping(
        supplier=Field("from"),
        recipient=Field("to"),
        figures=(MappedFigure(Field("v"), Stage.DELIVERED, Field(constant="USD"), Decimal(1000)),),
    )
    entries, _, _ = told(scaled, "From,To,V", "A,B,0.868")
    assert entries[0][10][0][2] == "868=0.868"


def test_a_mapping_that_does_not_fit_is_refused_with_the_column() -> None:
    with pytest.raises(ImportFileError, match="no column 'number'"):
        told(DIRECT, "From,To,Year", "A,B,2015")


def test_a_key_that_comes_again_is_none() -> None:
    keyed = Mapping(
        supplier=Field("from"), recipient=Field("to"), key=Field("id"), figures=(PIECES,)
    )
    entries, _, findings = told(keyed, "Id,From,To,Number", "7,A,B,1", "7,A,C,2")
    assert [entry[1] for entry in entries] == ["7", ""]
    assert "come before" in findings.kept[0].message


def test_a_mapping_is_kept_in_the_header_by_its_toml() -> None:
    table = open_table(Material(b"From,To,Number,Year\nA,B,1,2015\n", "t.csv"))
    assert mapping_toml.loads(mapped.header(table, DIRECT).mapping) == DIRECT
    assert mapped.header(table, DIRECT, "own").mapping == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("suplier = 'a'", "'supplier' is meant"),
        ("kind = 'gift'", "'kind' needs one of"),
        ("figures = [{ amount = 'a' }]", "lacks the key 'stage'"),
        ("supplier = 'a", "no TOML"),
        ("version = 2", "version 2"),
    ],
)
def test_a_slip_in_a_mapping_file_names_the_key(text: str, why: str) -> None:
    with pytest.raises(ImportFileError, match=why):
        mapping_toml.loads(text)

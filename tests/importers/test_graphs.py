"""Graph files: an edge is a record, its weight the text of the file, nothing lost in silence."""

from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError
from flowviz.importers import import_file
from flowviz.importers.graphs import amount_of
from flowviz.importers.summary import Summary
from tests.importers.conftest import Write

GEXF = """<?xml version="1.0"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz">
<graph defaultedgetype="directed"><attributes class="edge"><attribute id="0" title="via"/>
</attributes><nodes>
<node id="a" label="France"><viz:position x="1" y="2"/></node>
<node id="b" label="Peru"/>
<node id="c" label="Peru"/>
</nodes><edges>
<edge id="1" source="a" target="b" weight="0.10" start="1971" end="1973-06-30"/>
<edge id="2" source="a" target="b" weight="1E-7"><attvalues><attvalue for="0" value="Malta"/>
</attvalues></edge>
<edge id="3" source="b" target="b" type="undirected"/>
<edge id="4" source="a" target="x" weight="9"/>
<edge id="5" source="c" target="a" weight="-2"/>
</edges></graph></gexf>"""
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="urn:y">
<key id="d0" for="node" attr.name="label"/><key id="d1" for="edge" attr.name="weight"/>
<key id="d2" for="edge" attr.name="year"><default>1980</default></key>
<graph edgedefault="undirected"><node id="n0"><data key="d0">France</data></node>
<node id="n1"><data key="d9"><y:NodeLabel>Peru</y:NodeLabel></data></node>
<edge source="n0" target="n1"><data key="d1">10.50</data></edge>
<edge source="n1" target="n0" directed="true"><data key="d2">1981</data></edge>
<hyperedge id="h"><endpoint node="n0"/></hyperedge>
</graph></graphml>"""
GML = """Creator "by hand"
graph [ directed 1 # yes
 edge [ source 1 target 2 label "sells" value 3.140 year 1990 ]
 node [ id 1 label "France" graphics [ x 1.0 y 2.0 ] ] node [ id 2 label "C&#244;te d'Ivoire" ]
 edge [ source 2 target 1 ]
]"""
PROJECT = """% made up
*Network Ships
*Vertices 3
1 "France" 0.1 0.2
2 Peru
*Arcs :1 "sells to"
1 2 5 l "by sea"
1 2 9.444e-05 [1985-1990]
*Edges
2 3
*Network Guns
*Vertices 2
1 "France"
2 "Peru"
*Matrix
0 7
0.5 0
*Partition continent
*Vertices 3
1
2
3
*Vector size
*Vertices 2
0.5
0.5
"""


def imported(dossier: Dossier, write: Write, text: str, name: str) -> tuple[Summary, list[tuple]]:  # type: ignore[type-arg]
    path = write(name=name)
    path.write_text(text, encoding="utf-8")
    summary = import_file(dossier, path)
    names = {code: actor.name for code, actor in dossier.actors().items()}
    rows = []
    for one in dossier.transfers():
        (figure,) = one.lines[0].figures
        assert (figure.stage, figure.unit) == ("delivered", "unstated")
        value = figure.amount.value
        ends = names[one.supplier], names[one.recipient]
        told = None if value is None else format(value, "f")
        rows.append((*ends, told, figure.dates.text, one.lines[0].designation, one.comment))
    return summary, sorted(rows, key=str)


def messages(summary: Summary) -> str:
    return "\n".join(f"{each.line} {each.severity} {each.message}" for each in summary.problems)


def test_gexf(dossier: Dossier, write: Write) -> None:
    summary, rows = imported(dossier, write, GEXF, "ships.gexf")
    assert rows == [
        ("France", "Peru", "0.0000001", "", "", "via: Malta"),
        ("France", "Peru", "0.10", "1971/1973-06-30", "", "start: 1971; end: 1973-06-30"),
        ("Peru [c]", "France", None, "", "", ""),
        ("Peru", "Peru", "1", "", "", ""),
    ]
    assert (summary.rows, summary.skipped) == (4, 1)
    told = messages(summary)
    assert "13 skipped the edge names the node 'x', which the file does not have" in told
    assert "7 doubtful another one on line 6 is called the same; they stay two" in told
    assert "0 doubtful direction is not stated for 1 edge; each is taken as written" in told
    assert "0 doubtful no weight is stated for 1 edge; by the rule of the format it is 1" in told
    assert "12 doubtful supplier and recipient are both Peru" in told
    assert "14 doubtful it is below zero" in told


def test_what_an_edge_said_is_kept_cell_by_cell(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, GEXF, "ships.gexf")
    told = {text for one in dossier.originals().values() for _, text in one.rows}
    assert '[[10,"a","b","2","1E-7","","","Malta"]]' in told
    (one,) = dossier.imports()
    assert one.columns == ("source", "target", "id", "weight", "start", "end", "via")


def test_graphml(dossier: Dossier, write: Write) -> None:
    summary, rows = imported(dossier, write, GRAPHML, "ships.graphml")
    assert rows == [
        ("France", "Peru", "10.50", "1980", "", "year: 1980"),
        ("Peru", "France", None, "1981", "", "year: 1981"),
    ]
    assert "8 skipped a hyperedge" in messages(summary)
    assert "no weight is stated for 1 edge; the amount is unknown" in messages(summary)
    assert "direction is not stated for 1 edge" in messages(summary)


def test_gml(dossier: Dossier, write: Write) -> None:
    summary, rows = imported(dossier, write, GML, "ships.gml")
    assert rows == [
        ("Côte d'Ivoire", "France", None, "", "", ""),
        ("France", "Côte d'Ivoire", "3.140", "1990", "", "sells; value: 3.140; year: 1990"),
    ]
    assert summary.skipped == 0


def test_a_pajek_project_is_split_at_its_parts(dossier: Dossier, write: Write) -> None:
    summary, rows = imported(dossier, write, PROJECT, "ships.paj")
    assert rows == [
        ("France", "Peru", "0.00009444", "", "Ships", "relation: sells to; time: [1985-1990]"),
        ("France", "Peru", "5", "", "Ships", "relation: sells to; by sea"),
        ("France", "Peru", "7", "", "Guns", ""),
        ("Peru", "3", "1", "", "Ships", ""),
        ("Peru", "France", "0.5", "", "Guns", ""),
    ]
    assert (summary.rows, summary.skipped) == (5, 0)
    assert "coordinates" in {each.text for each in summary.problems}


def test_a_list_of_arcs_is_an_edge_each(dossier: Dossier, write: Write) -> None:
    text = '*Vertices 3\n1 "France"\n2 "Peru"\n3 "Chile"\n*Arcslist\n1 2 3\nx y\n'
    summary, rows = imported(dossier, write, text, "ships.net")
    assert [row[:3] for row in rows] == [("France", "Chile", "1"), ("France", "Peru", "1")]
    assert "7 skipped the line names no list of vertices" in messages(summary)


def test_the_same_graph_again_changes_nothing(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, PROJECT, "ships.paj")
    summary, rows = imported(dossier, write, PROJECT, "ships.paj")
    assert (summary.added, summary.updated, summary.unchanged, len(rows)) == (0, 0, 5, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<!DOCTYPE g [<!ENTITY a "b">]><gexf><graph/></gexf>', "DOCTYPE"),
        ("<gexf>" + "<nodes>" * 100, "nested"),
        ("<gexf><graph></gexf>", "no sound XML: line 1"),
        ("graph [ node [ id 1 ]", "never closed"),
        ("graph [ ] ]", "closes nothing"),
        ('graph [ label "x', "never closed"),
        ("graph [ " + "a [ " * 50, "nested"),
        ("*Vertices 999999999\n", "vertices"),
    ],
)
def test_what_no_honest_graph_has_is_refused(
    text: str, words: str, dossier: Dossier, write: Write
) -> None:
    path = write(text, name="bad.graph")
    with pytest.raises(ImportFileError, match=words):
        import_file(dossier, path)
    assert dossier.counts().transfers == 0


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("240", "240"),
        ("2.1777906e-08", "0.000000021777906=2.1777906e-08"),
        ("1.1748865649999998e-06", "0.0000011748865649999998=1.1748865649999998e-06"),
        ("-0.0", "0.0=-0.0"),
        ("+3", "3=+3"),
        (".5", "0.5=.5"),
    ],
)
def test_no_digit_of_a_weight_is_lost(text: str, amount: str) -> None:
    told, doubt = amount_of(text)
    assert (told, doubt) == (amount, "")
    assert Decimal(told.partition("=")[0]) == Decimal(text)


@pytest.mark.parametrize("text", ["-1", "1e400", "nan", "1_000", "1,5", "1e-200", "", "9" * 16])
def test_a_weight_that_is_none_is_unknown_and_told(text: str) -> None:
    told, doubt = amount_of(text)
    assert told == f"={text}"
    assert doubt


def test_a_graph_beyond_all_bounds_is_not_read(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flowviz.importers import graphs
    from flowviz.importers.findings import Findings
    from flowviz.importers.material import Material

    monkeypatch.setattr(graphs, "GRAPH_BYTES", 10)
    with pytest.raises(ImportFileError, match="MB"):
        next(graphs.read("gml", Material(b"graph [ ] #          "), Findings()))

"""Real registers, entities and graphs: counted again by json, csv and patterns, without flowviz."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import networkx
import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.summary import Summary
from tests.real_data import real_data


class Imported(NamedTuple):
    summary: Summary
    actors: int
    sums: dict[tuple[str, str], Decimal]
    figures: int
    originals: int


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Importing"]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("registers")))
        yield Importing()


class Importing:
    """Imports each file into a fresh dossier of its own, once for all tests."""

    def __init__(self) -> None:
        self._known: dict[str, Imported] = {}

    def __call__(self, name: str) -> Imported:
        if name not in self._known:
            with Dossier.new(name) as dossier:
                summary = import_file(dossier, real_data(name))
                sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
                sql = "SELECT stage, unit, value FROM figure WHERE basis = 'total'"
                found = list(dossier.rows(sql))
                for stage, unit, value in found:
                    sums[stage, unit] += Decimal(value or 0)
                self._known[name] = Imported(
                    summary,
                    dossier.counts().actors,
                    dict(sums),
                    len(found),
                    len(dossier.originals()),
                )
        return self._known[name]


def test_the_rtf_register(imported: Importing) -> None:
    name = "sipri_rtf/artillery.rtf"
    text = re.sub(r"[\r\n]", "", real_data(name).read_bytes().decode("ascii"))
    marks = re.split(r"\\par(?![a-z])", text[text.index("\\pard") :])
    deals = [part for part in marks if part.count("\\tab ") in (7, 8) and "No.\\tab" not in part]
    told = imported(name)
    assert len(deals) == told.summary.rows == told.summary.added == 1_780
    assert told.summary.skipped == 0
    assert told.originals == 1_780
    columns = [[cell.strip("() ") for cell in part.split("\\tab ")] for part in deals]
    ordered = [cells[-7] for cells in columns]
    delivered = [cells[-2] for cells in columns]
    for stage, cells in (("ordered", ordered), ("delivered", delivered)):
        expected = sum(Decimal(cell) for cell in cells if cell.isdigit())
        assert told.sums[stage, "pieces"] == expected
    assert sum(not cell.isdigit() and cell != "" for cell in ordered) == 1  # ". ."


@pytest.mark.parametrize("code", ["USA", "ALB"])
def test_a_tiv_table(code: str, imported: Importing) -> None:
    name = f"sipri_tiv/TIV-Export-{code}-1950-2021.csv"
    with real_data(name).open(encoding="ascii", newline="") as file:
        rows = list(csv.reader(file))
    (begin,) = (place for place, row in enumerate(rows) if row[1:2] == ["1950"])
    years = rows[begin][1:-1]
    lines = [row for row in rows[begin + 1 :] if any(row)]
    partners = [row for row in lines if row[0] != "Total"]
    told = imported(name)
    assert told.summary.added == len(partners)
    assert told.summary.rows + told.summary.skipped == len(lines)
    cells = [cell.strip() for row in partners for cell in row[1 : len(years) + 1] if cell.strip()]
    assert told.figures == len(cells)
    assert told.sums == {("delivered", "TIV"): sum(map(Decimal, cells))}


@pytest.mark.parametrize("name", ["donations.ftm.json", "ftmq_eu_authorities.ftm.json"])
def test_entities(name: str, imported: Importing) -> None:
    text = real_data(f"ftm/{name}").read_text(encoding="utf-8")
    entities = [json.loads(line) for line in text.splitlines()]
    payments = [one["properties"] for one in entities if one["schema"] == "Payment"]
    told = imported(f"ftm/{name}")
    assert told.summary.rows == told.summary.added == len(payments)
    counted = [
        int(match[1].replace(",", ""))
        for each in told.summary.problems
        if (match := re.match(r"([\d,]+) entit", each.message))
    ]
    assert len(payments) + sum(counted) == len(entities)
    amounts = [Decimal(one["amountEur"][0]) for one in payments]
    assert told.sums == ({("delivered", "EUR"): sum(amounts)} if amounts else {})


def weights_of(path: Path) -> list[str]:
    """Give the weights of a graph file, by patterns over its text; an edge without one has 1."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".gexf":
        edges = re.findall(r"<edge ([^>]*)>", text)
        found = [re.search(r'weight="([^"]*)"', edge) for edge in edges]
        return [match[1] if match else "1" for match in found]
    if path.suffix == ".graphml":
        return re.findall(r'<data key="weight">([^<]*)</data>', text)
    if path.suffix == ".gml":
        return re.findall(r"^\s*weight (\S+)", text, re.M)
    arcs = re.split(r"(?im)^\*arcs.*$", text)[1]
    lines = arcs.split("*Partition")[0].splitlines()
    return [line.split()[2] for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("name", "nodes", "edges"),
    [
        ("gephi_2016.gexf", 1_291, 15_508),
        ("marvel-network.graphml", 327, 9_891),
        ("refugees_arms_2010.gml", 209, 6_436),
        ("Trade1985.net", 192, 12_743),
        ("WorldTrade1999.paj", 174, 11_755),
    ],
)
def test_a_graph(name: str, nodes: int, edges: int, imported: Importing) -> None:
    weights = weights_of(real_data(f"graphs/{name}"))
    told = imported(f"graphs/{name}")
    assert len(weights) == told.summary.rows == told.summary.added == edges
    assert told.summary.skipped == 0
    assert told.actors == nodes
    assert told.sums == {("delivered", "unstated"): sum(map(Decimal, weights))}
    assert told.originals == edges


def test_networkx_sees_the_same_graphs(imported: Importing) -> None:
    readers = {
        "gephi_2016.gexf": networkx.read_gexf,
        "marvel-network.graphml": networkx.read_graphml,
        "refugees_arms_2010.gml": networkx.read_gml,
        "Trade1985.net": networkx.read_pajek,
    }
    for name, read in readers.items():
        graph = read(real_data(f"graphs/{name}"))
        told = imported(f"graphs/{name}")
        assert graph.number_of_edges() == told.summary.rows
        assert graph.number_of_nodes() == told.actors

"""Trade statistics as downloaded: rows and sums counted again here by csv, gzip and json alone."""

import csv
import gzip
import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from flowviz.importers.summary import Summary
from tests.real_data import real_data

CLASSIC = "comtrade/classic_HS27_2017.csv.gz"
NEW = "comtrade/TradeData_HS8542_THA.csv"
SHEET = "comtrade/TradeData_HS8542_THA.xlsx"
BACI = "baci/BACI_sample_2021_HS93_subset.csv"
SALES = "us_arms_sales/arms_sales_totals.json"
FLOWS = "ricardo/flows.csv.gz"

Row = dict[str, str]
Sums = dict[tuple[str, str, str], Decimal]
Imported = tuple[Dossier, Summary]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Imported]]:
    """Give a function that imports a file into a fresh dossier, once for all tests."""
    known: dict[Path, Imported] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("state")))

        def give(path: Path) -> Imported:
            if path not in known:
                dossier = Dossier.new(path.name)
                known[path] = dossier, import_file(dossier, path)
            return known[path]

        yield give
        for dossier, _ in known.values():
            dossier.close()


def sums_of(dossier: Dossier) -> Sums:
    """Give the sum of all figures by stage, unit and basis."""
    sums: Sums = defaultdict(Decimal)
    for stage, unit, basis, value in dossier.rows("SELECT stage, unit, basis, value FROM figure"):
        sums[stage, unit, basis] += Decimal(value or 0)
    return dict(sums)


def number(dossier: Dossier, sql: str) -> int:
    ((count,),) = dossier.rows(sql)
    return int(count)


def is_every_row_told(summary: Summary, rows: int, totals: int) -> bool:
    """Tell whether rows in are records and totals rows, with nothing lost."""
    return (summary.added, summary.skipped) == (rows - totals, totals)


def classic_rows() -> list[Row]:
    with gzip.open(real_data(CLASSIC), "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def new_rows() -> list[Row]:
    """Give each row by the 47 names; the 48th cell is empty."""
    with real_data(NEW).open(encoding="latin-1", newline="") as file:
        names, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(names) + 1} == {48}
    return [dict(zip(names, row, strict=False)) for row in rows]


def sales_rows() -> list[Row]:
    rows: list[Row] = json.loads(real_data(SALES).read_text(encoding="utf-8"))
    return rows


def flow_rows() -> Iterator[Row]:
    with gzip.open(real_data(FLOWS), "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def table(name: str) -> list[Row]:
    with real_data(f"ricardo/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_classic_comtrade_every_row_and_dollar(imported: Callable[[Path], Imported]) -> None:
    dossier, summary = imported(real_data(CLASSIC))
    rows = classic_rows()
    world = [row for row in rows if row["Partner Code"] == "0"]
    assert (len(rows), len(world)) == (17_409, 341)
    assert is_every_row_told(summary, len(rows), len(world))
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        if row["Partner Code"] != "0":
            basis = "total" if row["Trade Flow"] in ("Export", "Import") else "included"
            sums["delivered", "USD", basis] += Decimal(row["Trade Value (US$)"])
    assert sums_of(dossier) == sums


def test_classic_comtrade_mirrors_are_told_by_both_sides(
    imported: Callable[[Path], Imported],
) -> None:
    dossier, _ = imported(real_data(CLASSIC))
    told = Counter(row["Trade Flow"] for row in classic_rows() if row["Partner Code"] != "0")
    by = dict(dossier.rows("SELECT reporter, count(*) FROM transfer GROUP BY reporter"))
    assert by["exporter"] == told["Export"] + told["Re-Export"]
    assert by["importer"] == told["Import"] + told["Re-Import"]


def test_new_comtrade_every_row_and_figure(imported: Callable[[Path], Imported]) -> None:
    dossier, summary = imported(real_data(NEW))
    rows = new_rows()
    world = [row for row in rows if row["partnerISO"] == "W00"]
    assert (len(rows), len(world)) == (1_178, 11)
    assert is_every_row_told(summary, len(rows), len(world))
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        if row["partnerISO"] != "W00":
            sums["delivered", "USD", "total"] += Decimal(row["primaryValue"])
            sums["delivered", "kg", "total"] += Decimal(row["netWgt"] or 0)
            if row["qtyUnitAbbr"] == "u":
                sums["delivered", "pieces", "total"] += Decimal(row["qty"])
    assert sums_of(dossier) == sums


def test_new_comtrade_estimates_are_uncertain(imported: Callable[[Path], Imported]) -> None:
    dossier, _ = imported(real_data(NEW))
    rows = [row for row in new_rows() if row["partnerISO"] != "W00"]
    weights = sum(row["isNetWgtEstimated"] == "true" and row["netWgt"] != "" for row in rows)
    doubted = "SELECT count(*) FROM figure WHERE is_uncertain = 1 AND unit = '{}'"
    assert number(dossier, doubted.format("kg")) == weights
    assert number(dossier, doubted.format("USD")) == 0


def test_the_sheet_of_new_comtrade_tells_the_same(imported: Callable[[Path], Imported]) -> None:
    (dossier, summary), (text, _) = imported(real_data(SHEET)), imported(real_data(NEW))
    assert is_every_row_told(summary, 1_178, 11)
    assert sums_of(dossier) == sums_of(text)


def test_comtrades_areas_are_no_states(imported: Callable[[Path], Imported]) -> None:
    dossier, _ = imported(real_data(CLASSIC))
    nowhere = {row["Partner"] for row in classic_rows() if not row["Partner ISO"]}
    assert "Other Asia, nes" in nowhere
    kinds = {actor.name: actor.kind for actor in dossier.actors().values()}
    told = {name: kinds.get(name) for name in nowhere}
    assert "state" not in told.values()
    assert "Taiwan" not in kinds or any(row["Partner ISO"] == "TWN" for row in classic_rows())


def test_baci_every_row_dollar_and_tonne(imported: Callable[[Path], Imported]) -> None:
    dossier, summary = imported(real_data(BACI))
    with real_data(BACI).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 180
    assert is_every_row_told(summary, len(rows), 0)
    tonnes = [row["q"].strip() for row in rows]
    assert sums_of(dossier) == {
        ("delivered", "USD", "total"): sum((Decimal(row["v"]) * 1000 for row in rows), Decimal()),
        ("delivered", "tonnes", "total"): sum(
            (Decimal(told) for told in tonnes if told != "NA"), Decimal()
        ),
    }
    stood = "SELECT count(*) FROM figure WHERE unit = 'USD' AND amount_text = '0.868'"
    assert number(dossier, stood) == 1


def test_us_arms_sales_every_row_and_dollar(imported: Callable[[Path], Imported]) -> None:
    dossier, summary = imported(real_data(SALES))
    rows = sales_rows()
    assert len(rows) == 7_852
    assert is_every_row_told(summary, len(rows), 0)
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        is_government = row["program"].startswith(("Foreign Military", "Excess Defense"))
        stage = "ordered" if is_government else "licensed"
        sums[stage, "USD", "total"] += Decimal(row["authorizations"])
        sums["delivered", "USD", "total"] += Decimal(row["deliveries"])
        if row["notifications"]:
            sums[stage, "USD", "included"] += Decimal(row["notifications"])
    assert sums_of(dossier) == sums


def test_us_arms_sales_footnotes_are_shared(imported: Callable[[Path], Imported]) -> None:
    dossier, _ = imported(real_data(SALES))
    rows = sales_rows()
    first = {row["footnote"] for row in rows} - {""}
    assert len(first) == 65  # and the empty one makes 66
    notes = {" ".join(row[name].split()) for row in rows for name in ("footnote", "footnote2")}
    sources = dossier.sources()
    assert len(sources) == len(notes - {""}) + 1  # the file itself is one
    cited = [sum(bool(row[name]) for name in ("footnote", "footnote2")) for row in rows]
    assert dossier.counts().citations == sum(max(count, 1) for count in cited)  # or the file
    assert sum(bool(source.url) for source in sources.values()) >= len(
        {note for note in notes if "http" in note}
    )


class Expected:
    """What RICardo's files come to, counted by hand."""

    def __init__(self, rows: Iterator[Row]) -> None:
        names = {row["original_name"]: row["RICname"] for row in table("entity_names.csv")}
        self.rows = self.left_out = self.undirected = 0
        self.sums: dict[str, Decimal] = defaultdict(Decimal)
        self.sources: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        for row in rows:
            self.rows += 1
            partner = names[row["partner"]]
            is_world = partner.startswith("World") and partner != "World (other)"
            if is_world or row["partner_sum"] or row["world_trade_type"]:
                self.left_out += 1
            elif not row["export_import"]:
                self.undirected += 1
            else:
                self._take(row, names[row["reporting"]], partner)

    def _take(self, row: Row, reporter: str, partner: str) -> None:
        self.sums[row["currency"].strip()] += Decimal(row["flow"] or 0) * Decimal(row["unit"])
        self.sources.add(row["source"])
        ends = (reporter, partner)
        is_import = "imp" in row["export_import"].lower() or "invoer" in row["export_import"]
        self.pairs.add(ends[::-1] if is_import else ends)


def is_ricardo_told(dossier: Dossier, summary: Summary, expected: Expected) -> None:
    totals = expected.left_out + expected.undirected
    assert is_every_row_told(summary, expected.rows, totals)
    by_unit: dict[str, Decimal] = defaultdict(Decimal)
    for (_, unit, _), value in sums_of(dossier).items():
        by_unit[unit] += value
    assert by_unit == expected.sums
    assert len(dossier.sources()) == len(expected.sources) + 1  # the file itself is one
    assert dossier.counts().citations == summary.added  # its book, the file where it has none


def test_a_cut_of_ricardo_every_row_and_coin(
    imported: Callable[[Path], Imported], tmp_path: Path
) -> None:
    text = gzip.decompress(real_data(FLOWS).read_bytes()).decode("utf-8")
    lines = text.splitlines(keepends=True)
    cut = "".join([lines[0], *lines[1 : len(lines) : 29][:20_000]])
    (tmp_path / "flows.csv").write_text(cut, encoding="utf-8", newline="")
    for name in ("entity_names.csv", "RICentities.csv", "sources.csv"):
        (tmp_path / name).write_bytes(real_data(f"ricardo/{name}").read_bytes())
    dossier, summary = imported(tmp_path / "flows.csv")
    is_ricardo_told(dossier, summary, Expected(csv.DictReader(io.StringIO(cut, newline=""))))


@pytest.mark.long
def test_ricardo_every_row_and_coin(imported: Callable[[Path], Imported]) -> None:
    expected = Expected(flow_rows())
    assert expected.rows == 586_978
    dossier, summary = imported(real_data(FLOWS))
    is_ricardo_told(dossier, summary, expected)
    slugs = {row["slug"]: row for row in table("sources.csv")}
    linked = sum(
        slugs[slug]["URL"].startswith("http") and " " not in slugs[slug]["URL"]
        for slug in expected.sources
    )
    assert sum(bool(source.url) for source in dossier.sources().values()) >= linked

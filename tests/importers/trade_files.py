"""Tiny files in the layouts of trade statistics, with rows of our own invention."""

import csv
import io
import json
from collections.abc import Iterable, Mapping

from flowviz.importers.entries import Header, SourceRow
from flowviz.importers.findings import Findings
from flowviz.importers.formats import ReaderFormat
from flowviz.importers.material import Material

Cells = Mapping[str, str]

CLASSIC = {
    "Classification": "H5",
    "Year": "2019",
    "Period": "2019",
    "Period Desc.": "2019",
    "Aggregate Level": "4",
    "Is Leaf Code": "0",
    "Trade Flow Code": "2",
    "Trade Flow": "Export",
    "Reporter Code": "8",
    "Reporter": "Albania",
    "Reporter ISO": "ALB",
    "Partner Code": "12",
    "Partner": "Algeria",
    "Partner ISO": "DZA",
    "Commodity Code": "9306",
    "Commodity": "Bombs, grenades; cartridges",
    "Qty Unit Code": "1",
    "Qty Unit": "No Quantity",
    "Qty": "0",
    "Netweight (kg)": "0",
    "Trade Value (US$)": "1000",
    "Flag": "0",
}
NEW = {
    "typeCode": "C",
    "freqCode": "A",
    "refPeriodId": "20190101",
    "refYear": "2019",
    "refMonth": "52",
    "period": "2019",
    "reporterCode": "8",
    "reporterISO": "ALB",
    "reporterDesc": "Albania",
    "flowCode": "X",
    "flowDesc": "Export",
    "partnerCode": "12",
    "partnerISO": "DZA",
    "partnerDesc": "Algeria",
    "partner2Code": "0",
    "partner2ISO": "W00",
    "partner2Desc": "World",
    "classificationCode": "H5",
    "classificationSearchCode": "HS",
    "isOriginalClassification": "true",
    "cmdCode": "9306",
    "cmdDesc": "Bombs, grenades; cartridges",
    "aggrLevel": "4",
    "isLeaf": "false",
    "customsCode": "C00",
    "customsDesc": "TOTAL CPC",
    "mosCode": "0",
    "motCode": "0",
    "motDesc": "TOTAL MOT",
    "qtyUnitCode": "-1",
    "qtyUnitAbbr": "N/A",
    "qty": "0",
    "isQtyEstimated": "false",
    "altQtyUnitCode": "-1",
    "altQtyUnitAbbr": "N/A",
    "altQty": "0",
    "isAltQtyEstimated": "false",
    "netWgt": "",
    "isNetWgtEstimated": "false",
    "grossWgt": "0",
    "isGrossWgtEstimated": "false",
    "cifvalue": "",
    "fobvalue": "1000",
    "primaryValue": "1000",
    "legacyEstimationFlag": "0",
    "isReported": "true",
    "isAggregate": "false",
}
FLOW = {
    "source": "BlueBook_1880",
    "flow": "100.0",
    "unit": "1",
    "currency": "francs",
    "year": "1880",
    "reporting": "france",
    "partner": "portugal",
    "export_import": "exp",
    "special_general": "gen",
    "species_bullions": "",
    "transport_type": "",
    "statistical_period": "",
    "partner_sum": "",
    "world_trade_type": "",
    "notes": "",
}
SALE = {
    "key": "1",
    "year": "2003",
    "country": "Albania",
    "program": "Foreign Military Sales",
    "authorizations": "100",
    "deliveries": "40",
    "notifications": "",
    "footnote": "Agency A, Facts of a Year (Washington: A, 2005) https://a.example/facts.pdf",
    "footnote2": "",
}


def classic(*rows: Cells, mark: bool = False) -> bytes:
    """Give a classic Comtrade table, with a byte order mark or without."""
    return _table(CLASSIC, rows).encode("utf-8-sig" if mark else "utf-8")


def new(*rows: Cells) -> bytes:
    """Give a Comtrade table of 2023 and later: 47 names, 48 quoted cells, Latin-1."""
    lines = [",".join(NEW)]
    lines += [",".join([*(f'"{cell}"' for cell in _cells(NEW, row)), ""]) for row in rows]
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1")


def ricardo(*rows: Cells) -> bytes:
    """Give RICardo's flows."""
    return _table(FLOW, rows).encode()


def sales(*rows: Cells) -> bytes:
    """Give US arms sales as JSON."""
    return json.dumps([{**SALE, **row} for row in rows], indent=0).encode()


def _cells(default: Cells, row: Cells) -> list[str]:
    assert row.keys() <= default.keys(), row.keys() - default.keys()
    return [row.get(name, default[name]) for name in default]


def _table(default: Cells, rows: Iterable[Cells]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(default)
    writer.writerows(_cells(default, row) for row in rows)
    return text.getvalue()


class Told:
    """What a reader gives of a file: its header, entries by name of their parts, sources."""

    def __init__(
        self,
        reader: ReaderFormat,
        data: bytes,
        name: str = "table.csv",
        companions: Mapping[str, bytes] | None = None,
    ) -> None:
        self.findings = Findings()
        self.header: Header | None = None
        self.entries: list[list[object]] = []
        self.sources: list[SourceRow] = []
        for given in reader.read(Material(data, name, companions or {}), self.findings):
            match given:
                case Header():
                    self.header = given
                case list():
                    self.entries.append(given)
                case dict():
                    self.sources.append(given)

    def figures(self) -> list[list[tuple[str, str]]]:
        """Give measure and amount of each figure of each entry."""
        return [
            [(measure, amount) for _, measure, amount, _ in entry[10]] for entry in self.entries
        ]

    def skipped(self) -> list[tuple[int, str]]:
        """Give line and reason of each row that was skipped."""
        return [(f.line, f.message) for f in self.findings.kept if f.severity == "skipped"]

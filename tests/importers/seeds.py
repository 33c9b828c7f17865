"""One small honest file of each format, of our own invention: what fuzzing begins with."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import openpyxl

from flowviz.importers.mapping import Field, MappedFigure
from flowviz.importers.mapping import Mapping as ColumnMapping
from flowviz.terms import Stage
from tests.importers import trade_files
from tests.importers.conftest import DEALS_HEADER, DELIVERIES_HEADER


@dataclass(frozen=True)
class Seed:
    """A file, its format, and what is handed in with it."""

    format: str
    name: str
    data: bytes
    companions: Mapping[str, bytes] = field(default_factory=dict)
    mapping: ColumnMapping | None = None


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


_TABLE = _lines(
    "From;To;Item;Pieces;Worth;When;Who says",
    "Belarus;Bulgaria;9P135M Konkurs;240;37,9;2015-06-30;Report of a customs office",
    "Bulgaria;United States;Konkurs;ca. 136;>= 1,5;2015;https://example.org/a",
    "World;Peru;tank;5-10;(3);1979; 1980",
)
_MAPPING = ColumnMapping(
    title="A reporter's sheet",
    supplier=Field("from"),
    recipient=Field("to"),
    designation=Field("item"),
    dates=Field("when"),
    source=Field("who says"),
    figures=(
        MappedFigure(Field("pieces"), Stage.DELIVERED, Field(constant="pieces")),
        MappedFigure(Field("worth"), Stage.LICENSED, Field(constant="EUR")),
    ),
)
_TIV = _lines(
    '"TIV of arms exports from Albania, 1990-1992",,,,',
    "Figures are SIPRI Trend Indicator Values (TIVs) expressed in millions.,,,,",
    "Source: SIPRI Arms Transfers Database,,,,",
    "Generated: 28 July 2022,,,,",
    ",1990,1991,1992,Total",
    "Peru,1,0 ,,1",
    ",,,,",
    "Total,1,0,,1",
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\b Argentina}\par{\b R:} Ecuador\tab 18\tab M-101A1 105mm"
    rb"\tab towed gun\tab (1995)\tab 1995\tab 18\tab Second-hand"
    rb"\par{\b     } Honduras\tab (60)\tab MO-120\tab mortar\tab (1980)\tab 1981-1983\tab (60)"
    rb"\tab \'e9t\'e9 \u8364?"
    rb"\par{\b     } \tab\tab (37)\tab M12 120mm\tab mortar\tab (2008)\tab 2010\tab 37\tab \par}"
)
_FTM = _lines(
    '{"id": "a", "schema": "Company", "properties": {"name": ["A Works"], "country": ["by"]}}',
    '{"id": "b", "schema": "Person", "properties": {"name": ["B"]}}',
    '{"id": "c", "schema": "Payment", "properties": {"payer": ["a"], "beneficiary": ["b"], '
    '"amountEur": ["1200.50"], "date": ["2011-12-29"], "sourceUrl": ["https://example.org"]}}',
    '{"id": "d", "schema": "Ownership", "properties": {"owner": ["b"], "asset": ["a"]}}',
)
_GEXF = (
    b'<?xml version="1.0"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    b'<graph defaultedgetype="directed"><attributes class="edge"><attribute id="0" title="year" '
    b'type="integer"/></attributes><nodes><node id="0" label="France"/><node id="1" label="Peru"/>'
    b'</nodes><edges><edge id="e" source="0" target="1" weight="2.50"><attvalues><attvalue for="0" '
    b'value="1999"/></attvalues></edge></edges></graph></gexf>'
)
_GRAPHML = (
    b'<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" '
    b'for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="undirected">'
    b'<node id="France"/><node id="Peru"/><edge source="France" target="Peru"><data key="w">1.10'
    b"</data></edge></graph></graphml>"
)
_GML = b"""graph [
  directed 1
  node [ id 0 label "France" ]
  node [ id 1 label "Peru &quot;x&quot;" ]
  edge [ source 0 target 1 value 9.444e-05 year 1999 note "imports \\"19\\"" ]
]
"""
_PAJEK = b"""% a comment
*Network One
*Vertices 3
1 "France" 0.78 0.67
2 "Peru"
3 Chile
*Arcs
1 2 9.444e-05
*Edges
2 3 5 l "a label"
*Partition classes
*Vertices 3
1
2
2
"""


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in _TABLE.decode().splitlines():
        book.active.append(row.split(";"))
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _json_table() -> bytes:
    return (
        b'{"data": [{"From": "France", "To": "Peru", "Item": "tank", "Pieces": 5, "Worth": 1.10, '
        b'"When": 1979, "Who says": null}, {"From": "Peru", "To": "Chile", "Pieces": 1e3}]}'
    )


SEEDS = (
    Seed(
        "sipri-deals",
        "deals.csv",
        _lines(DEALS_HEADER, "Peru,France,1970,?,5,,A,tank,5,,1971; 1972,New,a,2,10,10"),
    ),
    Seed(
        "sipri-deliveries",
        "deliveries.csv",
        _lines(
            DELIVERIES_HEADER,
            "3622,Algeria,Angola,N-262,transport,Aircraft,1980,No,4,No,1980,No,Used,3.75,1.5,6,No",
            "25934,Peru,Cuba,MO-120,mortar,Artillery,1980,Yes,20,Yes,1981,Yes,New,0.25,0.25,5,No",
        ),
    ),
    Seed("sipri-tiv", "TIV-Export-ALB.csv", _TIV),
    Seed("sipri-rtf", "artillery.rtf", _RTF),
    Seed("comtrade-classic", "classic.csv", trade_files.classic({}, {"Trade Flow": "Import"})),
    Seed("comtrade", "new.csv", trade_files.new({}, {"flowCode": "M"}, {"partnerISO": "W00"})),
    Seed(
        "baci",
        "BACI.csv",
        b'"t","i","j","k","v","q"\r\n2021,4,670,930590,0.868,"        0.281"\r\n',
        {
            "country_codes_V1.csv": _lines(
                "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,"
                "iso_3digit_alpha",
                "4,Afghanistan,Afghanistan,AF,AFG",
            ),
            "product_codes.csv": _lines("code,description", '930590,"Parts, of arms"'),
        },
    ),
    Seed("us-arms-sales", "sales.json", trade_files.sales({}, {"key": "2", "deliveries": ""})),
    Seed("ricardo", "flows.csv", trade_files.ricardo({}, {"export_import": "imp"})),
    Seed("ftm", "x.ftm.json", _FTM),
    Seed("gexf", "x.gexf", _GEXF),
    Seed("graphml", "x.graphml", _GRAPHML),
    Seed("gml", "x.gml", _GML),
    Seed("pajek", "x.paj", _PAJEK),
    Seed("mapped-table", "sheet.csv", _TABLE, mapping=_MAPPING),
    Seed("mapped-table", "sheet.xlsx", _workbook(), mapping=_MAPPING),
    Seed("mapped-table", "sheet.json", _json_table(), mapping=_MAPPING),
)

"""UN Comtrade, as downloaded: the classic layout of 22 columns and that of 2023 and later.

What is read: CSV (with a byte order mark or without, the later one in Latin-1 with 47 names over
rows of 48 cells) and the XLSX of the same columns. A row is one record, reported by the exporter or
the importer; both sides' records are kept and never added. Rows for the world are left out and
listed; re-exports, re-imports and other parts of exports and imports are included figures; of
wholes and parts side by side one level counts (``comtrade_levels``).

Figures: the trade value in USD (``primaryValue``: imports mostly with, exports without freight and
insurance; ``cifvalue`` and ``fobvalue`` stay in the original), quantities in the units stated, and
the net weight in kg. "No Quantity", "N/A" and a 0 beside them state none. What Comtrade has
estimated is uncertain.

Limits: area names are Comtrade's own; "Areas, nes", "Bunkers", "Special Categories" and "Other
Asia, nes" are actors of their own (the last is mostly, not only, Taiwan: UN Statistics Division,
Taiwan, Province of China Trade data, 2023). Gross weights are not figures.
"""

from collections.abc import Iterator
from dataclasses import replace

from flowviz.importers import mapped
from flowviz.importers.comtrade_rows import (
    OTHER_QUANTITY,
    QUANTITY,
    VALUE,
    WEIGHT,
    Amended,
    Layout,
)
from flowviz.importers.entries import Given
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import (
    Direction,
    Field,
    FileChoices,
    MappedFigure,
    Mapping,
    columns_of,
)
from flowviz.importers.material import Material, Probe
from flowviz.importers.tables import open_table
from flowviz.terms import Existence, Stage

NAME = "comtrade"
CLASSIC_NAME = "comtrade-classic"

_DATA_SET = "un-comtrade"
_PUBLISHER = "United Nations Statistics Division"
_URL = "https://comtradeplus.un.org/"
_DIRECTIONS = {
    "x": Direction.EXPORT,
    "m": Direction.IMPORT,
    "rx": Direction.RE_EXPORT,
    "rm": Direction.RE_IMPORT,
    "dx": Direction.DOMESTIC_EXPORT,
    # Goods for and after processing, and foreign goods imported: parts of exports and imports.
    "xip": Direction.DOMESTIC_EXPORT,
    "xop": Direction.DOMESTIC_EXPORT,
    "fm": Direction.RE_IMPORT,
    "mip": Direction.RE_IMPORT,
    "mop": Direction.RE_IMPORT,
}
_CLASSIC_DIRECTIONS = {
    "export": Direction.EXPORT,
    "import": Direction.IMPORT,
    "re-export": Direction.RE_EXPORT,
    "re-import": Direction.RE_IMPORT,
}


def _figure(amount: str, unit: Field, uncertain: str = "") -> MappedFigure:
    return MappedFigure(Field(amount), Stage.DELIVERED, unit, uncertain=uncertain)


_USD, _KG = Field(constant="USD"), Field(constant="kg")
_COMMON = Mapping(
    title="UN Comtrade",
    publisher=_PUBLISHER,
    url=_URL,
    existence=Existence.CONFIRMED,
    file=FileChoices(decimal="."),
    dates=Field("period"),
    vocabulary="hs",
)
_NEW = replace(
    _COMMON,
    reporter=Field("reporterdesc"),
    reporter_code=Field("reporteriso"),
    partner=Field("partnerdesc"),
    partner_code=Field("partneriso"),
    direction=Field("flowcode"),
    directions=_DIRECTIONS,
    figures=(
        _figure("primaryvalue", _USD),
        _figure("qty", Field("qtyunitabbr"), "isqtyestimated"),
        _figure("altqty", Field("altqtyunitabbr"), "isaltqtyestimated"),
        _figure("netwgt", _KG, "isnetwgtestimated"),
    ),
    designation=Field("cmdcode"),
    description=Field("cmddesc"),
    category=Field("cmdcode"),
)
_CLASSIC = replace(
    _COMMON,
    reporter=Field("reporter"),
    reporter_code=Field("reporter iso"),
    partner=Field("partner"),
    partner_code=Field("partner iso"),
    direction=Field("trade flow"),
    directions=_CLASSIC_DIRECTIONS,
    figures=(
        _figure("trade value (us$)", _USD),
        _figure("qty", Field("qty unit")),
        _figure("netweight (kg)", _KG),
    ),
    designation=Field("commodity code"),
    description=Field("commodity"),
    category=Field("commodity code"),
)


_NEW_LAYOUT = Layout(
    period="period",
    reporter="reportercode",
    flow="flowcode",
    partner="partnercode",
    classification="classificationcode",
    code="cmdcode",
    value="primaryvalue",
    figures=VALUE + QUANTITY + OTHER_QUANTITY + WEIGHT,
    parts={"partner2code": "0", "customscode": "C00", "motcode": "0", "moscode": "0"},
)
_CLASSIC_LAYOUT = Layout(
    period="period",
    reporter="reporter code",
    flow="trade flow code",
    partner="partner code",
    classification="classification",
    code="commodity code",
    value="trade value (us$)",
    figures=VALUE + QUANTITY + WEIGHT,
    parts={},
    flag="flag",
)


def knows(probe: Probe) -> bool:
    """Tell whether a file is in the layout of 2023 and later."""
    return probe.has_columns(*_columns(_NEW, _NEW_LAYOUT))


def knows_classic(probe: Probe) -> bool:
    """Tell whether a file is in the classic layout."""
    return probe.has_columns(*_columns(_CLASSIC, _CLASSIC_LAYOUT))


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file in the layout of 2023 and later."""
    return _read(NAME, material, _NEW, _NEW_LAYOUT, findings)


def read_classic(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file in the classic layout."""
    return _read(CLASSIC_NAME, material, _CLASSIC, _CLASSIC_LAYOUT, findings)


def _columns(mapping: Mapping, layout: Layout) -> set[str]:
    """Give the names of the columns without which a table is none of the layout."""
    return {*columns_of(mapping), *layout.columns}


def _read(
    name: str, material: Material, mapping: Mapping, layout: Layout, findings: Findings
) -> Iterator[Given]:
    table = open_table(material, mapping.file, tuple(_columns(mapping, layout)))
    yield replace(mapped.header(table, mapping, name), data_set=_DATA_SET)
    amended = yield from Amended.through(table, layout)
    for row in mapped.rows(table, mapping, findings):
        yield amended.of(row) if isinstance(row, list) else row

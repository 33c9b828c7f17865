"""Any bytes to any opener: a table, or a refusal in words; never anything else, never for long."""

import io
import json
import random
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.errors import ImportFileError
from flowviz.importers.container import unpacked
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from flowviz.importers.survey import frame_of, survey_of
from flowviz.importers.surveying import survey
from flowviz.importers.tables import open_table
from tests.importers.table_files import saved, text, workbook, zipped
from tests.importers.test_fuzz import NASTY

SEEDS = {
    "text": (text() * 3).encode(),
    "quoted": b'a;b\r\n"x;y";1,5\r\n"two\nlines";2.500,75\r\n',
    "wide": "Année;Pays\n2001;Côte d'Ivoire\n".encode("utf-16"),
    "json": b'{"data": [{"a": 1, "b": {"c": [1, 2]}}, {"a": "x", "a": null}]}',
    "lines": b'{"a": 1.0, "b": "x"}\n{"a": 2, "c": true}\n',
}
BEGINS = (b"", b"[", b"{", b"PK\x03\x04", b"PAR1", b"\x1f\x8b")
SHEETS = saved(workbook([("Supplier", "Recipient", "Year"), ("Chad", "Peru", 2001)]))
ODD_WORDS = (
    *("0", "-1", "1.5", "1e400", "nan", "", "99999999999", "x", "\u0665", "true"),
    *("A0", "A1", "XFD1048576", "ZZZZ1", "A1:A99999999", "B1:A1", "A1:B2", "1A"),
    *("s", "b", "e", "d", "n", "str", "inlineStr", "2015-03-04", "#REF!"),
)
SHEET = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c></row>
<row r="2"><c r="A2" s="1"><v>42</v></c><c r="B2" t="s"><v>0</v></c><c r="C2"><f>1+1</f></c></row>
</sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>"""


def look(data: bytes) -> None:
    """Take bytes all the way: unpacked, probed, surveyed, checked by the parent, read."""
    try:
        raw, name = unpacked(data, "any.csv")
        material = Material(raw, name)
        probe_of(material)
        told = survey_of(_sent(frame_of(survey(material, None))))
        table = open_table(material)
        for record in table.records():
            assert record.fault or record.cells
            assert record.number > 0
    except ImportFileError as error:
        assert "The reader sent" not in str(error), error  # noqa: PT017
        return
    assert told.names == table.names


def _sent(frame: dict[str, object]) -> object:
    return json.loads(json.dumps(frame))


def mutated(data: bytes, random_: random.Random) -> bytes:
    for _ in range(random_.randint(1, 12)):
        at, length = random_.randrange(len(data) + 1), random_.randrange(12)
        middle = random_.choice((b"", random_.choice(NASTY), random_.randbytes(length)))
        data = data[:at] + middle + data[at + length :]
    return data


def mistold(sheet: bytes, random_: random.Random) -> bytes:
    """Give a sheet that is sound XML and says odd things."""
    tokens = list(re.finditer(rb'(?<==")[^"<>]+(?=")|(?<=>)[^<>]+(?=<)', sheet))[1:]
    for token in sorted(random_.sample(tokens, 3), key=lambda token: -token.start()):
        word = random_.choice(ODD_WORDS)
        sheet = sheet[: token.start()] + word.encode() + sheet[token.end() :]
    return sheet


def with_sheet(sheet: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SHEETS)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, sheet if name.endswith("sheet1.xml") else before.read(name))
    return stream.getvalue()


def run(seed: int, count: int) -> None:
    random_ = random.Random(seed)
    for _ in range(count):
        look(mutated(SEEDS[random_.choice(sorted(SEEDS))], random_))


def run_sheets(seed: int, count: int) -> None:
    random_ = random.Random(seed)
    for _ in range(count):
        look(with_sheet(mutated(SHEET, random_)))
        look(with_sheet(mistold(SHEET, random_)))
        look(mutated(SHEETS, random_))


def test_mutated_texts_and_json_are_read_or_refused() -> None:
    run(1, 500)


def test_mutated_workbooks_are_read_or_refused() -> None:
    run_sheets(2, 60)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.sampled_from(BEGINS))
def test_any_bytes_are_read_or_refused(data: bytes, begin: bytes) -> None:
    look(begin + data)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8), st.sampled_from(",;\t|"))
def test_any_cells_are_read_or_refused(rows: list[list[str]], separator: str) -> None:
    look("\n".join(separator.join(row) for row in rows).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("file", sorted(SEEDS))
def test_packed_tables_are_looked_at_like_others(file: str) -> None:
    look(zipped(a_csv=SEEDS[file]))


@pytest.mark.long
def test_many_mutated_tables_are_read_or_refused() -> None:
    run(3, 20_000)
    run_sheets(4, 2_500)

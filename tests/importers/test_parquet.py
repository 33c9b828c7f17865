"""Parquet: values as plain text, nested columns told, damaged files refused in words."""

import io
import random

import pytest
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from flowviz.errors import ImportFileError
from flowviz.importers import limits, parquet
from tests.importers.table_files import cells, opened


def texts(cells: list[str | None], sort: DataType) -> Array:
    return Array(cells, type=DataType.utf8()).cast(sort)


COLUMNS = {
    "Name": Array(["Chad", "Côte d'Ivoire", None], type=DataType.utf8()),
    "pieces": Array([12, None, -3], type=DataType.int64()),
    "exact": Array([0.1, 12.0, 1e300], type=DataType.float64()),
    "short": Array([0.1, 2.5, None], type=DataType.float32()),
    "truth": Array([True, False, None], type=DataType.bool()),
    "value": texts(["1.50", "-0.05", None], DataType.decimal128(10, 2)),
    "day": texts(["2015-03-04"] * 3, DataType.date32()),
    "moment": texts(["2015-03-04T12:30:00"] * 3, DataType.timestamp("us")),
    "bytes": Array([b"\xff"] * 3, type=DataType.binary()),
}


def packed(columns: dict[str, Array] = COLUMNS) -> bytes:
    stream = io.BytesIO()
    write_parquet(Table.from_pydict(columns), stream)
    return stream.getvalue()


def test_values_come_as_plain_text() -> None:
    table = opened(packed())
    assert (table.names[0], table.header_line, table.line_count) == ("name", 0, 3)
    first, second, third = cells(table)
    moment = "2015-03-04 12:30:00"
    assert first == ["Chad", "12", "0.1", "0.1", "true", "1.50", "2015-03-04", moment]
    assert second == ["Côte d'Ivoire", "", "12", "2.5", "false", "-0.05", "2015-03-04", moment]
    assert third[:6] == ["", "-3", "1" + "0" * 300, "", "", ""]


def test_columns_that_are_no_cells_are_told() -> None:
    assert opened(packed()).doubts == (
        "the column 'bytes' holds lists, objects or bytes and is not read",
    )
    with pytest.raises(ImportFileError, match="no column that can be read"):
        opened(packed({"bytes": COLUMNS["bytes"]}))


def test_a_header_is_asked_for_by_its_names() -> None:
    assert opened(packed(), "name", "pieces").labels[0] == "Name"
    with pytest.raises(ImportFileError, match="'deal'"):
        opened(packed(), "name", "deal")


def test_rows_are_counted_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    assert limits.ROWS > 2
    with pytest.raises(ImportFileError, match="more than 2 rows"):
        opened(packed())


@pytest.mark.parametrize("seed", range(300))
def test_damaged_files_are_read_or_refused(seed: int) -> None:
    random_ = random.Random(seed)
    data = bytearray(packed())
    for _ in range(random_.randint(1, 8)):
        data[random_.randrange(4, len(data))] = random_.randrange(256)
    cut = random_.choice((len(data), random_.randrange(4, len(data))))
    try:
        table = opened(bytes(data[:cut]))
        rows = cells(table)
    except ImportFileError:
        return
    assert all(len(row) == len(table.labels) for row in rows)

"""Records to rows of the header's width; a record that a line break tore apart is mended."""

from collections.abc import Iterator

from flowviz.importers.findings import Findings
from flowviz.importers.limits import BROKEN_OVER_LINES
from flowviz.importers.table import Record, Table


def rows(table: Table, text_column: int, findings: Findings) -> Iterator[Record]:
    """Give the records that have a cell a column; the others are mended or found wanting.

    What the table and its records have to say of themselves becomes findings.

    ``text_column`` is the column whose free text may hold a raw line break (-1: none). SIPRI's
    Comments do: the record then becomes a line that ends within that cell and a line with the
    rest. A spreadsheet that saves such a file fills both up with empty cells.
    """
    for doubt in table.doubts:
        findings.doubtful(table.header_line, doubt)
    width = len(table.labels)
    torn: Record | None = None
    for record in table.records():
        if (
            torn is None
            and len(record.cells) == width
            and not record.doubts
            and not record.fault
            and not _is_torn(record.cells, width, text_column)
        ):
            yield record
            continue
        for doubt in record.doubts:
            findings.doubtful(record.number, doubt, record.text)
        cells = _cut(record.cells, width)
        if torn is not None:
            joined = _joined(torn, cells, width, text_column)
            if joined is not None:
                torn = joined._replace(text=f"{torn.text}\n{record.text}", lines=torn.lines + 1)
                if any(torn.cells[text_column + 1 :]):
                    message = f"a record broken over {torn.lines} lines was put together"
                    findings.doubtful(torn.number, message, torn.text)
                    yield torn
                    torn = None
                continue
            yield from _given_up(torn, width, findings)
            torn = None
        if record.fault:
            findings.skipped(record.number, record.fault, record.text)
        elif _is_torn(cells, width, text_column):
            torn = record._replace(cells=cells)
        elif len(cells) != width:
            findings.skipped(record.number, _miscounted(len(cells), width), record.text)
        else:
            yield record._replace(cells=cells) if len(record.cells) != width else record
    if torn is not None:
        yield from _given_up(torn, width, findings)


def _cut(cells: list[str], width: int) -> list[str]:
    """Leave out empty cells beyond the width."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    return cells


def _is_torn(cells: list[str], width: int, text_column: int) -> bool:
    """Tell whether a record ends with its free text, filled up with empty cells or not."""
    if text_column < 0 or not text_column < len(cells) <= width:
        return False
    ends_with_text = not any(map(str.strip, cells[text_column + 1 :]))
    return ends_with_text and bool(cells[0].strip()) and any(map(str.strip, cells[1:]))


def _joined(torn: Record, cells: list[str], width: int, text_column: int) -> Record | None:
    """Put the rest of a torn record to it; None when ``cells`` are no such rest."""
    rest_width = width - text_column
    if torn.lines >= BROKEN_OVER_LINES or not cells or any(c.strip() for c in cells[rest_width:]):
        return None
    text, *rest = cells[:rest_width]
    whole = " ".join(filter(None, (torn.cells[text_column].strip(), text.strip())))
    head = [*torn.cells[:text_column], whole]
    if not rest and len(torn.cells) == len(head):
        return torn._replace(cells=head)
    if not any(rest) or any(map(_is_wordy, rest)):
        return None
    return torn._replace(cells=head + rest + [""] * (rest_width - 1 - len(rest)))


def _is_wordy(cell: str) -> bool:
    return any(character.isalpha() for character in cell)


def _given_up(torn: Record, width: int, findings: Findings) -> Iterator[Record]:
    """Take a torn record whose rest never came as it is when it has all its cells."""
    if len(torn.cells) == width:
        yield torn
    else:
        findings.skipped(torn.number, _miscounted(len(torn.cells), width), torn.text)


def _miscounted(count: int, width: int) -> str:
    cells = "1 cell" if count == 1 else f"{count} cells"
    return f"the row has {cells} where the header has {width}"

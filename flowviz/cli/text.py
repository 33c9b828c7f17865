"""Plain text for a terminal: nothing from the data may steer it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager


def printable(text: str) -> str:
    """``text`` in one line, with a "?" for every character that a terminal might obey."""
    return "".join(
        letter if letter.isprintable() else " " if letter.isspace() else "?" for letter in text
    )


def say(lines: Iterable[str]) -> None:
    """Print lines; what the console cannot show comes as its number."""
    stream = sys.stdout
    if stream is None:  # closed by the caller, who wants no answer
        return
    encoding = stream.encoding or "utf-8"
    for line in lines:
        shown = printable(line).encode(encoding, "backslashreplace").decode(encoding)
        stream.write(shown + "\n")


def warn(message: str) -> None:
    """Tell of something beside the answer, on standard error."""
    if sys.stderr is not None:  # with None, print would write into the answer
        print(f"flowviz: {printable(message)}", file=sys.stderr)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how much of how much is done; a terminal shows it until all is."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield lambda _done, _total: None
        return

    def show(done: int, total: int) -> None:
        if total:
            stream.write(f"\r{printable(what)}: {100 * done // total} %")
            stream.flush()

    try:
        yield show
    finally:
        stream.write("\r\x1b[K")


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines, the columns as wide as they need to be."""
    cells = [tuple(map(printable, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]

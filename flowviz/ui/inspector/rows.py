"""The rows of the evidence tree as values: what each says, how it is marked, what hangs below."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowviz.flows.words import around_quotation
from flowviz.ui.picked import NO_PICK, Picked


class RowKind(enum.Enum):
    """What a row is; the delegate draws by it. Of a record each line is cut to one on screen."""

    SECTION = enum.auto()
    FLOW = enum.auto()
    RECORD = enum.auto()
    DETAIL = enum.auto()
    CITATION = enum.auto()
    MISSING = enum.auto()


class Tone(enum.Enum):
    """How a line of a row is written; the last two can be badges."""

    TEXT = enum.auto()
    MUTED = enum.auto()
    STRONG = enum.auto()
    LINK = enum.auto()
    CAUTION = enum.auto()
    ALARM = enum.auto()


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a source, and those before and after them, which are drawn paler."""

    text: str
    prefix: str = ""
    suffix: str = ""

    def around(self) -> tuple[str, str]:
        """Give the words before and after with the blanks that part them from it."""
        return around_quotation(self.prefix, self.text, self.suffix)

    def __str__(self) -> str:
        before, after = self.around()
        return f"{before}“{self.text}”{after}"


Line = tuple[Tone, str | Quote]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a title with something at its right end, badges, lines, and rows below it.

    ``cells`` are captions and values side by side, under the title. ``icon`` names an icon, ``url``
    is what Enter opens, ``archived`` the link of an archived copy, ``pair`` the flow it leads to,
    ``record`` the identifier of the record that it is. ``picked`` is what can be edited where it is
    current, ``more`` what else stands in it, each with its words. ``is_closed`` is that it is not
    opened by itself.
    """

    kind: RowKind
    title: str
    side: str = ""
    badges: tuple[tuple[Tone, str], ...] = ()
    lines: tuple[Line, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    icon: str = ""
    url: str = ""
    archived: str = ""
    pair: tuple[str, str] | None = None
    children: tuple[Row | Later, ...] = ()
    record: str = ""
    picked: Picked = NO_PICK
    more: tuple[tuple[str, Picked], ...] = ()
    is_closed: bool = False

    @property
    def key(self) -> object:
        """What it is known by when it is made anew: what it stands for, or its words."""
        picked = self.picked
        return (self.kind, picked.ids, picked.part) if picked.ids else (self.kind, self.title)

    def texts(self) -> Iterator[str]:
        """Everything it says, in reading order."""
        yield self.title
        yield self.side
        for _tone, words in self.badges:
            yield words
        for caption, value in self.cells:
            yield f"{caption}: {value}"
        for _tone, said in self.lines:
            yield str(said)

    def plain(self) -> str:
        """Give the row with all below it as lines of text, for the clipboard."""
        own = "\n".join(words for words in self.texts() if words)
        rows = (child if isinstance(child, Row) else child.row() for child in self.children)
        below = "\n".join(row.plain() for row in rows if row is not None)
        return own + (
            "\n" + "\n".join("    " + line for line in below.splitlines()) if below else ""
        )


@dataclass(frozen=True, slots=True)
class Later:
    """A record's row in a long list, made when it is seen: what it says has to be read first.

    ``lines`` and ``has_badges`` tell how tall it will be; ``make`` gives it by its place ``at``, or
    None while the dossier cannot be asked.
    """

    make: Callable[[int], Row | None]
    at: int
    record: str
    lines: int
    has_badges: bool

    @property
    def key(self) -> object:
        """As that of the row."""
        return RowKind.RECORD, (self.record,), ""

    def row(self) -> Row | None:
        """The row itself."""
        return self.make(self.at)


WAITING = Row(RowKind.RECORD, "\N{HORIZONTAL ELLIPSIS}")
"""Stands for a record that cannot be read while a job has the dossier."""

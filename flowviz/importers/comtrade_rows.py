"""What a Comtrade table says of its rows beyond what its mapping reads: levels, keys, estimates."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flowviz.importers.amending import (
    BETWEEN_SIGNS,
    Keys,
    include,
    included_measure,
    uncertain,
    unit_of,
    value_of,
)
from flowviz.importers.comtrade_levels import Cell, included
from flowviz.importers.entries import (
    DESIGNATION_AT,
    FIGURES_AT,
    KEY_AT,
    LINE_AT,
    EntryRow,
    FigureRow,
)
from flowviz.importers.findings import shown
from flowviz.importers.table import Table
from flowviz.importers.unit_words import UNSTATED

VALUE, QUANTITY, OTHER_QUANTITY, WEIGHT = "abcd"
"""What a figure of a row is."""
LEVEL = "Not counted: other rows of the file tell this trade at another level."

_NO_UNITS = frozenset({"n/a", "no quantity", UNSTATED})
_NOTHING = frozenset({"", "0", "0.0", "0.00", "0.000"})
# Legacy estimation flags (UN Comtrade, "Read me first", part 2): 2 quantity, 4 net weight, 6 both.
_ESTIMATED = {"2": QUANTITY, "4": WEIGHT, "6": QUANTITY + WEIGHT}
_FAMILIES = {"H": "HS", "S": "SITC", "B": "BEC"}
_ORDER = VALUE + WEIGHT + QUANTITY + OTHER_QUANTITY


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a layout by what they tell.

    ``parts`` are the columns of codes by which trade is broken down, with the code of the whole;
    ``figures`` says of each figure of the mapping, in its order, what it is; ``flag`` is the column
    of legacy estimation flags.
    """

    period: str
    reporter: str
    flow: str
    partner: str
    classification: str
    code: str
    value: str
    figures: str
    parts: Mapping[str, str]
    flag: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns without which no levels can be told."""
        return (
            *(self.period, self.reporter, self.flow, self.partner),
            *(self.classification, self.code, self.value),
        )


class Amended:
    """Amends the entries of a table by what its rows say beyond them."""

    def __init__(self, layout: Layout) -> None:
        self._figures = layout.figures
        self._keys: dict[int, str] = {}
        self._items: dict[int, str] = {}
        self._estimated: dict[int, str] = {}
        self._included: frozenset[int] = frozenset()

    @classmethod
    def through(cls, table: Table, layout: Layout) -> Generator[int, None, "Amended"]:
        """Look through a table first, with a sign of life now and then."""
        amended, cells = cls(layout), list[Cell]()
        for cell in amended._cells(table, layout):
            cells.append(cell)
            if len(cells) % BETWEEN_SIGNS == 0:
                yield 0
        amended._included = included(cells)
        return amended

    def of(self, row: EntryRow) -> EntryRow:
        """Give an entry as amended."""
        line = row[LINE_AT]
        row[KEY_AT], row[DESIGNATION_AT] = self._keys[line], self._items[line]
        row[FIGURES_AT] = list(self._stated(row[FIGURES_AT], self._estimated.get(line, "")))
        if line in self._included:
            include(row, LEVEL)
        return row

    def _cells(self, table: Table, layout: Layout) -> Iterator[Cell]:
        places = {name: place for place, name in enumerate(table.names)}
        parts = [(places[name], whole) for name, whole in layout.parts.items() if name in places]
        told = [places[name] for name in (layout.reporter, layout.flow, layout.partner)]
        period, code, value = (places[n] for n in (layout.period, layout.code, layout.value))
        classification, flag = places[layout.classification], places.get(layout.flag, -1)
        keys = Keys()
        for record in table.records():
            cells = [cell.strip() for cell in record.cells]
            if len(cells) < len(places):
                continue
            trade = tuple(cells[place] for place in told)
            by = tuple(
                "" if cells[place] in (whole, "") else cells[place] for place, whole in parts
            )
            when, month = cells[period][:4], cells[period][4:]
            key = (cells[period], *trade, cells[classification], cells[code], *filter(None, by))
            self._keys[record.number] = keys.of("/".join(key))
            self._items[record.number] = item_of(cells[classification], cells[code])
            if flag >= 0 and cells[flag] in _ESTIMATED:
                self._estimated[record.number] = _ESTIMATED[cells[flag]]
            yield Cell(
                record.number,
                (when, *trade),
                cells[classification],
                cells[code],
                (*by, month),
                value_of(cells[value]),
            )

    def _stated(self, figures: Sequence[FigureRow], estimated: str) -> Iterator[FigureRow]:
        """Give the figures that state anything: of two in one unit one counts, the net weight."""
        told: dict[str, str] = {}
        for figure in sorted(figures, key=self._rank):
            suffix, measure, amount, dates = figure
            what = self._figures[_place(suffix)]
            unit, bare = unit_of(measure), amount.partition("=")[0].removesuffix("?")
            if what == VALUE:
                yield figure
            elif bare in _NOTHING or unit.casefold() in _NO_UNITS or told.get(unit) == bare:
                continue
            else:
                counts = told.setdefault(unit, bare) == bare
                doubted = uncertain(amount) if what in estimated else amount
                yield [suffix, measure if counts else included_measure(measure), doubted, dates]

    def _rank(self, figure: FigureRow) -> int:
        return _ORDER.index(self._figures[_place(figure[0])])


def item_of(classification: str, code: str) -> str:
    """Give the item that a code stands for: "HS 930630", "SITC 891"."""
    return shown(f"{_FAMILIES.get(classification[:1].upper(), '')} {code}".strip())


def _place(suffix: str) -> int:
    """Give the place among the mapping's figures of one with this suffix."""
    return ord(suffix) - ord("a")

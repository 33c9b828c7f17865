"""What a Comtrade table says of its rows beyond what its mapping reads: levels, keys, estimates."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

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
        self._figures = {chr(ord("a") + place): told for place, told in enumerate(layout.figures)}
        self._ranks = {suffix: _ORDER.index(told) for suffix, told in self._figures.items()}
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
        wholes = {name: whole for name, whole in layout.parts.items() if name in places}
        flags = [layout.flag] if layout.flag in places else []
        read = itemgetter(*(places[name] for name in (*layout.columns, *wholes, *flags)))
        keys, items = Keys(), _Items()
        for number, cells, *_ in table.records():
            if len(cells) < len(places):
                continue
            told = [cell.strip() for cell in read(cells)]
            period, reporter, flow, partner, classification, code, value, *rest = told
            parts = zip(rest, wholes.values(), strict=False)
            by = ["" if part == whole else part for part, whole in parts]
            key = (period, reporter, flow, partner, classification, code, *filter(None, by))
            self._keys[number] = keys.of("/".join(key))
            self._items[number] = items[classification, code]
            if flags and rest[-1] in _ESTIMATED:
                self._estimated[number] = _ESTIMATED[rest[-1]]
            trade = period[:4], reporter, flow, partner
            yield Cell(number, trade, classification, code, (*by, period[4:]), value_of(value))

    def _stated(self, figures: Sequence[FigureRow], estimated: str) -> Iterator[FigureRow]:
        """Give the figures that state anything: of two in one unit one counts, the net weight."""
        told: dict[str, str] = {}
        for figure in sorted(figures, key=self._rank):
            suffix, measure, amount, dates = figure
            what = self._figures[suffix]
            if what == VALUE:
                yield figure
                continue
            unit, bare = unit_of(measure), amount.partition("=")[0].removesuffix("?")
            if bare in _NOTHING or unit.casefold() in _NO_UNITS or told.get(unit) == bare:
                continue
            else:
                counts = told.setdefault(unit, bare) == bare
                doubted = uncertain(amount) if what in estimated else amount
                yield [suffix, measure if counts else included_measure(measure), doubted, dates]

    def _rank(self, figure: FigureRow) -> int:
        return self._ranks[figure[0]]


class _Items(dict[tuple[str, str], str]):
    """The items that classifications and codes stand for."""

    def __missing__(self, told: tuple[str, str]) -> str:
        item = self[told] = item_of(*told)
        return item


def item_of(classification: str, code: str) -> str:
    """Give the item that a code stands for: "HS 930630", "SITC 891"."""
    return shown(f"{_FAMILIES.get(classification[:1].upper(), '')} {code}".strip())

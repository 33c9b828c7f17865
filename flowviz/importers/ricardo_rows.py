"""What the cells of RICardo's rows say: which rows are totals, which count, what is odd in them."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import NamedTuple

from flowviz.importers.amending import BETWEEN_SIGNS
from flowviz.importers.celltext import clean
from flowviz.importers.findings import Findings
from flowviz.importers.mapped_cells import Notes, Texts, Together, Told
from flowviz.importers.mapping import Direction
from flowviz.importers.ricardo_counting import Said, Telling, Tellings
from flowviz.importers.ricardo_sources import Sources
from flowviz.importers.table import Table
from flowviz.importers.unit_words import unit_told

COLUMNS = (
    *("source", "flow", "unit", "currency", "year", "reporting", "partner", "export_import"),
    *("special_general", "species_bullions", "transport_type", "statistical_period"),
    *("partner_sum", "world_trade_type", "notes"),
)
# RICardo's own table expimp_spegen.csv unites these words so.
_EXPORTS = (
    *("exp", "exp (uitvoer uit het vrije verkeer)", "exp (uitover uit het vrije verkeer)"),
    *("uitvoer uit het vrije verkeer", "uitvoer uit her vrije verkeer"),
    *("uitvoer huit het vrije verkeer", "uitvoer"),
)
_IMPORTS = ("imp", "imp (invoer tot verbruik)", "invoer tot verbruik")
DIRECTIONS = {
    **dict.fromkeys(_EXPORTS, Direction.EXPORT),
    **dict.fromkeys(_IMPORTS, Direction.IMPORT),
    "re-exp": Direction.RE_EXPORT,
    "re-imp": Direction.RE_IMPORT,
}
_COUNTED_ONCE = (Direction.EXPORT, Direction.IMPORT)

_WORLD, _REST = "World", "World (other)"
_NOBODY = frozenset({"***NA", "Species"})
"""RICardo's names for what is no partner: ships' stores, wrecks, whale fisheries, coins."""
_UNKNOWN = "Unknown"
_NO_WORD = frozenset({"", "?"})


class Looked(NamedTuple):
    """What was found by the lines of the rows: what is left out, what does not count, and why."""

    left_out: dict[int, str]
    uncounted: dict[int, str]


class Way(NamedTuple):
    """Who trades with whom on a row, and which way.

    ``left_out`` is why it is a totals row, "" where it is none. ``trade`` are reporter and partner
    as RICardo unites the names, and whether it is exports; None for a row that counts in no trade.
    ``names`` are those two as they stand.
    """

    left_out: str
    trade: tuple[str, str, bool] | None
    names: tuple[str, str]


class Beyond(NamedTuple):
    """What a row says beyond what its mapping reads: sentences for the comment, its currency.

    ``currency`` is "" where its name is not a word for another currency of today (the dinars of
    1930).
    """

    remark: str
    currency: str


class RowReader:
    """Tells of the cells of each row what its mapping does not read."""

    def __init__(self, table: Table, names: Mapping[str, str], sources: Sources) -> None:
        self._table, self._names, self._sources = table, names, sources
        self._places = {column: table.names.index(column) for column in COLUMNS}
        self._notes = Notes(Findings())  # the mapping is who tells what is odd about the cells
        self._years = Texts(lambda cell: clean(cell)[0])
        marks = "partner_sum", "world_trade_type"
        self._ways = self._together(("reporting", "partner", "export_import", *marks), self._way)
        told = "source", "currency", "special_general", "transport_type", "notes"
        self._said = self._together(told, self._saying)
        beyond = "species_bullions", "transport_type", "statistical_period", "currency"
        self._beyond = self._together(beyond, self._told_beyond)

    def beyond(self, cells: Sequence[str]) -> Beyond:
        """Give what a row says beyond its mapping."""
        return self._beyond.of(cells)

    def look_through(self) -> Generator[int, None, Looked]:
        """Look through the table: what to leave out, what does not count; now and then a sign."""
        looked, tellings = Looked({}, {}), Tellings()
        width, year, flow = len(self._table.labels), self._places["year"], self._places["flow"]
        for number, cells, *_ in self._table.records():
            if len(cells) == width:
                left_out, trade, names = self._ways.of(cells)
                if left_out:
                    looked.left_out[number] = left_out
                elif trade is not None:
                    has_value, said = bool(cells[flow].strip()), self._said.of(cells)
                    telling = Telling(number, has_value, names, said)
                    tellings.add((trade, self._years[cells[year]]), telling)
            if number % BETWEEN_SIGNS == 0:
                yield 0
        looked.uncounted.update(tellings.uncounted())
        return looked

    def _together(
        self, columns: Iterable[str], meaning: Callable[[Sequence[str]], Told]
    ) -> Together[Told]:
        return Together((self._places[column] for column in columns), meaning, self._notes)

    def _cleaned(self, cells: Sequence[str], *columns: str) -> list[str]:
        return [clean(cells[self._places[column]])[0] for column in columns]

    def _way(self, cells: Sequence[str]) -> Way:
        columns = "reporting", "partner", "export_import", "partner_sum", "world_trade_type"
        reporting, stands, word, adds_up, world_trade = self._cleaned(cells, *columns)
        partner = self._names.get(stands, stands)
        why = _why_left_out(partner, world_trade, adds_up)
        direction = DIRECTIONS.get(word.casefold())
        if why or direction not in _COUNTED_ONCE:
            return Way(why, None, (reporting, stands))
        reporter = self._names.get(reporting, reporting)
        trade = reporter, partner, direction is Direction.EXPORT
        return Way("", trade, (reporting, stands))

    def _saying(self, cells: Sequence[str]) -> Said:
        columns = "source", "currency", "special_general", "transport_type", "notes"
        source, currency, special_general, transport, note = self._cleaned(cells, *columns)
        type_ = self._sources.type_of(source)
        return Said(source, type_, currency, special_general, transport, note)

    def _told_beyond(self, cells: Sequence[str]) -> Beyond:
        columns = "species_bullions", "transport_type", "statistical_period", "currency"
        *told, currency = self._cleaned(cells, *columns)
        return Beyond(_remark(*told), currency if unit_told(currency) != currency else "")


def known(name: str) -> str:
    """Give the name of a partner; that of none is unknown."""
    return _UNKNOWN if name in _NOBODY else name


def _why_left_out(partner: str, world_trade: str, adds_up: str) -> str:
    if partner.startswith(_WORLD) and partner != _REST:
        return f"a totals row: the partner is '{partner}'"
    if world_trade:
        return f"a totals row: {world_trade.replace('_', ' ')}"
    return "a totals row: it adds up several partners" if adds_up else ""


def _remark(species: str, transport: str, period: str) -> str:
    """Give what a row says beyond what its mapping reads, in sentences."""
    told = []
    if species not in _NO_WORD:
        told.append(f"Species and bullion: {species}.")
    if transport:
        told.append(f"By {transport.replace('_', ' ')}.")
    if period:
        told.append(f"Period: {period.rstrip('.')}.")
    return " ".join(told)

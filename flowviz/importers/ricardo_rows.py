"""A first look at all rows of RICardo: which are totals, which count, what is odd about them."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from flowviz.importers.amending import BETWEEN_SIGNS
from flowviz.importers.celltext import clean
from flowviz.importers.mapping import Direction
from flowviz.importers.ricardo_counting import Telling, Tellings
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


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, by the lines of the rows.

    ``left_out`` are totals rows with the reason, ``uncounted`` rows that are included only, with
    the reason, ``remarks`` what goes into the comment, ``currencies`` those whose names are words
    for another currency of today (the dinars of 1930).
    """

    left_out: dict[int, str] = field(default_factory=dict)
    uncounted: dict[int, str] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)
    currencies: dict[int, str] = field(default_factory=dict)

    @classmethod
    def through(
        cls, table: Table, names: Mapping[str, str], sources: Sources
    ) -> Generator[int, None, "Looked"]:
        """Look through a table, with a sign of life now and then."""
        looked, tellings, texts = cls(), Tellings(), _Texts()
        width = len(table.labels)
        cells_of = itemgetter(*map(table.names.index, _CELLS))
        for record in table.records():
            if len(record.cells) == width:
                cells = cells_of(record.cells)
                row = _Row._make([texts[cell] for cell in cells])
                looked._take(record.number, row, names, sources, tellings)
            if record.number % BETWEEN_SIGNS == 0:
                yield 0
        looked.uncounted.update(tellings.uncounted())
        return looked

    def _take(
        self,
        line: int,
        row: "_Row",
        names: Mapping[str, str],
        sources: Sources,
        tellings: Tellings,
    ) -> None:
        partner = names.get(row.partner, row.partner)
        why = _why_left_out(partner, row)
        if why:
            self.left_out[line] = why
            return
        remark = _remark(row)
        if remark:
            self.remarks[line] = remark
        if unit_told(row.currency) != row.currency:
            self.currencies[line] = row.currency
        direction = DIRECTIONS.get(row.direction.casefold())
        if direction not in _COUNTED_ONCE:
            return
        reporter = names.get(row.reporting, row.reporting)
        tellings.add(
            (reporter, partner, row.year, direction is Direction.EXPORT),
            Telling(
                line,
                row.source,
                sources.type_of(row.source),
                row.reporting,
                row.partner,
                row.currency,
                row.special_general,
                row.transport,
                row.notes,
                bool(row.flow),
            ),
        )


class _Row(NamedTuple):
    """The cells of a row that decide anything, cleaned."""

    flow: str
    source: str
    currency: str
    year: str
    reporting: str
    partner: str
    direction: str
    special_general: str
    species: str
    transport: str
    period: str
    partner_sum: str
    world_trade_type: str
    notes: str


_CELLS = (
    *("flow", "source", "currency", "year", "reporting", "partner", "export_import"),
    *("special_general", "species_bullions", "transport_type", "statistical_period"),
    *("partner_sum", "world_trade_type", "notes"),
)


class _Texts(dict[str, str]):
    """Cleaned cells; equal ones are one object, or half a million rows would not fit."""

    def __missing__(self, cell: str) -> str:
        text = self[cell] = clean(cell)[0]
        return text


def known(name: str) -> str:
    """Give the name of a partner; that of none is unknown."""
    return _UNKNOWN if name in _NOBODY else name


def _why_left_out(partner: str, row: _Row) -> str:
    if partner.startswith(_WORLD) and partner != _REST:
        return f"a totals row: the partner is '{partner}'"
    if row.world_trade_type:
        return f"a totals row: {row.world_trade_type.replace('_', ' ')}"
    return "a totals row: it adds up several partners" if row.partner_sum else ""


def _remark(row: _Row) -> str:
    """Give what a row says beyond what its mapping reads, in sentences."""
    told = []
    if row.species not in _NO_WORD:
        told.append(f"Species and bullion: {row.species}.")
    if row.transport:
        told.append(f"By {row.transport.replace('_', ' ')}.")
    if row.period:
        told.append(f"Period: {row.period.rstrip('.')}.")
    return " ".join(told)

"""What pasting a table would do: which records are new, which change, what is wrong where."""

import dataclasses
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.editing import styles
from flowviz.editing.checking import check
from flowviz.editing.composing import CellFault, Composer
from flowviz.editing.known import Known
from flowviz.editing.showing import text_of
from flowviz.editing.table import FIGURE_FIELDS, Pasted
from flowviz.editing.twins import saying
from flowviz.flows.items import item_key
from flowviz.records import Transfer, flow_id

_UNIT = re.compile(
    r"(?P<amount>.*\d[^A-Za-z]*)\s(?P<behind>[A-Za-z]+)|(?P<before>[A-Z]{3})\s(?P<amount_too>.*\d.*)"
)
_LONGEST_AMOUNT = 100
WORLD = "x-world"
"""The bundled actor that "World", "All countries" and "Total" mean."""
_TOTALS = frozenset({"total", "totals", "subtotal", "sub-total", "grand total", "sum"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says where a table leaves it open; "" is not said.

    ``decimal`` and ``day_order`` are terms of ``styles``. ``kind``, ``stage`` and ``unit`` are
    those of new records and figures that do not say.
    """

    decimal: str = ""
    day_order: str = ""
    kind: str = ""
    stage: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One record of the table: its rows, what it was before, and what it becomes.

    ``record`` is None where something is wrong with it.
    """

    rows: tuple[int, ...]
    before: Transfer | None
    record: Transfer | None
    actors: tuple[Actor, ...]

    @property
    def is_changed(self) -> bool:
        """Whether it is new or another than before."""
        return self.record is not None and self.record != self.before


@dataclass(frozen=True, slots=True)
class PastePlan:
    """The records of a table, and what is wrong with it, by row and column.

    ``decimal`` and ``day_order`` are how its columns are read, "" for cell by cell. ``asks`` names
    the choices that would help.
    """

    pasted: Pasted
    records: tuple[Planned, ...]
    faults: tuple[CellFault, ...]
    decimal: str
    day_order: str
    asks: frozenset[str]

    @property
    def new(self) -> int:
        """How many records are added."""
        return sum(each.is_changed and each.before is None for each in self.records)

    @property
    def changed(self) -> int:
        """How many records of the dossier become others."""
        return sum(each.is_changed and each.before is not None for each in self.records)

    @property
    def unchanged(self) -> int:
        """How many records say what the dossier says."""
        return sum(each.record is not None and not each.is_changed for each in self.records)

    @property
    def faulty(self) -> int:
        """How many records can only be left out."""
        return sum(each.record is None for each in self.records)

    @property
    def pairs(self) -> tuple[tuple[Transfer, Transfer], ...]:
        """The records of the dossier that become others, before and after."""
        changed = (each for each in self.records if each.is_changed)
        return tuple((e.before, e.record) for e in changed if e.before and e.record)

    def puts(self) -> tuple[Actor | Transfer, ...]:
        """What one edit puts, the faulty records left out."""
        changed = [each for each in self.records if each.is_changed]
        actors = {actor.code: actor for each in changed for actor in each.actors}
        return (*actors.values(), *(each.record for each in changed if each.record is not None))


def plan(
    pasted: Pasted,
    known: Known,
    before: Mapping[str, Transfer],
    choices: Choices = Choices(),
    progress: Callable[[int, int], None] | None = None,
) -> PastePlan:
    """What pasting a table would do; ``before`` are those of ``pasted.ids`` that there are."""
    pasted = with_units(pasted, known)
    amounts, dates = _column(pasted, "amount"), _column(pasted, "dates")
    decimal = choices.decimal or styles.decimal_mark(amounts)
    order = choices.day_order or styles.day_order(dates)
    plain = _plain(decimal, order)
    defaults = {"kind": choices.kind, "stage": choices.stage, "unit": choices.unit}
    records, faults = list[Planned](), list[CellFault]()
    groups = _groups(pasted)
    for at, rows in enumerate(groups):
        old = before.get((pasted.cell(rows[0], "record") or "").strip())
        composer = Composer(pasted, rows, text_of(old, known) if old else None, defaults, plain)
        text = composer.text()
        checked = check(text, known, old)
        found = [*composer.faults, *(composer.cell_fault(each, text) for each in checked.faults)]
        found += _totals(composer, checked.record, old)
        if checked.record is not None and checked.record == old:
            found = [each for each in found if each.is_grave]  # nothing of it is pasted
        faults += found
        is_grave = any(fault.is_grave for fault in found)
        records.append(Planned(rows, old, None if is_grave else checked.record, checked.actors))
        if progress is not None:
            progress(at + 1, len(groups))
    return PastePlan(
        pasted,
        tuple(records),
        tuple(sorted(faults, key=lambda fault: fault.row)),
        decimal,
        order,
        _asks(pasted, records, amounts, dates),
    )


def with_twins(made: PastePlan, reading: Reading) -> PastePlan:
    """The plan with a warning where a record would say the same as one before it or in the dossier.

    Two equal rows may be two deals, so both are taken; a table that is pasted twice is noticed.
    """
    changed = [each.record for each in made.records if each.record and each.is_changed]
    own = {each.record.id for each in made.records if each.record}
    flows = {flow_id(record.supplier, record.recipient) for record in changed}
    ids = reading.rows(
        "SELECT id FROM transfer"
        " WHERE supplier || '>' || recipient IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(flows)),),
    )
    stored = reading.transfers(str(id_) for (id_,) in ids if id_ not in own)
    said = dict.fromkeys(map(saying, stored), "A record of the dossier")
    faults = list(made.faults)
    for each in made.records:
        told = saying(each.record) if each.record is not None else None
        if told is None:
            continue
        if each.is_changed and told in said:
            words = f"{said[told]} says the same: both would count."
            faults.append(CellFault(each.rows[0], "supplier", words, is_grave=False))
        said.setdefault(told, f"Row {made.pasted.numbers[each.rows[0]]}")
    faults.sort(key=lambda fault: fault.row)
    return dataclasses.replace(made, faults=tuple(faults))


def with_units(pasted: Pasted, known: Known) -> Pasted:
    """The table with units in a column of their own, where they stand with the amounts."""
    if "amount" not in pasted.fields:
        return pasted
    units = {each.casefold(): each for each in known.units}
    units |= {each.removesuffix("s"): each for each in ("pieces", "rounds", "tonnes")}
    parted = [_parted(pasted.cell(row, "amount") or "", units) for row in range(len(pasted.rows))]
    if not any(unit for _, unit in parted):
        return pasted
    if "unit" not in pasted.fields:
        pasted = dataclasses.replace(
            pasted,
            headings=(*pasted.headings, "Unit"),
            fields=(*pasted.fields, "unit"),
            rows=tuple((*row, "") for row in pasted.rows),
        )
    places = pasted.fields.index("amount"), pasted.fields.index("unit")
    rows = list(map(list, pasted.rows))
    for row, (amount, unit) in zip(rows, parted, strict=True):
        if unit and not row[places[1]].strip():
            row[places[0]], row[places[1]] = amount, unit
    return dataclasses.replace(pasted, rows=tuple(map(tuple, rows)))


def _parted(cell: str, units: Mapping[str, str]) -> tuple[str, str]:
    """The amount and the unit of a cell such as "240 pieces" or "EUR 37.9", "" for none."""
    found = _UNIT.fullmatch(cell.strip()) if len(cell) <= _LONGEST_AMOUNT else None
    if found is None:
        return cell, ""
    unit = units.get((found["before"] or found["behind"]).casefold(), "")
    return (found["amount"] or found["amount_too"], unit) if unit else (cell, "")


def _plain(decimal: str, order: str) -> Callable[[str, str], str]:
    """What makes a cell of a column what a form would have."""

    def plain(field: str, cell: str) -> str:
        cell = cell.replace("\r\n", "\n").strip()
        if field == "amount":
            return styles.plain_numbers(cell, decimal)
        return styles.plain_days(cell, order) if field == "dates" else cell

    return plain


def _totals(
    composer: Composer, record: Transfer | None, before: Transfer | None
) -> list[CellFault]:
    """What is wrong with a row of totals, which a table has beside the rows that make it up."""
    if record is None or before is not None:
        return []
    row = composer.rows[0]
    found = [(row, name) for name in ("supplier", "recipient") if getattr(record, name) == WORLD]
    for row in composer.rows:
        if item_key(composer.pasted.cell(row, "designation") or "") in _TOTALS:
            found.append((row, "designation"))
    words = "This is a total of other rows: it would count beside them. Leave it out."
    return [CellFault(row, name, words) for row, name in found]


def _groups(pasted: Pasted) -> list[tuple[int, ...]]:
    """The rows of each record, in the order of their first; a row without identifier is one."""
    groups: dict[str | int, list[int]] = {}
    for row in range(len(pasted.rows)):
        groups.setdefault((pasted.cell(row, "record") or "").strip() or row, []).append(row)
    return list(map(tuple, groups.values()))


def _column(pasted: Pasted, field: str) -> list[str]:
    if field not in pasted.fields:
        return []
    place = pasted.fields.index(field)
    return [row[place] for row in pasted.rows]


def _asks(
    pasted: Pasted, records: Sequence[Planned], amounts: Sequence[str], dates: Sequence[str]
) -> frozenset[str]:
    """The choices that a table leaves to a person."""
    asks = set()
    if styles.needs_decimal_mark(amounts) and not styles.decimal_mark(amounts):
        asks.add("decimal")
    if styles.needs_day_order(dates) and not styles.day_order(dates):
        asks.add("day_order")
    for each in records:
        if each.before is None and not any(pasted.cell(row, "kind") for row in each.rows):
            asks.add("kind")
        for row in each.rows:
            is_new = each.before is None or not pasted.cell(row, "figure")
            if is_new and any(pasted.cell(row, name) for name in FIGURE_FIELDS):
                asks |= {name for name in ("stage", "unit") if not pasted.cell(row, name)}
    return frozenset(asks)

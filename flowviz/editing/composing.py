"""The rows of one record put together: what a form would hold, and which row said what."""

import dataclasses
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flowviz.editing.amount_texts import short
from flowviz.editing.faults import Fault
from flowviz.editing.table import (
    FIGURE_FIELDS,
    LINE_FIELDS,
    PARTY_COLUMNS,
    RECORD_FIELDS,
    Pasted,
    parties_cell,
    parties_of,
)
from flowviz.editing.typed import FigureText, LineText, PartyText, TransferText
from flowviz.records import new_id

_Text = TypeVar("_Text", TransferText, LineText, FigureText)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell; ``row`` is its place in ``Pasted.rows``, ``field`` its column."""

    row: int
    field: str
    words: str
    is_grave: bool = True


@dataclass(slots=True)
class Composer:
    """Puts the rows of one record together, those that stand in the dossier over what it shows.

    ``plain`` gives a cell of a field as a form would have it. What a row leaves out stays as it is:
    a table adds and changes, and takes nothing away.
    """

    pasted: Pasted
    rows: tuple[int, ...]
    shown: TransferText | None
    defaults: Mapping[str, str]
    plain: Callable[[str, str], str]
    faults: list[CellFault] = field(default_factory=list)
    _said: dict[tuple[str, str], int] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)

    def text(self) -> TransferText:
        """The record as a form would hold it."""
        whole = self.shown or TransferText(kind=self.defaults.get("kind", ""))
        whole = self._changed(whole, RECORD_FIELDS, self.rows, is_new=self.shown is None)
        for role in PARTY_COLUMNS:
            whole = self._with_parties(whole, role.value)
        lines = {line.id: line for line in whole.lines}
        figures = {"": {each.id: each for each in whole.figures}}
        figures |= {line.id: {each.id: each for each in line.figures} for line in whole.lines}
        known_lines, line_rows = set(lines), dict[str, list[int]]()
        told = [name for name in LINE_FIELDS if name in self.pasted.fields]
        keys = {_key(getattr(line, name) for name in told): line.id for line in whole.lines}
        for row in self.rows:
            id_ = self._line_of(row, known_lines, keys, told)
            if id_:
                lines.setdefault(id_, LineText(id=id_))
                line_rows.setdefault(id_, []).append(row)
            self._take_figure(row, figures, id_)
        for id_, rows in line_rows.items():
            is_new = id_ not in known_lines
            lines[id_] = self._changed(lines[id_], LINE_FIELDS, rows, is_new=is_new)
        return dataclasses.replace(
            whole,
            lines=tuple(
                dataclasses.replace(line, figures=tuple(figures.get(line.id, {}).values()))
                for line in lines.values()
            ),
            figures=tuple(figures[""].values()),
        )

    def cell_fault(self, fault: Fault, text: TransferText) -> CellFault:
        """The cell that a fault of the record is about."""
        part: Any = text
        *steps, name = fault.path.split("/")
        for step in steps:
            part = part[int(step)] if step.isdigit() else getattr(part, step)
        if isinstance(part, PartyText):
            name = f"party {part.role}"
        row = self._said.get((part.id, name), self._first.get(part.id, self.rows[0]))
        return CellFault(row, name, fault.words, fault.is_grave)

    def _line_of(
        self, row: int, known: Container[str], keys: dict[str, str], told: Sequence[str]
    ) -> str:
        """The identifier of the line that a row tells of, "" for the record as a whole.

        Without an identifier it is the line that says the same in all columns of lines.
        """
        id_ = self._cell(row, "line")
        if id_ in known:
            return id_
        key = id_ or _key(self._cell(row, name) for name in told)
        return keys.setdefault(key, new_id()) if key else ""

    def _take_figure(self, row: int, figures: dict[str, dict[str, FigureText]], line: str) -> None:
        id_ = self._cell(row, "figure")
        home = next((place for place, those in figures.items() if id_ in those), None)
        if home is None:
            if any(self._cell(row, name) for name in FIGURE_FIELDS):
                new = FigureText(self.defaults.get("stage", ""), self.defaults.get("unit", ""))
                new = self._changed(new, FIGURE_FIELDS, (row,), is_new=True)
                figures.setdefault(line, {})[new.id] = new
            return
        if id_ in self._first:
            other = self.pasted.numbers[self._first[id_]]
            words = f"Row {other} has this figure already. Clear the cell to add another figure."
            self.faults.append(CellFault(row, "figure", words))
            return
        before = figures[home][id_]
        figures[home][id_] = self._changed(before, FIGURE_FIELDS, (row,), is_new=False)

    def _with_parties(self, whole: TransferText, role: str) -> TransferText:
        """The record with the parties of a role that its rows name; one left out is taken away."""
        field, shown = f"party {role}", parties_cell(whole, role)
        cells = [(row, self.pasted.cell(row, field)) for row in self.rows]
        said = [(row, cell) for row, cell in cells if cell is not None and cell != shown]
        said = [(row, cell) for row, cell in said if cell.strip() or self.shown is not None]
        if not said:
            return whole
        names = parties_of(said[0][1])
        for row, cell in said[1:]:
            if parties_of(cell) != names:
                words = f"Row {self.pasted.numbers[said[0][0]]} of the same record says otherwise."
                self.faults.append(CellFault(row, field, words))
        stay = tuple(p for p in whole.parties if p.role != role or p.actor in names)
        there = {party.actor for party in stay if party.role == role}
        new = tuple(PartyText(name, role) for name in names if name not in there)
        for party in new:
            self._first[party.id] = said[0][0]
        return dataclasses.replace(whole, parties=(*stay, *new))

    def _changed(
        self, part: _Text, names: Iterable[str], rows: Sequence[int], *, is_new: bool
    ) -> _Text:
        """A part with what its rows say otherwise; two that disagree are at fault."""
        self._first.setdefault(part.id, rows[0])
        said: dict[str, Any] = {}
        for name in names:
            shown = getattr(part, name)
            for row in rows:
                cell = self.pasted.cell(row, name)
                if cell is None or cell in (shown, shown.strip()) or (is_new and not cell.strip()):
                    continue
                value = self.plain(name, cell)
                if said.setdefault(name, value) != value:
                    other = self.pasted.numbers[self._said[part.id, name]]
                    words = f"Row {other} of the same record says {short(said[name])}."
                    self.faults.append(CellFault(row, name, words))
                else:
                    self._said.setdefault((part.id, name), row)
        return dataclasses.replace(part, **said)

    def _cell(self, row: int, field: str) -> str:
        return (self.pasted.cell(row, field) or "").strip()


def _key(fields: Iterable[str]) -> str:
    """What lines that say the same share, "" for one that says nothing."""
    return "\t".join(field.strip() for field in fields).strip()

"""The figures of a row of a mapped table: amount, unit, stage and dates."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flowviz.importers import unit_words
from flowviz.importers.decimal_signs import column_signs
from flowviz.importers.entries import FigureRow, delivery_year, measure
from flowviz.importers.findings import Findings
from flowviz.importers.limits import UNIT_CHARACTERS
from flowviz.importers.mapped_cells import Columns, Texts, cleaned
from flowviz.importers.mapped_dates import DateReader
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.importers.number_text import DecimalSign, digits_alone, plain_number, read_amount
from flowviz.importers.table import Table
from flowviz.importers.unit_words import UNSTATED
from flowviz.terms import Basis

_YEAR = re.compile(r"\d{4}", re.ASCII)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Amount(NamedTuple):
    """An amount as sent, bare and marked as uncertain; ``unit`` is the one in the cell."""

    notation: str
    marked: str
    unit: str
    doubts: tuple[str, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the cells beside an amount say: its unit, and by what it is multiplied (None: lost).

    ``amounts`` are those of texts that are no bare digits; ``measures`` are stage, unit and basis
    in one text with doubts about the unit, by the unit in the cell and whether it is included.
    """

    unit: str
    scale: Decimal | None
    amounts: Texts[_Amount]
    measures: dict[tuple[str, bool], tuple[str, tuple[str, ...]]]


class FigureReader:
    """Gives one figure of each row."""

    def __init__(
        self,
        columns: Columns,
        figure: MappedFigure,
        suffix: str,
        decimal: DecimalSign,
        dates: DateReader,
    ) -> None:
        self._figure, self._suffix, self._decimal = figure, suffix, decimal
        self._notes, self._dates = columns.notes, dates
        self._place, self._constant = columns.place(figure.amount.column), figure.amount.constant
        self._scale_place = columns.place(figure.scale_column)
        self._unit = columns.text(figure.unit, UNIT_CHARACTERS)
        self._flag = columns.flag(figure.uncertain) if figure.uncertain else None
        self._is_money = unit_words.is_money(figure.unit.constant)
        self._beside = columns.together((figure.unit, Field(figure.scale_column)), self._said)

    @property
    def is_of_one_year(self) -> bool:
        """Whether it is one of several columns, each of a year."""
        return bool(self._figure.dates.constant)

    def of(self, cells: Sequence[str], row_dates: str, is_included: bool) -> tuple[FigureRow, bool]:
        """Give the figure of a row, and whether its cell holds anything at all."""
        raw = cells[self._place] if self._place >= 0 else self._constant
        beside = self._beside.of(cells)
        is_marked = self._flag is not None and self._flag.of(cells)
        number = "" if beside.scale is None else digits_alone(raw, self._decimal, beside.scale)
        if number:
            notation, unit, is_empty = _noted(number, raw, is_marked), "", False
        else:
            amount = beside.amounts[raw]
            notation = amount.marked if is_marked else amount.notation
            unit, is_empty = amount.unit, amount.is_empty
            if amount.doubts:
                self._notes.doubt(amount.doubts, self._figure.amount.column, raw)
        meant, doubts = beside.measures.get((unit, is_included)) or self._measured(
            beside, unit, is_included
        )
        if doubts and not is_empty:
            self._notes.doubt(doubts, self._figure.amount.column, raw)
        dates = self._dates.of(cells)[0] if self._figure.dates else row_dates
        return [self._suffix, meant, notation, dates], not is_empty

    def _measured(
        self, beside: _Beside, in_cell: str, is_included: bool
    ) -> tuple[str, tuple[str, ...]]:
        doubts: tuple[str, ...] = ()
        if in_cell and beside.unit and in_cell != beside.unit:
            doubts = (f"it says {in_cell}, not {beside.unit}; its own word is taken",)
        elif not in_cell and not beside.unit and self._figure.unit.column:
            doubts = (f"nothing says what it counts; its unit is '{UNSTATED}'",)
        is_total = self._figure.basis is Basis.TOTAL
        basis = Basis.INCLUDED if is_included and is_total else self._figure.basis
        meant = measure(self._figure.stage, in_cell or beside.unit or UNSTATED, basis)
        beside.measures[in_cell, is_included] = meant, doubts
        return meant, doubts

    def _said(self, cells: Sequence[str]) -> _Beside:
        scale = self._scale_of(cells)
        reading = _of_no_factor if scale is None else self._reading_of(scale)
        return _Beside(unit_words.unit_told(self._unit.of(cells)), scale, Texts(reading), {})

    def _scale_of(self, cells: Sequence[str]) -> Decimal | None:
        """Give by what the amount of a row is multiplied, None where that cannot be read."""
        if self._scale_place < 0:
            return self._figure.scale
        text = cleaned(cells[self._scale_place])[0]
        factor, _ = unit_words.factor_of(text, is_money=True)
        number = plain_number(text, self._decimal)
        if factor is None and number is not None:
            factor = Decimal(number)
        return None if factor is None or factor <= 0 else self._figure.scale * factor

    def _reading_of(self, scale: Decimal) -> "_Reading":
        return _Reading(self._decimal, scale, self._is_money)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Gives the amount that the text of a cell states, by what is decided for its column."""

    decimal: DecimalSign
    scale: Decimal
    is_money: bool

    def __call__(self, raw: str) -> _Amount:
        text, odd = cleaned(raw)
        told = read_amount(text, self.decimal, self.scale, is_money=self.is_money)
        marked = _noted(told.amount, text, is_uncertain=True)
        bare = marked if told.is_uncertain else _noted(told.amount, text, is_uncertain=False)
        return _Amount(bare, marked, told.unit, (*odd, *told.doubts), not text)


def _noted(amount: str, text: str, is_uncertain: bool) -> str:
    """Give the notation of an amount, with the text behind it where that is another."""
    mark = "?" if is_uncertain else ""
    return f"{amount}{mark}" if text == amount else f"{amount}{mark}={text}"


def _of_no_factor(raw: str) -> _Amount:
    text = cleaned(raw)[0]
    doubt = "what it is multiplied by cannot be read; the amount is taken as unknown"
    written = f"={text}" if text else ""
    return _Amount(written, f"?{written}", "", (doubt,) if text else (), not text)


def figure_readers(
    table: Table, mapping: Mapping, columns: Columns, findings: Findings
) -> tuple[FigureReader, ...]:
    """Give the readers of a mapping's figures, with the decimal sign of each column decided."""
    signs = _decimal_signs(table, mapping, columns, findings)
    return tuple(
        FigureReader(
            columns,
            figure,
            suffix,
            signs.get(columns.place(figure.amount.column), "."),
            DateReader(columns, figure.dates, mapping.date_order),
        )
        for figure, suffix in zip(mapping.figures, _suffixes(mapping), strict=True)
    )


def _suffixes(mapping: Mapping) -> Iterator[str]:
    """Name the figures: a letter each, and for those of one sort in columns a year, the year."""
    letters: dict[object, str] = {}
    taken: set[str] = set()
    fresh = map(_letter, itertools.count())
    for figure in mapping.figures:
        year = _YEAR.search(figure.dates.constant)
        sort: object = (figure.stage, figure.unit, figure.basis, figure.scale) if year else figure
        if sort not in letters:
            letters[sort] = next(fresh)
        end = year[0] if year else ""
        while (suffix := f"{letters[sort]}{end}") in taken or delivery_year(suffix) is not None:
            letters[sort] = next(fresh)
        taken.add(suffix)
        yield suffix


def _letter(number: int) -> str:
    """Give a to z, then aa to zz, then aaa."""
    before, last = divmod(number, len(_LETTERS))
    return (_letter(before - 1) if before else "") + _LETTERS[last]


def _decimal_signs(
    table: Table, mapping: Mapping, columns: Columns, findings: Findings
) -> dict[int, DecimalSign]:
    """Decide for each column of amounts which sign stands before decimals, and say so."""
    places = {columns.place(figure.amount.column) for figure in mapping.figures} - {-1}
    if mapping.file.decimal:
        return dict.fromkeys(places, mapping.file.decimal)
    is_typed = not table.separator
    signs: dict[int, DecimalSign] = {}
    for place, (sign, is_contradicted, is_open) in column_signs(table, places).items():
        is_plain = not is_open or (is_typed and not sign and not is_contradicted)
        signs[place] = "." if is_plain else sign
        label = table.names[place]
        if is_contradicted:
            why = "some numbers have a decimal comma, some a point; what may be either is left out"
            findings.doubtful(table.header_line, why, column=label)
        elif sign == ",":
            why = "the numbers are read with a decimal comma"
            findings.doubtful(table.header_line, why, column=label)
    return signs

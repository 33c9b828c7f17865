"""What the columns of a table seem to mean: a mapping guessed from names and first rows.

It is shown before it is applied, and what it leaves open is said. A name decides what a column is,
its cells decide whether it can be that; nothing is taken from the order of the columns.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flowviz.importers import unit_words, vocabulary
from flowviz.importers.date_text import is_year, orders_of, read_dates
from flowviz.importers.guess_words import (
    CODES,
    DIRECTIONS,
    is_year_word,
    likeness,
    stage_of,
    words_of,
)
from flowviz.importers.mapping import (
    DateOrder,
    Direction,
    Field,
    MappedFigure,
    Mapping,
    column_names,
    problems_of,
)
from flowviz.importers.number_text import NOTHING, decimal_sign, read_amount
from flowviz.terms import Basis, Reporter, Stage, TransferKind

_MOST_CELLS = 0.8
"""The share of a column's cells that must be numbers, dates or links for it to be one of them."""
_CODE = re.compile(r"[A-Z]{2,3}", re.ASCII)
_INDEX = frozenset({"column", "id", "index", "no", "nr", "row", "key", "№"})
_TEXTS = ("designation", "description", "comment", "source_url", "source")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column by its name in mappings, with its cells that hold anything."""

    name: str
    cells: tuple[str, ...]

    def mostly(self, holds: Sequence[bool]) -> bool:
        return bool(holds) and sum(holds) >= _MOST_CELLS * len(holds)

    @property
    def is_numbers(self) -> bool:
        sign = decimal_sign(self.cells)[0] or "."
        told = [cell for cell in self.cells if cell.casefold() not in NOTHING]
        return self.mostly([bool(read_amount(cell, sign).amount) for cell in told])

    @property
    def amounts(self) -> list[Decimal | None]:
        """The amounts of its cells, None for one that is no plain number."""
        sign = decimal_sign(self.cells)[0] or "."
        told = [read_amount(cell, sign).amount for cell in self.cells]
        return [Decimal(text) if text[:1].isdigit() and ".." not in text else None for text in told]

    @property
    def is_dates(self) -> bool:
        return self.mostly([bool(read_dates(cell, "dmy").dates) for cell in self.cells])

    @property
    def is_codes(self) -> bool:
        return self.mostly([_CODE.fullmatch(cell) is not None for cell in self.cells])

    @property
    def is_index(self) -> bool:
        """Whether it numbers the rows and says nothing of them."""
        if not _INDEX & {*words_of(self.name).split()}:
            return False
        digits = [cell for cell in self.cells if cell.isascii() and cell.isdigit()]
        return len(digits) == len(set(digits)) == len(self.cells)


def guess(
    names: tuple[str, ...], rows: Sequence[Sequence[str]], title: str
) -> tuple[Mapping, tuple[str, ...]]:
    """Give the mapping that fits a table best, and in sentences what is open about it.

    ``title`` is the file's name without its end, which may tell what its records are of.
    """
    columns = [
        _Column(name, tuple(cell for row in rows if (cell := _cell(row, place))))
        for place, name in enumerate(column_names(names))
    ]
    made = _Guess(columns, title)
    mapping = made.mapping()
    return mapping, (*problems_of(mapping, names), *made.doubts)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


class _Guess:
    """Takes column after column for what it seems to mean, each once."""

    def __init__(self, columns: list[_Column], title: str) -> None:
        self._free = {
            column.name: column for column in columns if column.cells and not column.is_index
        }
        self._title = title
        self.doubts: list[str] = []

    def mapping(self) -> Mapping:
        """Give what all columns together seem to mean."""
        ends = self._ends()
        dates = self._taken("dates", self._free_dates())
        words = [column for column in self._free.values() if not column.is_numbers]
        currency, unit = self._taken("currency", words), self._taken("unit", words)
        category = self._taken("category", self._free.values())
        texts = {term: self._taken(term, words) for term in _TEXTS}
        figures = tuple(self._figures(currency, unit))
        self._say_currencies(figures)
        is_licence = {figure.stage for figure in figures} == {Stage.LICENSED}
        mapping = Mapping(
            title=self._title,
            kind=TransferKind.LICENCE if is_licence else TransferKind.REPORT,
            reported_by=Reporter.EXPORTER if is_licence else Reporter.THIRD_PARTY,
            date_order=self._order(dates),
            figures=figures,
            vocabulary=vocabulary.vocabulary_of(category.cells) if category else "",
        )
        found = {"dates": dates, "category": category, **texts}
        fields = {term: Field(column.name) for term, column in found.items() if column}
        return replace(mapping, **fields, **ends)  # type: ignore[arg-type]

    def _free_dates(self) -> list[_Column]:
        return [column for column in self._free.values() if column.is_dates]

    def _taken(self, meaning: str, among: Iterable[_Column]) -> _Column | None:
        """Take the column whose name says a meaning best, None where none does."""
        scored = [
            (likeness(column.name, meaning), column)
            for column in among
            if column.name in self._free
        ]
        best, column = max(scored, key=lambda each: each[0], default=(0, None))
        if not best or column is None:
            return None
        del self._free[column.name]
        return column

    def _ends(self) -> dict[str, Any]:
        """Take the columns of both ends: supplier and recipient, or reporter and partner."""
        words = [column for column in self._free.values() if not column.is_numbers]
        roles = ("reporter", "partner")
        is_reported = all(any(likeness(c.name, role) for c in words) for role in roles)
        direction = self._taken("direction", words) if is_reported else None
        if direction is None:
            roles = ("supplier", "recipient")
        told: dict[str, Any] = {}
        if direction is not None:
            told["direction"] = Field(direction.name)
            told["directions"] = _directions(direction)
        for role in roles:
            self._take_end(role, role, words, told)
        if direction is None:
            for role in ("recipient", "supplier"):
                if role not in told and f"{role}_code" not in told:
                    self._take_end(role, "country", words, told)
        return told

    def _take_end(
        self, role: str, meaning: str, words: list[_Column], told: dict[str, Any]
    ) -> None:
        """Take the columns that name one end, and give its code."""
        is_code = {c.name: c.is_codes or bool(CODES & set(words_of(c.name).split())) for c in words}
        named = self._taken(meaning, [c for c in words if not is_code[c.name]])
        if named is not None:
            told[role] = Field(named.name)
        coded = self._taken(meaning, [c for c in words if is_code[c.name]])
        if coded is None and named is not None:
            bare = [c for c in words if c.name in self._free and c.is_codes and _is_bare(c.name)]
            coded = bare[0] if len(bare) == 1 else None
            if coded is not None:
                del self._free[coded.name]
        if coded is not None:
            told[f"{role}_code"] = Field(coded.name)

    def _figures(self, currency: _Column | None, unit: _Column | None) -> Iterator[MappedFigure]:
        """Take the columns of amounts: by their names, else all numbers that are left."""
        numbers = [column for column in self._free.values() if column.is_numbers]
        years = [column for column in numbers if is_year(column.name)]
        if years:
            for column in years:
                yield self._figure(column, Field(), Field(constant=column.name))
            return
        totals = [column for column in numbers if likeness(column.name, "total")]
        known = [c for c in numbers if _is_amount(c.name) or c in totals]
        parts = [c for c in numbers if c not in known] if totals else []
        for column in known or numbers:
            yield self._figure(column, _unit_of(column.name, currency, unit), Field())
        for column in parts:
            whole = _unit_of(totals[0].name, currency, unit)
            self.doubts.append(_part_words(column, totals[0]))
            yield replace(self._figure(column, whole, Field()), basis=Basis.INCLUDED)

    def _say_currencies(self, figures: tuple[MappedFigure, ...]) -> None:
        """Say that sums in several currencies, which may be one worth told twice, stay apart."""
        money = {f.unit.constant: f for f in figures if unit_words.is_money(f.unit.constant)}
        if len(money) > 1:
            told = " and ".join(f"'{figure.amount.column}'" for figure in money.values())
            self.doubts.append(f"{told} are money in several currencies; they are never added.")

    def _figure(self, column: _Column, unit: Field, dates: Field) -> MappedFigure:
        stage = Stage(stage_of(column.name) or stage_of(self._title) or Stage.DELIVERED)
        if not unit:
            self.doubts.append(f"Nothing says what the numbers in '{column.name}' count.")
        scale = Decimal(1)
        for word in words_of(column.name).split():
            scale *= unit_words.FACTORS.get(word, Decimal(1))
        return MappedFigure(Field(column.name), stage, unit, scale=scale, dates=dates)

    def _order(self, dates: _Column | None) -> DateOrder:
        """Give the order of day and month if all cells allow but one."""
        if dates and all(cell.endswith("-01-01") for cell in dates.cells):
            meant = "are read as" if is_year_word(dates.name) else "may stand for"
            self.doubts.append(
                f"All days in '{dates.name}' are the first of a year; they {meant} the year."
            )
        told = [orders_of(cell) for cell in dates.cells] if dates else []
        allowed = [orders for orders in told if orders]
        if dates is None or not allowed:
            return ""
        common = frozenset.intersection(*allowed)
        if len(common) == 1:
            (order,) = common
            return order
        self.doubts.append(f"Whether the day or the month comes first in '{dates.name}' is open.")
        return ""


def _part_words(part: _Column, whole: _Column) -> str:
    """Say that a column is taken for a part of another one, or that it is too large for that."""
    told = f"'{part.name}' and '{whole.name}' both hold amounts; only '{whole.name}' is counted"
    if len(part.cells) == len(whole.cells):
        pairs = zip(part.amounts, whole.amounts, strict=True)
        larger = sum(a is not None and b is not None and a > b for a, b in pairs)
        if larger:
            return f"{told}. '{part.name}' is larger on {larger} of the first rows: say what it is."
    return f"{told}, and '{part.name}' is taken for a part of it."


def _is_bare(name: str) -> bool:
    """Tell whether a name says no more than that it is a code."""
    words = set(words_of(name).split())
    return bool(words & CODES) and not any(
        likeness(name, role) for role in ("supplier", "recipient")
    )


def _is_amount(name: str) -> bool:
    is_told = any(likeness(name, meaning) for meaning in ("pieces", "money"))
    return is_told or bool(_named_unit(name))


def _named_unit(name: str) -> str:
    """Give the unit that a column's name says: "Value (EUR)", "tonnes"."""
    words = words_of(name).split()
    return next((unit for word in words if (unit := unit_words.UNITS.get(word, ""))), "")


def _unit_of(name: str, currency: _Column | None, unit: _Column | None) -> Field:
    """Give where the unit of a column of amounts stands."""
    told = _named_unit(name)
    if told:
        return Field(constant=told)
    if likeness(name, "money") and currency is not None:
        return Field(currency.name)
    if unit is not None:
        return Field(unit.name)
    return Field(constant="pieces") if likeness(name, "pieces") else Field()


def _directions(column: _Column) -> dict[str, Direction]:
    told = dict.fromkeys(cell.casefold() for cell in column.cells)
    return {cell: Direction(DIRECTIONS[cell]) for cell in told if cell in DIRECTIONS}

"""Which column of a table means what: a frozen value, made by hand, by guess or by a format.

A mapping says nothing of how the columns are read; ``mapped`` does. As a file it is TOML
(``mapping_toml``, docs/mapping.md).
"""

import collections.abc
import enum
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal, TypeAlias

from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

DateOrder: TypeAlias = Literal["", "ymd", "dmy", "mdy"]
"""In which order days, months and years stand; "" where the cells leave no doubt."""
DATE_ORDERS: tuple[DateOrder, ...] = ("", "ymd", "dmy", "mdy")
VOCABULARIES = ("", "sipri", "unroca", "ml", "hs")
"""What the cells of the category column are words of; "" for words of the file's own."""


class Direction(enum.StrEnum):
    """Which way the goods of a row went, as the reporter of a reporter/partner table sees it.

    Re-exports, re-imports and domestic exports are parts of exports and imports: their figures
    are *included* ones, shown and never summed.
    """

    EXPORT = "export"
    IMPORT = "import"
    RE_EXPORT = "re-export"
    RE_IMPORT = "re-import"
    DOMESTIC_EXPORT = "domestic export"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Field:
    """Where a text comes from: a column, or the same ``constant`` on every row; bare: nowhere."""

    column: str = ""
    constant: str = ""

    def __bool__(self) -> bool:
        """Whether it comes from anywhere at all."""
        return bool(self.column or self.constant)


@dataclass(frozen=True, slots=True)
class FileChoices:
    """How the file is opened; "" or 0 where that is found by looking at it."""

    encoding: str = ""
    separator: str = ""
    decimal: Literal["", ".", ","] = ""
    sheet: str = ""
    header_line: int = 0


@dataclass(frozen=True, slots=True)
class MappedFigure:
    """A figure of each row: where its amount stands, and of what stage and unit it is.

    A unit in the cell itself ("EUR 37.9 m") goes before ``unit``. Amounts are multiplied by
    ``scale``, and by what ``scale_column`` says on each row ("1000", "million"). ``dates`` is empty
    where the mapping's own date holds. ``uncertain`` names a column of marks of doubt.
    """

    amount: Field
    stage: Stage
    unit: Field = Field()
    scale: Decimal = Decimal(1)
    basis: Basis = Basis.TOTAL
    dates: Field = Field()
    uncertain: str = ""
    scale_column: str = ""


@dataclass(frozen=True, slots=True)
class MappedParty:
    """Another party of each row."""

    name: Field
    role: Role


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a table mean; columns go by the names of :func:`column_names`.

    Either ``supplier`` and ``recipient`` (or their codes) are mapped, or ``reporter`` and
    ``partner``: then ``direction`` tells on each row who supplied whom, by ``directions``, whose
    keys are the cells' texts casefolded. ``reported_by`` holds for tables of the first sort.
    ``ignored`` are names that the user has left out, casefolded. ``existence`` None is: judged by
    rule.
    """

    title: str = ""
    publisher: str = ""
    url: str = ""
    kind: TransferKind = TransferKind.REPORT
    existence: Existence | None = None
    reported_by: Reporter = Reporter.THIRD_PARTY
    file: FileChoices = FileChoices()
    date_order: DateOrder = ""
    supplier: Field = Field()
    supplier_code: Field = Field()
    recipient: Field = Field()
    recipient_code: Field = Field()
    reporter: Field = Field()
    reporter_code: Field = Field()
    partner: Field = Field()
    partner_code: Field = Field()
    direction: Field = Field()
    directions: collections.abc.Mapping[str, Direction] = field(default_factory=dict)
    parties: tuple[MappedParty, ...] = ()
    figures: tuple[MappedFigure, ...] = ()
    dates: Field = Field()
    key: Field = Field()
    designation: Field = Field()
    description: Field = Field()
    category: Field = Field()
    vocabulary: str = ""
    condition: Field = Field()
    comment: Field = Field()
    source: Field = Field()
    source_url: Field = Field()
    source_publisher: Field = Field()
    source_author: Field = Field()
    source_published: Field = Field()
    locator: Field = Field()
    ignored: frozenset[str] = frozenset()

    @property
    def is_reported(self) -> bool:
        """Whether it is of a reporter/partner table."""
        return bool(self.reporter or self.reporter_code or self.partner or self.partner_code)


FIELDS: tuple[str, ...] = tuple(each.name for each in fields(Mapping) if each.type is Field)
"""The terms of a mapping that are one field each, in the order of the docs."""


def column_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the name of each column as a mapping says it.

    An unnamed one is called by its place ("column 3"); the second of one name gets " #2".
    """
    told: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, start=1):
        bare = name or f"column {place}"
        unique, times = bare, 1
        while unique in taken:
            times += 1
            unique = f"{bare} #{times}"
        taken.add(unique)
        told.append(unique)
    return tuple(told)


def fields_of(mapping: Mapping) -> Iterator[tuple[str, Field]]:
    """Give every field that comes from somewhere, with words that say what it is."""
    for name in FIELDS:
        yield name.replace("_", " "), getattr(mapping, name)
    for party in mapping.parties:
        yield str(party.role), party.name
    for number, figure in enumerate(mapping.figures, start=1):
        yield f"amount of figure {number}", figure.amount
        yield f"unit of figure {number}", figure.unit
        yield f"date of figure {number}", figure.dates
        yield f"mark of doubt of figure {number}", Field(figure.uncertain)
        yield f"factor of figure {number}", Field(figure.scale_column)


def columns_of(mapping: Mapping) -> frozenset[str]:
    """Give the names of all columns that a mapping reads."""
    return frozenset(each.column for _, each in fields_of(mapping) if each.column)


def problems_of(mapping: Mapping, names: tuple[str, ...]) -> tuple[str, ...]:
    """Say in sentences what keeps a mapping from being read from columns of these names."""
    known = set(column_names(names))
    return (
        *_missing_columns(mapping, known),
        *_party_problems(mapping),
        *_figure_problems(mapping),
        *_word_problems(mapping),
    )


def _missing_columns(mapping: Mapping, known: set[str]) -> Iterator[str]:
    for term, each in fields_of(mapping):
        if each.column and each.column not in known:
            yield f"The table has no column '{each.column}', which is to be the {term}."
        if each.column and each.constant:
            yield f"The {term} is both the column '{each.column}' and always '{each.constant}'."


def _party_problems(mapping: Mapping) -> Iterator[str]:
    if not mapping.is_reported:
        for role in ("supplier", "recipient"):
            if not getattr(mapping, role) and not getattr(mapping, f"{role}_code"):
                yield f"No column is the {role}; choose one, or an actor for all rows."
        return
    for role in ("reporter", "partner"):
        if not getattr(mapping, role) and not getattr(mapping, f"{role}_code"):
            yield f"No column is the {role}."
    for role in ("supplier", "recipient"):
        for name in (role, f"{role}_code"):
            if each := getattr(mapping, name):
                stands = f"the column '{each.column}'" if each.column else f"'{each.constant}'"
                yield (
                    f"A table of reporters and partners tells the {role} by its direction; "
                    f"{stands} cannot be that too."
                )
    if not mapping.direction:
        yield "No column is the direction (export or import as the reporter sees it)."
    elif not mapping.directions:
        yield f"No word of the column '{mapping.direction.column}' is known as a direction."


def _figure_problems(mapping: Mapping) -> Iterator[str]:
    if not mapping.figures:
        yield "No column is an amount."
    for number, figure in enumerate(mapping.figures, start=1):
        if not figure.amount:
            yield f"Figure {number} has no column of amounts."
        if not figure.scale.is_finite() or figure.scale <= 0:
            yield f"The amounts in '{figure.amount.column}' cannot be multiplied by {figure.scale}."
    told = [(f.amount, f.stage, f.unit, f.basis, f.dates) for f in mapping.figures]
    for place, meaning in enumerate(told):
        if meaning in told[:place]:
            yield f"The column '{meaning[0].column}' is the same figure twice."


def _word_problems(mapping: Mapping) -> Iterator[str]:
    if mapping.date_order not in DATE_ORDERS:
        yield f"'{mapping.date_order}' is no order of days, months and years."
    if mapping.vocabulary not in VOCABULARIES:
        yield f"'{mapping.vocabulary}' is no vocabulary of categories known here."

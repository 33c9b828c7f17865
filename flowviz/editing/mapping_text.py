"""A mapping as a person sets it: every term a text that a list or a line holds.

Where a term comes from is its *place*: ``column:NAME``, ``always:TEXT``, or "" for nowhere.
``text_of`` gives the texts of a mapping, ``mapping_of`` the mapping of the texts.
"""

import collections.abc
import dataclasses
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from flowviz.importers.mapping import (
    FIELDS,
    DateOrder,
    Direction,
    Field,
    FileChoices,
    MappedFigure,
    MappedParty,
    Mapping,
)
from flowviz.records import new_id
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind

COLUMN, ALWAYS = "column:", "always:"
WIDE = "wide"
"""The amount of a figure that stands in many columns, one a year."""
BY_RULE = ""
"""What stands for the existence of records that is left to the rule."""
ENDS, REPORTED = "ends", "reported"
"""How a row names who supplied whom: both by name, or a reporter, a partner and a direction."""

_MOST_GUESSED = 4
"""Figures that are shown unasked: a table with hundreds of numbers a row has other things in it."""
_MOST_WORDS = 30
"""Words of directions that are asked about; a column with more has none."""
_ENDS = ("supplier", "supplier_code", "recipient", "recipient_code")
_REPORTED = ("reporter", "reporter_code", "partner", "partner_code", "direction")


@dataclass(frozen=True, slots=True)
class MappedFigureText:
    """One figure of each row; ``wide`` are columns and dates of one that has a column a year."""

    amount: str = ""
    stage: str = Stage.DELIVERED.value
    unit: str = ""
    scale: str = "1"
    scale_column: str = ""
    basis: str = Basis.TOTAL.value
    dates: str = ""
    uncertain: str = ""
    wide: tuple[tuple[str, str], ...] = ()
    id: str = dataclasses.field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class MappedPartyText:
    """Another party of each row."""

    name: str = ""
    role: str = Role.END_USER.value
    id: str = dataclasses.field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class DirectionText:
    """What a word of the column of directions means, "" where nobody has said."""

    word: str
    direction: str = ""

    @property
    def id(self) -> str:
        """What it is known by."""
        return self.word


@dataclass(frozen=True, slots=True)
class MappingText:
    """All that a person sets; the fields bear the names of ``Mapping``'s."""

    ends: str = ENDS
    title: str = ""
    publisher: str = ""
    url: str = ""
    kind: str = TransferKind.REPORT.value
    existence: str = BY_RULE
    reported_by: str = Reporter.THIRD_PARTY.value
    encoding: str = ""
    separator: str = ""
    decimal: str = ""
    sheet: str = ""
    header_line: int = 0
    date_order: str = ""
    supplier: str = ""
    supplier_code: str = ""
    recipient: str = ""
    recipient_code: str = ""
    reporter: str = ""
    reporter_code: str = ""
    partner: str = ""
    partner_code: str = ""
    direction: str = ""
    directions: tuple[DirectionText, ...] = ()
    parties: tuple[MappedPartyText, ...] = ()
    figures: tuple[MappedFigureText, ...] = ()
    dates: str = ""
    key: str = ""
    designation: str = ""
    description: str = ""
    category: str = ""
    vocabulary: str = ""
    condition: str = ""
    comment: str = ""
    source: str = ""
    source_url: str = ""
    source_publisher: str = ""
    source_author: str = ""
    source_published: str = ""
    locator: str = ""
    ignored: frozenset[str] = frozenset()


def place_of(field: Field) -> str:
    """Give where a field comes from as a text."""
    if field.column:
        return COLUMN + field.column
    return ALWAYS + field.constant if field.constant else ""


def field_of(place: str) -> Field:
    """Give the field that stands at a place."""
    if place.startswith(COLUMN):
        return Field(column=place.removeprefix(COLUMN))
    return (
        Field(constant=place.removeprefix(ALWAYS).strip()) if place.startswith(ALWAYS) else Field()
    )


def column_at(place: str) -> str:
    """Give the name of the column at a place, "" where it is none."""
    return place.removeprefix(COLUMN) if place.startswith(COLUMN) else ""


def _column_place(column: str) -> str:
    return COLUMN + column if column else ""


def text_of(mapping: Mapping, words: Iterable[str] = ()) -> MappingText:
    """Give the texts of a mapping; ``words`` stand in the column of directions, as they are."""
    places: dict[str, Any] = {name: place_of(getattr(mapping, name)) for name in FIELDS}
    return MappingText(
        ends=REPORTED if mapping.is_reported else ENDS,
        title=mapping.title,
        publisher=mapping.publisher,
        url=mapping.url,
        kind=mapping.kind.value,
        existence=mapping.existence.value if mapping.existence else BY_RULE,
        reported_by=mapping.reported_by.value,
        date_order=mapping.date_order,
        directions=direction_texts((*mapping.directions, *words), mapping.directions),
        parties=tuple(
            MappedPartyText(place_of(each.name), each.role.value) for each in mapping.parties
        ),
        figures=tuple(_figures_told(mapping.figures)),
        vocabulary=mapping.vocabulary,
        ignored=mapping.ignored,
        **dataclasses.asdict(mapping.file),
        **places,
    )


def direction_texts(
    words: Iterable[str], known: collections.abc.Mapping[str, Direction] | None = None
) -> tuple[DirectionText, ...]:
    """Give the words of a column of directions with what each is known to mean."""
    told = dict.fromkeys(word.casefold() for word in words)
    meant = known or {}
    return tuple(
        DirectionText(word, meant[word].value if word in meant else "")
        for word in itertools.islice(told, _MOST_WORDS)
    )


def to_begin_with(guess: Mapping, title: str) -> Mapping:
    """Give what a person is shown first: a guess with a title, and no more figures than one reads.

    Columns that are alike but for their year are one figure.
    """
    figures = itertools.islice(_figures_told(guess.figures), _MOST_GUESSED)
    shown = tuple(itertools.chain.from_iterable(map(_figures_of, figures)))
    return dataclasses.replace(guess, title=guess.title or title, figures=shown)


def mapping_of(texts: MappingText) -> Mapping:
    """Give the mapping of the texts; what they leave open is not in it."""
    unsaid = _ENDS if texts.ends == REPORTED else _REPORTED
    places: dict[str, Any] = {
        name: Field() if name in unsaid else field_of(getattr(texts, name)) for name in FIELDS
    }
    told = texts.directions if texts.ends == REPORTED else ()
    return Mapping(
        title=texts.title.strip(),
        publisher=texts.publisher.strip(),
        url=texts.url.strip(),
        kind=TransferKind(texts.kind),
        existence=Existence(texts.existence) if texts.existence else None,
        reported_by=Reporter(texts.reported_by),
        file=choices_of(texts),
        date_order=cast(DateOrder, texts.date_order),
        directions={each.word: Direction(each.direction) for each in told if each.direction},
        parties=tuple(
            MappedParty(field_of(each.name), Role(each.role))
            for each in texts.parties
            if field_of(each.name)
        ),
        figures=tuple(itertools.chain.from_iterable(map(_figures_of, texts.figures))),
        vocabulary=texts.vocabulary if texts.category else "",
        ignored=texts.ignored,
        **places,
    )


def choices_of(texts: MappingText) -> FileChoices:
    """Give how the file is opened."""
    values: dict[str, Any] = {
        each.name: getattr(texts, each.name) for each in dataclasses.fields(FileChoices)
    }
    return FileChoices(**values)


def _figures_told(figures: Iterable[MappedFigure]) -> Iterator[MappedFigureText]:
    """Give figures one by one, those that differ in their column and fixed date only together."""
    told: list[list[MappedFigure]] = []
    for figure in figures:
        if told and _are_alike(told[-1][0], figure):
            told[-1].append(figure)
        else:
            told.append([figure])
    for found in told:
        first, is_wide = found[0], len(found) > 1
        yield MappedFigureText(
            amount=WIDE if is_wide else place_of(first.amount),
            stage=first.stage.value,
            unit=place_of(first.unit),
            scale=f"{first.scale:f}",
            scale_column=_column_place(first.scale_column),
            basis=first.basis.value,
            dates="" if is_wide else place_of(first.dates),
            uncertain=_column_place(first.uncertain),
            wide=tuple((each.amount.column, each.dates.constant) for each in found)
            if is_wide
            else (),
        )


def _are_alike(one: MappedFigure, other: MappedFigure) -> bool:
    """Whether two figures differ in their column and the date that is fixed for it alone."""
    if not all(each.amount.column and each.dates.constant for each in (one, other)):
        return False
    return dataclasses.replace(one, amount=other.amount, dates=other.dates) == other


def _figures_of(figure: MappedFigureText) -> Iterator[MappedFigure]:
    made = MappedFigure(
        amount=field_of(figure.amount),
        stage=Stage(figure.stage),
        unit=field_of(figure.unit),
        scale=Decimal(figure.scale),
        scale_column=column_at(figure.scale_column),
        basis=Basis(figure.basis),
        dates=field_of(figure.dates),
        uncertain=column_at(figure.uncertain),
    )
    if figure.amount != WIDE:
        if made.amount:
            yield made
        return
    for column, date in figure.wide:
        yield dataclasses.replace(made, amount=Field(column), dates=Field(constant=date))

"""Small made-up records whose sums can be seen."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from flowviz.amounts import Amount, AmountKind
from flowviz.flows.columns import Columns, Rows, build
from flowviz.records import Citation, Source
from flowviz.terms import (
    Existence,
    Origin,
    Reporter,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)

SOURCES = {
    source.id: source
    for source in (
        Source("report", "Nobody knows where it is from"),
        Source("wire", "A wire", origin=Origin.ORIGINAL),
        Source("envoy", "An envoy", url="https://example.org/envoy", origin=Origin.ORIGINAL),
        Source("copy", "A paper with the wire", origin=Origin.DERIVED, derives_from=("wire",)),
        Source("gone", "Taken back", origin=Origin.ORIGINAL, status=SourceStatus.RETRACTED),
    )
}

SPELLINGS = {"Sukhoi 27": "Su-27", "SU27": "Su-27"}
"""Designations that a user has joined, in every made dossier."""


def item_of(designation: str) -> str:
    """What stands for a designation."""
    return SPELLINGS.get(designation, designation)


@dataclass(frozen=True)
class MadeFigure:
    """A figure of basis total; ``line`` -1 is the transfer itself, years (0, 0) is undated.

    ``left_out`` are years between the first and the last that its list leaves out; ``months`` are
    those of the first and the last year in which it begins and ends.
    """

    amount: Amount
    unit: str = "pieces"
    stage: Stage = Stage.DELIVERED
    years: tuple[int, int] = (2015, 2015)
    line: int = -1
    left_out: frozenset[int] = frozenset()
    months: tuple[int, int] = (1, 12)

    @property
    def listed(self) -> list[int]:
        """Its years, the first and the last always among them."""
        first, last = self.years
        return [y for y in range(first, last + 1) if y in (first, last) or y not in self.left_out]

    @property
    def span(self) -> tuple[int, int]:
        """Its first and its last month, counted from January of the year 0."""
        (first, last), (begin, end) = self.years, self.months
        return 12 * first + begin - 1, 12 * last + end - 1

    @property
    def has_gaps(self) -> bool:
        """Whether its list of years leaves one out."""
        return len(self.listed) <= self.years[1] - self.years[0]


@dataclass(frozen=True)
class MadeTransfer:
    """A transfer with the categories and the designations ("item 0" where not told) of its lines.

    ``grades`` are those of citations of the report; ``cites`` are other sources cited for it, of
    ``SOURCES``.
    """

    supplier: str
    recipient: str
    figures: tuple[MadeFigure, ...] = ()
    categories: tuple[str, ...] = ()
    existence: Existence = Existence.CONFIRMED
    kind: TransferKind = TransferKind.DELIVERY
    is_counted: bool = True
    designations: tuple[str, ...] = ()
    reporter: Reporter | None = None
    is_disputed: bool = False
    grades: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """Category and designation of each line; one of neither where there is no line."""
        names = self.designations or tuple(f"item {at}" for at in range(len(self.categories)))
        return tuple(zip(self.categories, names, strict=True)) or (("", ""),)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What is cited for it as a whole, or against it."""
        graded = (
            Citation(
                "",
                "report",
                Subject.TRANSFER,
                "",
                reliability=grade.rstrip("123456"),
                credibility=int(grade[-1]) if grade[-1:].isdigit() else None,
            )
            for grade in self.grades
        )
        others = (Citation("", source, Subject.TRANSFER, "") for source in self.cites)
        denial = Citation("", "report", Subject.TRANSFER, "", stance=Stance.CONTRADICTS)
        return (*graded, *others, *((denial,) if self.is_disputed else ()))


def columns_of(*transfers: MadeTransfer, disputed: tuple[int, ...] = ()) -> Columns:
    """The columns of some transfers, whose identifiers are t000, t001, ..."""
    codes = {code for transfer in transfers for code in (transfer.supplier, transfer.recipient)}
    lines: list[tuple[Any, ...]] = []
    figures: list[tuple[Any, ...]] = []
    cited: list[tuple[str, str]] = []
    for number, transfer in enumerate(transfers):
        id_ = f"t{number:03}"
        for position, (category, name) in enumerate(transfer.items[: len(transfer.categories)]):
            lines.append((f"{id_}/{position}", id_, position, name, category))
        figures.extend(_figure_row(id_, figure) for figure in transfer.figures)
        transfer = dataclasses.replace(
            transfer, is_disputed=transfer.is_disputed or number in disputed
        )
        cited.extend((id_, _said(citation)) for citation in transfer.citations)
    return build(
        Rows(
            [(code, code.title()) for code in codes],
            [_transfer_row(f"t{number:03}", made) for number, made in enumerate(transfers)],
            lines,
            figures,
            data_sets=[("other", False, "")],
            cited=cited,
            sources=SOURCES,
            spellings=SPELLINGS,
        )
    )


def _transfer_row(id_: str, made: MadeTransfer) -> tuple[Any, ...]:
    traits = f"{made.existence}|{made.kind}|{made.reporter or ''}|"
    data_set = "" if made.is_counted else "other"
    return id_, made.supplier, made.recipient, traits, data_set


def _said(citation: Citation) -> str:
    grade = f"{citation.reliability}|{citation.credibility or ''}"
    return f"{citation.stance}|{citation.status}|{grade}|1|{citation.source}"


def _figure_row(id_: str, figure: MadeFigure) -> tuple[Any, ...]:
    amount = figure.amount
    sort = f"{figure.stage}|{amount.kind}|{int(amount.is_uncertain)}|{figure.unit}"
    texts = ["" if n is None else format(n, "f") for n in (amount.value, amount.low, amount.high)]
    (first, last), (begin, end) = figure.years, figure.months
    days = f"{first:04}-{begin:02}-01{last:04}-{end:02}-28" if first else ""
    return (
        "" if figure.line >= 0 else id_,
        "" if figure.line < 0 else f"{id_}/{figure.line}",
        sort,
        texts[0] if amount.kind is AmountKind.EXACT else "|".join(texts),
        days + (",".join(map(str, figure.listed)) if figure.has_gaps else ""),
    )

"""Small made-up rows whose sums can be seen, and the flows under a query in plain Python."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flowviz.amounts import Amount, AmountKind, Total
from flowviz.flows.columns import Columns, Rows, build
from flowviz.flows.listing import STAGE_WITHOUT_FIGURES
from flowviz.flows.query import Query
from flowviz.records import Existence, Stage, TransferKind


@dataclass(frozen=True)
class MadeFigure:
    """A figure of basis total; ``line`` -1 is the transfer itself, years (0, 0) is undated.

    ``left_out`` are years between the first and the last that its list leaves out.
    """

    amount: Amount
    unit: str = "pieces"
    stage: Stage = Stage.DELIVERED
    years: tuple[int, int] = (2015, 2015)
    line: int = -1
    left_out: frozenset[int] = frozenset()

    @property
    def listed(self) -> list[int]:
        """Its years, the first and the last always among them."""
        first, last = self.years
        return [y for y in range(first, last + 1) if y in (first, last) or y not in self.left_out]


@dataclass(frozen=True)
class MadeTransfer:
    """A transfer with the categories of its lines."""

    supplier: str
    recipient: str
    figures: tuple[MadeFigure, ...] = ()
    categories: tuple[str, ...] = ()
    existence: Existence = Existence.CONFIRMED
    kind: TransferKind = TransferKind.DELIVERY
    is_counted: bool = True


def columns_of(*transfers: MadeTransfer, disputed: tuple[int, ...] = ()) -> Columns:
    """The columns of some transfers, whose identifiers are t000, t001, ..."""
    codes = {code for transfer in transfers for code in (transfer.supplier, transfer.recipient)}
    lines, figures = [], []
    for number, transfer in enumerate(transfers):
        id_ = f"t{number:03}"
        for position, category in enumerate(transfer.categories):
            lines.append((f"{id_}/{position}", id_, f"item {position}", category))
        figures.extend(_figure_row(id_, figure) for figure in transfer.figures)
    return build(
        Rows(
            [(code, code.title()) for code in codes],
            [_transfer_row(f"t{number:03}", made) for number, made in enumerate(transfers)],
            lines,
            figures,
            disputed=[(f"t{number:03}",) for number in disputed],
        )
    )


def _transfer_row(id_: str, made: MadeTransfer) -> tuple[Any, ...]:
    return (
        id_,
        made.supplier,
        made.recipient,
        str(made.existence),
        str(made.kind),
        None,
        int(made.is_counted),
        "",
    )


def _figure_row(id_: str, figure: MadeFigure) -> tuple[Any, ...]:
    line = "" if figure.line < 0 else f"{id_}/{figure.line}"
    amount = figure.amount
    is_exact = amount.kind is AmountKind.EXACT
    bounds = (None, None) if is_exact else (amount.low, amount.high)
    texts = (None if n is None else format(n, "f") for n in (amount.value, *bounds))
    first_year, last_year = figure.years
    first, last = first_year or None, last_year or None
    return (
        id_,
        line,
        str(figure.stage),
        figure.unit,
        str(amount.kind),
        *texts,
        first,
        last,
        ",".join(map(str, figure.listed)) if len(figure.listed) <= last_year - first_year else "",
        int(amount.is_uncertain),
    )


@dataclass
class PlainFlow:
    """A flow as the rules of docs/rules.md make it, one record after the other."""

    amounts: list[Amount]
    more: Decimal
    records: int
    unknown_records: int
    existence: Existence
    nothing_moved: bool
    first_year: int | None
    last_year: int | None
    together: int

    @property
    def total(self) -> Total:
        """The total of the counted amounts."""
        return Total.of(self.amounts)


def plain_flows(
    transfers: tuple[MadeTransfer, ...], query: Query
) -> dict[tuple[str, str], PlainFlow]:
    """The flows under a query whose unit is named, slowly."""
    flows: dict[tuple[str, str], PlainFlow] = {}
    for transfer in transfers:
        if transfer.is_counted:
            _add(flows, transfer, query)
    return flows


def _add(flows: dict[tuple[str, str], PlainFlow], transfer: MadeTransfer, query: Query) -> None:
    seen = [
        (figure, place, share)
        for figure in transfer.figures
        if figure.stage is query.stage
        and (place := _place(figure, query)) != "outside"
        and (share := _share(transfer, figure, query)) != "none"
    ]
    stands = STAGE_WITHOUT_FIGURES[transfer.kind] is query.stage
    is_bare = not transfer.figures and stands and _shown(transfer, query) > 0
    if not seen and not is_bare:
        return
    flow = flows.setdefault(
        (transfer.supplier, transfer.recipient),
        PlainFlow([], Decimal(0), 0, 0, Existence.TENTATIVE, True, None, None, 0),
    )
    flow.records += 1
    flow.existence = min(flow.existence, transfer.existence, key=list(Existence).index)
    is_asked = [(f, place, share) for f, place, share in seen if f.unit == query.unit]
    flow.unknown_records += not any(figure.amount.is_known for figure, _, _ in is_asked)
    flow.nothing_moved &= bool(seen) and all(_is_nothing(figure) for figure, _, _ in seen)
    for figure, place, share in seen:
        if place == "within" and share == "all" and figure.years[0]:
            flow.first_year = min(flow.first_year or 9999, figure.years[0])
            flow.last_year = max(flow.last_year or 0, figure.years[1])
    for figure, place, share in is_asked:
        if share == "some":
            flow.together += 1
        elif place == "within":
            flow.amounts.append(figure.amount)
        else:
            single = Total.of([figure.amount])
            flow.more += (single.value if single.high is None else single.high) or 0


def _place(figure: MadeFigure, query: Query) -> str:
    first, last = figure.years
    if not query.has_window:
        return "within"
    if not first:
        return "outside" if _is_nothing(figure) else "more"
    if query.from_year <= first and last <= query.to_year:
        return "within"
    may_be = any(query.from_year <= year <= query.to_year for year in figure.listed)
    return "more" if may_be else "outside"


def _is_nothing(figure: MadeFigure) -> bool:
    return not figure.years[0] and figure.amount.high == 0


def _share(transfer: MadeTransfer, figure: MadeFigure, query: Query) -> str:
    if not query.categories:
        return "all"
    if figure.line >= 0:
        return "all" if transfer.categories[figure.line] in query.categories else "none"
    shown = _shown(transfer, query)
    if shown == max(len(transfer.categories), 1):
        return "all"
    return "some" if shown else "none"


def _shown(transfer: MadeTransfer, query: Query) -> int:
    """How many lines the categories show; no line at all is one of no known category."""
    categories = transfer.categories or ("",)
    return sum(not query.categories or name in query.categories for name in categories)

"""What each side tells of a flow, side by side: never merged, never filled in."""

import decimal
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from flowviz.amounts import EXACT, Total
from flowviz.flows.flow import Flows, exact_total
from flowviz.flows.query import ReportedBy
from flowviz.flows.tables import REPORTERS
from flowviz.terms import Reporter

_NOT_TOLD = 255
"""The code of a reporter that is not told (``TransferColumns.reporter``)."""

_COUNTED_WHY = {
    ReportedBy.EXPORTER: "The exporter's figures count, as is asked for.",
    ReportedBy.IMPORTER: "The importer's figures count, as is asked for.",
    ReportedBy.THIRD_PARTY: "Only what third parties report counts, as is asked for.",
}
_OTHER = {
    ReportedBy.EXPORTER: Reporter.IMPORTER,
    ReportedBy.IMPORTER: Reporter.EXPORTER,
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one side tells: ``reporter`` None is records that do not say who tells them."""

    reporter: Reporter | None
    total: Total
    records: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """All sides that tell of a flow, the exporter first; and what counts and why.

    ``difference`` is the importer's amount less the exporter's, where both state one number;
    ``share`` that as a share of the exporter's, None where that is 0.
    """

    sides: tuple[Side, ...]
    why: str
    difference: Decimal | None = None
    share: float | None = None


def sides(flows: Flows, number: int) -> Sides:
    """The sides of one flow."""
    found = []
    for reporter in (*REPORTERS, None):
        for is_counted in (True, False):
            side = _side(flows, number, reporter, is_counted=is_counted)
            if side.records:
                found.append(side)
    by_reporter = {side.reporter: side.total for side in found}
    difference = _difference(by_reporter.get(Reporter.EXPORTER), by_reporter.get(Reporter.IMPORTER))
    exporter = by_reporter.get(Reporter.EXPORTER)
    share = None
    if difference is not None and exporter is not None and exporter.value:
        share = float(difference / exporter.value)
    return Sides(tuple(found), _why(flows, tuple(found)), difference, share)


def _side(flows: Flows, number: int, reporter: Reporter | None, *, is_counted: bool) -> Side:
    told = flows.columns.transfers.reporter
    code = REPORTERS.index(reporter) if reporter is not None else _NOT_TOLD
    records = flows.transfers(number) if is_counted else flows.other_transfers(number)
    rows = flows.rows(number) if is_counted else flows.other_rows(number)
    own = rows[told[flows.columns.figures.transfer[rows]] == code]
    return Side(
        reporter,
        exact_total(flows.columns.figures, own),
        int(np.count_nonzero(told[records] == code)),
        is_counted,
    )


def _difference(exporter: Total | None, importer: Total | None) -> Decimal | None:
    if exporter is None or importer is None:
        return None
    for total in (exporter, importer):
        is_one_number = total.value is not None and total.low == total.high == total.value
        if not is_one_number or total.is_approximate or total.unknown:
            return None
    assert exporter.value is not None
    assert importer.value is not None
    with decimal.localcontext(EXACT):
        return importer.value - exporter.value


def _why(flows: Flows, found: tuple[Side, ...]) -> str:
    asked = flows.query.reported_by
    if asked is not ReportedBy.BEST:
        other = _OTHER.get(asked)
        if other and any(side.is_counted and side.reporter is other for side in found):
            own = _COUNTED_WHY[asked]
            return f"{own} Of goods that both tell, the {other}'s account is counted."
        return _COUNTED_WHY[asked]
    if any(side.reporter is Reporter.EXPORTER and side.is_counted for side in found):
        return "The exporter's figures count, as the exporter tells of this flow."
    return "The importer's figures count, as the exporter tells nothing of this flow."

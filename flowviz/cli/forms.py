"""What ``--json`` prints, documented in docs/cli.md; keys are only ever added."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import simplejson

from flowviz.flows.flow import Flow, Flows
from flowviz.flows.words import filter_words

Form = dict[str, Any]


def text_of(form: Form | list[Any]) -> str:
    """JSON on one line, in ASCII, so that it is the same on every console."""
    text: str = simplejson.dumps(form, use_decimal=True, allow_nan=False)
    return text


def plain(value: Decimal | None) -> int | Decimal | None:
    """An exact number as JSON writes it: no idle zeros, no exponent for a whole number."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return Decimal(format(value, "f").rstrip("0"))


def flows_lines(flows: Flows) -> Iterator[str]:
    """The document of ``flowviz flows``, a flow a line."""
    names = dict(zip(flows.columns.actor_codes, flows.columns.actor_names, strict=True))
    head = text_of(
        {
            "unit": flows.unit,
            "stage": str(flows.query.stage),
            "filters": list(filter_words(flows.query, names)),
            "below_least": flows.below_least,
            "unknown_below": flows.unknown_below,
        }
    )
    yield f'{head[:-1]}, "flows": ['
    for index in range(len(flows)):
        comma = "," if index + 1 < len(flows) else ""
        yield text_of(flow_form(flows.flow(index), flows.other_reporter)) + comma
    yield "]}"


def flow_form(flow: Flow, other_reporter: str) -> Form:
    """One flow; ``other_reporter`` is the side whose figures stand beside those that count."""
    return {
        "supplier": flow.supplier,
        "recipient": flow.recipient,
        "supplier_name": flow.supplier_name,
        "recipient_name": flow.recipient_name,
        "amount": plain(flow.total.value),
        "low": plain(flow.total.low),
        "high": plain(flow.total.high),
        "approximate": flow.total.is_approximate,
        "unknown_records": flow.unknown_records,
        "included_records": flow.included_records,
        "undated_more": plain(flow.undated_more),
        "records": flow.records,
        "sources": flow.sources,
        "existence": str(flow.existence),
        "disputed": flow.is_disputed,
        "marks": list(map(str, flow.marks)),
        "first_year": flow.first_year,
        "last_year": flow.last_year,
        "reported_by": flow.reported_by or None,
        "other_side": _other_side(flow, other_reporter),
    }


def _other_side(flow: Flow, other_reporter: str) -> Form | None:
    total = flow.other_side
    if total is None:
        return None
    return {
        "reported_by": other_reporter,
        "amount": plain(total.value),
        "low": plain(total.low),
        "high": plain(total.high),
        "approximate": total.is_approximate,
        "undated_more": plain(flow.other_more),
    }

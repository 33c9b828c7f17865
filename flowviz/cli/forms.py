"""What ``--json`` prints, documented in docs/cli.md; keys are only ever added."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import simplejson

from flowviz.amounts import Amount
from flowviz.evidence import OriginGroup
from flowviz.flows.docket import Docket
from flowviz.flows.entries import (
    CitationEntry,
    FigureEntry,
    GroupEntry,
    ItemEntry,
    LinkEntry,
    NoteEntry,
    RecordEntry,
)
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.words import filter_words
from flowviz.records import Source

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
        "undated_more": plain(flow.undated_more),
        "records": flow.records,
        "sources": flow.sources,
        "existence": str(flow.existence),
        "disputed": flow.is_disputed,
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


def docket_form(docket: Docket, other_reporter: str) -> Form:
    """The document of ``flowviz evidence``."""
    return {
        "supplier": docket.supplier,
        "recipient": docket.recipient,
        "supplier_name": docket.supplier_name,
        "recipient_name": docket.recipient_name,
        "unit": docket.unit,
        "stage": str(docket.stage),
        "flow": flow_form(docket.flow, other_reporter) if docket.flow else None,
        "existence_reason": docket.existence_reason,
        "unsourced_records": docket.unsourced,
        "origins": [_origin(group) for group in docket.origins],
        "sources": [source_form(source) for source in docket.sources],
        "records": [_record(entry) for entry in docket.records],
        "notes": [_note(note) for note in docket.notes],
    }


def source_form(source: Source) -> Form:
    """One source."""
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published.text,
        "url": source.url,
        "archived_url": source.archived_url,
        "pages": source.pages,
        "note": source.note,
        "origin": str(source.origin),
        "derives_from": list(source.derives_from),
        "status": str(source.status),
    }


def _origin(group: OriginGroup) -> Form:
    return {
        "roots": list(group.roots),
        "sources": list(group.sources),
        "established": group.is_established,
    }


def _record(entry: RecordEntry) -> Form:
    transfer = entry.transfer
    return {
        "id": transfer.id,
        "kind": str(transfer.kind),
        "date": entry.date_text,
        "reporter": str(entry.reporter) if entry.reporter else None,
        "existence": str(entry.existence),
        "disputed": entry.is_disputed,
        "counted": entry.is_in_flow,
        "standing": entry.standing,
        "comment": transfer.comment,
        "items": [_item(item) for item in entry.items],
        "figures": [_figure(figure) for figure in entry.figures],
        "parties": [
            {"role": str(party.role), "actor": party.actor, "name": party.name}
            for party in entry.parties
        ],
        "has_no_source": entry.has_no_source,
        "citations": [_citation(citation) for citation in entry.citations],
        "origins": [_origin(group) for group in entry.origins],
        "notes": [_note(note) for note in entry.notes],
        "links": [_link(link) for link in entry.links],
        "groups": [_group(group) for group in entry.groups],
        "data_set": entry.data_set,
        "file": entry.file,
        "gone_from_file": entry.is_gone,
        "file_says": [
            {"path": kept.path, "field": kept.field, "value": kept.file_says} for kept in entry.kept
        ],
    }


def _item(item: ItemEntry) -> Form:
    return {
        "designation": item.designation,
        "description": item.description,
        "category": item.category,
        "condition": item.condition,
        "figures": [_figure(figure) for figure in item.figures],
    }


def _figure(figure: FigureEntry) -> Form:
    return {
        "stage": str(figure.stage),
        "unit": figure.unit,
        "per_unit": figure.is_per_unit,
        **_amount(figure.amount),
        "words": figure.amount_text,
        "date": figure.dates_text,
        "first_year": figure.dates.first_year,
        "last_year": figure.dates.last_year,
    }


def _amount(amount: Amount) -> Form:
    return {
        "amount": plain(amount.value),
        "low": plain(amount.low),
        "high": plain(amount.high),
        "amount_kind": str(amount.kind),
        "uncertain": amount.is_uncertain,
    }


def _citation(entry: CitationEntry) -> Form:
    return {
        "source": entry.source.id,
        "title": entry.source.title,
        "publisher": entry.source.publisher,
        "author": entry.source.author,
        "published": entry.source.published.text,
        "url": entry.source.url,
        "archived_url": entry.source.archived_url,
        "source_status": str(entry.source.status),
        "origin": entry.origin,
        "supports": entry.supports,
        "stance": str(entry.stance),
        "locator": entry.locator,
        "text": entry.text,
        "quotation": entry.is_quotation,
        "grade": entry.grade,
        "status": str(entry.status),
    }


def _note(note: NoteEntry) -> Form:
    return {
        "about": note.about,
        "text": note.text,
        "has_no_source": note.has_no_source,
        "citations": [_citation(citation) for citation in note.citations],
    }


def _link(link: LinkEntry) -> Form:
    return {
        "kind": str(link.kind),
        "words": link.text,
        "record": link.transfer,
        "supplier": link.supplier,
        "recipient": link.recipient,
        "existence": str(link.existence),
        "citations": [_citation(citation) for citation in link.citations],
    }


def _group(group: GroupEntry) -> Form:
    return {
        "reason": group.reason,
        "accounts": [
            {
                "title": account.title,
                "counted": account.is_counted,
                "records": list(account.transfers),
            }
            for account in group.accounts
        ],
        "citations": [_citation(citation) for citation in group.citations],
    }

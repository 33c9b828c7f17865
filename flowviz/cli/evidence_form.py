"""What ``flowviz evidence --json`` prints, documented in docs/cli.md; keys are only ever added."""

from collections.abc import Mapping

from flowviz.amounts import Amount
from flowviz.cli.forms import Form, flow_form, plain
from flowviz.evidence import Backing, OriginGroup
from flowviz.flows.conflict import Conflict
from flowviz.flows.docket import Docket
from flowviz.flows.entries import (
    CitationEntry,
    FigureEntry,
    GroupEntry,
    ItemEntry,
    LinkEntry,
    NoteEntry,
    OriginEntry,
    PartyEntry,
    RecordEntry,
)
from flowviz.flows.where_from import WhereFrom
from flowviz.memento import memento
from flowviz.records import Citation, Grading, Source
from flowviz.terms import Basis


def docket_form(
    docket: Docket, other_reporter: str, files: Mapping[str, tuple[WhereFrom, ...]]
) -> Form:
    """The document of ``flowviz evidence``; ``files`` are where its records come from."""
    return {
        "supplier": docket.supplier,
        "recipient": docket.recipient,
        "supplier_name": docket.supplier_name,
        "recipient_name": docket.recipient_name,
        "unit": docket.unit,
        "stage": str(docket.stage),
        "flow": flow_form(docket.flow, other_reporter) if docket.flow else None,
        "existence_reason": docket.existence_reason,
        "verdict": _verdict(docket),
        "unsourced_records": docket.unsourced,
        "unsupported_records": docket.unsupported,
        "established_origins": docket.established,
        "origins": [_origin(group) for group in docket.origins],
        "sources": [source_form(source) for source in docket.sources],
        "conflicts": [_conflict(conflict) for conflict in docket.conflicts],
        "groups": [_group(group) for group in docket.groups],
        "records": [
            _record(entry)
            | {"where_from": [_file(each) for each in files.get(entry.transfer.id, ())]}
            for entry in docket.records
        ],
        "citations": [_citation(citation) for citation in docket.citations],
        "notes": [_note(note) for note in docket.notes],
        "dismissed": [
            {"id": each.id, "kind": str(each.kind), "key": each.key, "reason": each.reason}
            for each in docket.dismissals
        ],
    }


def source_form(source: Source) -> Form:
    """One source."""
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher,
        "publisher_group": source.publisher_group,
        "author": source.author,
        "published": source.published.text,
        "accessed": source.accessed.isoformat() if source.accessed else None,
        "archived": source.archived.isoformat() if source.archived else None,
        "url": source.url,
        "archived_url": source.archived_url,
        "archived_at": _archived_at(source),
        "pages": source.pages,
        "volume": source.volume,
        "shelf_number": source.shelf_number,
        "note": source.note,
        "origin": str(source.origin),
        "derives_from": list(source.derives_from),
        "status": str(source.status),
        "status_on": source.status_on.isoformat() if source.status_on else None,
        "status_reason": source.status_reason,
        "status_by": source.status_by,
        "reliability": source.reliability or None,
        "gradings": [_grading(grading) for grading in source.gradings],
    }


def selector(citation: Citation) -> Form | None:
    """A quotation as a TextQuoteSelector of the W3C's Web Annotation Data Model; None for none."""
    if not (citation.is_quotation and citation.text):
        return None
    return {
        "type": "TextQuoteSelector",
        "exact": citation.text,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
    }


def _verdict(docket: Docket) -> Form | None:
    verdict = docket.verdict
    if verdict is None:
        return None
    return {"existence": str(verdict.existence), "reason": verdict.reason}


def _grading(grading: Grading) -> Form:
    return {
        "reliability": grading.reliability,
        "since": grading.since.isoformat() if grading.since else None,
        "reason": grading.reason,
        "grader": grading.grader,
    }


def _archived_at(source: Source) -> str | None:
    """The time that the link of the archived copy tells (RFC 7089), in UTC."""
    found = memento(source.archived_url)
    if found is None or found.at is None:
        return None
    return found.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _origin(group: OriginGroup) -> Form:
    return {
        "roots": list(group.roots),
        "sources": list(group.sources),
        "established": group.is_established,
    }


def _record_origin(origin: OriginEntry) -> Form:
    return {
        "roots": [source.id for source in origin.roots],
        "sources": [source.id for source in origin.sources],
        "established": origin.is_established,
    }


def _conflict(conflict: Conflict) -> Form:
    return {
        "kind": str(conflict.kind),
        "about": conflict.about,
        "words": conflict.words,
        "unit": conflict.unit or None,
        "difference": plain(conflict.difference),
        "disjoint": conflict.is_disjoint,
        "group": conflict.group or None,
        "tellings": [
            {
                "who": telling.who,
                "says": telling.says,
                "records": list(telling.transfers),
                "source": telling.source or None,
                "amount": plain(telling.total.value) if telling.total else None,
                "low": plain(telling.total.low) if telling.total else None,
                "high": plain(telling.total.high) if telling.total else None,
            }
            for telling in conflict.tellings
        ],
    }


def _record(entry: RecordEntry) -> Form:
    transfer = entry.transfer
    return {
        "id": transfer.id,
        "kind": str(transfer.kind),
        "date": entry.date_text,
        "reporter": str(entry.reporter) if entry.reporter else None,
        "existence": str(entry.existence),
        "existence_reason": entry.reason,
        "existence_stated": str(transfer.existence) if transfer.existence else None,
        "stated_because": transfer.existence_reason,
        "backing": str(entry.backing),
        "marks": [str(mark) for mark in entry.marks],
        "disputed": entry.is_disputed,
        "counted": entry.is_in_flow,
        "standing": entry.standing,
        "comment": transfer.comment,
        "items": [_item(item) for item in entry.items],
        "figures": [_figure(figure) for figure in entry.figures],
        "parties": [_party(party) for party in entry.parties],
        "has_no_source": entry.backing is not Backing.SUPPORTED,
        "citations": [_citation(citation) for citation in entry.citations],
        "origins": [_record_origin(origin) for origin in entry.origins],
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


def _file(file: WhereFrom) -> Form:
    import_ = file.import_
    return {
        "file": import_.file_name,
        "sheet": import_.sheet,
        "row": file.line,
        "sha256": import_.file_sha256,
        "imported_at": import_.at.isoformat(),
        "read_by": import_.reader_version,
        "read_beside": [{"file": name, "sha256": sha256} for name, sha256 in import_.companions],
        "mapping": import_.mapping,
        "original": [
            {
                "row": row.line,
                "cells": [{"column": name, "cell": cell} for name, cell in row.cells],
            }
            for row in file.rows
        ],
    }


def _item(item: ItemEntry) -> Form:
    return {
        "id": item.id,
        "designation": item.designation,
        "description": item.description,
        "category": item.category,
        "condition": item.condition,
        "figures": [_figure(figure) for figure in item.figures],
    }


def _party(party: PartyEntry) -> Form:
    return {"id": party.id, "role": str(party.role), "actor": party.actor, "name": party.name}


def _figure(figure: FigureEntry) -> Form:
    return {
        "id": figure.id,
        "stage": str(figure.stage),
        "unit": figure.unit,
        "per_unit": figure.basis is Basis.PER_UNIT,
        "basis": str(figure.basis),
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
    citation, source = entry.citation, entry.source
    return {
        "id": citation.id or None,
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published.text,
        "url": source.url,
        "archived_url": source.archived_url,
        "archived_at": _archived_at(source),
        "kept_copies": list(entry.kept),
        "source_status": str(source.status),
        "source_status_words": entry.source_status,
        "origin": entry.origin,
        "subject": str(citation.subject),
        "subject_id": citation.subject_id or None,
        "field": citation.field,
        "supports": entry.about,
        "stance": str(citation.stance),
        "locator": citation.locator,
        "text": citation.text,
        "quotation": citation.is_quotation,
        "selector": selector(citation),
        "grade": entry.grade,
        "reliability": citation.reliability or source.reliability or None,
        "reliability_is_own": bool(citation.reliability),
        "credibility": citation.credibility,
        "grade_class": entry.grade_class,
        "status": str(citation.status),
        "status_reason": citation.status_reason,
        "holds": entry.holds,
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
        "id": link.id,
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
        "id": group.id,
        "reason": group.reason,
        "counted_by": str(group.counted_by),
        "counted": group.counted,
        "counted_because": group.why,
        "accounts": [
            {
                "title": account.title,
                "counted": account.is_counted,
                "words": account.total_text,
                "records": list(account.transfers),
            }
            for account in group.accounts
        ],
        "citations": [_citation(citation) for citation in group.citations],
    }

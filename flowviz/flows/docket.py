"""The docket of a pair: everything the evidence panel and ``flowviz evidence`` show of a flow."""

from dataclasses import dataclass

import numpy as np

from flowviz.arrays import Indices
from flowviz.dossier import Dossier
from flowviz.errors import ActorError
from flowviz.evidence import OriginGroup, existence_of_flow
from flowviz.flows.citing import note_entry, source_origins
from flowviz.flows.entries import NoteEntry, RecordEntry
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.material import Material, gather
from flowviz.flows.recording import record_entry, time_key
from flowviz.flows.standing import COUNTED, standings
from flowviz.flows.words import more_words, total_words
from flowviz.records import Source, flow_id
from flowviz.terms import Stage

__all__ = ["COUNTED", "Docket", "docket"]


@dataclass(frozen=True, slots=True)
class Docket:
    """A pair with all its records, those the query leaves out included and marked.

    Attributes
    ----------
    flow
        The flow under the query in exact numbers; None when no record of the pair is in it.
    heading, total_text, more_text, years_text
        ``Belarus → Bulgaria``; ``380 pieces delivered``; ``up to 12 pieces more, not dated within
        the window`` or ""; ``2015``.
    other_text
        ``120 pieces as the importer tells``: the side whose figures do not count, or "".
    existence_reason
        Why the flow is confirmed, unconfirmed or tentative; "" without a flow.
    records
        Those of the flow first, by time; then those that do not count, with the reason.
    sources, origins
        The distinct sources behind the flow's records, and how they fold into origins.
    notes
        On the flow, the supplier and the recipient.
    unsourced
        How many of the flow's records have no source.
    """

    supplier: str
    recipient: str
    supplier_name: str
    recipient_name: str
    unit: str
    stage: Stage
    flow: Flow | None
    heading: str
    total_text: str
    more_text: str
    other_text: str
    years_text: str
    existence_reason: str
    records: tuple[RecordEntry, ...]
    sources: tuple[Source, ...]
    origins: tuple[OriginGroup, ...]
    notes: tuple[NoteEntry, ...]
    unsourced: int


def docket(dossier: Dossier, flows: Flows, supplier: str, recipient: str) -> Docket:
    """Everything the dossier holds about a pair, seen under the query of ``flows``.

    Raises
    ------
    ActorError
        No record runs from this supplier to this recipient.
    """
    numbers = _records_of_pair(flows, supplier, recipient)
    if not len(numbers):
        raise ActorError(f"The dossier has no record from {supplier} to {recipient}.")
    ids = [flows.columns.transfers.ids[number] for number in numbers.tolist()]
    material = gather(dossier, ids, supplier, recipient)
    index = flows.index(supplier, recipient)
    flow = None if index is None else flows.flow(index)
    records = _entries(flows, flow, standings(flows, numbers, material), material)
    in_flow = [entry for entry in records if entry.is_in_flow]
    cited = [citation for entry in in_flow for citation in entry.citations]
    stage = flows.query.stage
    return Docket(
        supplier=supplier,
        recipient=recipient,
        supplier_name=material.name(supplier),
        recipient_name=material.name(recipient),
        unit=flows.unit,
        stage=stage,
        flow=flow,
        heading=f"{material.name(supplier)} → {material.name(recipient)}",
        total_text=_total_text(flow, flows, stage),
        more_text=_more_text(flow, flows.unit),
        other_text=_other_text(flow, flows),
        years_text=flow.years_text if flow else "",
        existence_reason=existence_of_flow([entry.existence for entry in in_flow])[1]
        if in_flow
        else "",
        records=records,
        sources=tuple({entry.source.id: entry.source for entry in cited if entry.holds}.values()),
        origins=source_origins(cited, material),
        notes=_notes(material, supplier, recipient),
        unsourced=sum(entry.has_no_source for entry in in_flow),
    )


def _records_of_pair(flows: Flows, supplier: str, recipient: str) -> Indices:
    """The transfers between two actors, counted or not, whatever the query."""
    columns = flows.columns
    if supplier not in columns.actor_codes or recipient not in columns.actor_codes:
        return np.empty(0, np.intp)
    ends = columns.actor_codes.index(supplier), columns.actor_codes.index(recipient)
    pair = np.flatnonzero((columns.pair_supplier == ends[0]) & (columns.pair_recipient == ends[1]))
    return np.flatnonzero(np.isin(columns.transfers.pair, pair))


def _entries(
    flows: Flows, flow: Flow | None, standing: dict[str, str], material: Material
) -> tuple[RecordEntry, ...]:
    stage = flows.query.stage
    in_flow = set(flow.transfers) if flow else set()
    ordered = sorted(
        material.transfers,
        key=lambda transfer: (transfer.id not in in_flow, time_key(transfer, stage)),
    )
    return tuple(
        record_entry(
            transfer,
            material,
            stage,
            standing[transfer.id],
            is_in_flow=transfer.id in in_flow,
        )
        for transfer in ordered
    )


def _total_text(flow: Flow | None, flows: Flows, stage: Stage) -> str:
    if flow is None:
        return f"nothing {stage} under this query"
    if not flow.records:
        return f"told by the {flows.other_reporter} alone"
    if flow.is_nothing_moved:
        return f"nothing {stage} yet"
    words = total_words(flow.total, flows.unit)
    return f"{words}, {stage}" if flow.total.low is None else f"{words} {stage}"


def _other_text(flow: Flow | None, flows: Flows) -> str:
    if flow is None or flow.other_side is None:
        return ""
    return f"{flow.other_words(flows.unit)} as the {flows.other_reporter} tells"


def _more_text(flow: Flow | None, unit: str) -> str:
    if flow is None or not flow.undated_more:
        return ""
    words = more_words(flow.undated_more, unit, is_open=flow.is_more_open)
    return f"{words}, not dated within the window"


def _notes(material: Material, supplier: str, recipient: str) -> tuple[NoteEntry, ...]:
    subjects = {
        flow_id(supplier, recipient): "this flow",
        supplier: material.name(supplier),
        recipient: material.name(recipient),
    }
    return tuple(
        note_entry(note, about, material)
        for subject, about in subjects.items()
        for note in material.notes.get(subject, ())
    )

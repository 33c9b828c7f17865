"""The docket of a pair: everything the evidence panel and ``flowviz evidence`` show of a flow."""

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from flowviz.arrays import Indices
from flowviz.dossier import Reading
from flowviz.errors import ActorError
from flowviz.evidence import (
    OriginGroup,
    corroboration,
    existence_of_flow,
    fallen,
    origins,
    roots,
    short_name,
)
from flowviz.flows.citing import citation_entries, judged_words, note_entry, origins_words
from flowviz.flows.conflict import Conflict
from flowviz.flows.entries import CitationEntry, GroupEntry, NoteEntry
from flowviz.flows.flow import Flow, Flows
from flowviz.flows.material import Material, gather
from flowviz.flows.record_list import RecordList
from flowviz.flows.same_goods import group_entry
from flowviz.flows.standing import COUNTED
from flowviz.flows.tables import OF_SEVERAL
from flowviz.flows.words import INCLUDED_ELSEWHERE, more_words, stage_words, total_words
from flowviz.records import Dismissal, Source, Verdict, flow_id
from flowviz.terms import Existence, Mark, Stage

__all__ = ["COUNTED", "Docket", "docket"]

_NAMED = 3
"""How many origins are told by name."""
_GROUPS = """
SELECT DISTINCT a.account_group FROM account_transfer m JOIN account a ON a.id = m.account
WHERE m.transfer IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True)
class Docket:
    """A pair with all its records, those the query leaves out included and marked.

    What stands on top is here at once; records, groups and sources are read when they are asked
    for.

    Attributes
    ----------
    flow
        The flow under the query in exact numbers; None when no record of the pair is in it.
    heading, total_text, more_text, years_text
        ``Belarus → Bulgaria``; ``380 pieces delivered``; ``up to 12 pieces more, not dated within
        the window`` or ""; ``2015``.
    other_text
        ``120 pieces as the importer tells``: the side whose figures do not count, or "".
    existence, existence_reason
        How sure the flow is, and why in words; None and "" without a record that counts.
    origin_names
        Who stands behind the established origins, where these are few.
    verdict
        What a person decided on it, None for nothing.
    records
        Those of the flow first, by time; then those that do not count, with the reason.
    conflicts
        What records and sources tell otherwise of it, mere differences within ranges last.
    citations, notes
        What is cited for the flow as a whole; notes on it, the supplier and the recipient.
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
    existence: Existence | None
    existence_reason: str
    origin_names: tuple[str, ...]
    verdict: Verdict | None
    records: RecordList
    conflicts: tuple[Conflict, ...]
    citations: tuple[CitationEntry, ...]
    notes: tuple[NoteEntry, ...]
    reading: Reading

    @property
    def unsourced(self) -> int:
        """How many of the flow's records have no source."""
        return len(self.records.bearing(Mark.NO_SOURCE))

    @property
    def unsupported(self) -> int:
        """How many of the flow's records rest on nothing that still holds."""
        return len(self.records.bearing(Mark.UNSUPPORTED))

    @cached_property
    def origins(self) -> tuple[OriginGroup, ...]:
        """How what supports the flow's records folds into origins."""
        return origins(self.records.sources(), self._known, fallen(self._known))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that support the flow's records and still hold, each once."""
        return tuple(self._known[id_] for id_ in self.records.sources())

    @property
    def existence_text(self) -> str:
        """How sure the flow is, with the reason, as a sentence; "" without a record that counts."""
        return judged_words(self.existence, self.existence_reason) if self.existence else ""

    @property
    def established(self) -> int:
        """How many established origins stand behind the flow."""
        return self._origin_counts[0]

    @property
    def origins_text(self) -> str:
        """How many origins stand behind the flow, in sentences."""
        return origins_words(*self._origin_counts, self.origin_names)

    @property
    def is_judged_by_record(self) -> bool:
        """Whether the existence and its reason are those of the one record that counts."""
        return self.records.counted == 1 and self.verdict is None

    @cached_property
    def group_count(self) -> int:
        """How many groups there are that any record of the pair is in."""
        ids = json.dumps(self.records.ids)
        return sum(1 for _ in self.reading.rows(_GROUPS, (ids,)))

    @cached_property
    def groups(self) -> tuple[GroupEntry, ...]:
        """The groups that any record of the pair is in."""
        ids = self.records.ids
        members = [
            id_
            for group in self.reading.groups(ids)
            for account in group.accounts
            for id_ in account.transfers
        ]
        if not members:
            return ()
        material = gather(self.reading, dict.fromkeys(members))
        own = set(ids)
        return tuple(
            group_entry(group, material, self.stage, self.unit)
            for group in material.groups
            if any(not own.isdisjoint(account.transfers) for account in group.accounts)
        )

    @cached_property
    def dismissals(self) -> tuple[Dismissal, ...]:
        """The proposals on any record of the pair that a person has turned down."""
        ids = self.records.ids
        return tuple(
            each for each in self.reading.dismissals() if any(id_ in each.key for id_ in ids)
        )

    @cached_property
    def _origin_counts(self) -> tuple[int, int]:
        """How many established origins there are, and sources that go back to none."""
        roots = self.records.roots()
        if (roots == OF_SEVERAL).any():  # which need not add an origin: the rule is asked
            others = sum(len(group.sources) for group in self.origins if not group.is_established)
            return corroboration(self.origins), others
        return len(np.unique(roots[roots >= 0])), int(np.count_nonzero(roots < 0))

    @cached_property
    def _known(self) -> dict[str, Source]:
        return self.reading.sources(self.records.sources())


def docket(dossier: Reading, flows: Flows, supplier: str, recipient: str) -> Docket:
    """Everything the dossier holds about a pair, seen under the query of ``flows``.

    Raises
    ------
    ActorError
        No record runs from this supplier to this recipient.
    """
    numbers = _records_of_pair(flows, supplier, recipient)
    if not len(numbers):
        raise ActorError(f"The dossier has no record from {supplier} to {recipient}.")
    about = (supplier, recipient, flow_id(supplier, recipient))
    material = gather(dossier, (), about)
    index = flows.index(supplier, recipient)
    flow = None if index is None else flows.flow(index)
    records = RecordList(dossier, flows, numbers)
    verdict = dossier.verdicts().get(flow_id(supplier, recipient))
    existence, reason = _existence(records, verdict)
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
        existence=existence,
        existence_reason=reason,
        origin_names=_origin_names(records, dossier),
        verdict=verdict,
        records=records,
        conflicts=flows.columns.conflicts.of(flows.columns, numbers.tolist()),
        citations=citation_entries([flow_id(supplier, recipient)], material),
        notes=_notes(material, supplier, recipient),
        reading=dossier,
    )


def _records_of_pair(flows: Flows, supplier: str, recipient: str) -> Indices:
    """The transfers between two actors, counted or not, whatever the query."""
    columns = flows.columns
    if supplier not in columns.actor_codes or recipient not in columns.actor_codes:
        return np.empty(0, np.intp)
    ends = columns.actor_codes.index(supplier), columns.actor_codes.index(recipient)
    pair = np.flatnonzero((columns.pair_supplier == ends[0]) & (columns.pair_recipient == ends[1]))
    return np.flatnonzero(np.isin(columns.transfers.pair, pair))


def _existence(records: RecordList, verdict: Verdict | None) -> tuple[Existence | None, str]:
    """How sure the flow is and why; of a single record, why that is as sure as it is."""
    if not records.counted:
        return None, ""
    existences = records.existences()
    entry = records.entry(0) if records.counted == 1 and verdict is None else None
    if entry is not None:
        return entry.existence, entry.reason
    return existence_of_flow(existences, verdict)


def _origin_names(records: RecordList, dossier: Reading) -> tuple[str, ...]:
    """Who stands behind the established origins; nobody where they are many, or no plain number."""
    numbers, firsts = np.unique(records.roots(), return_index=True)
    if OF_SEVERAL in numbers:
        return ()
    firsts = firsts[numbers >= 0]
    if not 0 < len(firsts) <= _NAMED:
        return ()
    ids = records.sources()
    cited = [ids[at] for at in firsts]
    known = dossier.sources(cited)
    gone = fallen(known)
    return tuple(short_name(known[roots(source, known, gone)[0]]) for source in cited)


def _total_text(flow: Flow | None, flows: Flows, stage: Stage) -> str:
    if flow is None:
        return f"nothing {stage} under this query"
    if not flow.records:
        return f"told by the {flows.other_reporter} alone"
    if flow.is_nothing_moved:
        return f"nothing {stage} yet"
    is_known = flow.total.low is not None
    if not is_known and flow.included_records and flow.included_records == flow.records:
        return INCLUDED_ELSEWHERE
    return stage_words(total_words(flow.total, flows.unit), stage, is_known=is_known)


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

"""What a source is cited for, as items of the outline: by flow, then record by record; no Qt."""

from collections.abc import Callable, Mapping
from itertools import groupby

from flowviz.actor import Actor
from flowviz.dossier import Reading
from flowviz.flows.cited_by import (
    CitedFlow,
    CitedFor,
    CitedOther,
    CitedRecord,
    records_citing,
)
from flowviz.flows.words import amount_words, count_words, dates_words, sentence, with_basis
from flowviz.records import Transfer
from flowviz.terms import CitationStatus, Stance, Subject
from flowviz.ui.library.items import Item, Tone
from flowviz.ui.selected import NOTHING, Selected

_MOST = 500
"""Flows, and records of one flow, that are listed; of more the rest is counted."""
_VERBS = {
    Stance.SUPPORTS: "supports",
    Stance.CONTRADICTS: "contradicts",
    Stance.MENTIONS: "mentions",
}


class CitedBy:
    """What a source is cited for, its records read as a flow is opened.

    ``found`` is None while it is looked for. ``reading`` gives the dossier, None while a job has
    it; ``actors`` are those that name the flows.
    """

    def __init__(
        self,
        found: CitedFor | None,
        reading: Callable[[], Reading | None],
        actors: Mapping[str, Actor],
        source: str,
    ) -> None:
        self._found = found
        self._reading = reading
        self._actors = actors
        self._source = source

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Supplier and recipient of each flow."""
        flows = self._found.flows if self._found is not None else ()
        return tuple((flow.supplier, flow.recipient) for flow in flows)

    def words(self) -> str:
        """How much it is cited for: "cited for 40 records in 3 flows"."""
        if self._found is None:
            return "Looking what it is cited for…"
        flows, others = self._found.flows, self._found.others
        if not flows and not others:
            return "not cited"
        records = count_words(sum(flow.records for flow in flows), "record")
        words = f"{records} in {count_words(len(flows), 'flow')}" if flows else ""
        besides = count_words(len(others), "other thing") if others else ""
        return "cited for " + ", ".join(part for part in (words, besides) if part)

    def items(self) -> tuple[Item, ...]:
        """A line a flow, what contradicts marked; then what no flow holds."""
        if self._found is None:
            return ()
        flows, others = self._found.flows, self._found.others
        items = [self._flow(flow) for flow in flows[:_MOST]]
        if len(flows) > _MOST:
            more = count_words(len(flows) - _MOST, "more flow")
            items.append(Item("", f"{more}; the picture shows them all", Tone.MUTED))
        items += [self._other(other) for other in others[:_MOST]]
        if len(others) > _MOST:
            items.append(Item("", count_words(len(others) - _MOST, "more thing"), Tone.MUTED))
        return tuple(items)

    def _flow(self, flow: CitedFlow) -> Item:
        stances = dict(flow.stances)
        said = ", ".join(
            f"{_VERBS[stance]} {count_words(stances[stance], 'point')}"
            for stance in Stance
            if stance in stances
        )

        def below() -> tuple[Item, ...]:
            return self._records(flow)

        return Item(
            f"{self._name(flow.supplier)} → {self._name(flow.recipient)}",
            f"{count_words(flow.records, 'record')}: {said or 'withdrawn'}",
            Tone.ALARM if Stance.CONTRADICTS in stances else Tone.PLAIN,
            selected=Selected.flow(flow.supplier, flow.recipient),
            below=below,
        )

    def _records(self, flow: CitedFlow) -> tuple[Item, ...]:
        reading = self._reading()
        if reading is None:
            return (Item("", "the dossier is in use; open it again in a moment", Tone.MUTED),)
        cited = records_citing(reading, self._source, flow.supplier, flow.recipient)
        by_record = [(id_, list(own)) for id_, own in groupby(cited, lambda each: each.transfer)]
        shown = by_record[:_MOST]
        transfers = {each.id: each for each in reading.transfers([id_ for id_, _ in shown])}
        items = [self._record(transfers[id_], own) for id_, own in shown if id_ in transfers]
        more = len(by_record) - len(shown)
        if more:
            words = f"{count_words(more, 'more record')}; the evidence of the flow lists all"
            items.append(Item("", words, Tone.MUTED))
        return tuple(items)

    def _record(self, transfer: Transfer, cited: list[CitedRecord]) -> Item:
        said = dict.fromkeys(_cited_words(each) for each in cited)
        is_against = any(
            each.stance is Stance.CONTRADICTS and each.status is not CitationStatus.WITHDRAWN
            for each in cited
        )
        words = "; ".join(said)
        return Item(
            _record_words(transfer),
            words,
            Tone.ALARM if is_against else Tone.PLAIN,
            selected=Selected.record(transfer.supplier, transfer.recipient, transfer.id),
            tip=words,
        )

    def _other(self, other: CitedOther) -> Item:
        about, selected = f"a {other.subject}", NOTHING
        reading = self._reading()
        if other.subject == Subject.NOTE and reading is not None:
            subject, id_, words = next(
                iter(reading.rows(_NOTE, (other.subject_id,))), ("", "", "a note")
            )
            selected = self._selected(str(subject), str(id_))
            about = f"note: {words}"
        elif other.subject in (Subject.ACTOR, Subject.FLOW):
            selected = self._selected(other.subject, other.subject_id)
            ends = other.subject_id.split(">")
            about = " → ".join(self._name(code) for code in ends)
        elif other.subject == Subject.LINK and reading is not None:
            supplier, recipient, id_ = map(str, next(reading.rows(_LINK, (other.subject_id,))))
            about = f"goods went on: {self._name(supplier)} → {self._name(recipient)}"
            selected = Selected.record(supplier, recipient, id_)
        elif other.subject == Subject.GROUP:
            about = "that accounts tell of the same goods"
        about += f" ({other.field})" if other.field else ""
        is_against = other.stance is Stance.CONTRADICTS
        tone = Tone.ALARM if is_against else Tone.PLAIN
        return Item(sentence(about), _VERBS[other.stance], tone, selected=selected, tip=about)

    def _selected(self, subject: str, id_: str) -> Selected:
        if subject == Subject.ACTOR:
            return Selected(actor=id_)
        if subject == Subject.FLOW:
            supplier, _arrow, recipient = id_.partition(">")
            return Selected.flow(supplier, recipient)
        reading = self._reading()
        if subject == Subject.TRANSFER and reading is not None:
            found = reading.transfers((id_,))
            if found:
                return Selected.record(found[0].supplier, found[0].recipient, id_)
        return NOTHING

    def _name(self, code: str) -> str:
        actor = self._actors.get(code)
        return actor.name if actor else code


_NOTE = "SELECT subject, subject_id, text FROM note WHERE id = ?"
_LINK = """
SELECT t.supplier, t.recipient, t.id FROM link l JOIN transfer t ON t.id = l.later WHERE l.id = ?
"""


def _cited_words(cited: CitedRecord) -> str:
    """What a source says of a record: "supports the amount of a figure, p. 4"."""
    if cited.row:
        return f"row {cited.row:,} of the imported file"
    part = "" if cited.subject == Subject.TRANSFER else f"a {cited.subject}"
    about = f"the {cited.field} of {part}" if cited.field and part else part
    about = about or (f"its {cited.field}" if cited.field else "the record")
    words = f"{_VERBS[cited.stance]} {about}"
    if cited.status is not CitationStatus.LIVE:
        words += f" ({cited.status})"
    return f"{words}, {cited.locator}" if cited.locator else words


def _record_words(transfer: Transfer) -> str:
    """A record in short: "delivery 2015: 240 pieces of 9M113 Konkurs"."""
    figures = transfer.all_figures()
    first = figures[0] if figures else None
    amount = with_basis(amount_words(first.amount, first.unit), first.basis) if first else ""
    dates = next((dates_words(each.dates) for each in figures if each.dates.is_stated), "")
    item = transfer.lines[0].designation if transfer.lines else ""
    more = f" and {len(transfer.lines) - 1} more" if len(transfer.lines) > 1 else ""
    goods = " of ".join(part for part in (amount, item) if part)
    return f"{transfer.kind} {dates}: {goods}{more}".replace(" :", ":").rstrip(": ")

"""What an import is to write, worked out in full before the edit begins."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from flowviz.dossier import Dossier
from flowviz.importers import extract
from flowviz.importers.building import Placed, data_set_of, transfer_of
from flowviz.importers.findings import Findings
from flowviz.importers.merging import Merged, delivery_years, merge, with_other_years
from flowviz.importers.naming import Naming
from flowviz.importers.overlap import Overlap, overlaps
from flowviz.importers.pairing import Key, Pairing, Stored, pair
from flowviz.importers.reading import Deal, Header, Reading
from flowviz.importers.watch import Watch
from flowviz.records import DataSet, Provenance
from flowviz.terms import Stage

EVERYBODY = "All countries"
# A file that does not say what it was made of is complete if it has this share of the deals that
# the dossier holds: of SIPRI's deals nine in ten keep their key from one year's export to the next,
# and a subset that somebody has cut out is rarely more than half.
_COMPLETE_SHARE = 0.5
_SLICE = 1_000
"""Transfers read between two looks for Cancel."""


@dataclass(frozen=True, slots=True)
class Update:
    """A transfer that the file changes, and the line that does."""

    merged: Merged
    line: int
    is_back: bool


@dataclass(slots=True)
class Plan:
    """The deals to add, the transfers to change or mark, and the data sets to count.

    ``listed`` are the years of a file that is an extract without saying so; ``beyond`` counts the
    deals left as they are because they have deliveries outside them.
    """

    data_set: DataSet
    is_new: bool
    pairing: Pairing
    naming: Naming
    findings: Findings
    updates: list[Update] = field(default_factory=list)
    gone: list[Provenance] = field(default_factory=list)
    recounted: list[DataSet] = field(default_factory=list)
    overlaps: tuple[Overlap, ...] = ()
    listed: range | None = None
    beyond: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.pairing.new or self.updates or self.gone or self.recounted)


def plan_of(dossier: Dossier, reading: Reading, mark_gone: bool | None, watch: Watch) -> Plan:
    """Work out what a reading changes in a dossier."""
    findings = Findings(list(reading.findings), dict(reading.counts))
    naming = Naming(dossier.actors(), findings)
    wanted = data_set_of(reading.header)
    known = dossier.data_sets().get(wanted.id)
    placed = [_placed(deal, naming) for deal in watch.over(reading.deals)]
    stored = _stored(dossier, wanted.id, naming, watch) if known else {}
    pairing = pair(wanted.id, stored, ((_key(one), one) for one in watch.past(placed)))
    _leave_out_forgotten(dossier, pairing, findings)
    plan = Plan(known or wanted, known is None, pairing, naming, findings)
    plan.listed = extract.years_listed(reading.header, reading.deals, pairing.both)
    years = _years(reading.header)
    for old, new in watch.over(pairing.both):
        _update(plan, old, new, years)
    about = years or _years_delivered(reading.deals)
    pairing.missing = [one for one in pairing.missing if _could_be_in(one, about)]
    is_whole = plan.listed is None and _is_complete(reading.header, pairing)
    if is_whole if mark_gone is None else mark_gone:
        plan.gone = [
            replace(one.provenance, is_gone=True)
            for one in pairing.missing
            if not one.provenance.is_gone
        ]
    return plan


def _leave_out_forgotten(dossier: Dossier, pairing: Pairing, findings: Findings) -> None:
    """Bring back nothing that was forgotten in the dossier; which rows those are is not told."""
    forgotten = dossier.forgotten()
    new = [one for one in pairing.new if one.id not in forgotten]
    left_out = len(pairing.new) - len(new)
    if left_out:
        pairing.new = new
        deals = "a deal that was" if left_out == 1 else f"{left_out:,} deals that were"
        findings.skipped(0, f"the file has {deals} forgotten in this dossier, and left out", "")


def weigh(dossier: Dossier, plan: Plan, *, counts_new: bool) -> None:
    """Settle which of the data sets that tell the same deals is counted.

    Only a data set that comes into the dossier is weighed, or one that the caller wants counted:
    what the user has settled before stays.
    """
    if not plan.is_new and not counts_new:
        return
    deals = (*(new.placed for new in plan.pairing.new), *(new for _, new in plan.pairing.both))
    plan.overlaps = overlaps(dossier, plan.data_set.id, {_deal_key(placed) for placed in deals})
    is_counted = counts_new or not plan.overlaps
    if plan.data_set.is_counted != is_counted:
        plan.data_set = replace(plan.data_set, is_counted=is_counted)
        plan.recounted.append(plan.data_set)
    if counts_new:
        known = dossier.data_sets()
        plan.recounted.extend(
            replace(known[overlap.data_set], is_counted=False) for overlap in plan.overlaps
        )


def _placed(deal: Deal, naming: Naming) -> Placed:
    year, line = deal.order_year, deal.line
    supplier = naming.code_in(deal.supplier, year, line, "supplier")
    return Placed(deal, supplier, naming.code_in(deal.recipient, year, line, "recipient"))


def _key(placed: Placed) -> Key:
    return (placed.deal.key,) if placed.deal.key else _deal_key(placed)


def _deal_key(placed: Placed) -> Key:
    deal = placed.deal
    return placed.supplier, placed.recipient, str(deal.order_year), deal.designation


def _stored(
    dossier: Dossier, data_set: str, naming: Naming, watch: Watch
) -> dict[Key, list[Stored]]:
    """Give what the dossier holds of a data set by key, equals in the order of their ordinals."""
    ids = [
        id_
        for (id_,) in dossier.rows(
            "SELECT transfer FROM provenance WHERE data_set = ?", (data_set,)
        )
    ]
    found: dict[Key, list[tuple[int, Stored]]] = defaultdict(list)
    for start in range(0, len(ids), _SLICE):
        watch.look()
        slice_ = ids[start : start + _SLICE]
        provenance = dossier.provenance(slice_)
        for transfer in dossier.transfers(slice_):
            one = Stored(transfer, provenance[transfer.id])
            key, ordinal = _stored_key(one.provenance.key, naming)
            found[key].append((ordinal, one))
    return {
        key: [one for _, one in sorted(group, key=lambda pair: pair[0])]
        for key, group in found.items()
    }


def _stored_key(text: str, naming: Naming) -> tuple[Key, int]:
    """Read a key back; the names in it are matched again, so that a renamed state stays itself."""
    try:
        supplier, recipient, year, designation, ordinal = json.loads(text)
        codes = naming.code(supplier, int(year)), naming.code(recipient, int(year))
        return (*codes, str(year), str(designation)), int(ordinal)
    except (ValueError, TypeError, AttributeError):
        return (text,), 1


def _update(plan: Plan, old: Stored, new: Placed, years: range | None) -> None:
    if plan.listed is not None and extract.reaches_beyond(old.transfer, plan.listed):
        _leave(plan, new, plan.listed)
        return
    incoming = transfer_of(new, old.transfer.id, plan.data_set.id)
    if new.deal.key:
        incoming = with_other_years(old.transfer, incoming, years)
    merged = merge(old.transfer, old.provenance, incoming)
    if merged.is_changed:
        plan.updates.append(Update(merged, new.deal.line, old.provenance.is_gone))
    for path in merged.overruled:
        message = (
            f"{path.rpartition('/')[2]} was edited by hand and stays; the file has a new value"
        )
        says = json.loads(dict(merged.provenance.kept)[path])
        text = says.get("text", "") if isinstance(says, dict) else says
        plan.findings.doubtful(new.deal.line, message, str(text or ""), path)


def _leave(plan: Plan, new: Placed, listed: range) -> None:
    """Leave a deal as it is of which an extract lists only some deliveries."""
    plan.beyond += 1
    message = (
        f"the file lists only deliveries of {extract.words(listed)}; the dossier has others of "
        "this deal too, and the deal stays as it is"
    )
    plan.findings.doubtful(new.deal.line, message, new.deal.designation, "years")


def _years(header: Header) -> range | None:
    """Give the years of delivery that the file is about, where it says so."""
    if header.first_year is None or header.last_year is None:
        return None
    return range(header.first_year, header.last_year + 1)


def _years_delivered(deals: Iterable[Deal]) -> range | None:
    """Give the years that the rows of a file without notes are about; None for deals as a whole."""
    years = [
        int(figure.suffix[1:5])
        for deal in deals
        if deal.key
        for figure in deal.figures
        if figure.stage is Stage.DELIVERED and figure.suffix[1:5].isdigit()
    ]
    return range(min(years), max(years) + 1) if years else None


def _could_be_in(one: Stored, years: range | None) -> bool:
    """Tell whether a file about these years could hold a deal at all."""
    return years is None or all(year in years for year in delivery_years(one.transfer))


def _is_complete(header: Header, pairing: Pairing) -> bool:
    """Tell whether a deal that is not in the file is one that SIPRI has taken out."""
    if header.supplier or header.recipient:
        return header.supplier == header.recipient == EVERYBODY
    there = len(pairing.both)
    return there >= _COMPLETE_SHARE * (there + len(pairing.missing))


def unmarked(plan: Plan) -> Iterator[Stored]:
    """Give the transfers that the file does not have and that are not marked for it."""
    marked = {provenance.transfer for provenance in plan.gone}
    for one in plan.pairing.missing:
        if not one.provenance.is_gone and one.transfer.id not in marked:
            yield one

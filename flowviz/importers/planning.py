"""What an import is to write, worked out in full before the edit begins; nothing is written here.

A plan holds places and identifiers, not records: those of half a million entries are made anew,
slice by slice, when they are written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from flowviz.importers import extract
from flowviz.importers.building import transfer_of
from flowviz.importers.entries import delivery_year
from flowviz.importers.findings import Findings
from flowviz.importers.identity import spelled
from flowviz.importers.naming import Naming
from flowviz.importers.numbering import Numbering
from flowviz.importers.overlap import Overlap, Overlaps
from flowviz.importers.pairing import Pairing, Places, pair
from flowviz.importers.placing import key_of, left_out, placed
from flowviz.importers.reading import Reading
from flowviz.importers.samples import SAMPLES, Sample
from flowviz.importers.settling import Choices, Unsettled
from flowviz.importers.stored import Opened, ids_by_key, marked_gone, outside, stored
from flowviz.importers.updating import Updating
from flowviz.importers.watch import Watch, unwatched
from flowviz.records import DataSet

EVERYBODY = "All countries"
# A file that does not say what it was made of is complete if it has this share of the deals that
# the dossier holds: of SIPRI's deals nine in ten keep their key from one year's export to the next,
# and a subset that somebody has cut out is rarely more than half.
_COMPLETE_SHARE = 0.5
BY_RULE = Choices()
"""Nothing was chosen by a person."""


@dataclass(slots=True)
class Plan:
    """What an import would change, and what a person should see of it before.

    ``new`` are identifier, place and ordinal of the entries to add, ``updates`` places and
    identifiers of the transfers to change, ``gone`` the identifiers of those to mark.
    ``missing`` counts the transfers that the file does not have, those to mark included;
    ``returned`` those that were marked as gone and are back; ``kept_by_hand`` those of which the
    file now says something else than a hand has written. ``listed`` are the years of a file that
    is an extract without saying so; ``beyond`` counts the transfers left as they are because they
    have deliveries outside them. ``head`` is where the dossier's history stood.
    """

    reading: Reading
    data_set: DataSet
    is_new: bool
    naming: Naming
    findings: Findings
    head: tuple[int, str]
    new: list[tuple[str, int, int]] = field(default_factory=list)
    updates: list[tuple[int, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    recounted: list[DataSet] = field(default_factory=list)
    overlaps: tuple[Overlap, ...] = ()
    unchanged: int = 0
    returned: int = 0
    missing: int = 0
    kept_by_hand: int = 0
    listed: range | None = None
    beyond: int = 0
    added_samples: list[Sample] = field(default_factory=list)
    updated_samples: list[Sample] = field(default_factory=list)
    gone_samples: list[Sample] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.updates or self.gone or self.recounted)

    @property
    def unsettled(self) -> tuple[Unsettled, ...]:
        """The names that no rule places, settled ones included, the most frequent first."""
        return self.naming.unsettled()


def plan_of(
    dossier: Opened, reading: Reading, choices: Choices = BY_RULE, watch: Watch | None = None
) -> Plan:
    """Work out what a reading changes in a dossier.

    Raises
    ------
    CancelledError
        Soon after the watch says so.
    """
    watch = watch or unwatched()
    watch.begin(len(reading.asked) + reading.count)
    findings = Findings(list(reading.findings), dict(reading.counts))
    naming = Naming(dossier.actors(), findings, choices)
    wanted = reading.data_set
    known = dossier.data_sets().get(wanted.id)
    plan = Plan(reading, known or wanted, known is None, naming, findings, dossier.head)
    there = ids_by_key(dossier, wanted.id, naming, reading.asked, watch) if known else {}
    # Only a data set that comes into the dossier is weighed, or one that the caller wants counted:
    # what the user has settled before stays.
    weighed = Overlaps(dossier, wanted.id, watch) if plan.is_new or _counts_new(choices) else None
    pairing = _paired(dossier, plan, there, weighed, watch)
    _update(dossier, plan, pairing, watch)
    _mark_gone(dossier, plan, pairing, choices.mark_gone, watch)
    if weighed is not None:
        _weigh(dossier, plan, weighed.found(), counts_new=_counts_new(choices))
    return plan


def _counts_new(choices: Choices) -> bool:
    return choices.count == "new"


def _paired(
    dossier: Opened,
    plan: Plan,
    there: dict[int, tuple[str, ...]],
    weighed: Overlaps | None,
    watch: Watch,
) -> Pairing:
    """Find whom the entries name, what else tells them, and what each is paired with.

    They are passed over again only where the dossier has something to lay beside them, or a name
    is left out.
    """
    reading, naming = plan.reading, plan.naming
    for ask in watch.over(reading.asked):
        naming.code_in(ask.name, ask.year, ask.line, ask.column, ask.code, ask.kind, ask.times)
    adding = _Adding(plan, dossier.forgotten())
    is_weighed = weighed is not None and weighed.has_others
    if not (there or is_weighed or naming.leaves_out):
        for place, (id_, ordinal) in enumerate(watch.over(reading.numbers())):
            adding.add(id_, place, ordinal)
        adding.tell()
        return Pairing()
    groups: dict[int, Places] = {}
    taken: list[int] = []
    entries = reading.entries() if is_weighed else reading.bare_entries()
    for place, entry in enumerate(watch.over(entries)):
        one = placed(entry, naming)
        if one is None:
            name, column = left_out(entry, naming)
            plan.findings.skipped(entry.line, "the name is left out, as was chosen", name, column)
            continue
        if weighed is not None:
            weighed.look(one)
        if not there:
            taken.append(place)
            continue
        key = hash(key_of(one))
        before = groups.setdefault(key, place)
        if isinstance(before, list):
            before.append(place)
        elif before != place:
            groups[key] = [before, place]
    found = pair(dossier, reading, there, groups, watch) if there else Pairing(new=taken)
    numbering = Numbering(plan.data_set.id, (id_ for ids in there.values() for id_ in ids))
    new = reading.bare_entries_at(found.new)
    for place, entry in watch.past(zip(found.new, new, strict=True)):
        id_, ordinal = numbering.next(entry)
        adding.add(id_, place, ordinal)
    adding.tell()
    return found


class _Adding:
    """Takes what is new; what was forgotten is not brought back, and which rows is not told."""

    def __init__(self, plan: Plan, forgotten: frozenset[str]) -> None:
        self._plan = plan
        self._forgotten = forgotten
        self._left_out = 0

    def add(self, packed_id: bytes, place: int, ordinal: int) -> None:
        """Take an entry that meets nothing."""
        id_ = spelled(packed_id)
        if id_ in self._forgotten:
            self._left_out += 1
        else:
            self._plan.new.append((id_, place, ordinal))

    def tell(self) -> None:
        """Show the first ones, and note how many were left out."""
        plan, reading = self._plan, self._plan.reading
        first = plan.new[:SAMPLES]
        entries = reading.entries_at([place for _, place, _ in first])
        for (id_, _, _), entry in zip(first, entries, strict=True):
            one = placed(entry, plan.naming)
            assert one is not None
            transfer = transfer_of(one, id_, plan.data_set.id, reading.header.existence)
            plan.added_samples.append(Sample(entry.line, None, transfer))
        if self._left_out:
            count = self._left_out
            what = "a row that was" if count == 1 else f"{count:,} rows that were"
            words = f"the file has {what} forgotten in this dossier, and left out"
            self._plan.findings.skipped(0, words, "")


def _update(dossier: Opened, plan: Plan, pairing: Pairing, watch: Watch) -> None:
    updating = Updating(dossier, plan.reading, plan.data_set, plan.naming)
    if len(pairing.both) >= extract.FEWEST_CUT:
        plan.listed = extract.years_listed(
            plan.reading.header,
            plan.reading.entries(),
            lambda: updating.pairs(pairing.both, watch),
        )
    watch.total += len(pairing.both)
    for change in watch.over(updating.changes(pairing.both, plan.listed, watch)):
        if change.is_beyond:
            plan.beyond += 1
            assert plan.listed is not None
            message = (
                f"the file lists only deliveries of {extract.words(plan.listed)}; the dossier has "
                "others of this deal too, and the deal stays as it is"
            )
            entry = change.placed.entry
            plan.findings.doubtful(entry.line, message, entry.designation, "years")
            plan.unchanged += 1
            continue
        change.tell(plan.findings)
        plan.kept_by_hand += bool(change.overruled)
        if not change.is_changed:
            plan.unchanged += 1
            continue
        plan.updates.append((change.place, change.before.transfer.id))
        plan.returned += change.before.provenance.is_gone
        if len(plan.updated_samples) < SAMPLES:
            line, before = change.placed.entry.line, change.before.transfer
            plan.updated_samples.append(Sample(line, before, change.transfer))


def _mark_gone(
    dossier: Opened, plan: Plan, pairing: Pairing, mark_gone: bool | None, watch: Watch
) -> None:
    """Find the transfers that the file could have and does not; mark them if it is complete."""
    missing: list[str] = []
    already = 0
    if pairing.missing:
        about = _years_about(plan.reading)
        elsewhere = (
            frozenset() if about is None else outside(dossier, plan.data_set.id, about, watch)
        )
        marked = marked_gone(dossier, plan.data_set.id)
        could_be = [id_ for id_ in pairing.missing if id_ not in elsewhere]
        missing = [id_ for id_ in could_be if id_ not in marked]
        already = len(could_be) - len(missing)
    for one in stored(dossier, missing[:SAMPLES], watch):
        plan.gone_samples.append(Sample(one.provenance.row, one.transfer, None))
    there = len(pairing.both)
    is_whole = plan.listed is None and _is_complete(
        plan.reading, there, there + len(missing) + already
    )
    plan.missing = len(missing)
    if is_whole if mark_gone is None else mark_gone:
        plan.gone = missing


def _weigh(dossier: Opened, plan: Plan, overlaps: tuple[Overlap, ...], *, counts_new: bool) -> None:
    """Settle which of the data sets that tell the same is counted."""
    plan.overlaps = overlaps
    is_counted = counts_new or not overlaps
    if plan.data_set.is_counted != is_counted:
        plan.data_set = replace(plan.data_set, is_counted=is_counted)
        plan.recounted.append(plan.data_set)
    if counts_new:
        known = dossier.data_sets()
        plan.recounted.extend(
            replace(known[overlap.data_set], is_counted=False) for overlap in overlaps
        )


def _years_about(reading: Reading) -> range | None:
    """Give the years of delivery that the file is about, None for deals as a whole."""
    header = reading.header
    if header.first_year is not None and header.last_year is not None:
        return range(header.first_year, header.last_year + 1)
    years = set(_delivery_years(reading))
    return range(min(years), max(years) + 1) if years else None


def _delivery_years(reading: Reading) -> Iterable[int]:
    for entry in reading.entries():
        if entry.key:
            for figure in entry.figures:
                year = delivery_year(figure.suffix)
                if year is not None:
                    yield year


def _is_complete(reading: Reading, both: int, known: int) -> bool:
    """Tell whether what is not in the file was taken out of it by its maker."""
    header = reading.header
    if reading.is_cut:
        return False
    if header.supplier or header.recipient:
        return header.supplier == header.recipient == EVERYBODY
    return both >= _COMPLETE_SHARE * known

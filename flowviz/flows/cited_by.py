"""What a source is cited for: flows, the records of each, and the rest; read when asked for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flowviz.dossier import Reading
from flowviz.terms import CitationStatus, Stance

_SUBJECTS = """
SELECT c.subject_id AS transfer, c.stance, c.status, c.subject, c.field, c.locator
    FROM citation c WHERE c.source = :source AND c.subject = 'transfer'
UNION ALL SELECT l.transfer, c.stance, c.status, c.subject, c.field, c.locator
    FROM citation c JOIN line l ON l.id = c.subject_id
    WHERE c.source = :source AND c.subject = 'line'
UNION ALL SELECT f.transfer, c.stance, c.status, c.subject, c.field, c.locator
    FROM citation c JOIN figure f ON f.id = c.subject_id
    WHERE c.source = :source AND c.subject = 'figure'
UNION ALL SELECT p.transfer, c.stance, c.status, c.subject, c.field, c.locator
    FROM citation c JOIN party p ON p.id = c.subject_id
    WHERE c.source = :source AND c.subject = 'party'
"""
"""Every citation of a source for a transfer or a part of one."""

_FLOWS = f"""
SELECT t.supplier, t.recipient, s.transfer, s.stance, s.status
FROM ({_SUBJECTS}) s JOIN transfer t ON t.id = s.transfer
"""
_RECORDS = f"""
SELECT s.transfer, s.stance, s.status, s.subject, s.field, s.locator
FROM ({_SUBJECTS}) s JOIN transfer t ON t.id = s.transfer
WHERE t.supplier = :supplier AND t.recipient = :recipient
"""
_OF_DATA_SETS = """
SELECT t.supplier, t.recipient, count(*) FROM transfer t
WHERE t.data_set IN (SELECT id FROM data_set WHERE source = :source)
GROUP BY t.supplier, t.recipient
"""
_RECORDS_OF_DATA_SETS = """
SELECT t.id, coalesce(p.row, 0) FROM transfer t LEFT JOIN provenance p ON p.transfer = t.id
WHERE t.supplier = :supplier AND t.recipient = :recipient
  AND t.data_set IN (SELECT id FROM data_set WHERE source = :source)
"""
_OTHERS = """
SELECT subject, subject_id, stance, status, field FROM citation
WHERE source = :source AND subject NOT IN ('transfer', 'line', 'figure', 'party')
ORDER BY subject, subject_id, id
"""


@dataclass(frozen=True, slots=True)
class CitedFlow:
    """A flow that a source is cited for.

    ``records`` counts the distinct records of it, those of a data set that the source is of
    included; ``stances`` how many citations say what, withdrawn ones left out.
    """

    supplier: str
    recipient: str
    records: int
    stances: tuple[tuple[Stance, int], ...]


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """One thing of a record that a source is cited for.

    ``subject`` and ``field`` are the citation's ("transfer" and "" for the record as a whole).
    ``row`` is that of the imported file where no citation but the data set says so, else 0.
    """

    transfer: str
    stance: Stance
    status: CitationStatus
    subject: str
    field: str
    locator: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class CitedOther:
    """A note, a link, a group, an actor or a flow as a whole that a source is cited for."""

    subject: str
    subject_id: str
    stance: Stance
    status: CitationStatus
    field: str


@dataclass(frozen=True, slots=True)
class CitedFor:
    """All that a source is cited for: the flows, and what no flow holds."""

    flows: tuple[CitedFlow, ...] = ()
    others: tuple[CitedOther, ...] = ()


def cited_for(reading: Reading, source: str) -> CitedFor:
    """Everything that a source is cited for; the records of a flow are read one flow at a time."""
    return CitedFor(flows_citing(reading, source), others_citing(reading, source))


def flows_citing(reading: Reading, source: str) -> tuple[CitedFlow, ...]:
    """The flows that a source is cited for, those of most records first."""
    records: dict[tuple[str, str], set[str]] = {}
    stances: dict[tuple[str, str], Counter[Stance]] = {}
    for supplier, recipient, transfer, stance, status in _rows(reading, _FLOWS, source):
        pair = supplier, recipient
        records.setdefault(pair, set()).add(transfer)
        if status != CitationStatus.WITHDRAWN:
            stances.setdefault(pair, Counter())[Stance(stance)] += 1
    counts = Counter({pair: len(ids) for pair, ids in records.items()})
    for supplier, recipient, count in _rows(reading, _OF_DATA_SETS, source):
        pair = supplier, recipient
        own = records.get(pair)
        counts[pair] = count if own is None else len(own | _of_file(reading, source, pair))
        stances.setdefault(pair, Counter())[Stance.SUPPORTS] += count
    order = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return tuple(
        CitedFlow(*pair, counts[pair], tuple(sorted(stances.get(pair, Counter()).items())))
        for pair in order
    )


def records_citing(
    reading: Reading, source: str, supplier: str, recipient: str
) -> tuple[CitedRecord, ...]:
    """What of the records of a flow a source is cited for, record by record."""
    pair = {"supplier": supplier, "recipient": recipient}
    cited = [
        CitedRecord(transfer, Stance(stance), CitationStatus(status), subject, field, locator)
        for transfer, stance, status, subject, field, locator in _rows(
            reading, _RECORDS, source, **pair
        )
    ]
    of_file = [
        CitedRecord(id_, Stance.SUPPORTS, CitationStatus.LIVE, "transfer", "", row=row)
        for id_, row in _rows(reading, _RECORDS_OF_DATA_SETS, source, **pair)
    ]
    return tuple(sorted(cited + of_file, key=lambda each: (each.transfer, each.row, each.field)))


def others_citing(reading: Reading, source: str) -> tuple[CitedOther, ...]:
    """What else a source is cited for, which no flow holds."""
    return tuple(
        CitedOther(subject, id_, Stance(stance), CitationStatus(status), field)
        for subject, id_, stance, status, field in _rows(reading, _OTHERS, source)
    )


def _of_file(reading: Reading, source: str, pair: tuple[str, str]) -> set[str]:
    supplier, recipient = pair
    rows = _rows(reading, _RECORDS_OF_DATA_SETS, source, supplier=supplier, recipient=recipient)
    return {id_ for id_, _row in rows}


def _rows(reading: Reading, sql: str, source: str, **params: str) -> Iterable[tuple]:  # type: ignore[type-arg]
    return reading.rows(sql, {"source": source, **params})

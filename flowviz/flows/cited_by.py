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

_OF_FILES = "transfer.data_set IN (SELECT id FROM data_set WHERE source = :source)"
_COUNTS = f"""
SELECT t.supplier, t.recipient, count(*)
FROM (SELECT transfer FROM ({_SUBJECTS}) UNION SELECT id FROM transfer WHERE {_OF_FILES}) s
JOIN transfer t ON t.id = s.transfer
GROUP BY t.supplier, t.recipient
"""
"""The distinct records of each flow; added up by SQLite, which leaves Python to the window."""
_STANCES = f"""
SELECT t.supplier, t.recipient, s.stance, count(*)
FROM ({_SUBJECTS}) s JOIN transfer t ON t.id = s.transfer
WHERE s.status <> :withdrawn
GROUP BY t.supplier, t.recipient, s.stance
"""
_RECORDS = f"""
SELECT s.transfer, s.stance, s.status, s.subject, s.field, s.locator
FROM ({_SUBJECTS}) s JOIN transfer t ON t.id = s.transfer
WHERE t.supplier = :supplier AND t.recipient = :recipient
"""
_OF_DATA_SETS = f"""
SELECT supplier, recipient, count(*) FROM transfer WHERE {_OF_FILES}
GROUP BY +supplier, +recipient
"""
"""Without the signs SQLite follows an index and looks up every transfer: 150 ms, not 9."""
_RECORDS_OF_DATA_SETS = f"""
SELECT id, coalesce(p.row, 0) FROM transfer LEFT JOIN provenance p ON p.transfer = transfer.id
WHERE supplier = :supplier AND recipient = :recipient AND {_OF_FILES}
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
    rows = _rows(reading, _COUNTS, source)
    counts = {(supplier, recipient): count for supplier, recipient, count in rows}
    stances: dict[tuple[str, str], Counter[Stance]] = {pair: Counter() for pair in counts}
    said = _rows(reading, _STANCES, source, withdrawn=CitationStatus.WITHDRAWN.value)
    for supplier, recipient, stance, count in said:
        stances[supplier, recipient][Stance(stance)] += count
    for supplier, recipient, count in _rows(reading, _OF_DATA_SETS, source):
        stances[supplier, recipient][Stance.SUPPORTS] += count
    order = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return tuple(
        CitedFlow(*pair, counts[pair], tuple(sorted(stances[pair].items()))) for pair in order
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


def _rows(reading: Reading, sql: str, source: str, **params: str) -> Iterable[tuple]:  # type: ignore[type-arg]
    return reading.rows(sql, {"source": source, **params})

"""What sources say against the records, other than that they ever took place."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from flowviz.dossier import Reading
from flowviz.flows.conflict import Conflict, ConflictKind, Telling

# The transfer, the source and what it says against which field, what that is of, what that states.
# Few citations contradict: they are read once, whatever they are about.
_SAID = "c.source, c.title, c.field, c.text"
_AMOUNT = """
iif(p.amount_text <> '', p.amount_text,
    coalesce(p.value, coalesce(p.low, '') || '\N{EN DASH}' || coalesce(p.high, '')))
|| ' ' || p.unit
"""
_CONTRADICTED = f"""
WITH against AS MATERIALIZED (
    SELECT c.subject, c.subject_id, c.source, s.title, c.field, c.text
    FROM citation c JOIN source s ON s.id = c.source
    WHERE c.stance = 'contradicts' AND c.status <> 'withdrawn'
)
SELECT c.subject_id, {_SAID}, '', '' FROM against c
    WHERE c.subject = 'transfer' AND c.field NOT IN ('', 'existence')
UNION ALL SELECT p.transfer, {_SAID}, p.designation, p.designation
    FROM against c JOIN line p ON p.id = c.subject_id WHERE c.subject = 'line'
UNION ALL SELECT p.transfer, {_SAID},
    coalesce((SELECT designation || ', ' FROM line WHERE id = p.line AND designation <> ''), '')
        || p.stage,
    iif(p.amount_kind = 'unknown', 'amount unknown', {_AMOUNT})
    FROM against c JOIN figure p ON p.id = c.subject_id WHERE c.subject = 'figure'
UNION ALL SELECT p.transfer, {_SAID}, p.role, coalesce(a.name, p.actor)
    FROM against c JOIN party p ON p.id = c.subject_id LEFT JOIN actor a ON a.code = p.actor
    WHERE c.subject = 'party'
"""


class Contradiction(NamedTuple):
    """A live citation that contradicts something of a transfer other than its existence.

    ``title`` is that of the source and ``text`` what it says. ``field`` is "" for the item, figure
    or party as a whole; ``about`` names that, "" for the transfer, and ``says`` is what it states.
    """

    transfer: str
    source: str
    title: str
    field: str
    text: str
    about: str
    says: str

    def conflict(self) -> Conflict:
        """It as a conflict between the record and the source."""
        what = f"the {self.field.replace('_', ' ')}" if self.field else "what the record says"
        name = f"\N{LEFT DOUBLE QUOTATION MARK}{self.title}\N{RIGHT DOUBLE QUOTATION MARK}"
        return Conflict(
            ConflictKind.CONTRADICTED,
            self.about or self.field.replace("_", " "),
            f"{name} contradicts {what}.",
            (
                Telling("the record", self.says, (self.transfer,)),
                Telling(self.title, self.text, source=self.source),
            ),
        )


def contradictions(dossier: Reading, fallen: Collection[str]) -> Iterator[Contradiction]:
    """Every contradiction by a source that has not fallen."""
    return _holding(dossier.rows(_CONTRADICTED), fallen)


def _holding(rows: Iterable[tuple[Any, ...]], fallen: Collection[str]) -> Iterator[Contradiction]:
    for row in rows:
        found = Contradiction(*row)
        if found.source not in fallen:
            yield found

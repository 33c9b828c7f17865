"""What sources say against the records, other than that they ever took place."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from flowviz.dossier import Reading
from flowviz.flows.conflict import Conflict, ConflictKind, Telling

# The transfer, the citation, what it is about, and what the record says there.
_SAID = "c.source, s.title, c.field, c.text"
# Few citations contradict: they are looked for once, and not for every subject anew.
_CONTRADICTING = """
WITH contradicting AS MATERIALIZED (
    SELECT * FROM citation WHERE stance = 'contradicts' AND status <> 'withdrawn'
)
"""
_HOLDS = """
FROM contradicting c JOIN source s ON s.id = c.source
{} WHERE c.subject = '{}'
"""
_AMOUNT = """
iif(p.amount_text <> '', p.amount_text,
    coalesce(p.value, coalesce(p.low, '') || '\N{EN DASH}' || coalesce(p.high, '')))
|| ' ' || p.unit
"""
_PARTY = "JOIN party p ON p.id = c.subject_id LEFT JOIN actor a ON a.code = p.actor"
_CONTRADICTED = f"""
{_CONTRADICTING}
SELECT c.subject_id, {_SAID}, '', ''
{_HOLDS.format("", "transfer")} AND c.field NOT IN ('', 'existence')
UNION ALL SELECT p.transfer, {_SAID}, p.designation, p.designation
{_HOLDS.format("JOIN line p ON p.id = c.subject_id", "line")}
UNION ALL SELECT p.transfer, {_SAID},
       coalesce((SELECT designation || ', ' FROM line WHERE id = p.line AND designation <> ''), '')
       || p.stage, iif(p.amount_kind = 'unknown', 'amount unknown', {_AMOUNT})
{_HOLDS.format("JOIN figure p ON p.id = c.subject_id", "figure")}
UNION ALL SELECT p.transfer, {_SAID}, p.role, coalesce(a.name, p.actor)
{_HOLDS.format(_PARTY, "party")}
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

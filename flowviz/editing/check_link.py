"""Typed links, checked."""

from flowviz.editing import sheet as reading
from flowviz.editing.amount_texts import read_amount
from flowviz.editing.sheet import Part, Sheet
from flowviz.editing.typed import LinkText
from flowviz.errors import RecordError
from flowviz.records import Link
from flowviz.terms import Existence, LinkKind


def check_link(sheet: Sheet, typed: LinkText, shown: LinkText | None, before: Link | None) -> Link:
    """The link that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    link = Link(
        typed.id,
        part.read("later", _record("Choose the record in which the goods go on.")),
        part.read("earlier", _record("Choose the record that the goods come from.")),
        part.read("kind", reading.term(LinkKind, "kind of link")),
        part.read("item", reading.line),
        part.read("unit", reading.line),
        part.read("amount", read_amount),
        part.read("existence", reading.term(Existence, "existence")),
    )
    is_own = bool(typed.later) and typed.later == typed.earlier
    if is_own and not part.is_as_shown("later", "earlier"):
        part.fault("earlier", "A record cannot be linked to itself.")
    is_known = link.amount is not None and link.amount.is_known
    if is_known and link.unit == "" and not part.is_as_shown("amount", "unit"):
        part.fault("unit", "Say what is counted, such as pieces or EUR.")
    return link


def _record(words: str) -> reading.Reader:
    def read(text: str) -> str:
        if not text:
            raise RecordError(words)
        return text

    return read

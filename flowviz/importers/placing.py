"""Entries with the codes of their actors; those whose names the user leaves out are none."""

from typing import Protocol

from flowviz.actor import ActorKind
from flowviz.importers.building import Placed
from flowviz.importers.entries import Entry
from flowviz.importers.settling import IGNORED

Key = tuple[str, ...]
"""What pairs an entry with a transfer: its own key, or actors, year and designation."""


class Coding(Protocol):
    """Knows the code of the actor that a name means in a year; see ``naming.Naming.code``."""

    def code(self, name: str, year: int, given: str = "", kind: ActorKind | None = None) -> str:
        """Give the code."""


def placed(entry: Entry, naming: Coding) -> Placed | None:
    """Give an entry with its codes without a word, None where it is left out."""
    year = entry.year
    supplier = naming.code(entry.supplier, year, entry.supplier_code, entry.supplier_kind)
    recipient = naming.code(entry.recipient, year, entry.recipient_code, entry.recipient_kind)
    if supplier == IGNORED or recipient == IGNORED:
        return None
    if not entry.parties:
        return Placed(entry, supplier, recipient)
    parties = ((role, naming.code(name, year)) for role, name in entry.parties)
    known = tuple((role, code) for role, code in parties if code != IGNORED)
    return Placed(entry, supplier, recipient, known)


def left_out(entry: Entry, naming: Coding) -> tuple[str, str]:
    """Give the name, and its column, for which an entry is left out that is not placed."""
    supplier = naming.code(entry.supplier, entry.year, entry.supplier_code, entry.supplier_kind)
    if supplier == IGNORED:
        return entry.supplier or entry.supplier_code, "supplier"
    return entry.recipient or entry.recipient_code, "recipient"


def key_of(one: Placed) -> Key:
    """Give what pairs an entry with a transfer."""
    entry = one.entry
    if entry.key:
        return (entry.key,)
    return one.supplier, one.recipient, str(entry.year), entry.designation

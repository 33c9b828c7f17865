"""Entries with the codes of their actors; those whose names the user leaves out are none."""

from flowviz.importers.building import Placed
from flowviz.importers.entries import Entry
from flowviz.importers.findings import Findings
from flowviz.importers.naming import IGNORED, Naming

Key = tuple[str, ...]
"""What pairs an entry with a transfer: its own key, or actors, year and designation."""


def placed(entry: Entry, naming: Naming) -> Placed | None:
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


def placed_aloud(entry: Entry, naming: Naming, findings: Findings) -> Placed | None:
    """Give an entry with its codes and note every doubt; also that it is left out."""
    year, line = entry.year, entry.line
    ends = (
        ("supplier", entry.supplier, entry.supplier_code, entry.supplier_kind),
        ("recipient", entry.recipient, entry.recipient_code, entry.recipient_kind),
    )
    codes = [
        naming.code_in(name, year, line, column, code, kind) for column, name, code, kind in ends
    ]
    for role, name in entry.parties:
        naming.code_in(name, year, line, str(role))
    if IGNORED in codes:
        column, name, code, _ = ends[codes.index(IGNORED)]
        findings.skipped(line, "the name is left out, as was chosen", name or code, column)
        return None
    return placed(entry, naming) if entry.parties else Placed(entry, codes[0], codes[1])


def key_of(one: Placed) -> Key:
    """Give what pairs an entry with a transfer."""
    entry = one.entry
    if entry.key:
        return (entry.key,)
    return one.supplier, one.recipient, str(entry.year), entry.designation

"""Editing: what a person types, checked and made into records, without a window.

::

    known = Known.read(session.dossier, session.contents.columns, session.contents.actors)
    shown = text_of(record, known)                # TransferText, SourceText, ActorText, ...
    checked = check(typed, known, record)         # record is None for a new one
    checked.record, checked.faults, checked.actors
    known.complete("actor", "bela", 20)           # FIELDS in known.py

What is typed is a frozen value of texts (``typed.py``); ``dataclasses.replace`` makes another.
Each part has an identifier of its own from the beginning. Actors are typed as names or codes,
sources as titles or identifiers. ``checked.actors`` are new to the dossier: put them in the same
edit as the record. A fault that is not ``is_grave`` is a warning. A field that is not changed keeps
its value to the letter, so pass ``before`` for every record that stands in the dossier.
"""

from flowviz.editing.checking import check
from flowviz.editing.completing import Completion
from flowviz.editing.faults import Checked, Fault
from flowviz.editing.known import FIELDS, Known
from flowviz.editing.showing import Editable, text_of
from flowviz.editing.typed import (
    BY_RULE,
    AccountText,
    ActorText,
    CitationText,
    FigureText,
    GradingText,
    GroupText,
    LineText,
    LinkText,
    MemberText,
    NameText,
    NoteText,
    PartyText,
    SourceText,
    TransferText,
    Typed,
)

__all__ = [
    "BY_RULE",
    "FIELDS",
    "AccountText",
    "ActorText",
    "Checked",
    "CitationText",
    "Completion",
    "Editable",
    "Fault",
    "FigureText",
    "GradingText",
    "GroupText",
    "Known",
    "LineText",
    "LinkText",
    "MemberText",
    "NameText",
    "NoteText",
    "PartyText",
    "SourceText",
    "TransferText",
    "Typed",
    "check",
    "text_of",
]

"""Entries as lines of JSON: the types, lengths and words that a line of the reader may have.

They are those that ``entries.entry_row`` makes, and msgspec refuses a line that has any other. What
no type can say of a text is looked at in ``entry_checks``.
"""

import datetime
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from flowviz.actor import ActorKind
from flowviz.importers import checks
from flowviz.importers.limits import (
    CELL_CHARACTERS,
    CODE_CHARACTERS,
    FIGURES,
    NAME_CHARACTERS,
    PARTIES,
)
from flowviz.terms import Reporter, Role, TransferKind

_Count = Annotated[int, Meta(ge=0, le=2**31)]
_Year = Annotated[int, Meta(ge=0, le=datetime.MAXYEAR)]
_Text = Annotated[str, Meta(max_length=CELL_CHARACTERS)]
_Name = Annotated[str, Meta(max_length=NAME_CHARACTERS)]
_Code = Annotated[str, Meta(max_length=CODE_CHARACTERS)]
_Written = Annotated[str, Meta(max_length=2 * CELL_CHARACTERS)]

FigureSent = tuple[_Text, _Text, _Written, _Written]
"""A figure: suffix of its identifier, measure, amount, dates; see ``notation``."""


class More(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """What few entries have."""

    kind: TransferKind | UnsetType = UNSET
    reporter: Reporter | UnsetType = UNSET
    codes: tuple[_Code, _Code] = ("", "")
    parties: Annotated[tuple[tuple[Role, _Name], ...], Meta(max_length=PARTIES)] = ()
    sources: Annotated[tuple[tuple[_Name, _Text], ...], Meta(max_length=PARTIES)] = ()
    kinds: tuple[ActorKind | None, ActorKind | None] = (None, None)


class Sent(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """An entry as it was sent, but for its original, which is a line of its own behind it."""

    line: _Count
    key: _Text
    supplier: _Name
    recipient: _Name
    year: _Year
    designation: _Text
    description: _Text
    category: _Text
    condition: _Text
    comment: _Text
    figures: Annotated[tuple[FigureSent, ...], Meta(max_length=FIGURES)]
    more: More | None

    @property
    def supplier_code(self) -> str:
        """The code that the file gives for the supplier, "" for none."""
        return "" if self.more is None else self.more.codes[0]

    @property
    def recipient_code(self) -> str:
        """The code that the file gives for the recipient, "" for none."""
        return "" if self.more is None else self.more.codes[1]


_DECODE = msgspec.json.Decoder(Sent).decode


def sent_all(lines: Iterable[bytes]) -> list[Sent]:
    """Give the entries of lines.

    Raises
    ------
    ImportFileError
        When one of them is none.
    """
    try:
        return list(map(_DECODE, lines))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        checks.refuse("an entry")


def sent_of(line: bytes) -> Sent:
    """Give the entry of a line that was looked at before."""
    return _DECODE(line)

"""What is proposed, as values: each with its reason in words and a key that stays the same."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from flowviz.terms import Proposal


@dataclass(frozen=True, slots=True)
class ProposedAccount:
    """One account of goods that are told of several times: a title and the records that tell it."""

    title: str
    transfers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameGoods:
    """Records that may tell of the same goods, of which one account should count."""

    supplier: str
    recipient: str
    title: str
    reason: str
    accounts: tuple[ProposedAccount, ...]

    @property
    def kind(self) -> Proposal:
        """What is proposed."""
        return Proposal.SAME_GOODS

    @property
    def key(self) -> str:
        """The records it is about, in canonical form."""
        return key_of(id_ for account in self.accounts for id_ in account.transfers)

    @property
    def transfers(self) -> tuple[str, ...]:
        """The records it is about."""
        return tuple(id_ for account in self.accounts for id_ in account.transfers)


@dataclass(frozen=True, slots=True)
class Fulfils:
    """Deliveries that may be made under a licence or an order; ``item`` is as that names it."""

    supplier: str
    recipient: str
    title: str
    reason: str
    earlier: str
    later: tuple[str, ...]
    item: str

    @property
    def kind(self) -> Proposal:
        """What is proposed."""
        return Proposal.FULFILS

    @property
    def key(self) -> str:
        """The licence or order, then the deliveries, in canonical form."""
        return json.dumps([self.earlier, *sorted(self.later)], ensure_ascii=False)

    @property
    def transfers(self) -> tuple[str, ...]:
        """The records it is about."""
        return (self.earlier, *self.later)


@dataclass(frozen=True, slots=True)
class Derived:
    """A source that may have its knowledge from another one.

    Where not ``is_ordered`` nothing tells which of the two was first: whoever accepts it says so.
    """

    title: str
    reason: str
    source: str
    origin: str
    is_ordered: bool

    @property
    def kind(self) -> Proposal:
        """What is proposed."""
        return Proposal.DERIVED

    @property
    def key(self) -> str:
        """The two sources, in canonical form."""
        return key_of((self.source, self.origin))

    @property
    def transfers(self) -> tuple[str, ...]:
        """The records it is about: none, it is about sources."""
        return ()


Proposed = SameGoods | Fulfils | Derived


def key_of(ids: Iterable[str]) -> str:
    """What some records have been proposed as, whatever their order: a JSON array of their ids."""
    return json.dumps(sorted(set(ids)), ensure_ascii=False)


def ids_in(key: str) -> tuple[str, ...]:
    """The identifiers of a key; none of a key that no flowviz has written."""
    try:
        found = json.loads(key)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(found, list) or not all(isinstance(id_, str) for id_ in found):
        return ()
    return tuple(found)

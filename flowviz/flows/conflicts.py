"""What the records tell otherwise than one another, and what a source says against them.

The rules stand in docs/rules.md, "Conflicts". Stages and units are never compared with one another,
an unknown amount with none, and no report is not a zero.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from flowviz.arrays import Booleans, kept
from flowviz.dossier import Reading
from flowviz.errors import DossierError
from flowviz.flows.accounting import account_conflicts
from flowviz.flows.conflict import Conflict, ConflictKind, Telling
from flowviz.flows.contradicting import Contradiction, contradictions
from flowviz.flows.mirrored import Mirrored, mirrored
from flowviz.flows.tables import Columns
from flowviz.records import Group, Transfer

__all__ = [
    "Conflict",
    "ConflictKind",
    "Conflicts",
    "Contradiction",
    "Telling",
    "Told",
    "find",
    "read_told",
]


class Told(NamedTuple):
    """What conflicts are found in beside the columns, which hold no figure that does not count.

    ``transfers`` are those of the groups, by identifier.
    """

    groups: Sequence[Group] = ()
    transfers: Mapping[str, Transfer] = MappingProxyType({})
    contradictions: Sequence[Contradiction] = ()


class Conflicts:
    """The conflicts of all records; those of some are put into words when they are asked for.

    ``is_conflicting`` (T,) is whether a transfer has a part in one.
    """

    __slots__ = ("_accounts", "_contradicted", "_mirrored", "is_conflicting")

    def __init__(
        self,
        is_conflicting: Booleans,
        mirrored: Mirrored,
        accounts: Mapping[int, Sequence[Conflict]],
        contradicted: Mapping[int, Sequence[Contradiction]],
    ) -> None:
        self.is_conflicting = is_conflicting
        self._mirrored = mirrored
        self._accounts = accounts
        self._contradicted = contradicted

    def of(self, columns: Columns, transfers: Iterable[int]) -> tuple[Conflict, ...]:
        """The conflicts of some transfers, then what they tell otherwise within its range."""
        chosen = np.fromiter(transfers, np.intp)
        wanted = np.zeros(len(self.is_conflicting), np.bool_)
        wanted[chosen] = True
        found = list(self._mirrored.of(columns, wanted))
        for at in chosen.tolist():
            found.extend(self._accounts.get(at, ()))
            found.extend(each.conflict() for each in self._contradicted.get(at, ()))
        return tuple(sorted(dict.fromkeys(found), key=_is_mere_difference))


def read_told(dossier: Reading, fallen: Collection[str]) -> Told:
    """What a dossier holds that conflicts are found in; ``fallen`` sources contradict nothing.

    Raises
    ------
    DossierError
        A group names a transfer that is not there, as no flowviz lets it.
    """
    groups = dossier.groups()
    members = {id_ for group in groups for each in group.accounts for id_ in each.transfers}
    transfers = _as_items(dossier.transfers(members), dossier.spellings()) if members else ()
    if len(transfers) < len(members):
        raise DossierError("A group of the dossier tells of a transfer that it does not hold.")
    return Told(
        groups,
        {transfer.id: transfer for transfer in transfers},
        tuple(contradictions(dossier, fallen)),
    )


def _as_items(transfers: Iterable[Transfer], spellings: Mapping[str, str]) -> tuple[Transfer, ...]:
    """Give transfers with the items in place of their other spellings: accounts name them so."""
    if not spellings:
        return tuple(transfers)
    return tuple(
        replace(
            transfer,
            lines=tuple(
                replace(line, designation=spellings.get(line.designation, line.designation))
                for line in transfer.lines
            ),
        )
        for transfer in transfers
    )


def find(columns: Columns, told: Told) -> Conflicts:
    """The conflicts of all records."""
    mirror = mirrored(columns)
    accounts: dict[int, list[Conflict]] = defaultdict(list)
    for group in told.groups:
        for conflict in account_conflicts(group, told.transfers):
            for at in columns.transfers.places(conflict.transfers):
                accounts[at].append(conflict)
    contradicted: dict[int, list[Contradiction]] = defaultdict(list)
    for contradiction in told.contradictions:
        for at in columns.transfers.places((contradiction.transfer,)):
            contradicted[at].append(contradiction)
    is_conflicting = np.zeros(len(columns.transfers.ids), np.bool_)
    is_conflicting[mirror.transfers(columns)] = True
    is_conflicting[list(contradicted)] = True
    disjoint = [at for at, found in accounts.items() if any(each.is_disjoint for each in found)]
    is_conflicting[disjoint] = True
    return Conflicts(kept(is_conflicting), mirror, dict(accounts), dict(contradicted))


def _is_mere_difference(conflict: Conflict) -> bool:
    return not conflict.is_disjoint

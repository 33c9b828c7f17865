"""What is compared: the kinds of record, and which of them each row of a table belongs to."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from flowviz.actor import Actor
from flowviz.dossier.kinds import KINDS
from flowviz.records import (
    Citation,
    DataSet,
    Dismissal,
    Group,
    Import,
    Link,
    Note,
    Placement,
    Problem,
    SavedView,
    Snapshot,
    Source,
    Spelling,
    Transfer,
    Verdict,
)


class Kind(enum.StrEnum):
    """A kind of record, in the order in which differences are listed.

    A transfer stands for its provenance and original too, an import for its problems.
    """

    TITLE = "title"
    TRANSFER = "transfer"
    ACTOR = "actor"
    SOURCE = "source"
    CITATION = "citation"
    NOTE = "note"
    LINK = "link"
    GROUP = "group"
    VERDICT = "verdict"
    DISMISSAL = "dismissal"
    SPELLING = "spelling"
    SNAPSHOT = "snapshot"
    DATA_SET = "data set"
    IMPORT = "import"
    PROBLEM = "problem"
    SAVED_VIEW = "saved view"
    PLACEMENT = "placement"


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a dossier, as a record like the others; its id is ""."""

    text: str


Key: TypeAlias = tuple[Kind, str]
Whole: TypeAlias = tuple[Any, ...]
"""A record with what goes along with it (a transfer's provenance and original, an import's
problems); empty where there is none."""

TYPES: Mapping[Kind, type] = MappingProxyType(
    {
        Kind.TRANSFER: Transfer,
        Kind.ACTOR: Actor,
        Kind.SOURCE: Source,
        Kind.CITATION: Citation,
        Kind.NOTE: Note,
        Kind.LINK: Link,
        Kind.GROUP: Group,
        Kind.VERDICT: Verdict,
        Kind.DISMISSAL: Dismissal,
        Kind.SPELLING: Spelling,
        Kind.SNAPSHOT: Snapshot,
        Kind.DATA_SET: DataSet,
        Kind.IMPORT: Import,
        Kind.PROBLEM: Problem,
        Kind.SAVED_VIEW: SavedView,
        Kind.PLACEMENT: Placement,
    }
)

OWNERS: Mapping[str, tuple[Kind, str]] = MappingProxyType(
    {
        "meta": (Kind.TITLE, "''"),
        "actor": (Kind.ACTOR, "code"),
        "actor_name": (Kind.ACTOR, "actor"),
        "actor_member": (Kind.ACTOR, "actor"),
        "data_set": (Kind.DATA_SET, "id"),
        "import": (Kind.IMPORT, "id"),
        "problem": (Kind.IMPORT, "import"),
        "transfer": (Kind.TRANSFER, "id"),
        "party": (Kind.TRANSFER, "transfer"),
        "line": (Kind.TRANSFER, "transfer"),
        "figure": (Kind.TRANSFER, "transfer"),
        "provenance": (Kind.TRANSFER, "transfer"),
        "original": (Kind.TRANSFER, "transfer"),
        "source": (Kind.SOURCE, "id"),
        "derivation": (Kind.SOURCE, "source"),
        "grading": (Kind.SOURCE, "source"),
        "citation": (Kind.CITATION, "id"),
        "note": (Kind.NOTE, "id"),
        "link": (Kind.LINK, "id"),
        "account_group": (Kind.GROUP, "id"),
        "account": (Kind.GROUP, "account_group"),
        "account_transfer": (Kind.GROUP, "account"),
        "verdict": (Kind.VERDICT, "id"),
        "dismissal": (Kind.DISMISSAL, "id"),
        "spelling": (Kind.SPELLING, "id"),
        "snapshot": (Kind.SNAPSHOT, "sha256"),
        "placement": (Kind.PLACEMENT, "id"),
        "saved_view": (Kind.SAVED_VIEW, "id"),
    }
)
"""For each table the kind of record that its rows belong to, and the column that names which one.
An ``account_transfer`` names its account, which stands for its group."""


def id_of(kind: Kind, record: Any) -> str:
    """What identifies a record among those of its kind."""
    return "" if kind is Kind.TITLE else KINDS[TYPES[kind]].id_of(record)

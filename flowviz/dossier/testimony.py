"""Rows to what is said of the records: sources, citations, notes, links, groups, decisions."""

import json
from collections import defaultdict
from collections.abc import Iterable

import apsw

from flowviz.dossier.chosen import chosen, parts_of
from flowviz.dossier.values import amount_of, dates_of, day_of, no_odd_values
from flowviz.records import (
    Account,
    Citation,
    Dismissal,
    Grading,
    Group,
    Link,
    Note,
    Source,
    Verdict,
)
from flowviz.terms import (
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Proposal,
    Protection,
    SourceStatus,
    Stance,
    Subject,
)

_WITH_EARLIER = """
WITH RECURSIVE wanted(id) AS (
    SELECT value FROM json_each(?)
    UNION SELECT derives_from FROM derivation JOIN wanted ON derivation.source = wanted.id
) SELECT id FROM wanted
"""
_LINKS_OF = """
SELECT id FROM link WHERE later IN (SELECT value FROM json_each(?1))
UNION SELECT id FROM link WHERE earlier IN (SELECT value FROM json_each(?1))
"""
_GROUPS_OF = """
SELECT DISTINCT a.account_group FROM account_transfer m JOIN account a ON a.id = m.account
WHERE m.transfer IN (SELECT value FROM json_each(?))
"""


@no_odd_values
def sources(db: apsw.Connection, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """The sources of the ids with all that they derive from, or every source, by id."""
    wanted = None if ids is None else _with_earlier(db, ids)
    earlier = parts_of(db, "SELECT source, derives_from FROM derivation", "source", wanted)
    gradings = _gradings(db, wanted)
    return {
        id_: Source(
            id_,
            title,
            kind,
            publisher,
            author,
            dates_of(tuple(published)),
            day_of(accessed),
            day_of(archived),
            url,
            archived_url,
            pages,
            note,
            Origin(origin),
            tuple(source for (source,) in earlier[id_]),
            SourceStatus(status),
            Protection(protection),
            collector,
            publisher_group,
            volume,
            shelf_number,
            reference,
            day_of(status_on),
            status_reason,
            status_by,
            tuple(gradings[id_]),
        )
        for (
            id_,
            title,
            kind,
            publisher,
            author,
            *published,
            accessed,
            archived,
            url,
            archived_url,
            pages,
            note,
            origin,
            status,
            protection,
            collector,
            publisher_group,
            volume,
            shelf_number,
            reference,
            status_on,
            status_reason,
            status_by,
        ) in chosen(db, "SELECT * FROM source", "id", wanted, "id")
    }


@no_odd_values
def citations(db: apsw.Connection, subject_ids: Iterable[str] | None) -> tuple[Citation, ...]:
    """The citations of the subjects, in order of their ids; of all subjects for None."""
    return tuple(
        Citation(
            id_,
            source,
            Subject(subject),
            subject_id,
            field,
            Stance(stance),
            locator,
            text,
            bool(is_quotation),
            reliability,
            credibility,
            CitationStatus(status),
            prefix,
            suffix,
            status_reason,
        )
        for (
            id_,
            source,
            subject,
            subject_id,
            field,
            stance,
            locator,
            text,
            is_quotation,
            reliability,
            credibility,
            status,
            prefix,
            suffix,
            status_reason,
        ) in chosen(db, "SELECT * FROM citation", "subject_id", subject_ids, "id")
    )


@no_odd_values
def notes(db: apsw.Connection, subject_ids: Iterable[str] | None) -> tuple[Note, ...]:
    """The notes on the subjects, in order of their ids; all for None."""
    return tuple(
        Note(id_, Subject(subject), subject_id, text, bool(is_private))
        for id_, subject, subject_id, text, is_private in chosen(
            db, "SELECT * FROM note", "subject_id", subject_ids, "id"
        )
    )


@no_odd_values
def links(db: apsw.Connection, transfers: Iterable[str] | None = None) -> tuple[Link, ...]:
    """The links that one of the transfers is an end of, in order of their ids; all for None."""
    wanted = None
    if transfers is not None:
        wanted = [id_ for (id_,) in db.execute(_LINKS_OF, (json.dumps(list(transfers)),))]
    return tuple(
        Link(
            id_,
            later,
            earlier,
            LinkKind(kind),
            item,
            unit,
            amount_of(tuple(amount)),
            Existence(existence),
        )
        for id_, later, earlier, kind, item, unit, *amount, existence in chosen(
            db, "SELECT * FROM link", "id", wanted, "id"
        )
    )


@no_odd_values
def groups(db: apsw.Connection, transfers: Iterable[str] | None = None) -> tuple[Group, ...]:
    """The groups that one of the transfers is in, whole, in order of their ids; all for None."""
    wanted = None
    if transfers is not None:
        wanted = [id_ for (id_,) in db.execute(_GROUPS_OF, (json.dumps(list(transfers)),))]
    accounts: dict[str, list[Account]] = defaultdict(list)
    columns = "account_group, id, title, is_counted"
    own = list(chosen(db, f"SELECT {columns} FROM account", "account_group", wanted, "position"))
    ids = None if wanted is None else [id_ for _, id_, _, _ in own]
    told = parts_of(db, "SELECT account, transfer FROM account_transfer", "account", ids)
    for group, id_, title, is_counted in own:
        transfers_told = tuple(transfer for (transfer,) in told[id_])
        accounts[group].append(Account(id_, title, bool(is_counted), transfers_told))
    return tuple(
        Group(id_, reason, tuple(accounts[id_]), CountedBy(counted_by))
        for id_, reason, counted_by in chosen(db, "SELECT * FROM account_group", "id", wanted, "id")
    )


@no_odd_values
def verdicts(db: apsw.Connection) -> dict[str, Verdict]:
    """What was decided on the existence of flows, by flow."""
    return {
        id_: Verdict(id_, Existence(existence), reason)
        for id_, existence, reason in db.execute("SELECT * FROM verdict ORDER BY id")
    }


@no_odd_values
def dismissals(db: apsw.Connection) -> tuple[Dismissal, ...]:
    """The proposals that were turned down, in order of their ids."""
    return tuple(
        Dismissal(id_, Proposal(kind), key, reason)
        for id_, kind, key, reason in db.execute("SELECT * FROM dismissal ORDER BY id")
    )


def _gradings(db: apsw.Connection, sources: list[str] | None) -> dict[str, list[Grading]]:
    """The gradings of the sources, or of every source, by source and in their order."""
    found: dict[str, list[Grading]] = defaultdict(list)
    for source, id_, reliability, since, reason, grader in chosen(
        db,
        "SELECT source, id, reliability, since, reason, grader FROM grading",
        "source",
        sources,
        "position",
    ):
        found[source].append(Grading(id_, reliability, day_of(since), reason, grader))
    return found


def _with_earlier(db: apsw.Connection, sources: Iterable[str]) -> list[str]:
    """The sources and all that they derive from."""
    return [id_ for (id_,) in db.execute(_WITH_EARLIER, (json.dumps(list(sources)),))]

"""What must hold when an edit is committed.

A rule is a condition that breaks it, on the rows of one table, and the words for the first such
row. After an edit it is asked of the rows that the edit can have broken; of all rows for a file and
after a large import.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import apsw

from flowviz.dossier import holding, schema
from flowviz.dossier.touched import Touched
from flowviz.errors import RecordError


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on a row of ``table`` that must not hold, and the message.

    ``told`` are the columns for the ``{}`` of the message. ``names`` are (table, own column): the
    row names a row of that table, and is looked at when it goes. ``parts`` are (table, its column):
    rows of that table are parts of the row, which is looked at when one of them changes.
    """

    table: str
    broken: str
    told: str
    message: str
    names: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def tables(self) -> frozenset[str]:
        """The tables of which a change can break the rule."""
        return frozenset({self.table, *(table for table, _ in (*self.names, *self.parts))})


def _missing(table: str, column: str, other: str, message: str, *, where: str = "TRUE") -> Rule:
    key = {"actor": "code"}.get(other, "id")
    # Of a table that names itself, as derivation does by source, the inner one needs its own name.
    broken = (
        f"{where} AND NOT EXISTS (SELECT 1 FROM {other} AS other"
        f" WHERE other.{key} = {table}.{column})"
    )
    return Rule(table, broken, column, message, names=((other, column),))


def _subject(table: str, word: str, other: str) -> Rule:
    message = f"A {table} is about the {word} {{!r}}, which the dossier does not hold."
    return _missing(table, "subject_id", other, message, where=f"subject = '{word}'")


SUBJECTS: Mapping[str, str] = {
    "actor": "actor",
    "transfer": "transfer",
    "line": "line",
    "figure": "figure",
    "party": "party",
    "note": "note",
    "link": "link",
    "group": "account_group",
}
"""The table of what a citation or a note can be about, by the word for it."""

_NO_ACTOR = "The actor {!r} is not in the dossier; put it in the same edit."
_NO_SOURCE = "The source {!r} is cited but not in the dossier; put it in the same edit."
_NO_TRANSFER = "The transfer {!r} is not in the dossier, yet a {} names it."
_NO_DATA_SET = "The data set {!r} is not in the dossier; put it in the same edit."
_NO_IMPORT = "The import {!r} is not in the dossier; put it in the same edit."

_ACCOUNTS = "SELECT count(*) FROM account WHERE account_group = account_group.id"
_COUNTED = f"{_ACCOUNTS} AND is_counted"

RULES: tuple[Rule, ...] = (
    _missing("transfer", "supplier", "actor", _NO_ACTOR),
    _missing("transfer", "recipient", "actor", _NO_ACTOR),
    _missing("party", "actor", "actor", _NO_ACTOR),
    _missing("citation", "source", "source", _NO_SOURCE),
    _missing("snapshot", "source", "source", _NO_SOURCE),
    _missing("derivation", "source", "source", _NO_SOURCE),
    _missing(
        "derivation",
        "derives_from",
        "source",
        "A source derives from {!r}, which is not in the dossier; put it in the same edit.",
    ),
    Rule(
        "derivation",
        """source IN (
               WITH RECURSIVE upstream(origin) AS (
                   VALUES (derivation.derives_from)
                   UNION
                   SELECT earlier.derives_from
                   FROM upstream JOIN derivation AS earlier ON earlier.source = upstream.origin)
               SELECT origin FROM upstream)""",
        "source",
        "The source {!r} would derive from itself, by way of others.",
    ),
    Rule(
        "citation",
        "length(reliability) > 1 OR reliability > 'F' OR reliability <> '' AND reliability < 'A'",
        "reliability",
        "The reliability of a source is a letter from A to F, not {!r}.",
    ),
    Rule(
        "citation",
        "credibility NOT BETWEEN 1 AND 6",
        "credibility",
        "The credibility of a piece of information is a number from 1 to 6, not {}.",
    ),
    _missing("grading", "source", "source", _NO_SOURCE),
    Rule(
        "grading",
        "length(reliability) <> 1 OR reliability NOT BETWEEN 'A' AND 'F'",
        "reliability",
        "The reliability of a source is a letter from A to F, not {!r}.",
    ),
    Rule(
        "source",
        "NOT json_valid(reference) OR json_type(reference) <> 'object'",
        "title",
        "What a reference manager keeps of the source {!r} is no JSON object.",
    ),
    Rule(
        "verdict",
        "trim(reason) = ''",
        "id",
        "To decide the existence of the flow {!r} needs a reason.",
    ),
    Rule(
        "figure",
        "unit = ''",
        "id",
        "The figure {!r} needs a unit, such as pieces or EUR.",
    ),
    _missing("data_set", "source", "source", _NO_SOURCE, where="source <> ''"),
    _missing("transfer", "data_set", "data_set", _NO_DATA_SET, where="data_set <> ''"),
    _missing("import", "data_set", "data_set", _NO_DATA_SET),
    _missing("provenance", "data_set", "data_set", _NO_DATA_SET),
    _missing("provenance", "import", "import", _NO_IMPORT),
    _missing("problem", "import", "import", _NO_IMPORT, where="import <> ''"),
    _missing("original", "transfer", "transfer", _NO_TRANSFER.replace("{}", "row of a file")),
    Rule(
        "original",
        """CASE WHEN NOT json_valid(rows) THEN TRUE ELSE json_type(rows) <> 'object' OR EXISTS (
               SELECT 1 FROM json_each(original.rows) AS read
               WHERE read.type <> 'array'
               OR NOT EXISTS (SELECT 1 FROM import WHERE id = read.key)
               OR EXISTS (SELECT 1 FROM json_each(read.value) AS line
                   WHERE line.type <> 'array' OR json_type(line.value, '$[0]') <> 'integer'))
           END""",
        "transfer",
        "What a file says of the transfer {!r} is no list of rows of an import in the dossier.",
    ),
    Rule(
        "import",
        """CASE WHEN json_valid(columns) AND json_valid(companions)
           THEN json_type(columns) <> 'array' OR json_type(companions) <> 'array' ELSE TRUE END""",
        "file_name",
        "The columns of {!r}, or the files beside it, are no JSON list.",
    ),
    Rule(
        "spelling",
        "trim(id) = '' OR trim(item) = ''",
        "id, item",
        "An item needs a designation: {!r} cannot mean {!r}.",
    ),
    Rule(
        "spelling",
        "id = item",
        "id",
        "The designation {!r} means itself already.",
    ),
    Rule(
        "spelling",
        "item IN (SELECT id FROM spelling) OR id IN (SELECT item FROM spelling)",
        "id, item",
        "{!r} means {!r}, and one of the two means another item or stands for one; "
        "each spelling names the item that stands for all.",
    ),
    _missing("link", "later", "transfer", _NO_TRANSFER.replace("{}", "link")),
    _missing("link", "earlier", "transfer", _NO_TRANSFER.replace("{}", "link")),
    Rule(
        "link",
        "later = earlier",
        "later",
        "The transfer {!r} cannot be linked to itself.",
    ),
    _missing("provenance", "transfer", "transfer", _NO_TRANSFER.replace("{}", "provenance")),
    _missing("account_transfer", "transfer", "transfer", _NO_TRANSFER.replace("{}", "group")),
    Rule(
        "account_group",
        f"({_ACCOUNTS}) < 2",
        f"reason, ({_ACCOUNTS})",
        "The group “{}” needs two or more accounts of the same goods; it has {}.",
        parts=(("account", "account_group"),),
    ),
    Rule(
        "account_group",
        f"({_COUNTED}) <> 1",
        f"reason, ({_COUNTED})",
        "Exactly one account of the group “{}” counts, not {}.",
        parts=(("account", "account_group"),),
    ),
    Rule(
        "account",
        "NOT EXISTS (SELECT 1 FROM account_transfer WHERE account = account.id)",
        "title, (SELECT reason FROM account_group AS other WHERE other.id = account_group)",
        "The account “{}” of the group “{}” would tell of no transfer; change the group first.",
        parts=(("account_transfer", "account"),),
    ),
    Rule("saved_view", "trim(name) = ''", "name", "A saved view needs a name, not {!r}."),
    Rule(
        "saved_view",
        "name IN (SELECT name FROM saved_view GROUP BY name HAVING count(*) > 1)",
        "name",
        "Two saved views would be called {!r}; each needs a name of its own.",
    ),
    Rule(
        "saved_view",
        "NOT json_valid(state) OR json_type(state) <> 'object'",
        "name",
        "What the saved view {!r} keeps is no JSON object.",
    ),
    *(_subject("citation", word, table) for word, table in SUBJECTS.items()),
    *(_subject("note", word, table) for word, table in SUBJECTS.items()),
)


def check(db: apsw.Connection, tables: Set[str]) -> None:
    """See that every rule that a change of the ``tables`` can break holds of all rows.

    Raises
    ------
    RecordError
        One does not; the caller rolls back.
    """
    asked = [rule for rule in RULES if not rule.tables.isdisjoint(tables)]
    # All rules of a table in one walk over its rows: of citations there are eleven.
    by_table: dict[str, list[str]] = {}
    for rule in asked:
        by_table.setdefault(rule.table, []).append(f"({rule.broken})")
    walks = (
        f"SELECT 1 FROM {table} WHERE {' OR '.join(broken)} LIMIT 1"
        for table, broken in by_table.items()
    )
    if any(db.execute(walk).get is not None for walk in walks):
        for rule in asked:
            _refuse(rule, db.execute(f"{_query(rule)} ({rule.broken}) LIMIT 1"))


def check_touched(db: apsw.Connection, touched: Touched) -> None:
    """See that the rows that were ``touched``, and those that name or hold them, break no rule.

    Raises
    ------
    RecordError
        One does; the caller rolls back.
    """
    words = holding.held(db, touched)
    if words is not None:
        raise RecordError(words)
    tables = touched.tables
    for rule in RULES:
        if rule.tables.isdisjoint(tables):
            continue
        for column, values in _looked_at(db, rule, touched):
            broken = db.execute(
                f"{_query(rule)} {column} IN (SELECT value FROM json_each(?))"
                f" AND ({rule.broken}) LIMIT 1",
                (json.dumps(values),),
            )
            _refuse(rule, broken)


def _looked_at(
    db: apsw.Connection, rule: Rule, touched: Touched
) -> Iterator[tuple[str, Sequence[str]]]:
    """The rows of the rule's table to look at: a column of it and the values it has in them."""
    content = schema.content()
    found: list[tuple[str, Sequence[str]]] = [
        (content[rule.table].key, touched.put.get(rule.table, ()))
    ]
    found += [(column, touched.keys_gone(other)) for other, column in rule.names]
    for part, column in rule.parts:
        owners = db.execute(
            f"SELECT {column} FROM {part}"
            f" WHERE {content[part].key} IN (SELECT value FROM json_each(?))",
            (json.dumps(touched.put.get(part, ())),),
        )
        now = (str(owner) for (owner,) in owners)
        found.append((content[rule.table].key, (*now, *touched.once(part, column))))
    return ((column, values) for column, values in found if values)


def _query(rule: Rule) -> str:
    return f"SELECT {rule.told} FROM {rule.table} WHERE"


def _refuse(rule: Rule, broken: Iterable[tuple[object, ...]]) -> None:
    row = next(iter(broken), None)
    if row is not None:
        raise RecordError(rule.message.format(*row))

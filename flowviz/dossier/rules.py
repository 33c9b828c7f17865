"""What must hold when an edit is committed; each rule looks only if one of its tables was touched.

A rule is a query for what breaks it and the words for its first row.
"""

from dataclasses import dataclass

import apsw

from flowviz.errors import RecordError


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that finds what breaks the rule, and the message, with a ``{}`` for each column."""

    tables: frozenset[str]
    query: str
    message: str


def _missing(table: str, column: str, other: str, message: str, *, where: str = "TRUE") -> Rule:
    key = {"actor": "code"}.get(other, "id")
    query = (
        f"SELECT {column} FROM {table} WHERE {where}"
        f" AND {column} NOT IN (SELECT {key} FROM {other}) LIMIT 1"
    )
    return Rule(frozenset({table, other}), query, message)


def _subject(table: str, word: str, other: str) -> Rule:
    message = f"A {table} is about the {word} {{!r}}, which the dossier does not hold."
    return _missing(table, "subject_id", other, message, where=f"subject = '{word}'")


_SUBJECTS = {
    "actor": "actor",
    "transfer": "transfer",
    "line": "line",
    "figure": "figure",
    "party": "party",
    "note": "note",
    "link": "link",
    "group": "account_group",
}

_NO_ACTOR = "The actor {!r} is not in the dossier; put it in the same edit."
_NO_SOURCE = "The source {!r} is cited but not in the dossier; put it in the same edit."
_NO_TRANSFER = "The transfer {!r} is not in the dossier, yet a {} names it."
_NO_DATA_SET = "The data set {!r} is not in the dossier; put it in the same edit."
_NO_IMPORT = "The import {!r} is not in the dossier; put it in the same edit."

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
        frozenset({"derivation"}),
        """WITH RECURSIVE upstream(source, origin) AS (
               SELECT source, derives_from FROM derivation
               UNION
               SELECT upstream.source, derivation.derives_from
               FROM upstream JOIN derivation ON derivation.source = upstream.origin)
           SELECT source FROM upstream WHERE source = origin LIMIT 1""",
        "The source {!r} would derive from itself, by way of others.",
    ),
    Rule(
        frozenset({"citation"}),
        "SELECT reliability FROM citation WHERE length(reliability) > 1"
        " OR reliability > 'F' OR reliability <> '' AND reliability < 'A' LIMIT 1",
        "The reliability of a source is a letter from A to F, not {!r}.",
    ),
    Rule(
        frozenset({"citation"}),
        "SELECT credibility FROM citation WHERE credibility NOT BETWEEN 1 AND 6 LIMIT 1",
        "The credibility of a piece of information is a number from 1 to 6, not {}.",
    ),
    Rule(
        frozenset({"figure"}),
        "SELECT id FROM figure WHERE unit = '' LIMIT 1",
        "The figure {!r} needs a unit, such as pieces or EUR.",
    ),
    _missing("data_set", "source", "source", _NO_SOURCE, where="source <> ''"),
    _missing("transfer", "data_set", "data_set", _NO_DATA_SET, where="data_set <> ''"),
    _missing("import", "data_set", "data_set", _NO_DATA_SET),
    _missing("provenance", "data_set", "data_set", _NO_DATA_SET),
    _missing("provenance", "import", "import", _NO_IMPORT),
    _missing("problem", "import", "import", _NO_IMPORT, where="import <> ''"),
    _missing("link", "later", "transfer", _NO_TRANSFER.replace("{}", "link")),
    _missing("link", "earlier", "transfer", _NO_TRANSFER.replace("{}", "link")),
    Rule(
        frozenset({"link"}),
        "SELECT later FROM link WHERE later = earlier LIMIT 1",
        "The transfer {!r} cannot be linked to itself.",
    ),
    _missing("provenance", "transfer", "transfer", _NO_TRANSFER.replace("{}", "provenance")),
    _missing("account_transfer", "transfer", "transfer", _NO_TRANSFER.replace("{}", "group")),
    Rule(
        frozenset({"account_group", "account"}),
        """SELECT id, (SELECT count(*) FROM account WHERE account_group = account_group.id) AS n
           FROM account_group WHERE n < 2 LIMIT 1""",
        "The group {!r} needs two or more accounts of the same goods; it has {}.",
    ),
    Rule(
        frozenset({"account_group", "account"}),
        """SELECT id, (SELECT count(*) FROM account
                       WHERE account_group = account_group.id AND is_counted) AS n
           FROM account_group WHERE n <> 1 LIMIT 1""",
        "Exactly one account of the group {!r} counts, not {}.",
    ),
    Rule(
        frozenset({"account", "account_transfer"}),
        """SELECT title, account_group FROM account
           WHERE id NOT IN (SELECT account FROM account_transfer) LIMIT 1""",
        "The account {!r} of the group {!r} tells of no transfer; change the group first.",
    ),
    Rule(
        frozenset({"saved_view"}),
        "SELECT name FROM saved_view WHERE trim(name) = '' LIMIT 1",
        "A saved view needs a name, not {!r}.",
    ),
    Rule(
        frozenset({"saved_view"}),
        "SELECT name FROM saved_view GROUP BY name HAVING count(*) > 1 LIMIT 1",
        "Two saved views would be called {!r}; each needs a name of its own.",
    ),
    Rule(
        frozenset({"saved_view"}),
        "SELECT name FROM saved_view WHERE NOT json_valid(state)"
        " OR json_type(state) <> 'object' LIMIT 1",
        "What the saved view {!r} keeps is no JSON object.",
    ),
    *(_subject("citation", word, table) for word, table in _SUBJECTS.items()),
    *(_subject("note", word, table) for word, table in _SUBJECTS.items()),
)


def check(db: apsw.Connection, touched: set[str]) -> None:
    """See that every rule over the ``touched`` tables holds.

    Raises
    ------
    RecordError
        One does not; the caller rolls back.
    """
    for rule in RULES:
        if rule.tables.isdisjoint(touched):
            continue
        broken = next(db.execute(rule.query), None)
        if broken is not None:
            raise RecordError(rule.message.format(*broken))

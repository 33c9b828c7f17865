"""What goes along when a record or a part of one is deleted, in words for who deletes it."""

import json
from collections.abc import Iterable

from flowviz.dossier import Reading
from flowviz.flows.words import count_words, listed
from flowviz.records import Group

_GONE = """WITH RECURSIVE given(id) AS (SELECT value FROM json_each(?)), part(id) AS (
    SELECT id FROM given
    UNION SELECT id FROM line WHERE transfer IN given
    UNION SELECT id FROM figure WHERE transfer IN given
    UNION SELECT id FROM figure WHERE line IN given
    UNION SELECT id FROM party WHERE transfer IN given
    UNION SELECT id FROM link WHERE later IN given OR earlier IN given
), gone(id) AS (
    SELECT id FROM part UNION SELECT note.id FROM gone JOIN note ON note.subject_id = gone.id
)"""
_WORDS = (
    ("citation", "SELECT count(*) FROM citation WHERE subject_id IN gone"),
    ("note", "SELECT count(*) FROM note WHERE subject_id IN gone"),
    ("link", "SELECT count(*) FROM link WHERE later IN given OR earlier IN given"),
)
_FROM_FILES = "SELECT count(*) FROM provenance WHERE transfer IN given"


def words_along(reading: Reading, ids: Iterable[str]) -> str:
    """What is said of records or parts of these identifiers, and goes with them; "" for nothing.

    ``ids`` are those of transfers, of parts of them, or of records of one other kind.
    """
    given = json.dumps(sorted(ids))
    counts = [(word, _count(reading, query, given)) for word, query in _WORDS]
    told = [count_words(count, word) for word, count in counts if count]
    if not told:
        return ""
    verb = "goes" if sum(count for _, count in counts) == 1 else "go"
    return f"{listed(told, 'and')} {verb} along."


def groups_needing(reading: Reading, ids: Iterable[str]) -> tuple[Group, ...]:
    """The groups of which an account would tell of nothing without these transfers."""
    gone = set(ids)
    return tuple(
        group
        for group in reading.groups(gone)
        if any(gone.issuperset(account.transfers) for account in group.accounts)
    )


def words_of_files(reading: Reading, ids: Iterable[str]) -> str:
    """That a file has brought some of the transfers, and would again; "" where none has."""
    count = _count(reading, _FROM_FILES, json.dumps(sorted(ids)))
    if not count:
        return ""
    records = count_words(count, "record")
    verb, come = ("is", "brings it") if count == 1 else ("are", "brings them")
    return f"{records} {verb} from a file: importing it again {come} back."


def _count(reading: Reading, query: str, given: str) -> int:
    ((count,),) = reading.rows(f"{_GONE} {query}", (given,))
    return int(count)

"""Where a record is on the picture: what is selected to show it, as codes."""

from flowviz.dossier import Reading
from flowviz.flows import search
from flowviz.flows.columns import Columns
from flowviz.terms import Subject
from flowviz.ui.selected import Selected

_SUBJECTS = {Subject.GROUP: "account_group", Subject.FLOW: "verdict"}
"""The tables of the subjects that are called otherwise."""
_TRANSFERS = {
    "transfer": "SELECT ?1",
    "line": "SELECT transfer FROM line WHERE id = ?1",
    "figure": "SELECT transfer FROM figure WHERE id = ?1",
    "party": "SELECT transfer FROM party WHERE id = ?1",
    "link": "SELECT later FROM link WHERE id = ?1 UNION SELECT earlier FROM link WHERE id = ?1",
    "account_group": (
        "SELECT transfer FROM account_transfer JOIN account ON account.id = account"
        " WHERE account_group = ?1"
    ),
    "data_set": "SELECT id FROM transfer WHERE data_set = ?1",
    "import": "SELECT transfer FROM provenance WHERE import = ?1",
    "problem": (
        "SELECT transfer FROM provenance JOIN problem USING (import)"
        " WHERE problem.id = ?1 AND provenance.row = problem.line"
    ),
}
"""The transfers that records of some tables are, or are about."""
_MOST = 500
"""Records that are selected one by one; of more their flows are."""


def whereabouts(reading: Reading, columns: Columns, table: str, key: str) -> Selected | None:
    """What shows the record ``key`` of a table; None where it is on no picture, or is gone."""
    if table == "actor":
        return Selected(actor=key) if reading.actors((key,)) else None
    if table == "source":
        source = reading.sources((key,)).get(key)
        if source is None:
            return None
        return Selected(pairs=search.pairs_with_source(columns, key), words=source.title)
    if table in ("citation", "note"):
        sql = f"SELECT subject, subject_id FROM {table} WHERE id = ?"
        for subject, id_ in reading.rows(sql, (key,)):
            return _of_subject(reading, columns, subject, id_)
        return None
    if table == "verdict":
        supplier, _, recipient = key.partition(">")
        return Selected.flow(supplier, recipient)
    if table == "placement":
        return whereabouts(reading, columns, "actor", key.partition("/")[2])
    return _of_transfers(reading, table, key) if table in _TRANSFERS else None


def _of_subject(reading: Reading, columns: Columns, subject: str, id_: str) -> Selected | None:
    table = _SUBJECTS.get(Subject(subject), subject)
    return whereabouts(reading, columns, table, id_)


def _of_transfers(reading: Reading, table: str, key: str) -> Selected | None:
    among = f"FROM transfer WHERE id IN ({_TRANSFERS[table]})"
    pairs = tuple(reading.rows(f"SELECT DISTINCT supplier, recipient {among}", (key,)))
    ids = tuple(id_ for (id_,) in reading.rows(f"SELECT id {among} LIMIT {_MOST + 1}", (key,)))
    if not pairs:
        return None
    return Selected(pairs=pairs, transfers=ids if len(ids) <= _MOST else ())

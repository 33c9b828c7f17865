"""The records that differ, read whole from one side; what is equal is never read."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import starmap

from flowviz.comparing.kinds import Key, Kind, Title, Whole, id_of
from flowviz.dossier.reading import Reading
from flowviz.records import Spelling


def read(side: Reading, wanted: dict[Kind, set[str]]) -> dict[Key, Whole]:
    """The records of these ids that a side has."""
    found: dict[Key, Whole] = {}
    for kind, ids in wanted.items():
        if kind is Kind.TRANSFER:
            found.update(_transfers(side, ids))
        elif kind is Kind.IMPORT:
            found.update(_imports(side, ids))
        else:
            for record in _records(side, kind, ids):
                id_ = id_of(kind, record)
                if id_ in ids:
                    found[kind, id_] = (record,)
    return found


def _transfers(side: Reading, ids: set[str]) -> dict[Key, Whole]:
    along = (side.provenance(ids), side.originals(ids))
    return {
        (Kind.TRANSFER, transfer.id): (
            transfer,
            *(brought[transfer.id] for brought in along if transfer.id in brought),
        )
        for transfer in side.transfers(sorted(ids))
    }


def _imports(side: Reading, ids: set[str]) -> dict[Key, Whole]:
    problems = defaultdict(list)
    for problem in side.problems():
        if problem.import_id in ids:
            problems[problem.import_id].append(problem)
    return {
        (Kind.IMPORT, each.id): (each, *problems[each.id])
        for each in side.imports()
        if each.id in ids
    }


def _records(side: Reading, kind: Kind, ids: Collection[str]) -> Iterable[object]:
    match kind:
        case Kind.TITLE:
            return (Title(text) for (text,) in side.rows("SELECT value FROM meta"))
        case Kind.ACTOR:
            return side.actors().values()
        case Kind.SOURCE:
            return side.sources().values()
        case Kind.CITATION:
            return side.citations(_subjects(side, "citation", ids))
        case Kind.NOTE:
            return side.notes(_subjects(side, "note", ids))
        case Kind.LINK:
            return side.links()
        case Kind.GROUP:
            return side.groups()
        case Kind.VERDICT:
            return side.verdicts().values()
        case Kind.DISMISSAL:
            return side.dismissals()
        case Kind.SPELLING:
            return starmap(Spelling, side.spellings().items())
        case Kind.SNAPSHOT:
            return side.snapshots()
        case Kind.DATA_SET:
            return side.data_sets().values()
        case Kind.PROBLEM:
            return side.problems()
        case Kind.SAVED_VIEW:
            return side.saved_views()
        case Kind.PLACEMENT:
            return side.placements().values()
    raise AssertionError(kind)


def _subjects(side: Reading, table: str, ids: Collection[str]) -> list[str]:
    """What the citations or notes of these ids are about, for they are read by subject."""
    rows = side.rows(
        f"SELECT DISTINCT subject_id FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [subject for (subject,) in rows]

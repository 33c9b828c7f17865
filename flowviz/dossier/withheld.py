"""What a published copy leaves out, and the content that is left for everybody."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import apsw

from flowviz.dossier import testimony
from flowviz.dossier.rows import Row, part_id, rows_of
from flowviz.dossier.schema import content
from flowviz.dossier.values import no_odd_values
from flowviz.evidence import fallen
from flowviz.records import WITHHELD, Citation
from flowviz.references.csl import canonical, item_in, public
from flowviz.terms import SourceStatus, Stance, Subject

Progress = Callable[[int, int], None]

MOST_ITEMS = 1_000
"""Things of one kind that are named one by one; the rest are counted."""

_BATCH = 5_000
_PLACEHOLDERS = uuid.uuid5(uuid.NAMESPACE_OID, "flowviz: citations of withheld sources")
_PROTECTED = "SELECT id FROM source WHERE protection <> 'public'"
# Private notes, and notes about them.
_NOTES = """
WITH RECURSIVE hidden(id) AS (
    SELECT id FROM note WHERE is_private
    UNION SELECT note.id FROM note JOIN hidden ON subject = 'note' AND subject_id = hidden.id)
SELECT id FROM hidden
"""
_ABOUT_HIDDEN = f"subject = 'note' AND subject_id IN ({_NOTES})"
# ?1 are the sources that have fallen (evidence.fallen).
_HOLDS = """
citation.status <> 'withdrawn' AND citation.source NOT IN (SELECT value FROM json_each(?1))
"""
_REST_ON = "SELECT DISTINCT subject, subject_id, field, stance FROM citation WHERE"
# Every transfer is in a copy, and with it its designations and the items that links name.
_DESIGNATIONS = "SELECT designation FROM line UNION SELECT item FROM link"
_SPELLINGS = f"SELECT * FROM spelling WHERE id IN ({_DESIGNATIONS})"
_UNUSED = f"SELECT id FROM spelling EXCEPT SELECT id FROM ({_SPELLINGS})"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a copy has beside the records: saved views, and kept copies of its sources."""

    saved_views: bool = False
    snapshots: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """Things of one kind that a copy leaves out: how many, and the first thousand in words."""

    kind: str
    count: int
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a copy leaves out, kind by kind, only kinds of which there is something.

    ``stand_ins`` are how many citations of the source "Withheld" stand where nothing public is left
    to rest on.
    """

    kinds: tuple[Left, ...]
    stand_ins: int


_KINDS: tuple[tuple[str, str], ...] = (
    (
        "protected sources",
        "SELECT title || ' (' || protection || ')' FROM source WHERE protection <> 'public'"
        " ORDER BY title, id",
    ),
    (
        "citations of protected sources",
        f"SELECT NULL FROM citation WHERE source IN ({_PROTECTED})",
    ),
    ("private notes", "SELECT text FROM note WHERE is_private ORDER BY text, id"),
    (
        "words about private notes",
        f"SELECT text FROM note WHERE NOT is_private AND id IN ({_NOTES})"
        f" UNION ALL SELECT text FROM citation WHERE {_ABOUT_HIDDEN}",
    ),
    ("collectors' names", "SELECT DISTINCT collector FROM source WHERE collector <> '' ORDER BY 1"),
    ("graders' names", "SELECT DISTINCT grader FROM grading WHERE grader <> '' ORDER BY 1"),
    ("proposals turned down", "SELECT NULL FROM dismissal"),
    ("imported files", "SELECT file_name FROM import ORDER BY at, id"),
    ("origins of imported records", "SELECT NULL FROM provenance"),
    ("rows of imported files", "SELECT NULL FROM original"),
    ("spellings of items that no record has", f"SELECT NULL FROM ({_UNUSED})"),
    ("problems met on import", "SELECT NULL FROM problem"),
    ("entries of the history", "SELECT what FROM log ORDER BY seq"),
    ("authors of edits", "SELECT DISTINCT author FROM log WHERE author <> '' ORDER BY 1"),
    ("reasons of edits", "SELECT DISTINCT reason FROM log WHERE reason <> '' ORDER BY 1"),
)


@no_odd_values
def withheld(db: apsw.Connection, choices: Choices, drafts: int) -> Withheld:
    """What a copy of ``db`` leaves out; ``drafts`` is how many texts are not yet added."""
    asked = list(_KINDS)
    if not choices.saved_views:
        asked.append(("saved views", "SELECT name FROM saved_view ORDER BY position, name"))
    which = f" WHERE source IN ({_PROTECTED})" if choices.snapshots else ""
    asked.append(("kept copies of sources", f"SELECT NULL FROM snapshot{which}"))
    left = [_left(db, kind, sql) for kind, sql in asked]
    left.append(Left("texts not yet added", drafts))
    return Withheld(tuple(one for one in left if one.count), sum(1 for _ in _stand_ins(db)))


@no_odd_values
def fill(db: apsw.Connection, copy: apsw.Connection, choices: Choices, progress: Progress) -> None:
    """Write into the empty ``copy`` what everybody may have of ``db``.

    The caller has a transaction open in ``copy``.
    """
    told = {
        "data_set": _data_sets(db),
        "source": _sources(db),
        "derivation": _derivations(db),
        "grading": _gradings(db),
        "dismissal": (),
        "citation": _citations(db),
        "import": (),
        "provenance": (),
        "original": (),
        "spelling": db.execute(_SPELLINGS),
        "problem": (),
        "meta": db.execute("SELECT * FROM meta WHERE key = 'title'"),
        "note": db.execute(f"SELECT * FROM note WHERE id NOT IN ({_NOTES})"),
    }
    if choices.snapshots:
        told["snapshot"] = db.execute(f"SELECT * FROM snapshot WHERE source NOT IN ({_PROTECTED})")
    else:
        told["snapshot"] = ()
    if not choices.saved_views:
        told["saved_view"] = ()
    tables = content()
    for done, table in enumerate(tables.values()):
        progress(done, len(tables))
        rows = told[table.name] if table.name in told else db.execute(f"SELECT * FROM {table.name}")
        waiting = iter(rows)
        while batch := list(islice(waiting, _BATCH)):
            copy.executemany(table.insert_sql, batch)
            progress(done, len(tables))


def _left(db: apsw.Connection, kind: str, sql: str) -> Left:
    count = db.execute(f"SELECT count(*) FROM ({sql})").get
    items = (text for (text,) in db.execute(f"{sql} LIMIT {MOST_ITEMS}") if text is not None)
    return Left(kind, count, tuple(items))


def _protected(db: apsw.Connection) -> frozenset[str]:
    return frozenset(id_ for (id_,) in db.execute(_PROTECTED))


def _data_sets(db: apsw.Connection) -> Iterator[Row]:
    protected = _protected(db)
    at = content()["data_set"].columns.index("source")
    for row in db.execute("SELECT * FROM data_set"):
        yield _with(row, at, WITHHELD.id) if row[at] in protected else row


def _sources(db: apsw.Connection) -> Iterator[Row]:
    named = content()["source"].columns.index
    fell = _fallen_unseen(db)
    for row in db.execute(
        "SELECT * FROM source WHERE protection = 'public' AND id <> ?", (WITHHELD.id,)
    ):
        told = _with(row, named("collector"), "")
        told = _with(told, named("reference"), _public(row[named("reference")]))
        if row[0] in fell:
            told = _with(told, named("status"), SourceStatus.RETRACTED)
            told = _with(told, named("status_reason"), "What it derives from was retracted.")
        yield told
    if _is_needed(db):
        yield from rows_of((WITHHELD,))["source"]


def _fallen(db: apsw.Connection) -> frozenset[str]:
    return fallen(testimony.sources(db))


def _fallen_unseen(db: apsw.Connection) -> frozenset[str]:
    """Public sources that have fallen with a withheld one, so that a copy would not tell."""
    derived = db.execute(
        "SELECT DISTINCT derivation.source FROM derivation JOIN source"
        " ON source.id = derivation.derives_from WHERE source.protection <> 'public'"
    )
    return _fallen(db) & {source for (source,) in derived}


def _public(reference: str) -> str:
    """What a reference manager keeps of a source, without what its user wrote about it."""
    return canonical(public(item_in(reference)))


def _gradings(db: apsw.Connection) -> Iterator[Row]:
    at = content()["grading"].columns.index("grader")
    for row in db.execute(f"SELECT * FROM grading WHERE source NOT IN ({_PROTECTED})"):
        yield _with(row, at, "")


def _is_needed(db: apsw.Connection) -> bool:
    """Whether anything in the copy names the source that stands for those withheld."""
    known = db.execute("SELECT 1 FROM source WHERE id = ?", (WITHHELD.id,)).get
    return bool(
        known
        or next(_stand_ins(db), None)
        or any(row[3] == WITHHELD.id for row in _derivations(db))
        or db.execute(f"SELECT 1 FROM data_set WHERE source IN ({_PROTECTED})").get
    )


def _derivations(db: apsw.Connection) -> Iterator[Row]:
    """What public sources have their knowledge from, past those that are withheld.

    Else two sources of one origin would be two origins in the copy.
    """
    protected = _protected(db)
    parents: dict[str, list[str]] = {}
    for source, origin in db.execute("SELECT source, derives_from FROM derivation ORDER BY id"):
        parents.setdefault(source, []).append(origin)
    fell = _fallen(db)
    for source, origins in parents.items():
        if source in protected:
            continue
        if source not in fell:
            origins = [each for each in origins if each not in protected & fell]
        for at, origin in enumerate(_ends(origins, parents, protected)):
            yield part_id(source, at), source, at, origin


def _ends(
    origins: Iterable[str], parents: Mapping[str, list[str]], protected: frozenset[str]
) -> Iterable[str]:
    """The first public sources on the ways back from some, ``WITHHELD`` where a way has none."""
    ends: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(origins)[::-1]
    while waiting:
        source = waiting.pop()
        if source in seen:
            continue
        seen.add(source)
        if source not in protected:
            ends[source] = None
        elif source in parents:
            waiting.extend(reversed(parents[source]))
        else:
            ends[WITHHELD.id] = None
    return ends


def _citations(db: apsw.Connection) -> Iterator[Row]:
    yield from db.execute(
        f"SELECT * FROM citation WHERE source NOT IN ({_PROTECTED}) AND NOT ({_ABOUT_HIDDEN})"
    )
    for citation in _stand_ins(db):
        yield from rows_of((citation,))["citation"]


def _stand_ins(db: apsw.Connection) -> Iterator[Citation]:
    """A citation of "Withheld" for each claim that rests on withheld sources alone."""
    rest_on_public = f"{_REST_ON} source NOT IN ({_PROTECTED}) AND {_HOLDS}"
    fell = json.dumps(sorted(_fallen(db)))
    for subject, subject_id, field, stance in db.execute(
        f"{_REST_ON} source IN ({_PROTECTED}) AND {_HOLDS} AND NOT ({_ABOUT_HIDDEN})"
        f" EXCEPT {rest_on_public}",
        (fell,),
    ):
        # The same in each copy, and nothing of the identifiers that are withheld.
        id_ = uuid.uuid5(_PLACEHOLDERS, json.dumps([subject, subject_id, field, stance]))
        yield Citation(str(id_), WITHHELD.id, Subject(subject), subject_id, field, Stance(stance))


def _with(row: Row, at: int, value: str) -> Row:
    return (*row[:at], value, *row[at + 1 :])

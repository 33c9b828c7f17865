"""What somebody wishes to have forgotten, and what that comes to."""

import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import apsw

from flowviz.actor import Actor
from flowviz.dossier.chunks import Chunks
from flowviz.dossier.kinds import KINDS
from flowviz.dossier.oblivion import Oblivion, dismissals_of, groups_of
from flowviz.dossier.relisting import Relisting, relisting
from flowviz.dossier.rewriting import Forgetting, read
from flowviz.dossier.schema import content
from flowviz.dossier.scrubbing import MARK, SHORTEST, Scrub
from flowviz.errors import RecordError, UsageError
from flowviz.records import DataSet, Import, Placement, Provenance, Source, Transfer

_NAMING = (b"actor\0", b"actor_name\0")
_NOT_ALONE = frozenset({DataSet, Import, Placement, Provenance})


@dataclass(frozen=True, slots=True)
class ForgetRecord:
    """Forget a record with all that is its own; of an actor, who it is."""

    kind: type
    id: str


@dataclass(frozen=True, slots=True)
class ForgetText:
    """Forget a text wherever it stands.

    Within words too, unless it ``is_whole``; kept copies of sources that hold it go only
    ``with_snapshots``.
    """

    text: str
    is_whole: bool = False
    with_snapshots: bool = False

    def scrub(self) -> Scrub:
        """What takes the text out of others.

        Raises
        ------
        UsageError
            It is too short, or stands in what would take its place.
        """
        return Scrub((self.text,), is_whole=self.is_whole)


Wish = ForgetRecord | ForgetText


@dataclass(frozen=True, slots=True)
class Plan:
    """What a wish comes to: its word, what the tombstone cites, and what to do.

    ``lists`` is the table of lists that no longer name what is forgotten.
    """

    word: str
    cites: str
    forgetting: Forgetting
    lists: Relisting | None = None


def plan_of(db: apsw.Connection, wish: Wish, chunks: Chunks) -> Plan:
    """What is to be done for a wish.

    Raises
    ------
    RecordError
        Neither the dossier nor its history has such a record.
    UsageError
        Such a record, or such a text, cannot be forgotten.
    """
    if isinstance(wish, ForgetText):
        return Plan("text", "", _text(db, wish, chunks))
    if wish.kind in _NOT_ALONE or wish.kind not in KINDS:
        raise UsageError("Such a record is part of others; forget what it belongs to.")
    kind = KINDS[wish.kind]
    if wish.kind is Actor:
        return Plan(kind.word, "", _actor(db, wish.id, chunks))
    oblivion = Oblivion(db, chunks)
    oblivion.take(kind.table, (wish.id,))
    forgetting, listing = Forgetting(oblivion.gone), ""
    if wish.kind is Transfer:
        oblivion.take("account_group", groups_of(db, chunks, wish.id))
        listing = "account_transfer"
    if wish.kind in (Transfer, Source):
        oblivion.take("dismissal", dismissals_of(db, chunks, wish.id))
    if wish.kind is Source:
        listing = "derivation"
        forgetting.blank["data_set", content()["data_set"].columns.index("source")] = wish.id
    _see_that_it_is_known(db, kind.table, wish.id, kind.word, chunks)
    lists = relisting(db, chunks, listing, wish.id, oblivion.gone) if listing else None
    return Plan(kind.word, wish.id if _is_random(wish.id) else "", forgetting, lists)


def _text(db: apsw.Connection, wish: ForgetText, chunks: Chunks) -> Forgetting:
    scrub = wish.scrub()
    named = _named(db, chunks, scrub)
    # The code of an actor tells its name, or has a hash of it.
    own = sorted(code for code in named if code.startswith("x-"))
    scrub.rename({code: f"x-{scrub.new_name()}" for code in own})
    forgetting = Forgetting(scrub=scrub)
    if wish.with_snapshots:
        forgetting.gone["snapshot"] = snapshots_with(db, chunks, scrub)
    return forgetting


def _actor(db: apsw.Connection, code: str, chunks: Chunks) -> Forgetting:
    _see_that_it_is_known(db, "actor", code, "actor", chunks)
    oblivion = Oblivion(db, chunks)
    oblivion.take("actor", (code,))
    oblivion.gone.pop("actor")
    for table in ("note", "citation"):
        # What was said of it once, and is of another actor now, stays.
        oblivion.gone[table] -= {
            id_
            for (id_,) in db.execute(
                f"SELECT id FROM {table} WHERE subject = 'actor' AND subject_id <> ?", (code,)
            )
        }
    names = _names(db, code, chunks)
    told = (name for name in names - {MARK} if len(name.strip()) >= SHORTEST)
    scrub = Scrub(told, is_whole=True)
    scrub.rename({code: f"x-{scrub.new_name()}"})
    columns = content()["actor"].columns
    nobody = {"name": MARK, "first_year": None, "last_year": None, "lon": None, "lat": None}
    fixed = {columns.index(column): value for column, value in nobody.items()}
    return Forgetting(oblivion.gone, fixed={("actor", code): fixed}, scrub=scrub)


def snapshots_with(db: apsw.Connection, chunks: Chunks, scrub: Scrub) -> set[str]:
    """The kept copies, now or ever, whose bytes hold the text."""
    found = {
        sha256
        for sha256, kept in db.execute("SELECT sha256, content FROM snapshot")
        if scrub.is_in_file(kept)
    }
    for change in chunks.changes(("snapshot\0",)):
        if change.table == "snapshot":
            kept = (row[3] for row in (change.old, change.new) if row is not None)
            if any(isinstance(one, bytes) and scrub.is_in_file(one) for one in kept):
                found.add(change.key)
    return found


def _named(db: apsw.Connection, chunks: Chunks, scrub: Scrub) -> set[str]:
    """The codes of the actors that have, or ever had, the text in a name."""
    found = {
        code
        for code, name in db.execute(
            "SELECT code, name FROM actor UNION SELECT actor, name FROM actor_name"
        )
        if scrub.is_in(name)
    }
    for code, names in _names_ever(chunks, scrub.may_be_in).items():
        if any(map(scrub.is_in, names)):
            found.add(code)
    return found


def _names_ever(chunks: Chunks, may_be_in: Callable[[bytes], bool]) -> dict[str, set[str]]:
    """Names in the history by the code of the actor, from changesets that may be of interest."""
    names: dict[str, set[str]] = defaultdict(set)
    for _, _, changeset in chunks:
        if not any(table in changeset for table in _NAMING) or not may_be_in(changeset):
            continue
        for change in read(changeset):
            if change.table not in ("actor", "actor_name"):
                continue
            code = change.key if change.table == "actor" else change.key.rpartition("/")[0]
            for row in (change.old, change.new):
                if row is not None and isinstance(row[2], str):
                    names[code].add(row[2])
    return names


def _names(db: apsw.Connection, code: str, chunks: Chunks) -> set[str]:
    names = {
        name
        for (name,) in db.execute(
            "SELECT name FROM actor WHERE code = ?1"
            " UNION SELECT name FROM actor_name WHERE actor = ?1",
            (code,),
        )
    }
    mark = code.encode()
    return names | _names_ever(chunks, lambda changeset: mark in changeset).get(code, set())


def _see_that_it_is_known(
    db: apsw.Connection, table: str, id_: str, word: str, chunks: Chunks
) -> None:
    key = content()[table].key
    if db.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (id_,)).get is not None:
        return
    if any(change.table == table and change.key == id_ for change in chunks.changes((id_,))):
        return
    raise RecordError(f"There is no {word} {id_!r} to forget, nor was there ever.")


def _is_random(id_: str) -> bool:
    try:
        return uuid.UUID(id_).version in (4, 5)
    except ValueError:
        return False

"""Times a large dossier: 10,000 actors, 100,000 transfers, 300,000 citations, with their history.

It is made once by a seeded generator and written to a file; then it is opened, edited, undone and
saved. An edit is timed whole: the records put, the rules, the log, and the commit on the disk.
"""

import dataclasses
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.timing import Measured, elapsed_s
from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, Edit
from flowviz.records import Citation, Figure, Line, Note, Party, Placement, Record, Source, Transfer
from flowviz.terms import Role, Stage, Subject, TransferKind

SEED = 20_260_301
ACTORS, TRANSFERS, CITATIONS, SOURCES = 10_000, 100_000, 300_000, 4_000
IDLE = 100
"""Actors beside these that no transfer names."""
BATCH = 25_000
RUNS = 25
AT = "10k actors, 100k transfers, 300k citations"

Change = Callable[[Dossier, Edit, random.Random], None]


def actor(number: int) -> Actor:
    """One of the actors, with an alias."""
    alias = (ActorName(f"Trading company {number}"),)
    return Actor(f"x-{number}", ActorKind.NON_STATE, f"Company {number}", alias, 1950, None, 9.0, 1)


def transfer(id_: str, chance: random.Random) -> Transfer:
    """A delivery of one or two items, with two figures each and now and then a broker."""
    year = chance.randrange(1950, 2026)
    supplier, recipient = (f"x-{chance.randrange(ACTORS)}" for _ in range(2))
    lines = tuple(
        Line(
            f"{id_}/l{part}",
            f"Item {chance.randrange(900)}",
            "anti-tank missile",
            "Missiles",
            figures=(
                Figure(
                    f"{id_}/l{part}/d",
                    Stage.DELIVERED,
                    "pieces",
                    Amount.exact(str(chance.randrange(1, 500))),
                    Dates.of_years((year,)),
                ),
                Figure(f"{id_}/l{part}/v", Stage.DELIVERED, "EUR", Amount.about(str(1000 * year))),
            ),
        )
        for part in range(chance.randrange(1, 3))
    )
    parties = (
        (Party(f"{id_}/p", f"x-{chance.randrange(ACTORS)}", Role.BROKER),)
        if chance.random() < 0.1
        else ()
    )
    return Transfer(
        id_,
        TransferKind.DELIVERY,
        supplier,
        recipient,
        comment=f"Delivery {id_}, as the bill of lading has it",
        lines=lines,
        parties=parties,
    )


def citation(id_: str, subject_id: str, source: int) -> Citation:
    """Words of a source on a transfer."""
    text = "says that the consignment left the port in two parts"
    where = f"p. {source % 90}"
    return Citation(
        id_, f"s{source}", Subject.TRANSFER, subject_id, locator=where, text=text, reliability="B"
    )


def material() -> Iterator[Record | Actor]:
    """All records, those that others name first."""
    chance = random.Random(SEED)
    for number in range(ACTORS):
        yield actor(number)
    for number in range(IDLE):
        yield dataclasses.replace(actor(number), code=f"x-idle{number}")
    for number in range(SOURCES):
        yield Source(f"s{number}", f"Papers of customs {number}", "document")
    for number in range(TRANSFERS):
        yield transfer(f"t{number}", chance)
    for number in range(CITATIONS):
        subject = f"t{chance.randrange(TRANSFERS)}"
        yield citation(f"c{number}", subject, chance.randrange(SOURCES))


def write(path: Path) -> None:
    """Make the dossier and write it."""
    records = material()
    with Dossier.new("Large") as dossier:
        while batch := list(islice(records, BATCH)):
            with dossier.edit("Bring in") as edit:
                edit.put_many(batch, imported=True)
        dossier.save(path)


def _some(dossier: Dossier, chance: random.Random) -> Transfer:
    return dossier.transfer(f"t{chance.randrange(TRANSFERS)}")


def _change_figure(dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    chosen = _some(dossier, chance)
    figure, *others = chosen.lines[0].figures
    changed = dataclasses.replace(figure, amount=Amount.exact(str(chance.randrange(1000, 9000))))
    line = dataclasses.replace(chosen.lines[0], figures=(changed, *others))
    edit.put(dataclasses.replace(chosen, lines=(line, *chosen.lines[1:])))


def _add_transfer(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    id_ = f"new{chance.random()}"
    edit.put(transfer(id_, chance))
    edit.put(*(citation(f"{id_}/c{number}", id_, number) for number in range(3)))


def _delete_transfer(dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    edit.delete(Transfer, _some(dossier, chance).id)


def _change_source(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    number = chance.randrange(SOURCES)
    edit.put(Source(f"s{number}", "Other papers", "document", note=str(chance.random())))


def _rename_actor(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    edit.put(
        dataclasses.replace(actor(chance.randrange(ACTORS)), name=f"Renamed {chance.random()}")
    )


def _add_citation(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    subject = f"t{chance.randrange(TRANSFERS)}"
    edit.put(citation(f"new{chance.random()}", subject, chance.randrange(SOURCES)))


def _write_note(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    edit.put(Note(f"new{chance.random()}", Subject.ACTOR, f"x-{chance.randrange(ACTORS)}", "x"))


def _move_actor(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    edit.put(Placement("map", f"x-{chance.randrange(ACTORS)}", chance.random(), chance.random()))


def _delete_actor(dossier: Dossier, edit: Edit, _chance: random.Random) -> None:
    idle = "SELECT code FROM actor WHERE code >= 'x-idle' AND code < 'x-idlf' LIMIT 1"
    edit.delete(Actor, next(dossier.rows(idle))[0])


def _merge_actors(_dossier: Dossier, edit: Edit, chance: random.Random) -> None:
    keep, gone = chance.sample(range(ACTORS), 2)
    edit.merge_actors(f"x-{keep}", [f"x-{gone}"])


CHANGES: dict[str, Change] = {
    "change a figure": _change_figure,
    "add a transfer with 3 citations": _add_transfer,
    "delete a transfer": _delete_transfer,
    "change a source": _change_source,
    "rename an actor": _rename_actor,
    "add a citation": _add_citation,
    "write a note": _write_note,
    "move an actor": _move_actor,
    "delete an actor": _delete_actor,
    "merge two actors": _merge_actors,
}


def _edit_ms(dossier: Dossier, what: str, change: Change, chance: random.Random) -> float:
    start = time.perf_counter()
    with dossier.edit(what) as edit:
        change(dossier, edit, chance)
    return 1000 * (time.perf_counter() - start)


def measure(runs: int = RUNS) -> list[Measured]:
    """Opening, edits of each kind, their undo and redo, and the save."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["FLOWVIZ_STATE"] = str(Path(name) / "state")
        path = Path(name) / "large.flowviz"
        write(path)
        found = [Measured("size of the file", AT, path.stat().st_size / 1e6, "MB")]
        opening: list[float] = []
        for _ in range(3):
            start = time.perf_counter()
            dossier = Dossier.open(path)
            opening.append(time.perf_counter() - start)
            dossier.close()
        found.append(Measured("open", AT, statistics.median(opening), "s", 3.0))
        with Dossier.open(path) as dossier:
            found += _editing(dossier, runs)
            saves = [elapsed_s(dossier.save) for _ in range(3)]
        found.append(Measured("save", AT, statistics.median(saves), "s", 5.0))
    return found


def _editing(dossier: Dossier, runs: int) -> Iterator[Measured]:
    chance = random.Random(SEED)
    undone: list[float] = []
    redone: list[float] = []
    for what, change in CHANGES.items():
        times = [_edit_ms(dossier, what, change, chance) for _ in range(runs)]
        yield Measured(f"edit: {what}", AT, statistics.median(times), "ms", 20.0)
        undone += [1000 * elapsed_s(dossier.undo) for _ in range(runs)]
        redone += [1000 * elapsed_s(dossier.redo) for _ in range(runs)]
    yield Measured("undo of one of these", AT, statistics.median(undone), "ms", 50.0)
    yield Measured("redo of one of these", AT, statistics.median(redone), "ms", 50.0)

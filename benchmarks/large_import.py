"""Measures one large import, its undo and redo: seconds, memory above the records', the log.

586,978 rows of content: 146,745 transfers with their lines and figures, made with a seed. It runs
in a process of its own; its memory before the import, with all records read, is the reader's own.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import Measured
from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.heap import give_back
from flowviz.records import Figure, Line, Record, Transfer
from flowviz.terms import Stage, TransferKind

SEED = 20_260_301
ROWS = 586_978
ACTORS = 300
_RESET_PEAK = "5"
"""What makes the kernel forget the highest memory so far (proc(5), clear_refs)."""


def material(rows: int) -> Iterator[Record]:
    """Deliveries that come to ``rows`` rows: of four each, the last one of the rest."""
    chance = random.Random(SEED)
    whole, rest = divmod(rows, 4)
    for _ in range(whole):
        yield delivery(chance, figures=2, lines=1)
    if rest:
        yield delivery(chance, figures=max(0, rest - 2), lines=min(1, rest - 1))


def delivery(chance: random.Random, *, figures: int, lines: int) -> Transfer:
    """One delivery with so many lines, and so many figures of the last of them."""
    id_ = str(uuid.UUID(int=chance.getrandbits(128)))
    year = chance.randrange(1950, 2025)
    told = tuple(
        Figure(
            f"{id_}/f{at}",
            Stage.DELIVERED,
            ("pieces", "TIV")[at],
            Amount.exact(str(chance.randrange(1, 900))),
            Dates.of_years((year,)),
        )
        for at in range(figures)
    )
    line = Line(
        f"{id_}/l", f"Item {chance.randrange(900)}", "fighter aircraft", "Aircraft", "New", told
    )
    return Transfer(
        id_,
        TransferKind.DELIVERY,
        f"x-{chance.randrange(ACTORS)}",
        f"x-{chance.randrange(ACTORS)}",
        comment=f"Part of a larger deal of {year}; assembled by the recipient",
        lines=(line,) * lines,
    )


def held_mb(what: str = "VmRSS") -> float:
    """Megabytes of memory in use, or the most ever (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) * 1024 / 1e6


def measured_s_mb(act: Callable[[], object], own_mb: float) -> tuple[float, float]:
    """Seconds that ``act`` takes, and the most megabytes above ``own_mb`` meanwhile."""
    Path("/proc/self/clear_refs").write_text(_RESET_PEAK)
    start = time.perf_counter()
    act()
    return time.perf_counter() - start, held_mb("VmHWM") - own_mb


def run(rows: int) -> dict[str, float]:
    """Import, undo and redo ``rows`` rows in this process."""
    records = list(material(rows))
    actors = [Actor(f"x-{number}", ActorKind.STATE, f"Actor {number}") for number in range(ACTORS)]
    with Dossier.new("Large import", actors) as dossier:

        def bring_in() -> None:
            with dossier.edit("Import") as edit:
                edit.put_many(records, imported=True)

        give_back()
        own_mb = held_mb()
        found = {"own": own_mb}
        for what, act in (("import", bring_in), ("undo", dossier.undo), ("redo", dossier.redo)):
            found[f"{what} s"], found[f"{what} MB"] = measured_s_mb(act, own_mb)
            found[f"{what} leaves"] = dossier.counts().transfers
        sizes = "SELECT count(*), sum(length(changeset)) / 1e6 FROM log_chunk"
        found["chunks"], found["log MB"] = next(dossier.rows(sizes))
        found["rows"] = dossier.history()[0].row_count
    return found


def apart(rows: int, state: Path) -> dict[str, float]:
    """The same in a fresh process that keeps its working copies in ``state``."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.large_import", str(rows)],
        env=os.environ | {"FLOWVIZ_STATE": str(state)},
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def measure() -> list[Measured]:
    """Seconds, memory and log of the import, its undo and its redo."""
    with tempfile.TemporaryDirectory() as name:
        found = apart(ROWS, Path(name) / "state")
    at = f"{ROWS:,} rows"
    return [
        *(
            Measured(f"{what} of an import", at, found[f"{what} s"], "s", 10.0)
            for what in ("undo", "redo")
        ),
        Measured("import", at, found["import s"], "s", 10.0),
        *(
            Measured(f"memory above the records, {what}", at, found[f"{what} MB"], "MB", 100.0)
            for what in ("import", "undo", "redo")
        ),
        Measured("log", at, found["log MB"], "MB", 100.0),
    ]


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]))))

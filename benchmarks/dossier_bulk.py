"""Times the dossier at the size of SIPRI's whole trade register; prints the median of some runs.

29,515 transfers, each with one line, five figures, a provenance and a citation: about 265,000
rows.
"""

import datetime
import os
import resource
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.timing import Measured
from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier, seal, store
from flowviz.records import (
    Citation,
    DataSet,
    Figure,
    Import,
    Line,
    Placement,
    Provenance,
    Record,
    Source,
    Transfer,
)
from flowviz.terms import Stage, Subject, TransferKind

DEALS = 29_515
ACTORS = 300


def deals() -> Iterator[Record | Actor]:
    """Deals such as the register has, each with its parts."""
    yield Source("register", "A register of deals")
    yield DataSet("set", "A register of deals", "none", "register")
    at = datetime.datetime(2025, 3, 10, tzinfo=datetime.UTC)
    yield Import("import", "set", "deals.csv", "0" * 64, "1", DEALS, at)
    for number in range(ACTORS):
        yield Actor(f"x-{number}", ActorKind.STATE, f"Actor {number}")
    for number in range(DEALS):
        yield from deal(number)


def deal(number: int) -> Iterator[Record]:
    id_ = str(uuid.uuid5(uuid.NAMESPACE_OID, str(number)))
    supplier, recipient = f"x-{number % ACTORS}", f"x-{number * 7 % ACTORS}"
    first = 1950 + number % 70
    dates = Dates.of_years((first, first + 1, first + 3), text=f"{first}; {first + 1}; {first + 3}")
    value = Decimal(number) / 4
    amount = Amount.exact(str(value))
    figures = tuple(
        Figure(f"{id_}/f{part}", Stage.DELIVERED, "TIV", amount, dates) for part in range(5)
    )
    line = Line(f"{id_}/l", f"F-{number % 900}", "fighter aircraft", "Aircraft", "New", figures)
    comment = f"Deal {number}, part of a larger one; some assembled by the recipient"
    yield Transfer(
        id_,
        TransferKind.DEAL,
        supplier,
        recipient,
        comment=comment,
        lines=(line,),
        data_set="set",
    )
    key = f"{supplier}|{recipient}|{first}|F-{number % 900}|0"
    yield Provenance(id_, "set", key, "import", number + 12)
    yield Citation(f"{id_}/c", "register", Subject.TRANSFER, id_, locator=f"row {number + 12}")


def timed(times: dict[str, list[float]], what: str, do: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = do()
    times.setdefault(what, []).append(time.perf_counter() - start)
    return result


def run_once(times: dict[str, list[float]], folder: Path) -> None:
    records = list(deals())
    path = folder / "bulk.flowviz"
    path.unlink(missing_ok=True)
    with Dossier.new("Bulk") as dossier:

        def bring_in() -> None:
            with dossier.edit("Import") as edit:
                edit.put_many(records, imported=True)

        def move() -> None:
            with dossier.edit("Move") as edit:
                edit.put(Placement("map", "x-1", 1.0, 2.0))

        timed(times, "edit with log", bring_in)
        timed(times, "undo", dossier.undo)
        timed(times, "redo", dossier.redo)
        timed(times, "move one actor", move)
        timed(times, "save", lambda: dossier.save(path))
        timed(times, "save again", dossier.save)
        timed(times, "all transfers as records", dossier.transfers)
    timed(
        times, "digest of the seal", lambda: seal.digest(store.open_to_read(path, immutable=True))
    )
    opened = timed(times, "open", lambda: Dossier.open(path))
    timed(times, "close", opened.close)


def measure(runs: int = 3) -> list[Measured]:
    """The median of each step, the size of the file and the most memory held."""
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FLOWVIZ_STATE"] = str(folder / "state")
        for _ in range(runs):
            run_once(times, folder)
        size = (folder / "bulk.flowviz").stat().st_size
    at = f"{DEALS:,} deals, 265,000 rows"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return [
        *(Measured(what, at, statistics.median(taken), "s") for what, taken in times.items()),
        Measured("file", at, size / 1e6, "MB"),
        Measured("memory at most, with the records as objects", at, peak / 1024, "MB"),
    ]

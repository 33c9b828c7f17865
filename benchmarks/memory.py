"""What a dossier of a million records takes while it is open: made, saved, and opened again apart.

Making it takes a minute. The memory is that of a process that has opened the file, read its
columns, and holds flows, strands, a histogram and the counts of all filters: all but the window.
"""

import os
import random
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Measured
from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.records import DataSet, Figure, Line, Record, Source, Transfer
from flowviz.terms import Stage, TransferKind

SEED = 20_260_301
RECORDS = 1_000_000
PAIRS, ACTORS, ITEMS, CATEGORIES = 5_000, 250, 5_000, 12
FIRST, LAST = 1950, 2024
_OPENED = """
import sys
from pathlib import Path
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.facets import facets
from flowviz.flows.histogram import histogram
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query
from flowviz.flows.strands import strands

def held():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])

with Dossier.open(Path(sys.argv[1])) as dossier:
    columns = read_columns(dossier)
    read = held()
    flows = aggregate(columns, Query())
    shown = flows.flow(0), strands(flows, Mode.DIRECTED).category
    beside = histogram(columns, flows.query, "year"), facets(columns, flows.query)
    print(read, held())
"""


def made_dossier(path: Path, records: int) -> None:
    """Save a dossier of ``records`` deliveries of one item each, of random pairs and years."""
    with Dossier.new("Made", _made(records)) as dossier:  # unrecorded, so in half the time
        dossier.save(path)


def _made(records: int) -> Iterator[Record | Actor]:
    chance = random.Random(SEED)
    actors = [f"x-{number:03}" for number in range(ACTORS)]
    pairs = [(chance.choice(actors), chance.choice(actors)) for _ in range(PAIRS)]
    years = [Dates.parse(str(year)) for year in range(FIRST, LAST + 1)]
    amounts = [Amount.exact(str(number)) for number in range(1, 1_000)]
    yield Source("register", "A register")
    yield DataSet("set", "A register", "none", "register")
    for actor in actors:
        yield Actor(actor, ActorKind.STATE, f"Actor {actor}")
    for _ in range(records):
        id_ = str(uuid.UUID(int=chance.getrandbits(128)))
        figure = Figure(
            f"{id_}/f", Stage.DELIVERED, "pieces", chance.choice(amounts), chance.choice(years)
        )
        category = f"Category {chance.randrange(CATEGORIES)}"
        item = f"Item {chance.randrange(ITEMS)}"
        line = Line(f"{id_}/l", item, "", category, "New", (figure,))
        supplier, recipient = chance.choice(pairs)
        yield Transfer(
            id_, TransferKind.DELIVERY, supplier, recipient, lines=(line,), data_set="set"
        )


def measure() -> list[Measured]:
    """Megabytes after reading, and with all that is made of it."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "million.flowviz"
        environment = os.environ | {"FLOWVIZ_STATE": f"{name}/state"}
        os.environ["FLOWVIZ_STATE"] = environment["FLOWVIZ_STATE"]
        made_dossier(path, RECORDS)
        told = subprocess.run(
            [sys.executable, "-c", _OPENED, str(path)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    after_reading, in_all = (int(kib) * 1024 / 1e6 for kib in told.stdout.split())
    at = f"{RECORDS:,} records"
    return [
        Measured("memory, columns read", at, after_reading, "MB", 600.0),
        Measured("memory, flows and counts made", at, in_all, "MB", 600.0),
    ]

"""Times what a form waits for: reading what is known, completing, checking; and tables and batches.

The dossier is as large as that of ``document``, without its citations and history.
"""

import functools
import random

from benchmarks.document import ACTORS, SEED, SOURCES, TRANSFERS, actor, transfer
from benchmarks.timing import Measured, elapsed_s, median_ms
from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.editing import Known, check, text_of
from flowviz.editing.batch import ChangeText, apply
from flowviz.editing.pasting import plan
from flowviz.editing.table import copied, pasted
from flowviz.flows.columns import read_columns
from flowviz.records import Record, Source

ROWS = 1_000
AT = "10k actors, 100k transfers"
TYPED = ("com", "company 9", "9", "zzz", "trading company 99")


def measure() -> list[Measured]:
    """What a form, a batch and a pasted table wait for."""
    chance = random.Random(SEED)
    records: tuple[Record | Actor, ...] = (
        *map(actor, range(ACTORS)),
        *(Source(f"s{at}", f"Source {at}", publisher=f"P{at % 90}") for at in range(SOURCES)),
        *(transfer(f"t{at}", chance) for at in range(TRANSFERS)),
    )
    with Dossier.new("", records) as dossier:
        return _measured(dossier)


def _measured(dossier: Dossier) -> list[Measured]:
    columns, actors = read_columns(dossier), dossier.actors()
    known = Known.read(dossier, columns, actors)
    first = 1000 * elapsed_s(lambda: known.complete("actor", ""))
    slowest = max(
        median_ms(functools.partial(known.complete, field, typed, 50))
        for field in ("actor", "designation", "source")
        for typed in TYPED
    )
    some = dossier.transfers([f"t{at}" for at in range(ROWS)])
    shown = text_of(some[0], known)
    change = ChangeText("existence", "tentative")
    table = pasted(copied(some, known))
    before = {each.id: each for each in some}
    rows = f"{ROWS:,} records"
    reading = median_ms(lambda: Known.read(dossier, columns, actors), 5)
    return [
        Measured("read what is known", AT, reading, aim=100),
        Measured("complete for the first time", AT, first),
        Measured("complete an actor, item or source, slowest", AT, slowest, aim=10),
        Measured("check a form", AT, median_ms(lambda: check(shown, known, some[0])), aim=10),
        Measured("batch edit: preview", rows, median_ms(lambda: apply([change], some, known))),
        Measured("copy as a table", rows, median_ms(lambda: copied(some, known))),
        Measured("look at a pasted table", rows, median_ms(lambda: plan(table, known, before), 3)),
    ]

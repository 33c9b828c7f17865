"""Times the search over everything: the dossier of ``document``, some 414,000 things to find.

The index is made, brought up to edits of ten kinds, and asked 50 things as people ask: names,
items, figures, words of comments and of quotations, beginnings of words down to one letter,
phrases, with filters and without. A search is timed whole: the index opened, the hits read and
marked.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.document import ACTORS, AT, CHANGES, SEED, SOURCES, TRANSFERS, write
from benchmarks.timing import Measured, elapsed_s
from flowviz.dossier import Dossier
from flowviz.finding import Filter, Kind, Wanted, build, find

RUNS = 5


def wanted() -> tuple[Wanted, ...]:
    """What is looked for: 50 things."""
    chance = random.Random(SEED)
    beginnings = ("c", "t", "1", "co", "com", "cons", "consign", "item 1", "missi", "trad")
    words = ("missile", "consignment", "anti-tank", "papers", "delivery", "240", "2015", "eur")
    more = ("company missile", "bill of lading 2001", '"left the port"', "missile -tank")
    numbered = [
        *(f"company {chance.randrange(ACTORS)}" for _ in range(6)),
        *(f"papers of customs {chance.randrange(SOURCES)}" for _ in range(4)),
        *(f"item {chance.randrange(900)} {chance.randrange(1950, 2026)}" for _ in range(6)),
        *(f"delivery t{chance.randrange(TRANSFERS)}" for _ in range(4)),
    ]
    years = Filter(years=(1990, 1999))
    filtered = (
        Wanted("missile", years),
        Wanted("consignment", years),
        Wanted("c", Filter(kinds=frozenset({Kind.CITATION}))),
        Wanted("consignment", Filter(kinds=frozenset({Kind.CITATION}))),
        Wanted("missile", Filter(actors=frozenset({f"x-{chance.randrange(ACTORS)}"}))),
        Wanted("left", Filter(actors=frozenset({f"x-{chance.randrange(ACTORS)}"}))),
        Wanted("papers", Filter(statuses=frozenset({"live"}))),
        Wanted("nowhere", years),
    )
    return (*(Wanted(text) for text in (*beginnings, *words, *more, *numbered)), *filtered)


def measure(runs: int = RUNS) -> list[Measured]:
    """Making the index, following edits, and the searches."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["FLOWVIZ_STATE"] = str(Path(name) / "state")
        path = Path(name) / "large.flowviz"
        write(path)
        with Dossier.open(path) as dossier:
            return [*_indexing(dossier), *_following(dossier, runs), *_searching(dossier, runs)]


def _indexing(dossier: Dossier) -> Iterator[Measured]:
    start = time.perf_counter()
    with dossier.beside() as reading:
        build(reading, _silent)
    yield Measured("index made", AT, time.perf_counter() - start, "s", 20.0)
    yield Measured("its size", AT, dossier.index_file.stat().st_size / 1e6, "MB", 150.0)


def _following(dossier: Dossier, runs: int) -> Iterator[Measured]:
    chance = random.Random(SEED)
    rarely = Wanted("zeppelin")
    look = partial(find, dossier, rarely)
    alone = statistics.median(1000 * elapsed_s(look) for _ in range(runs))
    times = []
    for what, change in CHANGES.items():
        for _ in range(runs):
            with dossier.edit(what) as edit:
                change(dossier, edit, chance)
            times.append(1000 * elapsed_s(look) - alone)
    yield Measured("brought up to an edit", AT, statistics.median(times), "ms", 20.0)
    yield Measured("the slowest of these", AT, max(times), "ms", 100.0)


def _searching(dossier: Dossier, runs: int) -> Iterator[Measured]:
    asked = wanted()
    times = [
        statistics.median(1000 * elapsed_s(partial(find, dossier, one)) for _ in range(runs))
        for one in asked
    ]
    of = f"{len(asked)} searches"
    yield Measured(f"median of {of}", AT, statistics.median(times), "ms", 100.0)
    yield Measured(f"worst of {of}", AT, max(times), "ms", 100.0)
    yield Measured("one letter", AT, times[0], "ms", 100.0)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""

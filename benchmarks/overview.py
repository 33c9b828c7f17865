"""Times the conflicts and the overview: of sides who tell of everything, and of a large dossier.

The records of the sides are 500,000 with two items each, half of them reported by the exporter and
half by the importer of 150 pairs. The dossier is made to be proposed of: 100,000 records entered by
hand, of 40 items between few actors, of five kinds and four reporters, 300,000 citations of 3,000
sources that share addresses and quotations.
"""

import random
from collections.abc import Iterator

from benchmarks.timing import Measured, median_ms
from flowviz.actors import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.flows.columns import Rows, build, read_columns
from flowviz.flows.conflicts import Told, find, read_told
from flowviz.overview.overview import overview
from flowviz.records import Citation, Figure, Line, Source, Transfer
from flowviz.terms import Reporter, Stage, Subject, TransferKind

SEED = 20_261_123
FIGURES = 1_000_000
TRANSFERS = 100_000
SOURCES = 3_000
CODES = tuple(f"x-{number:03}" for number in range(150))
DOSSIER = "100k records by hand, 300k citations"
_REPORTERS = (None, *Reporter)
_KINDS = {
    TransferKind.DELIVERY: (Stage.DELIVERED,),
    TransferKind.DEAL: (Stage.ORDERED, Stage.DELIVERED),
    TransferKind.LICENCE: (Stage.LICENSED,),
    TransferKind.REPORT: (Stage.DELIVERED,),
    TransferKind.PROGRAMME: (Stage.DELIVERED,),
}


def measure() -> list[Measured]:
    """Time the conflicts of a million figures, then a large dossier looked through."""
    return [*_sides(), *_dossier()]


def _sides() -> list[Measured]:
    columns = build(
        Rows(
            ((code, code) for code in CODES), _transfers(), _lines(), _figures(random.Random(SEED))
        )
    )
    at = f"{FIGURES:,} figures, all of the two sides"
    return [Measured("conflicts found", at, median_ms(lambda: find(columns, Told()), 3), aim=1_000)]


def _transfers() -> Iterator[tuple[str, str, str, str, str]]:
    for number in range(FIGURES // 2):
        side = (Reporter.EXPORTER, Reporter.IMPORTER)[number // len(CODES) % 2]
        pair = CODES[number % len(CODES)], CODES[number * 7 % len(CODES)]
        yield f"t{number:07}", *pair, f"|delivery|{side}|", ""


def _lines() -> Iterator[tuple[str, str, int, str, str]]:
    for number in range(FIGURES):
        owner = f"t{number // 2:07}"
        yield f"{owner}/{number % 2}", owner, number % 2, f"Item {number % 5_000 // 3}", ""


def _figures(chance: random.Random) -> Iterator[tuple[str, str, str, str, str]]:
    for number in range(FIGURES):
        year = chance.randrange(1990, 2020)
        days = f"{year}-01-01{year}-12-31"
        line = f"t{number // 2:07}/{number % 2}"
        yield "", line, "delivered|exact|0|pieces", str(chance.randrange(500)), days


def _dossier() -> list[Measured]:
    with Dossier.new("", _records(random.Random(SEED))) as dossier:
        columns = read_columns(dossier)
        return [
            Measured(
                "what conflicts are found in, read",
                DOSSIER,
                median_ms(lambda: read_told(dossier, frozenset()), 5),
            ),
            Measured("conflicts found", DOSSIER, median_ms(lambda: find(columns, columns.told), 5)),
            Measured(
                "counts, proposals and steps (aside)",
                DOSSIER,
                median_ms(lambda: overview(dossier, columns), 3),
            ),
        ]


def _records(chance: random.Random) -> Iterator[Actor | Source | Transfer | Citation]:
    for code in CODES:
        yield Actor(code, ActorKind.STATE, code)
    for number in range(SOURCES):
        yield Source(f"s{number}", f"Source {number}", url=f"https://example.org/{number // 2}")
    for number in range(TRANSFERS):
        yield _transfer(f"t{number:06}", chance)
    for number in range(3 * TRANSFERS):
        yield Citation(
            f"c{number}",
            f"s{chance.randrange(SOURCES)}",
            Subject.TRANSFER,
            f"t{number % TRANSFERS:06}",
            text=f"The consignment of {number // 3} pieces left on 4 May.",
            is_quotation=number % 4 == 0,
        )


def _transfer(id_: str, chance: random.Random) -> Transfer:
    kind = chance.choice(tuple(_KINDS))
    dates = Dates.parse(str(chance.randrange(1990, 2020)))
    amount = Amount.exact(str(chance.randrange(1, 300)))
    figures = tuple(
        Figure(f"{id_}/{stage}", stage, "pieces", amount, dates) for stage in _KINDS[kind]
    )
    line = Line(f"{id_}/l", f"Item {chance.randrange(40)}", figures=figures)
    pair = CODES[chance.randrange(20)], CODES[chance.randrange(100)]
    return Transfer(id_, kind, *pair, chance.choice(_REPORTERS), None, lines=(line,))

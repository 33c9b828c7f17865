"""A process to be killed: edits, imports, undoes and saves without end, telling what is done.

Each line is written after the call returned: from then on nothing may lose it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from flowviz.actor import Actor, ActorKind
from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.records import Figure, Line, Placement, Transfer
from flowviz.terms import Stage, TransferKind

DEALS = 300


def deals(batch: int) -> Iterator[Transfer]:
    """The transfers of one import, each with a line and a figure."""
    for number in range(DEALS):
        id_ = f"{batch}-{number}"
        amount, dates = Amount.exact(str(number)), Dates.parse("2015")
        figure = Figure(f"{id_}/f", Stage.DELIVERED, "pieces", amount, dates)
        line = Line(f"{id_}/l", "Konkurs", figures=(figure,))
        yield Transfer(id_, TransferKind.DEAL, "BLR", "BGR", lines=(line,))


def tell(what: str) -> None:
    print(what, flush=True)


def work(path: Path) -> None:
    actors = [Actor(code, ActorKind.STATE, code) for code in ("BLR", "BGR")]
    dossier = Dossier.new("To be killed", actors)
    dossier.save(path)
    tell("saved 0")
    round_ = 0
    while True:
        round_ += 1
        for step in range(3):
            with dossier.edit(f"move {round_} {step}") as edit:
                edit.put(Placement("map", f"{round_}.{step}", 1.0, 2.0))
            tell(f"move {round_} {step}")
        with dossier.edit(f"import {round_}") as edit:
            edit.put_many(deals(round_), imported=True)
        tell(f"import {round_}")
        if round_ % 2:
            tell(f"undo of {dossier.undo()}")
        dossier.save()
        tell(f"saved {len(dossier.history())}")


if __name__ == "__main__":
    work(Path(sys.argv[1]))

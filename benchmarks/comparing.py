"""Times two copies of a large dossier that two people have edited: compared, planned, merged.

The dossier is that of ``document``: 100,000 transfers, 300,000 citations. Each copy has 500
transfers changed and 100 notes more.
"""

import dataclasses
import random
import shutil
import tempfile
from pathlib import Path

from benchmarks import document
from benchmarks.timing import Measured, elapsed_s, median_ms
from flowviz.comparing import Choices, Comparison, Plan, Rule, Side, apply, compare, plan
from flowviz.dossier import Dossier
from flowviz.dossier.aside import Aside
from flowviz.editing.differences import Telling
from flowviz.records import Note
from flowviz.terms import Subject

CHANGED, NOTES = 500, 100
RUNS = 3
AT = f"100k transfers, {CHANGED} changed on each side"


def measure() -> list[Measured]:
    """Time the whole comparison, its words, a plan after each choice, and the merge."""
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "mine.flowviz", Path(folder) / "theirs.flowviz"
        document.write(mine)
        shutil.copy(mine, theirs)
        _change(theirs, "theirs")
        with Dossier.open(mine) as a, Aside.of_file(theirs) as b:
            _edit(a, "mine")
            return _measured(a, b)


def _measured(a: Dossier, b: Aside) -> list[Measured]:
    comparison = compare(a, b)
    choices = Choices(Rule(Side.A))
    rows = [
        Measured("compared: rows, base, records", AT, median_ms(lambda: compare(a, b), RUNS)),
        Measured("put into words", AT, median_ms(lambda: Telling.of(a, comparison), RUNS)),
        Measured("planned anew after a choice", AT, median_ms(lambda: plan(comparison, choices))),
    ]
    made = plan(comparison, choices)
    merged = 1000.0 * elapsed_s(_Merge(a, comparison, made))
    return [*rows, Measured("merged in one edit", AT, merged)]


class _Merge:
    """One merge, that can be done only once."""

    def __init__(self, dossier: Dossier, comparison: Comparison, made: Plan) -> None:
        self._of = dossier, comparison, made

    def __call__(self) -> None:
        apply(*self._of, "Merge")


def _change(path: Path, name: str) -> None:
    with Dossier.open(path) as dossier:
        _edit(dossier, name)
        dossier.save()


def _edit(dossier: Dossier, name: str) -> None:
    chance = random.Random(name)
    ids = [f"t{number}" for number in chance.sample(range(document.TRANSFERS), CHANGED)]
    with dossier.edit(name) as edit:
        edit.put_many(
            dataclasses.replace(transfer, comment=name) for transfer in dossier.transfers(ids)
        )
        edit.put_many(Note(f"{name}{id_}", Subject.TRANSFER, id_, name) for id_ in ids[:NOTES])

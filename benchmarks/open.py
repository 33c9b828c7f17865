"""How long it takes from a file to flows: both SIPRI deliveries files in one dossier.

Needs the real files (``FLOWVIZ_DATA``); without them a made dossier of as many records stands in.
"""

import os
import tempfile
from pathlib import Path

from benchmarks.memory import made_dossier
from benchmarks.timing import Measured, median_ms, print_table
from flowviz.dossier import Dossier
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.facets import facets
from flowviz.flows.query import Query
from flowviz.importers import import_file

FILES = ("deliveries_1950-1989.csv", "deliveries_1990-2023.csv")
RECORDS = 28_000
_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def measure() -> list[Measured]:
    """The median of each step, each from the beginning."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["FLOWVIZ_STATE"] = str(folder / "state")
        path = folder / "deliveries.flowviz"
        at = _write(path)
        with Dossier.open(path) as dossier:
            columns = read_columns(dossier)
            steps = {
                "open a file, looked over byte by byte": lambda: Dossier.open(path).close(),
                "read its columns": lambda: read_columns(dossier),
                "flows of all": lambda: aggregate(columns, Query()),
                "counts of all filters": lambda: facets(columns, Query()),
            }
            return [Measured(what, at, median_ms(step, 7)) for what, step in steps.items()]


def _write(path: Path) -> str:
    """Write the dossier; gives what is in it."""
    files = [
        Path(os.environ.get("FLOWVIZ_DATA", _BESIDE)) / "sipri_register" / name for name in FILES
    ]
    if not all(file.exists() for file in files):
        made_dossier(path, RECORDS)
        return f"{RECORDS:,} made records"
    with Dossier.new("Deliveries") as dossier:
        for file in files:
            import_file(dossier, file)
        dossier.save(path)
    return "SIPRI deliveries, 59,157 rows"


def main() -> None:
    """Print them."""
    print_table(measure())


if __name__ == "__main__":
    main()

"""The benchmarks still measure what the program is: their made data fits it as it stands."""

import importlib
import pkgutil

import numpy as np
import pytest

import benchmarks
from benchmarks.aggregate import made_columns
from flowviz.flows.aggregate import aggregate
from flowviz.flows.query import Query

NAMES = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"__main__"}))
def test_every_benchmark_can_be_imported(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")


def test_the_made_columns_add_up() -> None:
    columns = made_columns(1000)
    flows = aggregate(columns, Query(unit="pieces"))
    assert np.nansum(flows.amount) == pytest.approx(columns.figures.value.sum())

"""The benchmarks still measure what the program is: their made data fits it as it stands."""

import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import benchmarks
from benchmarks.__main__ import NOT_BENCHMARKS
from benchmarks.aggregate import made_columns
from benchmarks.timing import Measured
from flowviz.flows.aggregate import aggregate
from flowviz.flows.query import Query

NAMES = {module.name for module in pkgutil.iter_modules(benchmarks.__path__)}


@pytest.mark.parametrize("name", sorted(NAMES - NOT_BENCHMARKS))
def test_every_benchmark_measures(name: str) -> None:
    measure = importlib.import_module(f"benchmarks.{name}").measure
    assert inspect.signature(measure).return_annotation == list[Measured]


def test_the_made_columns_add_up() -> None:
    columns = made_columns(1_000, 50)
    flows = aggregate(columns, Query(unit="pieces"))
    assert np.nansum(flows.amount) == pytest.approx(columns.figures.value.sum())

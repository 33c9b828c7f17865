"""The types of arrays, by what one number of them is; and arrays closed to writing."""

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Codes = NDArray[np.uint8]
"""Indices into a short table of words."""
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Int32s = NDArray[np.int32]
Integers = NDArray[np.int64]

_Array = TypeVar("_Array", bound=NDArray[np.generic])


def read_only(*arrays: NDArray[np.generic]) -> None:
    """Close ``arrays`` to writing: what is in a frozen value is never changed."""
    for array in arrays:
        array.flags.writeable = False


def kept(array: _Array) -> _Array:
    """``array``, from now on read-only."""
    read_only(array)
    return array


def arrays_of(value: Any) -> Iterator[NDArray[Any]]:
    """The arrays among the fields of a dataclass."""
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if isinstance(found, np.ndarray):
            yield found

"""The types of arrays, by what one number of them is."""

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Codes = NDArray[np.uint8]
"""Indices into a short table of words."""
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Int32s = NDArray[np.int32]
Integers = NDArray[np.int64]

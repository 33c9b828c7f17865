"""The real files to try the program on; they are not part of the repository."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def real_data(name: str) -> Path:
    """Give the path of a file such as ``sipri_register/deals_2025-03.csv``, or skip the test."""
    path = Path(os.environ.get("FLOWVIZ_DATA", _BESIDE)) / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not here (set FLOWVIZ_DATA to its folder)")
    return path

"""A dossier to import into, and tiny registers made up for one test each."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flowviz.dossier import Dossier
from flowviz.importers.entries import ORIGINAL_AT

DEALS_HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
DELIVERIES_HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,"
    "Local production"
)

Write = Callable[..., Path]


def lines_of(row: Any) -> bytes:
    """Give an entry as it is sent: a line, and its original on another one."""
    original = ""
    if isinstance(row, list) and len(row) > ORIGINAL_AT and isinstance(row[ORIGINAL_AT], str):
        row = [*row]
        original = row.pop(ORIGINAL_AT)
    return f"{json.dumps(row)}\n{original}\n".encode()


@pytest.fixture
def dossier() -> Iterator[Dossier]:
    with Dossier.new("Imports") as one:
        yield one


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes lines into a file and gives its path."""

    def write(*lines: str, name: str = "register.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
        return path

    return write

"""Records found by words, for a field that takes one: "belarus konkurs"."""

import numpy as np
from numpy.typing import NDArray

from flowviz.flows.columns import Columns
from flowviz.flows.search import folded


def find_records(columns: Columns, typed: str, most: int) -> tuple[str, ...]:
    """The identifiers of records whose ends or items hold every word typed, in columns' order.

    Case and accents do not matter; a code or an identifier is a word too. Without a word it finds
    nothing.
    """
    words = folded(typed).split()
    if not words:
        return ()
    transfers = columns.transfers
    found = np.ones(len(transfers.ids), bool)
    names = [
        f"{folded(name)} {code.casefold()}"
        for name, code in zip(columns.actor_names, columns.actor_codes, strict=True)
    ]
    spelled = columns.spelled
    items = [folded(" ".join((item, *spelled.get(item, ())))) for item in columns.designations]
    for word in words:
        ends = _holding(names, word)
        pairs = ends[columns.pair_supplier] | ends[columns.pair_recipient]
        lines = _holding(items, word)[columns.lines.designation]
        has_item = np.zeros(len(transfers.ids), bool)
        has_item[columns.lines.transfer[lines]] = True
        found &= pairs[transfers.pair] | has_item
    return tuple(transfers.ids[int(at)] for at in np.flatnonzero(found)[:most])


def records_of_pairs(columns: Columns, ids: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The records between the same supplier and recipient as some records, theirs included."""
    wanted = set(ids)
    pairs = {
        int(columns.transfers.pair[at])
        for at, id_ in enumerate(columns.transfers.ids)
        if id_ in wanted
    }
    found = np.flatnonzero(np.isin(columns.transfers.pair, sorted(pairs)))
    near = [columns.transfers.ids[int(at)] for at in found[:most]]
    return tuple(dict.fromkeys((*ids, *near)))


def _holding(texts: list[str], word: str) -> NDArray[np.bool_]:
    return np.array([word in text for text in texts], bool)

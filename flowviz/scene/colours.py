"""What colours tell: supplier, category, kind or existence, the largest in a hue of their own."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flowviz.arrays import Integers
from flowviz.evidence import EXISTENCES
from flowviz.flows.mode import Mode
from flowviz.flows.strands import Strands
from flowviz.flows.tables import KINDS, distinct
from flowviz.flows.words import sentence
from flowviz.scene.model import PLAIN, REST, SINGLE, Colouring, Key
from flowviz.scene.ranks import category_ranks, hues_by_rank, supplier_ranks
from flowviz.scene.widths import drawn_amount

Colours = NDArray[np.int32]

FEW_FLOWS = 12
_SUPPLIER = {Mode.SINGLE: "Larger supplier", Mode.NET: "Net supplier"}


def colouring(
    strands: Strands,
    rows: Integers,
    names: Sequence[str],
    by: str,
    hues: int,
    like: Colouring | None = None,
) -> Colouring:
    """The colours of a picture of the strands ``rows``, by one of ``style.COLOURS``.

    ``auto`` is by supplier; up to ``FEW_FLOWS`` ribbons all share one colour. Hues are the same as
    ``like`` has them, where it tells the same.
    """
    if by == "auto":
        is_few = len(rows) <= FEW_FLOWS or len(distinct(strands.supplier[rows])) < 2
        by = "single" if is_few else "supplier"
        by = like.by if like is not None and like.by in ("single", "supplier") else by
    known = like.hues if like is not None and like.by == by else None
    match by:
        case "supplier":
            return _by_supplier(strands, rows, names, hues, known)
        case "category":
            return _by_category(strands, rows, hues, known)
        case "kind":
            words = [kind.value for kind in KINDS]
            return _by_code(by, "Kind of record", strands, rows, strands.kind, words)
        case "existence":
            words = [str(existence) for existence in EXISTENCES]
            return _by_code(by, "Existence", strands, rows, strands.existence, words)
    single = np.full(len(strands), SINGLE, dtype=np.int32)
    nodes = np.full(len(strands.actor_codes), SINGLE, dtype=np.int32)
    return Colouring("single", "", single, nodes, (), {})


def _by_supplier(
    strands: Strands,
    rows: Integers,
    names: Sequence[str],
    hues: int,
    known: Mapping[str, int] | None,
) -> Colouring:
    supplier, codes = strands.supplier.astype(np.int64), strands.actor_codes
    nodes, order = _largest_first(strands, rows, supplier, supplier_ranks(strands), hues)
    nodes = nodes if known is None else _as_known(codes, known)
    keys = _keys(nodes, order, supplier[rows], names, "other suppliers")
    title = _SUPPLIER.get(strands.mode, "Supplier")
    return Colouring("supplier", title, nodes[supplier], nodes, keys, _hues_of(codes, nodes))


def _by_category(
    strands: Strands, rows: Integers, hues: int, known: Mapping[str, int] | None
) -> Colouring:
    names = (*strands.columns.categories, "")
    category = strands.category.astype(np.int64) % len(names)  # none known: the last
    ranks = category_ranks(strands)
    categories, order = _largest_first(strands, rows, category, ranks, hues, len(names) - 1)
    categories = categories if known is None else _as_known(names, known)
    has_unknown = bool((category[rows] == len(names) - 1).any())
    has_other = len(order) > hues
    words = "other categories" if has_other else "no known category"
    if has_other and has_unknown:
        words = "other categories, or none known"
    keys = _keys(categories, order, category[rows], [sentence(name) for name in names], words)
    return Colouring(
        "category",
        "Largest category",
        categories[category],
        _plain(strands),
        keys,
        _hues_of(names, categories),
    )


def _by_code(
    by: str,
    title: str,
    strands: Strands,
    rows: Integers,
    codes: NDArray[np.uint8],
    words: Sequence[str],
) -> Colouring:
    """Few values, each with the same hue in every picture."""
    code = np.minimum(codes.astype(np.int64), len(words))
    colours = np.append(np.arange(len(words)), REST).astype(np.int32)
    amount = np.nan_to_num(drawn_amount(strands)[rows])
    sums = np.bincount(code[rows], amount, minlength=len(colours))
    present = distinct(code[rows])
    order = present[np.argsort(-sums[present], kind="stable")]
    keys = _keys(colours, order, code[rows], [sentence(word) for word in words], "not known")
    return Colouring(by, title, colours[code], _plain(strands), keys, {})


def _largest_first(
    strands: Strands, rows: Integers, value: Integers, ranks: Integers, hues: int, never: int = -1
) -> tuple[Colours, Integers]:
    """The colour of each value that has a rank, and those that are drawn, the largest first.

    Who has a hue hangs on all strands of the query, not on how many are shown; which one, on the
    rank, which is the same in every window. ``never`` is a value that has no hue.
    """
    values = len(ranks)
    drawn = distinct(value[rows])
    sums = np.bincount(value, np.nan_to_num(drawn_amount(strands)), minlength=values)
    order = drawn[np.argsort(-sums[drawn], kind="stable")]
    order = order[order != never]
    colours = np.full(values, REST, dtype=np.int32)
    chosen = order[:hues]
    colours[chosen] = hues_by_rank(chosen, ranks, hues)
    return colours, order


def _as_known(values: Sequence[str], known: Mapping[str, int]) -> Colours:
    """The colour of each of some values, where hues have been given already."""
    return np.array([known.get(value, REST) for value in values], dtype=np.int32)


def _hues_of(values: Sequence[str], colours: Colours) -> dict[str, int]:
    chosen = np.flatnonzero(colours != REST).tolist()
    return {values[number]: int(colours[number]) for number in chosen}


def _keys(
    colours: Colours, order: Integers, drawn: Integers, names: Sequence[str], rest: str
) -> tuple[Key, ...]:
    count = np.bincount(drawn, minlength=len(colours))
    keys = [
        Key(int(colours[value]), names[value], int(count[value]))
        for value in order.tolist()
        if colours[value] != REST
    ]
    left = int((colours[drawn] == REST).sum())
    return (*keys, Key(REST, rest, left)) if left else tuple(keys)


def _plain(strands: Strands) -> Colours:
    """Rings that say nothing about a supplier."""
    return np.full(len(strands.actor_codes), PLAIN, dtype=np.int32)

"""Columns whose actors bear other names: flows, pictures and lists made of them show those."""

import dataclasses
from collections.abc import Mapping

from flowviz.flows.tables import Columns


def named(columns: Columns, names: Mapping[str, str]) -> Columns:
    """The same columns with the names (by code) to show; who has none there keeps his own."""
    shown = tuple(
        names.get(code, name)
        for code, name in zip(columns.actor_codes, columns.actor_names, strict=True)
    )
    return (
        columns if shown == columns.actor_names else dataclasses.replace(columns, actor_names=shown)
    )

"""Records that somebody picks as the same goods, put into accounts with their titles."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

from flowviz.records import Transfer
from flowviz.terms import TransferKind

_CALLED = {
    TransferKind.DEAL: "The deal",
    TransferKind.DELIVERY: "The deliveries",
    TransferKind.LICENCE: "The licence",
    TransferKind.REPORT: "The reports",
    TransferKind.PROGRAMME: "The programme",
}


def accounts_of(records: Iterable[Transfer]) -> tuple[tuple[str, tuple[Transfer, ...]], ...]:
    """What a person most likely means by records picked together: accounts with their titles.

    A deal and its deliveries are two tellings, whatever their number; so are the exporter's and the
    importer's records. Records alike in kind and reporter are a telling each, without a title.
    """
    told = tuple(records)
    if len({record.kind for record in told}) > 1:
        found = _parted(told, [record.kind for record in told])
        return tuple((_CALLED[part[0].kind], part) for part in found)
    if len({record.reporter for record in told}) > 1:
        found = _parted(told, [record.reporter for record in told])
        return tuple((_reported(part[0]), part) for part in found)
    return tuple(("", (record,)) for record in told)


def _parted(
    records: tuple[Transfer, ...], keys: Iterable[Hashable]
) -> tuple[tuple[Transfer, ...], ...]:
    parts: dict[Hashable, list[Transfer]] = defaultdict(list)
    for record, key in zip(records, keys, strict=True):
        parts[key].append(record)
    return tuple(map(tuple, parts.values()))


def _reported(record: Transfer) -> str:
    return f"As the {record.reporter} reports" if record.reporter else "Reported by nobody named"

"""A record once more: a transfer with parts of its own, to be changed into another."""

import dataclasses
from collections.abc import Iterable, Mapping

from flowviz.records import Citation, Figure, Transfer, new_id


def duplicate(
    transfer: Transfer, citations: Iterable[Citation], *, with_citations: bool
) -> tuple[Transfer, tuple[Citation, ...]]:
    """A copy of a transfer under new identifiers, and those of its citations that go with it.

    ``citations`` are those of the transfer and its parts. A source supports a copy only as long as
    what it says stands in the copy too; without citations the copy is shown as having no source.
    The copy is a person's, whatever data set the first is of.
    """
    ids = {id_: new_id() for id_ in transfer.part_ids()}
    copy = dataclasses.replace(
        transfer,
        id=ids[transfer.id],
        lines=tuple(
            dataclasses.replace(line, id=ids[line.id], figures=_figures(line.figures, ids))
            for line in transfer.lines
        ),
        figures=_figures(transfer.figures, ids),
        parties=tuple(dataclasses.replace(p, id=ids[p.id]) for p in transfer.parties),
        data_set="",
    )
    if not with_citations:
        return copy, ()
    return copy, tuple(
        dataclasses.replace(citation, id=new_id(), subject_id=ids[citation.subject_id])
        for citation in citations
        if citation.subject_id in ids
    )


def _figures(figures: tuple[Figure, ...], ids: Mapping[str, str]) -> tuple[Figure, ...]:
    return tuple(dataclasses.replace(figure, id=ids[figure.id]) for figure in figures)

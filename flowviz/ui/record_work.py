"""What is done to records in one edit, and copied out of them: at once or on a job's thread."""

import dataclasses
from collections.abc import Callable, Mapping

from flowviz.actor import Actor
from flowviz.dossier import Dossier, Edit, Onlooker, Reading
from flowviz.flows.columns import Columns
from flowviz.ui.jobs import Token
from flowviz.ui.picked import Picked
from flowviz.ui.session import Contents

Work = Callable[[Dossier, Edit], None]
MOST_COPIED = 20_000
"""Records; a spreadsheet of more takes minutes to be pasted, and is not taken back."""


class Delete:
    """Deletes records."""

    def __init__(self, kind: type, ids: tuple[str, ...]) -> None:
        self._kind, self._ids = kind, ids

    def __call__(self, _dossier: Dossier, edit: Edit) -> None:
        for id_ in self._ids:
            edit.delete(self._kind, id_)


class DeletePart:
    """Puts a transfer again without one of its parts."""

    def __init__(self, picked: Picked) -> None:
        self._id, self._part = picked.ids[0], picked.part

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        transfer, part = dossier.transfer(self._id), self._part
        lines = tuple(
            dataclasses.replace(line, figures=tuple(f for f in line.figures if f.id != part))
            for line in transfer.lines
            if line.id != part
        )
        figures = tuple(figure for figure in transfer.figures if figure.id != part)
        parties = tuple(party for party in transfer.parties if party.id != part)
        edit.put(dataclasses.replace(transfer, lines=lines, figures=figures, parties=parties))


class Duplicate:
    """Copies transfers; the identifiers of the copies are added to ``copies``."""

    def __init__(self, ids: tuple[str, ...], copies: list[str], *, with_citations: bool) -> None:
        self._ids, self._copies, self._with_citations = ids, copies, with_citations

    def __call__(self, dossier: Dossier, edit: Edit) -> None:
        from flowviz.editing.copying import duplicate

        for transfer in dossier.transfers(self._ids):
            citations = dossier.citations(transfer.part_ids()) if self._with_citations else ()
            copy, cited = duplicate(transfer, citations, with_citations=self._with_citations)
            edit.put(copy, *cited)
            self._copies.append(copy.id)


class Edited:
    """An edit as a job that has the dossier to itself."""

    def __init__(self, what: str, author: str, reason: str, work: Work) -> None:
        self._what, self._author, self._reason, self._work = what, author, reason, work

    def __call__(self, dossier: Dossier, _token: Token) -> Contents:
        with dossier.edit(self._what, self._author, reason=self._reason) as edit:
            self._work(dossier, edit)
        return Contents.read(dossier)


class Copy:
    """Puts transfers into words for a spreadsheet, which ``editing.table`` reads again."""

    def __init__(self, ids: tuple[str, ...], columns: Columns, actors: Mapping[str, Actor]) -> None:
        self._ids, self._columns, self._actors = ids[:MOST_COPIED], columns, actors

    def text(self, reading: Reading) -> str:
        """The rows under their headings."""
        from flowviz.editing import Known
        from flowviz.editing.table import copied

        known = Known.read(reading, self._columns, self._actors)
        return copied(reading.transfers(self._ids), known)


class CopyAside:
    """The same on a reading of its own."""

    def __init__(self, copy: Copy, onlooker: Onlooker) -> None:
        self._copy, self._onlooker = copy, onlooker

    def __call__(self, _token: Token) -> str:
        with self._onlooker as reading:
            return self._copy.text(reading)

"""One source cited for many records at once: what is made, and what stands already."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flowviz.editing.checking import check
from flowviz.editing.faults import Fault
from flowviz.editing.known import Known
from flowviz.editing.typed import CitationText
from flowviz.records import Citation, Transfer, new_id
from flowviz.terms import CitationStatus, Subject


class What(StrEnum):
    """What of each record a source is cited for."""

    RECORD = "record"
    EXISTENCE = "existence"
    AMOUNTS = "amounts"
    DATES = "dates"
    ITEMS = "items"
    SUPPLIER = "supplier"
    RECIPIENT = "recipient"


_OF_RECORD = {
    What.RECORD: "",
    What.EXISTENCE: "existence",
    What.SUPPLIER: "supplier",
    What.RECIPIENT: "recipient",
}
_OF_FIGURES = {What.AMOUNTS: "amount", What.DATES: "dates"}


@dataclass(frozen=True, slots=True)
class CitedMany:
    """What citing a source for some records comes to.

    ``records`` are all that were asked for; ``citations`` are new. ``standing`` counts those that
    say the same already and are left alone, ``without`` the records that have nothing of the sort,
    such as a record without figures where amounts are cited. With a grave fault nothing is made.
    """

    records: int
    citations: tuple[Citation, ...] = ()
    standing: int = 0
    without: int = 0
    faults: tuple[Fault, ...] = ()


def cite_many(
    typed: CitationText,
    what: What,
    transfers: Iterable[Transfer],
    known: Known,
    citations: Iterable[Citation] = (),
) -> CitedMany:
    """Cite a source for ``what`` of each of some transfers.

    Of ``typed`` the subject and the field are left aside. ``citations`` are those that the
    transfers and their parts have now: one of the source for the same, with the same stance and not
    withdrawn, stands already.
    """
    asked = tuple(transfers)
    plain = dataclasses.replace(typed, subject=Subject.TRANSFER.value, subject_id="any", field="")
    checked = check(plain, known)
    if checked.record is None:
        return CitedMany(len(asked), faults=checked.faults)
    like, there = checked.record, {_key(each) for each in citations if _stands(each)}
    made, standing, without = list[Citation](), 0, 0
    for transfer in asked:
        targets = tuple(_targets(transfer, what))
        without += not targets
        for subject, subject_id, field in targets:
            one = dataclasses.replace(
                like, id=new_id(), subject=subject, subject_id=subject_id, field=field
            )
            if _key(one) in there:
                standing += 1
            else:
                made.append(one)
    return CitedMany(len(asked), tuple(made), standing, without, checked.faults)


def _targets(transfer: Transfer, what: What) -> Iterator[tuple[Subject, str, str]]:
    """The subjects and fields of a transfer that are cited."""
    if what in _OF_RECORD:
        yield Subject.TRANSFER, transfer.id, _OF_RECORD[what]
    elif what in _OF_FIGURES:
        for figure in transfer.all_figures():
            yield Subject.FIGURE, figure.id, _OF_FIGURES[what]
    else:
        for line in transfer.lines:
            yield Subject.LINE, line.id, "designation"


def _stands(citation: Citation) -> bool:
    return citation.status is not CitationStatus.WITHDRAWN


def _key(citation: Citation) -> tuple[str, ...]:
    return citation.source, citation.subject_id, citation.field, citation.stance

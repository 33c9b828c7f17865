"""What a record needs to be there: the records that it names, and the parts that it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.records import Citation, Note, Original, Provenance, Transfer
from flowviz.terms import Subject

_SUBJECTS: Mapping[Subject, Kind] = {
    Subject.ACTOR: Kind.ACTOR,
    Subject.TRANSFER: Kind.TRANSFER,
    Subject.NOTE: Kind.NOTE,
    Subject.LINK: Kind.LINK,
    Subject.GROUP: Kind.GROUP,
}
NEEDED: Mapping[Kind, frozenset[Kind]] = {
    Kind.TRANSFER: frozenset({Kind.ACTOR, Kind.DATA_SET, Kind.IMPORT}),
    Kind.SOURCE: frozenset({Kind.SOURCE}),
    Kind.LINK: frozenset({Kind.TRANSFER}),
    Kind.GROUP: frozenset({Kind.TRANSFER}),
    Kind.VERDICT: frozenset({Kind.ACTOR}),
    Kind.SNAPSHOT: frozenset({Kind.SOURCE}),
    Kind.DATA_SET: frozenset({Kind.SOURCE}),
    Kind.IMPORT: frozenset({Kind.DATA_SET}),
    Kind.PLACEMENT: frozenset({Kind.ACTOR}),
    Kind.CITATION: frozenset({Kind.SOURCE, *_SUBJECTS.values()}),
    Kind.NOTE: frozenset(_SUBJECTS.values()),
}
"""The kinds that a record of a kind can need; the others need nothing."""
_PARTS = frozenset({Subject.LINE, Subject.FIGURE, Subject.PARTY})


@dataclass(frozen=True, slots=True)
class Need:
    """A record that another one needs: ``part`` is the part of it that is needed, "" for none.

    Where ``goes_along`` the other one says something of it alone, and goes where it goes.
    """

    key: Key
    part: str = ""
    goes_along: bool = False


def part_ids(whole: Whole) -> frozenset[str]:
    """The ids of the lines, figures and parties of a transfer."""
    transfer: Transfer = whole[0]
    figures = (figure.id for figure in transfer.all_figures())
    parties = (party.id for party in transfer.parties)
    return frozenset((*(line.id for line in transfer.lines), *figures, *parties))


def owners_of_parts(transfers: Iterable[Whole]) -> dict[str, Key]:
    """The transfer of each part."""
    return {part: (Kind.TRANSFER, each[0].id) for each in transfers for part in part_ids(each)}


def needs(kind: Kind, whole: Whole, owners: Mapping[str, Key]) -> Iterator[Need]:
    """What a record needs; a part whose owner is not among ``owners`` differs in nothing."""
    record = whole[0]
    match kind:
        case Kind.TRANSFER:
            yield from _needs_of_transfer(whole)
        case Kind.SOURCE:
            yield from (Need((Kind.SOURCE, earlier)) for earlier in record.derives_from)
        case Kind.CITATION:
            yield Need((Kind.SOURCE, record.source))
            yield from _subject(record, owners)
        case Kind.NOTE:
            yield from _subject(record, owners)
        case Kind.LINK:
            for transfer in (record.later, record.earlier):
                yield Need((Kind.TRANSFER, transfer), goes_along=True)
        case Kind.GROUP:
            for account in record.accounts:
                yield from (Need((Kind.TRANSFER, transfer)) for transfer in account.transfers)
        case Kind.PLACEMENT:
            yield Need((Kind.ACTOR, record.actor), goes_along=True)
        case Kind.VERDICT:
            for code in record.id.split(">"):
                yield Need((Kind.ACTOR, code), goes_along=True)
        case Kind.SNAPSHOT:
            yield Need((Kind.SOURCE, record.source))
        case Kind.DATA_SET if record.source:
            yield Need((Kind.SOURCE, record.source))
        case Kind.IMPORT:
            yield Need((Kind.DATA_SET, record.data_set))


def _needs_of_transfer(whole: Whole) -> Iterator[Need]:
    transfer: Transfer = whole[0]
    codes = (transfer.supplier, transfer.recipient, *(party.actor for party in transfer.parties))
    yield from (Need((Kind.ACTOR, code)) for code in codes)
    if transfer.data_set:
        yield Need((Kind.DATA_SET, transfer.data_set))
    for came in whole[1:]:
        if isinstance(came, Original):
            yield from (Need((Kind.IMPORT, import_)) for import_, _ in came.rows)
            continue
        assert isinstance(came, Provenance)
        yield Need((Kind.DATA_SET, came.data_set))
        yield Need((Kind.IMPORT, came.import_id))


def _subject(record: Citation | Note, owners: Mapping[str, Key]) -> Iterator[Need]:
    if record.subject in _PARTS:
        owner = owners.get(record.subject_id)
        if owner is not None:
            yield Need(owner, record.subject_id, goes_along=True)
    elif record.subject in _SUBJECTS:
        yield Need((_SUBJECTS[record.subject], record.subject_id), goes_along=True)

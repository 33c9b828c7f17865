"""What stands in a published copy for withheld sources, told from news by who knows the sources."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.records import WITHHELD, Citation, DataSet, Source
from flowviz.terms import Protection


def without_stand_ins(mine: Mapping[Key, Whole], theirs: Mapping[Key, Whole]) -> dict[Key, Whole]:
    """The records of theirs that differ, with what mine knows in the place of what is withheld.

    A merge would else put the stand-in of a source beside the source itself, and the record would
    seem to have one source more.
    """
    known = frozenset(
        key[1]
        for key, whole in mine.items()
        if key[0] is Kind.SOURCE
        and key not in theirs
        and whole[0].protection is not Protection.PUBLIC
    )
    claims = {
        _claim(whole[0])
        for key, whole in mine.items()
        if key[0] is Kind.CITATION and whole[0].source in known
    }
    found = {
        key: _told(key, whole, mine.get(key, ()), known)
        for key, whole in theirs.items()
        if not (_is_stand_in(key, whole) and _claim(whole[0]) in claims)
    }
    withheld = (Kind.SOURCE, WITHHELD.id)
    if known and withheld not in mine and not any(map(_names_withheld, found.values())):
        found.pop(withheld, None)
    return found


def _is_stand_in(key: Key, whole: Whole) -> bool:
    return key[0] is Kind.CITATION and whole[0].source == WITHHELD.id


def _claim(citation: Citation) -> tuple[str, ...]:
    return citation.subject, citation.subject_id, citation.field, citation.stance


def _told(key: Key, whole: Whole, own: Whole, known: Collection[str]) -> Whole:
    """A source or a data set as it would be told had nothing been withheld."""
    if not own or not _names_withheld(whole):
        return whole
    record = whole[0]
    if isinstance(record, Source):
        before = own[0].derives_from
        hidden = [source for source in before if source in known]
        if hidden:
            rest = [source for source in record.derives_from if source != WITHHELD.id]
            told = tuple(dict.fromkeys((*hidden, *rest)))
            same = set(told) == set(before)
            return (replace(record, derives_from=before if same else told), *whole[1:])
    elif isinstance(record, DataSet) and own[0].source in known:
        return (replace(record, source=own[0].source), *whole[1:])
    return whole


def _names_withheld(whole: Whole) -> bool:
    return WITHHELD.id in _sources_of(whole[0])


def _sources_of(record: object) -> Iterator[str]:
    match record:
        case Source():
            yield from record.derives_from
        case Citation() | DataSet():
            yield record.source

"""The marks of one record in plain Python, by the table of docs/rules.md."""

from collections.abc import Collection, Iterable, Mapping

from flowviz.evidence import (
    Backing,
    corroboration,
    fallen,
    holds,
    is_fully_graded,
    is_support,
    judge,
)
from flowviz.records import Citation, Source, Transfer
from flowviz.terms import CitationStatus, Mark, Subject


def plain_marks(
    transfer: Transfer,
    citations: Iterable[Citation],
    sources: Mapping[str, Source],
    own: str = "",
    archived: Collection[str] = (),
) -> frozenset[Mark]:
    """The marks but for conflicts; ``own`` is the source of its data set."""
    gone, cited = fallen(sources), list(citations)
    found = judge(transfer, cited, sources, gone, own)
    held = [each for each in cited if is_support(each) and holds(each, gone)]
    backing = {sources[each.source] for each in held}
    named = {each.source for each in cited if each.status is not CitationStatus.WITHDRAWN}
    if own:
        named.add(own)
        backing |= {sources[own]} if own not in gone else set()
    origins, is_supported = corroboration(found.origins), found.backing is Backing.SUPPORTED
    of_records = (Subject.TRANSFER, Subject.LINE, Subject.FIGURE, Subject.PARTY)
    told = {
        Mark.NO_SOURCE: found.backing is Backing.NO_SOURCE,
        Mark.UNSUPPORTED: found.backing is Backing.UNSUPPORTED,
        Mark.RETRACTED: any(source in gone for source in named),
        Mark.ONE_ORIGIN: is_supported and origins == 1,
        Mark.NOT_ESTABLISHED: is_supported and origins == 0,
        Mark.UNGRADED: is_supported
        and not any(is_fully_graded(each, sources[each.source]) for each in held),
        Mark.NOT_ARCHIVED: any(
            source.url and not source.archived_url and source.id not in archived
            for source in backing
        ),
        Mark.TO_CHECK: any(
            each.status is CitationStatus.TO_CHECK and each.subject in of_records for each in cited
        ),
        Mark.OVERRIDDEN: found.is_by_hand,
    }
    return frozenset(mark for mark, bears in told.items() if bears)

"""What the groups leave out: the records of all their accounts but the one that counts."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from flowviz.dossier import Reading
from flowviz.evidence import Telling, counted, judge, telling
from flowviz.records import Citation, Group, Source, Transfer
from flowviz.terms import CountedBy


def left_out(
    dossier: Reading,
    groups: Sequence[Group],
    transfers: Mapping[str, Transfer],
    sources: Mapping[str, Source],
    fallen: Collection[str],
) -> list[str]:
    """The transfers of the accounts that do not count, as the dossier stands now.

    ``transfers`` are all those of the groups. What is cited is read only for groups whose account
    is chosen by rule.
    """
    by_rule = [group for group in groups if group.counted_by is CountedBy.RULE]
    told = [id_ for group in by_rule for each in group.accounts for id_ in each.transfers]
    records = {id_: transfers[id_] for id_ in told}
    cited = _cited(dossier, records)
    data_sets = dossier.data_sets() if by_rule else {}
    own = {id_: each.source for id_, each in data_sets.items()}
    judged = {
        id_: (each, judge(each, cited[id_], sources, fallen, own.get(each.data_set, "")))
        for id_, each in records.items()
    }
    found: list[str] = []
    for group in groups:
        tellings: list[Telling] = []
        if group.counted_by is CountedBy.RULE:
            tellings = [
                telling(judged[id_] for id_ in account.transfers) for account in group.accounts
            ]
        chosen, _ = counted(group, tellings)
        others = (each for at, each in enumerate(group.accounts) if at != chosen)
        found.extend(id_ for account in others for id_ in account.transfers)
    return found


def _cited(dossier: Reading, transfers: Mapping[str, Transfer]) -> Mapping[str, list[Citation]]:
    """What is cited for some transfers and their parts, by transfer."""
    owner = {part: id_ for id_, transfer in transfers.items() for part in transfer.part_ids()}
    found: dict[str, list[Citation]] = defaultdict(list)
    if owner:
        for citation in dossier.citations(owner):
            found[owner[citation.subject_id]].append(citation)
    return found

"""The accounts that count in a published copy: the same as in the dossier that it is a copy of."""

from collections import defaultdict

import apsw

from flowviz.dossier import readers, testimony
from flowviz.evidence import counted, fallen, judge, telling
from flowviz.records import Citation
from flowviz.terms import CountedBy

_WORDS = "The dossier that this is a copy of counts the account that counts here by its rule."


def settle(db: apsw.Connection, copy: apsw.Connection) -> None:
    """Settle by hand which account counts in a copy, where the rule would count another one there.

    Its evidence may be withheld; no total is to change for that. The caller has a transaction open
    in ``copy``.
    """
    there = _chosen(copy)
    for group, account in _chosen(db).items():
        if account != there[group]:
            copy.execute(
                "UPDATE account_group SET counted_by = ?, reason = trim(reason || ' ' || ?)"
                " WHERE id = ?",
                (CountedBy.HAND, _WORDS, group),
            )
            copy.execute(
                "UPDATE account SET is_counted = (id = ?) WHERE account_group = ?", (account, group)
            )


def _chosen(db: apsw.Connection) -> dict[str, str]:
    """The account that counts of each group that is left to the rule.

    Of a group that no flowviz has written (without accounts, or of transfers there are not) nothing
    is said; what looks the copy over refuses it.
    """
    groups = [each for each in testimony.groups(db) if each.counted_by is CountedBy.RULE]
    if not groups:
        return {}
    told = {id_ for group in groups for each in group.accounts for id_ in each.transfers}
    transfers = readers.transfers(db, told)
    owner = {part: each.id for each in transfers for part in each.part_ids()}
    cited: dict[str, list[Citation]] = defaultdict(list)
    for citation in testimony.citations(db, owner):
        cited[owner[citation.subject_id]].append(citation)
    sources = testimony.sources(db)
    gone = fallen(sources)
    own = {id_: each.source for id_, each in readers.data_sets(db).items()}
    judged = {
        each.id: (each, judge(each, cited[each.id], sources, gone, own.get(each.data_set, "")))
        for each in transfers
    }
    found = {}
    for group in groups:
        named = [id_ for each in group.accounts for id_ in each.transfers]
        if not named or not judged.keys() >= set(named):
            continue
        tellings = [telling(judged[id_] for id_ in each.transfers) for each in group.accounts]
        found[group.id] = group.accounts[counted(group, tellings).account].id
    return found

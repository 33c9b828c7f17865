"""What the rules make of records now, for the forms that state something beside them."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flowviz.evidence import Judgement, fallen, judge
from flowviz.records import Citation, Transfer

if TYPE_CHECKING:
    from flowviz.ui.forms.forms import Forms


def judgements(forms: "Forms", transfers: Sequence[Transfer]) -> dict[str, Judgement]:
    """What the rules make of each record as it stands, by identifier."""
    dossier, sources = forms.session.dossier, forms.knowledge.known.sources
    owner = {id_: transfer.id for transfer in transfers for id_ in transfer.part_ids()}
    cited: Mapping[str, list[Citation]] = {transfer.id: [] for transfer in transfers}
    for citation in dossier.citations(owner):
        if citation.source in sources:
            cited[owner[citation.subject_id]].append(citation)
    gone = fallen(sources)
    data_sets = dossier.data_sets() if any(each.data_set for each in transfers) else {}
    found = {}
    for each in transfers:
        data_set = data_sets.get(each.data_set)
        backed = data_set.source if data_set is not None else ""
        found[each.id] = judge(each, cited[each.id], sources, gone, backed)
    return found


def by_rule_words(forms: "Forms", id_: str) -> str:
    """What the rule says of a record's existence, whatever a person states, and why.

    "" while the dossier is in use; of a record that is still to be, that nothing is cited yet.
    """
    if forms.session.is_busy:
        return ""
    found = forms.session.dossier.transfers((id_,))
    if not found:
        return "By the rule it is tentative until a source is cited for it."
    bare = dataclasses.replace(found[0], existence=None, existence_reason="")
    judgement = judgements(forms, [bare])[id_]
    return f"By the rule it is {judgement.existence}: {judgement.reason}."

"""A merge done: one edit of the dossier, that cites the head of the history it merges."""

from typing import TYPE_CHECKING

from flowviz.comparing.comparison import Comparison
from flowviz.comparing.kinds import TYPES, Kind, Whole
from flowviz.comparing.plan import Plan
from flowviz.errors import DossierError, UsageError
from flowviz.records import Original, Problem, Provenance

if TYPE_CHECKING:
    from flowviz.dossier import Dossier, Edit

_WORDS = (Kind.CITATION, Kind.NOTE, Kind.LINK, Kind.GROUP, Kind.VERDICT, Kind.DISMISSAL)
_OTHERS = (
    *(Kind.SNAPSHOT, Kind.PLACEMENT, Kind.SAVED_VIEW, Kind.TRANSFER, Kind.PROBLEM, Kind.IMPORT),
    *(Kind.DATA_SET, Kind.SOURCE, Kind.ACTOR, Kind.SPELLING),
)
"""What speaks of something is written and deleted before it: with a record or a part go all words
about it, and those that speak of something else from now on must stay."""


def apply(
    dossier: "Dossier", comparison: Comparison, plan: Plan, what: str, author: str = ""
) -> None:
    """Do what the plan says to mine, in one edit called ``what``.

    Raises
    ------
    UsageError
        A conflict is not decided.
    DossierError
        Mine was edited since it was compared.
    RecordError
        A record would break a rule; nothing was changed.
    """
    if not plan.is_settled:
        raise UsageError("There are conflicts that nobody has decided.")
    if dossier.head[1] != comparison.head_a:
        raise DossierError(
            "The dossier was edited since it was compared. Nothing was merged: compare it again."
        )
    with dossier.edit(what, author, cites=comparison.head_b) as edit:
        write(edit, comparison, plan)


def write(edit: "Edit", comparison: Comparison, plan: Plan) -> None:
    """Write what the plan says into an edit."""
    mine = {each.key: each.a for each in comparison.differences}
    by_kind: dict[Kind, dict[str, Whole]] = {kind: {} for kind in Kind}
    for kind, id_ in sorted(plan.results):
        by_kind[kind][id_] = plan.results[kind, id_]
    for (title,) in by_kind[Kind.TITLE].values():
        edit.set_title(title.text)
    for kinds in (_WORDS, _OTHERS):
        for kind in kinds:
            for id_, whole in by_kind[kind].items():
                _delete_what_goes(edit, kind, mine[kind, id_], whole)
            edit.put_many(record for whole in by_kind[kind].values() for record in whole)
        for kind in kinds:
            for id_, whole in by_kind[kind].items():
                if not whole:
                    edit.delete(TYPES[kind], id_)


def _delete_what_goes(edit: "Edit", kind: Kind, before: Whole, after: Whole) -> None:
    """Delete problems of an import, or where a transfer came from, that stays without them."""
    if kind is Kind.IMPORT:
        for problem in before[1:]:
            if problem not in after:
                edit.delete(Problem, problem.id)
    elif kind is Kind.TRANSFER and after:
        for brought in (Provenance, Original):
            if any(isinstance(one, brought) for one in before) and not any(
                isinstance(one, brought) for one in after
            ):
                edit.delete(brought, before[0].id)

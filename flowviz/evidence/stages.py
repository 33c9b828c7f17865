"""At which stages a record tells of its goods."""

from flowviz.records import Transfer
from flowviz.terms import Basis, Stage, TransferKind

STAGE_WITHOUT_FIGURES = {
    TransferKind.DEAL: Stage.ORDERED,
    TransferKind.LICENCE: Stage.LICENSED,
    TransferKind.DELIVERY: Stage.DELIVERED,
    TransferKind.REPORT: Stage.DELIVERED,
    TransferKind.PROGRAMME: Stage.DELIVERED,
}
"""The stage of a record that has no figure of a total, and none included in another one."""


def stages_of(transfer: Transfer) -> frozenset[Stage]:
    """The stages at which a record states a total, known or not; else that of its kind.

    Where all that it states is included in other figures, it stands at their stages.
    """
    told = transfer.all_figures()
    stages = frozenset(figure.stage for figure in told if figure.basis is Basis.TOTAL)
    stages = stages or frozenset(figure.stage for figure in told if figure.basis is Basis.INCLUDED)
    return stages or frozenset((STAGE_WITHOUT_FIGURES[transfer.kind],))

"""Which schemata of FollowTheMoney are edges, by which two properties, and which are actors.

Written down from the ``edge`` sections of the public model (followthemoney 4.11, read in November
2026). ``PositionHeld`` is an older name of ``Occupancy``, ``Similar`` an edge until version 3.
"""

from typing import NamedTuple

from flowviz.actor import ActorKind
from flowviz.terms import Stage


class Ends(NamedTuple):
    """The properties that name the two ends of an edge, and what its amount is, None for none."""

    begin: str
    end: str
    stage: Stage | None = None


EDGES: dict[str, Ends] = {
    "Associate": Ends("person", "associate"),
    "ContractAward": Ends("contract", "supplier", Stage.ORDERED),
    "Control": Ends("controller", "controlled"),
    "CourtCaseParty": Ends("party", "case"),
    "Debt": Ends("debtor", "creditor"),
    "Directorship": Ends("director", "organization"),
    "Documentation": Ends("document", "entity"),
    "Employment": Ends("employee", "employer"),
    "Family": Ends("person", "relative"),
    "Membership": Ends("member", "organization"),
    "Occupancy": Ends("holder", "post"),
    "Ownership": Ends("owner", "asset"),
    "Payment": Ends("payer", "beneficiary", Stage.DELIVERED),
    "PositionHeld": Ends("holder", "post"),
    "ProjectParticipant": Ends("participant", "project"),
    "Representation": Ends("agent", "client"),
    "Similar": Ends("candidate", "match"),
    "Succession": Ends("predecessor", "successor"),
    "UnknownLink": Ends("subject", "object"),
}
UNDIRECTED = frozenset(("Associate", "Documentation", "Family", "Similar", "UnknownLink"))
ONE_ENDED = frozenset(("Sanction", "Risk", "EconomicActivity", "Identification", "Passport"))
"""Said of one entity: no edge."""
KINDS = {
    "Person": ActorKind.NON_STATE,
    "Company": ActorKind.ORGANISATION,
    "Organization": ActorKind.ORGANISATION,
    "PublicBody": ActorKind.ORGANISATION,
}
"""What sort of actor an entity is. Who may be any of these (LegalEntity) or is a thing (Vessel,
Contract, BankAccount) stands for none: that is the user's word. A person is no group, but of all
sorts only non-state is true of one."""

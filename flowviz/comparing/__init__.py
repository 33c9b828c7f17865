"""Comparing: what two dossiers have in common, what differs, and what of it is taken over.

``compare(a, b)`` lays two dossiers side by side; ``Choices`` says which side is taken where;
``plan(comparison, choices)`` is what comes of it, and ``apply`` does it, as one edit of ``a``.
"""

from flowviz.comparing.applying import apply
from flowviz.comparing.choices import Choices, Rule
from flowviz.comparing.comparison import Comparison, LookAlike, compare
from flowviz.comparing.difference import Difference, State
from flowviz.comparing.fields import ABSENT, WHOLE, Field, FieldPath, Side
from flowviz.comparing.kinds import Key, Kind, Whole
from flowviz.comparing.plan import Plan, Settling, plan

__all__ = [
    "ABSENT",
    "WHOLE",
    "Choices",
    "Comparison",
    "Difference",
    "Field",
    "FieldPath",
    "Key",
    "Kind",
    "LookAlike",
    "Plan",
    "Rule",
    "Settling",
    "Side",
    "State",
    "Whole",
    "apply",
    "compare",
    "plan",
]

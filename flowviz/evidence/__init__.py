"""The rules of evidence, pure: grades, what has fallen, origins, existence, which account counts.

They are laid out as tables in docs/rules.md, each with the test that shows it.
"""

from flowviz.evidence.counting import Counted, Telling, counted, telling
from flowviz.evidence.existence import (
    EXISTENCES,
    best_existence,
    existence_of,
    existence_of_flow,
)
from flowviz.evidence.falling import disputes_existence, fallen, holds
from flowviz.evidence.grades import (
    CREDIBILITY,
    RELIABILITY,
    GradeClass,
    grade,
    grade_class,
    grade_words,
    is_fully_graded,
    reliability,
)
from flowviz.evidence.judging import Backing, Judgement, is_support, judge
from flowviz.evidence.origins import (
    OriginGroup,
    corroboration,
    is_established,
    origin_words,
    origins,
    roots,
)

__all__ = [
    "CREDIBILITY",
    "EXISTENCES",
    "RELIABILITY",
    "Backing",
    "Counted",
    "GradeClass",
    "Judgement",
    "OriginGroup",
    "Telling",
    "best_existence",
    "corroboration",
    "counted",
    "disputes_existence",
    "existence_of",
    "existence_of_flow",
    "fallen",
    "grade",
    "grade_class",
    "grade_words",
    "holds",
    "is_established",
    "is_fully_graded",
    "is_support",
    "judge",
    "origin_words",
    "origins",
    "reliability",
    "roots",
    "telling",
]

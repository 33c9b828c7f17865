"""The rules of evidence, pure: grades, what has fallen, origins, existence, which account counts.

They are laid out as tables in docs/rules.md, each with the test that shows it.
"""

from flowviz.evidence.counting import Counted, Telling, counted, telling
from flowviz.evidence.ends import roots, roots_of
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
    graded_since,
    is_fully_graded,
    reliability,
)
from flowviz.evidence.judging import Backing, Judgement, is_support, judge
from flowviz.evidence.origins import (
    OriginGroup,
    corroboration,
    of_established_origin,
    origin_words,
    origins,
    short_name,
)
from flowviz.evidence.stages import STAGE_WITHOUT_FIGURES, stages_of

__all__ = [
    "CREDIBILITY",
    "EXISTENCES",
    "RELIABILITY",
    "STAGE_WITHOUT_FIGURES",
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
    "graded_since",
    "holds",
    "is_fully_graded",
    "is_support",
    "judge",
    "of_established_origin",
    "origin_words",
    "origins",
    "reliability",
    "roots",
    "roots_of",
    "short_name",
    "stages_of",
    "telling",
]

"""Grades: how reliable a source is, how credible what it says, by the scales of AJP-2.1."""

import datetime
import enum

from flowviz.records import Citation, Grading, Source

# The two scales of NATO's AJP-2.1, which police and researchers use too.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class GradeClass(enum.IntEnum):
    """What a grade is worth to the rules, the best first.

    ``GOOD`` is A or B with 1 or 2. ``DOUBTFUL`` is D or E, or 4 or 5, whatever the other half says.
    ``PLAIN`` is all else: "cannot be judged" (F, 6) and not graded say nothing against it.
    """

    GOOD = 0
    PLAIN = 1
    DOUBTFUL = 2


def reliability(citation: Citation, source: Source) -> str:
    """How reliable a source is in the matter of a citation, as in general where none is set."""
    return citation.reliability or source.reliability


def graded_since(grading: Grading) -> datetime.date:
    """From when a grading holds, by which gradings stand in order; without a day, before all."""
    return grading.since or datetime.date.min


def grade(citation: Citation, source: Source) -> str:
    """The grade of a citation: ``B2``, ``B`` or ``2`` as far as it is graded, "" where not."""
    return f"{reliability(citation, source)}{citation.credibility or ''}"


def grade_class(citation: Citation, source: Source) -> GradeClass:
    """What the grade of a citation is worth."""
    letter, number = reliability(citation, source), citation.credibility
    if letter in ("D", "E") or number in (4, 5):
        return GradeClass.DOUBTFUL
    return GradeClass.GOOD if letter in ("A", "B") and number in (1, 2) else GradeClass.PLAIN


def is_fully_graded(citation: Citation, source: Source) -> bool:
    """Whether both halves of a grade are there."""
    return bool(reliability(citation, source)) and citation.credibility is not None


def grade_words(citation: Citation, source: Source) -> str:
    """The grade of a citation in words, "not graded" where it has none."""
    letter = RELIABILITY.get(reliability(citation, source), "")
    number = CREDIBILITY.get(citation.credibility or 0, "")
    if not letter and not number:
        return "not graded"
    return f"{grade(citation, source)}: " + ", ".join(word for word in (letter, number) if word)

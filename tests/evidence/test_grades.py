"""Grades by the two scales of AJP-2.1."""

import pytest

from flowviz.evidence import GradeClass, grade, grade_class, grade_words, is_fully_graded
from tests.evidence.made import cited, graded, source


def test_grades_are_told_in_the_words_of_the_scale() -> None:
    report = source("report")
    assert grade_words(cited("report", "B2"), report) == "B2: usually reliable, probably true"
    assert grade_words(cited("report"), report) == "not graded"
    assert grade_words(cited("report", "6"), report) == "6: truth cannot be judged"


def test_a_citation_has_the_reliability_of_its_source_where_it_sets_none() -> None:
    report = graded("report", "C")
    assert grade(cited("report", "2"), report) == "C2"
    assert grade(cited("report", "B2"), report) == "B2"
    assert grade(cited("report"), report) == "C"
    assert not is_fully_graded(cited("report"), report)
    assert is_fully_graded(cited("report", "6"), report)


@pytest.mark.parametrize(
    ("given", "worth"),
    [
        *((f"{letter}{number}", GradeClass.GOOD) for letter in "AB" for number in "12"),
        *((each, GradeClass.DOUBTFUL) for each in ("D1", "E2", "D", "E6", "A4", "B5", "4", "F5")),
        *((each, GradeClass.PLAIN) for each in ("A3", "C1", "F2", "B6", "F6", "A", "1", "")),
    ],
)
def test_a_grade_is_good_doubtful_or_plain(given: str, worth: GradeClass) -> None:
    assert grade_class(cited("report", given), source("report")) is worth

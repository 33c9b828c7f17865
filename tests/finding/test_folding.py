"""Words as they are compared: what is one word, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.finding.folding import joined, terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9P135M Konkurs", ["9p135m", "konkurs"]),
        ("AK-47", ["ak", "47"]),
        ("Łódź Straße ØRSTED", ["lodz", "strasse", "orsted"]),
        ("Конкурсы Ёлка", ["конкурсы", "елка"]),
        ("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", ["\u0645\u062d\u0645\u062f"]),
        ("\u06a9\u062a\u0627\u0628\u06cc", ["\u0643\u062a\u0627\u0628\u064a"]),
        ("中国人", ["中", "国", "人"]),
        ("soft\u00adhyphen \u202eturned", ["softhyphen", "turned"]),
        ("https://www.example.org/a_b?q=1", ["https", "www", "example", "org", "a", "b", "q", "1"]),
        ("\ue000\ue001 … \ud800", []),
    ],
)
def test_a_text_is_known_by_its_words_without_case_accents_and_signs(
    text: str, found: list[str]
) -> None:
    assert terms(text) == found


@given(st.text())
def test_the_words_with_places_are_those_without(text: str) -> None:
    found = words(text)
    assert [word.term for word in found] == terms(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    starts = [word.start for word in found]
    assert starts == sorted(starts)


@given(st.text())
def test_what_is_compared_stays_as_it_is_when_it_is_compared_again(text: str) -> None:
    once = terms(text)
    assert terms(" ".join(once)) == once


def test_designations_and_thousands_are_known_without_what_parts_them() -> None:
    assert [word.term for word in joined("an AK-47, a Mi\u20118 and 37,900,000 of it")] == [
        "ak47",
        "mi8",
        "37900000",
    ]
    assert list(joined("a long-range one, in 1,5 parts")) == []

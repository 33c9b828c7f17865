import pytest

from flowviz.importers.celltext import (
    clean,
    is_like_formula,
    is_marked,
    strict_number,
    year_of,
    years_of,
)


@pytest.mark.parametrize("text", ["0", "240", "37.9", "0.03", "000123"])
def test_plain_digits_are_a_number(text: str) -> None:
    assert strict_number(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1e4",
        "nan",
        "inf",
        "1_000",
        "1,5",
        "1.500,25",
        "-0",
        "+1",
        " 1",
        "\u0665",
        "5²",
        "9" * 5000,
    ],
)
def test_whatever_else_looks_like_a_number_is_none(text: str) -> None:
    assert strict_number(text) is None


def test_a_comma_is_a_decimal_mark_only_where_the_column_says_so() -> None:
    assert strict_number("6,5", has_decimal_comma=True) == "6.5"
    assert strict_number("1.500,25", has_decimal_comma=True) is None


@pytest.mark.parametrize("text", ["20155", "0000", "1", "197", "1970.0", "١٩٧٠", ""])
def test_a_year_is_four_digits_of_our_time(text: str) -> None:
    assert year_of(text) is None


def test_years_come_as_a_list_or_as_a_span() -> None:
    assert years_of("1979; 1980;1982") == "1979;1980;1982"
    assert years_of("1981-1983") == "1981/1983"
    assert years_of("1983-1981") is None
    assert years_of("1979;; 1980") is None


def test_hidden_characters_are_shown_and_never_dropped() -> None:
    text, odd = clean("Fran\u200bce\u202e")
    assert text == "Fran⟨U+200B⟩ce⟨U+202E⟩"
    assert "ZERO WIDTH SPACE" in odd
    assert clean("a\0b") == ("a⟨U+0000⟩b", "it holds the hidden character U+0000")


def test_spellings_of_one_letter_become_one_and_blanks_become_plain() -> None:
    assert clean(" Cafe\u0301\u00a0noir\t ") == ("Café noir", "")


def test_a_character_lost_before_is_told() -> None:
    text, odd = clean("T\ufffdrkiye")
    assert text == "T\ufffdrkiye"
    assert "U+FFFD" in odd


def test_marks_of_doubt_are_told_from_none_and_from_what_nobody_knows() -> None:
    assert all(is_marked(text) for text in ("?", "Yes", " x ", "est."))
    assert not any(is_marked(text) for text in ("", "No", "0", "false"))
    assert is_marked("perhaps") is None


def test_formulas_are_told_from_names_and_numbers() -> None:
    assert all(map(is_like_formula, ("=1+1", "=cmd|x", "@SUM(A1)", "+cmd", "-cmd")))
    assert not any(map(is_like_formula, ("", "-", "+49 30 1", "-5", "T-72", "a=b")))

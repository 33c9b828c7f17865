"""Patterns that meet strangers' text take time in step with its length, not with its square."""

import time

import pytest

from flowviz.importers import (
    celltext,
    charsets,
    entry_checks,
    graphs,
    header,
    json_table,
    mapping_toml,
    notation,
    pajek,
    rtf,
    sipri_rtf,
)

LENGTH = 200_000
CASES = (
    (celltext._YEAR_LIST_GAP.split, "1979{}x", " "),
    (charsets._WORDS.findall, "é 1 {}", "a"),
    (header._NUMBER.fullmatch, "{}x", "1"),
    (header._NUMBER.fullmatch, "{}x", " "),
    (header._NUMBER.fullmatch, "({}x", " 1"),
    (header._NUMBER.fullmatch, "1e{}x", "1"),
    (json_table._BLANK.match, "{}x", " "),
    (pajek._ZERO.fullmatch, "{}x", "0"),
    (pajek._TIME.search, "{}", "["),
    (pajek._TIME.search, "{}", "[a"),
    (pajek._LABEL.search, "{}", " l"),
    (pajek._LABEL.search, " l{}x", " "),
    (pajek._VERTEX.match, "1{}", " "),
    (pajek._VERTEX.match, '1 "{}', "a"),
    (pajek._COMMAND.match, "*{}", " "),
    (sipri_rtf._RECIPIENT_MARK.split, "x{}x", " "),
    (mapping_toml._DEEP_KEY.search, "{}", "a"),
    (mapping_toml._DEEP_KEY.search, "{}", '"'),
    (mapping_toml._DEEP_KEY.search, "a{}", " "),
    (entry_checks._ORIGINAL.fullmatch, '[[1,"{}', "a"),
    (entry_checks._ORIGINAL.fullmatch, '[[1,"{}', "\\"),
    (entry_checks._ORIGINAL.fullmatch, "[{}", '[1,""],'),
    (notation._DATES.fullmatch, "1999{}", ";1999"),
    (notation._AMOUNT.fullmatch, "{}x", "1"),
)
BYTES = (
    (graphs._BEGINS["gml"].search, b"\n"),
    (graphs._BEGINS["gml"].search, b" \r"),
    (graphs._BEGINS["pajek"].search, b"\n"),
    (graphs._BEGINS["pajek"].search, b"\n*\t"),
    (graphs._BEGINS["gexf"].search, b"<"),
    (rtf._TOKEN.findall, b"\\a"),
)


def seconds(search: object, text: object) -> float:
    begun = time.process_time()
    assert callable(search)
    search(text)
    return time.process_time() - begun


@pytest.mark.parametrize(("search", "text", "again"), CASES, ids=range(len(CASES)))
def test_a_pattern_takes_no_square_of_time(search: object, text: str, again: str) -> None:
    # The square of 200,000 steps takes over a minute; once through it takes milliseconds.
    assert seconds(search, text.replace("{}", again * (LENGTH // len(again)))) < 2, (text, again)


@pytest.mark.parametrize(("search", "again"), BYTES, ids=range(len(BYTES)))
def test_a_pattern_of_bytes_takes_no_square_of_time(search: object, again: bytes) -> None:
    assert seconds(search, again * (LENGTH // len(again))) < 2, again


def test_the_patterns_still_know_what_they_are_for() -> None:
    numbers = ("1", "-1", "(1,000)", "1 000.5 %", "1e5", " 7", "1.500,25?", "'12", "١٢")
    assert all(header._NUMBER.fullmatch(text) for text in numbers)
    assert not any(header._NUMBER.fullmatch(text) for text in ("", ".", "-", "1a", "1e", "%"))
    assert all(map(pajek._ZERO.fullmatch, ("0", "-0.00", "000", "0e5", ".0", "0.")))
    assert not any(map(pajek._ZERO.fullmatch, ("1", "0.01", "0x")))
    assert pajek._TIME.search("x [1-5,7] y")[0] == "[1-5,7]"  # type: ignore[index]
    assert celltext.years_of("1979 ; 1980;1981") == "1979;1980;1981"
    assert charsets._WORDS.findall("Österreich, Côte dIvoire") == ["Österreich", "Côte"]
    assert graphs._BEGINS["gml"].search(b"Creator x\r\n\r\n  graph\n[")
    assert graphs._BEGINS["pajek"].search(b"%note\r\n \n *Vertices 3")
    assert sipri_rtf._RECIPIENT_MARK.sub("", "  R: Peru") == "Peru"

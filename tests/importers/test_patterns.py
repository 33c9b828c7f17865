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
    (notation._DATES.fullmatch, "1999{}", ";1999"),
    (notation._AMOUNT.fullmatch, "{}x", "1"),
)
BYTES = (
    (entry_checks._ORIGINAL.fullmatch, b'[[1,"{}', b"a"),
    (entry_checks._ORIGINAL.fullmatch, b'[[1,"{}', b"\\"),
    (entry_checks._ORIGINAL.fullmatch, b"[{}", b'[1,""],'),
    (graphs._BEGINS["gml"].search, b"{}", b"\n"),
    (graphs._BEGINS["gml"].search, b"{}", b" \r"),
    (graphs._BEGINS["pajek"].search, b"{}", b"\n"),
    (graphs._BEGINS["pajek"].search, b"{}", b"\n*\t"),
    (graphs._BEGINS["gexf"].search, b"{}", b"<"),
    (rtf._TOKEN.findall, b"{}", b"\\a"),
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


@pytest.mark.parametrize(("search", "text", "again"), BYTES, ids=range(len(BYTES)))
def test_a_pattern_of_bytes_takes_no_square_of_time(
    search: object, text: bytes, again: bytes
) -> None:
    assert seconds(search, text.replace(b"{}", again * (LENGTH // len(again)))) < 2, (text, again)

"""Strangers' libraries: whatever they hold, they end in words, soon, and take nothing along."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.errors import ImportFileError
from flowviz.importers import limits
from flowviz.importers.run import read
from flowviz.importers.source_reading import SourceDraft, SourceReading
from flowviz.references import bibtex, csl_json, ris
from flowviz.references.csl import is_clean
from flowviz.references.met import items_in

Put = Callable[[str, bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Give a function that writes bytes into a file and gives its path."""

    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


def library(path: Path) -> SourceReading:
    reading = read(path)
    assert isinstance(reading, SourceReading)
    return reading


def words(reading: SourceReading) -> list[str]:
    return [finding.message for finding in reading.findings]


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.json", b'[{"id": "a", "type": "book"}]', "csl-json"),
        ("a.txt", b"\xef\xbb\xbf \n[ ]", "csl-json"),
        ("a.txt", b"% words\n@book{a, title={T}}", "bibtex"),
        ("a.bib", b"% nothing but a comment", "bibtex"),
        ("a.csv", b"\r\nTY  - BOOK\r\nER  - \r\n", "ris"),
        ("a.RIS", b"nothing that is RIS", "ris"),
        ("a.json", '[{"id": "ü", "type": "book"}]'.encode("utf-16"), "csl-json"),
    ],
)
def test_a_library_is_known_by_its_content_else_by_the_end_of_its_name(
    put: Put, name: str, data: bytes, format_: str
) -> None:
    assert library(put(name, data)).header.format == format_


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("deep.json", b"[" * 200_000, "nested too deep"),
        ("cut.json", b'[{"id": "a"}, {"id": \n', "Line 2"),
        ("comma.json", b'[{"id": "a"}\n\n{"id": "b"}]', "Line 3"),
        ("nan.json", b'[{"id": NaN}]', "NaN is no number"),
        ("digits.json", b'[{"id": ' + b"9" * 5_000 + b"}]", "Line 1"),
        ("zip.bib", b"PK\x03\x04", "archive is damaged"),
        ("empty.ris", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_one_line_of_words(
    put: Put, name: str, data: bytes, told: str
) -> None:
    with pytest.raises(ImportFileError, match=told) as caught:
        read(put(name, data))
    assert "\n" not in str(caught.value)


def test_a_library_beyond_all_bounds_is_refused(put: Put) -> None:
    vast = b'[{"id": "a", "title": "' + b"x" * limits.REFERENCES_BYTES + b'"}]'
    with pytest.raises(ImportFileError, match="64 MB"):
        read(put("vast.json", vast))


def test_a_line_of_many_megabytes_is_one_reference_that_is_skipped(put: Put) -> None:
    data = b'[{"id": "a", "title": "' + b"x" * 20_000_000 + b'"}, {"id": "b", "type": "book"}]'
    reading = library(put("line.json", data))
    assert [reference.item["id"] for reference in reading.references] == ["b"]
    assert words(reading) == ["it holds a text of 20,000,000 characters"]


def test_an_item_nested_deep_or_of_many_values_is_skipped_alone(put: Put) -> None:
    deep: list[object] = []
    for _ in range(50):
        deep = [deep]
    items = [{"id": "a", "x": deep}, {"id": "b", "author": [{}] * 50_000}, {"id": "c"}]
    reading = library(put("odd.json", json.dumps(items).encode()))
    assert [reference.item["id"] for reference in reading.references] == ["c"]
    assert words(reading) == ["the reference is nested too deep or too large"] * 2


def test_latex_bombs_are_text_and_nothing_is_run_or_read(put: Put) -> None:
    bombs = (
        rb"""
@string{a = "xxxxxxxxxx"}
@string{b = a # a # a # a # a # a # a # a # a # a}
@string{c = b # b # b # b # b # b # b # b # b # b}
@string{d = c # c # c # c # c # c # c # c # c # c}
@string{e = d # d # d # d # d # d # d # d # d # d}
@string{f = e # e # e # e # e # e # e # e # e # e}
@string{g = f # f # f # f # f # f # f # f # f # f}
@book{one, title = g # g # g # g # g # g # g # g # g # g # g # g}
@book{two, title = {\input{/etc/passwd}\write18{rm x}\def\x{\x\x}\x Title}}
@book{three, title = {"""
        + rb"{\'" * 90
        + b"x"
        + b"}" * 90
        + rb"""}}
@book{four, title = {"""
        + b"{" * 500
        + b"}" * 500
        + b"}}\n@book{five, crossref={five}}"
    )
    reading = library(put("bombs.bib", bombs))
    titles = {item["id"]: item.get("title") for _line, item in reading.references}
    assert set(titles) == {"one", "two", "three", "five"}
    assert "root:" not in str(titles)
    assert titles["two"].endswith("Title")
    assert any("nested too deep" in each for each in words(reading))


def test_an_entry_without_a_key_lends_nothing_to_entries_that_refer_to_none(put: Put) -> None:
    entries = (
        b"@book{, title={Nobody}, publisher={P}}\n@book{a, title={T}, crossref={}}\n"
        b"@misc{b, title={U}}"
    )
    references = library(put("keyless.bib", entries)).references
    told = [(item.get("title"), item.get("publisher")) for _line, item in references]
    assert told == [("Nobody", "P"), ("T", None), ("U", None)]


def test_scripts_bidi_and_control_characters_stay_text(put: Put) -> None:
    title = "<script>alert(1)</script> \u202egnp.exe\x1b[2J\x00 \ud800"
    reading = library(put("odd.json", json.dumps([{"id": "a", "title": title}]).encode()))
    (reference,) = reading.references
    assert reference.item["title"] == "<script>alert(1)</script> \u202egnp.exe[2J "
    assert words(reading) == ["control characters were taken out"]


@pytest.mark.parametrize(
    "frames",
    [
        [{"frame": "sources", "line": 1, "sources": []}],
        [{"frame": "header", "sort": "sources", "format": "../x", "encoding": "utf-8", "lines": 1}],
        ["HEADER", {"frame": "sources", "line": 1, "sources": [[1, {"id": "a\x00"}]]}],
        ["HEADER", {"frame": "sources", "line": 1, "sources": [[1, {"file": "/home/a"}]]}],
        ["HEADER", {"frame": "sources", "line": -1, "sources": []}],
        ["HEADER", {"frame": "sources", "line": 1, "sources": [[1, []]]}],
        ["HEADER", {"frame": "end", "sources": 1, "skipped": 0, "doubtful": 0}],
        ["HEADER", {"frame": "deals", "line": 1, "deals": []}],
    ],
)
def test_what_no_honest_reader_sends_ends_the_import(frames: list[object]) -> None:
    header = {
        "frame": "header",
        "sort": "sources",
        "format": "ris",
        "encoding": "utf-8",
        "lines": 1,
    }
    draft = SourceDraft()
    *honest, last = (header if frame == "HEADER" else frame for frame in frames)
    for frame in honest:
        draft.take(frame)
    with pytest.raises(ImportFileError, match="cannot be"):
        draft.take(last)


PIECES = st.lists(
    st.sampled_from(
        [*'@{}[](),=#"\\$%\n\r', "@book{a,", "TY  - BOOK\n", "ER  - \n", "AU  - ", "title = "]
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)


@settings(max_examples=150)
@given(PIECES)
def test_any_text_is_read_to_its_end_or_refused_in_words(text: str) -> None:
    for module in (bibtex, ris, csl_json):
        try:
            items = list(items_in(module.read(text)))
        except ImportFileError:
            continue
        assert all(map(is_clean, items))

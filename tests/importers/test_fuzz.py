"""Registers broken at random: problems or an error in words, never anything else."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.dossier import Dossier
from flowviz.errors import FlowvizError, ImportFileError
from flowviz.importers import import_file
from flowviz.importers.frames import body_of, parse_frame
from flowviz.importers.material import Material
from flowviz.importers.reader import frames_of
from flowviz.importers.reading import Draft
from tests.importers.conftest import DEALS_HEADER, DELIVERIES_HEADER

CORPUS = Path(__file__).with_name("bad_sipri.csv").read_bytes()
DELIVERIES = (
    f"{DELIVERIES_HEADER}\n"
    "3622,Algeria,Angola,N-262,transport,Aircraft,1980,No,4,No,1980,No,Used,3.75,1.5,6,No\n"
    "25934,Peru,Honduras,MO-120,mortar,Artillery,1980,Yes,20,Yes,1981,Yes,New,0.25,0.25,5,No\n"
    "25934,Peru,Honduras,MO-120,mortar,Artillery,1980,Yes,20,Yes,1982,Yes,New,0.25,0.25,5,No\n"
).encode()
NASTY = (
    b"\0", b'"', b"\n", b"\r", b"\r\n", b",", b";", b"\t", b"?", b"\xff", b"\xef\xbb\xbf", b"\x81",
    b"9" * 400, b"1e400", b"\xe2\x80\xae", "e\u0301".encode(), b"=1", b"()", b"-", b"..", b"//",
    "\u0665".encode(), b"\xed\xa0\x80", b"\xff\xfe",
)  # fmt: skip

CELLS = st.text(st.characters(exclude_characters="\r\n"), max_size=12)


def parsed(data: bytes) -> Draft:
    """Take bytes through the reader and through the checks of its parent, as frames in between."""
    draft = Draft()
    for frame in frames_of(Material(data)):
        draft.take(parse_frame(body_of(frame)))
    return draft


def outcome(data: bytes) -> tuple[Draft | None, str]:
    """Give what the bytes come to: a draft, or why there is none."""
    try:
        return parsed(data), ""
    except ImportFileError as error:
        return None, str(error)


def mutated(data: bytes, random_: random.Random, most: int = 30) -> bytes:
    """Change, take out and add bytes at up to ``most`` places."""
    for _ in range(random_.randint(1, most)):
        at, length = random_.randrange(len(data) + 1), random_.randrange(12)
        middle = random_.choice((b"", random_.choice(NASTY), random_.randbytes(length)))
        data = data[:at] + middle + data[at + length :]
    return data


@pytest.mark.parametrize("seed", range(150))
def test_mutated_registers_are_read_or_refused(seed: int) -> None:
    random_ = random.Random(seed)
    for original in (CORPUS, DELIVERIES):
        data = mutated(original, random_)
        draft, refusal = outcome(data)
        assert "The reader sent" not in refusal  # what its parent must not believe
        if draft is None:
            continue
        lines = data.count(b"\n") + data.count(b"\r") + 1
        assert all(0 <= finding.line <= lines for finding in draft.findings)
        with draft.reading("") as reading:
            assert all(1 <= entry.line <= lines for entry in reading.entries())


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from((DEALS_HEADER, DELIVERIES_HEADER)),
    st.lists(st.lists(CELLS, max_size=19), max_size=6),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("utf-8", "utf-16", "utf-8-sig")),
)
def test_any_cells_under_a_header_are_read(
    header: str, rows: list[list[str]], end: str, encoding: str
) -> None:
    text = end.join([header, *(",".join(row) for row in rows)]) + end
    data = text.encode(encoding, "surrogatepass" if encoding != "utf-16" else "replace")
    draft, refusal = outcome(data)
    assert draft is not None or any(
        words in refusal for words in ("zero bytes", "UTF", "no format", "none of the first")
    ), refusal


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(ImportFileError):
        parsed(data)


@pytest.mark.parametrize("seed", range(6))
def test_mutated_registers_go_through_the_whole_import(
    seed: int, tmp_path: Path, dossier: Dossier
) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(mutated(CORPUS, random.Random(1000 + seed)))
    try:
        summary = import_file(dossier, path)
    except FlowvizError:
        assert dossier.counts().transfers == 0
    else:
        assert dossier.counts().transfers == summary.added

"""Every format, broken at random: problems or an error in words, never a crash, never a hang."""

import io
import json
import random
import re
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from flowviz.errors import ImportFileError
from flowviz.importers import formats
from flowviz.importers.frames import body_of, parse_frame
from flowviz.importers.material import Material
from flowviz.importers.reader import frames_of
from flowviz.importers.reading import Draft
from flowviz.importers.source_reading import SourceDraft, is_of_sources
from tests.importers.seeds import SEEDS, Seed
from tests.importers.test_fuzz import mutated

INPUTS = 500
INPUTS_LONG = 5_000
PLACES = 6
PATIENCE_S = 20
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = re.compile(rb'(?<=")[^"<>{}]*(?=")|(?<=>)[^<>]+(?=<)')
ODD_TEXTS = (
    *("", "1e400", "-1", "9" * 400, "nan", "1 000,5", "\u202eabc", "e\u0301", "=1+1", "World"),
    *("0", "2", "1979;1981", "31.02.2015", "unknown", "javascript:alert(1)", "a" * 20_000),
)

every_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Fail what hangs; where the system has no such clock, pytest's own patience is left."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise TimeoutError(f"{what} hangs")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def broken(seed: Seed, random_: random.Random) -> Material:
    """Give a file, its companions or its sheet with bytes changed, lost and added."""
    data, companions = seed.data, dict(seed.companions)
    if random_.random() < 0.3 and TEXTS.search(data):
        data = with_odd_text(data, random_)
        return Material(data, seed.name, companions, seed.mapping)
    if companions and random_.random() < 0.3:
        name = random_.choice(sorted(companions))
        companions[name] = mutated(companions[name], random_, PLACES)
    elif seed.name.endswith(".xlsx") and random_.random() < 0.8:
        data = with_broken_sheet(data, random_)
    else:
        data = mutated(data, random_, PLACES)
    return Material(data, seed.name, companions, seed.mapping)


def with_odd_text(data: bytes, random_: random.Random) -> bytes:
    """Give a file that is built as it must be, with something odd in a place of its texts."""
    place = random_.choice(list(TEXTS.finditer(data)))
    return data[: place.start()] + random_.choice(ODD_TEXTS).encode() + data[place.end() :]


def with_broken_sheet(data: bytes, random_: random.Random) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == SHEET:
                change = random_.choice((with_odd_text, mutated))
                part = change(part, random_)
            new.writestr(name, part)
    return whole.getvalue()


def check(material: Material, format_name: str | None) -> bool:
    """Take a file through the reader and its parent's checks; tells whether it was read."""
    draft: Draft | SourceDraft | None = None
    try:
        for frame in frames_of(material, format_name):
            if draft is None:
                draft = SourceDraft() if is_of_sources(frame) else Draft()
            draft.take(parse_frame(body_of(frame)))
    except ImportFileError as error:
        words = str(error)
        assert words
        assert "The reader sent" not in words, words  # what its parent must not believe
        return False
    if not isinstance(draft, Draft):
        return True
    with draft.reading("") as reading:
        entries = list(reading.entries())
        assert len(entries) == reading.count
        for entry in entries:
            assert entry.supplier or entry.supplier_code
            assert entry.recipient or entry.recipient_code
            assert len({figure.suffix for figure in entry.figures}) == len(entry.figures)
            assert isinstance(json.loads(entry.original or "[]"), list)
        assert len(reading.findings) <= sum(reading.counts.values())
    return True


def fuzz(seed: Seed, inputs: int, begin: int) -> None:
    read = 0
    for number in range(inputs):
        random_ = random.Random(begin + number)
        material = broken(seed, random_)
        with patience(f"{seed.name}, seed {begin + number}"):
            try:
                read += check(material, random_.choice((seed.format, None)))
            except AssertionError as error:
                raise AssertionError(f"{seed.name}, seed {begin + number}: {error}") from error
    assert read, "nothing was read: the bytes are broken beyond what tests anything"


@every_seed
def test_what_is_not_broken_is_read(seed: Seed) -> None:
    material = Material(seed.data, seed.name, seed.companions, seed.mapping)
    assert check(material, None)
    assert check(material, seed.format)


def test_every_format_has_a_seed() -> None:
    assert {seed.format for seed in SEEDS} == {
        *(each.name for each in formats.READERS),
        formats.MAPPED.name,
    }


@every_seed
def test_mutated_files_are_read_or_refused(seed: Seed) -> None:
    fuzz(seed, INPUTS, 0)


@pytest.mark.long
@every_seed
def test_five_thousand_mutated_files_are_read_or_refused(seed: Seed) -> None:
    fuzz(seed, INPUTS_LONG, INPUTS)

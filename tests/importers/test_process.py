"""The reader process: what it answers, how it dies, and that it never takes the program along."""

import json
import os
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from flowviz import paths
from flowviz.errors import CancelledError, ImportFileError, UsageError
from flowviz.importers import limits, process, run
from flowviz.importers.case_reading import CaseDraft
from flowviz.importers.entries import Header
from flowviz.importers.reading import Reading
from flowviz.importers.run import look, read, read_known
from flowviz.importers.survey import Survey
from tests.importers.conftest import DEALS_HEADER, Write

ROW = "Peru,France,1970,,5,,A,tank,5,,1971,New,,2,10,10"
HELLO = """
import sys, struct, json, time, os
out = sys.stdout.buffer
def say(b):
    out.write(struct.pack('>I', len(b)) + b)
    out.flush()
"""


@pytest.fixture
def impostor(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Give a function that puts a script in the place of the reader."""

    def put(script: str) -> None:
        monkeypatch.setattr(paths, "program", lambda: [sys.executable, "-c", HELLO + script])

    return put


def test_a_file_is_read_in_another_process(write: Write) -> None:
    reading = read(write(DEALS_HEADER, ROW))
    assert [entry.designation for entry in reading.entries()] == ["A"]
    assert reading.header.format == "sipri-deals"
    assert reading.rows == 1


def test_an_unknown_format_is_a_wrong_word(write: Write) -> None:
    with pytest.raises(UsageError, match="sipri-deals"):
        read(write(DEALS_HEADER, ROW), "xlsx")


def test_a_format_that_the_file_is_not_in_is_told(write: Write) -> None:
    with pytest.raises(ImportFileError, match="lacks the column"):
        read(write(DEALS_HEADER, ROW), "sipri-deliveries")


def test_what_is_no_readable_file_is_told_in_one_line(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    for path, words in (
        (tmp_path, "folder"),
        (tmp_path / "missing.csv", "No such file"),
        *(((fifo, "not a file"),) if hasattr(os, "mkfifo") else ()),
    ):
        if path == fifo:
            os.mkfifo(fifo)
        with pytest.raises(ImportFileError, match=words) as caught:
            read(path)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_an_unreadable_file_is_told(write: Write) -> None:
    path = write(DEALS_HEADER, ROW)
    path.chmod(0)
    with pytest.raises(ImportFileError, match="denied"):
        read(path)


def test_a_file_beyond_all_bounds_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "vast.csv"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(ImportFileError, match="MB"):
        read(path)


def test_cancel_ends_a_reader_that_answers_nothing(impostor, write: Write) -> None:  # type: ignore[no-untyped-def]
    impostor("time.sleep(60)")
    cancelled = threading.Event()
    timer = threading.Timer(0.5, cancelled.set)
    timer.start()
    with pytest.raises(CancelledError):  # a reader that is waited for answers, and raises nothing
        read(write(DEALS_HEADER, ROW), is_cancelled=cancelled.is_set)
    timer.join()


def test_a_silent_reader_is_stopped(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    impostor("time.sleep(60)")
    monkeypatch.setattr(process, "SILENCE_SECONDS", 0.5)
    with pytest.raises(ImportFileError, match="said nothing"):
        read(write(DEALS_HEADER, ROW))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("raise MemoryError", "out of memory"),
        ("os.abort()", "out of memory"),
        ("raise KeyError('x')", "KeyError"),
        ("sys.exit(3)", "exit code 3"),
        ("out.write(b'\\0\\0'); out.flush()", "middle of its answer"),
        ("out.write(b'\\x7f\\xff\\xff\\xff' + b'x' * 100); out.flush()", "not believed"),
        ("out.write(b'\\0\\0\\0\\x10{}'); out.flush()", "middle of its answer"),
        ("say(b'{'); time.sleep(9)", "not its language"),
        ("say(b'[' * 100000); time.sleep(9)", "not its language"),
        ("say(b'[]'); time.sleep(9)", "cannot be"),
        ('say(b\'{"frame":"deals","deals":[]}\'); time.sleep(9)', "a header"),
        (
            "say(json.dumps({'frame':'error','message':'Bad\\nnews'}).encode()); time.sleep(9)",
            "a text",
        ),
        ("say(json.dumps({'frame':'error','message':'Bad news.'}).encode())", "Bad news"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_reader_that_fails_or_lies_is_an_error_in_words(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    script: str,
    words: str,
) -> None:
    impostor(script)
    with pytest.raises(ImportFileError, match=words) as caught:
        read(write(DEALS_HEADER, ROW))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("register.csv: ")


def test_a_reader_that_talks_without_end_is_stopped(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "OUTPUT_BYTES", 10_000)
    header = {"frame": "header", **asdict(Header("sipri-deals", lines=2))}
    impostor(
        f"say({json.dumps(header)!r}.encode())\n"
        'while True: say(b\'{"frame":"entries","line":1,"sources":[],"entries":[]}\')'
    )
    with pytest.raises(ImportFileError, match="more of the file than can be kept"):
        read(write(DEALS_HEADER, ROW))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_reader_can_neither_write_nor_take_the_memory(impostor, write: Write) -> None:  # type: ignore[no-untyped-def]
    impostor(
        "from flowviz.importers import sandbox; sandbox.restrict()\n"
        "said=[]\n"
        "try: open(os.devnull+'x','w').write('x')\n"
        "except OSError: said.append('no file')\n"
        "try:\n f=open('/tmp/flowviz-reader-test','wb'); f.write(b'x'); f.close()\n"
        "except OSError: said.append('no bytes')\n"
        "try: bytearray(3*2**30)\n"
        "except MemoryError: said.append('no memory')\n"
        "say(json.dumps({'frame':'error','message':', '.join(said)}).encode())"
    )
    with pytest.raises(ImportFileError, match="no bytes, no memory"):
        read(write(DEALS_HEADER, ROW))
    Path("/tmp/flowviz-reader-test").unlink(missing_ok=True)


def test_the_reader_knows_no_window_no_database_and_no_arrays() -> None:
    import subprocess

    script = (
        "import sys, flowviz.importers.reader; print(sorted(m for m in sys.modules"
        " if m.partition('.')[0] in ('PySide6','pyqtgraph','apsw','numpy','networkx','pickle')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_a_reader_that_cannot_be_started_is_told(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "program", lambda: ["/nowhere/flowviz"])
    with pytest.raises(ImportFileError, match="could not be started"):
        read(write(DEALS_HEADER, ROW))


def test_a_strangers_folder_lends_the_reader_no_modules(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(DEALS_HEADER, ROW)
    for name in ("json.py", "csv.py", "flowviz.py"):
        (path.parent / name).write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(path.parent)
    assert read(path).count == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_cancel_ends_a_reader_that_has_closed_its_mouth_and_lives_on(
    impostor, write: Write
) -> None:  # type: ignore[no-untyped-def]
    impostor("os.close(1); time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        read(write(DEALS_HEADER, ROW), is_cancelled=lambda: time.monotonic() > begun + 1.5)
    assert time.monotonic() - begun < 4


def test_empty_frames_count_for_more_than_their_length(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "OUTPUT_BYTES", 200_000)
    header = {"frame": "header", **asdict(Header("sipri-deals", lines=2))}
    empty = b'{"frame":"entries","line":1,"sources":[]}'
    impostor(
        f"say({json.dumps(header)!r}.encode())\n"
        f"for _ in range(1_000): say({empty!r})\ntime.sleep(60)"
    )
    with pytest.raises(ImportFileError, match="more of the file than can be kept"):
        read(write(DEALS_HEADER, ROW))


def test_what_is_kept_in_memory_may_be_less(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CaseDraft, "MOST_BYTES", 100_000)
    header = {"frame": "header", "sort": "case", "encoding": "utf-8", "lines": 1, "version": 1}
    records = {"frame": "records", "line": 1, "records": [["transfers", {}]] * 5_000}
    impostor(
        f"say({json.dumps({**header, 'title': ''})!r}.encode())\n"
        f"while True: say({json.dumps(records)!r}.encode())"
    )
    with pytest.raises(ImportFileError, match="more of the file than can be kept"):
        read(write(DEALS_HEADER, ROW))


def test_a_case_of_tiny_lists_takes_no_gigabytes(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CaseDraft, "MOST_VALUES", 100_000)
    header = {"frame": "header", "sort": "case", "encoding": "utf-8", "lines": 1, "version": 1}
    records = {"frame": "records", "line": 1, "records": [["transfers", [[]] * 30_000]]}
    impostor(
        f"say({json.dumps({**header, 'title': ''})!r}.encode())\n"
        f"for _ in range(9): say({json.dumps(records)!r}.encode())\ntime.sleep(60)"
    )
    with pytest.raises(ImportFileError, match="more of the file than can be kept"):
        read(write(DEALS_HEADER, ROW))


TABLE = b"Supplier,Recipient,Item,Quantity,Unit,Year\nBelarus,Bulgaria,x,240,pieces,2015\n"


def test_a_file_is_read_at_once_or_looked_at_where_it_needs_a_mapping(
    write: Write, tmp_path: Path
) -> None:
    known = read_known(write(DEALS_HEADER, ROW))
    assert isinstance(known, Reading)
    with known:
        assert [entry.designation for entry in known.entries()] == ["A"]
    table = tmp_path / "table.csv"
    table.write_bytes(TABLE)
    survey = read_known(table)
    assert isinstance(survey, Survey)
    assert survey.names[0] == "supplier"
    assert survey.mapping is not None


def test_a_survey_that_nobody_asked_for_is_not_believed(
    impostor,  # type: ignore[no-untyped-def]
    write: Write,
) -> None:
    impostor('say(b\'{"frame":"survey"}\'); time.sleep(9)')
    with pytest.raises(ImportFileError, match="a header"):
        read(write(DEALS_HEADER, ROW))
    with pytest.raises(ImportFileError, match="a survey"):
        read_known(write(DEALS_HEADER, ROW))


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"bad\xff.csv", "bad\u27e8U+DCFF\u27e9.csv"),
        (b"new\nline.csv", "new\u27e8U+000A\u27e9line.csv"),
        ("\u202egnp.csv".encode(), "\u27e8U+202E\u27e9gnp.csv"),
        (b"\x1b[31m.csv", "\u27e8U+001B\u27e9[31m.csv"),
        (b"-x.csv", "-x.csv"),
        (b"a" * 250 + b".csv", "a" * 250 + ".csv"),
    ],
)
def test_a_file_of_any_name_is_read_and_told_in_one_line(
    tmp_path: Path, name: bytes, told: str
) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(TABLE)
    mapping = look(path).mapping
    reading = read(path, mapping=mapping)
    assert isinstance(reading, Reading)
    with reading:
        assert (reading.count, reading.file_name) == (1, told)
    path.write_bytes(b"\0" * 100)
    with pytest.raises(ImportFileError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{told}: ")
    path.unlink()
    with pytest.raises(ImportFileError) as caught:
        read(path)
    assert str(caught.value).isprintable()


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
def test_what_lies_beside_a_file_neither_stops_it_nor_points_elsewhere(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.write_text("an informant")
    folder = tmp_path / "unpacked"
    folder.mkdir()
    table = folder / "table.csv"
    table.write_bytes(TABLE)
    (folder / os.fsdecode(b"country_codes\xff.csv")).write_bytes(b"x")
    (folder / "country_codes_\n.csv").write_bytes(b"x")
    (folder / "country_codes_2.csv").symlink_to(private)
    (folder / "country_codes_3.csv").mkdir()
    os.mkfifo(folder / "country_codes_4.csv")
    (folder / "country_codes_5.csv").write_bytes(b"codes")
    assert dict(run._companions(table)) == {"country_codes_5.csv": b"codes"}
    assert look(table).names[0] == "supplier"

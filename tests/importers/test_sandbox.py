"""The reader is shut in: what a captured one would try is refused, from inside."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flowviz import paths
from flowviz.importers import frames, sandbox, seccomp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these locks are Linux's")

GUARDS = sandbox.guards() if sys.platform == "linux" else sandbox.Guards(False, 0, False)
needs_landlock = pytest.mark.skipif(not GUARDS.landlock, reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(not GUARDS.has_seccomp, reason="this kernel has no seccomp")

INSIDE = """
import os, socket, subprocess, sys, threading
from pathlib import Path
from flowviz.importers import sandbox
sandbox.restrict()
home, outside, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "contacts.txt").write_text("an informant")
    return folder


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def inside(script: str, home: Path, outside: Path, port: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INSIDE + script, str(home), str(outside), str(port)],
        capture_output=True,
        text=True,
        timeout=60,
    )


READING = {
    "a file of the user": "(home / 'contacts.txt').read_text()",
    "a list of the user's files": "os.listdir(home)",
    "the accounts": "open('/etc/passwd').read()",
    "another process": "open('/proc/1/environ').read()",
    "the folder of a checkout": "os.listdir(Path(sandbox.flowviz.__file__).parent.parent.parent)",
}
DOING = {
    "making a file": "(outside / 'new').write_text('x')",
    "changing a file": "open(home / 'contacts.txt', 'a')",
    "opening for both": "os.open(home / 'contacts.txt', os.O_RDWR)",
    "making a folder": "(outside / 'new').mkdir()",
    "taking away a file": "(home / 'contacts.txt').unlink()",
    "moving a file": "os.rename(home / 'contacts.txt', outside / 'taken')",
    "cutting a file": "os.truncate(home / 'contacts.txt', 0)",
    "linking": "os.symlink(home, outside / 'link')",
    "TCP": "socket.create_connection(('127.0.0.1', port), 5)",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "IPv6": "socket.socket(socket.AF_INET6)",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "exec": "os.execv(sys.executable, [sys.executable, '-c', ''])",
    "fork": "os.fork()",
    "a subprocess": "subprocess.run([sys.executable, '-c', ''])",
    "a program without fork": "os.posix_spawn(sys.executable, [sys.executable, '-c', ''], {})",
    "a signal to another": "os.kill(os.getppid(), 0)",
    "a signal to all of its group": "os.kill(0, 0)",
    "a signal to everybody": "os.kill(-1, 0)",
    "a signal to another when a pipe has news": (
        "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())"
    ),
    "which signal that is": "import fcntl; fcntl.fcntl(0, fcntl.F_SETSIG, 9)",
    "a file without a name": "os.memfd_create('x')",
}


@needs_landlock
@pytest.mark.parametrize("what", READING)
def test_reading_elsewhere_is_refused(what: str, home: Path, tmp_path: Path, port: int) -> None:
    done = inside(READING[what], home, tmp_path, port)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@needs_seccomp
@pytest.mark.parametrize("what", DOING)
def test_doing_anything_is_refused(what: str, home: Path, tmp_path: Path, port: int) -> None:
    done = inside(DOING[what], home, tmp_path, port)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr
    assert (home / "contacts.txt").read_text() == "an informant"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]


@pytest.mark.parametrize(
    "what",
    [
        "__import__('networkx'), __import__('csv'), __import__('decimal')",
        "threading.Thread(target=print).start()",
        "os.kill(os.getpid(), 0)",
        "__import__('flowviz.paths').paths.resource('actors', 'actors.json').read_bytes()",
        "sys.exit(0)",
    ],
)
def test_what_a_reader_needs_is_allowed(what: str, home: Path, tmp_path: Path, port: int) -> None:
    done = inside(what, home, tmp_path, port)
    assert (done.returncode, done.stderr) == (0, "")


@needs_landlock
@needs_seccomp
def test_the_reader_has_shut_itself_in_before_its_first_byte() -> None:
    with subprocess.Popen(
        [*paths.program(), "--reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        try:
            status = Path(f"/proc/{reader.pid}/status")
            deadline = time.monotonic() + 30
            while "Seccomp:\t2" not in (text := status.read_text()):
                assert time.monotonic() < deadline, text
                time.sleep(0.02)
            assert re.search(r"NoNewPrivs:\s+1", text)
        finally:
            reader.kill()


@needs_seccomp
def test_calls_are_each_refused_once_and_none_that_a_reader_makes() -> None:
    for machine in ("x86_64", "aarch64"):
        numbers = list(seccomp._refused(machine))
        assert len(numbers) == len(set(numbers)) > 100
        instructions = list(seccomp._filter(machine, 4711))
        assert len(instructions) < 4096  # BPF_MAXINSNS
        assert all(len(step) == 8 for step in instructions)
    # read, write, mmap, brk, futex, exit_group; openat, clone and kill are looked at more closely.
    assert not {0, 1, 9, 12, 202, 231, 257, 56, 62} & set(seccomp._refused("x86_64"))
    assert not {63, 64, 222, 214, 98, 94, 56, 220, 129} & set(seccomp._refused("aarch64"))


@needs_seccomp
def test_threads_that_run_already_are_shut_in_too(home: Path, tmp_path: Path, port: int) -> None:
    script = """
import os, socket, sys, threading
from flowviz.importers import sandbox
go, said = threading.Event(), []
def work():
    go.wait()
    try:
        socket.socket()
    except PermissionError:
        said.append("refused")
thread = threading.Thread(target=work)
thread.start()
sandbox.restrict()
go.set()
thread.join()
sys.exit(said != ["refused"])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_lock_that_does_not_close_ends_the_reading() -> None:
    script = """
import sys
from flowviz.importers import reader, sandbox
def broken(*_):
    raise OSError(1, "Operation not permitted")
sandbox.landlock.restrict_to = sandbox.seccomp.restrict = broken
sandbox.guards = lambda: sandbox.Guards(False, 7, True)
sys.exit(reader.main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, input=b"", timeout=60
    )
    message = frames.parse_frame(done.stdout[4:])
    assert message["frame"] == "error"
    assert "could not shut itself in" in message["message"]

"""The reader process as its parent sees it: fed by one thread, heard by another, killed in time."""

import contextlib
import hashlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import flowviz
from flowviz import paths
from flowviz.errors import ImportFileError
from flowviz.importers import frames
from flowviz.importers.findings import shown
from flowviz.importers.limits import OUTPUT_BYTES, SILENCE_SECONDS

_CHUNK_BYTES = 2**18
_FRAMES_WAITING = 8
_LAST_WORDS_BYTES = 4096
_GLANCE_SECONDS = 0.05
_FRAME_BYTES = 500
"""What a frame counts for beyond its length, so that there are not millions of empty ones."""
_PARTING_SECONDS = 5.0


class ReaderProcess:
    """One reader at work on one open file; leave the ``with`` block and it is gone.

    ``order`` says what it is to do (see ``reader``); ``companions`` are handed in with the file, by
    name. ``answers`` gives the bodies of its frames, None where it is still busy; ``heard`` is
    how many bytes those were so far, ``values`` how many values of JSON they may hold.
    """

    def __init__(
        self, file: IO[bytes], size: int, order: Mapping[str, Any], companions: Mapping[str, bytes]
    ) -> None:
        self._file = file
        self._companions = companions
        sizes = [[name, len(data)] for name, data in companions.items()]
        self._order = {**order, "size": size, "companions": sizes}
        self._digest = hashlib.sha256()
        self._frames: queue.Queue[bytes | ImportFileError | None] = queue.Queue(_FRAMES_WAITING)
        self._last_words = b""
        self._last_sign = time.monotonic()
        self._is_over = threading.Event()
        self.heard = self.values = 0

    def __enter__(self) -> "ReaderProcess":
        self._process = _started()
        self._threads = [
            threading.Thread(target=work, name=f"reader-{work.__name__}")
            for work in (self._feed, self._listen, self._overhear)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    @property
    def sha256(self) -> str:
        """The digest of the bytes that the reader was given."""
        return self._digest.hexdigest()

    def answers(self) -> Iterator[bytes | None]:
        """Give the frames as they come, None every now and then in between.

        Raises
        ------
        ImportFileError
            When the reader says too much, or nothing for too long.
        """
        while True:
            try:
                body = self._frames.get(timeout=_GLANCE_SECONDS)
            except queue.Empty:
                if time.monotonic() - self._last_sign > SILENCE_SECONDS:
                    waited = f"{SILENCE_SECONDS:.0f} seconds"
                    message = f"The reader said nothing for {waited} and was stopped."
                    raise ImportFileError(message) from None
                yield None
                continue
            if isinstance(body, ImportFileError):
                raise body
            if body is None:
                yield from self._parting()
                return
            self.heard += len(body) + _FRAME_BYTES
            self.values += frames.most_values(body)
            if self.heard > OUTPUT_BYTES:
                raise ImportFileError("The reader made more of the file than can be kept.")
            yield body

    def _parting(self) -> Iterator[None]:
        """Give None until it has ended, or has had its time to."""
        until = time.monotonic() + _PARTING_SECONDS
        while self._process.poll() is None and time.monotonic() < until:
            time.sleep(_GLANCE_SECONDS)
            yield None

    def why_it_died(self) -> str:
        """Say in one line why the reader ended before its answer did."""
        code = self._process.poll()
        if code is None:
            return "The reader stopped answering."
        self._threads[-1].join(_PARTING_SECONDS)
        words = self._last_words.decode("utf-8", "replace").strip().splitlines()
        last = shown(words[-1]) if words else ""
        if "MemoryError" in last or code == -signal.SIGABRT:
            return "The file made the reader run out of memory."
        if sys.platform != "win32" and code in (-signal.SIGXCPU, -signal.SIGKILL):
            return "The file took the reader too long or too much memory; the system stopped it."
        if code < 0:
            return f"The file made the reader crash (signal {-code})."
        return f"The reader failed on this file ({last or f'exit code {code}'})."

    def _feed(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        # A reader that has seen enough closes its end; what it says then counts, not this.
        with contextlib.suppress(OSError, ValueError):
            frames.write_frame(stream, self._order)
            while not self._is_over.is_set():
                chunk = self._file.read(_CHUNK_BYTES)
                if not chunk:
                    break
                self._digest.update(chunk)
                stream.write(chunk)
                self._last_sign = time.monotonic()
            for data in self._companions.values():
                stream.write(data)
            stream.close()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while body := frames.read_frame(stream):
                self._last_sign = time.monotonic()
                self._hand_over(body)
        except ImportFileError as error:
            self._hand_over(error)
        except (OSError, ValueError):
            pass  # the stream was closed under it: the process is being ended
        self._hand_over(None)

    def _hand_over(self, body: bytes | ImportFileError | None) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(queue.Full):
                self._frames.put(body, timeout=_GLANCE_SECONDS)
                return

    def _overhear(self) -> None:
        stream = self._process.stderr
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            while words := os.read(stream.fileno(), _LAST_WORDS_BYTES):
                self._last_words = (self._last_words + words)[-_LAST_WORDS_BYTES:]


def _started() -> subprocess.Popen[bytes]:
    # "python -m" looks for modules where it is started: never among a stranger's files.
    home = None if paths.is_frozen() else Path(flowviz.__file__).resolve().parent.parent
    try:
        return subprocess.Popen(
            [*paths.program(), "--reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ImportFileError(f"The reader could not be started: {error.strerror}.") from error

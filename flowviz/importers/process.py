"""Processes of this program as their parent sees them: fed by one thread, heard by another, killed.

One reads a file (``reader``), one makes rows of what was read (``row_maker``).
"""

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
from typing import IO, Any, Self

import flowviz
from flowviz import paths
from flowviz.errors import ImportFileError
from flowviz.importers import frames
from flowviz.importers.findings import shown
from flowviz.importers.limits import FRAME_BYTES, OUTPUT_BYTES, SILENCE_SECONDS

_CHUNK_BYTES = 2**18
_PIPE_BYTES = 2**20
_FRAMES_WAITING = 8
_LAST_WORDS_BYTES = 4096
_GLANCE_SECONDS = 0.05
_FRAME_BYTES = 500
"""What a frame counts for beyond its length, so that there are not millions of empty ones."""
_PARTING_SECONDS = 5.0


class Process:
    """Another process of this program, at work on what it is fed, gone at the end of ``with``.

    ``switch`` is what it is started with, ``who`` what it is called. ``answers`` gives the bodies
    of its frames of up to ``most`` bytes, None where it is still busy.
    """

    def __init__(self, switch: str, who: str, most: int) -> None:
        self._switch, self._who, self._most = switch, who, most
        self._frames: queue.Queue[bytes | ImportFileError | None] = queue.Queue(_FRAMES_WAITING)
        self._last_words = b""
        self._last_sign = time.monotonic()
        self._is_over = threading.Event()

    def __enter__(self) -> Self:
        self._process = _started(self._switch, self._who)
        self._threads = [
            threading.Thread(target=work, name=f"{self._switch[2:]}-{work.__name__}")
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

    def food(self) -> Iterator[bytes]:
        """Give what it is fed, on a thread of its own."""
        raise NotImplementedError

    def answers(self) -> Iterator[bytes | None]:
        """Give the frames as they come, None every now and then in between.

        Raises
        ------
        ImportFileError
            When it says too much at once, or nothing for too long.
        """
        while True:
            try:
                body = self._frames.get(timeout=_GLANCE_SECONDS)
            except queue.Empty:
                if time.monotonic() - self._last_sign > SILENCE_SECONDS:
                    waited = f"{SILENCE_SECONDS:.0f} seconds"
                    message = f"{self._who} said nothing for {waited} and was stopped."
                    raise ImportFileError(message) from None
                yield None
                continue
            if isinstance(body, ImportFileError):
                raise body
            if body is None:
                yield from self._parting()
                return
            yield body

    def _parting(self) -> Iterator[None]:
        """Give None until it has ended, or has had its time to."""
        until = time.monotonic() + _PARTING_SECONDS
        while self._process.poll() is None and time.monotonic() < until:
            time.sleep(_GLANCE_SECONDS)
            yield None

    def why_it_died(self) -> str:
        """Say in one line why it ended before its answer did."""
        code = self._process.poll()
        if code is None:
            return f"{self._who} stopped answering."
        self._threads[-1].join(_PARTING_SECONDS)
        words = self._last_words.decode("utf-8", "replace").strip().splitlines()
        last = shown(words[-1]) if words else ""
        who = self._who[0].lower() + self._who[1:]
        if "MemoryError" in last or code == -signal.SIGABRT:
            return f"The file made {who} run out of memory."
        if sys.platform != "win32" and code in (-signal.SIGXCPU, -signal.SIGKILL):
            return f"The file took {who} too long or too much memory; the system stopped it."
        if code < 0:
            return f"The file made {who} crash (signal {-code})."
        return f"{self._who} failed on this file ({last or f'exit code {code}'})."

    def _feed(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        # One that has seen enough closes its end; what it says then counts, not this.
        with contextlib.suppress(OSError, ValueError), contextlib.closing(stream):
            for chunk in self.food():
                if self._is_over.is_set():
                    break
                stream.write(chunk)
                self._last_sign = time.monotonic()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while body := frames.read_frame(stream, self._most):
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


class ReaderProcess(Process):
    """One reader at work on one open file.

    ``order`` says what it is to do (see ``reader``); ``companions`` are handed in with the file, by
    name. ``heard`` is how many bytes its answers had so far, ``values`` how many values of JSON
    they may hold.
    """

    def __init__(
        self, file: IO[bytes], size: int, order: Mapping[str, Any], companions: Mapping[str, bytes]
    ) -> None:
        super().__init__("--reader", "The reader", FRAME_BYTES)
        self._file = file
        self._companions = companions
        sizes = [[name, len(data)] for name, data in companions.items()]
        self._order = {**order, "size": size, "companions": sizes}
        self._digest = hashlib.sha256()
        self.heard = self.values = 0

    @property
    def sha256(self) -> str:
        """The digest of the bytes that the reader was given."""
        return self._digest.hexdigest()

    def food(self) -> Iterator[bytes]:
        """Give the order, the file in pieces, its companions."""
        yield frames.framed(frames.body_of(self._order))
        while chunk := self._file.read(_CHUNK_BYTES):
            self._digest.update(chunk)
            yield chunk
        yield from self._companions.values()

    def answers(self) -> Iterator[bytes | None]:
        """Give the frames as :class:`Process` does.

        Raises
        ------
        ImportFileError
            Also when they are too many.
        """
        for body in super().answers():
            if body is not None:
                self.heard += len(body) + _FRAME_BYTES
                self.values += frames.most_values(body)
                if self.heard > OUTPUT_BYTES:
                    raise ImportFileError("The reader made more of the file than can be kept.")
            yield body


def _started(switch: str, who: str) -> subprocess.Popen[bytes]:
    # "python -m" looks for modules where it is started: never among a stranger's files.
    home = None if paths.is_frozen() else Path(flowviz.__file__).resolve().parent.parent
    try:
        return subprocess.Popen(
            [*paths.program(), switch],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=home,
            pipesize=_PIPE_BYTES,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ImportFileError(f"{who} could not be started: {error.strerror}.") from error

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from flowviz.errors import CancelledError
from flowviz.ui.jobs import Jobs, Token


class Ears:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.progress: list[tuple[int, int]] = []
        self.threads: set[object] = set()

    def done(self, result: object) -> None:
        self.threads.add(QThread.currentThread())
        self.results.append(result)

    def failed(self, error: Exception) -> None:
        self.errors.append(error)

    def reported(self, done: int, total: int) -> None:
        self.progress.append((done, total))


def test_a_result_comes_back_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    jobs, ears = Jobs(), Ears()
    threads = []
    jobs.start(
        "kind", lambda token: threads.append(QThread.currentThread()) or 7, ears.done, ears.failed
    )
    qtbot.waitUntil(lambda: bool(ears.results))
    assert ears.results == [7]
    assert ears.threads == {QThread.currentThread()}
    assert threads != [QThread.currentThread()]


def test_of_two_jobs_of_a_kind_only_the_later_delivers(qtbot: QtBot) -> None:
    jobs, ears, gate = Jobs(), Ears(), threading.Event()
    first = jobs.start("kind", lambda token: gate.wait(5) and "old", ears.done, ears.failed)
    jobs.start("kind", lambda token: "new", ears.done, ears.failed)
    qtbot.waitUntil(lambda: bool(ears.results))
    assert first.is_cancelled()
    gate.set()
    jobs.stop()
    qtbot.wait(20)
    assert ears.results == ["new"]


def test_jobs_of_different_kinds_both_deliver(qtbot: QtBot) -> None:
    jobs, ears = Jobs(), Ears()
    jobs.start("one", lambda token: 1, ears.done, ears.failed)
    jobs.start("two", lambda token: 2, ears.done, ears.failed)
    qtbot.waitUntil(lambda: sorted(ears.results) == [1, 2])


def test_what_a_job_raises_is_handed_over(qtbot: QtBot) -> None:
    jobs, ears = Jobs(), Ears()

    def work(token: Token) -> None:
        raise ValueError("no")

    jobs.start("kind", work, ears.done, ears.failed)
    qtbot.waitUntil(lambda: bool(ears.errors))
    assert isinstance(ears.errors[0], ValueError)


def test_progress_arrives_and_the_last_report_is_never_dropped(qtbot: QtBot) -> None:
    jobs, ears = Jobs(), Ears()

    def work(token: Token) -> None:
        for at in range(1, 1001):
            token.progress(at, 1000)

    jobs.start("kind", work, ears.done, ears.failed, ears.reported)
    qtbot.waitUntil(lambda: bool(ears.results))
    assert ears.progress[-1] == (1000, 1000)
    assert len(ears.progress) < 100


def test_a_cancelled_job_ends_as_cancelled(qtbot: QtBot) -> None:
    jobs, ears, began = Jobs(), Ears(), threading.Event()

    def work(token: Token) -> None:
        began.set()
        while not token.is_cancelled():
            pass
        raise RuntimeError("torn down")

    token = jobs.start("kind", work, ears.done, ears.failed)
    assert began.wait(5)
    token.cancel()
    qtbot.waitUntil(lambda: bool(ears.errors))
    assert isinstance(ears.errors[0], CancelledError)


def test_stop_waits_for_the_running_and_lets_nothing_through(qtbot: QtBot) -> None:
    jobs, ears, ended = Jobs(), Ears(), []

    def work(token: Token) -> None:
        while not token.is_cancelled():
            pass
        ended.append(True)

    jobs.start("kind", work, ears.done, ears.failed)
    jobs.stop()
    assert ended == [True]
    qtbot.wait(20)
    assert ears.results == []
    assert ears.errors == []

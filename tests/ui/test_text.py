import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flowviz.ui import text

HOSTILE = "<img src=x><b>bold</b>"


def test_a_label_shows_markup_letter_by_letter(qtbot: QtBot) -> None:
    label = text.label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_a_tooltip_escapes_markup_and_keeps_lines() -> None:
    assert text.tooltip("<b>\nx") == "<qt>&lt;b&gt;<br/>x</qt>"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("abc\u202egnp.exe", "abc⟨U+202E⟩gnp.exe"),
        ("Chi\u200bna", "Chi⟨U+200B⟩na"),
        ("a\x00b\x1b", "a\u2400b\u241b"),
        ("a\x85b", "a\ufffdb"),
        ("a\u200db", "a⟨U+200D⟩b"),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647",
        ),
        ("e\u0301", "é"),
        ("line\nbreak\ttab", "line\nbreak\ttab"),
    ],
)
def test_what_would_be_obeyed_is_shown(given: str, shown: str) -> None:
    assert text.plain(given) == shown


def test_a_megabyte_is_cut_and_says_so() -> None:
    shown = text.plain("x" * 1_000_000)
    assert len(shown) < 5_000
    assert shown.endswith("[…]")


def test_an_ampersand_in_a_menu_marks_no_letter() -> None:
    assert text.menu_text("A&B\nC") == "A&&B C"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a?b=c", "www.example.org"),
        ("http://bücher.example/x", "xn--bcher-kva.example"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("\\\\host\\share", ""),
        ("https://user@example.org/", ""),
        ("https:///nohost", ""),
        ("example.org", ""),
        ("https://exa mple.org", ""),
        ("ftp://example.org", ""),
        ("", ""),
    ],
)
def test_only_web_links_with_a_host_have_one_and_it_is_punycode(url: str, host: str) -> None:
    assert text.link_host(url) == host


class Opened:
    """Takes the place of the browser."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def take(self, url: object) -> bool:
        self.urls.append(url.toString())  # type: ignore[attr-defined]
        return True


def answer(words: str) -> list[str]:
    """Press the button ``words`` of the next message box; gives the texts that it showed."""
    shown: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.extend(label.text() for label in box.findChildren(QLabel))
        buttons = box.findChildren(QPushButton)
        next(button for button in buttons if words in button.text()).click()

    QTimer.singleShot(50, press)
    return shown


def test_a_link_names_its_host_and_opens_only_when_wanted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, browser = QWidget(), Opened()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QDesktopServices, "openUrl", browser.take)
    shown = answer("Cancel")
    text.open_link(parent, "https://bücher.example/x")
    assert any("xn--bcher-kva.example" in words for words in shown)
    assert browser.urls == []
    answer("Open link")
    text.open_link(parent, "https://example.org/x")
    assert browser.urls == ["https://example.org/x"]


def test_a_link_that_is_none_is_never_opened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, browser = QWidget(), Opened()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QDesktopServices, "openUrl", browser.take)
    answer("OK")
    text.open_link(parent, "file:///etc/passwd")
    assert browser.urls == []

"""The gate for text from data: on screen it is plain text, whatever it holds.

Qt reads HTML wherever it thinks it sees some, and loads what that HTML names. So labels and
message boxes are made here with their format fixed, and tooltips, which cannot be fixed, are
escaped. Characters that would change how their neighbours are read are shown instead of obeyed.
"""

import html
import re
import unicodedata

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QWidget

from flowviz.names import joins_letters

LONGEST = 4000
"""Characters shown of one text; a megabyte in a label would stop the window."""

# Control characters but tab and line feed, lone surrogates, bidi controls, and what has no width.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ud800-\udfff]"
)


def plain(text: str, longest: int = LONGEST) -> str:
    """Give ``text`` in NFC with controls, bidi marks and stray joiners made visible, and capped."""
    shown = _OBEYED.sub(_visible, unicodedata.normalize("NFC", text[: longest + 1]))
    return shown if len(text) <= longest else shown[:longest] + " […]"


def one_line(text: str, longest: int = LONGEST) -> str:
    """Give ``plain(text)`` with every run of white space as one blank."""
    return " ".join(plain(text, longest).split())


def tooltip(text: str) -> str:
    """Give rich text that shows ``text`` letter by letter, its line breaks included.

    For the places that guess whether a text is HTML and cannot be told: here it is, and escaped.
    """
    return "<qt>" + html.escape(plain(text)).replace("\n", "<br/>") + "</qt>"


def for_field(text: str) -> str:
    """Give ``text`` for a field that is typed into: what would be obeyed is spelled out."""
    return _OBEYED.sub(_spelled_out, text)


def menu_text(text: str) -> str:
    """Give ``text`` for a menu or button, where a lone ``&`` would mark a letter and vanish."""
    return one_line(text, 80).replace("&", "&&")


def data_size(size_bytes: int) -> str:
    """Give a size as file managers do, such as ``1.4 MB``."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def label(text: str = "", name: str = "", *, wraps: bool = False) -> QLabel:
    """Make a label that shows ``text`` as it is; ``name`` is its name in the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(plain(text))
    made.setObjectName(name)
    made.setWordWrap(wraps)
    return made


def message(
    parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, more: str = ""
) -> QMessageBox:
    """Make a message box of plain text, without buttons of its own yet."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(one_line(title))
    box.setText(plain(text, 600))
    box.setInformativeText(plain(more, 1200))
    return box


def answer(box: QMessageBox) -> QAbstractButton | None:
    """Show ``box``, wait for a button, free the box, and give the button."""
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return pressed


def link_host(url: str) -> str:
    """Give the host of a web link as it is asked for on the wire (punycode), "" for any other."""
    if not url or any(letter.isspace() or letter == "\\" for letter in url):
        return ""
    parsed = QUrl(url, QUrl.ParsingMode.StrictMode)
    if not parsed.isValid() or parsed.scheme() not in ("http", "https") or parsed.userInfo():
        return ""
    return parsed.host(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(parent: QWidget, url: str) -> None:
    """Ask, naming the host, and open ``url`` in the browser when the user says so."""
    host = link_host(url)
    if not host:
        box = message(
            parent,
            QMessageBox.Icon.Warning,
            _tr("Not a web link"),
            _tr("Only links that begin with http or https and name a host are opened."),
            url,
        )
        answer(box)
        return
    box = message(
        parent,
        QMessageBox.Icon.Question,
        _tr("Open in the browser?"),
        _tr("This link leads to {host}").format(host=host),
        url,
    )
    button = box.addButton(_tr("Open link"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    if answer(box) is button:
        QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


def _visible(found: re.Match[str]) -> str:
    """Give a sign for a character that would be obeyed; a joiner within its script stays."""
    letter = found.group()
    if joins_letters(found.string, found.start()):
        return letter
    if letter < " ":
        return chr(0x2400 + ord(letter))
    return (
        "\ufffd"
        if letter < "\xa0" or (letter >= "\ud800" and letter <= "\udfff")
        else (f"⟨U+{ord(letter):04X}⟩")
    )


def _spelled_out(found: re.Match[str]) -> str:
    """Give a letter as its code point, as ``editing`` keeps it; a joiner in its script stays."""
    letter = found.group()
    if joins_letters(found.string, found.start()):
        return letter
    return f"⟨U+{ord(letter):04X}⟩"


def _tr(words: str) -> str:
    return QCoreApplication.translate("text", words)

"""The frame around the pages of an import: what is asked, the steps, the buttons and the reason."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flowviz.ui import text, theme
from flowviz.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from flowviz.ui.window import Window

_SIZE_PX = (1180, 700)
_LEAST_PX = (900, 560)
_MOST_PX = (1500, 900)
_MARGIN_PX = 120


class PagedDialog(Dialog):
    """Pages one after the other, words above them, and Back, ``next`` and Cancel below.

    ``reason`` says why there is no going on.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window, "")
        self.what = text.label("", "muted", wraps=True)
        self.reason = text.label("", "muted", wraps=True)
        self.pages = QStackedWidget(self)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.next = self.buttons.addButton(self.tr("Continue"), role)
        self.next.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        # As large as the window leaves room for, on the screen, and no larger than one overlooks.
        room = window.size() - QSize(_MARGIN_PX, _MARGIN_PX)
        screen = window.screen().availableSize()
        self.setMinimumSize(QSize(*_LEAST_PX).boundedTo(screen))
        wanted = room.expandedTo(QSize(*_SIZE_PX)).boundedTo(QSize(*_MOST_PX))
        self.resize(wanted.boundedTo(screen))

    def lay_out(self, notice: QWidget, *beside: QWidget) -> None:
        """Put everything in its place: a notice above the pages, some parts beside the words."""
        top = QHBoxLayout()
        top.setSpacing(2 * theme.SPACE)
        top.addWidget(self.what, 1)
        for part in beside:
            top.addWidget(part)
        self.body.addLayout(top)
        self.body.addWidget(notice)
        self.body.addWidget(self.pages, 1)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.removeWidget(self.buttons)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.buttons)
        whole.addLayout(foot)

    def leave(self) -> None:
        """Give it up without a question."""
        self.done(QDialog.DialogCode.Rejected)

    def ask_to_leave(self) -> None:
        """Ask whether what was said is to be lost."""
        box = text.message(
            self,
            QMessageBox.Icon.Question,
            self.tr("Discard what you said?"),
            self.tr("What you said of this file is not kept unless it is imported."),
            self.tr("Under Mapping on the page of columns it can be saved as a file."),
        )
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        discard.clicked.connect(self.leave)
        keep = box.addButton(self.tr("Keep Editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

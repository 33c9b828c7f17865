"""What the program's own dialogs share: freed on close, on the grid, with their buttons below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from flowviz.ui import theme


class Dialog(QDialog):
    """A dialog of a window; ``body`` takes its parts, ``buttons`` stand at the bottom.

    ``is_over`` tells the result of a job that comes too late that there is nothing to show it in.
    """

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.is_over = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        whole = QVBoxLayout(self)
        margin = 2 * theme.SPACE
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(margin)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE)
        self.buttons = QDialogButtonBox(self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_default)

    def fit(self, width_px: int) -> None:
        """Be so wide, and as high as what stands in it wants to be, wrapped texts included."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(width_px, layout.totalHeightForWidth(width_px))

    def _press_default(self) -> None:
        """Do what the main button does: in a field of several lines Enter begins a line."""
        for button in self.buttons.buttons():
            if isinstance(button, QPushButton) and button.isDefault():
                button.click()
                return

    def done(self, result: int) -> None:
        self.is_over = True
        super().done(result)

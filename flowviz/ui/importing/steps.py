"""The pages of an import by name, the one that is shown in bold."""

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from flowviz.ui import text, theme


class Steps(QWidget):
    """A line of names, of those sorts of pages that this import has."""

    def __init__(self, names: Mapping[type[QWidget], str]) -> None:
        super().__init__()
        self._labels = {page: text.label(words) for page, words in names.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        for label in self._labels.values():
            row.addWidget(label)

    def show_steps(self, needed: Collection[type[QWidget]], now: QWidget) -> None:
        """Show the pages that there are, and which of them is shown."""
        for page, label in self._labels.items():
            label.setVisible(page in needed)
            label.setObjectName("strong" if page is type(now) else "hint")
            label.style().polish(label)

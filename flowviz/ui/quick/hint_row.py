"""What a text names, as words beneath the fields that may take them: a click fills one in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from flowviz.ui import text, theme
from flowviz.ui.forms.completing import KnownField
from flowviz.ui.forms.fields import Field
from flowviz.ui.forms.grid import NAME_PX
from flowviz.ui.forms.links import link_button

_MOST = 4


class HintRow(QWidget):
    """Up to four words from the text; of several fields the first that is empty takes one."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._fields: tuple[Field, ...] = ()
        self._words: tuple[str, ...] = ()
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(NAME_PX + theme.SPACE, 0, 0, 0)
        self._row.setSpacing(theme.SPACE)
        self._row.addWidget(text.label(caption, "hint"))
        self._row.addStretch(1)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered."""
        return self._words

    def offer_to(self, *fields: Field) -> None:
        """Let these fields take what is offered."""
        self._fields = fields
        for field in fields:
            field.typed.connect(self._name_taker)

    def show_words(self, words: Sequence[str]) -> None:
        """Offer other words; of many the first few."""
        now = tuple(words)[:_MOST]
        if now == self._words:
            return
        self._words = now
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for at, word in enumerate(now):
            button = link_button(text.menu_text(word))
            button.setProperty("word", word)
            button.clicked.connect(self._give)
            self._row.insertWidget(1 + at, button)
            self._buttons.append(button)
        self._name_taker()
        self.setVisible(bool(now))

    def _taker(self) -> Field | None:
        """The field that takes the next word: the first empty one, else the last."""
        empty = (field for field in self._fields if not field.value())
        return next(empty, self._fields[-1] if self._fields else None)

    def _name_taker(self) -> None:
        """Say of each word where it would go."""
        taker = self._taker()
        if taker is None:
            return
        for button, word in zip(self._buttons, self._words, strict=True):
            words = self.tr("{field}: {word}").format(field=taker.name, word=word)
            button.setToolTip(text.tooltip(words))
            button.setAccessibleName(text.one_line(words, 120))

    def _give(self) -> None:
        taker, word = self._taker(), str(self.sender().property("word"))
        if isinstance(taker, KnownField):
            taker.choose(word)
        elif taker is not None:
            taker.show_value(word)
            taker.typed.emit()
            taker.left.emit()

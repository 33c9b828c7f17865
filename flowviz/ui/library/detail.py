"""One source in full: its title, what is wrong with it, and the outline of all that is known."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flowviz.flows.library import Library
from flowviz.records import Source
from flowviz.terms import Protection, SourceStatus
from flowviz.ui import text, theme
from flowviz.ui.library.cited_items import CitedBy
from flowviz.ui.library.items import (
    Given,
    Item,
    Tone,
    document_items,
    origin_items,
    status_words,
    trust_items,
)
from flowviz.ui.library.outline import OutlineTree
from flowviz.ui.selected import Selected

_LEAST_PX = 300


class SourceDetail(QWidget):
    """Shows one source; ``selection_wanted`` and ``source_wanted`` are those of its outline."""

    selection_wanted = Signal(object)
    source_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(_LEAST_PX)
        self.title = text.label(name="strong", wraps=True)
        self.alarm = text.label(name="alarm", wraps=True)
        self.guard = text.label(name="caution")
        self.cited = text.label(name="muted", wraps=True)
        self.tree = OutlineTree(self)
        self.show_all = QToolButton(self)
        self.show_all.setObjectName("link")
        self.show_all.setText(self.tr("Show All in the Picture"))
        self.show_all.setToolTip(text.tooltip(self.tr("Select every flow that cites it")))
        self._found = Selected()
        self._source = ""
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.more = QToolButton(self)
        self.more.setObjectName("field")
        self.more.setText(self.tr("Actions"))
        self.more.setMenu(self._menu)
        # What is done is done to what is picked where the keyboard is.
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()
        self.tree.selection_wanted.connect(self.selection_wanted)
        self.tree.source_wanted.connect(self.source_wanted)
        self.show_all.clicked.connect(self._select_all)
        self.show_nothing("")

    def offer(self, actions: tuple[QAction, ...]) -> None:
        """Have some actions on the source in the menu of its button."""
        self._menu.addActions(list(actions))

    def show_source(self, source: Source, library: Library, cited: CitedBy) -> None:
        """Show a source; one that was shown before keeps its place in the outline."""
        self._found = Selected(pairs=cited.pairs, words=source.title)
        self._say(self.title, source.title)
        is_fallen = source.id in library.fallen
        corrected = source.status is SourceStatus.CORRECTED
        loud = status_words(source, library) if is_fallen or corrected else ""
        self.alarm.setObjectName("alarm" if is_fallen else "caution")
        self.alarm.style().polish(self.alarm)
        self._say(self.alarm, loud)
        is_public = source.protection is Protection.PUBLIC
        self._say(self.guard, "" if is_public else self._guard_words(source))
        self._say(self.cited, cited.words())
        for part in (self.show_all, self.more):
            part.show()
        self.show_all.setEnabled(bool(cited.pairs))
        scroll = self.tree.verticalScrollBar().value() if source.id == self._source else 0
        self._source = source.id
        self.tree.show_items(self._items(source, library, cited))
        self.tree.verticalScrollBar().setValue(scroll)
        self.tree.setEnabled(True)

    def show_nothing(self, words: str) -> None:
        """Show no source, and say why."""
        self._source, self._found = "", Selected()
        for label in (self.title, self.alarm, self.guard):
            self._say(label, "")
        self._say(self.cited, words)
        for part in (self.show_all, self.more):
            part.hide()
        self.tree.show_items(())
        self.tree.setEnabled(False)

    def _items(self, source: Source, library: Library, cited: CitedBy) -> tuple[Item, ...]:
        sections = (
            (self.tr("CITED BY"), cited.items()),
            (self.tr("WHAT IT RESTS ON"), origin_items(source, library)),
            (self.tr("HOW FAR IT IS TRUSTED"), trust_items(source, library)),
            (self.tr("THE DOCUMENT"), document_items(source)),
            (self.tr("KEPT COPIES"), self._copies(source, library)),
        )
        return tuple(
            Item(caption, tone=Tone.CAPTION, below=Given(items), is_open=True)
            for caption, items in sections
            if items
        )

    def _copies(self, source: Source, library: Library) -> tuple[Item, ...]:
        return tuple(
            Item(
                copy.media_type,
                self.tr("{size}, kept in the dossier").format(size=text.data_size(copy.size_bytes)),
                tip=f"SHA-256 {copy.sha256}",
            )
            for copy in library.kept.get(source.id, ())
        )

    def _guard_words(self, source: Source) -> str:
        return f"{source.protection}: in no published copy"

    def _select_all(self) -> None:
        self.selection_wanted.emit(self._found)

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(text.plain(words, 600))
        label.setVisible(bool(words))

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE // 2)
        head.setSpacing(theme.SPACE // 2)
        for label in (self.title, self.alarm, self.guard, self.cited):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            head.addWidget(label)
        row = QHBoxLayout()
        row.setContentsMargins(theme.SPACE, 0, 2 * theme.SPACE, theme.SPACE // 2)
        row.addWidget(self.show_all)
        row.addStretch(1)
        row.addWidget(self.more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(row)
        whole.addWidget(self.tree, 1)

"""What flowviz is, what it is not, and what it is made of."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from flowviz import __version__
from flowviz.importers.limits import MEMORY_BYTES
from flowviz.importers.sandbox import Guards, guards
from flowviz.ui import icons, text, theme
from flowviz.ui.dialogs.base import Dialog

_PARTS = (
    ("Qt 6 and PySide6", "The Qt Company and others, LGPL 3"),
    ("pyqtgraph", "Luke Campagnola and others, MIT"),
    ("NumPy", "NumPy developers, BSD 3-clause"),
    ("networkx", "NetworkX developers, BSD 3-clause"),
    ("rustworkx", "Qiskit developers, Apache-2.0"),
    ("pyproj and PROJ", "pyproj and PROJ contributors, MIT"),
    ("apsw and SQLite", "Roger Binns, zlib-like; SQLite, public domain"),
    ("simplejson, platformdirs", "MIT"),
    ("msgspec", "Jim Crist-Harif, BSD 3-clause"),
    ("Inter", "The Inter Project Authors, SIL Open Font License 1.1"),
    ("Natural Earth", "outlines of the map and places of capitals, public domain"),
    ("Unicode CLDR", "names of states in other languages, Unicode License v3"),
    ("Gleditsch and Ward, 1999", "years in which states existed, by the R package states, MIT"),
)


class AboutDialog(Dialog):
    """Plain text throughout."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("About flowviz"))
        self.body.addLayout(self._head())
        self.body.addSpacing(theme.SPACE)
        for words in self._sentences():
            self.body.addWidget(text.label(words, wraps=True))
        self.body.addSpacing(theme.SPACE)
        self.body.addWidget(text.label(self.tr("Made with"), "caption"))
        lines = "\n".join(f"{name}: {licence}" for name, licence in _PARTS)
        self.body.addWidget(text.label(lines, "muted", wraps=True))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.setMinimumWidth(520)

    def _head(self) -> QHBoxLayout:
        picture = text.label()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.program_icon().pixmap(QSize(48, 48), ratio))
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE // 4)
        words.addWidget(text.label("flowviz", "title"))
        version = self.tr("Version {version}, Apache License 2.0").format(version=__version__)
        words.addWidget(text.label(version, "muted"))
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(picture)
        row.addLayout(words, 1)
        return row

    def _sentences(self) -> tuple[str, ...]:
        return (
            self.tr(
                "A workbench for people who trace weapons shipments: records with their "
                "sources, drawn as flows, with the evidence behind every line."
            ),
            self.tr(
                "It is no source itself: it shows what the records in a dossier say, and who "
                "says so. A missing record is no proof that nothing moved."
            ),
            self.tr(
                "Dossiers are not encrypted. Whoever can read the file can read all of it; "
                "keep files that could endanger people on an encrypted disk."
            ),
            self.tr(
                "flowviz never calls the network. Links open in your browser, after you have "
                "seen where they lead."
            ),
            self._of_the_reader(guards()),
        )

    def _of_the_reader(self, found: Guards) -> str:
        """Say what keeps a stranger's file in, on this very system."""
        least = self.tr("A file to import is read by a process of its own")
        if not found.has_limits:
            return self.tr("{least}; this system has no locks for it.").format(least=least)
        memory = self.tr("take more than {size} GB of memory")
        words = [memory.format(size=MEMORY_BYTES // 2**30)]
        if found.landlock:
            files = self.tr("open another file (Landlock, version {version})")
            words.append(files.format(version=found.landlock))
        if found.has_seccomp:
            words.append(self.tr("write, reach the network or start a program (seccomp)"))
        cannot = "; ".join(words)
        return self.tr("{least}, which cannot {cannot}.").format(least=least, cannot=cannot)

"""What the window remembers of its user: the only file that names QSettings.

Nothing about the content of a dossier is kept here but the paths of recent files, which the user
can clear.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from flowviz import paths

MOST_RECENT = 8
_APPEARANCES = ("system", "light", "dark")


class Settings:
    """A typed front of one INI file in the user's configuration folder."""

    def __init__(self) -> None:
        self._stored = QSettings(
            str(paths.config_folder() / "window.ini"), QSettings.Format.IniFormat
        )

    def appearance(self) -> str:
        """Give ``system``, ``light`` or ``dark``."""
        value = str(self._stored.value("appearance", "system"))
        return value if value in _APPEARANCES else "system"

    def set_appearance(self, appearance: str) -> None:
        """Keep ``system``, ``light`` or ``dark``."""
        self._stored.setValue("appearance", appearance)

    def language(self) -> str:
        """Give the language (BCP 47) of the names of states, "" for that of the system."""
        return str(self._stored.value("language", ""))

    def set_language(self, language: str) -> None:
        """Keep the language of the names of states."""
        self._stored.setValue("language", language)

    def author(self) -> str:
        """Give the name that stands beside new changes: as the user typed it, "" for none."""
        return str(self._stored.value("author", ""))

    def set_author(self, author: str) -> None:
        """Keep the name, which may be a pseudonym or empty."""
        self._stored.setValue("author", author)

    def layout(self, part: str) -> QByteArray:
        """Give the bytes kept for ``part`` ("geometry", "docks"), empty when there are none."""
        value = self._stored.value(f"layout/{part}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, part: str, state: QByteArray) -> None:
        """Keep the place and size of ``part``."""
        self._stored.setValue(f"layout/{part}", state)

    def recent_files(self) -> tuple[Path, ...]:
        """Give the files opened or saved last, the latest first."""
        value = self._stored.value("recent")  # one path alone comes back as a text
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return tuple(Path(text) for text in texts if text)

    def add_recent_file(self, path: Path) -> None:
        """Put ``path`` first among the recent files."""
        rest = [recent for recent in self.recent_files() if recent != path]
        self._set_recent((path, *rest))

    def clear_recent_files(self) -> None:
        """Forget all of them."""
        self._set_recent(())

    def citation_style(self) -> str:
        """Give the name of the style in which sources were last listed, "" at first."""
        return str(self._stored.value("citation_style", ""))

    def set_citation_style(self, name: str) -> None:
        """Keep the style in which sources are listed and copied."""
        self._stored.setValue("citation_style", name)

    def last_folder(self) -> Path:
        """Give the folder where the last file was chosen, the home folder at first."""
        folder = Path(str(self._stored.value("folder", "")) or Path.home())
        return folder if folder.is_dir() else Path.home()

    def set_last_folder(self, folder: Path) -> None:
        """Keep the folder where the next file dialog opens."""
        self._stored.setValue("folder", str(folder))

    def forget(self, holds: Callable[[str], bool]) -> None:
        """Keep no path and no name that ``holds`` says holds what is to be forgotten."""
        self._set_recent(tuple(path for path in self.recent_files() if not holds(str(path))))
        for key in ("folder", "author"):
            if holds(str(self._stored.value(key, ""))):
                self._stored.remove(key)
        self.sync()

    def sync(self) -> None:
        """Write everything to disk."""
        self._stored.sync()

    def _set_recent(self, recent: tuple[Path, ...]) -> None:
        self._stored.setValue("recent", [str(path) for path in recent[:MOST_RECENT]])


def purge_visited_paths() -> None:
    """Take out of QtProject.conf the paths that Qt's file dialog wrote there by itself."""
    # Qt keeps them in a file shared by all Qt programs, where a seized machine would still show
    # which folders were looked at (QFileDialogPrivate::saveSettings, Qt 6).
    shared = QSettings(QSettings.Scope.UserScope, "QtProject")
    shared.beginGroup("FileDialog")
    for key in ("lastVisited", "history"):
        if shared.contains(key):
            shared.remove(key)
    shared.endGroup()
    shared.sync()

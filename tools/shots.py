"""Make the pictures in docs/gallery: the real window, driven with the mouse, on an X server.

Usage: ``make shots``, or ``xvfb-run python tools/shots.py [REGISTER.csv]``. With a SIPRI trade
register (layout A) the crowded pictures are made as well; the register itself is not part of the
project. What the window shows depends on nothing but the dossier and the program, so a commit that
changes the picture changes these files.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

GALLERY = Path(__file__).resolve().parents[1] / "docs" / "gallery"
WIDTH, HEIGHT = 1440, 900


def main() -> None:
    """Make every picture anew."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLOWVIZ_STATE"] = f"{home}/state"
        os.environ["FLOWVIZ_CONFIG"] = f"{home}/config"
        exported(Path(home))
        for appearance in ("light", "dark"):
            windows(appearance)
        if len(sys.argv) > 1:
            register(Path(sys.argv[1]))


def exported(home: Path) -> None:
    """The bundled case as the program exports it, on the map and as a network."""
    from flowviz.dossier import Dossier
    from flowviz.exporters import export_picture

    application("light")
    with Dossier.sample() as case:
        for view in ("map", "network"):
            export_picture(case, GALLERY / f"export-{view}.png", view=view, size=(1600, 900))


def windows(appearance: str) -> None:
    """The window on the bundled case: a flow clicked, an actor clicked, the network."""
    from flowviz.dossier import Dossier
    from flowviz.ui.session import Selected

    shot = Shots(appearance, Dossier.sample())
    shot.select(Selected.flow("BLR", "BGR"))
    shot.take("window-map")
    shot.select(Selected(actor="BGR"))
    shot.take("window-actor")
    shot.view("network")
    shot.select(Selected.flow("USA", "x-syrian-opposition"))
    shot.take("window-network")
    shot.close()


def register(path: Path) -> None:
    """The window on a whole register: its largest flows, and one of them opened."""
    from flowviz import importers
    from flowviz.dossier import Dossier
    from flowviz.flows.query import Query
    from flowviz.ui.session import Selected

    dossier = Dossier.new()
    importers.import_file(dossier, path)
    shot = Shots("light", dossier)
    shot.window.session.ask(Query(unit="TIV", first_year=2015, last_year=2024))
    shot.settle()
    shot.take("window-register")
    shot.select(Selected.flow("USA", "SAU"))
    shot.take("window-register-flow")
    shot.close()


class Shots:
    """A window on a dossier, and pictures of it as the screen shows them."""

    def __init__(self, appearance: str, dossier: object) -> None:
        application(appearance)
        from flowviz.dossier import Dossier
        from flowviz.ui.session import Contents, Session
        from flowviz.ui.settings import Settings
        from flowviz.ui.window import Window

        assert isinstance(dossier, Dossier)
        self.appearance = appearance
        self.window = Window(Session(dossier, Contents.read(dossier)), Settings())
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.window.begin(None)
        self.settle()

    def select(self, selected: object) -> None:
        """Select a flow or an actor."""
        from flowviz.ui.session import Selected

        assert isinstance(selected, Selected)
        self.window.session.select(selected)
        self.settle()

    def view(self, kind: str) -> None:
        """Show the map or the network."""
        import dataclasses

        session = self.window.session
        session.look(dataclasses.replace(session.view, kind=kind))
        self.settle()

    def settle(self) -> None:
        """Let the window do all it has to do, for a second at least."""
        from PySide6.QtTest import QTest

        wait_until(lambda: not self.window.session.is_busy)
        QTest.qWait(1000)

    def take(self, name: str) -> None:
        """Save what the screen shows of the window."""
        picture = self.window.screen().grabWindow(int(self.window.winId()))
        if not picture.save(str(GALLERY / f"{name}-{self.appearance}.png")):
            raise SystemExit(f"{name} could not be written")
        print(name, self.appearance)

    def close(self) -> None:
        """Close the window without a question."""
        self.window.close_now()
        self.window.deleteLater()


def application(appearance: str) -> None:
    """The one application, dressed."""
    from PySide6.QtWidgets import QApplication

    from flowviz.painting import fonts
    from flowviz.ui import theme

    app = QApplication.instance() or QApplication(["flowviz"])
    assert isinstance(app, QApplication)
    theme.choose(appearance)
    theme.apply(app, fonts.load())


def wait_until(condition: Callable[[], bool]) -> None:
    """Run the event loop until ``condition`` holds."""
    from PySide6.QtTest import QTest

    while not condition():
        QTest.qWait(20)


if __name__ == "__main__":
    main()

"""Make the pictures in docs/gallery: the real window, driven with the mouse, on an X server.

Usage: ``make shots``, or ``xvfb-run python tools/shots.py [REGISTER.csv]...``. With SIPRI's trade
register (either layout, in as many files as it has) the crowded pictures are made as well; the
register itself is not part of the project. What the window shows depends on nothing but the dossier
and the program, so a commit that changes the picture changes these files.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

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
            editing(appearance)
            evidence(appearance)
            importing(appearance, Path(home))
        comparing(Path(home))
        if len(sys.argv) > 1:
            register([Path(name) for name in sys.argv[1:]])


def exported(home: Path) -> None:
    """The bundled case as the program exports it, on the map and as a network."""
    from flowviz.dossier import Dossier
    from flowviz.exporters import export_picture
    from flowviz.view import View

    application("light")
    with Dossier.sample() as case:
        for kind in ("map", "network"):
            out = GALLERY / f"export-{kind}.png"
            export_picture(case, out, view=View(kind=kind), size=(1600, 900))


def windows(appearance: str) -> None:
    """The window on the bundled case: a flow clicked, an actor clicked, the network."""
    from flowviz.dossier import Dossier
    from flowviz.ui.session import Selected

    shot = Shots(appearance, Dossier.sample())
    shot.select(Selected.flow("BLR", "BGR"))
    shot.take("window-map")
    shot.select(Selected(actor="BGR"))
    shot.take("window-actor")
    shot.look(kind="network")
    shot.select(Selected.flow("USA", "x-syrian-opposition"))
    shot.take("window-network")
    shot.close()


def editing(appearance: str) -> None:
    """A record in its form, with the history of what was done to it."""
    from flowviz.dossier import Dossier
    from flowviz.records import Transfer
    from flowviz.ui.forms.opening import edit_record
    from flowviz.ui.session import Selected

    dossier = Dossier.sample()
    edited(dossier, "A. Reporter", "238")
    shot = Shots(appearance, dossier)
    shot.select(Selected.flow("BGR", "SAU"))
    shot.do("history")
    form = edit_record(shot.window, Transfer, "bgr-sau-2015")
    assert form is not None
    shot.settle()
    shot.take("window-form")
    form.close()
    shot.do("history")  # a window opens as the one before was closed
    shot.close()


def evidence(appearance: str) -> None:
    """The library of sources, how the dossier stands, and a search over everything."""
    from flowviz.dossier import Dossier
    from flowviz.ui.session import Selected

    shot = Shots(appearance, Dossier.sample())
    shot.select(Selected.flow("USA", "x-syrian-opposition"))
    for panel in ("sources", "overview"):
        shot.do(panel)
        shot.take(f"window-{panel}")
        shot.do(panel)
    shot.close()


TABLE = """\
Licences d'exportation, extrait du 3 mars 2020
Pays exportateur;Destinataire;Mat\u00e9riel;Nombre;Valeur (milliers EUR);Date;Utilisateur final
Bulgarie;Arabie saoudite;9P135M Konkurs;80;1 250,5;14/05/2015;Minist\u00e8re de la d\u00e9fense
Bulgarie;\u00c9tats-Unis;9P135M Konkurs;136;env. 2 100;02/09/2015;
B\u00e9larus;Bulgarie;AGS-17;140;;2015;
B\u00e9larus;Bulgarie;9P135M Konkurs;240;37 900;2015;
Serbie;Tchad;Zastava M70;5 000-5 200;980;21/11/2016;Garde pr\u00e9sidentielle
Total;;;5 596;42 230,5;;
"""
"""A table of our own invention, as a ministry might print it."""


def importing(appearance: str, home: Path) -> None:
    """A table that nobody prepared for, its columns told, and what its import would change."""
    from flowviz.dossier import Dossier
    from flowviz.ui.importing.dialog import ImportDialog

    table = home / "licences-2015.csv"
    table.write_text(TABLE, encoding="cp1252")
    shot = Shots(appearance, Dossier.sample())
    shot.window.importing().start_all([table])
    shot.settle()
    (dialog,) = shot.window.findChildren(ImportDialog)
    wait_until(lambda: dialog.columns.entries.rowCount() > 0)
    shot.settle()
    shot.take("window-import")
    shot.close()


def comparing(home: Path) -> None:
    """What two colleagues did apart, side by side."""
    from flowviz.dossier import Dossier
    from flowviz.ui.dialogs.compare import compare_with

    mine, theirs = home / "mine.flowviz", home / "theirs.flowviz"
    with Dossier.sample() as dossier:
        edited(dossier, "A. Reporter", "240")
        dossier.save(mine)
        dossier.save(theirs)
        edited(dossier, "B. Researcher", "200-240")
        dossier.save(theirs)
    dossier = Dossier.open(mine)
    edited(dossier, "A. Reporter", "238")
    shot = Shots("light", dossier)
    compare_with(shot.window, theirs)
    shot.settle()
    shot.take("window-compare")
    shot.close()


def edited(dossier: object, author: str, konkurs: str) -> None:
    """Change how many Konkurs came to Bulgaria, and note why, as somebody might have done."""
    from flowviz.dossier import Dossier
    from flowviz.editing import Known, TransferText, check, text_of
    from flowviz.flows.columns import read_columns
    from flowviz.records import Note, new_id
    from flowviz.terms import Subject

    assert isinstance(dossier, Dossier)
    record = dossier.transfer("blr-bgr-2015")
    known = Known.read(dossier, read_columns(dossier), dossier.actors())
    typed = text_of(record, known)
    assert isinstance(typed, TransferText)
    item = typed.lines[0]
    figure = replace(item.figures[0], amount=konkurs)
    lines = (replace(item, figures=(figure, *item.figures[1:])), *typed.lines[1:])
    checked = check(replace(typed, lines=lines), known, record)
    assert checked.record is not None
    with dossier.edit("Change the amount of 9P135M Konkurs, Belarus to Bulgaria", author) as edit:
        edit.put(checked.record)
    with dossier.edit("Add a note on Belarus to Bulgaria", author) as edit:
        edit.put(Note(new_id(), Subject.TRANSFER, record.id, f"{konkurs} by the register's page."))


def register(paths: list[Path]) -> None:
    """The window on a whole register: a decade, a flow opened, filters and records, a network."""
    from flowviz import importers
    from flowviz.dossier import Dossier
    from flowviz.flows.mode import Mode
    from flowviz.flows.query import Direction, Query
    from flowviz.ui.session import Selected

    dossier = Dossier.new()
    for path in paths:
        importers.import_file(dossier, path)
    decade = Query(unit="TIV", first_year=2014, last_year=2023)
    europe = ("DEU", "FRA", "GBR", "ITA", "NLD", "ESP", "SWE", "POL")
    shot = Shots("light", dossier)
    shot.ask(decade)
    shot.take("window-register")
    shot.select(Selected.flow("USA", "SAU"))
    shot.take("window-register-flow")
    shot.select(Selected())
    shot.do("filters", "records")
    shot.ask(replace(decade, actors=frozenset(europe), direction=Direction.OUTGOING))
    shot.look(mode=Mode.DIRECTED, colour_by="category")
    shot.take("window-register-filters")
    shot.do("filters", "records")
    shot.ask(decade)
    shot.look(mode=Mode.NET, colour_by="auto", kind="network", layout="layered", show_top=60)
    shot.take("window-register-network")
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
        self.window.setGeometry(0, 0, WIDTH, HEIGHT)
        self.window.show()
        self.window.begin(None)
        self.settle()

    def select(self, selected: object) -> None:
        """Select a flow or an actor."""
        from flowviz.ui.session import Selected

        assert isinstance(selected, Selected)
        self.window.session.select(selected)
        self.settle()

    def ask(self, query: object) -> None:
        """Show the flows of a query."""
        from flowviz.flows.query import Query

        assert isinstance(query, Query)
        self.window.session.ask(query)
        self.settle()

    def look(self, **changed: Any) -> None:
        """Look at the flows another way: fields of the view."""
        session = self.window.session
        session.look(replace(session.view, **changed))
        self.settle()

    def do(self, *names: str) -> None:
        """Choose lines of the menus, by their names."""
        for name in names:
            self.window.actions_[name].trigger()
        self.settle()

    def settle(self) -> None:
        """Let the window do all it has to do, for some seconds at least."""
        from PySide6.QtTest import QTest

        wait_until(lambda: not self.window.session.is_busy)
        QTest.qWait(2500)
        wait_until(lambda: not self.window.arrangement.is_working)
        QTest.qWait(1000)

    def take(self, name: str) -> None:
        """Save what the screen shows of the window."""
        # The screen, so that what stands over the window is in it.
        place = self.window.geometry()
        picture = self.window.screen().grabWindow(0, place.x(), place.y(), WIDTH, HEIGHT)
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

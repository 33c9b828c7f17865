"""The panel that searches everything, used as a hand uses it."""

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetText
from flowviz.finding import Hit, Kind
from flowviz.records import Note, SavedView, Source
from flowviz.terms import Subject
from flowviz.ui.finding.delegate import _passage, _written
from flowviz.ui.finding.panel import SearchPanel
from flowviz.ui.forms.form import Form
from flowviz.ui.library.panel import LibraryPanel
from flowviz.ui.session import Contents, Selected
from flowviz.ui.window import Window
from tests.dossier.material import EVERYTHING
from tests.ui.conftest import Open


def opened(window: Window) -> SearchPanel:
    window.actions_["search"].trigger()
    panel = window.panels.widget("search")
    assert isinstance(panel, SearchPanel)
    return panel


def typed(qtbot: QtBot, window: Window, words: str) -> SearchPanel:
    panel = opened(window)
    assert window.focusWidget() is panel.head.words
    qtbot.keyClicks(panel.head.words, words)
    settled(qtbot, panel)
    return panel


def settled(qtbot: QtBot, panel: SearchPanel) -> None:
    """Wait until what is wanted now is shown."""
    panel.refresh()
    qtbot.waitUntil(lambda: not is_working(panel), timeout=20_000)


def is_working(panel: SearchPanel) -> bool:
    jobs = panel._jobs
    timers = (panel._soon, panel.head._typing)
    return (
        jobs.is_running("finding")
        or jobs.is_running("finding-index")
        or any(timer.isActive() for timer in timers)
        or "indexed" in panel.hint_said()
    )


def hits(panel: SearchPanel) -> list[Hit]:
    model = panel.list.found
    rows = (model.row(model.index(at, 0)) for at in range(model.rowCount()))
    return [row.hit for row in rows if row is not None and row.hit is not None]


def choose(panel: SearchPanel, kind: Kind, id_: str) -> None:
    index = panel.list.found.place_of(kind, id_)
    assert index.isValid()
    panel.list.setCurrentIndex(index)


def test_typing_finds_and_marks_by_kind(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "konkurs")
    assert {Kind.SOURCE, Kind.RECORD, Kind.NOTE} <= {hit.kind for hit in hits(panel)}
    assert panel.hint_said() == ""
    assert panel.line_said() == f"{len(hits(panel))} hits"
    for hit in hits(panel):
        shown = [hit.title] + ([hit.passage.shown] if hit.passage else [])
        marked = [one.text[a:b].casefold() for one in shown for a, b in one.marks]
        assert "konkurs" in marked


def test_down_goes_into_the_hits_and_enter_shows_one_on_every_view(
    qtbot: QtBot, window: Window
) -> None:
    panel = typed(qtbot, window, "konkurs")
    qtbot.keyClick(panel.head.words, Qt.Key.Key_Down)
    assert window.focusWidget() is panel.list
    first = panel.list.hit()
    assert first is not None
    assert first == hits(panel)[0]
    record = next(hit for hit in hits(panel) if hit.kind is Kind.RECORD)
    while panel.list.hit() != record:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.session.selected.transfers == (record.id,)
    scene = window.canvas.scene_shown
    assert scene is not None
    assert len(scene.selection.flows) == 1
    assert window.evidence.isVisible()


def test_up_from_the_first_hit_goes_back_to_the_words(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "konkurs")
    qtbot.keyClick(panel.head.words, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert window.focusWidget() is panel.head.words


def test_enter_in_the_words_takes_the_first_hit(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "saudi arabia")
    qtbot.keyClick(panel.head.words, Qt.Key.Key_Return)
    assert window.session.selected == Selected(actor="SAU")


def test_f2_opens_the_form_of_a_hit(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "allen")
    qtbot.keyClick(panel.head.words, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.actions_["edit_record"].isEnabled())
    hit = panel.list.hit()
    assert hit is not None
    assert hit.kind is Kind.SOURCE
    assert window.records.picked().ids == (hit.id,)
    window.actions_["edit_record"].trigger()
    qtbot.waitUntil(lambda: bool([f for f in window.findChildren(Form) if f.isVisible()]))


def test_a_source_is_shown_in_the_sources_too(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "how belarus")
    hit = next(hit for hit in hits(panel) if hit.kind is Kind.SOURCE)
    choose(panel, Kind.SOURCE, hit.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    library = window.panels.widget("sources")
    assert isinstance(library, LibraryPanel)
    assert library.isVisible()
    assert library.picked().ids == (hit.id,)
    assert ("BLR", "BGR") in window.session.selected.pairs


def test_hits_of_every_kind_lead_somewhere(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(Dossier.new("Case", EVERYTHING))
    leads = {
        (Kind.CITATION, "c1", "says"): Selected.record("BLR", "BGR", "t1"),
        (Kind.CITATION, "c2", "three"): Selected.record("BLR", "BGR", "t3"),
        (Kind.NOTE, "n1", "note on"): Selected(actor="BLR"),
        (Kind.NOTE, "n2", "ask her"): Selected.record("BLR", "BGR", "t1"),
        (Kind.DECISION, "BLR>BGR", "voice"): Selected.flow("BLR", "BGR"),
        (Kind.PROBLEM, "p1", "twice"): Selected.record("BGR", "x-pact", "t2"),
        (Kind.DATA_SET, "set", "register"): Selected.record("BGR", "x-pact", "t2"),
        (Kind.IMPORT, "i1", "deals"): Selected.record("BGR", "x-pact", "t2"),
    }
    panel = opened(window)
    for (kind, id_, words), selected in leads.items():
        panel.search_for(words)
        settled(qtbot, panel)
        choose(panel, kind, id_)
        panel.list.take()
        assert window.session.selected == selected, (kind, words)
    panel.search_for("8")
    settled(qtbot, panel)
    choose(panel, Kind.LINK, "k1")
    panel.list.take()
    assert set(window.session.selected.transfers) == {"t1", "t2"}
    panel.search_for("other years")
    settled(qtbot, panel)
    choose(panel, Kind.DISMISSAL, "d1")
    panel.list.take()
    assert "nothing to show" in window.status.words()


def test_a_saved_view_is_recalled(qtbot: QtBot, open_window: Open) -> None:
    state = '{"query":{"unit":"pieces"},"version":1,"view":{"kind":"network"}}'
    dossier = Dossier.sample()
    with dossier.edit("Keep") as edit:
        edit.put(SavedView("v9", "As a web", 0, state))
    window = open_window(dossier)
    panel = typed(qtbot, window, "web")
    choose(panel, Kind.SAVED_VIEW, "v9")
    panel.list.take()
    assert window.session.view.kind == "network"


def test_edits_and_undo_are_followed(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "zeppelin")
    assert panel.hint_said() == "Nothing holds “zeppelin”."
    with window.session.edit("Add a note") as edit:
        edit.put(Note("z", Subject.FLOW, "BLR>BGR", "by zeppelin", is_private=True))
    qtbot.waitUntil(lambda: [hit.id for hit in hits(panel)] == ["z"])
    assert panel.hint_said() == ""
    assert _passage(hits(panel)[0]).words == "private note: by zeppelin"
    window.session.undo()
    qtbot.waitUntil(lambda: panel.hint_said() == "Nothing holds “zeppelin”.")


def test_filters_narrow_and_are_removed_together(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "konkurs")
    every = len(hits(panel))
    panel.head.narrow_to(Kind.NOTE)
    settled(qtbot, panel)
    assert {hit.kind for hit in hits(panel)} == {Kind.NOTE}
    assert len(hits(panel)) < every
    panel.head.years.setText("1990-1995")
    settled(qtbot, panel)
    assert panel.hint_said() == "Nothing that the filters leave holds “konkurs”."
    qtbot.mouseClick(panel._clear, Qt.MouseButton.LeftButton)
    settled(qtbot, panel)
    assert len(hits(panel)) == every


def test_a_filter_that_cannot_be_read_is_said_to_be_so(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "konkurs")
    panel.head.years.setText("some time")
    settled(qtbot, panel)
    assert panel.hint_said() == "Years are written 2015 or 2014-2016."
    panel.head.years.clear()
    panel.head.actor.setText("Atlantis")
    settled(qtbot, panel)
    assert panel.hint_said() == "No actor of the dossier is called “Atlantis”."
    panel.head.actor.setText("saudi arabia")
    settled(qtbot, panel)
    assert {hit.title.text for hit in hits(panel) if hit.kind is Kind.RECORD} == {
        "Bulgaria → Saudi Arabia"
    }


def test_of_more_hits_than_are_listed_the_rest_is_a_row_that_leads_to_them(
    qtbot: QtBot, open_window: Open
) -> None:
    papers = [Source(f"s{at}", f"Paper of customs {at}") for at in range(40)]
    window = open_window(Dossier.new("", (*papers, *EVERYTHING)))
    panel = typed(qtbot, window, "customs")
    model = panel.list.found
    last = model.index(model.rowCount() - 1, 0)
    assert last.data() == "and 15 more"
    panel.list.setCurrentIndex(last)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    settled(qtbot, panel)
    assert len(hits(panel)) == 40


def test_another_dossier_is_searched_from_its_beginning(qtbot: QtBot, window: Window) -> None:
    panel = typed(qtbot, window, "konkurs")
    assert hits(panel)
    window.documents.new()
    qtbot.waitUntil(lambda: window.session.dossier.title != "Belarus to Bulgaria and onward, 2015")
    qtbot.waitUntil(lambda: "konkurs" in panel.hint_said(), timeout=20_000)
    assert hits(panel) == []


def test_hostile_names_are_shown_letter_by_letter(qtbot: QtBot, open_window: Open) -> None:
    name = "<b>\u202eBold</b> \U0001d400 needle"
    window = open_window(Dossier.new("", (Source("s", name),)))
    panel = typed(qtbot, window, "needle")
    (hit,) = hits(panel)
    written = _written(hit.title)
    assert written.words == "<b>⟨U+202E⟩Bold</b> \U0001d400 needle"
    ((start, end),) = written.marks
    told = written.words.encode("utf-16-le")
    assert told[2 * start : 2 * end].decode("utf-16-le") == "needle"
    panel.list.grab()


def test_the_quick_field_leads_on_to_everything(qtbot: QtBot, window: Window) -> None:
    window.search_all()
    qtbot.keyClicks(window.search, "moscow times")
    qtbot.keyClick(window.search, Qt.Key.Key_Up)
    for _ in range(20):
        qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    panel = window.panels.widget("search")
    assert isinstance(panel, SearchPanel)
    assert panel.isVisible()
    assert panel.head.words.text() == "moscow times"
    settled(qtbot, panel)
    assert hits(panel)


def test_what_was_found_is_a_sound_model(
    qtbot: QtBot, window: Window, qtmodeltester: ModelTester
) -> None:
    panel = typed(qtbot, window, "b")
    qtmodeltester.check(panel.list.found)
    heading = panel.list.found.index(0, 0)
    assert not panel.list.found.flags(heading) & Qt.ItemFlag.ItemIsEnabled
    assert str(heading.data()).startswith("Actors")


def test_what_is_forgotten_meanwhile_is_found_no_longer(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(Dossier.new("Case", EVERYTHING))
    panel = typed(qtbot, window, "misprinted")
    assert [hit.id for hit in hits(panel)] == ["graded"]
    session = window.session
    dossier = session.lend()
    dossier.forget(ForgetText("misprinted"))
    assert not dossier.index_file.exists()
    session.take_back(Contents.read(dossier))
    qtbot.waitUntil(lambda: panel.hint_said() == "Nothing holds “misprinted”.", timeout=20_000)
    assert b"misprinted" not in dossier.index_file.read_bytes()

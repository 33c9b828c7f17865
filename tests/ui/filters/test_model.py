import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from flowviz.ui.filters.model import FilterModel
from flowviz.ui.filters.section import FEW, Offer, Section

CHECKED = Qt.ItemDataRole.CheckStateRole


def sections(*counts: int, taken: int = -1) -> tuple[Section, ...]:
    first = tuple(Offer(n, f"Élan {n}", count, n == taken) for n, count in enumerate(counts))
    second = (Offer(None, "any", 3, True), Offer(True, "only", 0))
    return (
        Section("first", "First", first),
        Section("second", "Second", second, is_single=True, note="What counts."),
    )


@pytest.fixture
def model(qtmodeltester: ModelTester) -> FilterModel:
    made = FilterModel()
    qtmodeltester.check(made)
    made.show_sections(sections(5, 4, 3))
    qtmodeltester.check(made)
    return made


def offer_index(model: FilterModel, section: int, row: int) -> QModelIndex:
    return model.index(row, 0, model.index(section, 0))


def test_other_counts_are_told_as_changes_of_the_same_rows(model: FilterModel) -> None:
    removed: list[object] = []
    model.rowsRemoved.connect(lambda *told: removed.append(told))
    model.show_sections(sections(9, 0, 1, taken=1))
    assert not removed
    row = model.row_of(offer_index(model, 0, 1))
    assert row is not None
    assert row.offer == Offer(1, "Élan 1", 0, True)
    assert model.data(offer_index(model, 0, 1), CHECKED) is Qt.CheckState.Checked


def test_other_rows_replace_those_of_their_section_alone(
    model: FilterModel, qtmodeltester: ModelTester
) -> None:
    told: list[int] = []
    model.rowsRemoved.connect(lambda parent, _first, _last: told.append(parent.row()))
    model.show_sections(sections(9, 8, 7, 6))
    assert told == [0]
    assert model.rowCount(model.index(0, 0)) == 4
    model.show_sections(sections())
    assert model.rowCount(model.index(0, 0)) == 0
    qtmodeltester.check(model)


def test_a_search_does_not_mind_case_and_finds_by_parts(model: FilterModel) -> None:
    model.search("LAN 2")
    assert [model.has_matches(number) for number in (0, 1)] == [True, False]
    assert offer_index(model, 0, 0).data() == "Élan 2"
    model.search("")
    assert model.rowCount(model.index(0, 0)) == 3


def test_more_rows_are_listed_when_they_are_asked_for(
    model: FilterModel, qtmodeltester: ModelTester
) -> None:
    model.show_sections(sections(*range(150, 0, -1)))
    parent = model.index(0, 0)
    assert model.rowCount(parent) == FEW + 1
    model.show_more("first")
    assert model.rowCount(parent) == 101
    model.show_more("first")
    assert model.rowCount(parent) == 150
    qtmodeltester.check(model)


def test_ticking_asks_and_changes_nothing_by_itself(model: FilterModel) -> None:
    told: list[tuple[str, object]] = []
    model.taken.connect(lambda name, value: told.append((name, value)))
    assert model.setData(offer_index(model, 0, 2), Qt.CheckState.Checked, CHECKED)
    assert told == [("first", 2)]
    assert model.data(offer_index(model, 0, 2), CHECKED) is Qt.CheckState.Unchecked
    assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, CHECKED)


def test_every_row_is_spoken_with_its_count(model: FilterModel) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(offer_index(model, 0, 0), spoken) == "Élan 0, 5 records"
    assert model.data(offer_index(model, 1, 0), spoken) == "What counts."
    assert model.data(model.index(0, 0), spoken) == "First"


def test_a_hostile_word_is_shown_letter_by_letter(model: FilterModel) -> None:
    evil = Offer("x", "<b>x</b>\u202eevil\n\nname", 1, tip="<img src=x>")
    model.show_sections((Section("first", "First", (evil,)), *sections()[1:]))
    index = offer_index(model, 0, 0)
    assert index.data() == "<b>x</b>⟨U+202E⟩evil name"
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)

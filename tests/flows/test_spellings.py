"""Once its spellings are joined, an item is one to everything that compares or finds items."""

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.editing.record_search import find_records
from flowviz.editing.spellings import joined, write
from flowviz.flows.columns import read_columns
from flowviz.flows.search import index
from flowviz.overview.goods import count_goods
from flowviz.records import Account, Group
from flowviz.terms import Reporter
from tests.flows.cases import dossier_of, sent

TOLD = (
    sent("one", "AAA", "BBB", ("Konkurs", Amount.exact("240")), reporter=Reporter.EXPORTER),
    sent("two", "AAA", "BBB", ("AT-5 Spandrel", Amount.exact("240")), reporter=Reporter.IMPORTER),
)


def join(dossier: Dossier) -> None:
    with dossier.edit("join") as edit:
        write(edit, {}, joined({}, ["Konkurs", "AT-5 Spandrel"], "Konkurs"))


def test_the_double_count_guard_sees_the_same_goods() -> None:
    with dossier_of(*TOLD) as dossier:
        assert count_goods(read_columns(dossier)) == 0
        join(dossier)
        assert count_goods(read_columns(dossier)) == 1
        dossier.undo()
        assert count_goods(read_columns(dossier)) == 0


def test_an_item_and_a_record_are_found_by_every_spelling() -> None:
    with dossier_of(*TOLD) as dossier:
        join(dossier)
        columns = read_columns(dossier)
        (hit,) = index(dossier, columns).find("spandrel")
    assert (hit.label, hit.detail) == ("Konkurs", "2 lines, AT-5 Spandrel")
    assert find_records(columns, "spandrel", 9) == ("one", "two")
    assert find_records(columns, "konkurs", 9) == ("one", "two")


def test_accounts_of_the_same_goods_are_compared_item_by_item() -> None:
    other = sent("two", "AAA", "BBB", ("AT-5 Spandrel", Amount.exact("200")))
    accounts = (Account("a", "first", True, ("one",)), Account("b", "second", False, ("two",)))
    with dossier_of(TOLD[0], other, Group("g", "the same", accounts)) as dossier:
        join(dossier)
        columns = read_columns(dossier)
    (conflict,) = columns.conflicts.of(columns, [0, 1])
    assert conflict.about == "Konkurs, delivered, pieces"

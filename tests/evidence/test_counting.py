"""Which account of the same goods counts, and why."""

import pytest

from flowviz.evidence import Counted, GradeClass, Telling, counted, telling
from flowviz.records import Account, Group
from flowviz.terms import CountedBy, Reporter, Stage
from tests.evidence.made import cited, judged, record, sources

PLAIN = Telling(1, GradeClass.PLAIN, Reporter.THIRD_PARTY, 1)


def group(counted_by: CountedBy, *marked: bool) -> Group:
    """A group of accounts of which some are marked."""
    accounts = tuple(
        Account(f"a{at}", f"Account {at}", is_counted, (f"t{at}",))
        for at, is_counted in enumerate(marked)
    )
    return Group("g", "the same launchers", accounts, counted_by)


def by_rule(*tellings: Telling) -> Counted:
    """What the rule counts of a group with these accounts; the first is the one last marked."""
    marked = [not at for at in range(len(tellings))]
    return counted(group(CountedBy.RULE, *marked), tellings)


def test_by_hand_the_marked_account_counts_whatever_the_rule_would_say() -> None:
    better = Telling(3, GradeClass.GOOD, Reporter.EXPORTER, 12)
    found = counted(group(CountedBy.HAND, False, True), [better, PLAIN])
    assert found == (1, "chosen by hand")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (
            Telling(2, None, None, 1),
            "it rests on the most established origins (2 origins)",
        ),
        (Telling(1, GradeClass.GOOD, None, 1), "its grades are the best"),
        (Telling(1, GradeClass.PLAIN, Reporter.EXPORTER, 1), "it is reported by the exporter"),
        (
            Telling(1, GradeClass.PLAIN, Reporter.THIRD_PARTY, 12),
            "it tells the goods in the most records (12)",
        ),
    ],
)
def test_the_rule_asks_for_origins_then_grades_then_reporters_then_records(
    other: Telling, reason: str
) -> None:
    assert by_rule(PLAIN, other) == (1, reason)
    assert by_rule(other, PLAIN) == (0, reason)


def test_third_parties_go_before_the_importer_and_anybody_before_nobody() -> None:
    third, importer, nobody = (
        Telling(1, GradeClass.PLAIN, reporter, 1)
        for reporter in (Reporter.THIRD_PARTY, Reporter.IMPORTER, None)
    )
    assert by_rule(importer, third).account == 1
    assert by_rule(nobody, importer).account == 1


def telling_at(origins: int, *stages: Stage) -> Telling:
    """An account of so many origins that tells of some stages."""
    return Telling(origins, GradeClass.PLAIN, None, 1, frozenset(stages))


def test_at_a_stage_of_which_the_account_that_counts_is_silent_the_best_of_the_others_counts() -> (
    None
):
    deliveries = telling_at(3, Stage.DELIVERED)
    deal = telling_at(1, Stage.ORDERED, Stage.DELIVERED)
    press = telling_at(2, Stage.ORDERED)
    two, three = (deliveries, deal), (deliveries, deal, press)
    for way in CountedBy:
        of_two, of_three = group(way, True, False), group(way, True, False, False)
        assert counted(of_two, two, Stage.DELIVERED) == counted(of_two, two)
        assert counted(of_two, two, Stage.ORDERED) == (1, "it alone tells what was ordered")
        assert counted(of_three, three, Stage.ORDERED) == (
            2,
            "of those that tell what was ordered, it rests on the most established origins "
            "(2 origins)",
        )
        assert counted(of_two, two, Stage.SEIZED) == counted(of_two, two)


def test_of_accounts_that_nothing_tells_apart_the_first_counts() -> None:
    assert by_rule(PLAIN, PLAIN) == (0, "nothing tells the accounts apart, so the first one counts")


def test_an_account_is_as_good_as_the_weakest_of_its_records() -> None:
    known = sources("a", "b", "c ?")
    strong = judged(known, cited("a", "A1"), cited("b", "A1"))
    weak = judged(known, cited("c", "E5"))
    exported, told = record(reporter=Reporter.EXPORTER), record()
    delivered = frozenset((Stage.DELIVERED,))
    assert telling([(exported, strong)]) == Telling(
        2, GradeClass.GOOD, Reporter.EXPORTER, 1, delivered
    )
    assert telling([(exported, strong), (told, weak)]) == Telling(
        0, GradeClass.DOUBTFUL, None, 2, delivered
    )
    unbacked = judged(known)
    assert telling([(exported, strong), (exported, unbacked)]).grade is None
    assert telling([]) == Telling(0, None, None, 0)

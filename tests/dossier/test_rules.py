"""What must hold at the end of an edit, said in words when it does not."""

from dataclasses import replace

import pytest

from flowviz.actor import Actor
from flowviz.dossier import Dossier
from flowviz.errors import RecordError
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Grading,
    Group,
    Import,
    Link,
    Note,
    Record,
    Source,
    Spelling,
    Transfer,
    Verdict,
)
from flowviz.terms import Existence, LinkKind, Subject
from tests.dossier.material import (
    BULGARIA,
    CITATION,
    DELIVERY,
    GROUP,
    ONWARD,
    PLACEMENT,
    PROVENANCE,
    READ,
    REGISTER,
    SNAPSHOT,
    SPELLING,
    content,
)

BROKEN: dict[str, tuple[tuple[Record, ...], str]] = {
    "a supplier that is no actor": ((replace(DELIVERY, supplier="XXX"),), "actor 'XXX' is not"),
    "a recipient that is no actor": ((replace(DELIVERY, recipient="XXX"),), "actor 'XXX' is not"),
    "a party that is no actor": (
        (replace(DELIVERY, parties=(replace(DELIVERY.parties[0], actor="XXX"),)),),
        "actor 'XXX' is not",
    ),
    "a data set that is not there": ((replace(DELIVERY, data_set="no"),), "data set 'no'"),
    "an import that is not there": ((replace(PROVENANCE, import_id="no"),), "import 'no'"),
    "a grade that is none": (
        (replace(REGISTER, gradings=(Grading("g", "G"),)),),
        "a letter from A to F, not 'G'",
    ),
    "no grade at all": ((replace(REGISTER, gradings=(Grading("g", ""),)),), "from A to F, not ''"),
    "a reference that is no object": ((replace(REGISTER, reference="[1]"),), "no JSON object"),
    "a verdict without a reason": (
        (Verdict("BLR>BGR", Existence.CONFIRMED, " "),),
        "needs a reason",
    ),
    "a row of a file of no transfer": ((replace(READ, transfer="no"),), "transfer 'no' is not"),
    "a row of an import that is not there": (
        (replace(READ, rows=(("no", "[[1]]"),)),),
        "is no list of rows of an import",
    ),
    "a row of a file that is no JSON": ((replace(READ, rows=(("i1", "[[1"),)),), "no list of rows"),
    "a row of a file without its line": (
        (replace(READ, rows=(("i1", '[["a","b"]]'),)),),
        "no list of rows",
    ),
    "rows of a file that are no list": ((replace(READ, rows=(("i1", "{}"),)),), "no list of rows"),
    "an item that means itself": ((Spelling("AGS-17", "AGS-17"),), "means itself"),
    "a spelling of nothing": ((Spelling(" ", "AGS-17"),), "needs a designation"),
    "a spelling of a spelling": (
        (Spelling("9K111", "Fagot"), Spelling("Fagot", "AT-4")),
        "each spelling names the item that stands for all",
    ),
    "a source that is not there": ((replace(CITATION, source="no"),), "source 'no' is cited"),
    "a subject that is not there": (
        (replace(CITATION, subject_id="no"),),
        "about the figure 'no'",
    ),
    "a note on nothing": ((Note("n2", Subject.TRANSFER, "no", "x"),), "about the transfer 'no'"),
    "a source that derives from none": (
        (replace(REGISTER, derives_from=("no",)),),
        "derives from 'no'",
    ),
    "a source that derives from itself": (
        (replace(REGISTER, derives_from=("register",)),),
        "derive from itself",
    ),
    "a circle of sources": (
        (
            Source("middle", "Middle", derives_from=("article",)),
            replace(REGISTER, derives_from=("middle",)),
        ),
        "derive from itself",
    ),
    "a link to itself": ((Link("k2", "t1", "t1", LinkKind.FULFILS),), "linked to itself"),
    "a link to nothing": ((Link("k2", "t1", "no", LinkKind.FULFILS),), "transfer 'no'"),
    "a group with two counted": (
        (replace(GROUP, accounts=tuple(replace(a, is_counted=True) for a in GROUP.accounts)),),
        "Exactly one account",
    ),
    "a group with none counted": (
        (replace(GROUP, accounts=tuple(replace(a, is_counted=False) for a in GROUP.accounts)),),
        "Exactly one account",
    ),
    "a group of one account": ((replace(GROUP, accounts=GROUP.accounts[:1]),), "two or more"),
    "an account of nothing": (
        (replace(GROUP, accounts=(*GROUP.accounts, Account("g1/c", "empty", False, ()))),),
        "“empty” of the group “the same goods told twice” would tell of no transfer",
    ),
    "a reliability beyond F": ((replace(CITATION, reliability="G"),), "A to F"),
    "a credibility beyond 6": ((replace(CITATION, credibility=7),), "1 to 6"),
    "a snapshot of other bytes": ((replace(SNAPSHOT, content=b"other"),), "SHA-256"),
    "a place that is no number": ((replace(PLACEMENT, x=float("nan")),), "wrong kind"),
    "a figure without a unit": (
        (replace(DELIVERY, figures=(replace(DELIVERY.figures[0], unit=""),)),),
        "needs a unit",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_told_and_nothing_is_changed(full: Dossier, name: str) -> None:
    records, words = BROKEN[name]
    before = content(full)
    with pytest.raises(RecordError, match=words), full.edit("Break") as edit:
        edit.put(*records)
    assert content(full) == before


def test_what_belongs_together_may_be_put_in_any_order(empty: Dossier) -> None:
    with empty.edit("Cited before the source is there") as edit:
        edit.put(Citation("c", "s", Subject.ACTOR, "BGR"))
        edit.put(BULGARIA, Source("s", "A source"))
    assert empty.counts().citations == 1


def test_a_spelling_joined_later_is_held_to_those_joined_before(full: Dossier) -> None:
    with full.edit("Join") as edit:
        edit.put(SPELLING)
    for other in (Spelling("AT-5", SPELLING.id), Spelling(SPELLING.item, "AT-5")):
        with pytest.raises(RecordError, match="stands for all"), full.edit("Join") as edit:
            edit.put(other)
    assert full.spellings() == {SPELLING.id: SPELLING.item}


@pytest.mark.parametrize(
    ("kind", "id_", "words"),
    [
        (
            Actor,
            "BGR",
            "Bulgaria is in 2 transfers; merge it into another actor or delete these first.",
        ),
        (
            Actor,
            "BLR",
            "Belarus is in 1 transfer; merge it into another actor or delete it first.",
        ),
        (
            Source,
            "article",
            "“How it went” is held by 1 citation and 1 kept copy; change or delete these first.",
        ),
        (
            Source,
            "register",
            "“A register” is held by 1 source that derives from it and 1 data set; change or"
            " delete these first.",
        ),
        (
            DataSet,
            "set",
            "The data set “Register” is held by 1 transfer and 1 import; delete these first.",
        ),
        (
            Import,
            "i1",
            "The import of deals.csv is held by 1 transfer that it brought and 1 problem; delete"
            " these first.",
        ),
    ],
)
def test_what_others_name_cannot_go_and_they_are_counted(
    full: Dossier, kind: type, id_: str, words: str
) -> None:
    before = content(full)
    with pytest.raises(RecordError) as told, full.edit("Delete") as edit:
        edit.delete(kind, id_)
    assert str(told.value) == words
    assert content(full) == before


def test_what_goes_with_all_that_names_it_can_go_in_any_order(full: Dossier) -> None:
    with full.edit("Delete") as edit:
        edit.delete(Actor, "BLR")
        edit.delete(Group, "g1")
        edit.delete(Transfer, "t1")
    assert list(full.actors()) == ["BGR", "x-pact"]


def test_the_counted_account_of_a_group_keeps_its_transfer(full: Dossier) -> None:
    with pytest.raises(RecordError, match="would tell of no transfer"), full.edit("Delete") as edit:
        edit.delete(type(DELIVERY), "t1")


def test_a_new_dossier_holds_only_records_that_fit_together() -> None:
    with pytest.raises(RecordError, match="is not in the dossier"):
        Dossier.new("Odd", [ONWARD])

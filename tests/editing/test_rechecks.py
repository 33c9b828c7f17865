"""Citations of what was changed by hand are to be checked, and nothing else becomes of them."""

import dataclasses
from decimal import Decimal

from flowviz.amounts import Amount
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.editing.batch import ChangeText, apply
from flowviz.editing.known import Known
from flowviz.editing.rechecks import rechecks
from flowviz.records import Citation, Figure, Line, Note, Party, Source, Transfer
from flowviz.terms import CitationStatus, Existence, Role, Stage, Stance, Subject, TransferKind
from tests.dossier.material import BELARUS, BULGARIA
from tests.editing.made import known_of

FIGURE = Figure("f", Stage.DELIVERED, "pieces", Amount.exact("240"), Dates.parse("2015"))
BEFORE = Transfer(
    "t",
    TransferKind.DELIVERY,
    "BLR",
    "BGR",
    lines=(Line("l", "Konkurs", figures=(FIGURE,)),),
    parties=(Party("p", "BLR", Role.BROKER),),
)
NAMES = {"BLR": "Belarus", "BGR": "Bulgaria"}


def cited(subject: Subject, id_: str, field: str = "", **more: object) -> Citation:
    citation = Citation(f"c-{id_}-{field}", "s", subject, id_, field)
    return dataclasses.replace(citation, **more)  # type: ignore[arg-type]


AMOUNT = cited(Subject.FIGURE, "f", "amount")
DATES = cited(Subject.FIGURE, "f", "dates")
WHOLE = cited(Subject.TRANSFER, "t")
ALL = (AMOUNT, DATES, WHOLE, cited(Subject.LINE, "l", "designation"), cited(Subject.PARTY, "p"))


def with_figure(**fields: object) -> Transfer:
    figure = dataclasses.replace(FIGURE, **fields)  # type: ignore[arg-type]
    line = dataclasses.replace(BEFORE.lines[0], figures=(figure,))
    return dataclasses.replace(BEFORE, lines=(line,))


def made(
    after: Transfer, citations: tuple[Citation, ...] = ALL, before: Transfer = BEFORE
) -> dict[str, str]:
    """The reasons of the citations that change, by identifier."""
    found = rechecks([(before, after)], citations, NAMES.__getitem__)
    assert all(each.status is CitationStatus.TO_CHECK for each in found)
    return {each.id: each.status_reason for each in found}


def test_the_citation_of_a_changed_field_is_to_be_checked_and_says_what_it_was() -> None:
    assert made(with_figure(amount=Amount.exact("250"))) == {
        "c-f-amount": "amount was 240 pieces",
        "c-t-": "“Konkurs, delivered 2015”: amount was 240 pieces",
    }
    assert made(with_figure(dates=Dates.parse("2016")))["c-f-dates"] == "dates was 2015"


def test_a_change_of_the_record_says_the_names_of_actors() -> None:
    other = dataclasses.replace(BEFORE, recipient="BLR")
    supplier, recipient = (
        cited(Subject.TRANSFER, "t", "supplier"),
        cited(Subject.TRANSFER, "t", "recipient"),
    )
    assert made(other, (supplier, recipient)) == {"c-t-recipient": "recipient was Bulgaria"}


def test_what_only_reads_differently_needs_no_check() -> None:
    unknown = with_figure(amount=Amount())
    assert made(with_figure(amount=dataclasses.replace(Amount(), text="n/a")), ALL, unknown) == {}
    assert made(with_figure(dates=dataclasses.replace(FIGURE.dates, text="in 2015"))) == {}
    line = dataclasses.replace(BEFORE.lines[0], designation=" konkurs ")
    assert made(dataclasses.replace(BEFORE, lines=(line,))) == {}


def test_a_comment_and_existence_are_not_what_a_source_says() -> None:
    stated = dataclasses.replace(BEFORE, existence=Existence.TENTATIVE, comment="Look again")
    assert made(stated, (*ALL, cited(Subject.TRANSFER, "t", "existence"))) == {}
    comment = cited(Subject.TRANSFER, "t", "comment")
    assert made(stated, (comment,)) == {"c-t-comment": "comment was not stated"}


def test_a_withdrawn_citation_stays_withdrawn_and_a_contradiction_is_to_be_checked() -> None:
    withdrawn = dataclasses.replace(AMOUNT, status=CitationStatus.WITHDRAWN, status_reason="old")
    against = dataclasses.replace(AMOUNT, id="against", stance=Stance.CONTRADICTS)
    assert made(with_figure(amount=Amount.exact("250")), (withdrawn, against)) == {
        "against": "amount was 240 pieces"
    }


def test_a_field_put_back_is_not_to_be_checked_any_longer() -> None:
    changed = with_figure(amount=Amount.exact("250"))
    (doubted,) = rechecks([(BEFORE, changed)], (AMOUNT,), NAMES.__getitem__)
    further = with_figure(amount=Amount.exact("260"))
    assert rechecks([(changed, further)], (doubted,), NAMES.__getitem__) == ()
    assert rechecks([(further, BEFORE)], (doubted,), NAMES.__getitem__) == (AMOUNT,)


def test_a_part_that_comes_or_goes_leaves_the_other_citations_alone() -> None:
    bare = dataclasses.replace(BEFORE, lines=())
    assert made(bare) == {}
    assert made(BEFORE, ALL, bare) == {}


def test_a_note_is_cited_for_its_text() -> None:
    before = Note("n", Subject.TRANSFER, "t", "It was sold.")
    after = dataclasses.replace(before, text="It was given.")
    found = rechecks([(before, after)], (cited(Subject.NOTE, "n"),), NAMES.__getitem__)
    assert [each.status_reason for each in found] == ["text was It was sold."]


def test_a_batch_has_the_citations_of_what_it_changes_checked() -> None:
    with known_of(BELARUS, BULGARIA) as (_dossier, known):
        changes = [ChangeText("unit", "tonnes")]
        batch = apply(changes, [BEFORE], known, (AMOUNT,))
        assert [each.status_reason for each in batch.rechecks] == ["amount was 240 pieces"]
        assert batch.citations == ()


def test_undo_brings_the_citations_back() -> None:
    source = dataclasses.replace(AMOUNT, id="c")
    with Dossier.new("", (BELARUS, BULGARIA, BEFORE, Source("s", "A paper"), source)) as dossier:
        known = Known.read(dossier)
        after = with_figure(amount=Amount.exact("250"))
        cited_now = dossier.citations(["f"])
        with dossier.edit("Change the amount") as edit:
            edit.put(after, *rechecks([(BEFORE, after)], cited_now, known.shown_actor))
        assert [each.status for each in dossier.citations(["f"])] == [CitationStatus.TO_CHECK]
        dossier.undo()
        assert dossier.citations(["f"]) == cited_now
        assert dossier.transfer("t").lines[0].figures[0].amount.value == Decimal(240)

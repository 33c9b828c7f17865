"""A record once more."""

import dataclasses

from flowviz.editing.copying import duplicate
from flowviz.records import Citation
from flowviz.terms import Subject
from tests.dossier import material
from tests.dossier.material import CITATION, DELIVERY, ONWARD, REGISTER
from tests.editing.made import known_of


def test_a_copy_has_parts_of_its_own_and_says_the_same() -> None:
    copy, _ = duplicate(DELIVERY, (), with_citations=False)
    assert not set(copy.part_ids()) & set(DELIVERY.part_ids())
    assert len(set(copy.part_ids())) == len(DELIVERY.part_ids())
    assert [line.designation for line in copy.lines] == ["9P135M Konkurs", "AGS-17"]
    assert copy.lines[0].figures[0].amount == DELIVERY.lines[0].figures[0].amount
    assert (copy.supplier, copy.recipient, copy.comment) == ("BLR", "BGR", DELIVERY.comment)


def test_a_copy_is_a_persons_and_no_data_sets() -> None:
    assert ONWARD.data_set
    assert duplicate(ONWARD, (), with_citations=False)[0].data_set == ""


def test_citations_go_along_only_when_they_are_asked_for() -> None:
    whole = Citation("c9", "register", Subject.TRANSFER, "t1")
    assert duplicate(DELIVERY, (CITATION, whole), with_citations=False)[1] == ()
    copy, citations = duplicate(DELIVERY, (CITATION, whole), with_citations=True)
    assert [each.subject_id for each in citations] == [copy.lines[0].figures[0].id, copy.id]
    assert not {each.id for each in citations} & {CITATION.id, "c9"}
    assert (
        dataclasses.replace(citations[0], id=CITATION.id, subject_id=CITATION.subject_id)
        == CITATION
    )
    assert REGISTER.id == citations[1].source


def test_a_copy_can_be_kept_beside_the_first() -> None:
    with known_of(*material.ALL) as (dossier, _):
        copy, citations = duplicate(
            DELIVERY, dossier.citations(DELIVERY.part_ids()), with_citations=True
        )
        with dossier.edit("Duplicate") as edit:
            edit.put(copy, *citations)
        assert dossier.transfer(copy.id) == copy
        assert dossier.transfer("t1") == DELIVERY

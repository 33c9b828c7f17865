"""One source cited for many records: how many citations that is, and what stands already."""

import dataclasses

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.editing import CitationText, Known
from flowviz.editing.citing_many import CitedMany, What, cite_many
from flowviz.records import Citation, Figure, Line, Source, Transfer
from flowviz.terms import CitationStatus, Stage, Stance, Subject, TransferKind

BOOK = Source("book", "A book")


def transfer(id_: str, figures: int = 1) -> Transfer:
    made = tuple(
        Figure(f"{id_}-f{n}", Stage.DELIVERED, "pieces", Amount.exact("10")) for n in range(figures)
    )
    line = Line(f"{id_}-l", "Konkurs", figures=made)
    return Transfer(id_, TransferKind.DELIVERY, "BLR", "BGR", lines=(line,))


TRANSFERS = (transfer("t1"), transfer("t2", 2), transfer("t3", 0))
TYPED = CitationText(source="A book", locator="p. 4", credibility="2", text="ten of them")


def known() -> Known:
    return Known.read(Dossier.new("", (BOOK,)))


def made(what: What, *there: Citation, typed: CitationText = TYPED) -> CitedMany:
    return cite_many(typed, what, TRANSFERS, known(), there)


def test_each_record_is_cited_as_a_whole() -> None:
    found = made(What.RECORD)
    assert (found.records, found.standing, found.without) == (3, 0, 0)
    assert [each.subject_id for each in found.citations] == ["t1", "t2", "t3"]
    first = found.citations[0]
    assert (first.source, first.subject, first.field) == ("book", Subject.TRANSFER, "")
    assert (first.locator, first.credibility, first.text) == ("p. 4", 2, "ten of them")
    assert len({each.id for each in found.citations}) == 3


def test_a_field_is_cited_where_each_record_has_it() -> None:
    assert [each.field for each in made(What.EXISTENCE).citations] == ["existence"] * 3
    amounts = made(What.AMOUNTS)
    assert [each.subject_id for each in amounts.citations] == ["t1-f0", "t2-f0", "t2-f1"]
    assert amounts.without == 1, "a record without figures has no amount to cite"
    assert {each.field for each in made(What.ITEMS).citations} == {"designation"}


def test_what_stands_already_is_left_alone() -> None:
    there = made(What.RECORD).citations
    assert made(What.RECORD, *there) == CitedMany(3, (), 3)
    assert len(made(What.RECORD, there[0]).citations) == 2
    other = dataclasses.replace(TYPED, stance=Stance.CONTRADICTS.value)
    assert len(made(What.RECORD, *there, typed=other).citations) == 3
    gone = (dataclasses.replace(each, status=CitationStatus.WITHDRAWN) for each in there)
    assert len(made(What.RECORD, *gone).citations) == 3


def test_nothing_is_made_of_what_is_wrong() -> None:
    found = made(What.RECORD, typed=dataclasses.replace(TYPED, source="No such book"))
    assert found.citations == ()
    assert [fault.path for fault in found.faults] == ["source"]


def test_all_that_is_made_goes_into_a_dossier() -> None:
    dossier = Dossier.sample()
    transfers = dossier.transfers()
    source = next(iter(dossier.sources().values()))
    ids = [id_ for each in transfers for id_ in each.part_ids()]
    typed = CitationText(source=source.id, stance=Stance.MENTIONS.value)
    for what in What:
        found = cite_many(typed, what, transfers, Known.read(dossier), dossier.citations(ids))
        with dossier.edit("Cite") as edit:
            edit.put(*found.citations)
        again = cite_many(typed, what, transfers, Known.read(dossier), dossier.citations(ids))
        assert (again.citations, again.standing) == ((), len(found.citations) + found.standing)

"""The bundled case states what the article reports, in words of our own."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.dossier.case import write_case
from flowviz.evidence import Judgement, fallen, grade, judge
from flowviz.paths import resource
from flowviz.records import Transfer
from flowviz.terms import Existence, LinkKind, Origin, Stage, Stance, Subject, TransferKind
from tests.real_data import real_data

URL = (
    "https://www.themoscowtimes.com/2024/12/13/how-belarus-supported-assad-while-helping-the-"
    "pentagon-arm-his-opponents-a87317"
)


@pytest.fixture
def sample() -> Iterator[Dossier]:
    with Dossier.sample() as dossier:
        yield dossier


def test_it_has_no_file_no_history_and_nothing_to_save(sample: Dossier) -> None:
    assert (sample.path, sample.history(), sample.is_modified) == (None, (), False)


def test_belarus_delivered_two_items_to_bulgaria_for_one_value(sample: Dossier) -> None:
    transfer = sample.transfer("blr-bgr-2015")
    assert (transfer.supplier, transfer.recipient) == ("BLR", "BGR")
    assert (transfer.kind, transfer.existence) == (TransferKind.DELIVERY, None)
    numbers = {line.designation: line.figures[0].amount.value for line in transfer.lines}
    assert numbers == {"9P135M Konkurs": Decimal(240), "AGS-17": Decimal(140)}
    (value,) = transfer.figures
    assert (value.unit, value.amount.value) == ("EUR", Decimal(37_900_000))


@pytest.mark.parametrize(("id_", "recipient", "pieces"), [("usa", "USA", 136), ("sau", "SAU", 80)])
def test_bulgaria_passed_konkurs_on(sample: Dossier, id_: str, recipient: str, pieces: int) -> None:
    transfer = sample.transfer(f"bgr-{id_}-2015")
    assert (transfer.supplier, transfer.recipient) == ("BGR", recipient)
    assert transfer.lines[0].figures[0].amount == Amount.exact(str(pieces))
    (link,) = [link for link in sample.links() if link.later == transfer.id]
    assert (link.earlier, link.kind, link.item) == (
        "blr-bgr-2015",
        LinkKind.CONTINUES,
        "9P135M Konkurs",
    )
    assert (link.unit, link.amount) == ("pieces", Amount.exact(str(pieces)))


def test_the_programme_is_tentative_and_its_amount_unknown(sample: Dossier) -> None:
    transfer = sample.transfer("usa-syria-2015")
    assert (transfer.supplier, transfer.recipient) == ("USA", "x-syrian-opposition")
    assert (transfer.kind, transfer.existence) == (TransferKind.PROGRAMME, Existence.TENTATIVE)
    assert transfer.existence_reason.startswith("The statement speaks of buying, not of handing")
    (figure,) = transfer.all_figures()
    assert (figure.unit, figure.amount, figure.amount.is_known) == ("pieces", Amount(), False)


@pytest.mark.parametrize("id_", ["blr-bgr-2015", "bgr-usa-2015", "bgr-sau-2015"])
def test_the_bulgarian_transfers_rest_on_one_established_origin(sample: Dossier, id_: str) -> None:
    transfer = sample.transfer(id_)
    found = _judgement(sample, transfer)
    assert [(group.roots, group.is_established) for group in found.origins] == [
        (("bic-2024",), True)
    ]
    assert (found.existence, found.is_by_hand) == (Existence.UNCONFIRMED, False)
    assert found.reason == (
        "all support goes back to one origin. To confirm it, a second origin is needed, or a "
        "source that is at least usually reliable (A or B), in a statement that is at least "
        "probably true (1 or 2)"
    )


def test_the_statement_is_graded_apart_from_who_published_it(sample: Dossier) -> None:
    syria = sample.transfer("usa-syria-2015")
    found = _judgement(sample, syria)
    assert found.origins[0].roots == ("allen-2015",)
    assert set(found.origins[0].sources) == {"allen-2015", "buzzfeed-2015"}
    assert (found.existence, found.is_by_hand) == (Existence.TENTATIVE, True)
    sources = sample.sources()
    grades = {
        citation.source: grade(citation, sources[citation.source])
        for citation in sample.citations([syria.id])
        if citation.field == "existence"
    }
    assert grades == {"allen-2015": "C2", "buzzfeed-2015": "C3"}
    (statement,) = (c for c in sample.citations() if c.id == "usa-syria-2015/allen/exists")
    assert statement.locator == "paragraph 4 of The Moscow Times, 2024-12-13"


def test_every_source_is_graded_with_a_reason_and_every_citation_with_it(sample: Dossier) -> None:
    assert all(each.gradings[-1].reason for each in sample.sources().values())
    assert all(citation.credibility for citation in sample.citations())
    assert all(citation.locator and citation.text for citation in sample.citations())


def test_everything_is_delivered_in_2015(sample: Dossier) -> None:
    for transfer in sample.transfers():
        for figure in transfer.all_figures():
            assert figure.stage is Stage.DELIVERED
            assert (figure.dates.first_year, figure.dates.last_year) == (2015, 2015)


def test_every_field_that_is_told_is_cited(sample: Dossier) -> None:
    fields = set()
    for transfer in sample.transfers():
        fields |= {(transfer.id, field) for field in ("supplier", "recipient", "existence")}
        fields |= {(line.id, "designation") for line in transfer.lines}
        for figure in transfer.all_figures():
            fields |= {(figure.id, "dates")}
            fields |= {(figure.id, "amount")} if figure.amount.is_known else set()
    fields |= {(link.id, field) for link in sample.links() for field in ("amount", "existence")}
    fields |= {(note.id, "") for note in sample.notes()}
    supported = {
        (citation.subject_id, citation.field)
        for citation in sample.citations()
        if citation.stance is Stance.SUPPORTS
    }
    assert supported == fields
    mentioned = {c.subject_id for c in sample.citations() if c.stance is Stance.MENTIONS}
    assert mentioned == {"usa-syria-2015"}


def test_only_the_article_that_was_read_has_a_url(sample: Dossier) -> None:
    urls = {source.id: source.url for source in sample.sources().values() if source.url}
    assert urls == {"moscow-times-2024": URL}
    article = sample.sources()["moscow-times-2024"]
    assert article.published.text == "2024-12-13"
    assert (article.origin, article.derives_from) == (Origin.DERIVED, ("bic-2024",))


def test_the_context_is_kept_as_notes(sample: Dossier) -> None:
    told = {note.id: note.text for note in sample.notes()}
    assert len(told) == 4
    assert all(note.subject is Subject.TRANSFER for note in sample.notes())
    sources = {citation.source for citation in sample.citations(told)}
    assert sources == {"experts", "emails", "occrp"}


def test_the_file_is_written_as_flowviz_writes_it(sample: Dossier) -> None:
    path = resource("cases", "belarus-bulgaria-2015.json")
    assert path.read_text(encoding="utf-8") == write_case(sample)


def test_no_sentence_of_the_article_is_copied(sample: Dossier) -> None:
    article = _words(real_data("seed/article.txt").read_text(encoding="utf-8"))
    eight = {tuple(article[at : at + 8]) for at in range(len(article) - 7)}
    case = json.loads(write_case(sample))
    for section in ("transfers", "notes", "citations", "sources", "links"):
        for record in case[section]:
            for key in ("text", "note", "comment", "existence_reason"):
                ours = _words(record.get(key, ""))
                for at in range(len(ours) - 7):
                    assert tuple(ours[at : at + 8]) not in eight, record["id"]


def _judgement(sample: Dossier, transfer: Transfer) -> Judgement:
    sources = sample.sources()
    return judge(transfer, sample.citations(transfer.part_ids()), sources, fallen(sources))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())

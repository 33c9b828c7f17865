"""What is typed becomes a record or faults; what nobody changed stays as it is."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.editing import (
    AccountText,
    ActorText,
    CitationText,
    FigureText,
    GradingText,
    GroupText,
    Known,
    LineText,
    LinkText,
    MemberText,
    NameText,
    NoteText,
    PartyText,
    SourceText,
    TransferText,
    check,
    text_of,
)
from flowviz.names import hidden_characters
from flowviz.records import Citation, Figure, Group, Line, Link, Note, Source, Transfer
from flowviz.terms import (
    Basis,
    Stage,
    Subject,
    TransferKind,
)
from tests.dossier import material
from tests.dossier_of_everything import records
from tests.editing.made import (
    amounts,
    citations,
    dates,
    groups,
    known_of,
    links,
    sources,
    stated,
    texts,
)

EDITABLE = (Transfer, Source, Citation, Note, Link, Group, Actor)
SOVIET_UNION = Actor("SUN", ActorKind.STATE, "Soviet Union", (), 1922, 1991)


@pytest.fixture(scope="module")
def known() -> Known:
    with known_of(*material.ALL) as (_, made):
        return made


def typed(**fields: Any) -> TransferText:
    """A valid transfer with some fields typed otherwise."""
    figure = FigureText("delivered", "pieces", amount="240", dates="2015", id="f")
    line = LineText("Konkurs", figures=(figure,), id="l")
    valid = TransferText("delivery", "Belarus", "BGR", lines=(line,), id="t")
    return dataclasses.replace(valid, **fields)


def with_figure(**fields: str) -> TransferText:
    figure = FigureText("delivered", "pieces", amount="240", dates="2015", id="f")
    return typed(lines=(LineText("Konkurs", figures=(dataclasses.replace(figure, **fields),)),))


def words(text: Any, known: Known, path: str) -> str:
    """What is said of a field, "" where nothing is."""
    return " ".join(fault.words for fault in check(text, known).faults if fault.path == path)


@pytest.mark.parametrize("of", [material.ALL, records()], ids=["material", "everything"])
def test_a_record_that_nobody_changed_is_the_same_to_the_letter(of: tuple[Any, ...]) -> None:
    with known_of(*of) as (_, known):
        editable = [record for record in of if isinstance(record, EDITABLE)]
        assert len(editable) > 8
        for record in editable:
            checked = check(text_of(record, known), known, record)
            assert checked.record == record
            assert checked.actors == ()


@given(amounts(), dates(), texts, texts)
def test_odd_texts_stay_where_nobody_touched_them(
    amount: Any, when: Any, text: str, comment: str
) -> None:
    figure = Figure("f", Stage.SEIZED, text, amount, when, Basis.PER_UNIT)
    line = Line("l", text, text, text, text, (figure,))
    before = Transfer("t", TransferKind.DEAL, "BLR", "x-gone", comment=comment, lines=(line,))
    shown = text_of(before, KNOWN)
    assert check(shown, KNOWN, before).record == before
    changed = dataclasses.replace(shown, comment="another")
    assert check(changed, KNOWN, before).record == dataclasses.replace(before, comment="another")


@given(st.one_of(stated(), sources(), citations(), links(), groups()))
def test_no_field_of_a_record_is_lost_in_a_form(record: Any) -> None:
    assert check(text_of(record, KNOWN), KNOWN, record).record == record


@given(sources(), texts)
def test_a_source_keeps_what_nobody_touched_while_another_field_changes(
    source: Source, pages: str
) -> None:
    shown = text_of(source, KNOWN)
    checked = check(dataclasses.replace(shown, pages=f"p. {pages}"), KNOWN, source)
    if checked.record is not None:
        assert dataclasses.replace(checked.record, pages=source.pages) == source


@given(st.data())
@settings(max_examples=60)
def test_no_text_in_any_field_is_more_than_a_fault(data: st.DataObject) -> None:
    made = data.draw(
        st.one_of(
            st.builds(TransferText, *[texts] * 6, lines=st.tuples(LINES),
                      figures=st.tuples(FIGURES),
                      parties=st.tuples(st.builds(PartyText, texts, texts)),
                      existence_reason=texts),
            st.builds(SourceText, *[texts] * 12, st.tuples(texts), *[texts] * 10),
            st.builds(CitationText, *[texts] * 7, st.booleans(), *[texts] * 6),
            st.builds(SourceText, texts, reference=texts, gradings=st.tuples(GRADINGS)),
            st.builds(LinkText, *[texts] * 7),
            st.builds(GroupText, texts, texts, st.tuples(ACCOUNTS, ACCOUNTS)),
            st.builds(NoteText, texts, texts, texts),
            st.builds(ActorText, texts, texts, texts,
                      st.tuples(st.builds(NameText, texts, texts, texts, texts)),
                      texts, texts, texts, texts, st.tuples(st.builds(MemberText, texts))),
        )
    )  # fmt: skip
    checked = check(made, KNOWN)
    assert (checked.record is None) == bool(checked.grave)
    assert all(fault.words and not hidden_characters(fault.words) for fault in checked.faults)
    if checked.record is not None:
        assert check(text_of(checked.record, KNOWN), KNOWN, checked.record).record == checked.record


FIGURES = st.builds(FigureText, texts, texts, texts, texts, texts)
GRADINGS = st.builds(GradingText, texts, texts, texts, texts)
ACCOUNTS = st.builds(AccountText, texts, st.booleans(), st.tuples(texts))
LINES = st.builds(LineText, texts, texts, texts, texts, st.tuples(FIGURES))
with known_of(*material.ALL) as (_, KNOWN):
    pass


def test_what_is_typed_becomes_a_record(known: Known) -> None:
    checked = check(typed(), known)
    assert checked.faults == ()
    assert checked.record is not None
    assert (checked.record.supplier, checked.record.recipient) == ("BLR", "BGR")
    assert checked.record.lines[0].figures[0].amount.value == 240


def test_a_field_that_is_missing_is_said_where_it_is(known: Known) -> None:
    made = TransferText(lines=(LineText(figures=(FigureText(),)),))
    faults = {fault.path for fault in check(made, known).grave}
    assert faults == {
        "kind",
        "supplier",
        "recipient",
        "lines/0/designation",
        "lines/0/figures/0/stage",
        "lines/0/figures/0/unit",
    }


def test_an_actor_is_matched_by_name_or_code_and_never_guessed(known: Known) -> None:
    assert "No actor is called “Belaru”" in words(typed(supplier="Belaru"), known, "supplier")
    assert "Choose one of Belarus" in words(typed(supplier="Belaru"), known, "supplier")
    checked = check(typed(supplier="Беларусь"), known)
    assert checked.record is not None
    assert checked.record.supplier == "BLR"


def test_a_name_that_was_borne_in_other_years_is_no_match() -> None:
    old = Actor("x-new", ActorKind.STATE, "New", (ActorName("Old", "", None, 1991),))
    with known_of(material.BULGARIA, old) as (_, known):
        assert "until 1991 of New, not in 2015" in words(typed(supplier="Old"), known, "supplier")


def test_a_look_alike_of_a_known_name_is_refused(known: Known) -> None:
    said = words(typed(supplier="Bеlarus"), known, "supplier")  # noqa: RUF001 -- a Cyrillic letter
    assert "looks like" in said
    assert "CYRILLIC" in said


def test_an_actor_that_did_not_exist_is_a_warning(known: Known) -> None:
    checked = check(typed(supplier="Soviet Union"), known)
    assert checked.record is not None
    said = [fault.words for fault in checked.faults if fault.path == "supplier"]
    assert any("not in 2015" in each for each in said)
    assert [actor.code for actor in checked.actors] == ["SUN"]


def test_a_bundled_actor_is_put_along_with_the_record(known: Known) -> None:
    checked = check(typed(recipient="France"), known)
    assert [actor.code for actor in checked.actors] == ["FRA"]
    assert "will be added" in words(typed(recipient="France"), known, "recipient")


def test_a_supplier_that_is_its_own_recipient_is_a_warning(known: Known) -> None:
    assert "same actor" in words(typed(recipient="Belarus"), known, "recipient")
    assert check(typed(recipient="Belarus"), known).record is not None


def test_an_unknown_amount_is_not_zero(known: Known) -> None:
    checked = check(with_figure(amount=""), known)
    assert checked.record is not None
    assert not checked.record.lines[0].figures[0].amount.is_known


def test_a_fraction_of_a_piece_is_a_warning(known: Known) -> None:
    path = "lines/0/figures/0/amount"
    assert "read as 1.5 pieces" in words(with_figure(amount="1.500"), known, path)
    assert words(with_figure(amount="1.50", unit="TIV"), known, path) == ""


def test_an_amount_of_many_digits_is_kept_to_the_last(known: Known) -> None:
    digits = "1" + "0" * 28
    checked = check(with_figure(amount=digits), known)
    assert checked.record is not None
    assert str(checked.record.lines[0].figures[0].amount.value) == digits
    path = "lines/0/figures/0/amount"
    assert "is read as" in words(with_figure(amount=f"{digits}.5"), known, path)


@pytest.mark.parametrize("end", ["supplier", "recipient"])
@pytest.mark.parametrize("name", ["World", "NATO", "Europe"])
def test_a_bloc_as_supplier_or_recipient_is_a_warning(name: str, end: str, known: Known) -> None:
    said = words(typed(**{end: name}), known, end)
    assert f"{name} is a bloc: its figures count beside those of its members." in said


def test_a_unit_nobody_else_uses_is_a_warning(known: Known) -> None:
    path = "lines/0/figures/0/unit"
    assert "never added" in words(with_figure(unit="peices"), known, path)
    assert "EUR" in words(with_figure(unit="eur"), known, path)


def test_a_year_nobody_would_type_is_a_warning(known: Known) -> None:
    assert "right year" in words(with_figure(dates="0215"), known, "lines/0/figures/0/dates")


def test_a_month_that_may_be_meant_as_a_span_is_a_warning(known: Known) -> None:
    path = "lines/0/figures/0/dates"
    said = words(with_figure(dates="2009-11"), known, path)
    assert said == "“2009-11” is read as a month. For a span write 2009/2011."
    assert words(with_figure(dates="2015-06"), known, path) == ""
    said = words(with_figure(dates="2020-21"), known, path)
    assert said == "“2020-21” is read as a season. For a span write 2020/2021."
    assert words(with_figure(dates="2024-21"), known, path) == ""


@pytest.mark.parametrize("typed", ["1.500", "~1.500?", "1.500-2.500"])
def test_a_point_that_may_part_thousands_is_a_warning(typed: str, known: Known) -> None:
    path = "lines/0/figures/0/amount"
    said = words(with_figure(unit="EUR", amount=typed), known, path)
    assert said == "“1.500” is read as 1.5. Write 1500 if that is meant."


@pytest.mark.parametrize("typed", ["15.00", "0.125", "1500.125", "1.500.000", "1.500 = 1.500"])
def test_a_point_that_cannot_part_thousands_is_none(typed: str, known: Known) -> None:
    assert words(with_figure(unit="EUR", amount=typed), known, "lines/0/figures/0/amount") == ""


def test_hidden_characters_are_spelled_out(known: Known) -> None:
    checked = check(typed(comment="a\u202eb\0\ud800\nnext"), known)
    assert checked.record is not None
    assert checked.record.comment == "a⟨U+202E⟩b⟨U+0000⟩⟨U+D800⟩\nnext"
    persian = "می\u200cخواهم"  # noqa: RUF001 -- Persian parts the halves of this word
    kept = check(typed(comment=persian), known).record
    assert kept is not None
    assert kept.comment == persian


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\\\\host\\x",
        "https://user@example.org/",
        "https:///path",
        "example.org",
        "https://a b.org",
        "https://[::1",
        "https://example.org:port/",
    ],
)
def test_only_links_to_web_pages_are_kept(url: str, known: Known) -> None:
    source = SourceText("A title", url=url, archived_url="https://example.org/x?y=1#z")
    checked = check(source, known)
    assert checked.record is None
    assert {fault.path for fault in checked.faults} == {"url"}


def test_the_host_of_a_link_is_shown_as_it_is_asked_for(known: Known) -> None:
    said = words(SourceText("A title", url="https://exаmple.org/"), known, "url")  # noqa: RUF001
    assert said == "This link leads to xn--exmple-4nf.org."


def test_a_source_never_derives_from_itself(known: Known) -> None:
    register = text_of(material.REGISTER, known)
    round_about = dataclasses.replace(register, derives_from=("How it went",))
    assert "by way of “How it went”" in words(round_about, known, "derives_from/0")
    itself = dataclasses.replace(register, derives_from=("A register",))
    assert words(itself, known, "derives_from/0") == "A source cannot derive from itself."


def test_a_day_is_asked_for_where_one_is_meant(known: Known) -> None:
    assert "one day" in words(SourceText("A title", accessed="2024"), known, "accessed")


def test_grades_are_those_of_the_scale(known: Known) -> None:
    citation = CitationText("A register", "transfer", "t1", reliability="g", credibility="7")
    faults = {fault.path for fault in check(citation, known).grave}
    assert faults == {"reliability", "credibility"}
    graded = dataclasses.replace(citation, reliability="b", credibility="2")
    checked = check(graded, known)
    assert checked.record is not None
    assert (checked.record.reliability, checked.record.credibility) == ("B", 2)
    assert checked.record.subject is Subject.TRANSFER


def test_a_source_is_found_by_its_title_and_two_of_one_title_are_asked_about() -> None:
    sources = (Source("a", "Twice"), Source("b", "twice"), Source("c", "Once"))
    with known_of(*sources) as (_, known):
        once = check(CitationText("once", "transfer", "t"), known).record
        assert once is not None
        assert once.source == "c"
        twice = CitationText("Twice", "transfer", "t")
        assert "2 sources" in words(twice, known, "source")
        assert known.shown_source("a") == "a"
        assert known.shown_source("c") == "Once"


def test_a_new_actor_gets_a_code_of_its_own(known: Known) -> None:
    checked = check(ActorText(kind="non-state", name="Free Army"), known)
    assert checked.record is not None
    assert checked.record.code == "x-free-army"
    taken = ActorText("BLR", "state", "Another")
    assert words(taken, known, "code") == "“BLR” is the code of Belarus."
    assert "code of France" in words(ActorText("FRA", "state", "Another"), known, "code")
    assert words(ActorText("FRA", "state", "france"), known, "code") == ""
    assert "is no code" in words(ActorText("b lr", "state", "Another"), known, "code")


def test_names_that_others_bear_or_that_look_like_them_are_warned_of(known: Known) -> None:
    assert "also a name of Belarus" in words(ActorText("", "state", "belarus"), known, "name")
    looks = ActorText("", "state", "Bulgаria")  # noqa: RUF001 -- a Cyrillic letter
    assert "looks like Bulgaria" in words(looks, known, "name")
    assert check(looks, known).record is not None


def test_a_place_needs_both_its_degrees(known: Known) -> None:
    assert words(ActorText("", "state", "A", lon="27.5"), known, "lat") != ""
    assert "-90 to 90" in words(ActorText("", "state", "A", lon="1", lat="91"), known, "lat")
    assert "-180" in words(ActorText("", "state", "A", lon="1e2", lat="1"), known, "lon")


def test_years_go_forwards(known: Known) -> None:
    made = ActorText("", "state", "A", (NameText("B", "", "2000", "1999"),), "1991", "1918")
    assert {fault.path for fault in check(made, known).grave} == {"last_year", "names/0/last_year"}


def test_no_actor_is_a_member_of_itself(known: Known) -> None:
    pact = text_of(material.PACT, known)
    changed = dataclasses.replace(pact, members=(*pact.members, MemberText("Pact")))
    checked = check(changed, known, material.PACT)
    assert [fault.path for fault in checked.grave] == [f"members/{len(pact.members)}/actor"]


def test_an_alias_keeps_its_years_when_another_is_added(known: Known) -> None:
    belarus = text_of(material.BELARUS, known)
    more = dataclasses.replace(belarus, names=(*belarus.names, NameText("White Russia")))
    checked = check(more, known, material.BELARUS)
    assert checked.record is not None
    assert checked.record.names == (*material.BELARUS.names, ActorName("White Russia"))

"""What is found in a dossier that holds everything, and in what order."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.dossier import Dossier
from flowviz.errors import CancelledError
from flowviz.finding import Filter, Found, Hit, Kind, Shown, Standing, Wanted, build, find, standing
from flowviz.finding.found import marks
from flowviz.records import Citation, Line, Note, Source, Transfer
from flowviz.terms import SourceStatus, Subject, TransferKind
from tests.dossier.material import ARTICLE, BELARUS, BULGARIA, EVERYTHING


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOWVIZ_STATE", str(tmp_path_factory.mktemp("state")))
        with Dossier.new("Of Everything", EVERYTHING) as dossier:
            build(dossier, silent)
            yield dossier


def found(dossier: Dossier, text: str, **filters: object) -> Found:
    told = find(dossier, Wanted(text, Filter(**filters)))  # type: ignore[arg-type]
    assert told is not None
    return told


def ids(told: Found) -> set[tuple[str, str]]:
    return {(str(group.kind), hit.id) for group in told.groups for hit in group.hits}


def only(told: Found) -> Hit:
    ((hit,),) = [group.hits for group in told.groups]
    return hit


def marked(shown: Shown) -> list[str]:
    return [shown.text[start:end] for start, end in shown.marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("belarus", ("actor", "BLR")),
        ("Беларусь", ("actor", "BLR")),
        ("byelo", ("actor", "BLR")),
        ("konkurs", ("record", "t1")),
        ("AGS17", ("record", "t1")),
        ("ags-17", ("record", "t1")),
        ("240 pieces", ("record", "t1")),
        ("37900000", ("record", "t1")),
        ("both items together", ("record", "t1")),
        ("belarus pact", ("record", "t1")),
        ("1979", ("record", "t2")),
        ("BGR|x-pact", ("record", "t2")),
        ("seen by nobody", ("record", "t4")),
        ("how it went", ("source", "article")),
        ("A. Writer", ("source", "article")),
        ("times", ("source", "article")),
        ("example.org", ("source", "article")),
        ("archived", ("source", "article")),
        ("B 211-7", ("source", "graded")),
        ("misprinted", ("source", "graded")),
        ("0000-0000", ("source", "graded")),
        ("first look", ("source", "graded")),
        ("says 200", ("citation", "c1")),
        ("col. 114", ("citation", "c2")),
        ("launchers three", ("citation", "c2")),
        ("note on belarus", ("note", "n1")),
        ("ask her", ("note", "n2")),
        ("80 pieces", ("link", "k1")),
        ("told twice", ("group", "g1")),
        ("one voice", ("decision", "BLR>BGR")),
        ("other years", ("dismissal", "d1")),
        ("register", ("data set", "set")),
        ("deals.csv", ("import", "i1")),
        ("said twice", ("problem", "p1")),
        ("missiles “2015”", ("saved view", "v1")),
        ("of everything", ("title", "title")),
        ("n2", ("note", "n2")),
    ],
)
def test_every_text_is_found(everything: Dossier, text: str, expected: tuple[str, str]) -> None:
    assert expected in ids(found(everything, text))


def test_every_word_must_be_found_in_whatever_field(everything: Dossier) -> None:
    assert ids(found(everything, "konkurs 240 belarus together")) == {("record", "t1")}
    assert ids(found(everything, "konkurs nowhere")) == set()


def test_a_phrase_stands_in_one_field_in_that_order(everything: Dossier) -> None:
    assert ids(found(everything, '"items together"')) == {("record", "t1")}
    assert ids(found(everything, '"together items"')) == set()
    assert ids(found(everything, '"9P135M Konkurs launcher"')) == set()


def test_a_word_behind_a_minus_is_in_none_of_them(everything: Dossier) -> None:
    assert ("record", "t1") in ids(found(everything, "bulgaria -licensed"))
    assert ("record", "t1") not in ids(found(everything, "bulgaria -konkurs"))


def test_only_the_last_word_may_go_on(everything: Dossier) -> None:
    assert ("record", "t1") in ids(found(everything, "belarus konk"))
    assert ("record", "t1") not in ids(found(everything, "konk belarus"))


def test_a_designation_may_go_on_wherever_it_stands(everything: Dossier) -> None:
    assert ("record", "t1") in ids(found(everything, "9p135 belarus"))
    assert ("record", "t1") in ids(found(everything, "9P-135 belarus"))
    assert ("record", "t1") not in ids(found(everything, '"9p135" belarus'))
    assert ("record", "t1") not in ids(found(everything, "9p belarus")), "it ends in no digit"
    assert ("record", "t1") not in ids(found(everything, "-9p135m belarus"))


def test_filters_leave_what_they_ask_for(everything: Dossier) -> None:
    assert {kind for kind, _ in ids(found(everything, "b", kinds=frozenset({Kind.ACTOR})))} == {
        "actor"
    }
    of_2015 = ids(found(everything, "konkurs", years=(2014, 2015)))
    assert ("record", "t1") in of_2015
    assert not ids(found(everything, "konkurs", years=(2016, 2020)))
    # a citation and a note have the years and the actors of what they are about
    assert ids(found(everything, "says 200", years=(2015, 2015))) == {("citation", "c1")}
    assert ids(found(everything, "ask her", actors=frozenset({"x-pact"}))) == {("note", "n2")}
    assert not ids(found(everything, "ask her", actors=frozenset({"SUN"})))
    corrected = found(everything, "three hundred", statuses=frozenset({SourceStatus.CORRECTED}))
    assert ids(corrected) == {("citation", "c2")}
    assert not ids(found(everything, "says", statuses=frozenset({SourceStatus.RETRACTED})))


def test_what_was_looked_for_is_marked_in_the_field_it_stands_in(everything: Dossier) -> None:
    hit = only(found(everything, "ags17 belarus"))
    assert hit.passage is not None
    assert (hit.title.text, marked(hit.title)) == ("Belarus → Bulgaria", ["Belarus"])
    assert (hit.passage.field, marked(hit.passage.shown)) == ("item", ["AGS-17"])


def test_a_private_note_is_said_to_be_one(everything: Dossier) -> None:
    assert only(found(everything, "ask her")).is_private
    assert not only(found(everything, "note on belarus")).is_private


def test_the_part_around_the_first_mark_is_shown_of_a_long_text() -> None:
    text = f"{'word ' * 100}needle {'and ' * 200}"
    with Dossier.new("", (BELARUS, Note("n", Subject.ACTOR, "BLR", text))) as dossier:
        build(dossier, silent)
        passage = only(found(dossier, "needle")).passage
    assert passage is not None
    assert marked(passage.shown) == ["needle"]
    assert len(passage.shown.text) < 260
    assert passage.shown.text.startswith("… word ")


def test_names_and_titles_go_before_texts() -> None:
    named = Source("z", "Spandrel")
    told = Source("a", "Of something else", note="spandrel, once, in a long note about much else")
    with Dossier.new("", (named, told)) as dossier:
        build(dossier, silent)
        (group,) = found(dossier, "spandrel").groups
    assert [hit.id for hit in group.hits] == ["z", "a"]


def test_of_many_hits_the_first_are_read_and_all_counted() -> None:
    sources = [Source(f"s{at:04}", "Paper of customs") for at in range(260)]
    with Dossier.new("", (*sources, BELARUS)) as dossier:
        build(dossier, silent)
        (group,) = found(dossier, "customs").groups
        assert (len(group.hits), group.count, group.is_more) == (25, 260, False)
        (group,) = found(dossier, "customs", kinds=frozenset({Kind.SOURCE})).groups
        assert (len(group.hits), group.count) == (200, 260)


def test_of_very_many_it_is_said_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flowviz.finding.found.MOST_COUNTED", 40)
    actors = [Actor(f"x-{at:03}", ActorKind.STATE, f"Customs {at}") for at in range(30)]
    sources = [Source(f"s{at:03}", "Paper of customs") for at in range(60)]
    notes = [Note(f"n{at}", Subject.ACTOR, "x-001", "customs") for at in range(5)]
    with Dossier.new("", (*actors, *sources, *notes)) as dossier:
        build(dossier, silent)
        told = found(dossier, "customs")
    counts = {str(group.kind): (group.count, group.is_more) for group in told.groups}
    assert counts == {"actor": (30, False), "source": (40, True), "note": (5, False)}


def test_hostile_texts_are_found_as_they_are() -> None:
    hostile = "<img src='file:///x'> \u202egnp.exe\u202c \x01 " + "z" * 40_000
    line = Line("t/l", "<b>Kon\u200bkurs</b>")
    transfer = Transfer("t", TransferKind.DEAL, "BLR", "BGR", comment=hostile, lines=(line,))
    with Dossier.new(hostile, (BELARUS, BULGARIA, transfer)) as dossier:
        build(dossier, silent)
        assert ids(found(dossier, "gnp.exe")) == {("record", "t"), ("title", "title")}
        passage = found(dossier, "gnp.exe").groups[0].hits[0].passage
        assert passage is not None
        assert marked(passage.shown) == ["gnp.exe"]


def test_without_an_index_nothing_is_found_but_that_it_has_to_be_made() -> None:
    with Dossier.new("", (BELARUS,)) as dossier:
        assert standing(dossier) is Standing.ABSENT
        assert find(dossier, Wanted("belarus")) is None
        build(dossier, silent)
        assert standing(dossier) is Standing.CURRENT


def test_making_it_can_be_stopped_and_leaves_nothing() -> None:
    def stop(_done: int, _total: int) -> None:
        raise CancelledError("stopped")

    with Dossier.new("", (BELARUS,)) as dossier:
        with pytest.raises(CancelledError):
            build(dossier, stop)
        folder = dossier.index_file.parent
        assert not [path for path in folder.iterdir() if path.name.startswith("index")]


def test_the_index_lies_in_the_private_folder_and_goes_with_it() -> None:
    with Dossier.new("", (BELARUS,)) as dossier:
        build(dossier, silent)
        folder = dossier.index_file.parent
        assert folder == dossier.database.parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


_WORDS = st.lists(st.sampled_from(["AK-47", "konkurs", "Łódź", "240", "Кон", "two"]), min_size=1)


@given(_WORDS, st.data())
def test_whatever_words_of_a_text_are_typed_it_is_found_and_they_are_marked(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    asked = " ".join(data.draw(st.permutations(words)))
    sought = Wanted(asked).sought
    shown = marks(text, sought)
    assert "".join(text[start:end] for start, end in shown).replace(" ", "") == "".join(words)


def test_a_citation_is_called_by_what_it_is_about_and_its_source() -> None:
    moved = Transfer("t", TransferKind.DEAL, "BLR", "BGR")
    register = dataclasses.replace(ARTICLE, derives_from=())
    cited = Citation("c", "article", Subject.TRANSFER, "t", text="a quarter of them")
    alias = dataclasses.replace(BELARUS, names=(ActorName("White Russia", "en"),))
    with Dossier.new("", (alias, BULGARIA, register, moved, cited)) as dossier:
        build(dossier, silent)
        assert only(found(dossier, "quarter")).title.text == "Belarus → Bulgaria · How it went"
        assert ids(found(dossier, "white russia")) == {("actor", "BLR")}

"""What a dossier knows completes what is typed."""

import pytest

from flowviz.actor import Actor, ActorKind
from flowviz.editing import FIELDS, Known
from flowviz.editing.completing import Completion, Index, Offer
from flowviz.records import Source
from tests.dossier import material
from tests.editing.made import known_of


@pytest.fixture(scope="module")
def known() -> Known:
    with known_of(*material.ALL) as (_, made):
        return made


def offered(known: Known, field: str, typed: str) -> list[str]:
    return [each.value for each in known.complete(field, typed, 5)]


def test_an_actor_is_found_by_its_name_an_alias_and_its_code(known: Known) -> None:
    assert offered(known, "actor", "belar")[0] == "BLR"
    (found,) = known.complete("actor", "Беларусь", 5)
    assert (found.text, found.value) == ("Belarus", "BLR")
    assert found.hint == "“Беларусь”, state BLR, 1991\N{EN DASH}"
    assert offered(known, "actor", "blr")[0] == "BLR"
    assert known.complete("actor", "belarus", 1) == (
        Completion("Belarus", "BLR", "state BLR, 1991\N{EN DASH}"),
    )


def test_case_and_accents_do_not_matter(known: Known) -> None:
    assert "CIV" in offered(known, "actor", "COTE D")


def test_a_beginning_stands_before_a_word_and_a_word_before_a_part() -> None:
    texts = ("unit state", "interstate", "state", "stately")
    index = Index(Offer(Completion(text, text), (text,)) for text in texts)
    found = [each.text for each in index.find("state", 9)]
    assert found == ["state", "stately", "unit state", "interstate"]
    assert [each.text for each in index.find("state", 2)] == ["state", "stately"]


def test_a_name_of_its_own_stands_before_another_name() -> None:
    index = Index(
        Offer(Completion(texts[0], texts[0]), texts, weight)
        for texts, weight in ((("Germany", "FRG"), 9), (("France",), 1))
    )
    assert [each.text for each in index.find("fr", 9)] == ["France", "Germany"]


def test_what_is_used_most_stands_first_and_the_dossier_before_the_rest(known: Known) -> None:
    assert offered(known, "actor", "b")[:2] == ["BGR", "BLR"]
    index = Index(Offer(Completion(t, t), (t,), n) for t, n in (("rare", 1), ("rather", 9)))
    assert [each.text for each in index.find("ra", 9)] == ["rather", "rare"]
    assert [each.text for each in index.find("", 9)] == ["rather", "rare"]


def test_one_offer_is_made_once_whatever_it_is_found_by() -> None:
    index = Index([Offer(Completion("a", "a"), ("abc", "abd", "x abe"))])
    assert len(index.find("ab", 9)) == 1


def test_a_search_never_runs_from_one_name_into_the_next() -> None:
    index = Index(Offer(Completion(t, t), (t,)) for t in ("ab", "cd"))
    assert index.find("b\nc", 9) == ()
    assert index.find("b c", 9) == ()


def test_items_categories_units_and_conditions_are_those_of_the_dossier(known: Known) -> None:
    assert offered(known, "designation", "konk") == ["9P135M Konkurs"]
    assert offered(known, "category", "m") == ["Missiles"]
    assert offered(known, "condition", "") == ["New"]
    assert offered(known, "unit", "")[:3] == ["pieces", "rounds", "tonnes"]


def test_a_source_is_found_by_title_publisher_and_link(known: Known) -> None:
    for typed in ("how it", "the times", "example.org/a"):
        assert offered(known, "source", typed) == ["article"]
    assert offered(known, "publisher", "the") == ["The Times"]
    assert offered(known, "author", "wri") == ["A. Writer"]
    assert offered(known, "collector", "a") == ["A. Collector"]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_asked_for_anything(field: str, known: Known) -> None:
    for typed in ("", " ", "\0", "\ud800", "\n", "x" * 10_000):
        assert len(known.complete(field, typed, 3)) <= 3


def test_an_empty_dossier_knows_the_bundled_actors_and_the_usual_units() -> None:
    with known_of() as (_, known):
        assert offered(known, "actor", "France")[0] == "FRA"
        assert offered(known, "unit", "pi") == ["pieces"]
        assert known.complete("designation", "a") == ()


def test_an_actor_that_comes_or_is_renamed_is_known_without_reading_all() -> None:
    with known_of(*material.ALL) as (dossier, known):
        offered(known, "actor", "x")
        states = (Actor("x-new", ActorKind.STATE, "Newland"), Actor("USA", ActorKind.STATE, "Ussa"))
        with dossier.edit("Change") as edit:
            edit.put(*states)
        renewed = known.with_actors(dossier)
        assert renewed is not None
        for name, code in (("Newland", "x-new"), ("Ussa", "USA")):
            assert renewed.match(name).code == code
            assert offered(renewed, "actor", name)[:1] == [code]
            assert renewed.shown_actor(code) == name
        assert offered(known, "actor", "Newland") == []
        assert renewed.sources is known.sources
        assert renewed.counts("designation") == known.counts("designation")


def test_who_knows_an_actor_that_is_gone_reads_all() -> None:
    with known_of(Actor("x-new", ActorKind.STATE, "Newland")) as (dossier, known):
        with dossier.edit("Delete") as edit:
            edit.delete(Actor, "x-new")
        assert known.with_actors(dossier) is None


def test_a_source_that_comes_or_goes_is_known_without_reading_the_actors() -> None:
    with known_of(Source("s1", "Papers", publisher="The Times")) as (dossier, known):
        assert offered(known, "source", "Papers") == ["s1"]
        assert offered(known, "publisher", "T") == ["The Times"]
        with dossier.edit("Change") as edit:
            edit.put(Source("s2", "Letters", publisher="The Tribune"))
            edit.delete(Source, "s1")
        renewed = known.with_sources(dossier)
        assert offered(renewed, "source", "Papers") == []
        assert offered(renewed, "source", "Letters") == ["s2"]
        assert offered(renewed, "publisher", "T") == ["The Tribune"]
        assert renewed.actors is known.actors

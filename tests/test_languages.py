"""Names of states in the user's language."""

import dataclasses
from itertools import pairwise

import pytest

from flowviz.actors import Actor, ActorKind, ActorName, ActorTable
from flowviz.errors import UsageError
from flowviz.languages import language, languages, names_in, nearest

CODES = ("BLR", "CIV", "USA", "SUN")


def bundled(*codes: str) -> list[Actor]:
    table = ActorTable.load()
    return [actor for code in codes if (actor := table.get(code))]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("Belarus", "Côte d'Ivoire", "United States", "Soviet Union")),
        ("de", ("Belarus", "Côte d\u2019Ivoire", "Vereinigte Staaten", "Sowjetunion")),
        ("fr", ("Biélorussie", "Côte d\u2019Ivoire", "États-Unis", "Union soviétique")),
        ("ru", ("Беларусь", "Кот-д’Ивуар", "Соединенные Штаты", "Советский Союз")),  # noqa: RUF001
        ("el", ("Λευκορωσία", "Ακτή Ελεφαντοστού", "Ηνωμένες Πολιτείες", "Σοβιετική Ένωση")),
    ],
)
def test_states_have_their_names_in_the_language(code: str, names: tuple[str, ...]) -> None:
    found = names_in(code, bundled(*CODES))
    assert tuple(found[state] for state in CODES) == names


def test_a_name_that_a_register_gave_is_evidence_and_stays() -> None:
    (belarus,) = bundled("BLR")
    renamed = dataclasses.replace(belarus, name="Byelorussian SSR")
    group = Actor("x-some-group", ActorKind.NON_STATE, "Some Group")
    assert names_in("de", [renamed, group]) == {
        "BLR": "Byelorussian SSR",
        "x-some-group": "Some Group",
    }


def test_where_we_know_no_name_the_dossiers_own_in_that_language_is_shown() -> None:
    (katanga,) = bundled("x-katanga")
    noted = dataclasses.replace(katanga, names=(ActorName("Staat Katanga", "de"), *katanga.names))
    assert names_in("de", [noted])["x-katanga"] == "Staat Katanga"
    assert names_in("fr", [noted])["x-katanga"] == katanga.name


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de_AT", "de"),
        ("pt-BR", "pt"),
        ("pt-PT", "pt-PT"),
        ("pt-Latn-PT", "pt-PT"),
        ("de-Latn-DE", "de"),
        ("sr-Latn-RS", "sr-Latn"),
        ("no-NO", "nb"),
        ("en-GB", "en"),
        ("C", "en"),
        ("", "en"),
        ("ar-EG", "en"),
        ("zh-Hans-CN", "en"),
    ],
)
def test_the_nearest_language_is_taken_and_english_for_one_we_cannot_draw(
    tag: str, code: str
) -> None:
    assert nearest(tag) == code


def test_a_language_named_by_the_user_must_be_there() -> None:
    assert language("fr-CA") == "fr"
    assert language("en-US") == "en"
    with pytest.raises(UsageError, match=r"no names in 'ar'.*en, .*de"):
        language("ar")


def test_languages_are_listed_by_their_own_names_english_first() -> None:
    found = languages()
    assert found[0].code == "en"
    assert {"de": "Deutsch", "ru": "русский"}.items() <= {k.code: k.name for k in found}.items()


@pytest.mark.parametrize("code", [known.code for known in languages()])
def test_no_two_states_of_today_share_a_name(code: str) -> None:
    today = [actor for actor in ActorTable.load() if len(actor.code) == 3 and not actor.last_year]
    shown = names_in(code, today)
    names = sorted(shown[actor.code] for actor in today)
    assert [name for name, other in pairwise(names) if name == other] == []

"""Names and codes of a file become actors by rule; what no rule places is put to the user."""

import pytest

from flowviz.actor import Actor, ActorKind, ActorName
from flowviz.errors import UsageError
from flowviz.importers.findings import Findings
from flowviz.importers.naming import Naming
from flowviz.importers.settling import IGNORED, Choices, Create, Ignore, MapTo


def naming(*own: Actor, **names) -> tuple[Naming, Findings]:
    findings = Findings()
    known = {actor.code: actor for actor in own}
    return Naming(known, findings, Choices(names)), findings


def doubts(findings: Findings) -> list[str]:
    return [finding.message for finding in findings.kept]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("DEU", "DEU"),
        ("deu", "DEU"),
        ("DE", "DEU"),
        ("276", "DEU"),
        ("8", "ALB"),
        ("NA", "NAM"),
        ("842", "USA"),
        ("W00", "x-world"),
        ("0", "x-world"),
        ("S19", "x-other-asia"),
        ("_X ", "x-areas-nes"),
        ("837", "x-bunkers"),
    ],
)
def test_a_code_in_a_column_of_codes_says_who_it_is(given, code):
    table, findings = naming()
    assert table.code("", 2014, given) == code
    assert table.code_in("words of no actor", 2014, 2, "supplier", given) == code
    assert not findings.kept


def test_a_kind_counts_only_for_a_name_that_nobody_bears_or_has_settled():
    table, findings = naming(Bolt=MapTo("FRA"))
    kind = ActorKind.ORGANISATION
    assert table.code_in("Arrow", 2014, 2, "supplier", "", kind) == "x-arrow"
    assert table.code_in("Bolt", 2014, 2, "recipient", "", kind) == "FRA"
    assert table.code_in("Yemen AR (North)*", 2014, 3, "supplier", "", kind) != "x-arrow"
    assert table.unresolved == ()
    (arrow,) = (actor for actor in table.brought() if actor.code == "x-arrow")
    assert (arrow.kind, arrow.names) == (kind, ())
    assert [one for one in findings.kept if one.line == 2] == []


def test_na_is_namibia_in_a_column_of_codes_and_no_name_of_hers():
    table, _ = naming()
    assert table.code("", 2020, "NA") == "NAM"
    assert table.code("NA", 2020) == "x-na"


def test_a_code_goes_before_a_name_and_the_disagreement_is_listed_once():
    table, findings = naming()
    for line in (2, 3):
        assert table.code_in("France", 2015, line, "supplier", "DEU") == "DEU"
    assert doubts(findings) == [
        "'France' and the code DEU disagree: 'France' is a name of France; taken for Germany"
    ]
    assert findings.kept[0].line == 2


@pytest.mark.parametrize(
    ("name", "given", "year", "code"),
    [
        ("PLO (Israel)*", "ISR", 1980, "x-plo"),
        ("unknown supplier(s)", "USA", 1980, "x-unknown-supplier"),
        ("NATO**", "BEL", 1980, "x-nato"),
        ("Belgium and Luxembourg", "BEL", 1980, "x-belgium-luxembourg"),
        ("Soviet Union", "RUS", 1980, "SUN"),
    ],
)
def test_who_is_no_state_of_today_is_recognised_before_the_code(name, given, year, code):
    table, findings = naming()
    assert table.code_in(name, year, 2, "supplier", given) == code
    assert "disagree" in doubts(findings)[0]


def test_a_name_in_another_language_is_a_name_where_all_languages_agree():
    table, findings = naming()
    assert table.code_in("Deutschland", 2015, 2, "supplier") == "DEU"
    assert table.code_in("grèce", 2015, 2, "recipient") == "GRC"
    assert not findings.kept
    assert not table.unsettled()


def test_what_is_to_settle_says_how_often_where_since_when_and_why():
    table, findings = naming()
    for line, year in ((4, 2011), (5, 2009), (9, 0)):
        table.code_in("Ruritanien", year, line, "supplier", "RU1")
    (one,) = table.unsettled()
    assert (one.name, one.code, one.count, one.line) == ("Ruritanien", "RU1", 3, 4)
    assert (one.first_year, one.last_year) == (2009, 2011)
    assert one.why == "no actor is known by the name 'Ruritanien', nor by the code 'RU1'"
    assert doubts(findings) == [f"{one.why}; it is kept as an actor to be resolved"]
    (actor,) = table.brought()
    assert (actor.kind, actor.name) == (ActorKind.UNRESOLVED, "Ruritanien")


def test_a_code_without_a_name_is_to_settle_by_itself():
    table, _ = naming(**{"Q7": MapTo("FRA")})
    assert table.code_in("", 2015, 2, "supplier", "Q7") == "FRA"
    assert [(one.name, one.code) for one in table.unsettled()] == [("Q7", "Q7")]


def test_suggestions_are_look_alikes_near_spellings_and_actors_of_the_dossier():
    table, _ = naming(Actor("x-acme", ActorKind.ORGANISATION, "Acme Trading Ltd"))
    for line, name in enumerate(("\u0421hina", "Untd Arab Emirate", "ACME Trading Limited")):
        table.code_in(name, 2015, line, "supplier")
    suggested = {one.name: one.suggestions for one in table.unsettled()}
    china = suggested["\u0421hina"][0]
    assert (china.code, china.why) == (
        "CHN",
        "looks the same, but the name has U+0421 CYRILLIC CAPITAL LETTER ES",
    )
    assert suggested["Untd Arab Emirate"][0].code == "ARE"
    assert suggested["ACME Trading Limited"][0].code == "x-acme"
    assert all(len(each) <= 5 for each in suggested.values())
    assert table.code("\u0421hina", 2015) not in {"CHN"}, "a suggestion is never applied by itself"


def test_a_name_that_means_somebody_in_other_years_suggests_them():
    table, _ = naming()
    table.code_in("United Arab Republic", 1990, 2, "recipient")
    (one,) = table.unsettled()
    assert "EGY" in {suggestion.code for suggestion in one.suggestions}


def test_nothing_is_suggested_for_what_is_like_nobody():
    table, _ = naming()
    table.code_in("Qxzzyvk", 2015, 2, "supplier")
    assert table.unsettled()[0].suggestions == ()


def test_a_created_actor_keeps_the_name_of_the_file():
    table, findings = naming(Ruritanien=Create(ActorKind.STATE, "Ruritania"))
    code = table.code_in("Ruritanien", 2015, 2, "supplier")
    assert list(table.brought()) == [
        Actor(code, ActorKind.STATE, "Ruritania", (ActorName("Ruritanien"),))
    ]
    assert not findings.kept
    assert table.unresolved == ()
    assert naming(*table.brought())[0].code("Ruritanien", 1960) == code


def test_a_mapped_name_is_one_more_name_of_the_actor_and_asked_for_no_more():
    table, findings = naming(**{"Korea (the southern one)": MapTo("KOR")})
    assert table.code_in("Korea (the southern one)", 2015, 2, "supplier") == "KOR"
    (actor,) = table.brought()
    assert actor.code == "KOR"
    assert ActorName("Korea (the southern one)") in actor.names
    again, _ = naming(actor)
    assert again.code_in("Korea (the southern one)", 1999, 2, "supplier") == "KOR"
    assert not again.unsettled()
    assert not list(again.brought())
    assert not findings.kept


def test_a_name_of_another_one_in_other_years_is_kept_with_the_years_alone():
    table, _ = naming(**{"United Arab Republic": MapTo("SYR")})
    for year in (1957, 1990, 1988):
        table.code_in("United Arab Republic", year, 2, "supplier")
    (syria,) = table.brought()
    kept = [name for name in syria.names if name.name == "United Arab Republic"]
    assert [(name.first_year, name.last_year) for name in kept] == [(1957, 1957), (1988, 1990)]
    again, _ = naming(syria)
    assert [again.code("United Arab Republic", year) for year in (1957, 1960, 1989)] == [
        *("SYR", "EGY", "SYR")
    ]


def test_a_name_left_out_has_no_code_and_no_actor():
    table, findings = naming(Gesamt=Ignore())
    assert table.code_in("Gesamt", 2015, 2, "supplier") == IGNORED
    assert not list(table.brought())
    assert not findings.kept


def test_choices_that_cannot_be_are_refused():
    with pytest.raises(UsageError, match="no actor 'QQQ' to map 'Foo' to"):
        naming(Foo=MapTo("QQQ"))
    with pytest.raises(UsageError, match=r"'germany' is a name of Germany \(DEU\) already"):
        naming(Foo=Create(ActorKind.STATE, "germany"))

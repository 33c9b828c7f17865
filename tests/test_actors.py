import csv
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.actors import Actor, ActorKind, ActorName, ActorTable, Member
from flowviz.names import name_key, skeleton, slug, visible
from tests.real_data import real_data

KINDS = {
    "state": {"state"},
    "historic / short-lived state": {"state"},
    "disputed / dependent territory": {"state"},
    "unknown/multiple": {"unknown"},
    "non-state actor / faction": {"non-state"},
    "international org": {"organisation", "bloc"},
}

# Groups of spellings of one actor (SIPRI's exports of several years, Comtrade, everyday English).
SAME = {
    "TUR": ("Turkiye", "Turkey", "Türkiye"),
    "CZE": ("Czechia", "Czech Republic"),
    "SWZ": ("eSwatini", "Swaziland"),
    "CPV": ("Cabo Verde", "Cape Verde"),
    "MKD": ("North Macedonia", "Macedonia", "Macedonia (FYROM)"),
    "VNM": ("Vietnam", "Viet Nam", "VDR"),
    "ARE": ("UAE", "United Arab Emirates", "ARE"),
    "DEU": ("Germany", "Germany (FRG)", "West Germany"),
    "DDR": ("East Germany (GDR)", "German Democratic Republic", "DDR"),
    "KOR": ("Korea, South", "South Korea", "Rep. of Korea", "Korea, Republic of"),
    "PRK": ("Korea, North", "North Korea", "DPRK"),
    "COD": ("DR Congo", "Congo, Democratic Repubic of", "Zaire", "ZAR"),
    "COG": ("Congo", "Congo, Republic of", "Congo-Brazzaville"),
    "CIV": ("Cote d'Ivoire", "Côte d'Ivoire", "Cote d\u2019Ivoire", "Ivory Coast"),
    "BHS": ("Bahamas", "Bahamas, the"),
    "PHL": ("Philippines", "Philippines, the"),
    "BIH": ("Bosnia-Herzegovina", "Bosnia and Herzegovina"),
    "GBR": ("United Kingdom", "UK"),
    "USA": ("United States", "USA", "United States of America"),
    "x-north-yemen": ("North Yemen", "Yemen Arab Republic", "Yemen Arab Republic (North Yemen)"),
    "YMD": ("South Yemen", "Democratic Yemen", "YMD"),
    "x-houthi": ("Houthi rebels (Yemen)*", "Huthi rebels (Yemen)*"),
    "x-pkk": ("PKK (Turkey)*", "PKK (Turkiye)*"),
    "x-libya-hor": ("HoR (Libya)*", "House of Representatives (Libya)*", "Libya HoR*"),
    "x-libya-ntc": ("NTC", "NTC (Libya)*"),
    "x-hamas": ("Hamas", "Hamas (Palestine)*"),
    "x-hezbollah": ("Hezbollah (Lebanon)", "Hezbollah (Lebanon)*"),
    "x-palestinian-islamic-jihad": (
        "PIJ (Israel/Palestine)*",
        "Palestinian Islamic Jihad (Israel/Palestine)*",
    ),
    "x-nato": ("NATO**", "North Atlantic Treaty Organization"),
    "x-united-nations": ("United Nations", "United Nations**"),
    "x-african-union": ("African Union", "African Union**"),
    "x-unknown-supplier": ("unknown supplier(s)", "Unknown supplier(s)"),
    "x-unknown-recipient": ("unknown recipient(s)", "Unknown recipient(s)"),
    "x-syrian-opposition": ("Syria rebels*", "Syrian opposition"),
}


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return ActorTable.load()


@pytest.mark.parametrize("code", SAME)
def test_spellings_of_one_actor_give_one_code(table: ActorTable, code: str) -> None:
    assert {name: table.match(name).code for name in SAME[code]} == dict.fromkeys(SAME[code], code)


def test_every_name_in_sipri_files_finds_an_actor_of_its_kind(table: ActorTable) -> None:
    with real_data("actors/sipri_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 300
    odd = {}
    for row in rows:
        match = table.match(row["name"])
        if match.actor is None or match.actor.kind not in KINDS[row["kind"]] or match.warning:
            odd[row["name"]] = match
    assert odd == {}


@pytest.mark.parametrize("name", ["Viet Minh (France)*", "MPLA (Portugal)*", "PLO (Israel)*"])
def test_a_bracket_in_a_starred_name_is_not_the_actor(table: ActorTable, name: str) -> None:
    actor = table.match(name).actor
    assert actor is not None
    assert actor.kind is ActorKind.NON_STATE
    assert actor.lon is None


def test_an_unlisted_starred_name_is_a_new_actor_without_a_place(table: ActorTable) -> None:
    one = table.match("Some rebels (Chad)*", 1980)
    two = table.match("Some mission (Chad)**", 1980)
    assert (one.rule, one.warning) == ("starred", "")
    assert one.actor == Actor(one.code or "", ActorKind.NON_STATE, "Some rebels (Chad)")
    assert two.actor is not None
    assert two.actor.kind is ActorKind.ORGANISATION
    assert table.get(one.code or "") is None


def test_a_star_on_a_country_never_gives_the_country(table: ActorTable) -> None:
    match = table.match("China*", 1980)
    assert match.actor is not None
    assert (match.actor.kind, match.actor.name) == (ActorKind.NON_STATE, "China*")
    assert "state" in match.warning
    wider = table.extended([match.actor])
    assert wider.match("China", 1980).code == "CHN"
    assert wider.match("China*", 1980).actor == match.actor


def test_the_principality_of_moldavia_is_not_the_moldova_of_today(table: ActorTable) -> None:
    assert table.match("Moldavia", 1850).code is None
    assert table.match("Moldavia", 1995).code == "MDA"


def test_unknown_parties_are_unknown_whatever_the_bracket_says(table: ActorTable) -> None:
    for name in ("Unknown militia (Libya)*", "unspecified (Iraq)", "Areas, nes", "Other Gulf, nes"):
        match = table.match(name)
        assert match.actor is not None
        assert (match.rule, match.actor.kind) == ("unknown", ActorKind.UNKNOWN)


def test_a_joint_name_keeps_its_parts_as_members(table: ActorTable) -> None:
    match = table.match("Germany and France")
    assert match.actor is not None
    assert match.actor.kind is ActorKind.JOINT
    assert match.actor.members == (Member("DEU"), Member("FRA"))
    assert match.code == table.match("France/Germany").code == "x-joint-deu-fra"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Trinidad and Tobago", "TTO"),
        ("Serbia and Montenegro", "SCG"),
        ("Asia and Oceania", "x-asia-and-oceania"),
        ("Germany and Nobody", None),
        # A place and the state it is in, not two states together.
        ("Georgia, United States", None),
        ("Puerto Rico, United States", None),
        ("Germany, France and Italy", "x-joint-deu-fra-ita"),
        ("Germany, France, Italy", "x-joint-deu-fra-ita"),
    ],
)
def test_what_makes_a_joint_actor(table: ActorTable, name: str, code: str | None) -> None:
    assert table.match(name).code == code


def test_a_code_matches_only_as_it_is_written(table: ActorTable) -> None:
    assert (table.match("NAM").code, table.match("NAM").rule) == ("NAM", "code")
    assert table.match("nam").code is None
    assert table.match("NA").code is None
    assert table.match("x-katanga").code == "x-katanga"


def test_iso_columns_read_na_as_namibia(table: ActorTable) -> None:
    found = {code: table.by_iso(code) for code in ("NA", "gb", "842", "000", "ZZ", "")}
    assert {code: actor and actor.code for code, actor in found.items()} == {
        "NA": "NAM",
        "gb": "GBR",
        "842": "USA",
        "000": "x-world",
        "ZZ": None,
        "": None,
    }


def test_nothing_is_matched_by_likeness(table: ActorTable) -> None:
    for name in ("Nigeri", "Guinee", "Korea", "Hama", "Unitedstates", "South", "Congos"):
        assert table.match(name).code is None, name
    assert table.match("Niger").code == "NER"


def test_existence_warns_and_does_not_reject(table: ActorTable) -> None:
    assert table.match("Soviet Union", 1991).warning == ""
    late = table.match("Soviet Union", 1995)
    assert (late.code, late.warning) == (
        "SUN",
        "Soviet Union existed 1922 to 1991, not in 1995",
    )
    assert table.match("Russia", 1992).warning == ""
    assert "from 1992" in table.match("Russia", 1975).warning


def test_a_name_of_other_years_does_not_match_and_says_so(table: ActorTable) -> None:
    assert table.match("United Arab Republic", 1960).code == "EGY"
    later = table.match("United Arab Republic", 1985)
    assert later.code is None
    assert "1958 to 1971 of Egypt" in later.warning


def test_a_look_alike_is_refused_and_named(table: ActorTable) -> None:
    match = table.match("\u0421hina", 2000)
    assert (match.code, match.rule) == (None, "refused")
    assert "China (CHN)" in match.warning
    assert "U+0421 CYRILLIC CAPITAL LETTER ES" in match.warning
    assert table.match("P\u041aK (Turkiye)*").code is None
    assert "mixes alphabets" in table.match("Ar\u043cs Trading Ltd").warning
    assert table.match("\uff23hina").code is None


def test_a_hidden_character_is_refused_and_shown(table: ActorTable) -> None:
    match = table.match("China\u200b")
    assert match.code is None
    assert "U+200B ZERO WIDTH SPACE" in match.warning
    assert table.new_actor("Chi\u202ena").name == "Chi⟨U+202E⟩na"


def test_blanks_and_case_do_not_count(table: ActorTable) -> None:
    assert table.match("  united\u00a0 KINGDOM\n").code == "GBR"
    assert table.match(" ").warning == "the name is empty"


def test_an_ambiguous_name_is_asked_about() -> None:
    twins = ActorTable(
        Actor(code, ActorKind.ORGANISATION, code, (ActorName("Acme", "", None, last),))
        for code, last in (("x-a", None), ("x-b", 1990))
    )
    assert twins.match("Acme", 1995).code == "x-a"
    unsure = twins.match("Acme", 1985)
    assert unsure.code is None
    assert "x-a" in unsure.warning
    assert "x-b" in unsure.warning


def test_the_dossier_has_the_last_word(table: ActorTable) -> None:
    own = Actor("COD", ActorKind.STATE, "DR Congo", (ActorName("Congo"),), lon=1.0, lat=2.0)
    wider = table.extended([own])
    assert wider.match("Congo").code == "COD"
    assert wider.get("COD") == own
    assert wider.match("Zaire").code == "COD"
    assert table.match("Congo").code == "COG"
    assert len(wider) == len(table)


def test_a_new_actor_is_found_again_once_added(table: ActorTable) -> None:
    for name in ("Acme Arms Ltd.", "Фабрика", "中国北方", "Foo-Bar", "x" * 400):
        actor = table.new_actor(name, 2000)
        assert actor.kind is ActorKind.UNRESOLVED
        wider = table.extended([actor])
        assert wider.own_code(name) == actor.code
        if len(name) < 300:
            assert wider.match(name, 2000).actor == actor


def test_a_new_actor_takes_a_dated_name_only_in_its_year(table: ActorTable) -> None:
    wider = table.extended([table.new_actor("United Arab Republic", 1985)])
    assert wider.match("United Arab Republic", 1985).code == "x-united-arab-republic"
    assert wider.match("United Arab Republic", 1960).code == "EGY"


def test_different_names_get_different_codes(table: ActorTable) -> None:
    names = ["Foo Bar", "Foo-Bar", "Foo (Bar)", "Foo, Bar", "Fóo Bar", "Фоо Бар", "Foo Bar*"]
    codes = [table.own_code(name) for name in names]
    assert len(set(codes)) == len(names)
    assert codes[0] == "x-foo-bar"
    assert all(code.startswith("x-foo-bar-") for code in codes[1:])
    assert table.own_code("FOO  bar") == "x-foo-bar"
    assert table.own_code("Pkk") == "x-pkk"
    assert table.own_code("Libya ntc") == "x-libya-ntc"


def test_own_codes_never_take_another_actors_code() -> None:
    taken = ActorTable([Actor("x-acme", ActorKind.ORGANISATION, "Some other firm")])
    assert taken.own_code("Acme") == f"x-acme-{taken.own_code('Acme')[-6:]}"


def _names() -> Iterator[st.SearchStrategy[str]]:
    yield st.text(max_size=40)
    yield st.text("Chin\u0430*\u0301 ()/and,\u200b\ud800", max_size=20)


@given(st.one_of(*_names()), st.none() | st.integers(1, 3000))
def test_any_text_is_answered_and_the_answer_is_plain(name: str, year: int | None) -> None:
    table = ActorTable.load()
    match = table.match(name, year)
    actor = match.actor or table.new_actor(name, year)
    assert actor.code.isascii()
    assert (match.code is None) == (match.actor is None)
    assert table.match(name, year) == match
    assert "\n" not in match.warning


@given(st.text(max_size=60))
def test_text_functions_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert slug(text).isascii()
    assert visible(visible(text)) == visible(text)
    assert isinstance(skeleton(text), str)

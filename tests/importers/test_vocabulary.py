"""A word of a file in one of the lists of arms gives one category of that list, or none."""

import csv

import pytest

from flowviz.importers.vocabulary import category, vocabulary_of
from tests.real_data import real_data


@pytest.mark.parametrize(
    ("vocabulary", "text", "label"),
    [
        ("sipri", "Air defence systems", "Air-defence systems"),
        ("sipri", "Air-defence systems", "Air-defence systems"),
        ("sipri", "APC", "Armoured vehicles"),
        ("sipri", "armoured personnel carrier", "Armoured vehicles"),
        ("unroca", "I", "UNROCA I Battle tanks"),
        ("unroca", "Category IV", "UNROCA IV Combat aircraft"),
        ("unroca", "7", "UNROCA VII Missiles and missile launchers"),
        (
            "unroca",
            "III. Large-calibre artillery systems",
            "UNROCA III Large-calibre artillery systems",
        ),
        ("unroca", "battle tanks", "UNROCA I Battle tanks"),
        ("unroca", "SALW", "UNROCA SALW Small arms and light weapons"),
        ("ml", "ML4", "ML4 Bombs, torpedoes, rockets, missiles"),
        ("ml", "ml 04", "ML4 Bombs, torpedoes, rockets, missiles"),
        ("ml", "ML10.b.1", "ML10 Aircraft, unmanned aircraft, aero-engines"),
        ("ml", "22", "ML22 Technology"),
        ("hs", "9301", "HS 9301 Military weapons"),
        ("hs", "93.01", "HS 9301 Military weapons"),
        ("hs", "930590", "HS 9305 Parts and accessories of arms"),
        ("hs", "930591", "HS 930591 Parts of military weapons"),
        ("hs", "9306 90 00", "HS 930690 Bombs, missiles, mines and other munitions of war"),
        ("hs", "HS 93", "HS 93 Arms and ammunition; parts and accessories"),
    ],
)
def test_a_word_of_a_list_is_a_category(vocabulary, text, label):
    found = category(vocabulary, text)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [
        ("", "ML4"),
        ("sipri", "chocolate"),
        ("sipri", ""),
        ("unroca", "IX"),
        ("unroca", "9"),
        ("unroca", "I Warships"),
        ("unroca", "Invoices"),
        ("ml", "ML23"),
        ("ml", "ML0"),
        ("ml", "ML1, ML3"),
        ("hs", "27"),
        ("hs", "8542"),
        ("hs", "9399"),
        ("hs", "93018"),
    ],
)
def test_what_is_no_word_of_a_list_is_none(vocabulary, text):
    assert category(vocabulary, text) is None


def test_a_list_is_recognised_by_its_words_but_not_by_bare_numbers():
    assert vocabulary_of(["ML1", "ML10", "ML4.a"]) == "ml"
    assert vocabulary_of(["930110", "930690"]) == "hs"
    assert vocabulary_of(["Aircraft", "Ships", "Other"]) == "sipri"
    assert vocabulary_of(["1", "2", "7"]) == ""
    assert vocabulary_of(["red", "green", "ML1"]) == ""
    assert vocabulary_of([]) == ""


def test_all_codes_of_chapter_93_in_the_real_list_are_known():
    path = real_data("actors/hs93_codes.csv")
    codes = [row["code"] for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    found = [category("hs", code) for code in codes]
    assert len(codes) == 18
    assert [one.code if one else None for one in found] == codes


def test_all_ratings_of_the_real_list_are_known():
    path = real_data("actors/ml_ratings_caat.csv")
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    ratings = [row["rating"] for row in rows if row["rating"].startswith("ML")]
    unknown = [rating for rating in ratings if category("ml", rating) is None]
    assert len(ratings) >= 22
    assert not unknown

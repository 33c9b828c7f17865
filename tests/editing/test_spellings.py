"""Designations are joined, taken apart and proposed; the dossier keeps who means what."""

import csv

from flowviz.dossier import Dossier
from flowviz.editing.spellings import joined, likely, taken_apart, write
from tests.real_data import real_data

KONKURS = {"9P135M Konkurs": "Konkurs", "AT-5 Spandrel": "Konkurs"}


def test_one_stands_for_all_that_were_chosen() -> None:
    assert joined({}, ["9P135M Konkurs", "Konkurs", "AT-5 Spandrel"], "Konkurs") == KONKURS


def test_what_one_stood_for_comes_along() -> None:
    after = joined(KONKURS, ["Konkurs", "9M113"], "9M113")
    assert after == dict.fromkeys(("9P135M Konkurs", "AT-5 Spandrel", "Konkurs"), "9M113")


def test_another_one_can_stand_for_the_same_ones() -> None:
    after = joined(KONKURS, ["Konkurs", "AT-5 Spandrel"], "AT-5 Spandrel")
    assert after == dict.fromkeys(("9P135M Konkurs", "Konkurs"), "AT-5 Spandrel")


def test_a_spelling_goes_alone_and_an_item_with_all_of_its_spellings() -> None:
    assert taken_apart(KONKURS, ["AT-5 Spandrel"]) == {"9P135M Konkurs": "Konkurs"}
    assert taken_apart(KONKURS | {"SU 27": "Su-27"}, ["Konkurs"]) == {"SU 27": "Su-27"}


def test_what_is_written_is_undone_in_one_step() -> None:
    dossier = Dossier.new()
    with dossier.edit("join") as edit:
        write(edit, {}, KONKURS)
    assert dossier.spellings() == KONKURS
    turned = joined(KONKURS, ["AT-5 Spandrel", "Konkurs"], "AT-5 Spandrel")
    with dossier.edit("turn") as edit:
        write(edit, KONKURS, turned)
    assert dossier.spellings() == turned
    dossier.undo()
    assert dossier.spellings() == KONKURS
    with dossier.edit("take apart") as edit:
        write(edit, KONKURS, {})
    assert dossier.spellings() == {}
    dossier.close()


def test_likely_ones_differ_in_little_or_hold_the_words_of_one_another() -> None:
    counts = {
        "Konkurs": 9,
        "9P135M Konkurs": 3,
        "AT-5 Spandrel (Konkurs)": 1,
        "Su-27": 2,
        "SU 27": 1,
        "MiG-29": 7,
    }
    found = [(one.designations, one.count) for one in likely(counts, {})]
    assert found == [
        (("Konkurs", "9P135M Konkurs", "AT-5 Spandrel (Konkurs)"), 13),
        (("Su-27", "SU 27"), 3),
    ]


def test_a_word_that_many_items_share_tells_nothing() -> None:
    frigates = {f"{name} frigate": 1 for name in ("Anzac", "Oslo", "Leander", "Niels Juel")}
    assert likely(frigates | {"frigate": 4}, {}) == ()


def test_what_is_of_other_categories_is_not_the_same() -> None:
    counts = {"Hunter": 1, "Smart Hunter": 1}
    assert likely(counts, {"Hunter": ["Aircraft"], "Smart Hunter": ["Sensors"]}) == ()
    assert len(likely(counts, {"Hunter": ["Aircraft"], "Smart Hunter": [""]})) == 1


def test_proposals_for_the_real_register_are_few_and_its_su_27s_are_not_its_su_30s() -> None:
    path = real_data("sipri_register/deals_2025-03.csv")
    rows = list(csv.reader(path.read_text("cp1252").splitlines()))
    header = next(row for row in rows if "Recipient" in row)
    at = header.index("Weapon designation")
    counts: dict[str, int] = {}
    for row in rows[rows.index(header) + 1 :]:
        if len(row) > at and row[at]:
            counts[row[at]] = counts.get(row[at], 0) + 1
    found = likely(counts, {})
    assert 10 < len(found) <= 100
    assert not any({"Su-27", "Su-30"} <= set(one.designations) for one in found)

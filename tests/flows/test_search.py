"""What Ctrl+F finds, and the numbered list of sources."""

import dataclasses

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.flows.columns import read_columns
from flowviz.flows.search import HitKind, Index, index, pairs_with_item, pairs_with_source
from flowviz.flows.sources import numbered_sources
from flowviz.page.words import source_line
from flowviz.terms import Protection
from tests.flows.cases import dossier_of, flows_in, sent


def case_index() -> Index:
    with Dossier.sample() as dossier:
        return index(dossier, read_columns(dossier))


@pytest.mark.parametrize(
    ("text", "kind", "id_"),
    [
        ("bulg", HitKind.ACTOR, "BGR"),
        ("BLR", HitKind.ACTOR, "BLR"),
        ("syrian", HitKind.ACTOR, "x-syrian-opposition"),
        ("KONKURS", HitKind.ITEM, "9p135m konkurs"),
        ("moscow", HitKind.SOURCE, "moscow-times-2024"),
        ("Pentagon Arm", HitKind.SOURCE, "moscow-times-2024"),
    ],
)
def test_actors_items_and_sources_are_found_by_any_part(text: str, kind: HitKind, id_: str) -> None:
    hit = case_index().find(text)[0]
    assert (hit.kind, hit.id) == (kind, id_)


def test_case_accents_and_blanks_do_not_matter() -> None:
    with dossier_of(sent("t", "AAA", "BBB", ("Šípka  Ähre", Amount.exact("1")))) as dossier:
        found = index(dossier, read_columns(dossier)).find(" sipka ahre ")
    assert [hit.label for hit in found] == ["Šípka  Ähre"]


def test_whole_texts_come_before_beginnings_and_those_before_the_middle() -> None:
    items = [(name, Amount.exact("1")) for name in ("Super Bland", "Blander", "Obland")]
    with dossier_of(sent("t", "AAA", "BBB", *items)) as dossier:
        found = index(dossier, read_columns(dossier)).find("bland")
    assert [hit.label for hit in found] == ["Bland", "Blander", "Super Bland", "Obland"]


def test_no_text_finds_nothing_and_the_limit_holds() -> None:
    assert case_index().find("  ") == ()
    assert len(case_index().find("e", limit=3)) == 3


def test_a_hit_leads_to_the_flows_that_have_it() -> None:
    with Dossier.sample() as dossier:
        columns = read_columns(dossier)
    assert set(pairs_with_item(columns, "9p135m konkurs")) == {
        ("BLR", "BGR"),
        ("BGR", "USA"),
        ("BGR", "SAU"),
    }
    assert pairs_with_source(columns, "buzzfeed-2015") == (("USA", "x-syrian-opposition"),)
    assert pairs_with_source(columns, "nobody") == ()


def test_sources_are_numbered_as_the_flows_need_them() -> None:
    with Dossier.sample() as dossier:
        flows = flows_in(dossier)
        listed = numbered_sources(dossier, flows, range(len(flows)))
        last = numbered_sources(dossier, flows, [3])
    assert [(entry.number, entry.source.id, entry.flows) for entry in listed] == [
        (1, "moscow-times-2024", (0, 1, 2, 3)),
        (2, "buzzfeed-2015", (3,)),
        (3, "allen-2015", (3,)),
    ]
    assert listed[0].origin == "from Belarusian Investigative Center"
    assert {entry.source.id for entry in last} == {entry.source.id for entry in listed}


def test_what_goes_out_names_no_source_that_is_not_public() -> None:
    with Dossier.sample() as dossier:
        sources = dossier.sources()
        with dossier.edit("Protect") as edit:
            for id_, hidden in (
                ("moscow-times-2024", Protection.PROTECT),
                ("allen-2015", Protection.RESTRICTED),
            ):
                edit.put(dataclasses.replace(sources[id_], protection=hidden, collector="Me"))
        flows = flows_in(dossier)
        listed = numbered_sources(dossier, flows, range(len(flows)))
    assert [(entry.number, entry.source.title, entry.flows) for entry in listed] == [
        (1, "Withheld source", (0, 1, 2, 3)),
        (2, sources["buzzfeed-2015"].title, (3,)),
    ]
    printed = " ".join(source_line(entry.source, entry.origin) for entry in listed)
    assert "Moscow" not in printed
    assert "Investigative" not in listed[0].origin


def test_a_public_source_that_derives_from_a_protected_one_does_not_name_it() -> None:
    with Dossier.sample() as dossier:
        origin = dossier.sources()[dossier.sources()["moscow-times-2024"].derives_from[0]]
        with dossier.edit("Protect") as edit:
            edit.put(dataclasses.replace(origin, protection=Protection.PROTECT))
        flows = flows_in(dossier)
        first = numbered_sources(dossier, flows, [0])[0]
    assert (first.source.id, first.origin) == (
        "moscow-times-2024",
        "from Withheld source, origin not established",
    )

"""Origins: copies of one report corroborate nothing."""

import dataclasses

from flowviz.evidence import corroboration, fallen, origin_words, origins, roots, roots_of
from flowviz.records import WITHHELD, Source
from flowviz.terms import Origin
from tests.evidence.made import source, sources


def told(name: str, known: dict[str, Source], gone: frozenset[str] = frozenset()) -> str:
    return origin_words(known[name], roots(name, known), known, gone)


def test_the_roots_of_a_source_stand_at_the_end_of_all_its_chains() -> None:
    known = sources("a", "b", "c < a b", "d < c a")
    assert roots("d", known) == ("a", "b")
    assert roots("a", known) == ("a",)


def test_a_circle_of_derivations_ends() -> None:
    known = sources("a < b", "b < a", "c < b")
    assert roots("a", known) == roots("b", known) == roots("c", known) == ("a",)
    circle = {
        each: source(each, origin=Origin.ORIGINAL, derives_from=(other,))
        for each, other in ("ab", "ba")
    }
    assert corroboration(origins(["a", "b"], circle)) == 0


def test_sources_derived_from_one_another_are_one_origin() -> None:
    known = sources("agency", "paper < agency", "site < paper")
    (group,) = origins(["paper", "site", "agency"], known)
    assert group.roots == ("agency",)
    assert set(group.sources) == {"paper", "site", "agency"}
    assert group.is_established


def test_two_originals_are_two_origins() -> None:
    groups = origins(["a", "b"], sources("a", "b"))
    assert [group.sources for group in groups] == [("a",), ("b",)]


def test_a_source_drawn_from_two_cited_ones_adds_no_origin() -> None:
    groups = origins(["c", "a", "b"], sources("a", "b", "c < a b"))
    assert sorted(group.roots for group in groups) == [("a",), ("b",)]


def test_there_are_no_more_origins_than_are_needed_to_account_for_all() -> None:
    known = sources("a", "b", "c", "d", "x < a b", "y < c d", "z < b c")
    assert corroboration(origins(["x", "z"], known)) == 1
    assert corroboration(origins(["x", "y"], known)) == 2
    groups = origins(["x", "y", "z"], known)
    assert [(group.roots, group.sources) for group in groups] == [
        (("a", "b"), ("x",)),
        (("c",), ("y", "z")),
    ]


def test_all_whose_origin_nobody_has_established_are_one_and_count_as_none() -> None:
    known = sources("wire ?", "a < wire", "b ?", "c ?", "d")
    groups = origins(["a", "b", "c", "d"], known)
    assert [group.sources for group in groups] == [("d",), ("a", "b", "c")]
    assert [group.is_established for group in groups] == [True, False]
    assert groups[1].roots == ("wire", "b", "c")
    assert corroboration(groups) == 1


def test_a_source_with_one_root_that_is_not_established_counts_only_beside_the_other() -> None:
    known = sources("a", "b ?", "both < a b")
    assert corroboration(origins(["both"], known)) == 0
    (group,) = origins(["both", "a"], known)
    assert (group.roots, group.sources, group.is_established) == (("a",), ("both", "a"), True)


def test_what_names_others_has_its_knowledge_from_them_whatever_its_origin_says() -> None:
    known = sources("wire", "!story", "paper < wire", "echo < story")
    for name in ("paper", "echo"):
        known[name] = dataclasses.replace(known[name], origin=Origin.ORIGINAL)
    assert corroboration(origins(["wire", "paper"], known)) == 1
    assert roots("paper", known) == ("wire",)
    assert "echo" in fallen(known)


def test_origins_that_have_fallen_are_no_origins() -> None:
    known = sources("!a", "b", "both < a b")
    assert roots("both", known, fallen(known)) == ("b",)
    (group,) = origins(["both", "b"], known, fallen(known))
    assert group.roots == ("b",)


def test_what_is_withheld_adds_nothing_beside_others() -> None:
    known = {**sources("a"), WITHHELD.id: WITHHELD}
    (group,) = origins(["a", WITHHELD.id], known)
    assert (group.roots, group.sources) == (("a",), ("a", WITHHELD.id))
    (alone,) = origins([WITHHELD.id], known)
    assert not alone.is_established


def test_an_origin_nobody_has_established_is_said_to_be_so() -> None:
    known = {"s": Source("s", "A report")}
    (group,) = origins(["s"], known)
    assert not group.is_established
    assert told("s", known) == "origin not established"


def test_a_derived_source_says_where_it_has_its_knowledge_from() -> None:
    known = sources("tribune", "paper < tribune")
    assert told("paper", known) == "from Tribune"
    assert told("tribune", known) == ""


def test_a_derived_source_says_that_its_origin_is_not_established_or_retracted_since() -> None:
    known = sources("wire ?", "paper < wire", "!story", "echo < story", "both < story wire")
    assert told("paper", known) == "from Wire, origin not established"
    gone = fallen(known)
    assert told("echo", known, gone) == "from Story, retracted since"
    assert told("both", known, gone) == "from Story and Wire, origin not established"


def test_a_chain_of_five_thousand_sources_ends_in_its_first() -> None:
    known = sources("s0", *(f"s{at} < s{at - 1}" for at in range(1, 5_000)))
    assert set(roots_of(known, known).values()) == {("s0",)}
    assert corroboration(origins(known, known)) == 1


def test_what_derives_from_a_circle_ends_in_the_first_of_the_circle() -> None:
    known = sources("b < c", "c < b", "a < b", "d < b e", "e")
    assert roots_of(known, known) == {
        "a": ("b",), "b": ("b",), "c": ("b",), "d": ("b", "e"), "e": ("e",),
    }  # fmt: skip

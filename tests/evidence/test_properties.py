"""What holds of the rules whatever is cited, derived, graded, denied and retracted."""

import dataclasses
import itertools

from hypothesis import given
from hypothesis import strategies as st

from flowviz.evidence import (
    EXISTENCES,
    Backing,
    GradeClass,
    Telling,
    corroboration,
    counted,
    existence_of,
    fallen,
    grade_class,
    holds,
    is_support,
    of_established_origin,
    origins,
    roots,
)
from flowviz.records import Account, Citation, Grading, Group, Source
from flowviz.terms import (
    CitationStatus,
    CountedBy,
    Existence,
    Origin,
    Reporter,
    SourceStatus,
    Stance,
    Subject,
)
from tests.evidence.made import judged, record, source

Known = dict[str, Source]

NAMES = [f"s{at}" for at in range(7)]
LETTERS = st.sampled_from(["", *"ABCDEF"])


@st.composite
def worlds(draw: st.DrawFn) -> Known:
    """Sources of any origin and status that derive from earlier ones, and at times in a circle."""
    known = {}
    for at, name in enumerate(NAMES):
        letter = draw(LETTERS)
        known[name] = source(
            name,
            origin=draw(st.sampled_from(Origin)),
            derives_from=tuple(sorted(draw(st.sets(st.sampled_from(NAMES[:at]), max_size=3))))
            if at
            else (),
            status=draw(st.sampled_from([SourceStatus.LIVE, SourceStatus.LIVE, *SourceStatus])),
            gradings=(Grading(f"{name}/0", letter),) if letter else (),
        )
    if draw(st.booleans()):
        known["s0"] = dataclasses.replace(known["s0"], derives_from=(draw(st.sampled_from(NAMES)),))
    return known


def citations(stances: st.SearchStrategy[Stance]) -> st.SearchStrategy[Citation]:
    """A citation of any source for anything about a record."""
    return st.builds(
        Citation,
        id=st.uuids().map(str),
        source=st.sampled_from(NAMES),
        subject=st.sampled_from(Subject),
        subject_id=st.just("t"),
        field=st.sampled_from(["", "existence", "amount"]),
        stance=stances,
        is_quotation=st.booleans(),
        reliability=LETTERS,
        credibility=st.sampled_from([None, 1, 2, 3, 4, 5, 6]),
        status=st.sampled_from(CitationStatus),
    )


ANY = citations(st.sampled_from(Stance))
MANY = st.lists(ANY, max_size=6)
EXISTENCE = st.sampled_from([None, *Existence])
CITED = st.sets(st.sampled_from(NAMES)).map(sorted)


def plus(known: Known, **fields: object) -> Known:
    """The sources with one more, which nothing derives from."""
    return {**known, "new": source("new", **fields)}


def rank(existence: Existence) -> int:
    """How unsure an existence is."""
    return EXISTENCES.index(existence)


@given(worlds(), CITED, st.data())
def test_adding_a_source_that_derives_from_cited_ones_never_raises_corroboration(
    known: Known, cited: list[str], data: st.DataObject
) -> None:
    standing = [name for name in cited if name not in fallen(known)]
    parents = data.draw(st.sets(st.sampled_from(NAMES))) | set(standing[:1])
    more = plus(known, origin=Origin.DERIVED, derives_from=tuple(sorted(parents)))
    gone = fallen(more)
    before = corroboration(origins(standing, more, gone))
    if standing:
        assert corroboration(origins([*standing, "new"], more, gone)) == before
    named = [name for name in sorted(parents) if name not in gone]
    after = corroboration(origins([*standing, "new"], more, gone))
    assert after <= corroboration(origins([*standing, *named], more, gone))


@given(worlds(), CITED, st.sampled_from([Origin.NOT_ESTABLISHED, Origin.DERIVED]))
def test_adding_a_source_of_no_established_origin_never_raises_corroboration(
    known: Known, cited: list[str], origin: Origin
) -> None:
    more = plus(known, origin=origin)
    gone = fallen(more)
    assert corroboration(origins([*cited, "new"], more, gone)) == corroboration(
        origins(cited, more, gone)
    )


@given(worlds(), CITED, st.sampled_from(NAMES))
def test_citing_one_more_source_never_lowers_corroboration(
    known: Known, cited: list[str], name: str
) -> None:
    gone = fallen(known)
    before = corroboration(origins(cited, known, gone))
    assert before <= corroboration(origins([*cited, name], known, gone)) <= before + 1


@given(worlds(), CITED)
def test_every_cited_source_is_in_one_group_and_what_is_not_established_in_one_alone(
    known: Known, cited: list[str]
) -> None:
    groups = origins(cited, known, fallen(known))
    assert sorted(itertools.chain(*(group.sources for group in groups))) == cited
    assert [group.is_established for group in groups[:-1]] == [True] * len(groups[:-1])
    assert all(group.roots for group in groups)


@given(worlds(), CITED)
def test_there_are_as_many_origins_as_can_account_for_what_is_cited(
    known: Known, cited: list[str]
) -> None:
    gone = fallen(known)
    sets = [roots(name, known, gone) for name in of_established_origin(cited, known, gone)]
    fewest = next(
        size
        for size in range(len(NAMES) + 1)
        for some in itertools.combinations(NAMES, size)
        if all(set(some) & set(ends) for ends in sets)
    )
    assert corroboration(origins(cited, known, gone)) == fewest


@given(worlds(), MANY, citations(st.just(Stance.SUPPORTS)), EXISTENCE, st.booleans())
def test_adding_a_supporting_citation_never_lowers_existence(
    known: Known, cited: list[Citation], more: Citation, stated: Existence | None, is_of_set: bool
) -> None:
    transfer = record(stated, data_set="d" if is_of_set else "")
    before = judged(known, *cited, transfer=transfer)
    after = judged(known, *cited, more, transfer=transfer)
    if holds(more, fallen(known)) or before.backing is not Backing.NO_SOURCE:
        assert rank(after.existence) <= rank(before.existence)
    assert corroboration(before.origins) <= corroboration(after.origins)


@given(worlds(), MANY, citations(st.sampled_from([Stance.CONTRADICTS, Stance.MENTIONS])), EXISTENCE)
def test_a_denial_and_a_mention_change_nothing_of_what_a_record_is_judged_to_be(
    known: Known, cited: list[Citation], denial: Citation, stated: Existence | None
) -> None:
    before = judged(known, *cited, transfer=record(stated))
    assert judged(known, *cited, denial, transfer=record(stated)) == before


@given(worlds(), st.lists(ANY, min_size=1, max_size=6), st.data())
def test_the_order_of_citations_does_not_matter(
    known: Known, cited: list[Citation], data: st.DataObject
) -> None:
    one, other = judged(known, *cited), judged(known, *data.draw(st.permutations(cited)))
    assert dataclasses.replace(one, origins=()) == dataclasses.replace(other, origins=())
    assert {frozenset(group.sources) for group in one.origins} == {
        frozenset(group.sources) for group in other.origins
    }


@given(worlds(), MANY)
def test_retracting_all_that_a_record_goes_back_to_makes_it_unsupported(
    known: Known, cited: list[Citation]
) -> None:
    before, gone = judged(known, *cited), fallen(known)
    behind = {source for group in before.origins for source in group.sources}
    ends = {root for source in behind for root in roots(source, known, gone)}
    retracted = known | {
        name: dataclasses.replace(known[name], status=SourceStatus.RETRACTED) for name in ends
    }
    is_circle = bool(known["s0"].derives_from)
    if before.backing is Backing.SUPPORTED and not is_circle:
        after = judged(retracted, *cited)
        assert (after.backing, after.existence) == (Backing.UNSUPPORTED, Existence.TENTATIVE)


@given(worlds(), MANY)
def test_the_table_agrees_with_the_judgement(known: Known, cited: list[Citation]) -> None:
    gone = fallen(known)
    plain = [
        each
        for each in cited
        if is_support(each)
        and holds(each, gone)
        and grade_class(each, known[each.source]) is not GradeClass.DOUBTFUL
    ]
    has_good = any(
        grade_class(each, known[each.source]) is GradeClass.GOOD
        and of_established_origin((each.source,), known, gone)
        for each in plain
    )
    established = corroboration(origins((each.source for each in plain), known, gone))
    assert judged(known, *cited).existence is existence_of(established, has_good, bool(plain))


@given(worlds())
def test_what_has_fallen_is_retracted_or_rests_on_nothing_that_stands(known: Known) -> None:
    gone = fallen(known)
    for name, each in known.items():
        if each.status is SourceStatus.RETRACTED:
            assert name in gone
        elif name in gone:
            assert each.derives_from
            assert gone.issuperset(each.derives_from)
        elif each.derives_from:
            assert not gone.issuperset(each.derives_from)


@given(
    st.lists(
        st.builds(
            Telling,
            st.integers(0, 3),
            st.sampled_from([None, *GradeClass]),
            st.sampled_from([None, *Reporter]),
            st.integers(0, 12),
        ),
        min_size=2,
        max_size=5,
    ),
    st.sampled_from(CountedBy),
    st.integers(0, 4),
)
def test_of_a_group_exactly_one_account_counts_and_says_why(
    tellings: list[Telling], counted_by: CountedBy, marked: int
) -> None:
    accounts = tuple(
        Account(f"a{at}", "", at == marked % len(tellings), ()) for at in range(len(tellings))
    )
    found = counted(Group("g", "", accounts, counted_by), tellings)
    assert 0 <= found.account < len(tellings)
    assert found.reason
    chosen = tellings[found.account]
    if counted_by is CountedBy.RULE:
        assert chosen.origins == max(telling.origins for telling in tellings)
    else:
        assert found.account == marked % len(tellings)

from flowviz.ui.filters.section import FEW, Offer, RowKind, Section, rows_of


def offers(count: int, *taken: int) -> tuple[Offer, ...]:
    return tuple(Offer(n, f"value {n}", count - n, n in taken) for n in range(count))


def words(section: Section, most: int = FEW) -> list[str]:
    return [row.words or f"{row.more} more" for row in rows_of(section, most, None)]


def test_a_short_section_shows_all_it_has() -> None:
    assert len(words(Section("s", "S", offers(FEW + 4)))) == FEW + 4


def test_a_long_section_shows_the_first_few_and_how_many_are_left() -> None:
    shown = words(Section("s", "S", offers(100)))
    assert shown[: FEW - 1] == [f"value {n}" for n in range(FEW - 1)]
    assert shown[-1] == f"{100 - FEW} more"


def test_what_is_taken_is_never_hidden() -> None:
    shown = words(Section("s", "S", offers(100, 70)))
    assert "value 70" in shown
    assert shown[-1] == f"{99 - FEW} more"


def test_a_search_shows_what_matches_and_no_note() -> None:
    section = Section("s", "S", offers(100), note="A sentence.")
    rows = rows_of(section, FEW, lambda offer: offer.words.endswith("7"))
    assert [row.words for row in rows] == [f"value {n}7" for n in ("", *range(1, 10))]
    assert rows_of(section, FEW, None)[0].kind is RowKind.NOTE


def test_the_summary_says_what_is_taken_and_nothing_of_no_filter() -> None:
    assert Section("s", "S", offers(3)).summary == ""
    assert Section("s", "S", offers(3, 1)).summary == "value 1"
    assert Section("s", "S", offers(3, 0, 1)).summary == "2"
    assert Section("s", "S", offers(3, 0), is_single=True).summary == ""
    assert Section("s", "S", offers(3, 0), is_single=True, is_always_set=True).summary == "value 0"


def test_a_count_is_drawn_as_a_share_of_the_largest() -> None:
    rows = rows_of(Section("s", "S", offers(4)), FEW, None)
    assert [row.share for row in rows] == [1.0, 0.75, 0.5, 0.25]

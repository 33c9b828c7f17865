"""One trade is counted once, however many books tell it."""

from flowviz.importers.ricardo_counting import (
    AS_SPECIAL,
    BY_OTHER,
    BY_TRANSPORT,
    ONCE_MORE,
    Said,
    Telling,
    Tellings,
)

TRADE = (("France", "Portugal", True), "1880")


def telling(
    line: int,
    source: str = "A",
    source_type: str = "primary",
    *,
    special_general: str = "",
    transport: str = "",
    note: str = "",
    currency: str = "francs",
    partner: str = "portugal",
    has_value: bool = True,
) -> Telling:
    said = Said(source, source_type, currency, special_general, transport, note)
    return Telling(line, has_value, ("france", partner), said)


def uncounted(*rows: Telling) -> dict[int, str]:
    gathered = Tellings()
    for row in rows:
        gathered.add(TRADE, row)
    return dict(gathered.uncounted())


def test_rows_of_other_trades_are_left_alone():
    gathered = Tellings()
    gathered.add(TRADE, telling(1))
    gathered.add((("France", "Portugal", False), "1880"), telling(2))
    assert dict(gathered.uncounted()) == {}


def test_a_primary_source_goes_before_a_yearbook_and_a_compilation():
    rows = (
        telling(1, "C", "secondary"),
        telling(2, "B", "primary_yearbook"),
        telling(3, "A", "primary"),
        telling(4, "D", "estimation"),
    )
    assert uncounted(*rows) == {1: BY_OTHER, 2: BY_OTHER, 4: BY_OTHER}


def test_a_source_that_states_a_value_goes_before_one_that_does_not():
    rows = (telling(1, "A", has_value=False), telling(2, "B", "secondary"))
    assert uncounted(*rows) == {1: BY_OTHER}


def test_of_equal_sources_the_first_counts():
    assert uncounted(telling(1, "B"), telling(2, "A")) == {2: BY_OTHER}


def test_special_trade_is_part_of_general_trade():
    rows = (telling(1, special_general="spe"), telling(2, special_general="gen"))
    assert uncounted(*rows) == {1: AS_SPECIAL}


def test_of_two_valuations_the_official_one_does_not_count():
    rows = (telling(1, note="Valeur officielle"), telling(2, note="Valeurs actuelles"))
    assert uncounted(*rows) == {1: ONCE_MORE}


def test_trade_by_land_and_by_sea_is_added():
    assert uncounted(telling(1, transport="land"), telling(2, transport="sea")) == {}


def test_a_row_for_all_transport_holds_those_by_land_and_sea():
    rows = (telling(1, transport="land"), telling(2), telling(3, transport="sea"))
    assert uncounted(*rows) == {1: BY_TRANSPORT, 3: BY_TRANSPORT}


def test_names_that_one_source_keeps_apart_are_added():
    assert uncounted(telling(1), telling(2, partner="portugal (oporto)")) == {}


def test_amounts_in_two_currencies_stay_apart():
    assert uncounted(telling(1), telling(2, currency="livres")) == {}

"""Which names of the real files no rule places; the names are read by csv and re alone."""

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterator

import pytest

from flowviz.importers.findings import Findings
from flowviz.importers.naming import Naming
from tests.real_data import real_data

Mention = tuple[str, str, int]
"""A name, the code beside it, a year."""


def comtrade_classic() -> Iterator[Mention]:
    with gzip.open(
        real_data("comtrade/classic_HS27_2017.csv.gz"), "rt", encoding="utf-8-sig"
    ) as file:
        for row in csv.DictReader(file):
            yield row["Reporter"], row["Reporter Code"], 2017
            yield row["Partner"], row["Partner Code"], 2017


def comtrade_new() -> Iterator[Mention]:
    path = real_data("comtrade/TradeData_HS8542_THA.csv")
    header, *rows = csv.reader(path.read_text("latin-1").splitlines())
    for cells in rows:
        row = dict(zip(header, cells, strict=False))
        yield row["reporterDesc"], row["reporterISO"], int(row["refYear"])
        yield row["partnerDesc"], row["partnerISO"], int(row["refYear"])


def baci() -> Iterator[Mention]:
    path = real_data("baci/country_codes_V202201.csv")
    for row in csv.DictReader(path.read_text("latin-1").splitlines()):
        yield row["country_name_full"], row["country_code"], 2021


def us_arms_sales() -> Iterator[Mention]:
    for row in json.loads(real_data("us_arms_sales/arms_sales_totals.json").read_text("utf-8")):
        yield row["country"], "", int(row["year"])


def german_licences() -> Iterator[Mention]:
    text = real_data("licences/de_licences_semicolon.csv").read_text("utf-8-sig")
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        yield row["country_e"], row["iso3_code"], int(row["year"][:4])


def eu_licences() -> Iterator[Mention]:
    text = real_data("licences/eu_licences_iso2.csv").read_text("utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        yield "", row["Destination country"], int(row["Year"])
        yield "", row["Source country"], int(row["Year"])


def trade_1985() -> Iterator[Mention]:
    for name in _vertices("graphs/Trade1985.net"):
        yield name, "", 1985


def world_trade_1999() -> Iterator[Mention]:
    for name in _vertices("graphs/WorldTrade1999.paj"):
        yield name, "", 1999


def _vertices(path: str) -> Iterator[str]:
    text = real_data(path).read_text("latin-1")
    block = re.split(r"(?im)^\*(?:arcs|edges|matrix)", re.split(r"(?im)^\*vertices.*$", text)[1])[0]
    return (match[1] for match in re.finditer(r'(?m)^\s*\d+\s+"([^"]*)"', block))


@pytest.mark.parametrize(
    ("mentions", "unmatched"),
    [
        (comtrade_classic, set()),
        (comtrade_new, set()),
        (baci, set()),
        # Programmes of no country: "International Organizations" names none of them.
        (us_arms_sales, {"Global", "International Organizations", "Europe Regional"}),
        (german_licences, set()),
        (eu_licences, set()),
        (trade_1985, set()),
        # "Fr Ind O" was the UN's for one or several of the Comoros, Mayotte and the Southern Lands.
        (world_trade_1999, {"Fr Ind O"}),
    ],
)
def test_all_names_but_these_are_placed(
    mentions: Callable[[], Iterator[Mention]], unmatched: set[str]
) -> None:
    findings = Findings()
    naming = Naming({}, findings)
    count = 0
    for name, given, year in mentions():
        count += 1
        if name or given:
            naming.code_in(name, year, count, "name", given)
    assert count > 100
    assert {one.name for one in naming.unsettled()} == unmatched
    disagreeing = [finding.message for finding in findings.kept if "disagree" in finding.message]
    assert not disagreeing


@pytest.mark.long
def test_most_of_ricardos_entities_stay_to_settle_for_they_are_no_states_of_today() -> None:
    names = {
        row["original_name"]: row["RICname"]
        for row in csv.DictReader(
            real_data("ricardo/entity_names.csv").read_text("utf-8").splitlines()
        )
    }
    naming = Naming({}, Findings())
    with gzip.open(real_data("ricardo/flows.csv.gz"), "rt", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            for side in ("reporting", "partner"):
                name = names.get(row[side], row[side])
                naming.code_in(name, int(row["year"]), line, side)
    unsettled = {one.name: one.count for one in naming.unsettled()}
    assert sum(unsettled.values()) < 0.2 * 2 * 586_978, "four mentions of five are placed"
    assert {"Cape Colony (Cape of Good Hope)", "Hamburg", "French Colonies"} <= unsettled.keys()

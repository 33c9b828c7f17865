"""CEPII's BACI: bilateral trade by product, reconciled from both sides' reports to UN Comtrade.

What is read: a CSV of the columns t, i, j, k, v, q (year, exporter, importer, product, thousand
USD, tonnes) with the code files of the same archive beside it, ``country_codes*.csv`` and
``product_codes*.csv``. Codes of products get their leading zeros back.

Limits: which side reported is lost in the reconciliation, so a record is reported by a third party.
Without the code files countries go by their numbers, which are Comtrade's and not always ISO's. So
does a number that the list lacks (380 in that of 2022, where Italy is 381), which is told.
Products are in the revision of the Harmonized System that the archive was made for.
"""

from collections.abc import Iterator
from decimal import Decimal

from flowviz.importers import code_lists, mapped
from flowviz.importers.amending import Keys, encode
from flowviz.importers.entries import (
    DESCRIPTION_AT,
    DESIGNATION_AT,
    KEY_AT,
    LINE_AT,
    RECIPIENT_AT,
    SUPPLIER_AT,
    YEAR_AT,
    Given,
)
from flowviz.importers.findings import Findings
from flowviz.importers.mapping import Field, FileChoices, MappedFigure, Mapping
from flowviz.importers.material import Material, Probe
from flowviz.importers.tables import open_table
from flowviz.terms import Existence, Stage

NAME = "baci"
COUNTRIES = "country_codes*.csv"
PRODUCTS = "product_codes*.csv"
COMPANIONS = (COUNTRIES, PRODUCTS)

_COLUMNS = ("t", "i", "j", "k", "v", "q")
_CODE_DIGITS = 6
# To Belgium-Luxembourg and the Southern African Customs Union CEPII gives the ISO code of one
# member (country_codes_V202201.csv): these go by their names.
_WITHOUT_ISO = frozenset({"58", "711"})
_UNLISTED = "the list of countries lacks this number; it is read as one of ISO 3166"
_NO_ISO = frozenset({"", "N/A"})
_MAPPING = Mapping(
    title="BACI",
    publisher="CEPII",
    url="http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    existence=Existence.CONFIRMED,
    file=FileChoices(decimal="."),
    supplier=Field("i"),
    recipient=Field("j"),
    figures=(
        MappedFigure(Field("v"), Stage.DELIVERED, Field(constant="USD"), scale=Decimal(1000)),
        MappedFigure(Field("q"), Stage.DELIVERED, Field(constant="tonnes")),
    ),
    dates=Field("t"),
    designation=Field("k"),
    category=Field("k"),
    vocabulary="hs",
)


def knows(probe: Probe) -> bool:
    """Tell whether a file is one by the names of its columns."""
    return probe.table is not None and probe.table.names == _COLUMNS


def read(material: Material, findings: Findings) -> Iterator[Given]:
    """Give the records of a file."""
    table = open_table(material, _MAPPING.file, _COLUMNS)
    yield mapped.header(table, _MAPPING, NAME, code_lists.names_of(material, COUNTRIES, PRODUCTS))
    countries, products = _countries(material, findings), _products(material, findings)
    keys, unlisted = Keys(), set[str]()
    for row in mapped.rows(table, _MAPPING, findings):
        if isinstance(row, list):
            ends = row[SUPPLIER_AT], row[RECIPIENT_AT]
            if countries:
                for end in sorted({*ends} - countries.keys() - unlisted):
                    unlisted.add(end)
                    findings.doubtful(row[LINE_AT], _UNLISTED, end)
            code = row[DESIGNATION_AT].zfill(_CODE_DIGITS)
            row[DESIGNATION_AT] = f"HS {code}"
            row[KEY_AT] = keys.of("/".join((str(row[YEAR_AT]), *ends, code)))
            row[DESCRIPTION_AT] = products.get(code, "")
            (supplier, first), (recipient, second) = (countries.get(e, (e, e)) for e in ends)
            row[SUPPLIER_AT], row[RECIPIENT_AT] = supplier, recipient
            encode(row, first, second)
        yield row


def _countries(material: Material, findings: Findings) -> dict[str, tuple[str, str]]:
    """Give name and ISO code of each number ("" where it has none of its own)."""
    columns = ("country_code", "country_name_abbreviation", "iso_3digit_alpha")
    found = code_lists.rows_of(material, COUNTRIES, columns)
    if not found:
        loss = "the countries go by their numbers"
        code_lists.note_missing(findings, COUNTRIES, loss)
    return {
        number: (name, "" if iso in _NO_ISO or number in _WITHOUT_ISO else iso)
        for number, name, iso in found
    }


def _products(material: Material, findings: Findings) -> dict[str, str]:
    """Give the description of each code of six digits."""
    found = code_lists.pairs_of(material, PRODUCTS, "code", "description")
    if not found:
        code_lists.note_missing(findings, PRODUCTS, "the products have no descriptions")
    return {code.zfill(_CODE_DIGITS): description for code, description in found.items()}

"""The words by which tables name their columns, in the languages most of them are written in."""

import re

_GAP = re.compile(r"[^\w$€£]+|_+")


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


WORDS: dict[str, frozenset[str]] = {
    "supplier": _phrases(
        "supplier, exporter, seller, vendor, origin, source country, from country, country "
        "from, from, country of origin, origin country, exporting country, exporter country, "
        "supplying country, lieferant, lieferland, herkunftsland, herkunft, ausfuhrland, "
        "exporteur, fournisseur, exportateur, vendeur, pays d origine, pays exportateur, "
        "origine, proveedor, exportador, vendedor, país de origen, país exportador, origen, "
        "поставщик, экспортер, экспортёр, продавец, страна экспортер, страна поставщик, "
        "dobavljač, izvoznik, prodavac, zemlja porekla, zemlja izvoza, isporučilac"
    ),
    "recipient": _phrases(
        "recipient, importer, buyer, purchaser, customer, destination, destination country, "
        "to, to country, country to, country of destination, importing country, importer "
        "country, receiving country, end user country, empfänger, empfängerland, "
        "bestimmungsland, käufer, zielland, einfuhrland, importeur, destinataire, "
        "importateur, acheteur, pays de destination, pays importateur, destinatario, "
        "importador, comprador, destino, país de destino, país importador, получатель, "
        "импортер, импортёр, покупатель, страна назначения, страна импортер, страна "
        "получатель, primalac, uvoznik, kupac, odredište, zemlja odredišta, zemlja uvoza"
    ),
    "country": _phrases("country, land, pays, país, страна, zemlja, država, country name, staat"),
    "reporter": _phrases("reporter, reporting country, reporting, melder, meldeland"),
    "partner": _phrases("partner, partner country, partnerland, pays partenaire, país socio"),
    "direction": _phrases("trade flow, flow, direction, export import, richtung, поток, tok"),
    "dates": _phrases(
        "date, year, period, month, delivery date, date of delivery, year of delivery, "
        "delivery year, licence date, license date, date of issue, datum, jahr, lieferdatum, "
        "lieferjahr, année, an, date de livraison, fecha, año, fecha de entrega, дата, год, "
        "дата поставки, год поставки, godina, datum isporuke, godina isporuke"
    ),
    "designation": _phrases(
        "designation, item, weapon, product, goods, good, commodity, model, weapon "
        "designation, equipment, system, bezeichnung, ware, waren, gut, güter, waffe, "
        "produkt, gerät, désignation, produit, marchandise, arme, matériel, artículo, "
        "producto, mercancía, arma, material, наименование, изделие, товар, продукция, "
        "вооружение, naziv, artikal, roba, oružje, proizvod"
    ),
    "description": _phrases(
        "description, goods description, beschreibung, описание, descripción, opis"
    ),
    "category": _phrases(
        "category, ml, ml category, ml rating, rating, weapon category, hs, hs code, hs6, "
        "commodity code, kategorie, warennummer, güterposition, catégorie, categoría, "
        "категория, kategorija, code sh"
    ),
    "comment": _phrases(
        "comment, comments, note, notes, remark, remarks, bemerkung, bemerkungen, anmerkung, "
        "anmerkungen, remarque, remarques, commentaire, nota, notas, observaciones, "
        "примечание, комментарий, napomena, komentar"
    ),
    "source": _phrases("source, sources, quelle, quellen, fuente, источник, izvor, reference"),
    "source_url": _phrases("url, link, source url, web, website, hyperlink, ссылка, veza"),
    "unit": _phrases(
        "unit, units, unit of measure, uom, einheit, unité, unidad, единица, единица "
        "измерения, ед, ед изм, jedinica, jedinica mere"
    ),
    "currency": _phrases("currency, währung, devise, monnaie, moneda, divisa, валюта, valuta"),
    "pieces": _phrases(
        "quantity, qty, number, pieces, count, units delivered, number delivered, menge, "
        "anzahl, stück, stückzahl, quantité, nombre, cantidad, número, количество, число, шт, "
        "količina, broj, komada"
    ),
    "money": _phrases(
        "value, amount, price, cost, sum, wert, betrag, preis, summe, valeur, montant, prix, "
        "valor, importe, monto, precio, стоимость, сумма, цена, vrednost, iznos, cena"
    ),
    "total": _phrases("total, gesamt, insgesamt, gesamtwert, всего, итого, ukupno, total value"),
}
"""Phrases of column names, casefolded, by what such a column means."""
STAGES: dict[str, tuple[str, ...]] = {
    "licensed": ("licen", "lizenz", "genehmig", "authori", "autoris", "лиценз", "разреш", "dozvol"),
    "ordered": ("order", "bestell", "contract", "vertrag", "command", "pedid", "заказ", "naruč"),
    "delivered": ("deliver", "liefer", "livr", "entreg", "поставлен", "поставк", "ispor"),
    "seized": ("seiz", "beschlagnahm", "saisi", "incaut", "изъят", "zaplen"),
}
"""Beginnings of words that tell a stage."""
CODES = frozenset({"iso", "iso2", "iso3", "code", "alpha", "m49", "код", "kod"})
_DIRECTIONS = {
    "export": _phrases("export, exports, x, exp, ausfuhr, exportation, экспорт, izvoz"),
    "import": _phrases("import, imports, m, imp, einfuhr, importation, импорт, uvoz"),
    "re-export": _phrases("re-export, re-exports, reexport, rx, реэкспорт"),
    "re-import": _phrases("re-import, re-imports, reimport, rm, реимпорт"),
}
_YEAR_WORDS = frozenset({"year", "jahr", "année", "an", "año", "год", "godina"})
DIRECTIONS = {word: told for told, words in _DIRECTIONS.items() for word in words}
"""Cells of a column of directions."""


def words_of(name: str) -> str:
    """Give a column's name as single words, in lower case."""
    return " ".join(_GAP.sub(" ", name.casefold()).split())


def likeness(name: str, meaning: str) -> int:
    """Tell how well a column's name says a meaning: 3 exactly, 2 with other words, 0 not at all."""
    told = words_of(name)
    if told in WORDS[meaning]:
        return 3
    padded = f" {told} "
    return 2 if any(f" {phrase} " in padded for phrase in WORDS[meaning]) else 0


def is_year_word(name: str) -> bool:
    """Tell whether a column of dates is called a year and nothing else."""
    return words_of(name) in _YEAR_WORDS


def stage_of(name: str) -> str:
    """Give the stage that a name tells, "" where it tells none."""
    told = words_of(name).split()
    for stage, beginnings in STAGES.items():
        if any(word.startswith(beginnings) for word in told):
            return stage
    return ""

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
        "dobavljač, izvoznik, prodavac, zemlja porekla, zemlja izvoza, isporučilac, "
        "ausführer, exportland, geliefert von, verkäufer, herstellerland, absender, "
        "absenderland, expéditeur, livré par, fourni par, pays fournisseur, pays de "
        "provenance, provenance, suministrador, país proveedor, país suministrador, "
        "procedencia, remitente, кто поставил, страна происхождения, отправитель, страна "
        "отправления, откуда, страна экспорта, постачальник, країна постачальник, експортер, "
        "продавець, хто поставив, країна походження, відправник, країна відправлення, звідки, "
        "країна експорту, المورد, الدولة الموردة, البائع, بلد المنشأ, الدولة المصدرة, بلد "
        "التصدير, المرسل, جهة التوريد, 供应国, 供应商, 供应方, 出口国, 出口商, 卖方, 原产国, "
        "来源国, 供货方, 发货方"
    ),
    "recipient": _phrases(
        "recipient, importer, buyer, purchaser, customer, destination, destination country, "
        "to, to country, country to, country of destination, importing country, importer "
        "country, receiving country, end user country, empfänger, empfängerland, "
        "bestimmungsland, käufer, zielland, einfuhrland, importeur, destinataire, "
        "importateur, acheteur, pays de destination, pays importateur, destinatario, "
        "importador, comprador, destino, país de destino, país importador, получатель, "
        "импортер, импортёр, покупатель, страна назначения, страна импортер, страна "
        "получатель, primalac, uvoznik, kupac, odredište, zemlja odredišta, zemlja uvoza, "
        "endempfänger, endverbleibsland, kunde, geliefert an, client, pays client, "
        "bénéficiaire, livré à, cliente, receptor, país receptor, país destinatario, кому "
        "поставлено, заказчик, куда, кто получил, страна импорта, одержувач, отримувач, "
        "країна одержувач, країна отримувач, імпортер, покупець, замовник, куди, країна "
        "призначення, країна імпорту, المستلم, الدولة المستلمة, المستورد, المشتري, بلد "
        "المقصد, الدولة المستوردة, بلد الاستيراد, المتلقي, بلد الوصول, الوجهة, 接收国, "
        "进口国, 进口商, 买方, 目的国, 目的地, 受援国, 采购方, 收货方, 收货人"
    ),
    "country": _phrases(
        "country, land, pays, país, страна, zemlja, država, country name, staat, країна, "
        "الدولة, البلد, 国家"
    ),
    "reporter": _phrases("reporter, reporting country, reporting, melder, meldeland"),
    "partner": _phrases("partner, partner country, partnerland, pays partenaire, país socio"),
    "direction": _phrases("trade flow, flow, direction, export import, richtung, поток, tok"),
    "dates": _phrases(
        "date, year, period, month, delivery date, date of delivery, year of delivery, "
        "delivery year, licence date, license date, date of issue, datum, jahr, lieferdatum, "
        "lieferjahr, année, an, date de livraison, fecha, año, fecha de entrega, дата, год, "
        "дата поставки, год поставки, godina, datum isporuke, godina isporuke, genehmigt am, "
        "geliefert am, erteilt am, ausgestellt am, ausstellungsdatum, genehmigungsdatum, "
        "berichtsjahr, zeitraum, tag, livré le, livrée le, délivrée le, mois, période, "
        "exercice, entregado el, autorizado el, mes, período, ejercicio, когда, месяц, "
        "период, рік, коли, місяць, період, дата постачання, рік поставки, التاريخ, تاريخ, "
        "السنة, سنة, العام, الشهر, الفترة, تاريخ التسليم, سنة التسليم, تاريخ العقد, 日期, "
        "年份, 年, 年度, 月份, 时间, 交付日期, 交付年份, 交货日期, 签约日期"
    ),
    "designation": _phrases(
        "designation, item, weapon, product, goods, good, commodity, model, weapon "
        "designation, equipment, system, bezeichnung, ware, waren, gut, güter, waffe, "
        "produkt, gerät, désignation, produit, marchandise, arme, matériel, artículo, "
        "producto, mercancía, arma, material, наименование, изделие, товар, продукция, "
        "вооружение, naziv, artikal, roba, oružje, proizvod, waffensystem, artikel, "
        "rüstungsgut, gegenstand, article, équipement, modèle, sistema, equipo, modelo, "
        "denominación, designación, что поставлено, оружие, техника, модель, название, "
        "найменування, виріб, продукція, озброєння, зброя, назва, техніка, що поставлено, "
        "السلاح, اسم السلاح, الصنف, المنتج, البضاعة, السلعة, المعدات, الطراز, 武器, 武器名称, "
        "型号, 品名, 产品, 货物, 商品, 装备, 名称"
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
        "примечание, комментарий, napomena, komentar, зауваги, примітка, примітки, ملاحظات, "
        "备注"
    ),
    "source": _phrases(
        "source, sources, quelle, quellen, fuente, источник, izvor, reference, quellenangabe, "
        "fundstelle, beleg, dokument, référence, document, fuentes, referencia, documento, "
        "источники, документ, откуда сведения, джерело, джерела, المصدر, المصادر, مصدر, مصدر "
        "المعلومات, المرجع, الوثيقة, 来源, 资料来源, 信息来源, 出处, 文献"
    ),
    "source_url": _phrases("url, link, source url, web, website, hyperlink, ссылка, veza"),
    "unit": _phrases(
        "unit, units, unit of measure, uom, einheit, unité, unidad, единица, единица "
        "измерения, ед, ед изм, jedinica, jedinica mere, maßeinheit, masseinheit, "
        "mengeneinheit, одиниця, одиниця виміру, од, од вим, الوحدة, وحدة, وحدة القياس, 单位, "
        "计量单位, 数量单位"
    ),
    "currency": _phrases(
        "currency, währung, devise, monnaie, moneda, divisa, валюта, valuta, währungseinheit, "
        "العملة, عملة, 货币, 币种"
    ),
    "pieces": _phrases(
        "quantity, qty, number, pieces, count, units delivered, number delivered, menge, "
        "anzahl, stück, stückzahl, quantité, nombre, cantidad, número, количество, число, шт, "
        "količina, broj, komada, zahl, liefermenge, quantität, einheiten, qté, nb, unités, "
        "pièces, unidades, piezas, cant, штук, единиц, кол во, сколько, кількість, к сть, "
        "одиниць, скільки, الكمية, كمية, العدد, عدد, عدد القطع, عدد الوحدات, 数量, 件数, "
        "台数, 数目, 交付数量, 订购数量"
    ),
    "money": _phrases(
        "value, amount, price, cost, sum, wert, betrag, preis, summe, valeur, montant, prix, "
        "valor, importe, monto, precio, стоимость, сумма, цена, vrednost, iznos, cena, "
        "warenwert, genehmigungswert, auftragswert, kosten, coût, somme, coste, costo, "
        "cuantía, suma, на сумму, вартість, сума, ціна, القيمة, قيمة العقد, قيمة الصفقة, "
        "القيمة الإجمالية, المبلغ, السعر, الثمن, التكلفة, 金额, 价值, 价格, 价款, 总额, 总价, "
        "货值, 合同金额"
    ),
    "total": _phrases(
        "total, gesamt, insgesamt, gesamtwert, всего, итого, ukupno, total value, загалом, "
        "усього, разом, المجموع, الإجمالي, 合计, 总计"
    ),
}
"""Phrases of column names, casefolded, by what such a column means."""
STAGES: dict[str, tuple[str, ...]] = {
    "licensed": (
        "licen",
        "lizenz",
        "genehmig",
        "authori",
        "autoris",
        "autoriz",
        "лиценз",
        "разреш",
        "ліценз",
        "дозв",
        "dozvol",
        "许可",
    ),
    "ordered": (
        "order",
        "bestell",
        "contract",
        "vertrag",
        "command",
        "pedid",
        "заказ",
        "замов",
        "naruč",
        "订购",
        "合同",
    ),
    "delivered": (
        "deliver",
        "liefer",
        "livr",
        "entreg",
        "поставлен",
        "поставк",
        "поставл",
        "постачан",
        "ispor",
        "交付",
    ),
    "seized": (
        "seiz",
        "beschlagnahm",
        "saisi",
        "incaut",
        "изъят",
        "вилучен",
        "zaplen",
    ),
}
"""Beginnings of words that tell a stage."""
CODES = frozenset({"iso", "iso2", "iso3", "code", "alpha", "m49", "код", "kod"})
_DIRECTIONS = {
    "export": _phrases("export, exports, x, exp, ausfuhr, exportation, экспорт, izvoz"),
    "import": _phrases("import, imports, m, imp, einfuhr, importation, импорт, uvoz"),
    "re-export": _phrases("re-export, re-exports, reexport, rx, реэкспорт"),
    "re-import": _phrases("re-import, re-imports, reimport, rm, реимпорт"),
}
_YEAR_WORDS = frozenset(
    {"year", "jahr", "année", "an", "año", "год", "рік", "godina", "السنة", "سنة", "年", "年份"}
)
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

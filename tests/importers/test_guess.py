"""What columns seem to mean: tables in several languages that nobody prepared for."""

# ruff: noqa: RUF001 -- Cyrillic is written here

from dataclasses import replace
from decimal import Decimal

import pytest

from flowviz.importers.guess import guess
from flowviz.importers.guess_words import likeness
from flowviz.importers.mapping import Direction, Field, Mapping, problems_of
from flowviz.importers.run import look
from flowviz.terms import Basis, Reporter, Stage, TransferKind
from tests.real_data import real_data


def guessed(*lines: str, title: str = "table") -> tuple[Mapping, tuple[str, ...]]:
    header, *rows = (line.split("|") for line in lines)
    return guess(tuple(name.casefold() for name in header), rows, title)


def test_an_english_table_of_deliveries() -> None:
    mapping, doubts = guessed(
        "No|Exporter|Importer|Item|Quantity|Value (EUR)|Delivery date|Remarks",
        "7|Serbia|Mali|Mortar|12|5000|2015-03-04|by air",
        "9|Serbia|Chad|Rifle|40|9000|2015-05-04|",
    )
    assert (mapping.supplier, mapping.recipient) == (Field("exporter"), Field("importer"))
    assert (mapping.designation, mapping.comment) == (Field("item"), Field("remarks"))
    assert mapping.dates == Field("delivery date")
    told = {figure.amount.column: figure.unit.constant for figure in mapping.figures}
    assert told == {"quantity": "pieces", "value (eur)": "EUR"}
    assert doubts == ()


def test_a_german_table_of_licences() -> None:
    mapping, doubts = guessed(
        "Jahr|Empfängerland|Güter|Wert in Mio EUR", "2015|Mali|Pistolen|1,5", title="Genehmigungen"
    )
    assert mapping.recipient == Field("empfängerland")
    (figure,) = mapping.figures
    assert (figure.stage, figure.unit.constant) == (Stage.LICENSED, "EUR")
    assert figure.scale == Decimal(1_000_000)
    assert (mapping.kind, mapping.reported_by) == (TransferKind.LICENCE, Reporter.EXPORTER)
    assert any("supplier" in doubt for doubt in doubts)


def test_a_russian_table() -> None:
    mapping, doubts = guessed(
        "Поставщик|Получатель|Наименование|Количество|Год", "Россия|Мали|Ми-24|4|2015"
    )
    assert (mapping.supplier, mapping.recipient) == (Field("поставщик"), Field("получатель"))
    assert mapping.dates == Field("год")
    assert doubts == ()


def test_columns_of_codes_are_codes() -> None:
    mapping, _ = guessed("From|To|Tonnes|Year", "DE|NA|3|2001", "SE|US|4|2002")
    assert (mapping.supplier_code, mapping.recipient_code) == (Field("from"), Field("to"))
    assert not mapping.supplier


def test_names_beside_their_code_go_together() -> None:
    mapping, _ = guessed("Year|Country|ISO3|Total", "2001|Albania|ALB|5", "2003|Mali|MLI|6")
    assert (mapping.recipient, mapping.recipient_code) == (Field("country"), Field("iso3"))


def test_parts_beside_a_total_are_included_and_told() -> None:
    mapping, doubts = guessed("To|Total|War weapons|Year", "Mali|9|2|2001", "Chad|8|1|2004")
    assert [figure.basis for figure in mapping.figures] == [Basis.TOTAL, Basis.INCLUDED]
    assert any("part of" in doubt for doubt in doubts)


def test_reporters_and_partners_need_a_direction() -> None:
    mapping, doubts = guessed(
        "Reporter|Partner|Flow|Value|Currency|Year",
        "Serbia|Mali|Export|5|USD|2001",
        "Serbia|Mali|Re-export|6|USD|2002",
    )
    assert (mapping.reporter, mapping.partner) == (Field("reporter"), Field("partner"))
    assert mapping.directions == {"export": Direction.EXPORT, "re-export": Direction.RE_EXPORT}
    assert mapping.figures[0].unit == Field("currency")
    assert doubts == ()


def test_columns_of_years_are_figures_of_these_years() -> None:
    mapping, _ = guessed("From|To|2001|2002", "Serbia|Mali|5|", "Serbia|Chad||7")
    assert [figure.dates.constant for figure in mapping.figures] == ["2001", "2002"]


def test_a_day_that_tells_its_order_and_one_that_does_not() -> None:
    told, _ = guessed("From|To|Number|Date", "A|B|1|03/04/2015", "A|B|5|25/04/2015")
    open_, doubts = guessed("From|To|Number|Date", "A|B|1|03/04/2015", "A|B|5|05/04/2015")
    assert (told.date_order, open_.date_order) == ("dmy", "")
    assert any("comes first" in doubt for doubt in doubts)


def test_years_are_years_in_headers_wherever_dates_are_read() -> None:
    mapping, _ = guessed("From|To|1787|1788", "France|Spain|3|4")
    assert [figure.dates.constant for figure in mapping.figures] == ["1787", "1788"]


def test_days_that_may_stand_for_years_are_told() -> None:
    rows = ("A|B|1|2000-01-01", "A|B|5|2001-01-01")
    _, doubts = guessed("From|To|EUR|Date", *rows)
    assert any("may stand for the year" in doubt for doubt in doubts)
    _, doubts = guessed("From|To|EUR|Year", *rows)
    assert any("are read as the year" in doubt for doubt in doubts)


def test_a_column_that_counts_the_rows_is_no_amount() -> None:
    mapping, _ = guessed("|From|To|EUR", "1|A|B|10", "2|A|C|30", "3|B|C|20")
    assert [figure.amount.column for figure in mapping.figures] == ["eur"]


def test_a_category_says_its_list() -> None:
    mapping, _ = guessed("From|To|ML category|EUR", "A|B|ML1|10", "A|B|ML22|40")
    assert (mapping.category, mapping.vocabulary) == (Field("ml category"), "ml")


def test_a_part_that_is_larger_than_its_total_is_told() -> None:
    mapping, doubts = guessed("To|Total|War weapons|Year", "Mali|9|12|2001", "Chad|8|1|2004")
    assert mapping.figures[1].basis is Basis.INCLUDED
    assert any("larger on 1 of the first rows" in doubt for doubt in doubts)


def test_sums_in_two_currencies_are_kept_apart_and_told() -> None:
    mapping, doubts = guessed("From|To|EUR|USD|Year", "A|B|5|6|2001", "A|C|7|8|2004")
    assert [figure.basis for figure in mapping.figures] == [Basis.TOTAL, Basis.TOTAL]
    assert doubts == ("'eur' and 'usd' are money in several currencies; they are never added.",)


def test_the_real_licences_of_germany_lack_a_supplier_alone() -> None:
    survey = look(real_data("licences/de_licences_semicolon.csv"))
    assert survey.mapping is not None
    figures = [(f.amount.column, f.stage, f.basis) for f in survey.mapping.figures]
    assert figures == [
        ("gesamt", Stage.LICENSED, Basis.TOTAL),
        ("war_weapons", Stage.LICENSED, Basis.INCLUDED),
    ]
    told = replace(survey.mapping, supplier=Field(constant="DEU"))
    assert problems_of(told, survey.names) == ()


def test_the_real_licences_of_europe_are_guessed_whole() -> None:
    survey = look(real_data("licences/eu_licences_iso2.csv"))
    assert survey.mapping is not None
    assert problems_of(survey.mapping, survey.names) == ()
    assert survey.mapping.supplier_code == Field("source country")
    assert survey.mapping.recipient_code == Field("destination country")


HEADERS = {
    "supplier": "Geliefert von|Ausführer|Livré par|País proveedor|Кто поставил|Страна-поставщик|"
    "Хто поставив|Постачальник|الدولة الموردة|供应国",
    "recipient": "Endempfänger|Geliefert an|Bénéficiaire|País receptor|Кому поставлено|Кто получил|"
    "Одержувач|Країна призначення|الدولة المستلمة|接收国",
    "designation": "Rüstungsgut|Waffensystem|Équipement|Denominación|Что поставлено|Название|"
    "Найменування|Зброя|السلاح|武器名称",
    "pieces": "Liefermenge|Zahl|Qté|N.º de unidades|Кол-во|Штук|Кількість|Скільки|الكمية|交付数量",
    "unit": "Maßeinheit|Mengeneinheit|Unité de mesure|Unidad|Ед. изм.|Единица измерения|"
    "Одиниця виміру|Од.|وحدة القياس|计量单位",
    "money": "Auftragswert|Warenwert|Coût|Somme|Cuantía|На сумму|Вартість|Сума угоди|"
    "قيمة العقد|金额",
    "currency": "Währung|Währungseinheit|Devise|Monnaie|Moneda|Divisa|Валюта|العملة|货币|币种",
    "dates": "Genehmigt am|Erteilt am|Livré le|Entregado el|Ejercicio|Когда|Рік|Дата постачання|"
    "تاريخ التسليم|交付日期",
    "source": "Fundstelle|Beleg|Référence|Fuentes|Источники|Документ|Джерело|المصادر|资料来源|出处",
}
"""Ten headers each, as somebody may write them in seven languages."""


@pytest.mark.parametrize(
    ("meaning", "header"),
    [(meaning, each) for meaning, told in HEADERS.items() for each in told.split("|")],
)
def test_a_header_in_another_language_says_what_its_column_is(meaning: str, header: str) -> None:
    assert likeness(header.casefold(), meaning)
    better = {other: likeness(header.casefold(), other) for other in HEADERS}
    assert better[meaning] == max(better.values())


@pytest.mark.parametrize(
    ("header", "row", "day"),
    [
        (
            "Geliefert von|Empfängerland|Rüstungsgut|Stückzahl|Genehmigt am",
            "Serbien|Mali|Gewehr|5|24.03.2015",
            "genehmigt am",
        ),
        ("Кто поставил|Кому|Куда|Что|Штук|Когда", "Сербия|x|Мали|АК|5|2015", "когда"),
        ("供应国|接收国|武器名称|数量|交付年份", "塞尔维亚|马里|步枪|5|2015", "交付年份"),
    ],
)
def test_a_table_in_another_language_names_its_ends_and_its_day(
    header: str, row: str, day: str
) -> None:
    mapping, doubts = guessed(header, row)
    names = header.casefold().split("|")
    assert mapping.supplier == Field(names[0])
    assert mapping.recipient.column in names[1:3]
    assert mapping.dates == Field(day)
    (figure,) = mapping.figures
    assert figure.unit.constant == "pieces"
    assert not doubts

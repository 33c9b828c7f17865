"""Tables that nobody prepared for, made at test time, each with the mapping it goes in by.

Of the first three the columns are named as no guess knows them; the last three are guessed.
"""

# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

from pathlib import Path

import openpyxl

CUSTOMS = """\
Uprava carina - izvod;;;;;;
Redni br.;Zemlja odredišta;Naziv robe;Količina;Jed. mere;Vrednost (RSD);Datum carinjenja
1;Jermenija;puška M70 "Zastava";1.200;kom;3.450.000,50;05.03.2019
2;Saudijska Arabija;granata 120 mm;oko 40;kom;-;31.02.2019
3;Mali;barut;12,5;t;980.000,00;12.11.2019
Ukupno;;;;;4.430.000,50;
"""
CUSTOMS_TOML = """\
version = 1
title = "Izvod carine"
kind = "delivery"
reported_by = "exporter"
date_order = "dmy"
supplier = { constant = "SRB" }
recipient = "zemlja odredišta"
designation = "naziv robe"
dates = "datum carinjenja"

[file]
encoding = "cp1250"
separator = ";"
header_line = 2

[[figures]]
amount = "količina"
stage = "delivered"
unit = "jed. mere"

[[figures]]
amount = "vrednost (rsd)"
stage = "delivered"
unit = { constant = "RSD" }
"""
LICENCES = """\
Pays acheteur\tCatégorie ML\t2018\t2019\t2020
Inde\tML10\t1 250,5\t\t300
Maroc\tML4\t\t12\tn.d.
Total\t\t1 250,5\t12\t300
Atlantide\tML1\t\t\t7
"""
LICENCES_TOML = """\
version = 1
title = "Licences accordées"
kind = "licence"
reported_by = "exporter"
vocabulary = "ml"
supplier = { constant = "FRA" }
recipient = "pays acheteur"
category = "catégorie ml"

[[figures]]
stage = "licensed"
unit = { constant = "EUR" }
scale = 1000

[figures.years]
2018 = "2018"
2019 = "2019"
2020 = "2020"
"""
SHEET = """\
Кто поставил|Кому|Что|Сколько|Сумма|Когда|Конечный пользователь|Источник|Ссылка|Стр.
Россия|Мали|Ми-24П|approx. 4|USD 37.9 m|март 2021|Вагнер|Отчёт|https://example.org/r1|с. 12
Россия|Судан|БТР-80А|10-15||2017||Отчёт|https://example.org/r1|с. 40
Китай|Мали|VN22|>= 2?|EUR 5 m|2023-21|армия|письмо|file:///home/a|
"""
SHEET_TOML = """\
version = 1
title = "Мои записи"
supplier = "кто поставил"
recipient = "кому"
designation = "что"
dates = "когда"
source = "источник"
source_url = "ссылка"
locator = "стр."

[[parties]]
role = "end user"
name = "конечный пользователь"

[[figures]]
amount = "сколько"
stage = "delivered"
unit = { constant = "pieces" }

[[figures]]
amount = "сумма"
stage = "ordered"
"""
PERMITS = """\
Ministarstvo trgovine;;;;;
Izdate dozvole, 2015;;;;;
R. br.;Zemlja uvoza;Naziv robe;Količina;Vrednost (EUR);Datum
1;Mali;Minobacač 82 mm;12 kom;1.234,50;4.3.2015.
2;Čad;Municija 7,62 mm;250 t;999,99;05.04.2015
3;Čad;Pištolj;oko 40 kom;10.000,00;5.4.2015.
4;Ukupno;;;12.234,49;
"""
PERMITS_TOML = """\
version = 1
title = "dozvole_za_izvoz"
kind = "licence"
reported_by = "exporter"
supplier_code = { constant = "SRB" }
recipient = "zemlja uvoza"
designation = "naziv robe"
dates = "datum"
date_order = "dmy"
figures = [
    { amount = "količina", stage = "licensed", unit = { constant = "pieces" } },
    { amount = "vrednost (eur)", stage = "licensed", unit = { constant = "EUR" } },
]
"""
DELIVERIES = """\
Поставщик\tПолучатель\tНаименование\tКоличество\tЕд. изм.\tГод\tПримечание
Россия\tМали\tМи-24\t4\tшт\t2015\t
Россия\tМали\tпатроны\t1 500\tтонн\t2015-2016\tпо морю
Беларусь\tЧад\tБТР-80\t?\tшт\t2014\tчисло неизвестно
"""
DELIVERIES_TOML = """\
version = 1
title = "поставки"
supplier = "поставщик"
recipient = "получатель"
designation = "наименование"
dates = "год"
comment = "примечание"
figures = [{ amount = "количество", stage = "delivered", unit = "ед. изм." }]

[file]
encoding = "cp1251"
"""
ENTRIES = """\
País de origen|País de destino|Producto|Cantidad|Valor en miles|Moneda|Fecha de entrega|Fuente
España|Mali|Pistola|12|37,9|EUR|25/04/2015|Boletín A
España|Chad|Fusil|más de 40|100,25|USD|03/05/2015|Boletín A
España|Total|||138,15||2015|
"""
ENTRIES_TOML = """\
version = 1
title = "entregas aduana"
date_order = "dmy"
supplier = "país de origen"
recipient = "país de destino"
designation = "producto"
dates = "fecha de entrega"
source = "fuente"
figures = [
    { amount = "cantidad", stage = "delivered", unit = { constant = "pieces" } },
    { amount = "valor en miles", stage = "delivered", unit = "moneda", scale = 1000 },
]
"""


def customs(folder: Path) -> Path:
    """A Serbian extract of customs: cp1250, semicolons, decimal commas, a line of totals."""
    path = folder / "izvod.csv"
    path.write_bytes(CUSTOMS.encode("cp1250"))
    return path


def licences(folder: Path) -> Path:
    """A French list of licences: a column a year, thousands of euros, blanks between thousands."""
    path = folder / "licences.tsv"
    path.write_text(LICENCES, encoding="utf-8")
    return path


def sheet(folder: Path) -> Path:
    """A reporter's own sheet, in Russian: ranges, units in the cells, sources and links."""
    path = folder / "записи.xlsx"
    book = openpyxl.Workbook()
    for row in SHEET.splitlines():
        book.worksheets[0].append(row.split("|"))
    book.save(path)
    return path


def permits(folder: Path) -> Path:
    """Serbian licences: notes above the header, units in the cells, no supplier, a total."""
    path = folder / "dozvole_za_izvoz.csv"
    path.write_text(PERMITS, encoding="utf-8-sig")
    return path


def deliveries(folder: Path) -> Path:
    """A Russian table of deliveries: cp1251, tabs, a unit a row, an unknown amount."""
    path = folder / "поставки.csv"
    path.write_text(DELIVERIES, encoding="cp1251")
    return path


def entries(folder: Path) -> Path:
    """A Spanish extract of customs: cp1252, bars, thousands of a currency a row, a total."""
    path = folder / "entregas aduana.csv"
    path.write_text(ENTRIES, encoding="cp1252")
    return path

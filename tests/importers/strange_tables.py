"""Three tables that no format is written for: odd headers, other languages, mixed units."""
# ruff: noqa: RUF001

from dataclasses import dataclass


@dataclass(frozen=True)
class Strange:
    """A table, and the mapping that a person would write for it."""

    name: str
    text: str
    encoding: str
    toml: str


SERBIAN = Strange(
    "dozvole_za_izvoz",
    "Ministarstvo trgovine;;;;;\n"
    "Izdate dozvole, 2015;;;;;\n"
    "R. br.;Zemlja uvoza;Naziv robe;Količina;Vrednost (EUR);Datum\n"
    "1;Mali;Minobacač 82 mm;12 kom;1.234,50;4.3.2015.\n"
    "2;Čad;Municija 7,62 mm;250 t;999,99;05.04.2015\n"
    "3;Čad;Pištolj;oko 40 kom;10.000,00;5.4.2015.\n"
    "4;Ukupno;;;12.234,49;\n",
    "utf-8-sig",
    """
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
""",
)
RUSSIAN = Strange(
    "поставки",
    "Поставщик\tПолучатель\tНаименование\tКоличество\tЕд. изм.\tГод\tПримечание\n"
    "Россия\tМали\tМи-24\t4\tшт\t2015\t\n"
    "Россия\tМали\tпатроны\t1 500\tтонн\t2015-2016\tпо морю\n"
    "Беларусь\tЧад\tБТР-80\t?\tшт\t2014\tчисло неизвестно\n",
    "cp1251",
    """
title = "поставки"
supplier = "поставщик"
recipient = "получатель"
designation = "наименование"
dates = "год"
comment = "примечание"
figures = [{ amount = "количество", stage = "delivered", unit = "ед. изм." }]

[file]
encoding = "cp1251"
""",
)
SPANISH = Strange(
    "entregas aduana",
    "País de origen|País de destino|Producto|Cantidad|Valor en miles|Moneda|Fecha de entrega|"
    "Fuente\n"
    "España|Mali|Pistola|12|37,9|EUR|25/04/2015|Boletín A\n"
    "España|Chad|Fusil|más de 40|100,25|USD|03/05/2015|Boletín A\n"
    "España|Total|||138,15||2015|\n",
    "cp1252",
    """
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
""",
)
ALL = (SERBIAN, RUSSIAN, SPANISH)

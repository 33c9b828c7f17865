"""Three tables that nobody prepared for: odd headers, other languages, mixed units."""

# ruff: noqa: RUF001 -- Cyrillic letters are what is tested

from pathlib import Path

GERMAN = """\
Genehmigungen 2015, Auszug
;;;;;;
Lfd.;Exporteur;Empfängerland;Ware;Menge (Stk.);Wert in Tsd. EUR;Genehmigt am
1;Deutschland;Saudi-Arabien;Gewehre G36;1.200;3.400,5;03.04.2015
2;Deutschland;Indien;Ersatzteile;;12,25;21.04.2015
3;Deutschland;Ruritanien;Funkgeräte;40?;1.000,0;30.11.2015
"""
SERBIAN = """\
Година\tУвозник\tРоба\tКоличина\tЈединица\tНапомена
2016\tSaudijska Arabija\tгранате 122 mm\t5000\tкомада\tпреко Црне Горе
2017\tSrbija i Crna Gora\tбарут\t12,5\tt\t
2017\tЈерменија\tпушке М70\t?\tкомада\tнепознато
"""
FRENCH = """\
pays vendeur,pays acheteur,matériel,2010,2011,2012
France,Inde,véhicules,4,,6
France,Maroc,missiles,1,2,3
Total,,,5,2,9
"""


def written(folder: Path, name: str, text: str, encoding: str) -> Path:
    """Write one of them as its office would."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def german(folder: Path) -> Path:
    """Licences: two figures, thousands of euros, notes above the header."""
    return written(folder, "genehmigungen.csv", GERMAN, "cp1252")


def serbian(folder: Path) -> Path:
    """Deliveries in Cyrillic: one supplier that is not in the table, a unit on every row."""
    return written(folder, "izvoz.tsv", SERBIAN, "utf-8")


def french(folder: Path) -> Path:
    """A column a year, and a row of totals."""
    return written(folder, "livraisons.csv", FRENCH, "utf-8")

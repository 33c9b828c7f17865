"""Rows that add up others: they are left out, and listed, or everything would be there twice."""

TOTALS: dict[str, tuple[str, ...]] = {
    "the partner of sums over all partners (UN Comtrade, ISO-like codes WLD and W00)": (
        *("world", "wld", "w00", "world total", "total world", "total - world", "the world"),
        *("whole world", "total world import", "total world export", "tous les pays du monde"),
    ),
    "SIPRI's and other tables' word for no choice of a country": (
        *("all countries", "all", "all suppliers", "all recipients", "all partners"),
        *("all destinations", "all origins", "all reporters"),
    ),
    "the last line of a table, or of a block of it": (
        *("total", "totals", "grand total", "sub-total", "subtotal", "sum", "overall", "total:"),
        *("total exports", "total imports", "total all countries", "total general", "sum total"),
    ),
    "German": (
        *("gesamt", "insgesamt", "summe", "zusammen", "gesamtsumme", "welt", "alle länder"),
        *("gesamtergebnis", "summe:", "gesamt:", "insgesamt:"),
    ),
    "French": (
        *("monde", "monde entier", "total général", "tous pays", "tous les pays", "ensemble"),
        *("total monde", "somme"),
    ),
    "Spanish": (
        *("mundo", "total mundial", "todos los países", "todos los paises", "suma"),
        *("total mundo",),
    ),
    "Russian": ("всего", "итого", "мир", "весь мир", "все страны", "итого:", "всего:"),
    "Serbian": ("ukupno", "svega", "svet", "sve zemlje", "укупно", "свега", "свет", "све земље"),
}
"""Names of totals rows, casefolded, by why they are ones."""
TOTAL_CODES = frozenset({"wld", "w00", "0", "000", "001"})
"""Codes of the world in columns of codes: UN Comtrade's 0, M49's 001."""
_NAMES = frozenset(name for names in TOTALS.values() for name in names)


def is_total(name: str) -> bool:
    """Tell whether a name on either side of a row makes it a totals row."""
    return name.casefold() in _NAMES


def is_total_code(code: str) -> bool:
    """Tell whether a code on either side of a row makes it a totals row."""
    return code.casefold() in TOTAL_CODES

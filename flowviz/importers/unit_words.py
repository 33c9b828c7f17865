"""The words and signs that stand with a number: units, currencies, factors.

What is no such word is never guessed at. Units come out in the spellings of the program (pieces,
rounds, tonnes, kg, ISO 4217 codes, TIV). "Tons" may be long, short or
metric ones and are no tonnes.
"""

# ruff: noqa: RUF001

from decimal import Decimal


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text that is written as one line of them."""
    return frozenset(text.split())


UNSTATED = "unstated"
"""The unit of a figure where nothing names one."""
_SPELLINGS = {
    "pieces": "piece pieces pc pcs pc. pcs. unit units item items ea each no. nos nos. u "
    "stück stk stk. stueck einheiten pièce pièces unité unités pieza piezas unidad unidades ud uds "
    "шт шт. штук штука штуки единиц ед. ед kom kom. komad komada komadi ком ком. комада sztuk szt.",
    "rounds": "round rounds rds rd schuss patronen cartouche cartouches coups cartucho cartuchos "
    "cartridges патрон патронов патроны выстрелов metaka metak",
    "tonnes": "t tonne tonnes mt tonnen tonelada toneladas т тонна тонн тонны tona",
    "kg": "kg kgs kg. kilogram kilograms kilogramm kilogramme kilogrammes kilogramo kilogramos "
    "kilo kilos кг кг. килограмм килограммов",
    "TIV": "tiv",
    "EUR": "€ euro euros евро evra evro",
    "USD": "us$ us-$ u.s.$ usd$ us-dollar us-dollars",
    "RUB": "₽ руб руб. рублей рубль",
    "CHF": "sfr sfr.",
    "PLN": "zł",
    "UAH": "₴ грн грн.",
    "TRY": "₺",
    "INR": "₹",
    "ILS": "₪",
    "KRW": "₩",
}
_PHRASES = {
    "metric tons": "tonnes",
    "metric tonnes": "tonnes",
    "number of items": "pieces",
    "weight in kilograms": "kg",
    "us dollars": "USD",
    "us dollar": "USD",
    "dollars us": "USD",
    "долл. сша": "USD",
    "долларов сша": "USD",
}
_DOUBTED_SIGNS = {
    **{"$": "USD", "£": "GBP", "¥": "JPY", "fr.": "CHF"},
    **dict.fromkeys(("din.", "dinara", "динара"), "RSD"),
}
"""Signs and words that several currencies share."""
# The codes of ISO 4217 in use in 2025, and those of before that tables of arms bear.
CURRENCIES = words_of(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG "
    "ATS BEF CSD CSK DDM DEM ESP FIM FRF GRD HRK IEP ITL LTL LVL NLG PTE RUR SIT SKK SUR XEU YUD "
    "YUM YUN"
)
UNITS: dict[str, str] = {
    **{word: unit for unit, words in _SPELLINGS.items() for word in words.split()},
    **_PHRASES,
    **{code.casefold(): code for code in CURRENCIES},
}
_THOUSAND, _MILLION, _MILLIARD = Decimal(10**3), Decimal(10**6), Decimal(10**9)
_FACTOR_WORDS = {
    _THOUSAND: "thousand thousands thsd tsd tsd. tausend mille millier milliers mil miles "
    "тыс тыс. тысяч тысячи hilj. hiljada хиљ. хиљада tys.",
    _MILLION: "million millions mn mln mln. mio mio. mill mill. millionen millones millón "
    "млн млн. миллион миллионов миллиона miliona milion",
    _MILLIARD: "bn bln mrd mrd. md mds milliard milliards milliarde milliarden milijarda "
    "млрд млрд. миллиард миллиардов миллиарда",
}
FACTORS: dict[str, Decimal] = {
    word: factor for factor, words in _FACTOR_WORDS.items() for word in words.split()
}
MONEY_FACTORS: dict[str, Decimal] = {"m": _MILLION, "k": _THOUSAND, "m.": _MILLION}
"""Factors beside money alone; elsewhere "m" is metres and "k" anything."""
DOUBTED_FACTORS: dict[str, Decimal] = {"billion": _MILLIARD, "billions": _MILLIARD}
"""A billion is a thousand million in English, a million million in most of Europe."""


def unit_of(text: str) -> tuple[str, str]:
    """Give the unit that a text is a word for, and a doubt; ("", "") for no such word."""
    key = text.strip().casefold()
    if key in _DOUBTED_SIGNS:
        unit = _DOUBTED_SIGNS[key]
        return unit, f"{key} is read as {unit}"
    return UNITS.get(key, ""), ""


def unit_told(text: str) -> str:
    """Give the unit in a column of units: a known word in its spelling here, else as it stands.

    Signs that several currencies share stay signs.
    """
    return UNITS.get(text.casefold(), text)


def factor_of(word: str, is_money: bool) -> tuple[Decimal | None, str]:
    """Give the factor that a word stands for beside money or goods, and a doubt."""
    key = word.casefold()
    if key in DOUBTED_FACTORS:
        return DOUBTED_FACTORS[key], f"'{word}' is read as a thousand million"
    if is_money and key in MONEY_FACTORS:
        return MONEY_FACTORS[key], ""
    return FACTORS.get(key), ""


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency of ISO 4217."""
    return unit in CURRENCIES

"""Which encodings the bytes of a text may be in, each with words that it reads in them."""

import codecs
import re

from flowviz.importers.candidates import MOST, Candidate
from flowviz.importers.findings import shown

TITLES = {
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1258": "Vietnamese (Windows-1258)",
    "iso8859_1": "Western European (ISO 8859-1)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "iso8859_5": "Cyrillic (ISO 8859-5)",
    "iso8859_15": "Western European with the euro (ISO 8859-15)",
    "cp437": "American (DOS 437)",
    "cp850": "Western European (DOS 850)",
    "cp852": "Central European (DOS 852)",
    "cp866": "Cyrillic (DOS 866)",
    "koi8_r": "Cyrillic (KOI8-R)",
    "koi8_u": "Cyrillic (KOI8-U)",
    "mac_roman": "Western European (Macintosh)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "big5": "Chinese (Big5)",
    "cp949": "Korean (Windows-949)",
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, big end first",
}
"""Every encoding that a user can choose, by its name in Python."""
DEFAULT = "cp1252"

_FOREIGN = re.compile(rb"[\x80-\xff]")
_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_SAMPLE_BYTES = 2**15
_SHOWN_WORDS = 3
_SHOWN_CHARACTERS = 24
_NOT_GUESSED = frozenset({"utf-8", "utf-16-le", "utf-16-be", "iso8859_1", "cp437"})
_COMMON = frozenset({DEFAULT, "cp1251", "cp1250", "cp1254", "cp1253", "cp932", "gb18030", "cp949"})
_LIKE_DEFAULT = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "iso8859_15"})
"""Between these and Windows-1252 a few accented letters do not decide."""
_RARITY = 0.2
_COHERENCE = 0.3


def known(name: str) -> str:
    """Give our name of an encoding that goes by many ("windows-1251", "latin1"), "" for none."""
    try:
        spelled = codecs.lookup(name.lower().removesuffix("-sig")).name
    except (LookupError, ValueError):
        return ""
    return next((each for each in TITLES if codecs.lookup(each).name == spelled), "")


def candidates(data: bytes) -> tuple[Candidate, ...]:
    """Give up to three encodings for bytes that are neither marked nor valid UTF-8.

    They are guesses of charset-normalizer; of like ones the more common comes first, and
    Windows-1252, in which most of such files are, is always among them.
    """
    from charset_normalizer import from_bytes

    sample = _sample(data)
    guesses = from_bytes(sample, cp_isolation=sorted(TITLES.keys() - _NOT_GUESSED), threshold=0.3)
    order = sorted(
        guesses, key=lambda guess: _oddness(guess.encoding, guess.chaos, guess.coherence)
    )
    found = [guess.encoding for guess in order[:MOST]]
    first = (DEFAULT,) if not found or found[0] in _LIKE_DEFAULT else ()
    readings: dict[str, str] = {}
    for name in (*first, *found, DEFAULT):
        readings.setdefault(sample.decode(name, "replace"), name)
    names = list(readings.values())
    if len(names) > MOST:
        names = [*names[: MOST - 1], names[-1]]
    return tuple(Candidate(name, reason(name, sample)) for name in names)


def reason(encoding: str, data: bytes) -> str:
    """Give the first words beyond ASCII that a text has in an encoding."""
    words = dict.fromkeys(_WORDS.findall(_sample(data).decode(encoding, "replace")))
    return shown(", ".join(word[:_SHOWN_CHARACTERS] for word in list(words)[:_SHOWN_WORDS]))


def _sample(data: bytes) -> bytes:
    """Give the first lines that hold anything beyond ASCII."""
    lines: list[bytes] = []
    size = at = 0
    while size < _SAMPLE_BYTES and (match := _FOREIGN.search(data, at)):
        begin = max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - _SAMPLE_BYTES)
        at = data.find(b"\n", match.start()) + 1 or len(data)
        lines.append(data[begin : min(at, match.start() + _SAMPLE_BYTES)])
        size += len(lines[-1])
    return b"\n".join(lines)


def _oddness(encoding: str, chaos: float, coherence: float) -> float:
    """Give how unlikely a guess is: how odd its text looks, and how rare files in it are."""
    return chaos - _COHERENCE * coherence + (0.0 if encoding in _COMMON else _RARITY)

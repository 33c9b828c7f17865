"""Which encodings the bytes of a text may be in, each with words that it reads in them."""

import re

from flowviz.importers.candidates import MOST, Candidate
from flowviz.importers.findings import shown

TITLES = {
    "cp1252": "Western European (Windows)",
    "cp1250": "Central European (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp1258": "Vietnamese (Windows)",
    "iso8859_1": "Western European (ISO)",
    "iso8859_2": "Central European (ISO)",
    "iso8859_5": "Cyrillic (ISO)",
    "iso8859_15": "Western European with the euro (ISO)",
    "cp437": "American (DOS)",
    "cp850": "Western European (DOS)",
    "cp852": "Central European (DOS)",
    "cp866": "Cyrillic (DOS)",
    "koi8_r": "Russian (Unix)",
    "koi8_u": "Ukrainian (Unix)",
    "mac_roman": "Western European (Macintosh)",
    "cp932": "Japanese",
    "gb18030": "Simplified Chinese",
    "big5": "Traditional Chinese",
    "cp949": "Korean",
    "utf-8": "Unicode",
    "utf-16-le": "Unicode in two bytes",
    "utf-16-be": "Unicode in two bytes, the other way round",
}
"""Every encoding that a user can choose, by its name in Python."""
DEFAULT = "cp1252"

_FOREIGN = re.compile(rb"[\x80-\xff]")
_WORDS = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_SAMPLE_BYTES = 2**15
_SHOWN_WORDS = 3
_SHOWN_CHARACTERS = 24
_NOT_GUESSED = frozenset({"utf-8", "utf-16-le", "utf-16-be", "iso8859_1", "cp437"})
_COMMON = frozenset({DEFAULT, "cp1251", "cp1250", "cp1254", "cp1253", "cp932", "gb18030", "cp949"})
_LIKE_DEFAULT = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2", "iso8859_15"})
"""Between these and Windows-1252 a few accented letters do not decide."""
_RARITY = 0.2
_COHERENCE = 0.3


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

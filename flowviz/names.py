"""Names as texts: cleaned, compared, shown and made into codes; nothing here knows an actor.

Two names are *the same* when their :func:`name_key` is the same: letter case, runs of blanks and
typographic apostrophes and hyphens do not count, everything else does. There is no likeness in
between. What merely *looks* the same has the same :func:`skeleton` and is refused with a warning.
"""

import hashlib
import re
import unicodedata

LONGEST_NAME = 300
"""Characters; the longest of 300 names in SIPRI files has 45, of 1,296 in GeoPolHist 86."""

_LONGEST_SLUG = 48
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
_LATIN_LOOKS = str.maketrans(
    dict(
        zip(
            # Cyrillic, then Greek: letters with one Latin look, chosen by hand (idea: UTS 39)
            "АВЕЅІЈКМНОРСТУХаеѕіјкорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυ",
            "ABESIJKMHOPCTYXaesijkopcyxdqwhlABEZHIKMNOPTYXaikvopu",
            strict=True,
        )
    )
    | {"ı": "i", "ɑ": "a", "ɡ": "g"}  # noqa: RUF001
)
_ASCII = str.maketrans(
    dict(
        zip(
            "абвгґдеєзиіїйклмнопрстуўфыэ",
            "abvggdeeziiiyklmnoprstuufye",
            strict=True,
        )
    )
    | {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh"}  # noqa: RUF001
    | {"щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
    | {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ı": "i", "'": ""}  # noqa: RUF001
)


def clean_name(text: str) -> str:
    """Give a name in Unicode NFC, without blanks around it and with single blanks inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(text: str) -> str:
    """Give what two spellings of the same name have in common; compare only these."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    folded = clean_name(text).translate(_TYPOGRAPHY).casefold()
    return unicodedata.normalize("NFC", folded)


def hidden_characters(text: str) -> tuple[str, ...]:
    """Name the characters that a reader of the name cannot see, as in ``U+200B ZERO WIDTH SPACE``.

    Control, format (zero-width, bidirectional), surrogate and private-use characters, variation
    selectors and blank letters.
    """
    return tuple(describe(character) for character in text if _is_hidden(character))


def spelled(text: str) -> str:
    """Give a text with its hidden characters spelled out: none turns its neighbours around."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if _is_hidden(c) else c for c in text)


def joins_letters(text: str, at: int) -> bool:
    """Tell whether a joiner stands where scripts need it: between letters that join, in an emoji.

    So does Persian part the halves of a word, and so are several emoji one.
    """
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return (
        text[at] in "\u200c\u200d"
        and len(around) == 2
        and all(unicodedata.category(letter) in ("Lo", "Mn", "Mc", "So") for letter in around)
    )


def visible(text: str) -> str:
    """Give a name as it can be shown: cleaned, hidden characters spelled out, cut when too long."""
    spelled_out = spelled(clean_name(text))
    if len(spelled_out) <= LONGEST_NAME:
        return spelled_out
    return spelled_out[: LONGEST_NAME - 1] + "…"


def describe(character: str) -> str:
    """Give the code point and the Unicode name of a character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'UNNAMED')}"


def skeleton(text: str) -> str:
    """Give the key of the plain Latin name that this one looks like; often its own key.

    Compatibility forms (full width, ligatures), accents and the Cyrillic and Greek letters with a
    Latin look count as what they look like.
    """
    latin = unicodedata.normalize("NFKC", text).translate(_LATIN_LOOKS)
    bare = "".join(c for c in unicodedata.normalize("NFD", latin) if not unicodedata.combining(c))
    return name_key(bare)


def odd_letters(text: str) -> tuple[str, ...]:
    """Name the letters that make a name differ from its :func:`skeleton`."""
    odd = dict.fromkeys(c for c in clean_name(text) if name_key(c) != skeleton(c))
    return tuple(describe(character) for character in odd)


def foreign_letters(text: str) -> tuple[str, ...]:
    """Name the Cyrillic and Greek letters that stand in one word with Latin ones."""
    mixed = [word for word in re.split(r"[\s\-/()]+", text) if "LATIN" in map(_script, word)]
    odd = dict.fromkeys(c for word in mixed for c in word if _script(c) in {"CYRILLIC", "GREEK"})
    return tuple(describe(character) for character in odd)


def slug(text: str) -> str:
    """Give a name as lower-case ASCII words joined by hyphens; empty if no letter has a reading."""
    lowered = name_key(text).translate(_ASCII)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")


def name_hash(text: str) -> str:
    """Give six hexadecimal digits that depend on the name's key alone."""
    key = name_key(text).encode("utf-8", "surrogatepass")
    return hashlib.sha256(key).hexdigest()[:6]


def is_its_own_slug(text: str) -> bool:
    """Tell whether a name is plain words, so that no other name can have the same :func:`slug`."""
    key = name_key(text)
    return len(key) < _LONGEST_SLUG and bool(re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", key))


def _is_hidden(character: str) -> bool:
    if character in _INVISIBLE:
        return True
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""

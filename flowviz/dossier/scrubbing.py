"""Scrubbing: a text taken out of other texts, in whatever form a dossier may hold it.

The same text always becomes the same text. So content and history can be scrubbed one beside the
other, and what the history holds still fits the content.
"""

import html.entities
import json
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from flowviz.dossier.rows import json_text
from flowviz.dossier.schema import content
from flowviz.errors import UsageError
from flowviz.names import name_hash, name_key, slug

MARK = "[forgotten]"
"""What stands where a text was forgotten."""

SHORTEST = 3
"""Characters of a text that can be forgotten; two, where one is not ASCII (王伟)."""

# Terms, numbers, days and digests: nobody can write a name there.
_WITHOUT_WORDS: Mapping[str, str] = {
    "meta": "key",
    "actor": "kind",
    "import": "file_sha256 at",
    "transfer": "kind reporter existence",
    "party": "role",
    "figure": "stage basis amount_kind value low high earliest latest years",
    "source": "published_earliest published_latest published_years accessed archived origin status"
    " protection status_on",
    "grading": "reliability since",
    "citation": "subject stance reliability status",
    "note": "subject",
    "link": "kind amount_kind value low high existence",
    "account_group": "counted_by",
    "verdict": "existence",
    "dismissal": "kind",
    "snapshot": "sha256",
}
# Beside the keys: what other rows are named by, alone or within a longer text.
_NAMING: Mapping[str, str] = {
    "actor_name": "actor",
    "actor_member": "actor member",
    "data_set": "source",
    "import": "data_set",
    "problem": "import",
    "transfer": "supplier recipient data_set",
    "party": "transfer actor",
    "line": "transfer",
    "figure": "transfer line",
    "provenance": "data_set key import kept",
    "derivation": "source derives_from",
    "grading": "source",
    "citation": "source subject_id",
    "note": "subject_id",
    "link": "later earlier",
    "account": "account_group",
    "account_transfer": "account transfer",
    "dismissal": "key",
    "snapshot": "source",
    "placement": "view actor",
    "saved_view": "name",
}
_APOSTROPHES, _HYPHENS = "'\u2018\u2019\u02bc`\u00b4", "-\u2010\u2011\u2012\u2013\u2014\u2212"
# Alternatives, for a set of letters beyond ASCII means something else in bytes.
_BETWEEN = (
    r"(?:[ \t\n\r\f\v_.+-]|%(?:25)*20|\\[nrt]|&nbsp;|"
    + "|".join("\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u202f\u2060\u3000")
    + ")"
)
# What may stand within a word unseen: where it may break, and what joins nothing.
_UNSEEN = (
    r"(?:&shy;|\\u00[aA][dD]|\\u200[b-dB-D]|"
    + "|".join("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    + ")*"
)
_CUT = re.compile(r"\s*(?:\[…\]|…|\.\.\.)")
_AFTER_HYPHEN, _NOT_WITHIN = "(?<=-)", "(?![0-9a-f])"
_AS_STATE = frozenset({("saved_view", "state"), ("source", "reference")})
"""Columns that hold JSON objects of our own."""
_AS_CELLS = frozenset({("import", "columns"), ("import", "companions"), ("original", "rows")})
"""Columns that hold JSON of what stood in files, by import where it is an object."""
_DIGEST = re.compile("[0-9a-f]{64}")
_UNIT = re.compile("pieces|rounds|tonnes|TIV|[A-Z]{3}")
"""Terms of flowviz and currencies; any other unit is somebody's word."""


class Scrub:
    """Takes ``texts`` out of other texts; ``codes`` gives actors that are renamed their new codes.

    Letter case, Unicode form, blanks, typographic hyphens and apostrophes do not count; escaped
    forms (JSON, percent, HTML) and the slug are found too. Within words, unless ``is_whole``.

    Raises
    ------
    UsageError
        A text is too short, or stands in what would take its place.
    """

    def __init__(
        self,
        texts: Iterable[str] = (),
        *,
        is_whole: bool = False,
        codes: Mapping[str, str] | None = None,
    ) -> None:
        # The longest first, for what stands first in a pattern is taken first.
        cleaned = sorted({_cleaned(text) for text in texts})
        self._texts = tuple(sorted(cleaned, key=len, reverse=True))
        self._is_whole = is_whole
        self._names: dict[str, str] = {}
        self.rename(codes or {})
        if any(self._text.search(words) for words in (MARK, "x-forgotten-")):
            raise UsageError("This word stands in “[forgotten]”, which would take its place.")

    def rename(self, codes: Mapping[str, str]) -> None:
        """Take these new codes for those of actors, wherever they stand as identifiers."""
        self._codes = dict(codes)
        ways = [way for text in self._texts for way in _ways(text)]
        text = "|".join(ways) or r"(?!)"
        whole = rf"(?<![^\W_])(?:{text})(?![^\W_])" if self._is_whole else f"(?:{text})"
        own = (code for code in codes if code.startswith("x-"))
        self._text = re.compile(whole)
        self._in_words = re.compile(f"(?P<code>{_bounded(own)})|{whole}")
        self._in_names = re.compile(f"(?P<code>{_bounded(codes)})|{whole}")
        # Each alone begins with a letter that can be looked for: ten times as fast as all at once.
        quick = [way.replace(_NOT_WITHIN, "").removeprefix(_AFTER_HYPHEN) for way in ways]
        quick += ["|".join(map(re.escape, codes))] if codes else []
        self._quick = tuple(map(re.compile, quick))
        self._in_bytes = tuple(re.compile(way.encode()) for way in quick)

    def is_in(self, words: str) -> bool:
        """Whether a text, as a person or a file has written it, would change."""
        return self._in_words.search(words) is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take out."""
        return not self._texts and not self._codes

    def is_hit(self, *values: Any) -> bool:
        """Whether anything in the values of a row may have to change; never wrongly False."""
        words = "\1".join([value for value in values if type(value) is str])
        return any(way.search(words) for way in self._quick)

    def may_be_in(self, data: bytes) -> bool:
        """Whether anything in UTF-8 bytes may have to change; quick, and never wrongly False."""
        return any(way.search(data) for way in self._in_bytes)

    def is_in_file(self, data: bytes) -> bool:
        """Whether the bytes of a file hold the text as they are: UTF-8, UTF-16, Latin-1."""
        return any(
            self._text.search(data.decode(encoding, "ignore"))
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
        ) or any(
            self._text.search(data[1:].decode(encoding, "ignore"))
            for encoding in ("utf-16-le", "utf-16-be")
        )

    def within(self, words: str) -> Iterator[str]:
        """The longer words that a text is a part of."""
        for found in self._text.finditer(words):
            start, end = found.span()
            while start and words[start - 1].isalnum():
                start -= 1
            while end < len(words) and words[end].isalnum():
                end += 1
            if (start, end) != found.span():
                yield words[start:end]

    def near(self, words: str, around: int = 24) -> str:
        """Where a text stands for the first time, with what is around it; "" if nowhere."""
        found = self._in_words.search(words)
        if found is None:
            return ""
        start, end = max(found.start() - around, 0), found.end() + around
        cut = ("…" if start else "", "…" if end < len(words) else "")
        return " ".join(f"{cut[0]}{words[start:end]}{cut[1]}".split())

    def words(self, words: str) -> str:
        """The text as it may stay."""
        return self._in_words.sub(self._mark, words)

    def uncut(self, words: str) -> str:
        """The words without a beginning of a text that a cut has left, as in ``of Cas […]``."""
        for cut in reversed(list(_CUT.finditer(words))):
            end = cut.start()
            starts = [at for text in self._texts for at in self._beginnings(text, words, end)]
            if starts:
                words = f"{words[: min(starts)]}{MARK}{words[end:]}"
        return words

    def _beginnings(self, text: str, words: str, end: int) -> Iterator[int]:
        """Where the words up to ``end`` may have begun to tell the text."""
        key = name_key(text)
        for start in range(max(end - 2 * len(text), 0), end - SHORTEST + 1):
            is_within = self._is_whole and start and words[start - 1].isalnum()
            told = name_key(words[start:end])
            if not is_within and not words[start].isspace() and key.startswith(told):
                yield start

    def name(self, name: str) -> str:
        """An identifier as it may stay: two that differ still do."""
        return self._in_names.sub(self._rename, name)

    def value(self, table: str, at: int, value: Any) -> Any:
        """A value of a column (by its place in the table) as it may stay."""
        if not isinstance(value, str):
            return value
        how = _HOW[table][at]
        return value if how is None else how(self, value)

    def unit(self, unit: str) -> str:
        """A unit as it may stay: without a known one, amounts would no longer count."""
        return unit if _UNIT.fullmatch(unit) else self.words(unit)

    def state(self, text: str) -> str:
        """A JSON text as it may stay; saved views name actors and places by codes."""
        if not self._in_names.search(text):
            return text
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return self.words(text)
        scrubbed = json.dumps(
            self._state(told, ()), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        # What is left stands in an escape of JSON, which nothing that flowviz wrote has.
        return self.words(scrubbed)

    def _state(self, told: Any, path: tuple[str, ...]) -> Any:
        is_naming = path[:2] == ("query", "actors") or path[:1] == ("places",)
        if isinstance(told, str):
            return self.name(told) if is_naming else self.words(told)
        if isinstance(told, list):
            return [self._state(one, path) for one in told]
        if isinstance(told, dict):
            how = self.name if is_naming else self.words
            return {how(key): self._state(one, (*path, key)) for key, one in told.items()}
        return told

    def cells(self, text: str) -> str:
        """What stood in a file, as JSON, as it may stay: keys are imports, the rest is words."""
        if not self._in_names.search(text):
            return text
        try:
            return json_text(self._cells(json.loads(text)))
        except (ValueError, RecursionError):
            return self.words(text)

    def _cells(self, told: Any) -> Any:
        if isinstance(told, str):
            return told if _DIGEST.fullmatch(told) else self.words(told)
        if isinstance(told, list):
            return [self._cells(one) for one in told]
        if isinstance(told, dict):
            return {self.name(key): self._cells(one) for key, one in told.items()}
        return told

    def _mark(self, found: re.Match[str]) -> str:
        code = found["code"]
        return MARK if code is None else self._codes[code]

    def _rename(self, found: re.Match[str]) -> str:
        code = found["code"]
        if code is not None:
            return self._codes[code]
        if found[0] not in self._names:
            self._names[found[0]] = self.new_name()
        return self._names[found[0]]

    def new_name(self) -> str:
        """What stands in an identifier in the place of a name: no other dossier has it."""
        while True:
            made = f"forgotten-{secrets.token_hex(4)}"
            if not self._text.search(made):
                return made


def is_naming(table: str, column: str) -> bool:
    """Whether a column holds identifiers."""
    return column == content()[table].key or column in _NAMING.get(table, "").split()


def has_words(table: str, column: str) -> bool:
    """Whether somebody's words can stand in a column."""
    return column not in _WITHOUT_WORDS.get(table, "").split()


def _cleaned(text: str) -> str:
    cleaned = " ".join(unicodedata.normalize("NFC", text).split())
    if len(cleaned) < (SHORTEST if cleaned.isascii() else SHORTEST - 1):
        raise UsageError(f"A text to forget has {SHORTEST} letters or more.")
    return cleaned


def _ways(text: str) -> list[str]:
    """Regular expressions of plain alternatives, so that they can be asked of UTF-8 bytes too."""
    words = text.split()
    between = _BETWEEN + ("*" if all(len(word) >= SHORTEST for word in words) else "+")
    ways = [between.join(_UNSEEN.join(map(_letter, word)) for word in words)]
    slugged = slug(text).split("-")
    if len("".join(slugged)) >= SHORTEST and slugged != text.lower().split():
        ways.append(f"{_BETWEEN}+".join("".join(map(_letter, word)) for word in slugged))
    return [*ways, _AFTER_HYPHEN + name_hash(text) + _NOT_WITHIN]


def _letter(letter: str) -> str:
    """The ways in which one character may be written."""
    if letter.isascii() and letter.isalnum():
        return f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else letter
    family = next((one for one in (_APOSTROPHES, _HYPHENS) if letter in one), letter)
    cases = {way for one in family for way in (one, one.lower(), one.upper(), one.casefold())}
    forms = {unicodedata.normalize(form, one) for one in cases for form in ("NFC", "NFD")}
    ways = {re.escape(form): None for form in sorted(forms, key=len, reverse=True)}
    for form in sorted(forms):
        ways.update(dict.fromkeys(_escaped(form)))
    return "(?:" + "|".join(ways) + ")"


def _escaped(form: str) -> Iterable[str]:
    # The address within the address of an archive is quoted twice.
    yield _hex(quote(form, safe="")).replace("%", "%(?:25)*")
    yield (
        r"\\*" + re.escape(json.dumps(form)[1:-1].lstrip("\\"))
        if form in '"\\'
        else _hex(json.dumps(form)[1:-1])
    )
    if len(form) == 1:
        yield rf"&#0*{ord(form)};"
        yield "&#[xX]0*" + _hex(f"{ord(form):x}") + ";"
        entity = html.entities.codepoint2name.get(ord(form))
        if entity is not None:
            yield f"&{entity};"


def _hex(text: str) -> str:
    r"""A pattern for ``%C3%BC``, ``\u00fc`` or ``fc`` with its digits in either case."""
    return re.sub(
        r"[a-fA-F]", lambda found: f"[{found[0].lower()}{found[0].upper()}]", re.escape(text)
    )


def _bounded(codes: Iterable[str]) -> str:
    longest_first = sorted(codes, key=len, reverse=True)
    if not longest_first:
        return r"(?!)"
    return r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])"


def _how(table: str, column: str) -> Any:
    if (table, column) in _AS_STATE:
        return Scrub.state
    if (table, column) in _AS_CELLS:
        return Scrub.cells
    if not has_words(table, column):
        return None
    if column == "unit":
        return Scrub.unit
    return Scrub.name if is_naming(table, column) else Scrub.words


_HOW: Mapping[str, tuple[Any, ...]] = {
    name: tuple(_how(name, column) for column in table.columns) for name, table in content().items()
}

"""LaTeX as BibTeX files hold it: accents, braces and commands to plain text, and back."""

import functools
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[^\\{}$~%`'?!<>-]*")
_SPECIAL = re.compile(r"[\\{$]")
_SPECIALS = 4_000
_BRACE = re.compile(r"[{}]")
_DEPTH = 40
_BLANKS = re.compile(r"(\s+)")
_GOES_ON = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z\s&%#$_{}])\s*$")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
}
_LIGATURE = re.compile(r"([-`'<>,?!])(?=[-`'<>,])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ESCAPED = re.compile(r"\\([_%&#$~{}^])")
_URL = re.compile(r"\s*\\url\s*\{(.*)\}\s*", re.S)


def plain(text: str, words: list[str]) -> str:
    """Give the text that LaTeX prints; commands nobody knows are told in ``words``."""
    if _PLAIN.fullmatch(text):
        return text
    if depth_of(text) > _DEPTH or len(_SPECIAL.findall(text)) > _SPECIALS:
        words.append("LaTeX nested too deep, or too much of it, stands as it is")
        return text
    strange = sorted({name for name in _COMMAND.findall(text) if not _is_known(name)})
    if strange:
        words.append("LaTeX commands that are not known are left out: " + ", ".join(strange[:5]))
    return "".join(map(_printed, _pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at blanks, where no group, formula or command goes on: most pieces are plain.

    pylatexenc reads 40,000 characters a second.
    """
    piece, depth, dollars = "", 0, 0
    for part in _BLANKS.split(text):
        if not piece and _PLAIN.fullmatch(part):
            yield part
            continue
        bare = _ESCAPED.sub("", part)
        depth += bare.count("{") - bare.count("}")
        dollars += bare.count("$")
        piece += part
        if depth <= 0 and dollars % 2 == 0 and not _GOES_ON.search(piece):
            yield piece
            piece, depth = "", 0
    yield piece


@functools.lru_cache(maxsize=4096)
def _printed(piece: str) -> str:
    if _PLAIN.fullmatch(piece):
        return piece
    try:
        return str(_decoder().latex_to_text(piece))
    except RecursionError:
        return piece


def latex(text: str) -> str:
    r"""Give LaTeX that prints a text; letters stay as they are, in UTF-8."""
    escaped = "".join(_ESCAPES.get(letter, letter) for letter in text)
    return _LIGATURE.sub(r"\1{}", escaped)


def verbatim(text: str) -> str:
    r"""Give a URL or another text that is no LaTeX, without ``\url`` and needless escapes."""
    inside = _URL.fullmatch(text)
    return _ESCAPED.sub(r"\1", inside[1] if inside else text).strip()


def depth_of(text: str) -> int:
    """Give how deep the braces of a text stand in one another."""
    deepest = now = 0
    for brace in _BRACE.findall(text):
        now += 1 if brace == "{" else -1
        deepest = max(deepest, now)
    return deepest


@functools.cache
def _contexts() -> tuple[Any, Any]:
    from pylatexenc import latex2text, latexwalker

    context = latex2text.get_default_latex_context_db()
    ours = {"url": "%s", "textasciicircum": "^"}  # not <URL>, not U+02C6
    macros = [latex2text.MacroTextSpec(name, simplify_repl=text) for name, text in ours.items()]
    context.add_context_category("references", prepend=True, macros=macros)
    return latexwalker.get_default_latex_context_db(), context


@functools.cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    _walker, context = _contexts()
    return LatexNodes2Text(
        latex_context=context, math_mode="verbatim", keep_comments=True, strict_latex_spaces=True
    )


def _is_known(name: str) -> bool:
    specs = (context.get_macro_spec(name) for context in _contexts())
    return any(spec is not None and spec.macroname for spec in specs)

"""Names in BibTeX: "Family, Given and {A Body}" to the list of CSL-JSON, and back."""

from typing import Any

from flowviz.references.latex import latex, plain

_OTHERS = "others"


def names_of(value: str, words: list[str]) -> list[dict[str, str]]:
    """Give the names of a field."""
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    names = []
    for name in split_multiple_persons_names(value):
        if name.strip().lower() == _OTHERS:
            words.append("“and others” stands for names that the file does not give")
            continue
        bare = name.strip()
        if _is_one_group(bare):
            names.append({"literal": _printed(bare[1:-1], words)})
            continue
        try:
            parts = parse_single_name_into_parts(bare, strict=False)
        except InvalidNameError:
            names.append({"literal": _printed(bare, words)})
            continue
        told = {
            "family": _printed(" ".join(parts.last), words),
            "given": _printed(" ".join(parts.first), words),
            "non-dropping-particle": _printed(" ".join(parts.von), words),
            "suffix": _printed(" ".join(parts.jr), words),
        }
        names.append({part: text for part, text in told.items() if text})
    return [name for name in names if name]


def names_text(names: Any) -> str:
    """Give the names of a list as a field, "" for none."""
    if not isinstance(names, list):
        return ""
    return " and ".join(filter(None, map(_name_text, names)))


def _name_text(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    literal = name.get("literal")
    if isinstance(literal, str):
        return f"{{{latex(literal)}}}" if literal.strip() else ""
    particles = (name.get(f"{which}dropping-particle") for which in ("", "non-"))
    von = " ".join(part for part in particles if isinstance(part, str) and part)
    family, given, suffix = (_guarded(name.get(part)) for part in ("family", "given", "suffix"))
    last = f"{latex(von)} {family}" if von else family
    if not last:
        return given
    if suffix:
        return f"{last}, {suffix}, {given}"
    return f"{last}, {given}" if given else f"{last},"


def _guarded(part: Any) -> str:
    """A part of a name as LaTeX; in braces where a comma or "and" in it would cut it."""
    if not isinstance(part, str) or not part.strip():
        return ""
    is_cut = "," in part or " and " in f" {part} ".lower()
    return f"{{{latex(part)}}}" if is_cut else latex(part)


def _is_one_group(text: str) -> bool:
    """Whether one pair of braces holds all of a name."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _printed(text: str, words: list[str]) -> str:
    return " ".join(plain(text, words).split())

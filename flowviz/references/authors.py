"""Names: the list of CSL-JSON, and the one text in which a source has its authors.

A text that somebody typed is never taken apart into family and given names: "Allen, US Special
Operations Command" is no family name. What a library told apart stays so in the reference.
"""

from typing import Any

from flowviz.references.csl import one_line

_BETWEEN = "; "


def authors_text(names: Any) -> str:
    """Give "Anna Writer; Staff of the Ministry" for a list of names, "" for anything else."""
    if not isinstance(names, list):
        return ""
    return _BETWEEN.join(filter(None, map(_name_text, names)))


def names_of(text: str) -> list[dict[str, str]]:
    """Give the names of a text, each as it stands, none for an empty one."""
    parts = (part.strip() for part in text.split(_BETWEEN.strip()))
    return [{"literal": part} for part in parts if part]


def _name_text(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    if isinstance(name.get("literal"), str):
        return _within(name["literal"])
    order = ("given", "dropping-particle", "non-dropping-particle", "family")
    parts = [name[part] for part in order if isinstance(name.get(part), str)]
    whole = " ".join(filter(None, map(_within, parts)))
    suffix = name.get("suffix")
    return f"{whole}, {_within(suffix)}" if isinstance(suffix, str) and suffix else whole


def _within(part: str) -> str:
    """A name in one line; what would look like the next name is none."""
    return one_line(part.replace(";", ","))

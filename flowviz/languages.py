"""Names of states in the user's language, for pictures and lists.

A name that a user or a register gave is evidence and stays as it is; only the names of our own
table are translated (CLDR, see ``tools/build_names.py``). English is as the table has it.
"""

import functools
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flowviz.actors import Actor, ActorTable
from flowviz.errors import FlowvizError, UsageError
from flowviz.names import name_key
from flowviz.paths import resource

ENGLISH = "en"

_SPELT = {"no": "nb", "tl": "fil", "sh": "sr-Latn", "in": "id", "mo": "ro"}
"""Other codes of the same language (IANA language subtag registry)."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code (BCP 47) and its own name."""

    code: str
    name: str


def languages() -> tuple[Language, ...]:
    """Give the languages that names can be shown in, English first, then by their own names."""
    others = (Language(code, table["name"]) for code, table in _tables().items())
    return (Language(ENGLISH, "English"), *sorted(others, key=_place))


def nearest(wanted: str) -> str:
    """Give the known language nearest to a BCP 47 tag ("de-AT": "de"); English for all others."""
    parts = wanted.replace("_", "-").split("-")
    parts = [_SPELT.get(parts[0].lower(), parts[0].lower()), *parts[1:]]
    if parts[0] in (ENGLISH, "c", ""):  # "C" is the language of a machine that has none
        return ENGLISH
    without_script = [part for part in parts if len(part) != 4]
    known = {code.lower(): code for code in _tables()}
    for tag in (parts, parts[:2], without_script, without_script[:2], parts[:1]):
        found = known.get("-".join(tag).lower())
        if found is not None:
            return found
    return ENGLISH


def language(wanted: str) -> str:
    """Give the known language that a user names by its code.

    Raises
    ------
    UsageError
        There is none.
    """
    found = nearest(wanted)
    if found == ENGLISH and wanted.replace("_", "-").split("-")[0].lower() != ENGLISH:
        codes = ", ".join(known.code for known in languages())
        raise UsageError(f"There are no names in {wanted!r}; choose one of {codes}.")
    return found


def names_in(language: str, actors: Iterable[Actor]) -> Mapping[str, str]:
    """Give the name to show for each actor, by code, in a language (its nearest known one).

    A state that bears our own bundled name has its name in that language; where we know none, the
    one that the dossier notes in it. Every other actor keeps the dossier's own name.
    """
    chosen = nearest(language)
    if chosen == ENGLISH:
        return MappingProxyType({actor.code: actor.name for actor in actors})
    table, bundled = _tables()[chosen]["states"], ActorTable.load()
    shown = {}
    for actor in actors:
        known = bundled.get(actor.code)
        is_ours = known is not None and known.name == actor.name
        shown[actor.code] = _translated(actor, chosen, table) if is_ours else actor.name
    return MappingProxyType(shown)


def states_called(name: str) -> Mapping[str, tuple[str, ...]]:
    """Give the states that bear a name in any language but English, with those languages' names.

    By code; empty where none does. One name may mean two states in two languages.
    """
    return _called().get(name_key(name), MappingProxyType({}))


def _place(known: Language) -> str:
    """What languages are sorted by: accents do not count."""
    return unicodedata.normalize("NFD", known.name.casefold())


def _translated(actor: Actor, language: str, table: Mapping[str, str]) -> str:
    noted = (alias.name for alias in actor.names if alias.language == language)
    return table.get(actor.code) or next(noted, actor.name)


@functools.lru_cache(maxsize=1)
def _called() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    called: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in _tables().values():
        for code, name in table["states"].items():
            bearers = called.setdefault(name_key(name), {})
            bearers[code] = (*bearers.get(code, ()), table["name"])
    return called


@functools.lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    path = resource("actors", "names.json")
    try:
        tables: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FlowvizError(f"The bundled names in {path} cannot be read: {error}") from error
    return tables

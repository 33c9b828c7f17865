"""Cases: every record of a dossier as one JSON text that a person can read and write.

The form is described in docs/case-format.md.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flowviz.actor import Actor
from flowviz.actors import ActorTable
from flowviz.dossier.case_shapes import ACTOR, SHAPES
from flowviz.dossier.dossier import Dossier
from flowviz.dossier.shapes import TEXT, Form, many, wrong
from flowviz.errors import ImportFileError
from flowviz.records import Record, Spelling

FORMAT = "flowviz-case"
VERSION = 4
"""What is written.

3 knew no originals and spellings, 2 no gradings, verdicts and dismissals, 1 no saved views either.
"""
LARGEST_BYTES = 256 * 2**20
"""A case of all 29,515 deals of a trade register has 93 MiB."""

_ALL: dict[str, Callable[[Dossier], Iterable[Any]]] = {
    "actors": lambda dossier: dossier.actors().values(),
    "sources": lambda dossier: dossier.sources().values(),
    "data_sets": lambda dossier: dossier.data_sets().values(),
    "imports": Dossier.imports,
    "transfers": Dossier.transfers,
    "provenance": lambda dossier: dossier.provenance().values(),
    "originals": lambda dossier: dossier.originals().values(),
    "spellings": lambda dossier: itertools.starmap(Spelling, dossier.spellings().items()),
    "links": Dossier.links,
    "groups": Dossier.groups,
    "verdicts": lambda dossier: dossier.verdicts().values(),
    "dismissals": Dossier.dismissals,
    "notes": Dossier.notes,
    "citations": Dossier.citations,
    "problems": Dossier.problems,
    "placements": lambda dossier: dossier.placements().values(),
    "saved_views": Dossier.saved_views,
    "snapshots": Dossier.snapshots,
}


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file holds: a title, and records in the order of the file."""

    title: str
    records: tuple[Record | Actor, ...]


def read_case(case: Path | str) -> Case:
    """The case of a file, or of a JSON text.

    Raises
    ------
    ImportFileError
        It cannot be read, or is no case; the message names the place in the file.
    """
    name = case.name if isinstance(case, Path) else "The case"
    return case_of(content_of(_text(case) if isinstance(case, Path) else case, name))


def case_of(content: dict[str, Any]) -> Case:
    """The case that an object of JSON is.

    Raises
    ------
    ImportFileError
        It is none; the message names the place in the file.
    """
    if content.get("format") != FORMAT:
        raise wrong("", f'should begin with "format": "{FORMAT}"')
    version = content.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise wrong("", f"is of version {version!r}; this flowviz reads 1 to {VERSION}")
    title = TEXT.read(content.get("title", ""), "title")
    for key in content.keys() - {"format", "version", "title"} - SHAPES.keys():
        raise wrong("", f"has no {key!r} (known: {', '.join(SHAPES)})")
    records: list[Record | Actor] = []
    for section, shape in SHAPES.items():
        form = _ACTOR_OR_CODE if section == "actors" else shape.form
        found = many(form).read(content.get(section, []), section)
        _refuse_twins(found, section)
        records.extend(found)
    return Case(title, tuple(records))


def _refuse_twins(records: Iterable[Any], section: str) -> None:
    """Of two records with one identifier the second would take the place of the first."""
    first: dict[str, int] = {}
    for place, record in enumerate(records):
        id_ = getattr(record, "id", "") or getattr(record, "code", "")
        if id_ and first.setdefault(id_, place) != place:
            raise wrong(
                f"{section}[{place}]",
                f"has the identifier {id_[:40]!r} of {section}[{first[id_]}]; each needs its own",
            )


def write_case(dossier: Dossier) -> str:
    """The JSON text of all that ``dossier`` holds, its history left out."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": dossier.title}
    for section, shape in SHAPES.items():
        form = _ACTOR_OR_CODE if section == "actors" else shape.form
        records = [form.write(record) for record in _ALL[section](dossier)]
        if records:
            content[section] = records
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def records_of(dossier: Dossier) -> Iterator[Record | Actor]:
    """All records that a case of ``dossier`` would hold."""
    for section in _ALL.values():
        yield from section(dossier)


def _read_actor(value: Any, place: str) -> Actor:
    if not isinstance(value, str):
        actor: Actor = ACTOR.read(value, place)
        return actor
    known = ActorTable.load().get(value)
    if known is None or known.code != value:
        raise wrong(place, f"is {value[:40]!r}, which is no code that flowviz knows")
    return known


def _write_actor(actor: Actor) -> str | dict[str, Any]:
    is_bundled = ActorTable.load().get(actor.code) == actor
    return actor.code if is_bundled else ACTOR.write(actor)


_ACTOR_OR_CODE = Form(_read_actor, _write_actor)


def content_of(text: str, name: str = "The case") -> dict[str, Any]:
    """The object that a JSON text is, not yet looked at.

    Raises
    ------
    ImportFileError
        It is none, or has one key twice; ``name`` is how the message calls it.
    """
    try:
        content = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except RecursionError:
        raise ImportFileError(f"{name} is nested too deeply to be a case.") from None
    except ValueError as error:
        raise ImportFileError(f"{name} is not JSON: {error}.") from None
    if not isinstance(content, dict):
        raise ImportFileError(f"{name} should be one JSON object in braces.")
    return content


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            read = file.read(LARGEST_BYTES + 1)
        if len(read) > LARGEST_BYTES:
            raise ImportFileError(f"{path.name} is too large for a case (over 256 MiB).")
        return read.decode("utf-8-sig")
    except OSError as error:
        raise ImportFileError(f"{path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{path.name} is not UTF-8 at byte {error.start}.") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{double[:40]!r} stands twice in one object")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a JSON number")

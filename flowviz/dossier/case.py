"""Cases: every record of a dossier as one JSON text that a person can read and write.

The form is described in docs/case-format.md.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.actors import ActorTable
from flowviz.dossier.dossier import Dossier
from flowviz.dossier.shapes import (
    AMOUNT,
    BYTES,
    DATES,
    DAY,
    FLAG,
    INSTANT,
    JSON_TEXT,
    NUMBER,
    PAIRS,
    TEXT,
    WHOLE,
    Form,
    Shape,
    many,
    or_nothing,
    word_of,
    wrong,
)
from flowviz.errors import ImportFileError
from flowviz.records import (
    Account,
    Citation,
    DataSet,
    Dismissal,
    Figure,
    Grading,
    Group,
    Import,
    Line,
    Link,
    Note,
    Party,
    Placement,
    Problem,
    Provenance,
    Record,
    SavedView,
    Snapshot,
    Source,
    Transfer,
    Verdict,
)
from flowviz.terms import (
    Basis,
    CitationStatus,
    CountedBy,
    Existence,
    LinkKind,
    Origin,
    Proposal,
    Protection,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)

FORMAT = "flowviz-case"
VERSION = 3
"""What is written; 2 knew no gradings, verdicts and dismissals, 1 no saved views either."""
LARGEST_BYTES = 256 * 2**20
"""A case of all 29,515 deals of a trade register has 93 MiB."""

_YEAR = or_nothing(WHOLE)

_ACTOR = Shape(
    Actor,
    code=TEXT,
    kind=word_of(ActorKind),
    name=TEXT,
    names=many(Shape(ActorName, name=TEXT, language=TEXT, first_year=_YEAR, last_year=_YEAR)),
    first_year=_YEAR,
    last_year=_YEAR,
    lon=or_nothing(NUMBER),
    lat=or_nothing(NUMBER),
    members=many(Shape(Member, code=TEXT, first_year=_YEAR, last_year=_YEAR)),
)

_FIGURES = many(
    Shape(
        Figure,
        id=TEXT,
        stage=word_of(Stage),
        unit=TEXT,
        amount=AMOUNT,
        dates=DATES,
        basis=word_of(Basis),
    )
)

_LINES = many(
    Shape(
        Line,
        id=TEXT,
        designation=TEXT,
        description=TEXT,
        category=TEXT,
        condition=TEXT,
        figures=_FIGURES,
    )
)

_SHAPES: dict[str, Shape] = {
    "actors": _ACTOR,
    "sources": Shape(
        Source,
        id=TEXT,
        title=TEXT,
        kind=TEXT,
        publisher=TEXT,
        author=TEXT,
        published=DATES,
        accessed=DAY,
        archived=DAY,
        url=TEXT,
        archived_url=TEXT,
        pages=TEXT,
        note=TEXT,
        origin=word_of(Origin),
        derives_from=many(TEXT),
        status=word_of(SourceStatus),
        protection=word_of(Protection),
        collector=TEXT,
        publisher_group=TEXT,
        volume=TEXT,
        shelf_number=TEXT,
        reference=JSON_TEXT,
        status_on=DAY,
        status_reason=TEXT,
        status_by=TEXT,
        gradings=many(
            Shape(Grading, id=TEXT, reliability=TEXT, since=DAY, reason=TEXT, grader=TEXT)
        ),
    ),
    "data_sets": Shape(DataSet, id=TEXT, title=TEXT, reader=TEXT, source=TEXT, is_counted=FLAG),
    "imports": Shape(
        Import,
        id=TEXT,
        data_set=TEXT,
        file_name=TEXT,
        file_sha256=TEXT,
        reader_version=TEXT,
        rows=WHOLE,
        at=INSTANT,
    ),
    "transfers": Shape(
        Transfer,
        id=TEXT,
        kind=word_of(TransferKind),
        supplier=TEXT,
        recipient=TEXT,
        reporter=or_nothing(word_of(Reporter)),
        existence=or_nothing(word_of(Existence)),
        comment=TEXT,
        lines=_LINES,
        figures=_FIGURES,
        parties=many(Shape(Party, id=TEXT, actor=TEXT, role=word_of(Role))),
        data_set=TEXT,
        existence_reason=TEXT,
    ),
    "provenance": Shape(
        Provenance,
        transfer=TEXT,
        data_set=TEXT,
        key=TEXT,
        import_id=TEXT,
        row=WHOLE,
        is_gone=FLAG,
        kept=PAIRS,
    ),
    "links": Shape(
        Link,
        id=TEXT,
        later=TEXT,
        earlier=TEXT,
        kind=word_of(LinkKind),
        item=TEXT,
        unit=TEXT,
        amount=AMOUNT,
        existence=word_of(Existence),
    ),
    "groups": Shape(
        Group,
        id=TEXT,
        reason=TEXT,
        accounts=many(Shape(Account, id=TEXT, title=TEXT, is_counted=FLAG, transfers=many(TEXT))),
        counted_by=word_of(CountedBy),
    ),
    "verdicts": Shape(Verdict, id=TEXT, existence=word_of(Existence), reason=TEXT),
    "dismissals": Shape(Dismissal, id=TEXT, kind=word_of(Proposal), key=TEXT, reason=TEXT),
    "notes": Shape(
        Note, id=TEXT, subject=word_of(Subject), subject_id=TEXT, text=TEXT, is_private=FLAG
    ),
    "citations": Shape(
        Citation,
        id=TEXT,
        source=TEXT,
        subject=word_of(Subject),
        subject_id=TEXT,
        field=TEXT,
        stance=word_of(Stance),
        locator=TEXT,
        text=TEXT,
        is_quotation=FLAG,
        reliability=TEXT,
        credibility=or_nothing(WHOLE),
        status=word_of(CitationStatus),
        prefix=TEXT,
        suffix=TEXT,
        status_reason=TEXT,
    ),
    "problems": Shape(
        Problem,
        severity=TEXT,
        line=WHOLE,
        column=TEXT,
        message=TEXT,
        text=TEXT,
        import_id=TEXT,
        id=TEXT,
    ),
    "placements": Shape(Placement, view=TEXT, actor=TEXT, x=NUMBER, y=NUMBER),
    "saved_views": Shape(SavedView, id=TEXT, name=TEXT, position=WHOLE, state=JSON_TEXT),
    "snapshots": Shape(Snapshot, sha256=TEXT, source=TEXT, media_type=TEXT, content=BYTES),
}

_ALL: dict[str, Callable[[Dossier], Iterable[Any]]] = {
    "actors": lambda dossier: dossier.actors().values(),
    "sources": lambda dossier: dossier.sources().values(),
    "data_sets": lambda dossier: dossier.data_sets().values(),
    "imports": Dossier.imports,
    "transfers": Dossier.transfers,
    "provenance": lambda dossier: dossier.provenance().values(),
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
    content = _content(case)
    if content.get("format") != FORMAT:
        raise wrong("", f'should begin with "format": "{FORMAT}"')
    version = content.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise wrong("", f"is of version {version!r}; this flowviz reads 1 to {VERSION}")
    title = TEXT.read(content.get("title", ""), "title")
    for key in content.keys() - {"format", "version", "title"} - _SHAPES.keys():
        raise wrong("", f"has no {key!r} (known: {', '.join(_SHAPES)})")
    records: list[Record | Actor] = []
    for section, shape in _SHAPES.items():
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
    for section, shape in _SHAPES.items():
        form = _ACTOR_OR_CODE if section == "actors" else shape.form
        records = [form.write(record) for record in _ALL[section](dossier)]
        if records:
            content[section] = records
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _read_actor(value: Any, place: str) -> Actor:
    if not isinstance(value, str):
        actor: Actor = _ACTOR.read(value, place)
        return actor
    known = ActorTable.load().get(value)
    if known is None or known.code != value:
        raise wrong(place, f"is {value[:40]!r}, which is no code that flowviz knows")
    return known


def _write_actor(actor: Actor) -> str | dict[str, Any]:
    is_bundled = ActorTable.load().get(actor.code) == actor
    return actor.code if is_bundled else _ACTOR.write(actor)


_ACTOR_OR_CODE = Form(_read_actor, _write_actor)


def _content(case: Path | str) -> dict[str, Any]:
    name = case.name if isinstance(case, Path) else "The case"
    try:
        content = json.loads(
            _text(case) if isinstance(case, Path) else case,
            object_pairs_hook=_without_doubles,
            parse_constant=_no_constant,
        )
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

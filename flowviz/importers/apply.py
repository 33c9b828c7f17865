"""A plan into a dossier: one edit, one undo, and a summary of what became of each entry."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import flowviz
from flowviz.dossier import Dossier, Edit
from flowviz.errors import ImportFileError
from flowviz.importers.building import row_source_of, source_of
from flowviz.importers.entries import Entry
from flowviz.importers.findings import Finding
from flowviz.importers.planning import Plan
from flowviz.importers.row_maker import Made, New, Order, RowMaker
from flowviz.importers.row_process import RowProcess
from flowviz.importers.summary import Summary, summary_of
from flowviz.importers.updating import Change, Updating
from flowviz.importers.watch import Watch, unwatched
from flowviz.records import Import, Original, Problem, Record, new_id

_SLICE = 500
"""Entries written between two looks for Cancel."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Writing:
    """What all the records of one import have in common; ``cited`` are keys of row sources."""

    plan: Plan
    import_: Import
    problems: tuple[Problem, ...]
    watch: Watch
    cited: set[str] = field(default_factory=set)


def apply(dossier: Dossier, plan: Plan, watch: Watch | None = None) -> Summary:
    """Bring what a plan says into the dossier that it was made for; an empty one writes nothing.

    Raises
    ------
    ImportFileError
        When the dossier was changed since the plan was made.
    CancelledError
        Soon after the watch says so; nothing was changed.
    """
    if dossier.head != plan.head:
        raise ImportFileError(
            "The dossier was changed since it was compared with the file; import it again."
        )
    watch = watch or unwatched()
    # What is left over stands for the commit: until it is done, it is not said that all is.
    watch.begin(len(plan.new) + len(plan.updates) + len(plan.gone) + _SLICE)
    import_ = _import_of(plan)
    writing = _Writing(plan, import_, _problems(plan.findings.kept, import_.id), watch)
    actors_before = dossier.counts().actors
    if not plan.is_empty:
        with dossier.edit(f"Import of {plan.reading.file_name}") as edit:
            edit.look = watch.look
            _write(edit, dossier, writing)
    watch.finish()
    added = dossier.counts().actors - actors_before
    return summary_of(plan, writing.problems, added)


def _import_of(plan: Plan) -> Import:
    reading = plan.reading
    header = reading.header
    return Import(
        new_id(),
        plan.data_set.id,
        reading.file_name,
        reading.sha256,
        f"{header.format} {flowviz.__version__}",
        reading.rows,
        datetime.datetime.now(datetime.UTC),
        header.sheet,
        header.columns,
        header.mapping,
        reading.companions,
    )


def _problems(findings: Sequence[Finding], import_id: str) -> tuple[Problem, ...]:
    ordered = sorted(findings, key=lambda finding: finding.line)
    return tuple(
        Problem(severity, line, column, message, text, import_id, f"{import_id}/{number:06d}")
        for number, (severity, line, column, message, text) in enumerate(ordered)
    )


def _write(edit: Edit, dossier: Dossier, writing: _Writing) -> None:
    plan, reading = writing.plan, writing.plan.reading
    edit.put_many(plan.naming.brought(), imported=True)
    sources = dossier.sources()
    known = sources.get(plan.data_set.source)
    source = source_of(reading.header, plan.data_set, known)
    if source != known:
        edit.put(source)
    if plan.is_new:
        edit.put(plan.data_set)
    edit.put_many([*plan.recounted, writing.import_, *writing.problems], imported=True)
    with edit.inserting(len(plan.new)) as insertion:
        for made in _rows(writing, is_beside=insertion.is_large):
            insertion.add(made.rows)
            writing.cited.update(made.cited)
    if plan.updates:
        _update(edit, dossier, writing)
    for gone in _sliced(plan.gone, writing.watch):
        provenance = dossier.provenance(gone)
        marked = (replace(each, is_gone=True) for each in provenance.values())
        edit.put_many(marked, imported=True)
    named = (row_source_of(plan.data_set.id, reading.sources[key]) for key in writing.cited)
    edit.put_many((each for each in named if each.id not in sources), imported=True)
    writing.watch.look()


def _sliced(items: list[Item], watch: Watch) -> Iterator[list[Item]]:
    for start in range(0, len(items), _SLICE):
        slice_ = items[start : start + _SLICE]
        watch.look()
        yield slice_
        watch.advance(len(slice_))


def _rows(writing: _Writing, *, is_beside: bool) -> Iterator[Made]:
    """Give the rows of what is new, slice by slice; ``is_beside`` has a process make them."""
    plan, watch = writing.plan, writing.watch
    naming, reading = plan.naming, plan.reading
    names = [
        (
            ask.name,
            ask.year,
            ask.code,
            ask.kind,
            naming.code(ask.name, ask.year, ask.code, ask.kind),
        )
        for ask in reading.asked
    ]
    order = Order(reading.header, plan.data_set, writing.import_.id, names)
    # In the order of their ids, so that the slices fill the pages one after another.
    plan.new.sort()
    starts = range(0, len(plan.new), _SLICE)
    slices = (_sent(plan, start) for start in starts)
    if not is_beside:
        maker = RowMaker(order)
        for slice_ in slices:
            watch.look()
            yield maker.made(slice_)
            watch.advance(len(slice_))
        return
    with RowProcess(order, slices) as process:
        for start, made in zip(starts, process.made(len(starts), watch), strict=True):
            yield made
            watch.advance(min(_SLICE, len(plan.new) - start))


def _sent(plan: Plan, start: int) -> list[New]:
    """Give a slice of what is new as it was sent."""
    slice_ = plan.new[start : start + _SLICE]
    sent = plan.reading.lines_at([place for _, place, _ in slice_])
    return [
        (id_, ordinal, line, original)
        for (id_, _, ordinal), (line, original) in zip(slice_, sent, strict=True)
    ]


def _update(edit: Edit, dossier: Dossier, writing: _Writing) -> None:
    plan = writing.plan
    updating = Updating(dossier, plan.reading, plan.data_set, plan.naming)
    for slice_ in _sliced(plan.updates, writing.watch):
        originals = dossier.originals([id_ for _, id_ in slice_])
        changes = updating.changes(slice_, None, writing.watch)
        records = [
            record
            for change in changes
            for record in _updated(change, originals.get(change.transfer.id), writing)
        ]
        edit.put_many(records, imported=True)


def _updated(change: Change, before: Original | None, writing: _Writing) -> Iterator[Record]:
    entry, import_id = change.placed.entry, writing.import_.id
    yield change.transfer
    yield replace(change.provenance, import_id=import_id, row=entry.line, is_gone=False)
    yield from change.citations
    writing.cited.update(key for key, _ in entry.sources)
    if entry.original:
        yield _with_rows(change, entry, before, import_id)


def _with_rows(change: Change, entry: Entry, before: Original | None, import_id: str) -> Original:
    """Give the rows of a transfer; earlier ones stay where it has figures from them still."""
    keeps = before is not None and len(change.transfer.all_figures()) > len(entry.figures)
    earlier = before.rows if before is not None and keeps else ()
    return Original(change.transfer.id, ((import_id, entry.original), *earlier))

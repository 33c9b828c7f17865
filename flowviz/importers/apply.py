"""A reading into a dossier: one edit, one undo, and a summary of what became of each deal."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import flowviz
from flowviz.dossier import Dossier, Edit
from flowviz.importers.building import citation_of, source_of, transfer_of
from flowviz.importers.extract import words
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Finding
from flowviz.importers.pairing import New
from flowviz.importers.planning import Plan, Update, plan_of, unmarked, weigh
from flowviz.importers.reading import Reading
from flowviz.importers.summary import Summary
from flowviz.importers.watch import IsCancelled, Progress, Watch, never, silent
from flowviz.records import Import, Problem, Provenance, Record, new_id

Count = Literal["first", "new"]

_SLICE = 1_000
"""Deals written between two looks for Cancel."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Writing:
    """What all the records of one import have in common."""

    plan: Plan
    import_: Import
    problems: tuple[Problem, ...]
    watch: Watch


def apply(
    dossier: Dossier,
    reading: Reading,
    *,
    count: Count = "first",
    mark_gone: bool | None = None,
    progress: Progress = silent,
    is_cancelled: IsCancelled = never,
) -> Summary:
    """Bring what a file holds into a dossier; what it holds already is left as it is.

    ``count`` says which of two data sets that tell the same deals is counted: the one that was
    ``"first"`` in the dossier, or the ``"new"`` one. ``mark_gone``: whether deals that the file no
    longer has are marked; None leaves it to the rule of docs/importing.md.

    Raises
    ------
    CancelledError
        Soon after ``is_cancelled`` says so; nothing was changed.
    """
    watch = Watch(
        f"The import of {reading.file_name}", 2 * len(reading.deals), progress, is_cancelled
    )
    plan = plan_of(dossier, reading, mark_gone, watch)
    weigh(dossier, plan, counts_new=count == "new")
    import_ = _import_of(reading, plan)
    writing = _Writing(plan, import_, _problems(plan.findings.kept, import_.id), watch)
    actors_before = dossier.counts().actors
    if not plan.is_empty:
        with dossier.edit(f"Import of {reading.file_name}") as edit:
            _write(edit, dossier, reading, writing)
    watch.finish()
    return _summary(reading, writing, dossier.counts().actors - actors_before)


def _import_of(reading: Reading, plan: Plan) -> Import:
    return Import(
        new_id(),
        plan.data_set.id,
        reading.file_name,
        reading.sha256,
        f"{reading.header.format} {flowviz.__version__}",
        reading.rows,
        datetime.datetime.now(datetime.UTC),
    )


def _problems(findings: Sequence[Finding], import_id: str) -> tuple[Problem, ...]:
    ordered = sorted(findings, key=lambda finding: finding.line)
    return tuple(
        Problem(severity, line, column, message, text, import_id, f"{import_id}/{number:06d}")
        for number, (severity, line, column, message, text) in enumerate(ordered)
    )


def _write(edit: Edit, dossier: Dossier, reading: Reading, writing: _Writing) -> None:
    plan = writing.plan
    edit.put_many(plan.naming.brought(), imported=True)
    sources = dossier.sources()
    source = source_of(reading.header, sources.get(plan.data_set.source))
    if source != sources.get(source.id):
        edit.put(source)
    if plan.is_new:
        edit.put(plan.data_set)
    edit.put_many([*plan.recounted, writing.import_, *writing.problems], imported=True)
    # In the order of their ids, so that the slices fill the pages one after another.
    for slice_ in _sliced(sorted(plan.pairing.new, key=lambda new: new.id), writing.watch):
        edit.put_many(_added(slice_, writing), imported=True)
    for updates in _sliced(plan.updates, writing.watch):
        edit.put_many(_updated(updates, writing), imported=True)
    for gone in _sliced(plan.gone, writing.watch):
        edit.put_many(gone, imported=True)


def _sliced(items: list[Item], watch: Watch) -> Iterator[list[Item]]:
    for start in range(0, len(items), _SLICE):
        slice_ = items[start : start + _SLICE]
        watch.look()
        yield slice_
        watch.advance(len(slice_))


def _added(slice_: list[New], writing: _Writing) -> Iterator[Record]:
    data_set, import_id = writing.plan.data_set, writing.import_.id
    for new in slice_:
        yield transfer_of(new.placed, new.id, data_set.id)
        yield citation_of(new.id, new.placed.deal, data_set.source)
        yield Provenance(new.id, data_set.id, new.key, import_id, new.placed.deal.line)


def _updated(slice_: list[Update], writing: _Writing) -> Iterator[Record]:
    for update in slice_:
        yield update.merged.transfer
        yield replace(
            update.merged.provenance, import_id=writing.import_.id, row=update.line, is_gone=False
        )


def _summary(reading: Reading, writing: _Writing, actors_added: int) -> Summary:
    plan = writing.plan
    left = sum(1 for _ in unmarked(plan))
    return Summary(
        reading.file_name,
        reading.header.format,
        plan.data_set.id,
        plan.data_set.title,
        reading.rows,
        len(reading.deals),
        added=len(plan.pairing.new),
        updated=len(plan.updates),
        unchanged=len(plan.pairing.both) - len(plan.updates),
        returned=sum(update.is_back for update in plan.updates),
        missing=left + len(plan.gone),
        gone=len(plan.gone),
        kept_by_hand=sum(bool(update.merged.overruled) for update in plan.updates),
        skipped=plan.findings.counts[SKIPPED],
        doubtful=plan.findings.counts[DOUBTFUL],
        actors_added=actors_added,
        unresolved=plan.naming.unresolved,
        overlaps=plan.overlaps,
        is_counted=plan.data_set.is_counted,
        is_written=not plan.is_empty,
        beyond=plan.beyond,
        years_listed=words(plan.listed) if plan.listed else "",
        encoding=reading.header.encoding,
        problems=writing.problems,
    )

"""What an import would do, told before it is done: examples, and the names to settle."""

from collections.abc import Iterator, Sequence

from flowviz.importers.outcome import some
from flowviz.importers.planning import Plan
from flowviz.importers.samples import Sample
from flowviz.importers.settling import Unsettled

_SAMPLES_SHOWN = 5
_NAMES_SHOWN = 20


def plan_lines(plan: Plan) -> Iterator[str]:
    """Give a few of the records that are added, changed and gone, then the names to settle."""
    yield from _samples("added", len(plan.new), plan.added_samples)
    yield from _samples("changed", len(plan.updates), plan.updated_samples)
    yield from _samples("gone", len(plan.gone), plan.gone_samples)
    names = plan.unsettled
    if names:
        yield f"{some(len(names), 'name')} of no known actor:"
        yield from map(_name, names[:_NAMES_SHOWN])
    if len(names) > _NAMES_SHOWN:
        yield f"  and {len(names) - _NAMES_SHOWN:,} more."


def _samples(word: str, count: int, samples: Sequence[Sample]) -> Iterator[str]:
    if count:
        yield f"{some(count, 'record')} {word}:"
    for sample in samples[:_SAMPLES_SHOWN]:
        transfer = sample.after or sample.before
        if transfer is not None:
            where = f"line {sample.line}: " if sample.line else ""
            items = ", ".join(line.designation for line in transfer.lines if line.designation)
            what = f", {items}" if items else ""
            yield f"  {where}{transfer.supplier} to {transfer.recipient}{what}"
    if samples and count > _SAMPLES_SHOWN:
        yield f"  and {count - _SAMPLES_SHOWN:,} more."


def _name(one: Unsettled) -> str:
    years = sorted({year for year in (one.first_year, one.last_year) if year is not None})
    when = f", {'-'.join(map(str, years))}" if years else ""
    perhaps = ", ".join(f"{each.name} ({each.why})" for each in one.suggestions)
    offered = f" Perhaps {perhaps}." if perhaps else ""
    return f"  {one.name}: {some(one.count, 'time')}, first on line {one.line}{when}.{offered}"

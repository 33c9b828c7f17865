"""What an import would do, in words: counts, examples, and what of them a person decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flowviz.flows.words import amount_words, count_words, dates_words
from flowviz.importers.findings import DOUBTFUL, SKIPPED, Finding
from flowviz.importers.planning import Plan
from flowviz.importers.samples import Sample
from flowviz.records import Figure, Transfer
from flowviz.terms import Basis

NameOf = Callable[[str], str]

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class SampleWords:
    """A transfer that is added, changed or gone; ``changes`` are the values before and after."""

    line: int
    supplier: str
    recipient: str
    item: str
    figures: str
    changes: tuple[tuple[str, str, str], ...] = ()


def button_words(plan: Plan) -> str:
    """Say what pressing the button does: "Import 1,204 records"."""
    if plan.new and plan.updates:
        return (
            f"Import {len(plan.new):,} new and {count_words(len(plan.updates), 'changed record')}"
        )
    if plan.new:
        return f"Import {count_words(len(plan.new), 'record')}"
    if plan.updates:
        return f"Update {count_words(len(plan.updates), 'record')}"
    return f"Mark {count_words(len(plan.gone), 'record')}" if plan.gone else "Import"


def why_nothing(plan: Plan) -> str:
    """Say why there is nothing to import, "" where there is."""
    if not plan.is_empty:
        return ""
    if plan.unchanged:
        return "The dossier holds all of this already."
    return "No record can be made of this file; the problems say why."


def read_words(plan: Plan) -> str:
    """Say what was read and what was not: rows in, records out."""
    counts = plan.findings.counts
    rows = count_words(plan.reading.rows + counts[SKIPPED], "row")
    told = [f"{rows} give {count_words(plan.reading.count, 'record')}"]
    if counts[SKIPPED]:
        told.append(f"{counts[SKIPPED]:,} left out")
    if counts[DOUBTFUL]:
        told.append(f"{counts[DOUBTFUL]:,} doubtful")
    if plan.unchanged:
        told.append(f"{plan.unchanged:,} as they stand in the dossier")
    return ", ".join(told) + "."


def beside_words(plan: Plan) -> str:
    """Say which files beside it a file was read with, "" where there were none."""
    names = [name for name, _ in plan.reading.companions]
    if not names:
        return ""
    *most, last = names
    return f"Read with {', '.join(most)} and {last}." if most else f"Read with {last}."


def whole_words(plan: Plan) -> str:
    """Say what is doubtful about a file as a whole, such as lists that do not lie beside it."""
    told = [each.message for each in plan.findings.kept if _is_of_whole(each)]
    sentences = [f"{each[:1].upper()}{each[1:]}." for each in told[:_MOST_TOLD]]
    return " ".join(sentences)


def _is_of_whole(finding: Finding) -> bool:
    return not finding.line and finding.severity == DOUBTFUL


def sample_words(sample: Sample, name_of: NameOf) -> SampleWords:
    """Put a sample into words."""
    transfer = sample.after or sample.before
    assert transfer is not None
    line = transfer.lines[0] if transfer.lines else None
    figures = (*transfer.figures, *(line.figures if line else ()))
    is_changed = sample.before is not None and sample.after is not None
    return SampleWords(
        sample.line,
        name_of(transfer.supplier),
        name_of(transfer.recipient),
        (line.designation or line.description or line.category) if line else "",
        "; ".join(map(_figure_words, figures)),
        tuple(_changes(sample, name_of)) if is_changed else (),
    )


def _changes(sample: Sample, name_of: NameOf) -> Iterator[tuple[str, str, str]]:
    assert sample.before is not None
    assert sample.after is not None
    before, after = _told(sample.before, name_of), _told(sample.after, name_of)
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what, ""), after.get(what, "")
        if old != new:
            yield what, old, new


def _told(transfer: Transfer, name_of: NameOf) -> dict[str, str]:
    """Give all that a transfer says, by what it is called."""
    told = {"supplier": name_of(transfer.supplier), "recipient": name_of(transfer.recipient)}
    told |= {"comment": transfer.comment, "kind": str(transfer.kind)}
    for figure in transfer.figures:
        told |= _figure_told(figure)
    for line in transfer.lines:
        told |= {"item": line.designation, "description": line.description}
        told |= {"category": line.category, "condition": line.condition}
        for figure in line.figures:
            told |= _figure_told(figure)
    for party in transfer.parties:
        told[str(party.role)] = name_of(party.actor)
    return told


def _figure_told(figure: Figure) -> dict[str, str]:
    suffix = figure.id.rpartition("/")[2]
    year = f" {suffix[1:]}" if suffix[1:].isdigit() else ""
    basis = "" if figure.basis is Basis.TOTAL else f", {figure.basis}"
    what = f"{figure.stage} {figure.unit}{basis}{year}"
    dates = dates_words(figure.dates) if figure.dates.is_stated else "undated"
    return {what: amount_words(figure.amount, figure.unit), f"date of {what}": dates}


def _figure_words(figure: Figure) -> str:
    words = f"{amount_words(figure.amount, figure.unit)} {figure.stage}"
    return words if figure.basis is Basis.TOTAL else f"{words}, {figure.basis}"

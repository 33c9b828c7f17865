"""What a dossier holds: ``flowviz info``."""

from typing import Any

from flowviz.dossier import Dossier
from flowviz.flows.words import count_words
from flowviz.terms import Stage

_UNITS = """
SELECT unit, stage, count(DISTINCT transfer) FROM figure
WHERE basis = 'total' AND amount_kind <> 'unknown' GROUP BY unit, stage
"""
_YEARS = """
SELECT CAST(substr(min(earliest), 1, 4) AS INTEGER), CAST(substr(max(latest), 1, 4) AS INTEGER)
FROM figure WHERE basis = 'total'
"""
_STAGES = tuple(map(str, Stage))


def info_form(dossier: Dossier) -> dict[str, Any]:
    """The document of ``flowviz info``: all records, those that do not count included."""
    counts = dossier.counts()
    units = sorted(dossier.rows(_UNITS), key=_rank)
    ((first, last),) = dossier.rows(_YEARS)
    return {
        "transfers": counts.transfers,
        "actors": counts.actors,
        "sources": counts.sources,
        "citations": counts.citations,
        "units": [
            {"unit": unit, "stage": stage, "records": records} for unit, stage, records in units
        ],
        "years": [first, last],
        "problems": counts.problems,
    }


def info_lines(form: dict[str, Any]) -> list[str]:
    """The same for people."""
    first, last = form["years"]
    counts = (
        count_words(form[many], one)
        for many, one in (
            ("transfers", "transfer"),
            ("actors", "actor"),
            ("sources", "source"),
            ("citations", "citation"),
            ("problems", "problem"),
        )
    )
    return [
        ", ".join(counts),
        "undated" if first is None else f"{first} to {last}",
        *(
            f"{unit['unit']} {unit['stage']}: {count_words(unit['records'], 'record')}"
            for unit in form["units"]
        ),
    ]


def _rank(row: tuple[Any, ...]) -> tuple[int, int, str]:
    unit, stage, records = row
    return _STAGES.index(stage), -records, unit

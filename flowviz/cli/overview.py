"""How well a dossier stands: ``flowviz overview``."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flowviz.cli.forms import text_of
from flowviz.cli.text import say
from flowviz.dossier import Dossier
from flowviz.flows.words import count_words
from flowviz.overview.proposed import Derived, Fulfils, Proposed

if TYPE_CHECKING:
    from flowviz.overview.overview import Overview


def overview(options: argparse.Namespace) -> int:
    """``flowviz overview``."""
    from flowviz.flows.columns import read_columns
    from flowviz.overview.overview import overview as look

    with Dossier.open(options.dossier) as dossier:
        form = overview_form(look(dossier, read_columns(dossier)))
    say([text_of(form)] if options.json else overview_lines(form))
    return 0


def overview_form(found: "Overview") -> dict[str, Any]:
    """The document of ``flowviz overview``; its keys stand in docs/cli.md."""
    return {
        "flows": found.standing.flows,
        "records": found.standing.records,
        "counts": [
            {
                "what": str(count.what),
                "flows": count.flows,
                "wholly": count.wholly,
                "records": count.records,
            }
            for count in found.standing.counts
        ],
        "disputed_unanswered": found.standing.unanswered,
        "sources": {
            "count": found.sources.count,
            "citations": found.sources.citations,
            "retracted": found.sources.retracted,
            "ungraded": found.sources.ungraded,
            "unarchived": found.sources.unarchived,
            "citations_to_check": found.sources.to_check,
        },
        "groups": found.groups,
        "to_establish": [
            {"source": each.source, "title": each.title, "flows": each.flows}
            for each in found.to_establish
        ],
        "proposals": [_proposal_form(each) for each in found.proposals.found],
        "not_compared": list(found.proposals.cut),
        "next": [
            {
                "words": step.words,
                "count": step.count,
                "goal": str(step.goal),
                "target": str(step.target),
            }
            for step in found.steps
        ],
    }


def overview_lines(form: dict[str, Any]) -> Iterator[str]:
    """The same for people: what to do next first, then how it stands."""
    flows, records = count_words(form["flows"], "flow"), count_words(form["records"], "record")
    yield f"{flows} of {records} that count"
    if not form["next"]:
        yield "Nothing is left to do." if form["flows"] else "There are no flows yet."
    for number, step in enumerate(form["next"], start=1):
        yield f"{number}. {step['words']}"
    yield from _count_lines(form["counts"])
    sources = form["sources"]
    told = ", ".join(_source_words(sources))
    yield count_words(sources["count"], "source") + (f": {told}" if told else "")
    if form["groups"]:
        yield f"{count_words(form['groups'], 'group')} of accounts of the same goods"
    for proposal in form["proposals"]:
        yield f"proposal, {proposal['kind']}: {proposal['title']}"
    yield from form["not_compared"]


def _count_lines(counts: list[dict[str, Any]]) -> Iterator[str]:
    """What stands against flows and what that means; what stands against none, in one line."""
    from flowviz.overview.standing import NAMES

    for count in counts:
        if count["flows"]:
            title, why = NAMES[count["what"]]
            whole = f" (wholly in {count['wholly']:,})" if count["flows"] != count["wholly"] else ""
            flows = count_words(count["flows"], "flow") + (whole if count["wholly"] else "")
            yield f"{title}: {flows} \N{EN DASH} {why}"
    none = [NAMES[count["what"]][0].lower() for count in counts if not count["flows"]]
    if none:
        yield f"None: {', '.join(none)}"


def _source_words(sources: dict[str, int]) -> Iterator[str]:
    """What stands against some of the sources, and citations to look at again."""
    if sources["unarchived"]:
        yield f"{sources['unarchived']:,} on the web without an archived copy"
    if sources["ungraded"]:
        yield f"{sources['ungraded']:,} not graded"
    if sources["retracted"]:
        yield f"{sources['retracted']:,} retracted"
    if sources["citations_to_check"]:
        yield f"{count_words(sources['citations_to_check'], 'citation')} to be checked"


def _proposal_form(proposed: Proposed) -> dict[str, Any]:
    form: dict[str, Any] = {
        "kind": str(proposed.kind),
        "key": proposed.key,
        "title": proposed.title,
        "reason": proposed.reason,
    }
    if isinstance(proposed, Derived):
        return form | {
            "source": proposed.source,
            "derives_from": proposed.origin,
            "ordered": proposed.is_ordered,
        }
    form |= {"supplier": proposed.supplier, "recipient": proposed.recipient}
    if isinstance(proposed, Fulfils):
        return form | {
            "earlier": proposed.earlier,
            "later": list(proposed.later),
            "item": proposed.item,
        }
    accounts = [
        {"title": account.title, "records": list(account.transfers)}
        for account in proposed.accounts
    ]
    return form | {"accounts": accounts}

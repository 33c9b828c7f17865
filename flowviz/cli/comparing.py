"""``flowviz diff`` and ``flowviz merge``: two dossiers side by side, and put together."""

import argparse
import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flowviz.cli.forms import Form, text_of
from flowviz.cli.saving import save
from flowviz.cli.text import say, table
from flowviz.comparing import (
    ABSENT,
    Choices,
    Comparison,
    Difference,
    Key,
    Plan,
    Rule,
    Side,
    State,
    apply,
    compare,
    plan,
)
from flowviz.dossier import Dossier
from flowviz.dossier.aside import Aside
from flowviz.dossier.plain import value_to_plain
from flowviz.editing.difference_values import KIND_WORDS
from flowviz.editing.differences import Telling, done_words, settled_words
from flowviz.errors import DossierError, FlowvizError
from flowviz.flows.words import count_words
from flowviz.records import Snapshot

DIFFER = 1
"""What ``flowviz diff --exit-code`` gives where something differs."""
_MOST_NAMED = 20
"""Conflicts that are named in an error; the rest is counted."""


def diff(options: argparse.Namespace) -> int:
    """``flowviz diff``: both files are only read."""
    with Aside.of_file(options.a) as a, Aside.of_file(options.b) as b:
        comparison = compare(a, b)
        telling = Telling.of(a, comparison)
    if options.json:
        say([text_of(_form(comparison, telling))])
    else:
        say(_lines(comparison, telling))
    return DIFFER if options.exit_code and not comparison.is_equal else 0


def merge(options: argparse.Namespace) -> int:
    """``flowviz merge``: A with what B has, written to a file of its own."""
    into = options.into
    if into.exists() and not options.force:
        raise DossierError(f"{into} exists; --force replaces it.")
    choices = Choices(Rule(options.prefer and Side(options.prefer), deletions=options.deletions))
    is_a = into.exists() and into.samefile(options.a)
    # As a copy A has no part in what a kill leaves, and is not taken for open elsewhere.
    with Dossier.open(options.a, as_copy=not is_a) as dossier, Aside.of_file(options.b) as b:
        comparison = compare(dossier, b)
        telling = Telling.of(dossier, comparison)
        made = plan(comparison, choices)
        if not made.is_settled:
            raise FlowvizError(_conflict_words(made, telling, into))
        words = done_words(comparison, made, choices)
        apply(dossier, comparison, made, f"Merge of {options.b.name}: {words}", options.author)
        # A itself is replaced only as it was read.
        save(dossier, None if is_a else into, is_new=not options.force)
    if options.json:
        say([text_of(_merged_form(comparison, made, telling))])
    else:
        say(_merged_lines(comparison, made, telling, words))
    return 0


def _conflict_words(made: Plan, telling: Telling, into: Path) -> str:
    count = len(made.undecided)
    named = [f"{KIND_WORDS[key[0]]} {telling.titles[key]}" for key in made.undecided[:_MOST_NAMED]]
    if count > len(named):
        named.append(f"and {count - len(named):,} more")
    return (
        f"{count_words(count, 'conflict')}; nothing was written to {into}. Decide with --prefer a "
        f"or --prefer b, or merge in the window: {'; '.join(named)}"
    )


# For people


def _lines(comparison: Comparison, telling: Telling) -> Iterator[str]:
    yield from _heading(comparison)
    state = None
    for each in comparison.differences:
        if each.state != state:
            state = each.state
            count = comparison.counts()[state]
            yield ""
            yield f"{telling.state(state)}: {count:,}"
        yield f"  {KIND_WORDS[each.kind]} {telling.titles[each.key]}"
        if each.a and each.b:
            for row in telling.rows(each):
                if row.field is not None:
                    was = f"{row.base or 'nothing'}; " if comparison.base and each.base else ""
                    mine, theirs = row.a or "nothing", row.b or "nothing"
                    yield f"    {row.label}: {was and f'before {was}'}A {mine}; B {theirs}"
    yield from _beside(comparison, telling)


def _heading(comparison: Comparison) -> Iterator[str]:
    if comparison.is_equal:
        yield "The two hold the same records."
    if comparison.base is not None:
        row = comparison.base.row
        yield f"In common until “{row.what}”, {row.at:%Y-%m-%d %H:%M} UTC"
    elif not comparison.is_equal:
        yield f"{comparison.why_two_way} Nothing is taken as deleted."


def _beside(comparison: Comparison, telling: Telling) -> Iterator[str]:
    if comparison.look_alikes:
        yield ""
        yield "Perhaps the same actor (nothing is merged by itself):"
        rows = [(f"  {each.name}", f"A {each.a}", f"B {each.b}") for each in comparison.look_alikes]
        yield from table(rows)
    if comparison.forgotten:
        yield ""
        count = count_words(len(comparison.forgotten), "record")
        yield f"{count} of B are not offered: A was made to forget them."
    if comparison.forgotten_by_b:
        yield ""
        yield "B was made to forget these records of A; they stay unless A forgets them, too:"
        for key in comparison.forgotten_by_b:
            yield f"  {KIND_WORDS[key[0]]} {telling.titles[key]}"


def _merged_lines(
    comparison: Comparison, made: Plan, telling: Telling, words: str
) -> Iterator[str]:
    yield words[:1].upper() + words[1:]
    if made.settled:
        yield f"settled beside that: {settled_words(made)}"
        for key, settling in made.settled.items():
            yield f"  {settling}: {KIND_WORDS[key[0]]} {telling.titles[key]}"
    kept = sum(
        each.state is State.DELETED_B and each.key not in made.results
        for each in comparison.differences
    )
    if kept:
        yield f"{count_words(kept, 'deletion')} of B not taken; --deletions takes them"
    yield from _beside(comparison, telling)


# For programs


def _form(comparison: Comparison, telling: Telling) -> Form:
    base = comparison.base
    return {
        "equal": comparison.is_equal,
        "base": None
        if base is None
        else {
            "of": "a" if base.of_a else "b",
            "seq": base.row.seq,
            "hash": base.row.hash,
            "what": base.row.what,
            "at": base.row.at.isoformat(),
            "cited": base.is_cited,
        },
        "two_way_because": comparison.why_two_way or None,
        "heads": {"a": comparison.head_a, "b": comparison.head_b},
        "counts": {str(state): count for state, count in comparison.counts().items()},
        "differences": [_difference_form(each, telling) for each in comparison.differences],
        "look_alikes": [dataclasses.asdict(each) for each in comparison.look_alikes],
        "forgotten": _keys_form(comparison.forgotten),
        "forgotten_by_b": _keys_form(comparison.forgotten_by_b),
    }


def _keys_form(keys: Iterable[Key]) -> list[Form]:
    return [{"kind": str(kind), "id": id_} for kind, id_ in keys]


def _difference_form(difference: Difference, telling: Telling) -> Form:
    return {
        "kind": str(difference.kind),
        "id": difference.id,
        "title": telling.titles[difference.key],
        "state": str(difference.state),
        "fields": [
            {
                "field": str(each.path),
                "changed_by": None if each.is_conflict else str(each.changed_by),
                "base": _plain(each.base),
                "a": _plain(each.a),
                "b": _plain(each.b),
            }
            for each in difference.fields
        ],
    }


def _merged_form(comparison: Comparison, made: Plan, telling: Telling) -> Form:
    mine = {each.key: each.a for each in comparison.differences}
    done = {True: "deleted", False: "changed"}
    return {
        "results": [
            {
                "kind": str(key[0]),
                "id": key[1],
                "title": telling.titles[key],
                "done": done[not whole] if mine[key] else "added",
            }
            for key, whole in made.results.items()
        ],
        "settled": [
            {"kind": str(kind), "id": id_, "settled": str(settling)}
            for (kind, id_), settling in made.settled.items()
        ],
    }


def _plain(value: Any) -> Any:
    """A value of a field as JSON: null for nothing, records as objects of their fields."""
    if value is ABSENT:
        return None
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    plain = value_to_plain(value)
    if dataclasses.is_dataclass(plain) and not isinstance(plain, type):
        names = [field.name for field in dataclasses.fields(plain)]
        skipped = {"content"} if isinstance(plain, Snapshot) else set()
        return {name: _plain(getattr(plain, name)) for name in names if name not in skipped}
    return plain

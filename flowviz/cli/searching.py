"""``flowviz search``: words in every field of a dossier."""

import argparse
from collections.abc import Iterator

from flowviz.cli.asking import code_among
from flowviz.cli.forms import Form, text_of
from flowviz.cli.text import say, table
from flowviz.dossier import Dossier
from flowviz.errors import UsageError
from flowviz.finding import Filter, Found, Hit, Kind, Wanted, build, find

_LAST_YEAR = 9999


def search(options: argparse.Namespace) -> int:
    """Find, and say what was found; nothing is an answer too.

    Raises
    ------
    UsageError
        There is no such kind, or no word to look for.
    """
    with Dossier.open(options.dossier) as dossier:
        wanted = _wanted(dossier, options)
        if wanted.is_empty:
            raise UsageError("Name a word to look for; signs alone are none.")
        build(dossier, _silent)
        found = find(dossier, wanted)
    assert found is not None
    say([text_of(_form(wanted, found))] if options.json else _lines(found))
    return 0


def _wanted(dossier: Dossier, options: argparse.Namespace) -> Wanted:
    unknown = sorted(set(options.kinds) - set(Kind))
    if unknown:
        kinds = ", ".join(Kind)
        raise UsageError(f"There is no kind {unknown[0]!r}; there are: {kinds}.")
    actors = dossier.actors() if options.actors else {}
    years = None
    if options.since is not None or options.until is not None:
        first, last = options.since or 1, options.until or _LAST_YEAR
        years = (max(min(first, last), 1), min(max(first, last), _LAST_YEAR))
    unwanted = (f'-"{one}"' for one in options.unwanted)
    words = (f'"{one}"' if " " in one.strip() else one for one in options.words)
    return Wanted(
        " ".join((*unwanted, *words)),
        Filter(
            frozenset(map(Kind, options.kinds)),
            frozenset(code_among(actors, name) for name in options.actors),
            years,
            frozenset(options.statuses),
        ),
    )


def _lines(found: Found) -> Iterator[str]:
    if not found.groups:
        yield "nothing found"
    for group in found.groups:
        least = "more than " if group.is_more else ""
        yield f"{group.kind}: {least}{group.count:,}"
        yield from table([("", hit.title.text, *_told(hit)) for hit in group.hits])


def _told(hit: Hit) -> tuple[str, str]:
    passage = hit.passage
    words = f"{passage.field}: {passage.shown.text}" if passage is not None else ""
    return f"private {words}" if hit.is_private else words, hit.id


def _form(wanted: Wanted, found: Found) -> Form:
    return {
        "words": wanted.text,
        "count": found.count,
        "more": found.is_more,
        "groups": [
            {
                "kind": str(group.kind),
                "count": group.count,
                "more": group.is_more,
                "hits": [_hit_form(hit) for hit in group.hits],
            }
            for group in found.groups
        ],
    }


def _hit_form(hit: Hit) -> Form:
    passage = hit.passage
    return {
        "id": hit.id,
        "title": hit.title.text,
        "title_marks": [list(span) for span in hit.title.marks],
        "field": None if passage is None else passage.field,
        "text": None if passage is None else passage.shown.text,
        "marks": [] if passage is None else [list(span) for span in passage.shown.marks],
        "private": hit.is_private,
    }


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""

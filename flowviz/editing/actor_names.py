"""Which actor a typed name means; where none does, whom it may mean is said, never assumed."""

from flowviz.actor import ActorKind, Match
from flowviz.editing.amount_texts import short
from flowviz.editing.cleaning import one_line
from flowviz.editing.known import Known
from flowviz.editing.sheet import Part
from flowviz.errors import RecordError

_MOST_NAMED = 3


def read_actor(part: Part, name: str, year: int | None) -> str:
    """The code of the actor in a field, with a warning where the name or the year is odd.

    An actor that the dossier lacks is noted on the sheet, to be put in the same edit.
    """
    code = part.read(name, lambda text: _match(part.sheet.known, text, year).code or "")
    known = part.sheet.known
    if not code:
        return code
    typed = code if part.is_as_shown(name) else one_line(getattr(part.typed, name))
    match = known.match(typed, year)
    if match.warning:
        part.warn(name, _sentence(match.warning))
    if match.actor is not None and code not in known.actors:
        part.sheet.actors[code] = match.actor
        part.warn(name, f"{match.actor.name} ({code}) is new to the dossier and will be added.")
    return code


def read_end(part: Part, name: str, year: int | None) -> str:
    """The same for a supplier or a recipient, with a warning where it is a bloc.

    What all of its members sent together counts beside what each of them sent.
    """
    code = read_actor(part, name, year)
    actor = part.sheet.known.match(code).actor if code else None
    if actor is not None and actor.kind is ActorKind.BLOC and not part.is_as_shown(name):
        part.warn(name, f"{actor.name} is a bloc: its figures count beside those of its members.")
    return code


def _match(known: Known, text: str, year: int | None) -> Match:
    typed = one_line(text)
    if not typed:
        raise RecordError("Choose an actor, by its name or code.")
    match = known.match(typed, year)
    if match.code is None:
        raise RecordError(_no_actor(known, typed, match.warning))
    return match


def _no_actor(known: Known, typed: str, warning: str) -> str:
    offered = known.complete("actor", typed, _MOST_NAMED)
    said = _sentence(warning) if warning else f"No actor is called {short(typed)}."
    if not offered:
        return f"{said} Choose another name, or make a new actor."
    return f"{said} Choose one of {', '.join(o.text for o in offered)}, or make a new actor."


def _sentence(warning: str) -> str:
    return f"{warning[:1].upper()}{warning[1:]}."

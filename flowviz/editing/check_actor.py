"""A typed actor, checked: its code, its names and look-alikes, its years, place and members."""

import re
from collections.abc import Callable, Iterator

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.editing import sheet as reading
from flowviz.editing.actor_names import read_actor
from flowviz.editing.amount_texts import short
from flowviz.editing.cleaning import one_line
from flowviz.editing.sheet import Part, Sheet
from flowviz.editing.typed import ActorText, MemberText, NameText
from flowviz.errors import RecordError
from flowviz.names import LONGEST_NAME, clean_name, foreign_letters, hidden_characters

_CODE = re.compile(r"[A-Z]{3}|x-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
_LONGEST_CODE = 100


def check_actor(
    sheet: Sheet, typed: ActorText, shown: ActorText | None, before: Actor | None
) -> Actor:
    """The actor that the texts stand for; what is wrong is noted on the sheet."""
    part = Part(sheet, typed, shown, before)
    name = part.read("name", _name)
    code = before.code if before is not None else part.read("code", _code_reader(part, name))
    first, last = part.read("first_year", reading.year), part.read("last_year", reading.year)
    _check_order(part, first, last)
    lon, lat = part.read("lon", _degrees(180)), part.read("lat", _degrees(90))
    if (lon is None) != (lat is None) and not sheet.is_grave:
        part.fault("lat" if lat is None else "lon", "A place needs degrees east and north.")
    actor = Actor(
        code,
        part.read("kind", reading.term(ActorKind, "kind of actor")),
        name,
        tuple(_alias(part, at, text) for at, text in enumerate(typed.names)),
        first,
        last,
        lon,
        lat,
        tuple(_member(part, at, text) for at, text in enumerate(typed.members)),
    )
    if name:
        _warn_of_twins(part, actor)
    return actor


def _alias(whole: Part, at: int, typed: NameText) -> ActorName:
    if whole.shown is not None and typed in whole.shown.names:
        kept: ActorName = whole.before.names[whole.shown.names.index(typed)]
        return kept
    part = Part(whole.sheet, typed, path=f"names/{at}/")
    name = part.read("name", _name)
    language = part.read("language", reading.line)
    first, last = part.read("first_year", reading.year), part.read("last_year", reading.year)
    _check_order(part, first, last)
    return ActorName(name, language, first, last)


def _member(whole: Part, at: int, typed: MemberText) -> Member:
    if whole.shown is not None and typed in whole.shown.members:
        kept: Member = whole.before.members[whole.shown.members.index(typed)]
        return kept
    part = Part(whole.sheet, typed, path=f"members/{at}/")
    first, last = part.read("first_year", reading.year), part.read("last_year", reading.year)
    _check_order(part, first, last)
    code = read_actor(part, "actor", None)
    if code and whole.before is not None and code == whole.before.code:
        part.fault("actor", "An actor cannot be a member of itself.")
    return Member(code, first, last)


def _name(text: str) -> str:
    """A name that can be matched: nothing hidden in it, one alphabet a word."""
    name = clean_name(text)
    if not name:
        raise RecordError("An actor needs a name.")
    if len(name) > LONGEST_NAME:
        raise RecordError(f"The name has {len(name):,} characters; {LONGEST_NAME} is the most.")
    hidden = hidden_characters(name)
    if hidden:
        raise RecordError(f"The name hides {', '.join(dict.fromkeys(hidden[:3]))}.")
    return name


def _code_reader(part: Part, name: str | None) -> Callable[[str], str]:
    known = part.sheet.known

    def read(text: str) -> str:
        code = one_line(text)
        if not code:
            return known.table.own_code(name) if name else ""
        if not _CODE.fullmatch(code) or len(code) > _LONGEST_CODE:
            raise RecordError(f"{short(code)} is no code. Write three letters (BLR) or x-name.")
        holder = known.actors.get(code) or known.table.get(code)
        is_its_own = code not in known.actors and holder in known.table.find(name or "")
        if holder is not None and not is_its_own:
            raise RecordError(f"{short(code)} is the code of {holder.name}.")
        return code

    return read


def _degrees(most: int) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        typed = text.strip().replace("\u2212", "-")
        if not typed:
            return None
        if not _DEGREES.fullmatch(typed) or abs(float(typed)) > most:
            raise RecordError(f"{short(typed)} is no number of degrees from -{most} to {most}.")
        return float(typed)

    return read


def _check_order(part: Part, first: int | None, last: int | None) -> None:
    if first is not None and last is not None and first > last:
        part.fault("last_year", f"{last} comes before {first}.")


def _warn_of_twins(part: Part, actor: Actor) -> None:
    """Warn of names that another actor bears, or that only look like one."""
    known = part.sheet.known
    for place, name in (("name", actor.name), *_alias_places(actor)):
        others = [each for each in known.table.find(name) if each.code != actor.code]
        if others:
            part.warn(place, f"{short(name)} is also a name of {others[0].name}.")
            continue
        twins = [each for each in known.looking_like(name) if each.code != actor.code]
        if twins:
            part.warn(place, f"{short(name)} looks like {twins[0].name}, another actor.")
        foreign = foreign_letters(name)
        if foreign:
            part.warn(place, f"{short(name)} mixes alphabets: {', '.join(foreign[:3])}.")


def _alias_places(actor: Actor) -> Iterator[tuple[str, str]]:
    return ((f"names/{at}/name", alias.name) for at, alias in enumerate(actor.names) if alias.name)

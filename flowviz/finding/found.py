"""What is found: kind by kind, the best first, with the words that were looked for marked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import apsw

from flowviz.dossier import Reading
from flowviz.errors import DossierError
from flowviz.finding.entry import Entry, Piece
from flowviz.finding.folding import Word, joined, terms, words
from flowviz.finding.index import KIND_SHIFT, catch_up, first_number, opened
from flowviz.finding.kinds import NUMBERS, Kind
from flowviz.finding.texts import entries
from flowviz.finding.wanted import Sought, Wanted

MOST_SHOWN = 200
"""Hits that are read and shown of one kind, where it alone is looked at."""
FEW_SHOWN = 25
"""Hits of each kind that are shown where several kinds are."""
MOST_COUNTED = 10_000
"""Entries of a kind that are counted one by one; of more it is said that there are more."""
_MOST_RANKED = 10_000
_MOST_BY_NAME = 1_000
_NAMES_WEIGH, _TEXTS_WEIGH = 10.0, 1.0
_BEFORE, _AFTER = 60, 160
"""Letters of a long text that are shown before the first mark and from it on."""
_KINDS = {number: kind for kind, number in NUMBERS.items()}
_END = len(_KINDS) << KIND_SHIFT
"""The number before which all entries stand."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to show with its marks: from where to before where, in letters."""

    text: str = ""
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a text in which what was looked for stands, and the field it is of."""

    field: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; ``passage`` is where, None where its title says all."""

    kind: Kind
    id: str
    title: Shown
    passage: Passage | None = None
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind: the best of them, and how many there are (at least, if ``is_more``)."""

    kind: Kind
    hits: tuple[Hit, ...]
    count: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, kind by kind."""

    groups: tuple[Group, ...] = ()

    @property
    def count(self) -> int:
        """How many hits there are of all kinds."""
        return sum(group.count for group in self.groups)

    @property
    def is_more(self) -> bool:
        """Whether there are more than ``count``."""
        return any(group.is_more for group in self.groups)


def find(reading: Reading, wanted: Wanted, most: int = 0) -> Found | None:
    """What is found in a dossier, its index brought up to it before; None where that is absent.

    At most ``most`` hits of each kind are read; 0 leaves that to how many kinds are looked at.

    Raises
    ------
    DossierError
        The dossier holds what no flowviz writes.
    """
    try:
        with opened(reading.index_file) as db:
            if not catch_up(db, reading):
                return None
            numbers, open_kinds = _numbers(db, wanted)
            few = MOST_SHOWN if len(wanted.filter.kinds) == 1 else FEW_SHOWN
            few = most or few
            ids = {kind: _ids(db, own[:few]) for kind, own in numbers.items()}
    except apsw.CantOpenError:
        return None
    except apsw.Error as error:
        raise DossierError(f"The dossier could not be searched ({error}).") from error
    return Found(
        tuple(
            Group(
                kind,
                _hits(reading, kind, ids[kind], wanted.sought),
                min(len(numbers[kind]), MOST_COUNTED),
                kind in open_kinds,
            )
            for kind in Kind
            if kind in numbers
        )
    )


def _numbers(db: apsw.Connection, wanted: Wanted) -> tuple[Mapping[Kind, Sequence[int]], set[Kind]]:
    """The numbers of what is found by kind, the best first; and the kinds that have more."""
    found = _of_identifier(db, wanted)
    if wanted.is_empty:
        return found, set()
    numbers, open_kinds = _counted(db, wanted)
    for number in _ordered(db, wanted, numbers, bool(open_kinds)):
        kind = _KINDS[number >> KIND_SHIFT]
        if number not in found[kind][:1]:
            found[kind].append(number)
    return found, open_kinds


def _counted(db: apsw.Connection, wanted: Wanted) -> tuple[list[int], set[Kind]]:
    """All numbers that match, of each kind as many as are counted; and the kinds that have more."""
    kinds = wanted.filter.kinds
    ranges = [(first_number(kind), first_number(kind) + (1 << KIND_SHIFT)) for kind in kinds]
    numbers: list[int] = []
    open_kinds: set[Kind] = set()
    counts: Counter[int] = Counter()
    for start, end in ranges or [(0, _END)]:
        at = start
        while at < end:
            own = _stretch(db, wanted.match(), at, end, MOST_COUNTED + 1)
            counts.update(number >> KIND_SHIFT for number in own)
            numbers += own
            if len(own) <= MOST_COUNTED:
                break
            last = own[-1] >> KIND_SHIFT
            at = own[-1] + 1
            if counts[last] > MOST_COUNTED:
                open_kinds.add(_KINDS[last])
                at = (last + 1) << KIND_SHIFT
    return numbers, open_kinds


def _stretch(db: apsw.Connection, match: str, first: int, end: int, most: int) -> list[int]:
    sql = "SELECT rowid FROM text WHERE text MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
    return [number for (number,) in db.execute(sql, (match, first, end - 1, most))]


def _ordered(db: apsw.Connection, wanted: Wanted, numbers: list[int], is_more: bool) -> list[int]:
    """The best first; of very many, those that are found by name before all others."""
    own = set(numbers)
    if not own:
        return numbers
    if len(numbers) <= _MOST_RANKED and not is_more:
        rank = f"bm25(text, {_NAMES_WEIGH}, {_TEXTS_WEIGH}, 0.0)"
        sql = f"SELECT rowid FROM text WHERE text MATCH ? ORDER BY {rank}, rowid"
        ranked = (number for (number,) in db.execute(sql, (wanted.match(),)))
        return [number for number in ranked if number in own]
    by_name = _stretch(db, wanted.match("name"), 0, _END, _MOST_BY_NAME)
    return list(dict.fromkeys([*(one for one in by_name if one in own), *numbers]))


def _of_identifier(db: apsw.Connection, wanted: Wanted) -> dict[Kind, list[int]]:
    """What has the text for its identifier, as commands and the history tell it."""
    found: dict[Kind, list[int]] = defaultdict(list)
    for (number,) in db.execute("SELECT number FROM entry WHERE id = ?", (wanted.text.strip(),)):
        kind = _KINDS[number >> KIND_SHIFT]
        if not wanted.filter.kinds or kind in wanted.filter.kinds:
            found[kind].append(number)
    return found


def _ids(db: apsw.Connection, numbers: Iterable[int]) -> list[str]:
    return [db.execute("SELECT id FROM entry WHERE number = ?", (one,)).get for one in numbers]


def _hits(
    reading: Reading, kind: Kind, ids: Sequence[str], sought: Sequence[Sought]
) -> tuple[Hit, ...]:
    """The hits of some entries, in their order, without those that are gone meanwhile."""
    wanted = [one for one in sought if not one.is_unwanted]
    try:
        known = {entry.id: entry for entry in entries(reading, kind, ids)}
    except ValueError as error:
        raise DossierError(f"The dossier holds a value that no flowviz writes: {error}") from error
    return tuple(_hit(known[id_], wanted) for id_ in ids if id_ in known)


def _hit(entry: Entry, sought: Sequence[Sought]) -> Hit:
    title = Shown(entry.title, marks(entry.title, sought))
    passage = _passage(entry, sought)
    return Hit(entry.kind, entry.id, title, passage, entry.is_private)


def _passage(entry: Entry, sought: Sequence[Sought]) -> Passage | None:
    """The text that holds most of what was looked for; the first one where the title holds all."""
    others = [piece for piece in entry.pieces if piece.text != entry.title]
    if not others:
        return None
    told = [(_held(piece, sought), -at, piece) for at, piece in enumerate(others)]
    _, _, best = max(told, key=lambda one: one[:2])
    return Passage(best.field, _cut(best.text, marks(best.text, sought)))


def _held(piece: Piece, sought: Sequence[Sought]) -> int:
    """How many of the words and phrases a text holds."""
    told = f" {' '.join((*terms(piece.text), *(way.term for way in joined(piece.text))))} "
    ends = ["" if one.is_open else " " for one in sought]
    return sum(
        any(f" {way}{end}" in told for way in (" ".join(one.terms), *one.joined))
        for one, end in zip(sought, ends, strict=True)
    )


def marks(text: str, sought: Sequence[Sought]) -> tuple[Span, ...]:
    """Where what was looked for stands in a text, in order and without overlaps."""
    stand, alone = words(text), [*words(text), *joined(text)]
    spans: list[Span] = []
    for one in sought:
        spans += _phrases(stand, one)
        spans += [
            (word.start, word.end)
            for word in alone
            for way in one.joined
            if _is_it(word.term, way, one.is_open)
        ]
        if len(one.terms) == 1:
            way = one.terms[0]
            spans += [(w.start, w.end) for w in alone if _is_it(w.term, way, one.is_open)]
    return _merged(spans)


def _phrases(stand: Sequence[Word], one: Sought) -> Iterator[Span]:
    """Where all terms follow one another; the last may be the beginning of a longer one."""
    many = len(one.terms)
    for at in range(len(stand) - many + 1):
        told = tuple(word.term for word in stand[at : at + many])
        if told[:-1] == one.terms[:-1] and _is_it(told[-1], one.terms[-1], one.is_open):
            yield stand[at].start, stand[at + many - 1].end


def _is_it(term: str, wanted: str, is_open: bool) -> bool:
    return term.startswith(wanted) if is_open else term == wanted


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def _cut(text: str, found: Sequence[Span]) -> Shown:
    """The part of a long text around its first mark, with signs of what is left out."""
    at = found[0][0] if found else 0
    start = 0 if at <= _BEFORE else text.find(" ", at - _BEFORE, at) + 1 or at - _BEFORE
    end = min(len(text), max(at, start) + _AFTER)
    first, last = "… " if start else "", " …" if end < len(text) else ""
    kept = [(max(a, start), min(b, end)) for a, b in found if a < end and b > start]
    by = len(first) - start
    return Shown(f"{first}{text[start:end]}{last}", tuple((a + by, b + by) for a, b in kept))

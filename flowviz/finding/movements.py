"""What filters ask of a movement and of what is said of one: its actors, its years, its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flowviz.dossier import Reading
from flowviz.finding.entry import Row, select, select_pairs

_LONGEST_YEARS = 200
"""Years of one span that are kept one by one; no source means more."""


@dataclass(frozen=True, slots=True)
class About:
    """What something is about: words that name it, the codes of its actors, its years."""

    words: str = ""
    actors: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


Subjects = Mapping[tuple[str, str], About]
"""What is known of some subjects, by their sort and identifier."""


def names(reading: Reading, codes: Iterable[str]) -> dict[str, str]:
    """The names of actors by code."""
    return select_pairs(reading, "code, name", "actor", "code", set(codes))


def movements(reading: Reading, ids: Iterable[str]) -> dict[str, About]:
    """The transfers of ``ids``: between whom, with whose hand in it, when."""
    ids = list(ids)
    actors: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    for id_, actor in select(reading, "transfer, actor", "party", "transfer", ids):
        actors[id_].add(actor)
    dates = select(reading, "transfer, earliest, latest, years", "figure", "transfer", ids)
    for row in dates:
        years[row[0]].update(years_of(row[1:]))
    ends = list(select(reading, "id, supplier, recipient", "transfer", "id", ids))
    known = names(reading, (code for _, *both in ends for code in both))
    return {
        id_: About(
            flow_words(known, supplier, recipient),
            frozenset({supplier, recipient} | actors[id_]),
            frozenset(years[id_]),
        )
        for id_, supplier, recipient in ends
    }


def flow_words(known: Mapping[str, str], supplier: str, recipient: str) -> str:
    """A flow in words."""
    return f"{known.get(supplier, supplier)} → {known.get(recipient, recipient)}"


def years_of(columns: Row) -> range | tuple[int, ...]:
    """The years of a date: those it lists, else those from its earliest to its latest day."""
    earliest, latest, listed = columns
    if listed:
        return tuple(int(year) for year in listed.split(","))
    ends = [int(day[:4]) for day in (earliest, latest) if day]
    if not ends:
        return ()
    return range(ends[0], min(ends[-1], ends[0] + _LONGEST_YEARS) + 1)


def subjects(reading: Reading, wanted: Iterable[tuple[str, str]]) -> Subjects:
    """What citations and notes are about."""
    given = list(dict.fromkeys(wanted))
    stands_for: dict[tuple[str, str], tuple[str, str]] = {one: one for one in given}
    notes = [id_ for subject, id_ in given if subject == "note"]
    for id_, subject, of in select(reading, "id, subject, subject_id", "note", "id", notes):
        stands_for["note", id_] = (subject, of)
    by_sort: dict[str, set[str]] = defaultdict(set)
    for sort, id_ in stands_for.values():
        by_sort[sort].add(id_)
    transfers = _transfers_of(reading, by_sort)
    moved = movements(reading, {id_ for each in transfers.values() for id_ in each})
    codes = {code for id_ in by_sort["flow"] for code in id_.split(">")} | by_sort["actor"]
    known = names(reading, codes)
    found = {}
    for one, meant in stands_for.items():
        if meant[0] == "actor":
            found[one] = About(known.get(meant[1], meant[1]), frozenset({meant[1]}))
        elif meant[0] == "flow":
            supplier, _, recipient = meant[1].partition(">")
            both = frozenset({supplier, recipient})
            found[one] = About(flow_words(known, supplier, recipient), both)
        else:
            found[one] = together([moved[id_] for id_ in transfers.get(meant, ()) if id_ in moved])
    return found


def together(found: Iterable[About]) -> About:
    """Several movements as one."""
    found = list(found)
    if len(found) == 1:
        return found[0]
    return About(
        ", ".join(dict.fromkeys(one.words for one in found)),
        frozenset().union(*(one.actors for one in found)),
        frozenset().union(*(one.years for one in found)),
    )


def _transfers_of(
    reading: Reading, by_sort: Mapping[str, set[str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The transfers that subjects of other sorts belong to."""
    found: dict[tuple[str, str], tuple[str, ...]] = {
        ("transfer", id_): (id_,) for id_ in by_sort.get("transfer", ())
    }
    for part in ("line", "figure", "party"):
        for id_, transfer in select(reading, "id, transfer", part, "id", by_sort.get(part, ())):
            found[part, id_] = (transfer,)
    links = select(reading, "id, later, earlier", "link", "id", by_sort.get("link", ()))
    for id_, later, earlier in links:
        found["link", id_] = (later, earlier)
    for id_, told in told_by(reading, by_sort.get("group", ())).items():
        found["group", id_] = told
    return found


def told_by(reading: Reading, groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The transfers of groups, by group."""
    group_of = select_pairs(reading, "id, account_group", "account", "account_group", groups)
    found: dict[str, list[str]] = defaultdict(list)
    rows = select(reading, "account, transfer", "account_transfer", "account", group_of)
    for account, transfer in rows:
        found[group_of[account]].append(transfer)
    return {group: tuple(told) for group, told in found.items()}

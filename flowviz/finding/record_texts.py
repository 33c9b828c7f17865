"""The texts of actors and of records: names, items, figures, parties, comments."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from flowviz.dossier import Reading
from flowviz.finding.entry import Entry, Piece, Row, pieces, select, select_pairs
from flowviz.finding.kinds import Kind
from flowviz.finding.movements import flow_words, names, years_of
from flowviz.terms import Basis

_FIGURE = (
    "transfer, stage, unit, value, low, high, amount_text, earliest, latest, years, date_text,"
    " basis"
)


def actors(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Actors under all their names."""
    others: dict[str, list[str]] = defaultdict(list)
    for code, name in select(reading, "actor, name", "actor_name", "actor", ids):
        others[code].append(name)
    for code, name in select(reading, "code, name", "actor", "code", ids):
        also = (Piece("another name", other, True) for other in others[code] if other != name)
        told = pieces(Piece("name", name, True), *also, ("code", code))
        yield Entry(Kind.ACTOR, code, name, told, frozenset({code}))


def records(reading: Reading, ids: Sequence[str]) -> Iterator[Entry]:
    """Transfers with their items, figures and parties."""
    lines = _by_owner(
        reading, "transfer, designation, description, category, condition", "line", ids
    )
    designations = {line[0] for each in lines.values() for line in each}
    items = select_pairs(reading, "id, item", "spelling", "id", designations)
    figures = _by_owner(reading, _FIGURE, "figure", ids)
    parties = _by_owner(reading, "transfer, actor, role", "party", ids)
    keys = select_pairs(reading, "transfer, key", "provenance", "transfer", ids)
    columns = "id, supplier, recipient, comment, existence_reason"
    rows = list(select(reading, columns, "transfer", "id", ids))
    codes = {code for row in rows for code in row[1:3]}
    known = names(reading, codes | {party[0] for each in parties.values() for party in each})
    for id_, supplier, recipient, comment, reason in rows:
        title = flow_words(known, supplier, recipient)
        told = pieces(
            Piece("between", title, True),
            *_line_pieces(lines[id_], items),
            ("comment", comment),
            *((role, known.get(actor, actor)) for actor, role in parties[id_]),
            *(("figure", _figure_words(figure)) for figure in figures[id_]),
            ("why it is held to exist", reason),
            ("key in the file", keys.get(id_)),
        )
        years = {year for figure in figures[id_] for year in years_of(figure[6:9])}
        hands = frozenset({supplier, recipient, *(actor for actor, _ in parties[id_])})
        yield Entry(Kind.RECORD, id_, title, told, hands, frozenset(years))


def _by_owner(
    reading: Reading, columns: str, table: str, ids: Sequence[str]
) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in select(reading, columns, table, "transfer", ids):
        found[row[0]].append(row[1:])
    return found


def _line_pieces(lines: Sequence[Row], items: Mapping[str, str]) -> Iterator[Piece]:
    """The texts of lines; ``items`` are the designations that stand for others."""
    for designation, description, category, condition in lines:
        yield Piece("item", designation, True)
        yield Piece("the same item", items.get(designation, ""), True)
        yield Piece("description", description)
        yield Piece("category", category)
        yield Piece("condition", condition)


def _figure_words(figure: Row) -> str:
    """A figure with its number bare, as the source has it, and with its days."""
    stage, unit, value, low, high, amount_text, earliest, latest, years, date_text, basis = figure
    number = value or "-".join(dict.fromkeys(end for end in (low, high) if end))
    days = years.replace(",", ", ") if years else days_words(earliest, latest)
    words = "" if amount_text == number else amount_text
    kind = "" if basis == Basis.TOTAL else basis
    told = (f"{number} {unit}".strip(), kind, stage, days, words, date_text)
    return ", ".join(dict.fromkeys(filter(None, told)))


def days_words(earliest: str | None, latest: str | None) -> str:
    """A date as short as it can be said: a year, a day, or the first and the last day."""
    if not earliest or not latest or earliest == latest:
        return earliest or latest or ""
    if earliest.endswith("-01-01") and latest.endswith("-12-31"):
        first, last = earliest[:4], latest[:4]
        return first if first == last else f"{first}-{last}"
    return f"{earliest} - {latest}"

"""What was changed, in words for who reads the history: ``Konkurs, delivered: 240 → 250``.

Whatever a changeset holds is put into words: one that no flowviz wrote is shown as it stands.
"""

import enum
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flowviz.dossier.changes import Changes, RecordChange, RowStates
from flowviz.dossier.changesets import DELETE, INSERT, UPDATE, Values
from flowviz.editing.history_names import Names
from flowviz.editing.history_parts import account_words, name_words, party_words, source_words
from flowviz.editing.history_values import (
    amount_text,
    dates_text,
    field_word,
    spelled,
    value_text,
)
from flowviz.flows.words import count_words, listed
from flowviz.terms import Basis

_MOST_LINES = 60
"""Lines told of one record; a deal can have hundreds of figures."""


class Done(enum.StrEnum):
    """What became of a record."""

    ADDED = "Added"
    CHANGED = "Changed"
    DELETED = "Deleted"


@dataclass(frozen=True, slots=True)
class Told:
    """One record of a change in words.

    ``title`` names it ("the record Belarus → Bulgaria: 9P135M Konkurs"), ``lines`` say what it
    held or what was changed of it; ``table`` and ``key`` are those of its row.
    """

    done: Done
    title: str
    lines: tuple[str, ...]
    table: str
    key: str


_WORDS = {
    "transfer": ("record", "records"),
    "actor": ("actor", "actors"),
    "source": ("source", "sources"),
    "citation": ("citation", "citations"),
    "note": ("note", "notes"),
    "link": ("link", "links"),
    "verdict": ("decision on a flow", "decisions on flows"),
    "dismissal": ("proposal turned down", "proposals turned down"),
    "spelling": ("spelling of an item", "spellings of items"),
    "account_group": ("group of accounts", "groups of accounts"),
    "snapshot": ("snapshot", "snapshots"),
    "data_set": ("data set", "data sets"),
    "import": ("import", "imports"),
    "problem": ("remark of the reader", "remarks of the reader"),
    "placement": ("place of an actor", "places of actors"),
    "saved_view": ("saved view", "saved views"),
    "meta": ("title", "titles"),
}
"""The tables whose rows are records of their own, in the order in which they are counted."""
_OPERATIONS = ((INSERT, "added"), (UPDATE, "changed"), (DELETE, "deleted"))
_OPERATION_OF = {Done.ADDED: INSERT, Done.CHANGED: UPDATE, Done.DELETED: DELETE}


def summary(changes: Changes) -> str:
    """How many records of each kind: ``29,515 records and 5 sources added; 1 actor changed``.

    Of more changes than are listed, the rows are counted that are records of their own.
    """
    counts = changes.counts
    if not changes.more:
        counts = Counter((each.table, _OPERATION_OF[_done(each)]) for each in changes.records)
    said = []
    for operation, word in _OPERATIONS:
        counted = [
            count_words(count, *words)
            for table, words in _WORDS.items()
            if (count := counts.get((table, operation), 0))
        ]
        if counted:
            said.append(f"{listed(counted, 'and')} {word}")
    if said:
        return "; ".join(said)
    rows = sum(counts.values())
    return f"{count_words(rows, 'detail')} changed" if rows else ""


def told(record: RecordChange, names: Names) -> Told:
    """A changed record in words."""
    done = _done(record)
    title = _title(record, names)
    lines = list(_whole(record, names) if done is not Done.CHANGED else _changed(record, names))
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], f"and {len(lines) - _MOST_LINES:,} more"]
    return Told(done, title, tuple(lines), record.table, record.key)


def _done(record: RecordChange) -> Done:
    own = next((r for r in record.rows if (r.table, r.key) == (record.table, record.key)), None)
    if own is None or (own.before is not None and own.after is not None):
        return Done.CHANGED
    return Done.ADDED if own.before is None else Done.DELETED


def _title(record: RecordChange, names: Names) -> str:
    own = record.own()
    match record.table:
        case "transfer":
            return _record_title(record, own, names)
        case "actor":
            return f"the actor {own.get('name') or names.actor(record.key)}"
        case "source":
            return f"the source “{value_text(own['title'])}”" if "title" in own else "a source"
        case "citation":
            about = names.subject(own.get("subject"), own.get("subject_id"))
            return f"the citation of {names.source(own.get('source'))} for {about}"
        case "note":
            return f"the note on {names.subject(own.get('subject'), own.get('subject_id'))}"
        case "link":
            later, earlier = names.transfer(own.get("later")), names.transfer(own.get("earlier"))
            return f"the link of {later} to {earlier}"
        case "verdict":
            return f"the decision on {names.subject('flow', record.key)}"
        case "dismissal":
            return f"the proposal “{value_text(own.get('kind', ''))}” that was turned down"
        case "spelling":
            return f"the spelling “{value_text(record.key)}”"
        case "placement":
            actor = names.actor(own.get("actor", record.key))
            return f"the place of {actor} in the {own.get('view', 'picture')}"
        case "saved_view":
            return f"the saved view “{value_text(own.get('name', ''))}”"
        case "data_set":
            return f"the data set “{value_text(own.get('title', ''))}”"
        case "import":
            return f"the import of {value_text(own.get('file_name', ''))}"
        case "account_group" if own.get("reason"):
            return f"the group of accounts “{value_text(own['reason'])}”"
        case "meta":
            return "the title of the dossier" if record.key == "title" else "the dossier"
    one, _ = _WORDS.get(record.table, (record.table.replace("_", " "), ""))
    return f"a {one}"


def _record_title(record: RecordChange, own: Values, names: Names) -> str:
    if "supplier" not in own:
        return "a record that is no longer there"
    flow = names.flow(own.get("supplier"), own.get("recipient"))
    items = [value_text(row["designation"]) for row in _rows(record, "line") if row["designation"]]
    items = list(dict.fromkeys(items))
    return f"the record {flow}: {listed(items, 'and')}" if items else f"the record {flow}"


def _rows(record: RecordChange, table: str) -> list[Values]:
    """The rows of a record in a table as they were after, or before where that is all there is."""
    found = [row.after or row.before for row in record.rows if row.table == table]
    found += [values for (of, _), values in record.beside.items() if of == table]
    known = [values for values in found if values and "designation" in values]
    return sorted(known, key=lambda values: str(values.get("position", "")).zfill(6))


def _whole(record: RecordChange, names: Names) -> Iterator[str]:
    """What a record that was added or deleted held, its parts a line each."""
    for row in record.rows:
        values = row.after or row.before or {}
        if row.table in ("line", "provenance", "original"):
            continue  # a line is told with its figures, and what a file said is in the file
        if row.table in _PARTS:
            yield _PARTS[row.table](record, values, names)
        else:
            yield from _fields(row.table, values, names)
    with_figures = {row.get("line") for row in _of_table(record, "figure")}
    for values in _of_table(record, "line"):
        if values.get("id") not in with_figures:
            yield value_text(values.get("designation", ""))


def _of_table(record: RecordChange, table: str) -> Iterator[Values]:
    return (row.after or row.before or {} for row in record.rows if row.table == table)


_UNTOLD = frozenset(
    {"id", "code", "supplier", "recipient", "position", "subject", "subject_id", "file_sha256"}
)
_IN_TITLE = frozenset(
    {
        *(("actor", "name"), ("source", "title"), ("citation", "source"), ("import", "file_name")),
        *(("link", "later"), ("link", "earlier"), ("data_set", "title"), ("saved_view", "name")),
        *(("dismissal", "kind"), ("dismissal", "key")),
        *(("placement", "view"), ("placement", "actor"), ("snapshot", "sha256"), ("meta", "key")),
    }
)
"""What the title of a record says already."""
_ORDINARY = ("", None, 0, "confirmed", "live", "public", "{}", "[]")
"""Values that say nothing: what a record has unless somebody says otherwise."""
_STATES = frozenset({"state", "content", "reference"})
"""What is kept for the program and not to be read."""


def _fields(table: str, values: Values, names: Names) -> Iterator[str]:
    """The fields of a record that say something."""
    said: set[str] = set()
    for column, value in values.items():
        word = field_word(table, column)
        if column in _UNTOLD | _STATES or (table, column) in _IN_TITLE or word in said:
            continue
        text = _field_text(table, word, column, values, names)
        if value not in _ORDINARY and text:
            said.add(word)
            yield f"{word}: {text}"


def _changed(record: RecordChange, names: Names) -> Iterator[str]:
    """What was changed of a record, a line a field."""
    is_moved = False
    for row in record.rows:
        if row.table == "provenance":
            yield from _provenance(row)
        elif row.table == "original":
            yield "the rows of files that it was made of"
        elif row.before is None or row.after is None:
            part = _PARTS.get(row.table, _line_words)
            values = row.after or row.before or {}
            yield f"{'added' if row.before is None else 'taken out'}: {part(record, values, names)}"
        else:
            lines = list(_changed_fields(record, row, names))
            is_moved = is_moved or not lines
            yield from lines
    if is_moved:
        yield "order changed"


def _changed_fields(record: RecordChange, row: RowStates, names: Names) -> Iterator[str]:
    before, after = row.before or {}, row.after or {}
    head = _head(record, row, names)
    said: set[str] = set()
    for column in {**before, **after}:
        word = field_word(row.table, column)
        if before.get(column) == after.get(column) or column in ("id", "position") or word in said:
            continue
        said.add(word)
        if column in _STATES:
            yield f"{head}{word} changed"
            continue
        old = _field_text(row.table, word, column, before, names) or "nothing"
        new = _field_text(row.table, word, column, after, names) or "nothing"
        if old == new or word in ("dates", "published"):
            old = value_text(spelled(before, word) or old)
            new = value_text(spelled(after, word) or new)
        if row.table == "figure" and word == "amount" and old != new:
            yield f"{head.removesuffix(', ')}: {old} → {new}"
        elif word == "about":  # its words have arrows of their own
            yield f"about: {new}, before {old}"
        elif old != new:
            yield f"{head}{word}: {old} → {new}"
        else:
            yield f"{head}{word} written otherwise"


def _head(record: RecordChange, row: RowStates, names: Names) -> str:
    """Which part of the record a change is of, "" for the record itself."""
    values = row.after or {}
    if row.table == "line":
        return f"{value_text(values.get('designation', 'an item'))}, "
    if row.table == "figure":
        return f"{_figure_head(record, values)}, "
    if row.table == "party":
        return f"{names.actor(values.get('actor'))}, "
    if row.table == "grading":
        return f"grading {value_text(values.get('reliability', ''))}, "
    if row.table == "account":
        return f"account “{value_text(values.get('title', ''))}”, "
    return ""


def _figure_head(record: RecordChange, figure: Values) -> str:
    """``Konkurs, delivered pieces``."""
    line = figure.get("line")
    lines = {str(row.get("id")): row.get("designation") for row in _rows(record, "line")}
    designation = lines.get(str(line)) if line else "all items together"
    what = f"{value_text(figure.get('stage', ''))} {value_text(figure.get('unit', ''))}".strip()
    if figure.get("basis") == Basis.PER_UNIT:
        what += " per unit"
    elif figure.get("basis") == Basis.INCLUDED:
        what += ", included"
    return ", ".join(part for part in (value_text(designation or ""), what) if part)


def _figure_words(record: RecordChange, figure: Values, _names: Names) -> str:
    words = f"{_figure_head(record, figure)}: {amount_text(figure)}"
    dates = dates_text(figure, "")
    return f"{words}, {dates}" if dates else words


def _line_words(_record: RecordChange, values: Values, names: Names) -> str:
    if "designation" in values:
        return value_text(values["designation"]) or "an item without a name"
    return ", ".join(_fields("", values, names)) or "a detail"


def _grading_words(record: RecordChange, values: Values, _names: Names) -> str:
    """``reliability B to C since 2025-05-06: it took back two reports, by A. Nother``."""
    beside = [row for (table, _), row in record.beside.items() if table == "grading"]
    told = [*beside, *_of_table(record, "grading")]
    place = values.get("position")
    before = [row for row in told if isinstance(place, int) and row.get("position") == place - 1]
    old = f"{value_text(before[0].get('reliability', ''))} to " if before else ""
    words = f"reliability {old}{value_text(values.get('reliability', ''))}"
    if values.get("since"):
        words += f" since {value_text(values['since'])}"
    if values.get("reason"):
        words += f": {value_text(values['reason']).removesuffix('.')}"
    return f"{words}, by {value_text(values['grader'])}" if values.get("grader") else words


_PARTS = {
    "figure": _figure_words,
    "line": _line_words,
    "party": party_words,
    "actor_name": name_words,
    "actor_member": name_words,
    "derivation": source_words,
    "grading": _grading_words,
    "account": account_words,
    "account_transfer": account_words,
}


def _provenance(row: RowStates) -> Iterator[str]:
    before, after = row.before or {}, row.after or {}
    if row.before is None or row.after is None:
        yield "where it was imported from"
    elif before.get("is_gone") != after.get("is_gone"):
        yield "gone from the file" if after.get("is_gone") else "in the file again"
    elif before.get("kept") != after.get("kept"):
        yield "what the file says is kept beside it"
    else:
        yield "its row in the file"


_QUOTED = frozenset(
    {
        *("comment", "text", "note", "reason", "title", "words before it", "words after it"),
        *("existence, why", "status, why"),
    }
)
"""Fields in whole sentences, or in a source's words."""


def _field_text(table: str, word: str, column: str, values: Values, names: Names) -> str:
    """A field in words, "" for one that says nothing."""
    value: Any = values.get(column)
    if word == "amount":
        return amount_text(values)
    if word == "place":
        return ", ".join(value_text(values.get(name)) for name in ("x", "y"))
    if word == "about":
        return names.subject(values.get("subject"), values.get("subject_id"))
    if word in ("dates", "published"):
        return dates_text(values, "published_" if word == "published" else "")
    if (table, column, value) == ("transfer", "existence", ""):
        return "by the rule"
    if value is None or value == "":
        return ""
    if column in ("supplier", "recipient", "actor", "member"):
        return value_text(names.actor(value))
    if column in ("source", "derives_from") and table != "data_set":
        return names.source(value)
    if column in ("later", "earlier", "transfer"):
        return names.transfer(value)
    if column.startswith("is_"):
        return "yes" if value else "no"
    return value_text(value, is_quoted=word in _QUOTED)

"""Parts of records in words: a party, a name, what a source derives from, an account."""

from flowviz.dossier.changes import RecordChange
from flowviz.dossier.changesets import Values
from flowviz.editing.history_names import Names
from flowviz.editing.history_values import value_text


def party_words(_record: RecordChange, values: Values, names: Names) -> str:
    """``Belarus as broker``."""
    return f"{names.actor(values.get('actor'))} as {value_text(values.get('role', ''))}"


def name_words(_record: RecordChange, values: Values, names: Names) -> str:
    """A name or a member of an actor, with its years."""
    what = values.get("name") or names.actor(values.get("member"))
    word = "name" if "name" in values else "member"
    first, last = values.get("first_year"), values.get("last_year")
    years = f" since {first}" if first else ""
    years += f" until {last}" if last else ""
    return f"{word} {value_text(what)}{years}"


def source_words(_record: RecordChange, values: Values, names: Names) -> str:
    """What a source derives from."""
    return f"derives from {names.source(values.get('derives_from'))}"


def account_words(_record: RecordChange, values: Values, names: Names) -> str:
    """An account of a group, or a record in one."""
    if "title" in values:
        counted = "counted" if values.get("is_counted") else "shown"
        return f"account “{value_text(values['title'])}”, {counted}"
    return f"{names.transfer(values.get('transfer'))} in an account"

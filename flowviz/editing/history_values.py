"""Columns of a changed row as words: amounts, dates, and what a field is called."""

from typing import Any

from flowviz.dossier.changesets import Values
from flowviz.dossier.values import amount_of, dates_of
from flowviz.editing.amount_texts import amount_text as typed_amount
from flowviz.editing.date_texts import date_text
from flowviz.errors import FlowvizError
from flowviz.flows.words import amount_words, dates_words

_LONGEST = 160
"""Characters of one value; a note can be a page."""
_AMOUNT = ("amount_kind", "value", "low", "high", "is_uncertain", "amount_text")
_DATES = ("earliest", "latest", "years", "is_uncertain", "text")
_DATE_COLUMNS = ("earliest", "latest", "years", "date_is_uncertain", "date_text")
_ODD = (FlowvizError, ValueError, TypeError, ArithmeticError, AttributeError, OverflowError)
_FIELDS = (
    {("figure", column): "dates" for column in _DATE_COLUMNS}
    | {(table, column): "amount" for table in ("figure", "link") for column in _AMOUNT}
    | {(table, f"subject{end}"): "about" for table in ("citation", "note") for end in ("", "_id")}
    | {("source", f"published_{column}"): "published" for column in _DATES}
    | {
        ("actor", "lon"): "longitude",
        ("actor", "lat"): "latitude",
        ("citation", "is_quotation"): "quoted word for word",
        ("note", "is_private"): "private",
        ("data_set", "is_counted"): "counted",
        ("account", "is_counted"): "counted",
        ("transfer", "reporter"): "reported by",
        ("transfer", "existence_reason"): "existence, why",
        ("source", "publisher_group"): "publishing house",
        ("source", "reference"): "what a reference manager keeps",
        ("source", "status_on"): "status, when",
        ("source", "status_reason"): "status, why",
        ("source", "status_by"): "status, by whom",
        ("citation", "status_reason"): "status, why",
        ("citation", "prefix"): "words before it",
        ("citation", "suffix"): "words after it",
        ("source", "accessed"): "read on",
        ("source", "archived"): "archived on",
        ("source", "url"): "address",
        ("source", "archived_url"): "archived address",
        ("saved_view", "state"): "what it shows",
        ("meta", "value"): "title",
        ("spelling", "item"): "means",
        ("import", "columns"): "columns of the file",
        ("import", "companions"): "files beside it",
        ("import", "mapping"): "what its columns mean",
        ("placement", "x"): "place",
        ("placement", "y"): "place",
    }
)


def field_word(table: str, column: str) -> str:
    """What a column is called; those that make up one field share a word."""
    return _FIELDS.get((table, column), column.removeprefix("is_").replace("_", " "))


def amount_text(values: Values) -> str:
    """The amount of a row without its unit; where its columns make none, what they hold."""
    given = tuple(values.get(column) for column in _AMOUNT)
    try:
        amount = amount_of(given)
        words = amount_words(amount, "" if "stage" in values else str(values.get("unit", "")))
        return " ".join(words.split()).replace(" )", ")")
    except _ODD:
        return value_text(given[1])


def dates_text(values: Values, prefix: str) -> str:
    """The dates of a row, "" where it is undated; those of a source are ``published_``."""
    columns = tuple(prefix + name for name in _DATES) if prefix else _DATE_COLUMNS
    given = tuple(values.get(column) for column in columns)
    try:
        dates = dates_of(given)
        return value_text(dates_words(dates)) if dates.earliest or dates.text else ""
    except _ODD:
        return value_text(given[-1])


def spelled(values: Values, word: str) -> str:
    """An amount or dates to the letter, the reading and the source's words, as a form has them.

    "" for another field: ``word`` says which it is.
    """
    try:
        if word == "amount":
            return typed_amount(amount_of(tuple(values.get(column) for column in _AMOUNT)))
        if word in ("dates", "published"):
            columns = _DATE_COLUMNS if word == "dates" else [f"published_{name}" for name in _DATES]
            return date_text(dates_of(tuple(values.get(column) for column in columns)))
    except _ODD:
        pass
    return ""


def value_text(value: Any, *, is_quoted: bool = False) -> str:
    """A value on one line, shortened; ``is_quoted`` between quotation marks."""
    if value is None:
        return "nothing"
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    words = f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    return f"“{words}”" if is_quoted else words

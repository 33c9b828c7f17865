"""citeproc-py, loaded when a list is first wanted: one style, one item at a time."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import citeproc
from citeproc import model
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from flowviz.references.csl import DATES, Item

_VARIABLES = frozenset(name.replace("_", "-") for name in citeproc.VARIABLES)


class Substitute(model.CitationStylesElement, model.Parent):  # type: ignore[misc]
    """WORKAROUND citeproc-py 0.11.1: what stands in for a missing author is not said again.

    CSL 1.0.2 has it so of every variable rendered in place of names; citeproc-py forgets it where
    a macro renders it, and a document without author got its title twice. It finds its elements by
    the names of their classes, the latest first.
    """

    def render(self, item: Any, context: Any = None, **words: Any) -> Any:
        """Give the first child that has something to say, and remember what it said."""
        text = model.Substitute.render(self, item, context=context, **words)
        if text and str(text).strip() and "title" in item.reference:
            title = str(item.reference["title"])
            if title.casefold() in str(text).casefold():
                tag = f"{{{self.nsmap['cs']}}}text"
                context.get_layout().repressed.setdefault(tag, []).append("title")
        return text

    add_to_repressed_list = model.Substitute.add_to_repressed_list


@dataclass(frozen=True, slots=True)
class _Worded:
    """An item whose dates in words stand as years that are nowhere else in it.

    WORKAROUND citeproc-py 0.11.1: it prints a ``literal`` once for each part of the date.
    """

    item: Item
    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, item: Item) -> "_Worded":
        """Put years in the place of words."""
        whole = str(item)
        free = (year for year in range(9999, 1000, -1) if str(year) not in whole)
        made, words = dict(item), []
        for name in DATES & item.keys():
            if "literal" in item[name]:
                year = next(free)
                words.append((str(year), item[name]["literal"]))
                made[name] = {"date-parts": [[year]]}
        return cls(made, tuple(words))

    def back(self, text: str) -> str:
        """Put the words back into what was rendered."""
        for year, words in self.words:
            text = text.replace(year, words)
        return text


class Engine:
    """A style that renders one item at a time: an odd one spoils no other, on any thread.

    citeproc-py keeps what it is at in the elements of the style.
    """

    def __init__(self, path: Path) -> None:
        self._style = citeproc.CitationStylesStyle(str(path), validate=False)
        self._turn = threading.Lock()
        self._has_notes = self._style.root.get("class") == "note"

    def note(self, item: Item) -> str:
        """Give a footnote where the style has notes, else what ``entry`` gives."""
        if not self._has_notes:
            return self.entry(item)
        worded = _Worded.of(item)
        with self._turn:
            list_, citation = self._registered(worded.item)
            return worded.back(str(list_.cite(citation, _nothing)))

    def entry(self, item: Item) -> str:
        """Give the entry of a list of sources."""
        worded = _Worded.of(item)
        with self._turn:
            list_, _citation = self._registered(worded.item)
            return worded.back("".join(str(each) for each in list_.bibliography()))

    def _registered(self, item: Item) -> tuple[Any, Any]:
        known = {name: value for name, value in item.items() if name in _VARIABLES}
        source = CiteProcJSON([{**known, "id": item["id"], "type": item["type"]}])
        list_ = citeproc.CitationStylesBibliography(self._style, source, plain)
        citation = citeproc.Citation([citeproc.CitationItem(item["id"])])
        list_.register(citation)
        return list_, citation


def _nothing(_item: Any) -> None:
    """Take what citeproc-py says of an item that is not in the list; each is."""

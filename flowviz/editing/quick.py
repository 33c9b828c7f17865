"""A link and a pasted text made into source, quotation and record at once; nothing is fetched."""

import dataclasses
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flowviz.editing.checking import check
from flowviz.editing.cleaning import LONGEST_TEXT, one_line, paragraphs
from flowviz.editing.faults import Checked, Fault
from flowviz.editing.known import Known
from flowviz.editing.links import asked_host
from flowviz.editing.typed import FigureText, LineText, SourceText, TransferText
from flowviz.flows.search import folded
from flowviz.memento import memento
from flowviz.names import name_key, spelled
from flowviz.records import Citation, Source, Transfer, new_id
from flowviz.terms import Stage, Subject, TransferKind

CONTEXT = 32
"""Characters kept before and after a quotation, to tell it from the same words elsewhere
(the examples of the W3C's TextQuoteSelector keep as many)."""
_NEAR = 64 * CONTEXT
"""Characters beside a quotation in which its context is looked for, blanks and all."""
_LONGEST_TITLE = 200
_MOST_WORDS = 5
"""Words of the longest name that is looked for in a text."""
_MOST_READ = 20_000
"""Characters of a text in which names are looked for while somebody waits."""
_LINK = re.compile(r"https?://\S+")
_WORD = re.compile(r"[\w'\u2019.-]+")
_NUMBER_BEFORE = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\s+$", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuickText:
    """What stands in the quick form.

    ``start`` and ``end`` are where the quotation begins and ends in ``text``, equal where all of it
    is quoted. ``is_known_source``: a source that has the link already is cited, and no other made.
    """

    link: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    is_known_source: bool = True
    title: str = ""
    publisher: str = ""
    published: str = ""
    supplier: str = ""
    recipient: str = ""
    kind: str = TransferKind.DELIVERY.value
    item: str = ""
    stage: str = Stage.DELIVERED.value
    unit: str = "pieces"
    amount: str = ""
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words of a text, and up to :data:`CONTEXT` characters on either side of them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Quick:
    """What the quick form comes to: the record, and the source where it is a new one.

    ``found`` is the source that has the link already, whether it is taken or not.
    """

    checked: Checked[Transfer]
    source: Source | None
    citation: Citation | None
    found: Source | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What a text names for certain: actors by an exact name, known items, numbers before them."""

    actors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


def read_paste(clipboard: str) -> QuickText:
    """What a clipboard holds: a link that stands on its first or last line, and the text."""
    lines = clipboard.strip().splitlines()
    link = ""
    for at in (0, -1):
        if lines and _LINK.fullmatch(lines[at].strip()):
            link = lines.pop(at).strip()
            break
    text = "\n".join(lines).strip()
    return QuickText(link=link, text=text, title=title_of(text))


def title_of(text: str) -> str:
    """A title for a text: its first line, cut at a word where it is long."""
    first = next((one_line(line) for line in text.splitlines() if line.strip()), "")
    if len(first) <= _LONGEST_TITLE:
        return first
    return first[:_LONGEST_TITLE].rpartition(" ")[0] or first[:_LONGEST_TITLE]


def quotation(text: str, start: int, end: int) -> Quotation:
    """The words of a text from ``start`` to ``end``, all of it where the two are equal.

    Blanks at either end are no part of the words.
    """
    if start == end:
        return Quotation(paragraphs(text))
    first, last = min(start, end), max(start, end)
    picked = text[first:last]
    first += len(picked) - len(picked.lstrip())
    last -= len(picked) - len(picked.rstrip())
    if first >= last:
        return Quotation(paragraphs(text))
    before, after = _flat(text[max(0, first - _NEAR) : first]), _flat(text[last : last + _NEAR])
    return Quotation(paragraphs(text[first:last]), before[-CONTEXT:], after[:CONTEXT])


def quick(typed: QuickText, known: Known, today: datetime.date) -> Quick:
    """The source, citation and record that the form stands for, or what is wrong with it.

    The link of an archive goes into the source as its archived link, and the link of the page that
    it names as its link; ``today`` is the day of reading.
    """
    found = source_with(typed.link, known)
    is_old = found is not None and typed.is_known_source
    source = None if is_old else check(_source_text(typed, today), known)
    record = check(_transfer_text(typed), known)
    faults = tuple(_of_source(source)) + tuple(_of_record(record))
    words = quotation(typed.text, typed.start, typed.end)
    if not words.exact:
        faults = (*faults, Fault("text", "Paste the text that says it."))
    elif len(words.exact) > LONGEST_TEXT:
        faults = (*faults, Fault("text", _too_long(len(words.exact))))
    made = found if is_old else source.record if source is not None else None
    if any(fault.is_grave for fault in faults) or made is None or record.record is None:
        return Quick(Checked(None, faults), None, None, found)
    citation = Citation(
        new_id(),
        made.id,
        Subject.TRANSFER,
        record.record.id,
        text=words.exact,
        is_quotation=True,
        prefix=words.prefix,
        suffix=words.suffix,
    )
    checked = Checked(record.record, faults, record.actors)
    return Quick(checked, None if is_old else made, citation, found)


def _too_long(length: int) -> str:
    return (
        f"The quotation has {length:,} characters; {LONGEST_TEXT:,} is the most. "
        "Select the words that say it."
    )


def source_with(link: str, known: Known) -> Source | None:
    """The source that has a link already, as its own or as the archived one; None for none."""
    page = memento(link)
    links = (link, page.original) if page is not None else (link,)
    keys = {key for key in map(_key, links) if key}
    ways = tuple("".join(key.partition("/")[1:]) for key in keys)
    return next(
        (
            source
            for source in known.sources.values()
            for url in (source.url, source.archived_url)
            if url and _may_be(url, ways) and _key(url) in keys
        ),
        None,
    )


def _may_be(url: str, ways: tuple[str, ...]) -> bool:
    """Whether a link may have one of some paths; quick to tell for one of ten thousand."""
    return any(way in url if way else url.rstrip("/").count("/") == 2 for way in ways)


def hints(text: str, known: Known) -> Hints:
    """What a text names for certain; nothing is concluded of who supplied whom.

    An actor counts by an exact name of it, as everywhere; an item by a designation the dossier has;
    an amount is a number that stands right before such an item.
    """
    read = text[:_MOST_READ]
    items, amounts = _items(read, known)
    return Hints(tuple(_actors(read, known)), items, amounts)


def _actors(text: str, known: Known) -> Iterator[str]:
    """The names of the actors that a text names, the longest at each place, in its order."""
    said: set[str] = set()
    for sentence in re.split(r"[\n;:!?,()\[\]\"\u201c\u201d]|\.\s", text):
        words = [word.strip(".'\u2019-") for word in _WORD.findall(sentence)]
        at = 0
        while at < len(words):
            step = 1
            for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                code = _actor(" ".join(words[at : at + count]), known)
                if code:
                    step = count
                    if code not in said:
                        said.add(code)
                        yield known.shown_actor(code)
                    break
            at += step


def _actor(name: str, known: Known) -> str:
    """The actor of an exact name that begins with a capital, "" for none and for several."""
    bare = re.sub(r"['\u2019]s$", "", name)
    if not bare[:1].isupper() or len(name_key(bare)) < 3:
        return ""
    match = known.match(bare)
    return match.code if match.code is not None and match.rule == "name" else ""


def _items(text: str, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The designations of the dossier that a text holds as whole words, and the numbers before."""
    hay = folded(text)
    items, amounts = dict[str, None](), dict[str, None]()
    used = (item for item, count in known.counts("designation").items() if count)
    for designation in (name for item in used for name in (item, *known.spelled(item))):
        wanted = folded(designation)
        if len(wanted) < 3 or wanted not in hay:
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", hay):
            items[designation] = None
            number = _NUMBER_BEFORE.search(hay[max(0, found.start() - 60) : found.start()])
            if number is not None:
                amounts[number[1].replace(",", "")] = None
    return tuple(items), tuple(amounts)


def _source_text(typed: QuickText, today: datetime.date) -> SourceText:
    page = memento(typed.link)
    link = one_line(typed.link)
    return SourceText(
        title=typed.title,
        publisher=typed.publisher,
        published=typed.published,
        url=page.original if page is not None else link,
        archived_url=link if page is not None else "",
        archived=str(page.at.date()) if page is not None and page.at is not None else "",
        accessed=str(today),
    )


def _transfer_text(typed: QuickText) -> TransferText:
    has_figure = bool(typed.amount.strip() or typed.dates.strip())
    figure = FigureText(typed.stage, typed.unit, amount=typed.amount, dates=typed.dates)
    line = LineText(typed.item, figures=(figure,) if has_figure else ())
    return TransferText(typed.kind, typed.supplier, typed.recipient, lines=(line,))


_IN_FORM = {
    "lines/0/designation": "item",
    "lines/0/figures/0/stage": "stage",
    "lines/0/figures/0/unit": "unit",
    "lines/0/figures/0/amount": "amount",
    "lines/0/figures/0/dates": "dates",
    "url": "link",
    "archived_url": "link",
}
"""The fields of the quick form that faults of the records are about."""


def _of_source(checked: Checked[Source] | None) -> Iterator[Fault]:
    for fault in checked.faults if checked is not None else ():
        yield dataclasses.replace(fault, path=_IN_FORM.get(fault.path, fault.path))


def _of_record(checked: Checked[Transfer]) -> Iterator[Fault]:
    for fault in checked.faults:
        yield dataclasses.replace(fault, path=_IN_FORM.get(fault.path, fault.path))


def _flat(text: str) -> str:
    """A text beside a quotation: runs of white space as one blank, what is hidden spelled out."""
    return spelled(re.sub(r"\s+", " ", text))


def _key(link: str) -> str:
    """What two spellings of a link have in common: not the scheme, "www.", a last slash."""
    host = asked_host(one_line(link))
    if not host:
        return ""
    parts = urlsplit(one_line(link))
    query = f"?{parts.query}" if parts.query else ""
    return f"{host.removeprefix('www.')}{parts.path.rstrip('/')}{query}"

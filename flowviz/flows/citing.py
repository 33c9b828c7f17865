"""Citations and notes as entries: in words what each is about and how much it is worth."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from flowviz.evidence import (
    CREDIBILITY,
    RELIABILITY,
    OriginGroup,
    grade_class,
    grade_words,
    holds,
    origin_words,
    reliability,
)
from flowviz.flows.entries import CitationEntry, FigureEntry, NoteEntry, OriginEntry
from flowviz.flows.material import Material
from flowviz.flows.words import amount_words, count_words, listed, sentence, stage_words
from flowviz.memento import archived_words
from flowviz.records import Citation, Figure, Note, Source, Transfer
from flowviz.terms import Basis, CitationStatus, Existence, SourceStatus, Stance, Subject

_WHOLE = {
    Subject.TRANSFER: "the record",
    Subject.NOTE: "the note",
    Subject.LINK: "the link",
    Subject.GROUP: "that these are the same goods",
    Subject.FLOW: "the flow",
}
_FIELDS = {"dates": "the date", "designation": "the name of the item", "names": "the other names"}
"""What a field is called where its own name is no word for people."""


def subject_words(transfer: Transfer, material: Material) -> dict[str, str]:
    """What to call each part of a transfer, by identifier."""
    words = {line.id: f"the item {line.designation}" for line in transfer.lines}
    words.update((figure.id, figure_words(figure)) for figure in transfer.figures)
    for line in transfer.lines:
        for figure in line.figures:
            words[figure.id] = f"{figure_words(figure)}, {line.designation}"
    for party in transfer.parties:
        words[party.id] = f"{material.name(party.actor)} as {party.role}"
    return words


def figure_words(figure: Figure | FigureEntry) -> str:
    """A figure in words: ``240 pieces delivered``; one that is no total says so."""
    amount = amount_words(figure.amount, figure.unit)
    words = stage_words(amount, figure.stage, is_known=figure.amount.is_known)
    return words if figure.basis is Basis.TOTAL else f"{words}, {figure.basis}"


def citation_entries(
    subjects: Iterable[str], material: Material, words: Mapping[str, str] | None = None
) -> tuple[CitationEntry, ...]:
    """The citations of some subjects: what contradicts first, then by subject, source and id."""
    return contradicting_first(
        _entry(citation, material, words or {})
        for subject in subjects
        for citation in material.citations.get(subject, ())
    )


def contradicting_first(entries: Iterable[CitationEntry]) -> tuple[CitationEntry, ...]:
    """Entries in their order, but what contradicts stands first."""
    return tuple(sorted(entries, key=_is_no_contradiction))


def data_set_entry(source: str, locator: str, material: Material) -> CitationEntry | None:
    """The source of the data set a record came with, cited for the row; None when it has none."""
    if source not in material.sources:
        return None
    row = Citation("", source, Subject.TRANSFER, "", locator=locator)
    return _entry(row, material, {})


def note_entry(note: Note, about: str, material: Material) -> NoteEntry:
    """A note with its own citations."""
    cited = citation_entries([note.id], material)
    is_backed = any(
        entry.holds and entry.citation.stance is not Stance.CONTRADICTS for entry in cited
    )
    return NoteEntry(note.id, note.subject, about, note.text, cited, not is_backed)


def source_names(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    """Sources by their titles, in quotation marks, no more than a few."""
    return listed(
        [f"\N{LEFT DOUBLE QUOTATION MARK}{sources[id_].title}\N{RIGHT DOUBLE QUOTATION MARK}"
         for id_ in ids if id_ in sources],
        "and",
    )  # fmt: skip


def origin_entries(groups: Iterable[OriginGroup], material: Material) -> tuple[OriginEntry, ...]:
    """Origins with their sources."""
    known = material.sources
    return tuple(
        OriginEntry(
            group.is_established,
            tuple(known[id_] for id_ in group.roots if id_ in known),
            tuple(known[id_] for id_ in group.sources if id_ in known),
        )
        for group in groups
    )


def heading_words(entry: CitationEntry) -> str:
    """What a source does for what: "Supports the amount", "Contradicts the record itself"."""
    verb, field = sentence(str(entry.citation.stance)), entry.citation.field
    about = entry.about
    if field == "existence":
        about = f"{_WHOLE[entry.citation.subject]} itself"
    elif field:
        about = _FIELDS.get(field, f"the {field.replace('_', ' ')}")
    return f"{verb} {about}" if about else verb


def graded_why(source: Source) -> str:
    """Why a source has the grade it has, as a sentence; "" where nobody says."""
    latest = source.gradings[-1] if source.gradings else None
    if latest is None or not latest.reason.strip():
        return ""
    by = f" by {latest.grader}" if latest.grader else ""
    return f"Graded {latest.reliability}{by}: {latest.reason.strip().rstrip('.')}."


def origins_words(established: int, others: int, names: Sequence[str] = ()) -> str:
    """How many origins stand behind something, in sentences.

    ``established`` are origins, ``others`` the sources that go back to none that is established.
    ``names`` are those of the origins, where they are few enough to be told.
    """
    if not established and not others:
        return ""
    if not established:
        sources = "source counts" if others == 1 else f"{others:,} sources count"
        return f"No origin is established: its {sources} as one at most."
    named = f": {' and '.join(names)}" if names else ""
    said = f"It goes back to {count_words(established, 'origin')}{named}."
    if others:
        rest = "it counts" if others == 1 else "together they count"
        more = count_words(others, "more source")
        said += f" The origin of {more} is not established: {rest} as one at most."
    return said


def judged_words(existence: Existence, reason: str) -> str:
    """An existence with its reason, such as ``Tentative: no source supports it``, as a sentence."""
    by_hand = "decided by hand"
    comma = ", " if reason.startswith(by_hand) else ": "
    return f"{sentence(str(existence))}{comma}{reason.rstrip('.')}."


def _is_no_contradiction(entry: CitationEntry) -> bool:
    return entry.citation.stance is not Stance.CONTRADICTS


def _entry(citation: Citation, material: Material, words: Mapping[str, str]) -> CitationEntry:
    source = material.sources[citation.source]
    return CitationEntry(
        citation=citation,
        source=source,
        about=_about(citation, material, words),
        grade=grade_words(citation, source),
        reliability=_reliability_words(citation, source),
        credibility=_credibility_words(citation),
        grade_class=grade_class(citation, source).name.lower(),
        origin=origin_words(source, material.ends[source.id], material.sources, material.fallen),
        holds=holds(citation, material.fallen),
        status=_status(citation),
        source_status=_source_status(source, material),
        archived=_archived_words(source),
        kept=material.kept.get(source.id, ()),
    )


def _about(citation: Citation, material: Material, words: Mapping[str, str]) -> str:
    whole = words.get(citation.subject_id) or _WHOLE.get(citation.subject, "")
    if citation.subject is Subject.ACTOR:
        whole = material.name(citation.subject_id)
    if not citation.field:
        return whole
    if citation.subject is Subject.TRANSFER:
        return f"its {citation.field}"
    return f"{citation.field}: {whole}"


def _reliability_words(citation: Citation, source: Source) -> str:
    """How reliable the source is: "usually reliable (B since 2024-01-05)", "" for not graded."""
    letter = reliability(citation, source)
    if not letter:
        return ""
    if citation.reliability and citation.reliability != source.reliability:
        here = f"{letter} in this matter"
        told = f"{here}, {source.reliability} in general" if source.reliability else here
    else:
        since = source.gradings[-1].since if source.gradings else None
        told = f"{letter} since {since.isoformat()}" if since else letter
    return f"{RELIABILITY.get(letter, letter)} ({told})"


def _credibility_words(citation: Citation) -> str:
    """How credible what it says is: "probably true (2)", "" for not graded."""
    number = citation.credibility
    return "" if number is None else f"{CREDIBILITY.get(number, '')} ({number})"


def _status(citation: Citation) -> str:
    """What became of a citation, as a sentence; "" for a live one."""
    if citation.status is CitationStatus.WITHDRAWN:
        return _with_reason("This citation was withdrawn", citation.status_reason)
    if citation.status is CitationStatus.TO_CHECK:
        return _with_reason("To be checked", citation.status_reason)
    return ""


def _source_status(source: Source, material: Material) -> str:
    """What became of a source, or of all that it has its knowledge from, as a sentence."""
    if source.status is not SourceStatus.RETRACTED and source.id in material.fallen:
        ended = source_names(_retracted_before(source.id, material), material.sources)
        return f"It has its knowledge only from what was retracted: {ended}."
    return status_words(source)


def status_words(source: Source) -> str:
    """What became of a source, when, by whom and why, as a sentence; "" for a live one."""
    if source.status is SourceStatus.LIVE:
        return ""
    when = f" on {source.status_on.isoformat()}" if source.status_on else ""
    who = f" by {source.status_by}" if source.status_by else ""
    return _with_reason(f"The source was {source.status}{when}{who}", source.status_reason)


def _with_reason(words: str, reason: str) -> str:
    said = reason.strip().rstrip(".")
    return f"{words}: {said}." if said else f"{words}."


def _retracted_before(source: str, material: Material) -> tuple[str, ...]:
    """The retracted sources that a fallen one has its knowledge from."""
    found: dict[str, None] = {}
    seen, waiting = {source}, [source]
    while waiting:
        for parent in material.sources[waiting.pop(0)].derives_from:
            if parent in seen or parent not in material.sources:
                continue
            seen.add(parent)
            if material.sources[parent].status is SourceStatus.RETRACTED:
                found[parent] = None
            else:
                waiting.append(parent)
    return tuple(found)


def _archived_words(source: Source) -> str:
    """What is known of an archived copy of a source, as a sentence; "" where there is none."""
    told = archived_words(source.archived_url)
    if told:
        return f"{sentence(told)}."
    if source.archived_url:
        return f"Archived{_on(source.archived)}."
    return f"Archived{_on(source.archived)}, no link is known." if source.archived else ""


def _on(day: datetime.date | None) -> str:
    return f" on {day.isoformat()}" if day else ""

"""Citations and notes as entries: in words what each is about, disputes first."""

from collections.abc import Iterable, Mapping

from flowviz.evidence import OriginGroup, grade_words, holds, origin_words, origins
from flowviz.flows.entries import CitationEntry, NoteEntry
from flowviz.flows.material import Material
from flowviz.flows.words import amount_words
from flowviz.records import Citation, Figure, Note, Transfer
from flowviz.terms import Basis, Stance, Subject

_WHOLE = {
    Subject.TRANSFER: "the record",
    Subject.NOTE: "the note",
    Subject.LINK: "the link",
    Subject.GROUP: "that these are the same goods",
    Subject.FLOW: "the flow",
}


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


def figure_words(figure: Figure) -> str:
    """A figure in words: ``240 pieces delivered``; one per unit says so."""
    comma = "" if figure.amount.is_known else ","
    words = f"{amount_words(figure.amount, figure.unit)}{comma} {figure.stage}"
    return f"{words}, {figure.basis}" if figure.basis is Basis.PER_UNIT else words


def citation_entries(
    subjects: Iterable[str], material: Material, words: Mapping[str, str] | None = None
) -> tuple[CitationEntry, ...]:
    """The citations of some subjects: what contradicts first, then by subject, source and id."""
    found = [
        _entry(citation, material, words or {})
        for subject in subjects
        for citation in material.citations.get(subject, ())
    ]
    return tuple(sorted(found, key=lambda entry: entry.stance is not Stance.CONTRADICTS))


def data_set_entry(source: str, locator: str, material: Material) -> CitationEntry | None:
    """The source of the data set a record came with, cited for the row; None when it has none."""
    if source not in material.sources:
        return None
    row = Citation("", source, Subject.TRANSFER, "", locator=locator)
    return _entry(row, material, {})


def source_origins(entries: Iterable[CitationEntry], material: Material) -> tuple[OriginGroup, ...]:
    """The origins of the sources that are cited and still speak."""
    return origins((entry.source.id for entry in entries if entry.holds), material.sources)


def has_no_source(entries: Iterable[CitationEntry]) -> bool:
    """Whether no citation that holds backs it: none at all, or only ones that contradict."""
    return not any(entry.holds and entry.stance is not Stance.CONTRADICTS for entry in entries)


def note_entry(note: Note, about: str, material: Material) -> NoteEntry:
    """A note with its own citations."""
    cited = citation_entries([note.id], material)
    return NoteEntry(note.id, note.subject, about, note.text, cited, has_no_source(cited))


def _entry(citation: Citation, material: Material, words: Mapping[str, str]) -> CitationEntry:
    source = material.sources[citation.source]
    return CitationEntry(
        id=citation.id,
        source=source,
        supports=_supports(citation, material, words),
        stance=citation.stance,
        locator=citation.locator,
        text=citation.text,
        is_quotation=citation.is_quotation,
        grade=grade_words(citation),
        origin=origin_words(source, material.sources),
        status=citation.status,
        holds=holds(citation, material.sources),
    )


def _supports(citation: Citation, material: Material, words: Mapping[str, str]) -> str:
    whole = words.get(citation.subject_id) or _WHOLE.get(citation.subject, "")
    if citation.subject is Subject.ACTOR:
        whole = material.name(citation.subject_id)
    if not citation.field:
        return whole
    if citation.subject is Subject.TRANSFER:
        return f"its {citation.field}"
    return f"{citation.field}: {whole}"

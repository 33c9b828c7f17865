"""One record as an entry of the evidence panel."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flowviz.dossier import plain
from flowviz.flows.citing import (
    citation_entries,
    contradicting_first,
    data_set_entry,
    note_entry,
    origin_entries,
    subject_words,
)
from flowviz.flows.entries import (
    CitationEntry,
    FigureEntry,
    GroupEntry,
    ItemEntry,
    KeptEntry,
    NoteEntry,
    PartyEntry,
    RecordEntry,
)
from flowviz.flows.linking import link_entries
from flowviz.flows.material import Material
from flowviz.flows.same_goods import judgement
from flowviz.flows.words import amount_words, dates_words, with_basis, years_words
from flowviz.records import Figure, Line, Party, Provenance, Transfer
from flowviz.terms import Mark, Stage

_Cited = Mapping[str, list[CitationEntry]]
"""The citations of a record by the identifier of the part that they are of."""


def record_entry(
    transfer: Transfer,
    material: Material,
    stage: Stage,
    standing: str,
    *,
    is_in_flow: bool,
    is_disputed: bool,
    marks: tuple[Mark, ...],
    groups: Mapping[str, GroupEntry],
) -> RecordEntry:
    """A record with its citations, notes, links and groups (of ``groups``, by identifier)."""
    citations = _citations(transfer, material)
    by_part = _by_part(citations)
    provenance = material.provenance.get(transfer.id)
    data_set = material.data_sets.get(transfer.data_set)
    judged = judgement(transfer, material)
    return RecordEntry(
        transfer=transfer,
        date_text=_date_text(transfer, stage),
        figures=_figures(transfer.figures, by_part),
        items=tuple(_item(line, by_part) for line in transfer.lines),
        parties=tuple(_party(party, material, by_part) for party in transfer.parties),
        reporter=transfer.reporter,
        existence=judged.existence,
        reason=judged.reason,
        backing=judged.backing,
        marks=marks,
        is_in_flow=is_in_flow,
        standing=standing,
        is_disputed=is_disputed,
        citations=citations,
        origins=origin_entries(judged.origins, material),
        data_set=data_set.title if data_set else "",
        file=_file(provenance, material),
        is_gone=provenance.is_gone if provenance else False,
        kept=_kept(transfer, provenance, material),
        notes=_notes(transfer, material),
        links=link_entries(transfer, material),
        groups=tuple(
            groups[group.id]
            for group in material.groups
            if any(transfer.id in account.transfers for account in group.accounts)
        ),
    )


def _citations(transfer: Transfer, material: Material) -> tuple[CitationEntry, ...]:
    own_parts = transfer.part_ids()
    names_a_part = any(part in material.citations for part in own_parts[1:])
    words = subject_words(transfer, material) if names_a_part else {}
    cited = citation_entries(own_parts, material, words)
    source = material.data_set_source(transfer)
    row = _file(material.provenance.get(transfer.id), material)
    own = data_set_entry(source, row, material)
    is_cited = any(entry.source.id == source for entry in cited)
    return cited if own is None or is_cited else (*cited, own)


def _by_part(citations: Iterable[CitationEntry]) -> _Cited:
    found: dict[str, list[CitationEntry]] = {}
    for entry in citations:
        found.setdefault(entry.citation.subject_id, []).append(entry)
    return found


def _file(provenance: Provenance | None, material: Material) -> str:
    if provenance is None:
        return ""
    name = material.files.get(provenance.import_id, "a file")
    return f"row {provenance.row} of {name}"


def _figures(figures: tuple[Figure, ...], cited: _Cited) -> tuple[FigureEntry, ...]:
    return tuple(
        FigureEntry(
            id=figure.id,
            stage=figure.stage,
            unit=figure.unit,
            amount=figure.amount,
            amount_text=with_basis(amount_words(figure.amount, figure.unit), figure.basis),
            dates=figure.dates,
            dates_text=dates_words(figure.dates),
            basis=figure.basis,
            citations=_of_part(figure.id, cited),
        )
        for figure in figures
    )


def _item(line: Line, cited: _Cited) -> ItemEntry:
    return ItemEntry(
        line.id,
        line.designation,
        line.description,
        line.category,
        line.condition,
        _figures(line.figures, cited),
        _of_part(line.id, cited),
    )


def _party(party: Party, material: Material, cited: _Cited) -> PartyEntry:
    name = material.name(party.actor)
    return PartyEntry(party.id, party.role, party.actor, name, _of_part(party.id, cited))


def _of_part(part: str, cited: _Cited) -> tuple[CitationEntry, ...]:
    return contradicting_first(cited.get(part, ()))


def _years(transfer: Transfer, stage: Stage) -> tuple[int | None, int | None]:
    """The years of the figures at a stage; of all figures where it has none there."""
    dated = [figure for figure in transfer.all_figures() if figure.dates.is_stated]
    chosen = [figure for figure in dated if figure.stage is stage] or dated
    firsts = [figure.dates.first_year for figure in chosen if figure.dates.first_year]
    lasts = [figure.dates.last_year for figure in chosen if figure.dates.last_year]
    return min(firsts, default=None), max(lasts, default=None)


def _date_text(transfer: Transfer, stage: Stage) -> str:
    """The date of a record: as the source has it where all its figures share it, else the span."""
    figures = [figure for figure in transfer.all_figures() if figure.stage is stage]
    texts = {dates_words(figure.dates) for figure in figures}
    return texts.pop() if len(texts) == 1 else years_words(*_years(transfer, stage))


def _notes(transfer: Transfer, material: Material) -> tuple[NoteEntry, ...]:
    noted = [note for subject in transfer.part_ids() for note in material.notes.get(subject, ())]
    words = subject_words(transfer, material) if noted else {}
    return tuple(
        note_entry(note, words.get(note.subject_id, "this record"), material) for note in noted
    )


def _kept(
    transfer: Transfer, provenance: Provenance | None, material: Material
) -> tuple[KeptEntry, ...]:
    if provenance is None or not provenance.kept:
        return ()
    words = subject_words(transfer, material)
    figures = {figure.id: figure for figure in transfer.all_figures()}
    return tuple(
        _kept_entry(path, json.loads(value), words, figures) for path, value in provenance.kept
    )


def _kept_entry(
    path: str, file_says: Any, words: Mapping[str, str], figures: Mapping[str, Figure]
) -> KeptEntry:
    """One field that a person changed; a path is "field", "part/id" or "part/id/field"."""
    part, _, rest = path.partition("/")
    if not rest:
        return KeptEntry(path, part, _plain_words(file_says))
    if rest in words:
        return KeptEntry(path, words[rest], _plain_words(file_says))
    id_, _, field = rest.rpartition("/")
    if id_ not in words:
        return KeptEntry(path, f"a {part} taken away by hand", _plain_words(file_says))
    about = f"{field}: {words[id_]}"
    return KeptEntry(path, about, _field_words(field, file_says, figures.get(id_)))


def _field_words(field: str, file_says: Any, figure: Figure | None) -> str:
    if figure is not None and field == "amount":
        return amount_words(plain.amount_from_plain(file_says), figure.unit)
    if field == "dates":
        return dates_words(plain.dates_from_plain(file_says))
    return _plain_words(file_says)


def _plain_words(value: Any) -> str:
    """A value of JSON in words: a part taken away by hand as its fields, one added as nothing."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain_words(field)}" for key, field in value.items() if field)
    return str(value)

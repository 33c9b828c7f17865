"""What goes along with a deletion is what the deletion takes."""

import pytest

from flowviz.dossier import Dossier
from flowviz.editing.dependents import words_along, words_of_files
from flowviz.errors import RecordError
from flowviz.flows.words import count_words, listed
from flowviz.records import Citation, DataSet, Import, Note, Provenance, Source, Transfer
from flowviz.terms import Subject
from tests.dossier.material import DATA_SET, IMPORT, REGISTER
from tests.dossier_of_everything import TOGETHER, records
from tests.editing.made import known_of

_TABLES = {"citation": "citation", "note": "note", "link": "link"}
NOTES = (
    Note("about", Subject.TRANSFER, "together", "a note"),
    Note("upon", Subject.NOTE, "about", "a note on it"),
)


def counts(dossier: Dossier) -> dict[str, int]:
    found = {}
    for word, table in _TABLES.items():
        ((found[word],),) = dossier.rows(f"SELECT count(*) FROM {table}")
    return found


def told(lost: dict[str, int]) -> str:
    words = [count_words(count, word) for word, count in lost.items() if count]
    verb = "goes" if sum(lost.values()) == 1 else "go"
    return f"{listed(words, 'and')} {verb} along." if words else ""


def test_it_says_what_each_deletion_takes() -> None:
    with known_of(*records(), *NOTES) as (dossier, _):
        source = next(iter(dossier.sources()))
        with dossier.edit("Cite") as edit:
            edit.put(
                Citation("of-note", source, Subject.NOTE, "upon"),
                Citation("of-line", source, Subject.LINE, "together/a"),
            )
        said = set()
        for transfer in dossier.transfers():
            before, words = counts(dossier), words_along(dossier, [transfer.id])
            try:
                with dossier.edit("Delete") as edit:
                    edit.delete(Transfer, transfer.id)
            except RecordError:
                continue  # an account would tell of nothing
            after = counts(dossier)
            assert words == told({word: before[word] - after[word] for word in before})
            said.add(words)
            dossier.undo()
        assert "" in said
        assert any("notes" in words for words in said)
        assert any("link" in words for words in said)


def test_it_says_what_a_part_takes() -> None:
    with known_of(*records()) as (dossier, _):
        source = next(iter(dossier.sources()))
        cited = [
            Citation(f"c {id_}", source, subject, id_)
            for subject, id_ in (
                (Subject.LINE, "together/a"),
                (Subject.FIGURE, "together/a/n"),
                (Subject.FIGURE, "together/b/n"),
            )
        ]
        with dossier.edit("Cite") as edit:
            edit.put(*cited)
        assert "together/a" in TOGETHER.part_ids()
        assert words_along(dossier, ["together/a"]) == "3 citations go along."
        assert words_along(dossier, ["together/b/n"]) == "1 citation goes along."
        assert words_along(dossier, ["together/b"]) == "1 citation goes along."


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["together"], "1 record is from a file: importing it again brings it back."),
        (["rus-ind"], ""),
    ],
)
def test_it_says_what_a_file_brings_back(ids: list[str], words: str) -> None:
    brought: tuple[Source | DataSet | Import | Provenance, ...] = (
        *(REGISTER, DATA_SET, IMPORT),
        Provenance("together", "set", "k", "i1", 3),
    )
    with known_of(*records()) as (dossier, _):
        with dossier.edit("Import") as edit:
            edit.put(*brought)
        assert words_of_files(dossier, ids) == words

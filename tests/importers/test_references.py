"""References brought into a dossier: what stands there is neither doubled nor overwritten."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetRecord
from flowviz.errors import CancelledError
from flowviz.importers.importing import import_file
from flowviz.importers.source_apply import SourceSummary
from flowviz.records import Source
from flowviz.references.csl import canonical
from flowviz.references.mapping import item_of
from flowviz.terms import Origin, Protection

FOLDER = Path(__file__).parents[1] / "references"


def brought(dossier: Dossier, path: Path) -> SourceSummary:
    summary = import_file(dossier, path)
    assert isinstance(summary, SourceSummary)
    return summary


def library(folder: Path, *items: dict[str, Any], name: str = "library.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(items), "utf-8")
    return path


def test_a_zotero_library_comes_in_whole_and_goes_out_equal(dossier: Dossier) -> None:
    path = FOLDER / "zotero.json"
    assert brought(dossier, path).added == 5
    out = {str(item["id"]): item for item in map(item_of, dossier.sources().values())}
    told = json.loads(path.read_text("utf-8"))
    assert out == {str(item["id"]): item for item in told}


@pytest.mark.parametrize("name", ["zotero.json", "library.bib", "library.ris"])
def test_the_same_library_twice_changes_nothing(dossier: Dossier, name: str) -> None:
    first = brought(dossier, FOLDER / name)
    before, undo = dossier.sources(), dossier.undo_text
    second = brought(dossier, FOLDER / name)
    assert (second.added, second.filled) == (0, 0)
    assert second.unchanged == first.added
    assert dossier.sources() == before
    assert dossier.undo_text == undo == f"Import of {name}"
    dossier.undo()
    assert not dossier.sources()


def test_sources_come_public_and_with_no_origin_established(
    dossier: Dossier, tmp_path: Path
) -> None:
    own = {
        "flowviz": {"origin": "original", "protection": "protect", "archived_url": "https://x.y"}
    }
    brought(dossier, library(tmp_path, {"id": "a", "type": "book", "title": "T", "custom": own}))
    (source,) = dossier.sources().values()
    assert source.origin is Origin.NOT_ESTABLISHED
    assert source.protection is Protection.PUBLIC
    assert source.archived_url == "https://x.y"


@pytest.mark.parametrize(
    ("known", "item"),
    [
        (
            Source("s", "T", reference=canonical({"DOI": "10.1000/ABC"})),
            {"DOI": "https://doi.org/10.1000/abc"},
        ),
        (Source("s", "T", url="https://doi.org/10.1000/abc"), {"DOI": "10.1000/abc"}),
        (
            Source("s", "the Title", reference=canonical({"ISBN": "978-0-1234-5678-6"})),
            {"ISBN": "9780123456786", "title": "The  title"},
        ),
        (
            Source("s", "T", url="https://www.example.org/a/?x=1"),
            {"URL": "http://example.org/a?x=1", "title": "T"},
        ),
        (Source("s", "T", reference=canonical({"id": "k"})), {"id": "k", "title": "T"}),
        (Source("s", "Other"), {"id": "s", "title": "T"}),
    ],
)
def test_a_document_that_stands_already_is_found_and_only_filled(
    dossier: Dossier, tmp_path: Path, known: Source, item: dict[str, Any]
) -> None:
    with dossier.edit("Before") as edit:
        edit.put(known)
    told = {"id": "new", "type": "book", "publisher": "P", **item}
    summary = brought(dossier, library(tmp_path, told))
    assert (summary.added, summary.filled) == (0, 1)
    (source,) = dossier.sources().values()
    assert (source.id, source.title, source.publisher) == ("s", known.title, "P")


@pytest.mark.parametrize(
    ("known", "item"),
    [
        (Source("s", "T", url="https://example.org/a?x=1"), {"URL": "https://example.org/a?x=2"}),
        (Source("s", "T", reference=canonical({"ISBN": "1"})), {"ISBN": "1", "title": "T"}),
        (Source("s", "T", reference=canonical({"id": "k"})), {"id": "k", "title": "U"}),
    ],
)
def test_what_only_looks_like_it_is_another_document(
    dossier: Dossier, tmp_path: Path, known: Source, item: dict[str, Any]
) -> None:
    with dossier.edit("Before") as edit:
        edit.put(known)
    assert brought(dossier, library(tmp_path, {"id": "n", "type": "book", **item})).added == 1


def test_two_references_of_one_page_stay_two(dossier: Dossier, tmp_path: Path) -> None:
    items = [{"id": key, "type": "webpage", "URL": "https://example.org/"} for key in "abb"]
    path = library(tmp_path, *items)
    assert brought(dossier, path).added == 3
    assert brought(dossier, path).unchanged == 3


def test_a_difference_is_listed_with_its_line_and_what_stands_stays(
    dossier: Dossier, tmp_path: Path
) -> None:
    with dossier.edit("Before") as edit:
        edit.put(Source("s", "Mine", url="https://example.org/a"))
    item = {"id": "a", "type": "book", "title": "Theirs", "URL": "https://example.org/a"}
    path = tmp_path / "library.json"
    path.write_text(f"[\n\n{json.dumps(item)}]", "utf-8")
    summary = brought(dossier, path)
    (source,) = dossier.sources().values()
    assert (source.title, source.kind) == ("Mine", "book")
    (problem,) = summary.problems
    assert (problem.line, problem.column, problem.text) == (3, "title", "Theirs")


def test_an_edited_field_wins_over_what_the_library_said(dossier: Dossier, tmp_path: Path) -> None:
    names = [{"family": "Berg", "given": "L.", "non-dropping-particle": "van den"}]
    brought(dossier, library(tmp_path, {"id": "a", "type": "book", "author": names, "title": "T"}))
    (source,) = dossier.sources().values()
    assert source.author == "L. van den Berg"
    assert item_of(source)["author"] == names
    other = dataclasses.replace(source, author="L. Berg")
    assert item_of(other)["author"] == [{"literal": "L. Berg"}]


def test_what_was_forgotten_is_not_brought_back(dossier: Dossier, tmp_path: Path) -> None:
    path = library(tmp_path, {"id": "a", "type": "book", "title": "T"})
    brought(dossier, path)
    dossier.save(tmp_path / "d.flowviz")
    dossier.forget(ForgetRecord(Source, *dossier.sources()))
    summary = brought(dossier, path)
    assert summary.added == 0
    assert "forgotten" in summary.text()


def test_a_cancelled_import_changes_nothing(dossier: Dossier) -> None:
    with pytest.raises(CancelledError):
        import_file(dossier, FOLDER / "zotero.json", is_cancelled=lambda: True)
    assert not dossier.sources()

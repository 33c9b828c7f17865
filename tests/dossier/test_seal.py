"""The digest depends on what is held, not on how it came there or lies in the file."""

from pathlib import Path

from flowviz.dossier import Dossier, seal
from flowviz.records import Placement, Source
from tests.dossier.material import ALL, content


def test_the_order_of_putting_does_not_matter(full: Dossier) -> None:
    with Dossier.new("Full", reversed(ALL)) as other:
        assert content(other) == content(full)


def test_neighbouring_fields_cannot_be_taken_for_one_another(empty: Dossier) -> None:
    seen = set()
    for title, kind in (
        ("a", "b"),
        ("ab", ""),
        ("", "ab"),
        ('a","b', ""),
        ("a\0", "b"),
        ("a\0c", "b"),
    ):
        with empty.edit("Put") as edit:
            edit.put(Source("s", title, kind))
        seen.add(content(empty))
    assert len(seen) == 6


def test_floats_are_digested_exactly(empty: Dossier) -> None:
    seen = set()
    for x in (0.1, 0.1 + 2**-56, 1e300, 0.0):
        with empty.edit("Move") as edit:
            edit.put(Placement("map", "BLR", x, 1.0))
        seen.add(content(empty))
    assert len(seen) == 4


def test_an_unsealed_working_copy_says_so(full: Dossier, tmp_path: Path) -> None:
    assert seal.fault(full._db) == "it has no seal"
    full.save(tmp_path / "case.flowviz")
    assert seal.fault(full._db) is None
    with full.edit("Rename") as edit:
        edit.set_title("New")
    assert seal.fault(full._db) == "its records do not match its seal"

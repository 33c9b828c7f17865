"""Mappings are kept by the shape of a table, and forgotten when that is asked."""

import stat
import sys

import pytest

from flowviz.dossier import Dossier
from flowviz.importers import mapping_store
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.terms import Stage

NAMES = ("who", "whom", "how many")
MAPPING = Mapping(
    title="Exports",
    supplier=Field("who"),
    recipient=Field("whom"),
    figures=(MappedFigure(Field("how many"), Stage.DELIVERED, Field(constant="pieces")),),
    ignored=frozenset({"others"}),
)


def test_a_mapping_is_offered_for_the_same_columns_alone_until_it_is_forgotten() -> None:
    with Dossier.new() as dossier:
        mapping_store.keep(MAPPING, NAMES)
        (kept,) = mapping_store.offered(dossier, NAMES)
        assert kept.mapping == MAPPING
        assert not mapping_store.offered(dossier, (*NAMES, "when"))
        mapping_store.forget(kept)
        assert not mapping_store.offered(dossier, NAMES)


def test_a_kept_mapping_that_is_none_any_more_is_passed_over() -> None:
    with Dossier.new() as dossier:
        mapping_store.keep(MAPPING, NAMES)
        (kept,) = mapping_store.offered(dossier, NAMES)
        assert kept.path is not None
        kept.path.write_text("nonsense = [")
        assert mapping_store.offered(dossier, NAMES) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_kept_is_for_the_user_alone() -> None:
    mapping_store.keep(Mapping(title="Licences"), ("a", "b"))
    path = mapping_store._path(("a", "b"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

"""Mappings are kept by the shape of their table, offered again, and forgotten."""

from dataclasses import replace

from flowviz.dossier import Dossier
from flowviz.importers import import_file, mapping_store
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.paths import config_folder
from flowviz.terms import Stage
from tests.importers.conftest import Write

NAMES = ("from", "to", "n")
MAPPING = Mapping(
    title="One",
    supplier=Field("from"),
    recipient=Field("to"),
    figures=(MappedFigure(Field("n"), Stage.DELIVERED, Field(constant="pieces")),),
)


def test_a_mapping_is_offered_for_its_shape_alone(dossier: Dossier) -> None:
    mapping_store.keep(MAPPING, NAMES)
    (kept,) = mapping_store.offered(dossier, NAMES)
    assert kept.mapping == MAPPING
    assert mapping_store.offered(dossier, ("to", "from", "n")) == ()


def test_the_latest_takes_the_place_of_the_one_before_and_is_forgotten(dossier: Dossier) -> None:
    mapping_store.keep(MAPPING, NAMES)
    mapping_store.keep(replace(MAPPING, title="Two"), NAMES)
    (kept,) = mapping_store.offered(dossier, NAMES)
    assert kept.mapping.title == "Two"
    mapping_store.forget(kept)
    assert mapping_store.offered(dossier, NAMES) == ()


def test_a_dossier_offers_what_it_was_read_by(dossier: Dossier, write: Write) -> None:
    path = write("From,To,N", "Serbia,Mali,5")
    import_file(dossier, path, mapping=MAPPING)
    (kept,) = mapping_store.offered(dossier, NAMES)
    assert kept.mapping == MAPPING
    assert kept.path is None
    mapping_store.forget(kept)
    assert mapping_store.offered(dossier, NAMES) == (kept,)


def test_a_kept_file_that_is_damaged_is_passed_over(dossier: Dossier) -> None:
    mapping_store.keep(MAPPING, NAMES)
    (path,) = (config_folder() / "mappings").iterdir()
    path.write_bytes(b"\xff" * 100)
    assert mapping_store.offered(dossier, NAMES) == ()

import hashlib
import itertools
import json
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from flowviz.actors import ActorKind, ActorTable
from flowviz.paths import resource

AUTHALIC_RADIUS_KM = 6371.0072
CENTRES = ("atlantic", "pacific", "americas")
World = dict[str, NDArray[np.generic]]


@pytest.fixture(scope="module")
def world() -> World:
    with np.load(resource("world", "world-110m.npz"), allow_pickle=False) as archive:
        return dict(archive)


def lines(world: World, centre: str, what: str, start: str) -> list[NDArray[np.float64]]:
    vertex = world[f"{centre}_{what}"].astype(np.float64)
    return [vertex[a:b] for a, b in itertools.pairwise(world[f"{centre}_{start}"])]


def rings(world: World, centre: str) -> list[NDArray[np.float64]]:
    return lines(world, centre, "vertex", "ring_start")


def area_km2(ring: NDArray[np.float64]) -> float:
    """Signed area on the sphere: planar in longitude and the sine of latitude (Lambert)."""
    x, y = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2 * AUTHALIC_RADIUS_KM**2)


def holds(ring: NDArray[np.float64], lon: float, lat: float) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    crosses = (y[:-1] > lat) != (y[1:] > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x[:-1] + (lat - y[:-1]) / (y[1:] - y[:-1]) * (x[1:] - x[:-1])
    return bool(np.sum(crosses & (at > lon)) % 2)


@pytest.mark.parametrize("centre", CENTRES)
def test_rings_are_closed_and_inside_the_map(world: World, centre: str) -> None:
    for ring in rings(world, centre):
        assert len(ring) >= 4
        assert np.array_equal(ring[0], ring[-1])
        assert np.abs(ring[:, 0]).max() <= 180
        assert np.abs(ring[:, 1]).max() <= 90


@pytest.mark.parametrize("centre", CENTRES)
def test_no_edge_runs_across_the_map(world: World, centre: str) -> None:
    for ring in rings(world, centre):
        assert np.hypot(*np.diff(ring, axis=0).T).max() <= 2.001
    for what in ("coast", "border"):
        for line in lines(world, centre, f"{what}_vertex", f"{what}_start"):
            assert np.hypot(*np.diff(line, axis=0).T).max() <= 2.001


@pytest.mark.parametrize("centre", CENTRES)
def test_land_keeps_its_area_whatever_the_centre(world: World, centre: str) -> None:
    total = sum(area_km2(ring) for ring in rings(world, centre))
    assert total == pytest.approx(float(world["land_area_km2"]), rel=0.01)
    assert 145e6 < total < 150e6


@pytest.mark.parametrize("centre", CENTRES)
def test_each_country_keeps_its_area_whatever_the_centre(world: World, centre: str) -> None:
    def areas(name: str) -> NDArray[np.float64]:
        found = [area_km2(ring) for ring in rings(world, name)]
        countries = world[f"{name}_ring_country"].astype(int)
        return np.array([sum(np.array(found)[countries == c]) for c in np.unique(countries)])

    assert areas(centre) == pytest.approx(areas("atlantic"), rel=1e-3)


@pytest.mark.parametrize("centre", CENTRES)
def test_no_ring_is_a_sliver(world: World, centre: str) -> None:
    for ring in rings(world, centre):
        assert np.ptp(ring[:, 0]) > 0.05
        assert np.ptp(ring[:, 1]) > 0.05


@pytest.mark.parametrize("centre", CENTRES)
def test_no_coast_or_border_runs_along_the_edge_of_the_map(world: World, centre: str) -> None:
    for what in ("coast", "border"):
        for line in lines(world, centre, f"{what}_vertex", f"{what}_start"):
            at_edge = np.abs(line[:, 0]) == 180
            assert not (at_edge[:-1] & at_edge[1:]).any()
            assert not (line[:, 1] == -90).any()


@pytest.mark.parametrize("centre", CENTRES)
def test_capitals_lie_in_their_country(world: World, centre: str) -> None:
    table, codes = ActorTable.load(), list(world["codes"])
    lon0 = float(world["centre_lon"][list(world["centre_name"]).index(centre)])
    found = rings(world, centre)
    countries = world[f"{centre}_ring_country"]
    for code in ("FRA", "RUS", "UKR", "CHN", "BRA", "AUS", "COD", "MNG", "KAZ", "XKX", "ESH"):
        actor = table.get(code)
        assert actor is not None
        assert actor.lon is not None
        assert actor.lat is not None
        lon = (actor.lon - lon0 + 180) % 360 - 180
        inside = {
            str(codes[country])
            for ring, country in zip(found, countries, strict=True)
            if holds(ring, lon, actor.lat)
        }
        assert inside == {code}


def test_lesotho_is_a_hole_in_south_africa(world: World) -> None:
    codes = list(world["codes"])
    holes = {
        codes[country]
        for ring, country in zip(
            rings(world, "atlantic"), world["atlantic_ring_country"], strict=True
        )
        if area_km2(ring) < 0
    }
    assert holes == {"ZAF"}


def test_disputed_borders_are_marked(world: World) -> None:
    codes = world["codes"]
    pairs = world["atlantic_border_country"][world["atlantic_border_disputed"].astype(bool)]
    found = {tuple(str(codes[side]) for side in pair) for pair in pairs}
    assert ("SRB", "XKX") in found
    assert ("RUS", "UKR") in found
    assert ("DEU", "FRA") not in found


def test_every_outline_belongs_to_an_actor(world: World) -> None:
    table = ActorTable.load()
    codes = [str(code) for code in world["codes"]]
    assert codes == sorted(set(codes))
    assert all(table.get(code) is not None for code in codes)


def test_actor_codes_are_unique_and_well_formed() -> None:
    data = json.loads(resource("actors", "actors.json").read_text(encoding="utf-8"))
    codes = [row["code"] for row in data["actors"]]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z]{3}|x-[a-z0-9-]+", code) for code in codes)
    assert set(data["iso"].values()) <= set(codes)
    assert sum(len(code) == 2 for code in data["iso"]) >= 249


def test_every_state_with_an_iso_code_has_a_place() -> None:
    states = [actor for actor in ActorTable.load() if not actor.code.startswith("x-")]
    assert len(states) >= 249 + 11
    for actor in states:
        assert actor.lon is not None, actor
        assert actor.lat is not None, actor
        assert -180 <= actor.lon <= 180
        assert -90 <= actor.lat <= 90


def test_unknown_actors_have_no_place() -> None:
    unknown = [actor for actor in ActorTable.load() if actor.kind is ActorKind.UNKNOWN]
    assert len(unknown) > 5
    assert all(actor.lon is None for actor in unknown)


def test_members_are_actors_and_years_run_forward() -> None:
    table = ActorTable.load()
    for actor in table:
        spans = [(actor.first_year, actor.last_year)]
        spans += [(alias.first_year, alias.last_year) for alias in actor.names]
        spans += [(member.first_year, member.last_year) for member in actor.members]
        for first, last in spans:
            assert first is None or last is None or first <= last, actor
        for member in actor.members:
            assert table.get(member.code) is not None


@pytest.mark.parametrize(
    ("bloc", "year", "count"),
    [
        ("x-nato", 1949, 12),
        ("x-nato", 2024, 32),
        ("x-european-union", 1958, 6),
        ("x-european-union", 2019, 28),
        ("x-european-union", 2021, 27),
        ("x-warsaw-pact", 1960, 8),
    ],
)
def test_a_bloc_has_its_members_of_the_year(bloc: str, year: int, count: int) -> None:
    actor = ActorTable.load().get(bloc)
    assert actor is not None
    members = {
        member.code
        for member in actor.members
        if (member.first_year or 0) <= year <= (member.last_year or 9999)
    }
    assert len(members) == count


def test_no_name_means_two_actors_in_one_year() -> None:
    table = ActorTable.load()
    for actor in table:
        for alias in actor.names:
            if alias.language != "zxx":
                found = table.find(alias.name, alias.first_year)
                assert [other.code for other in found] == [actor.code], alias


def test_descriptions_map_to_sipris_eleven_categories() -> None:
    path = resource("categories", "sipri_description_category.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    found = data["descriptions"]
    assert len(data["categories"]) == 11
    assert set(found.values()) == set(data["categories"])
    assert set(data["spellings"].values()) <= set(data["categories"])
    assert found["apc"] == found["armoured personnel carrier"] == "Armoured vehicles"
    assert found["fac"] == "Ships"
    assert data["ambiguous"]["coastal defence system"] == {"Artillery": 22, "Sensors": 75}
    assert found["coastal defence system"] == "Sensors"
    assert all(name == name.casefold() for name in found)


def test_fonts_are_the_files_their_note_names() -> None:
    note = resource("fonts", "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(Inter-\w+\.otf) \| ([0-9a-f]{64})", note)
    assert len(named) == 4
    for name, digest in named:
        assert hashlib.sha256(resource("fonts", name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("folder", ["actors", "world", "categories", "fonts"])
def test_every_folder_of_resources_says_its_licence(folder: str) -> None:
    names = {path.name for path in resource(folder).iterdir()}
    assert names & {"LICENCE.md", "OFL.txt", "CC0-1.0.txt"}

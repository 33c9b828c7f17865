import hashlib
import itertools
import json
import re

import numpy as np
import pytest
from numpy.typing import NDArray

from flowviz.actors import ActorKind, ActorTable, label_point
from flowviz.paths import resource

AUTHALIC_RADIUS_KM = 6371.0072
SCALES = ("110m", "50m")
World = dict[str, NDArray[np.generic]]


@pytest.fixture(scope="module", params=SCALES)
def world(request: pytest.FixtureRequest) -> World:
    with np.load(resource("world", f"world-{request.param}.npz"), allow_pickle=False) as archive:
        return dict(archive)


def lines(world: World, vertex: str, start: str) -> list[NDArray[np.float64]]:
    xy = world[vertex].astype(np.float64)
    return [xy[a:b] for a, b in itertools.pairwise(world[start])]


def rings(world: World) -> list[NDArray[np.float64]]:
    return lines(world, "vertex", "ring_start")


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


def test_rings_are_closed_and_no_wider_than_the_globe(world: World) -> None:
    for ring in rings(world):
        assert len(ring) >= 4
        assert np.array_equal(ring[0], ring[-1])
        assert np.ptp(ring[:, 0]) <= 360
        assert np.abs(ring[:, 1]).max() <= 90


def test_no_edge_is_so_long_that_it_would_have_to_bend(world: World) -> None:
    for line in [*rings(world), *lines(world, "border_vertex", "border_start")]:
        assert np.hypot(*np.diff(line, axis=0).T).max() <= 2.001


def test_land_keeps_the_area_of_its_source(world: World) -> None:
    total = sum(area_km2(ring) for ring in rings(world))
    assert total == pytest.approx(float(world["land_area_km2"]), rel=0.01)
    assert 145e6 < total < 150e6


def test_only_antarctica_is_cut(world: World) -> None:
    cut = set()
    for ring, country in zip(rings(world), world["ring_country"], strict=True):
        at_180 = np.abs(np.abs(ring[:, 0]) - 180.0) < 1e-5
        along = at_180[:-1] & at_180[1:] & (np.abs(np.diff(ring[:, 1])) > 0.1)
        if along.any():
            cut.add(str(world["codes"][country]))
    assert cut == {"ATA"}


def test_no_ring_is_a_sliver(world: World) -> None:
    for ring in rings(world):
        assert abs(area_km2(ring)) > 0.1  # the Vatican City is 0.4
        assert np.ptp(ring, axis=0).min() > 0.002


def test_no_border_runs_along_180_degrees(world: World) -> None:
    for line in lines(world, "border_vertex", "border_start"):
        assert (np.abs(line[:, 0]) < 179.9).all()


def test_capitals_lie_in_their_country(world: World) -> None:
    table, codes = ActorTable.load(), list(world["codes"])
    found = rings(world)
    for code in ("FRA", "RUS", "UKR", "CHN", "BRA", "AUS", "COD", "MNG", "KAZ", "XKX", "ESH"):
        actor = table.get(code)
        assert actor is not None
        assert actor.lon is not None
        assert actor.lat is not None
        inside = {
            str(codes[country])
            for ring, country in zip(found, world["ring_country"], strict=True)
            if holds(ring, actor.lon, actor.lat)
        }
        assert inside == {code}


def test_every_country_has_a_label_point_on_its_land() -> None:
    with np.load(resource("world", "world-50m.npz"), allow_pickle=False) as archive:
        world = dict(archive)
    table, codes, found = ActorTable.load(), list(world["codes"]), rings(world)
    off = set()
    for number, code in enumerate(codes):
        actor = table.get(str(code))
        label = label_point(actor) if actor is not None else None
        own = np.flatnonzero(world["ring_country"] == number)
        if label is None or not any(holds(found[ring], *label) for ring in own):
            off.add(str(code))
    nobodys, too_small = {"ATC", "IOA", "KAS"}, {"VAT"}  # within 0.01 degrees
    assert off == nobodys | too_small


def test_lesotho_is_a_hole_in_south_africa(world: World) -> None:
    codes = list(world["codes"])
    holes = {
        str(codes[country])
        for ring, country in zip(rings(world), world["ring_country"], strict=True)
        if area_km2(ring) < 0
    }
    assert "ZAF" in holes


def test_disputed_borders_are_marked(world: World) -> None:
    codes = world["codes"]
    pairs = world["border_country"][world["border_disputed"].astype(bool)]
    found = {tuple(str(codes[side]) for side in pair) for pair in pairs}
    expected = {("SRB", "XKX"), ("RUS", "UKR"), ("ISR", "SYR"), ("IND", "PAK"), ("CHN", "IND")}
    assert expected <= found
    assert ("DEU", "FRA") not in found


def test_only_a_stretch_of_a_border_may_be_disputed(world: World) -> None:
    of_india_and_pakistan = [
        bool(is_disputed)
        for pair, is_disputed in zip(world["border_country"], world["border_disputed"], strict=True)
        if {str(world["codes"][side]) for side in pair} == {"IND", "PAK"}
    ]
    assert set(of_india_and_pakistan) == {True, False}


def test_every_outline_belongs_to_an_actor(world: World) -> None:
    table = ActorTable.load()
    codes = [str(code) for code in world["codes"]]
    assert codes == sorted(set(codes))
    nobodys = {"ATC", "IOA", "KAS"}  # two island territories of Australia, the Siachen Glacier
    assert {code for code in codes if table.get(code) is None} <= nobodys


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
                found = table.find(alias.name, alias.first_year or alias.last_year)
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

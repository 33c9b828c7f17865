"""Build ``resources/world/world-110m.npz``: land and borders, cut cleanly for three map centres.

Usage: ``python tools/build_world.py DATA`` where ``DATA`` holds Natural Earth's
``ne_110m_admin_0_countries.json`` (GeoJSON).

The arrays
----------
One ``.npz`` without pickled objects. Once:

``codes`` (C,) str
    Actor codes, ascending.
``centre_name`` (3,) str, ``centre_lon`` (3,) float64
    "atlantic" 11, "pacific" 155, "americas" -90 degrees east.
``land_area_km2`` () float64
    Geodesic area of all polygons of the source (WGS 84), to check the rings against.

And for each centre, with ``NAME_`` before the key:

``vertex`` (V, 2) float32
    Degrees east **of the centre**, -180 to 180, and degrees north. Edges are straight in these
    coordinates and at most 2 degrees long, so a projection may map vertex by vertex: the edge of
    the map comes out smooth.
``ring_start`` (R + 1,) int32
    Ring r is ``vertex[ring_start[r]:ring_start[r + 1]]``; its first vertex is repeated as its last.
``ring_country`` (R,) int16
    Index into ``codes``; ascending, so the rings of a country stand together. Outer rings run
    counter-clockwise, holes clockwise; filled by the odd-even rule country by country.
``coast_vertex``, ``coast_start``
    Open lines, as vertex and ring_start: where land meets water. No line along the map's edge.
``border_vertex``, ``border_start``
    Open lines: boundaries of two countries, each once.
``border_country`` (B, 2) int16
    The two countries, indices into ``codes``.
``border_disputed`` (B,) bool
    Natural Earth notes a claim of one on the other, or it is in :data:`DISPUTED_BY_HAND`.

Natural Earth draws who holds an area. In one place that is not followed: Crimea is drawn with
Ukraine (UN General Assembly resolution 68/262), and its line with the mainland is kept as a
disputed border of Ukraine and Russia.
"""

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
CENTRES = {"atlantic": 11.0, "pacific": 155.0, "americas": -90.0}
LONGEST_EDGE_DEG = 2.0
SMALLEST_RING_DEG2 = 0.01
"""Square degrees; drops one degenerate ring (5e-12) of the source and slivers left by a cut."""

CODES = {
    "CYN": "x-northern-cyprus",
    "KOS": "XKX",
    "PSX": "PSE",
    "SAH": "ESH",
    "SDS": "SSD",
    "SOL": "x-somaliland",
}
"""ADM0_A3 of this version of Natural Earth where it is not the actor's code."""

DISPUTED_BY_HAND = {frozenset(("XKX", "SRB")), frozenset(("UKR", "UKR-CRIMEA"))}
"""Disputes that Natural Earth 1:110m does not note."""

CLAIMANTS = {
    "Cyprus": "CYP",
    "Morocco": "MAR",
    "Somalia": "SOM",
    "China": "CHN",
    "Argentina": "ARG",
}
"""Who "Claimed by ..." in NOTE_BRK is."""

CRIMEA = Point(34.2, 45.1)

Land = dict[str, BaseGeometry]
Edge = tuple[tuple[float, float], tuple[float, float]]


def main() -> None:
    """Read the source, cut it three times, write the arrays, say what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with ne_110m_admin_0_countries.json")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/world/world-110m.npz")
    arguments = parser.parse_args()
    source = arguments.data / "ne_110m_admin_0_countries.json"
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    land, disputed = _countries(features), _disputes(features)
    codes = sorted({_whole(code) for code in land})
    arrays: dict[str, Any] = {
        "codes": np.array(codes),
        "centre_name": np.array(list(CENTRES)),
        "centre_lon": np.array(list(CENTRES.values())),
        "land_area_km2": np.float64(_area_km2(land.values())),
    }
    for name, centre in CENTRES.items():
        cut = _rings(land, codes, centre) | _lines(land, codes, disputed, centre)
        arrays |= {f"{name}_{key}": array for key, array in cut.items()}
        print(name, {key: array.shape for key, array in cut.items()})
    np.savez_compressed(arguments.out, **arrays)
    print(f"{arguments.out.stat().st_size:,} bytes, {arrays['land_area_km2']:,.0f} km2")


def _countries(features: list[dict[str, Any]]) -> Land:
    """Give each country's land, rounded to 1e-6 degrees; Crimea apart, as ``UKR-CRIMEA``."""
    land = {}
    for feature in features:
        letters = feature["properties"]["ADM0_A3"]
        rounded = shapely.transform(shape(feature["geometry"]), lambda xy: np.round(xy, 6))
        parts = [part for part in _polygons(rounded) if part.area > SMALLEST_RING_DEG2]
        land[CODES.get(letters, letters)] = shapely.MultiPolygon(parts)
    crimea = [part for part in _polygons(land["RUS"]) if part.contains(CRIMEA)]
    if crimea:
        rest = [part for part in _polygons(land["RUS"]) if part not in crimea]
        land |= {"RUS": shapely.MultiPolygon(rest), "UKR-CRIMEA": shapely.MultiPolygon(crimea)}
    return land


def _disputes(features: list[dict[str, Any]]) -> set[frozenset[str]]:
    """Give the pairs of countries whose border is disputed; one country alone: all its borders."""
    pairs = set(DISPUTED_BY_HAND)
    for properties in (feature["properties"] for feature in features):
        code = CODES.get(properties["ADM0_A3"], properties["ADM0_A3"])
        claimant = (properties["NOTE_BRK"] or "").rpartition("Claimed by ")[2].rstrip(".")
        if claimant in CLAIMANTS:
            pairs.add(frozenset((code, CLAIMANTS[claimant])))
        elif properties["TYPE"] == "Disputed":
            pairs.add(frozenset((code,)))
    return pairs


def _whole(code: str) -> str:
    return code.partition("-CRIMEA")[0]


def _area_km2(geometries: Iterable[BaseGeometry]) -> float:
    geod = Geod(ellps="WGS84")
    oriented = [shapely.orient_polygons(geometry) for geometry in geometries]
    return sum(abs(geod.geometry_area_perimeter(geometry)[0]) for geometry in oriented) / 1e6


def _rings(land: Land, codes: list[str], centre: float) -> dict[str, NDArray[Any]]:
    rings, countries = [], []
    for index, code in enumerate(codes):
        parts = [geometry for name, geometry in land.items() if _whole(name) == code]
        for polygon in _cut_polygons(parts, centre):
            rings += [np.asarray(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
            countries += [index] * (1 + len(polygon.interiors))
    vertex, start = _packed(rings)
    country = np.array(countries, np.int16)
    return {"vertex": vertex, "ring_start": start, "ring_country": country}


def _cut_polygons(parts: list[BaseGeometry], centre: float) -> Iterator[Polygon]:
    """Give a country's polygons in the frame of a centre, closed along its edge, not across it.

    The copies to the left and right mend Natural Earth's own cut at 180 degrees first.
    """
    copies = [shapely.make_valid(_moved(part, turn)) for part in parts for turn in (-360, 0, 360)]
    whole = _moved(shapely.union_all(copies), -centre)
    inside = shapely.intersection(whole, shapely.box(-180, -90, 180, 90))
    for polygon in _polygons(inside):
        holes = [hole for hole in polygon.interiors if Polygon(hole).area > SMALLEST_RING_DEG2]
        if polygon.area > SMALLEST_RING_DEG2:
            fine = shapely.segmentize(Polygon(polygon.exterior, holes), LONGEST_EDGE_DEG)
            yield shapely.orient_polygons(fine)


def _lines(
    land: Land, codes: list[str], disputed: set[frozenset[str]], centre: float
) -> dict[str, NDArray[Any]]:
    coast: list[NDArray[Any]] = []
    border: list[NDArray[Any]] = []
    countries: list[list[int]] = []
    flags: list[bool] = []
    for sides, edges in _edges_by_sides(land).items():
        lines = list(_cut_lines(edges, centre))
        if len(sides) == 1:
            coast += lines
            continue
        border += lines
        pair = _neighbours(sides, codes)
        countries += [pair] * len(lines)
        is_disputed = any(pair <= set(sides) for pair in disputed)
        flags += [is_disputed] * len(lines)
    coast_vertex, coast_start = _packed(coast)
    border_vertex, border_start = _packed(border)
    return {
        "coast_vertex": coast_vertex,
        "coast_start": coast_start,
        "border_vertex": border_vertex,
        "border_start": border_start,
        "border_country": np.array(countries, np.int16),
        "border_disputed": np.array(flags, bool),
    }


def _neighbours(sides: tuple[str, ...], codes: list[str]) -> list[int]:
    """Give the two sides of a border; Crimea's line is one between Russia and Ukraine."""
    if sides == ("UKR", "UKR-CRIMEA"):
        sides = ("RUS", "UKR")
    return [codes.index(_whole(side)) for side in sides]


def _edges_by_sides(land: Land) -> dict[tuple[str, ...], list[Edge]]:
    """Give the edges of the source by the countries on their sides; its seams at 180 left out."""
    sides: defaultdict[Edge, set[str]] = defaultdict(set)
    for code, geometry in land.items():
        for polygon in _polygons(geometry):
            for ring in (polygon.exterior, *polygon.interiors):
                points = list(ring.coords)
                for start, end in itertools.pairwise(points):
                    if start != end and not _is_seam(start, end):
                        sides[min(start, end), max(start, end)].add(code)
    edges: defaultdict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge, codes in sides.items():
        edges[tuple(sorted(codes))].append(edge)
    return dict(sorted(edges.items()))


def _is_seam(start: tuple[float, ...], end: tuple[float, ...]) -> bool:
    at_edge = abs(start[0]) == abs(end[0]) == 180
    at_pole = abs(start[1]) == abs(end[1]) == 90
    return at_edge or at_pole


def _cut_lines(edges: list[Edge], centre: float) -> Iterator[NDArray[Any]]:
    copies = [_moved(MultiLineString(edges), turn) for turn in (-360, 0, 360)]
    whole = _moved(shapely.line_merge(shapely.union_all(copies)), -centre)
    inside = shapely.intersection(whole, shapely.box(-180, -90, 180, 90))
    merged = shapely.line_merge(inside) if inside.geom_type == "MultiLineString" else inside
    for line in shapely.get_parts(merged):
        if isinstance(line, LineString) and line.length > 0:
            yield np.asarray(shapely.segmentize(line, LONGEST_EDGE_DEG).coords)


def _moved(geometry: BaseGeometry, degrees_east: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: np.round(xy + np.array([degrees_east, 0.0]), 6))


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]


def _packed(lines: list[NDArray[Any]]) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    lengths = [len(line) for line in lines]
    start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return np.concatenate(lines).astype(np.float32), start


if __name__ == "__main__":
    main()

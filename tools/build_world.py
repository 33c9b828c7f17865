"""Build ``resources/world/world-110m.npz`` and ``world-50m.npz``: land and borders, uncut.

Usage: ``python tools/build_world.py DATA`` where ``DATA`` holds Natural Earth's
``ne_110m_admin_0_countries.json`` and ``ne_50m_admin_0_countries.json.gz`` (GeoJSON).

The arrays
----------
Two ``.npz`` without pickled objects, each with:

``codes`` (C,) str
    Actor codes, ascending.
``land_area_km2`` () float64
    Geodesic area of all polygons kept of the source (WGS 84), to check the rings against.
``vertex`` (V, 2) float32
    Degrees east and north. Longitudes run on through 180 where land does (Chukotka ends at 190),
    so no ring is cut but Antarctica's, which winds around the pole: it is closed along 180 degrees
    and the pole. Edges are straight in these coordinates and at most 2 degrees long, so a
    projection may map vertex by vertex.
``ring_start`` (R + 1,) int32
    Ring r is ``vertex[ring_start[r]:ring_start[r + 1]]``; its first vertex is repeated as its last.
``ring_country`` (R,) int16
    Index into ``codes``; ascending, so the rings of a country stand together. Outer rings run
    counter-clockwise, holes clockwise; filled by the odd-even rule.
``border_vertex``, ``border_start``
    Open lines, as vertex and ring_start: boundaries of two countries, each once.
``border_country`` (B, 2) int16
    The two countries, indices into ``codes``.
``border_disputed`` (B,) bool
    Natural Earth notes a claim of one on the other, or it is in :data:`DISPUTED_BY_HAND`.

The finer file is simplified as one coverage, so neighbours keep one boundary (:data:`SCALES`).

Natural Earth draws who holds an area. In one place that is not followed: Crimea is drawn with
Ukraine (UN General Assembly resolution 68/262), and its line with the mainland is kept as a
disputed border of Ukraine and Russia.
"""

import argparse
import gzip
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
LONGEST_EDGE_DEG = 2.0


class Scale(NamedTuple):
    """What is read and what is left out of it.

    ``tolerance_deg`` squared is the area of the smallest triangle of neighbouring vertices that is
    kept; ``smallest_deg2`` that of the smallest ring.
    """

    source: str
    tolerance_deg: float
    smallest_deg2: float


SCALES = {
    # Drops one degenerate ring (5e-12) of the source.
    "110m": Scale("ne_110m_admin_0_countries.json", 0.0, 0.01),
    "50m": Scale("ne_50m_admin_0_countries.json.gz", 0.02, 1e-5),
}

CODES = {
    "ALD": "ALA",
    "CYN": "x-northern-cyprus",
    "KOS": "XKX",
    "PSX": "PSE",
    "SAH": "ESH",
    "SDS": "SSD",
    "SOL": "x-somaliland",
}
"""ADM0_A3 of this version of Natural Earth where it is not the actor's code."""

Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-180.0, -90.0, 360.0, 90.0)

DISPUTED_BY_HAND: tuple[tuple[frozenset[str], Box], ...] = (
    (frozenset(("XKX", "SRB")), EVERYWHERE),
    (frozenset(("UKR", "UKR-CRIMEA")), EVERYWHERE),
    (frozenset(("ISR", "SYR")), EVERYWHERE),  # the Golan Heights
    (frozenset(("IND", "PAK")), (73.0, 32.4, 78.5, 37.5)),  # Kashmir
    (frozenset(("CHN", "IND")), (76.0, 30.0, 80.5, 37.0)),  # Aksai Chin and south of it
    (frozenset(("CHN", "IND")), (91.5, 26.0, 97.5, 30.0)),  # Arunachal Pradesh
)
"""Disputes that Natural Earth's countries do not note, each within west, south, east, north."""

CLAIMANTS = {
    "Cyprus": "CYP",
    "Morocco": "MAR",
    "Somalia": "SOM",
    "China": "CHN",
    "Argentina": "ARG",
}
"""Who "Claimed by ..." in NOTE_BRK is, where it is one country."""

CRIMEA = Point(34.2, 45.1)

Land = dict[str, BaseGeometry]
Edge = tuple[tuple[float, float], tuple[float, float]]
Dispute = tuple[frozenset[str], Box]


def main() -> None:
    """Read the sources, write the arrays, say what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with Natural Earth's countries")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/world")
    arguments = parser.parse_args()
    for name, scale in SCALES.items():
        path = arguments.data / scale.source
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        arrays = _arrays(json.loads(raw)["features"], scale)
        out = arguments.out / f"world-{name}.npz"
        np.savez_compressed(out, allow_pickle=False, **arrays)
        print(out.name, {key: array.shape for key, array in arrays.items()})
        print(f"{out.stat().st_size:,} bytes, {arrays['land_area_km2']:,.0f} km2")


def _arrays(features: list[dict[str, Any]], scale: Scale) -> dict[str, Any]:
    land, disputes = _countries(features, scale), _disputes(features)
    codes = sorted({_whole(code) for code in land})
    area = np.float64(_area_km2(land.values()))
    rings, lines = _rings(land, codes), _lines(land, codes, disputes)
    return {"codes": np.array(codes), "land_area_km2": area} | rings | lines


def _countries(features: list[dict[str, Any]], scale: Scale) -> Land:
    """Give each country's land, rounded to 1e-6 degrees; Crimea apart, as ``UKR-CRIMEA``."""
    land = {}
    for feature in features:
        letters = feature["properties"]["ADM0_A3"]
        rounded = shapely.transform(shape(feature["geometry"]), lambda xy: np.round(xy, 6))
        land[CODES.get(letters, letters)] = _joined(rounded)
    crimea = [part for part in _polygons(land["RUS"]) if part.contains(CRIMEA)]
    if crimea:
        rest = [part for part in _polygons(land["RUS"]) if part not in crimea]
        land |= {"RUS": shapely.MultiPolygon(rest), "UKR-CRIMEA": shapely.MultiPolygon(crimea)}
    if scale.tolerance_deg:
        simple = shapely.coverage_simplify(list(land.values()), scale.tolerance_deg)
        land = dict(zip(land, simple, strict=True))
    return {
        code: shapely.MultiPolygon([p for p in _polygons(whole) if p.area > scale.smallest_deg2])
        for code, whole in land.items()
    }


def _joined(geometry: BaseGeometry) -> BaseGeometry:
    """Mend Natural Earth's own cut at 180 degrees, but for land that winds around a pole."""
    west, south, east, north = geometry.bounds
    if west > -180.0 or east < 180.0 or abs(south) > 89.0 or abs(north) > 89.0:
        return geometry
    snapped = shapely.transform(geometry, _snapped)
    parts = [_moved(part, 360.0) if part.bounds[2] < 0.0 else part for part in _polygons(snapped)]
    return shapely.union_all([shapely.make_valid(part) for part in parts])


def _snapped(xy: NDArray[Any]) -> NDArray[Any]:
    """Put on 180 degrees what lies within a hundred metres of it: halves do not quite meet."""
    at_180 = np.abs(np.abs(xy[:, 0]) - 180.0) < 1e-3
    return np.column_stack([np.where(at_180, np.sign(xy[:, 0]) * 180.0, xy[:, 0]), xy[:, 1]])


def _disputes(features: list[dict[str, Any]]) -> list[Dispute]:
    """Give the pairs of countries whose border is disputed; one country alone: all its borders."""
    found = list(DISPUTED_BY_HAND)
    for properties in (feature["properties"] for feature in features):
        code = CODES.get(properties["ADM0_A3"], properties["ADM0_A3"])
        note = properties["NOTE_BRK"] or ""
        claimant = note.rpartition("Claimed by ")[2].rstrip(".")
        if claimant in CLAIMANTS:
            found.append((frozenset((code, CLAIMANTS[claimant])), EVERYWHERE))
        elif properties["TYPE"] == "Disputed" or " and " in claimant:
            found.append((frozenset((code,)), EVERYWHERE))
    return found


def _whole(code: str) -> str:
    return code.partition("-CRIMEA")[0]


def _area_km2(geometries: Iterable[BaseGeometry]) -> float:
    geod = Geod(ellps="WGS84")
    oriented = [shapely.orient_polygons(geometry) for geometry in geometries]
    return sum(abs(geod.geometry_area_perimeter(geometry)[0]) for geometry in oriented) / 1e6


def _rings(land: Land, codes: list[str]) -> dict[str, NDArray[Any]]:
    rings, countries = [], []
    for index, code in enumerate(codes):
        parts = [geometry for name, geometry in land.items() if _whole(name) == code]
        for polygon in _polygons(shapely.union_all(parts)):
            fine = shapely.orient_polygons(shapely.segmentize(polygon, LONGEST_EDGE_DEG))
            rings += [np.asarray(ring.coords) for ring in (fine.exterior, *fine.interiors)]
            countries += [index] * (1 + len(fine.interiors))
    vertex, start = _packed(rings)
    return {
        "vertex": vertex,
        "ring_start": start,
        "ring_country": np.array(countries, np.int16),
    }


def _lines(land: Land, codes: list[str], disputes: list[Dispute]) -> dict[str, NDArray[Any]]:
    border: list[NDArray[Any]] = []
    countries: list[list[int]] = []
    flags: list[bool] = []
    for sides, edges in _edges_by_sides(land).items():
        if len(sides) == 1:
            continue
        boxes = [box for pair, box in disputes if pair <= set(sides)]
        for is_disputed, some in _parted(edges, boxes):
            lines = list(_merged(some))
            border += lines
            countries += [_neighbours(sides, codes)] * len(lines)
            flags += [is_disputed] * len(lines)
    border_vertex, border_start = _packed(border)
    return {
        "border_vertex": border_vertex,
        "border_start": border_start,
        "border_country": np.array(countries, np.int16),
        "border_disputed": np.array(flags, bool),
    }


def _parted(edges: list[Edge], boxes: list[Box]) -> Iterator[tuple[bool, list[Edge]]]:
    """Give the edges in a disputed stretch and the others."""
    disputed = [edge for edge in edges if any(_is_in(edge, box) for box in boxes)]
    quiet = [edge for edge in edges if edge not in set(disputed)]
    yield from ((flag, some) for flag, some in ((True, disputed), (False, quiet)) if some)


def _is_in(edge: Edge, box: Box) -> bool:
    lon, lat = (edge[0][0] + edge[1][0]) / 2.0, (edge[0][1] + edge[1][1]) / 2.0
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _neighbours(sides: tuple[str, ...], codes: list[str]) -> list[int]:
    """Give the two sides of a border; Crimea's line is one between Russia and Ukraine."""
    if sides == ("UKR", "UKR-CRIMEA"):
        sides = ("RUS", "UKR")
    return [codes.index(_whole(side)) for side in sides]


def _edges_by_sides(land: Land) -> dict[tuple[str, ...], list[Edge]]:
    """Give the edges of the source by the countries on their sides."""
    sides: defaultdict[Edge, set[str]] = defaultdict(set)
    for code, geometry in land.items():
        for polygon in _polygons(geometry):
            for ring in (polygon.exterior, *polygon.interiors):
                for start, end in itertools.pairwise(list(ring.coords)):
                    if start != end:
                        sides[min(start, end), max(start, end)].add(code)
    edges: defaultdict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge, codes in sides.items():
        edges[tuple(sorted(codes))].append(edge)
    return dict(sorted(edges.items()))


def _merged(edges: list[Edge]) -> Iterator[NDArray[Any]]:
    for line in shapely.get_parts(shapely.line_merge(MultiLineString(edges))):
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

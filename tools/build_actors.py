"""Build ``resources/actors/actors.json`` from public sources and the tables kept by hand.

Usage: ``python tools/build_actors.py DATA`` where ``DATA`` holds ``world/`` with Natural Earth's
``ne_50m_admin_0_countries.json.gz`` and ``ne_50m_populated_places_simple.json``, and
``actors/gwstates.csv`` (Gleditsch-Ward). ISO 3166-1 is read from pycountry.

The result is one object with ``actors`` (rows as :func:`flowviz.actor.actor_from_json` reads them:
code, kind, name, names as ``[name, language, first year, last year]``, years, place as
``[lon, lat]``, label as place: the middle of its land, where an atlas prints its name; members as
``[code, first year, last year]``; trailing nulls left out) and ``iso``
(alpha-2 and three-digit codes to actor codes).
"""

import argparse
import csv
import gzip
import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import shapely
from shapely import Point, Polygon
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from flowviz.actor import CODE_LANGUAGE, actor_from_json  # noqa: E402
from flowviz.actors import ActorTable  # noqa: E402
from flowviz.names import clean_name, name_key  # noqa: E402

Row = dict[str, Any]

NATURAL_EARTH_CODES = {
    "ALD": "ALA",
    "CYN": "x-northern-cyprus",
    "KOS": "XKX",
    "PSX": "PSE",
    "SAH": "ESH",
    "SDS": "SSD",
    "SOL": "x-somaliland",
}
"""Natural Earth's ADM0_A3 where it is not the code of the actor."""

GLEDITSCH_WARD = {
    "GFR": "DEU",
    "GDR": "DDR",
    "CZE": "CSK",
    "CZR": "CZE",
    "YUG": "YUG",
    "YPR": "YMD",
    "RVN": "x-south-vietnam",
    "DRV": "VNM",
    "ITA": "ITA",
    "ABK": "x-abkhazia",
    "SOT": "x-south-ossetia",
}
"""Gleditsch-Ward's letters where their name of the state is not ours."""

LAST_ISO_YEAR_BEFORE_RECORDS = 1945
"""States that ended before this are left out: no record of ours reaches them."""


def main() -> None:
    """Read the sources, write the resource, say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with world/ and actors/")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/actors/actors.json")
    arguments = parser.parse_args()
    hand = _toml("actors_by_hand.toml")
    rows = _states(hand) | _own_actors()
    _add_places(rows, hand, _read_json(arguments.data / "world", "populated_places_simple.json"))
    countries = _read_features(arguments.data / "world", "50m_admin_0_countries.json")
    _add_labels(rows, countries)
    _add_names(rows, hand, [country["properties"] for country in countries])
    _add_years(rows, hand, arguments.data / "actors/gwstates.csv")
    arguments.out.write_text(_dump(rows, _iso(rows, hand)), encoding="utf-8")
    names = sum(len(_trimmed(row).get("names", ())) for row in rows.values())
    print(f"{len(rows)} actors, {names} other names")


def _actor_code(natural_earth: str) -> str:
    return NATURAL_EARTH_CODES.get(natural_earth, natural_earth)


def _states(hand: Row) -> dict[str, Row]:
    rows = {}
    for country in pycountry.countries:
        code = str(country.alpha_3)
        shown = hand["shown"].get(code)
        name = shown or getattr(country, "common_name", country.name)
        official = getattr(country, "official_name", "")
        row = _row(code, "state", name, [country.name, official])
        row["iso"] = [country.alpha_2, country.numeric]
        rows[code] = row
    for old, new in hand["withdrawn"].items():
        rows[new]["names"].append([old, CODE_LANGUAGE])
    return rows


def _own_actors() -> dict[str, Row]:
    rows = {}
    for code, own in _toml("own_actors.toml").items():
        row = _row(code, own["kind"], own["name"], own.get("names", []))
        row["names"] += [[letters, CODE_LANGUAGE] for letters in own.get("codes", ())]
        row["years"] = _years(*own.get("years", (0, 0)))
        row["place"] = own.get("place")
        row["members"] = [
            _trim([m, *_years(first, last)]) for m, first, last in own.get("members", ())
        ]
        row["iso"] = own.get("iso", [])
        row["is_own"] = True
        rows[code] = row
    return rows


def _row(code: str, kind: str, name: str, names: list[Any]) -> Row:
    row: Row = {"code": code, "kind": kind, "name": name, "names": []}
    row["names"] = [_alias(other) for other in names if other]
    row |= {"years": None, "place": None, "label": None, "members": [], "iso": [], "is_own": False}
    return row


def _alias(entry: str | list[Any]) -> list[Any]:
    if isinstance(entry, str):
        return [clean_name(entry), "en"]
    name, first, last = entry
    return [clean_name(name), "en", *_years(first, last)]


def _years(first: int, last: int) -> list[int | None]:
    return [first or None, last or None]


def _add_places(rows: dict[str, Row], hand: Row, towns: list[Row]) -> None:
    capitals: dict[str, dict[str, Row]] = {}
    for town in towns:
        code = _actor_code(town["adm0_a3"])
        if "capital" in town["featurecla"].lower():
            capitals.setdefault(code, {})[town["name"]] = town
    for code, row in rows.items():
        if row["is_own"] or row["place"]:
            continue
        if code in hand["place"]:
            row["place"] = hand["place"][code]
            continue
        town = _capital(code, capitals.get(code, {}), hand["capital"].get(code))
        row["place"] = [round(town["longitude"], 2), round(town["latitude"], 2)]


def _capital(code: str, towns: dict[str, Row], chosen: str | None) -> Row:
    if chosen:
        return towns[chosen]
    nation = [town for town in towns.values() if town["featurecla"].startswith("Admin-0")]
    if len(nation) != 1:
        raise SystemExit(f"{code}: say which capital of {sorted(towns)} in actors_by_hand.toml")
    return nation[0]


def _add_labels(rows: dict[str, Row], countries: list[Row]) -> None:
    """Add the middle of the largest piece of each country's land."""
    for country in countries:
        code = _actor_code(country["properties"]["ADM0_A3"])
        if code in rows:
            pieces = shapely.get_parts(shape(country["geometry"]))
            rows[code]["label"] = _middle(max(pieces, key=lambda piece: float(piece.area)))


def _middle(piece: Polygon) -> list[float]:
    """Give its centroid where that lies well inside, else the middle of the largest circle in it.

    Degrees of longitude count as long as they are at its latitude.
    """
    narrow = np.cos(np.radians(piece.centroid.y))
    flat = shapely.transform(piece, lambda xy: xy * np.array([narrow, 1.0]))
    radius = shapely.maximum_inscribed_circle(flat, 0.02)
    point = flat.centroid
    if not flat.contains(point) or flat.exterior.distance(point) < 0.5 * radius.length:
        point = Point(radius.coords[0])
    return [round(point.x / narrow, 2), round(point.y, 2)]


def _add_names(rows: dict[str, Row], hand: Row, countries: list[Row]) -> None:
    """Add names by hand (none may clash), then names and spellings by rule (a clash drops them)."""
    for code, names in hand["names"].items():
        rows[code]["names"] += [_alias(name) for name in names]
    taken = _taken(rows)
    for country in countries:
        code = _actor_code(country["ADM0_A3"])
        fields = ("NAME", "NAME_LONG", "NAME_CIAWF", "FORMAL_EN", "ADMIN", "NAME_SORT")
        for name in [country[field] for field in fields if country[field]] if code in rows else ():
            _offer(rows[code], name, taken)
    for row in rows.values():
        for name in [row["name"], *(alias[0] for alias in row["names"] if len(alias) == 2)]:
            for spelling in _spellings(name) if row["kind"] == "state" else (_plain(name),):
                _offer(row, spelling, taken)


def _taken(rows: dict[str, Row]) -> dict[str, str]:
    """Give the holder of each name key; two holders are an error unless years part them."""
    taken: dict[str, str] = {}
    spans: dict[str, list[tuple[str, int, int]]] = {}
    for code, row in rows.items():
        for name, language, *years in [[row["name"], "en"], *row["names"]]:
            if language == CODE_LANGUAGE:
                continue
            first, last = years or (None, None)
            span = (code, first or 0, last or 9999)
            for other, start, end in spans.setdefault(name_key(name), []):
                if other != code and span[1] <= end and start <= span[2]:
                    raise SystemExit(f"{name!r} names {code} and {other}")
            spans[name_key(name)].append(span)
            taken.setdefault(name_key(name), code)
    return taken


def _offer(row: Row, name: str, taken: dict[str, str]) -> None:
    holder = taken.setdefault(name_key(name), row["code"])
    if holder != row["code"]:
        print(f"  {name!r} of {row['code']} left out: it names {holder}")
    elif name_key(name) not in {name_key(n) for n in [row["name"], *(a[0] for a in row["names"])]}:
        row["names"].append([clean_name(name), "en"])


def _spellings(name: str) -> list[str]:
    """Give the spellings of a country's name that English lists also use."""
    inverted = re.match(
        r"^(?:the )?(.*(?:Republic|Kingdom|State|States|Emirate|Principality|Union))"
        r" of (the )?([^,]+)$",
        name,
    )
    found = [_plain(name)]
    if inverted:
        kind, article, rest = inverted.groups()
        found += [f"{rest}, {kind} of", f"{rest}, {kind} of {article or ''}".strip()]
    if " Islands" in name:
        found += [name.replace(" Islands", " Isds"), name.replace(" Islands", " Is.")]
    if " and " in name:
        found.append(name.replace(" and ", " & "))
    return found


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _add_years(rows: dict[str, Row], hand: Row, path: Path) -> None:
    table = ActorTable(actor_from_json(_trimmed(row)) for row in rows.values())
    with path.open(encoding="utf-8", newline="") as file:
        for state in csv.DictReader(file):
            first, last = int(state["start"][:4]), int(state["end"][:4])
            if last < LAST_ISO_YEAR_BEFORE_RECORDS:
                continue
            code = GLEDITSCH_WARD.get(state["gwc"]) or table.match(state["country_name"]).code
            if code is None:
                print(f"  no actor for the state {state['country_name']!r}")
            elif not rows[code]["is_own"]:
                rows[code]["years"] = _years(first, 0 if last == 9999 else last)
    for code, (first, last) in hand["years"].items():
        rows[code]["years"] = _years(first, last)


def _iso(rows: dict[str, Row], hand: Row) -> dict[str, str]:
    iso = dict(hand["numeric"])
    for code, row in rows.items():
        iso |= dict.fromkeys(row["iso"], code)
    unknown = sorted(set(iso.values()) - rows.keys())
    if unknown:
        raise SystemExit(f"no actors for {unknown}")
    return dict(sorted(iso.items()))


def _trimmed(row: Row) -> Row:
    kept = {key: row[key] for key in ("code", "kind", "name")}
    known = {(name_key(row["name"]),)}
    names = []
    for alias in map(_trim, row["names"]):
        mark = (name_key(alias[0]), *alias[2:])
        if mark not in known or alias[1] == CODE_LANGUAGE:
            names.append(alias)
        known.add(mark)
    if names:
        kept["names"] = names
    if row["years"] and any(row["years"]):
        kept["years"] = row["years"]
    if row["place"]:
        kept["place"] = row["place"]
    if row["label"]:
        kept["label"] = row["label"]
    if row["members"]:
        kept["members"] = row["members"]
    return kept


def _trim(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values = values[:-1]
    return values


def _dump(rows: dict[str, Row], iso: dict[str, str]) -> str:
    lines = [
        json.dumps(_trimmed(row), ensure_ascii=False, separators=(",", ":"))
        for _, row in sorted(rows.items())
    ]
    codes = json.dumps(iso, separators=(",", ":"))
    return '{"actors":[\n' + ",\n".join(lines) + '\n],\n"iso":' + codes + "}\n"


def _toml(name: str) -> Row:
    with (Path(__file__).parent / name).open("rb") as file:
        return tomllib.load(file)


def _read_json(folder: Path, ending: str) -> list[Row]:
    return [feature["properties"] for feature in _read_features(folder, ending)]


def _read_features(folder: Path, ending: str) -> list[Row]:
    path = next(p for p in sorted(folder.iterdir()) if p.name.removesuffix(".gz").endswith(ending))
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    features: list[Row] = json.loads(raw)["features"]
    return features


if __name__ == "__main__":
    main()

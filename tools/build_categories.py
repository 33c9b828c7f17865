"""Build ``resources/categories/sipri_description_category.json`` from counted facts.

Usage: ``python tools/build_categories.py TABLE.csv`` where the table has the columns
``armament_category, description, rows_2024_exports, rows_2026_export``: how often SIPRI's registers
give a weapon of that description in that category.

The result has ``categories`` (the current spelling, ascending), ``spellings`` (older spelling to
current one), ``descriptions`` (description, casefolded, to the category with most rows) and
``ambiguous`` (description to rows by category, where there are several).
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPELLINGS = {"Air defence systems": "Air-defence systems"}
"""SIPRI's spelling until 2024, and since."""


def main() -> None:
    """Read the table, write the resource, say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("table", type=Path)
    out = ROOT / "resources/categories/sipri_description_category.json"
    parser.add_argument("--out", type=Path, default=out)
    arguments = parser.parse_args()
    counts = _counts(arguments.table)
    result = {
        "categories": sorted({category for rows in counts.values() for category in rows}),
        "spellings": SPELLINGS,
        "descriptions": {name: _most(rows) for name, rows in sorted(counts.items())},
        "ambiguous": {name: rows for name, rows in sorted(counts.items()) if len(rows) > 1},
    }
    text = json.dumps(result, ensure_ascii=False, indent=1)
    arguments.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(counts)} descriptions, {len(result['ambiguous'])} in several categories")


def _counts(table: Path) -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            category = SPELLINGS.get(row["armament_category"], row["armament_category"])
            rows = int(row["rows_2024_exports"]) + int(row["rows_2026_export"])
            counts[" ".join(row["description"].split()).casefold()][category] += rows
    return counts


def _most(rows: Counter[str]) -> str:
    return min(rows, key=lambda category: (-rows[category], category))


if __name__ == "__main__":
    main()

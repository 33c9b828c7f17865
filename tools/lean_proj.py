"""Write the ``proj.db`` that the frozen program carries: PROJ's tables, all empty.

Usage: ``python tools/lean_proj.py OUT``. flowviz asks pyproj for formulas on a sphere and looks
nothing up; PROJ only wants to see that its database is one, and of its version. That is 0.1 MB
instead of the 9 MB of every coordinate system on earth.
"""

import argparse
from pathlib import Path

import apsw
from pyproj import datadir


def main() -> None:
    """Write the file, say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the file to write, in a folder that exists")
    out = parser.parse_args().out
    write_lean(out)
    print(f"{out}: {out.stat().st_size:,} bytes")


def write_lean(out: Path) -> None:
    """Write PROJ's tables and views without rows, but for what says which version they are."""
    full = Path(datadir.get_data_dir()) / "proj.db"
    source = apsw.Connection(str(full), flags=apsw.SQLITE_OPEN_READONLY)
    out.unlink(missing_ok=True)
    lean = apsw.Connection(str(out))
    lean.execute("PRAGMA page_size = 512")
    for (sql,) in source.execute(
        "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    ):
        lean.execute(sql)
    for row in source.execute("SELECT key, value FROM metadata"):
        lean.execute("INSERT INTO metadata (key, value) VALUES (?, ?)", row)
    lean.execute("VACUUM")
    lean.close()
    source.close()


if __name__ == "__main__":
    main()

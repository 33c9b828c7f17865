"""The frozen program carries PROJ's tables without rows: its projections need no more."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

DRAW = """
import warnings; warnings.simplefilter("error")
import sys
import pyproj
if sys.argv[1:]: pyproj.datadir.set_data_dir(sys.argv[1])
from flowviz.layouts.projections import PROJECTIONS, projection
for choice in PROJECTIONS:
    made = projection(choice.name, 11.0, 48.0)
    print(choice.name, *made.forward(-77.0, 38.9), *made.inverse(0.3, -0.7), made.edge_x(0.4))
"""


def drawn(*arguments: str) -> str:
    command = [sys.executable, "-c", DRAW, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_projection_is_the_same_without_the_rows_of_its_database(tmp_path: Path) -> None:
    out = tmp_path / "proj.db"
    tool = [sys.executable, str(ROOT / "tools/lean_proj.py"), str(out)]
    subprocess.run(tool, check=True, capture_output=True)
    assert out.stat().st_size < 200_000
    assert drawn(str(tmp_path)) == drawn()

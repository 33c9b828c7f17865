"""The house keeps its shape: who imports whom, how long a file may be, what starts without Qt."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "flowviz").rglob("*.py"))


def test_data_walks_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_imports(str(ROOT / "pyproject.toml")) == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_over_400_lines_and_no_function_over_60(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("flowviz.cli", {"numpy", "networkx", "PySide6", "pyqtgraph", "apsw"}),
        ("flowviz.flows.aggregate", {"PySide6", "pyqtgraph", "networkx", "apsw"}),
        ("flowviz.scene", {"PySide6", "pyqtgraph", "networkx", "apsw"}),
        ("flowviz.importers.reader", {"numpy", "PySide6", "pyqtgraph", "networkx", "apsw"}),
        ("flowviz.ui.app", {"networkx", "flowviz.importers", "flowviz.ui.dialogs"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(module: str, unwanted: set[str]) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not unwanted & set(loaded)

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
        (
            "flowviz.importers.reader",
            {
                "numpy",
                "PySide6",
                "pyqtgraph",
                "networkx",
                "apsw",
                "bibtexparser",
                "pylatexenc",
                "citeproc",
                "defusedxml",
                "lxml",
            },
        ),
        (
            "flowviz.importers.row_maker",
            {"PySide6", "networkx", "numpy", "flowviz.actors", "flowviz.importers.naming"},
        ),
        ("flowviz.cli.sources", {"PySide6", "numpy", "bibtexparser", "pylatexenc", "citeproc"}),
        (
            "flowviz.cli.commands",
            {"numpy", "PySide6", "flowviz.comparing", "flowviz.editing", "flowviz.importers"},
        ),
        ("flowviz.ui.app", {"networkx", "flowviz.importers", "flowviz.ui.dialogs"}),
        (
            "flowviz.ui.window",
            {
                "flowviz.comparing",
                "flowviz.dossier.forget",
                "flowviz.dossier.scrubbing",
                "flowviz.dossier.withheld",
                "flowviz.editing",
                "flowviz.exporters",
                "flowviz.references.formats",
                "flowviz.references.style",
                "flowviz.finding",
                "flowviz.flows.docket",
                "flowviz.flows.hiding",
                "flowviz.flows.material",
                "flowviz.flows.parts",
                "flowviz.flows.sides",
                "flowviz.layouts.network",
                "flowviz.overview",
                "flowviz.ui.comparing",
                "flowviz.ui.dialogs",
                "flowviz.ui.filters.panel",
                "flowviz.ui.finding",
                "flowviz.ui.flow_list",
                "flowviz.ui.forgetting",
                "flowviz.ui.forms",
                "flowviz.ui.history_panel",
                "flowviz.ui.library",
                "flowviz.ui.overview",
                "flowviz.ui.publishing",
                "flowviz.ui.quick",
                "flowviz.ui.records_table.panel",
                "flowviz.ui.timeline.panel",
                "bibtexparser",
                "citeproc",
                "lxml",
                "pylatexenc",
                "pyproj",
                "rustworkx",
            },
        ),
        (
            "flowviz.importers.reader",
            {
                "PySide6",
                "apsw",
                "bibtexparser",
                "charset_normalizer",
                "defusedxml",
                "flowviz.dossier",
                "flowviz.importers.json_table",
                "flowviz.importers.workbook",
                "flowviz.records",
                "flowviz.references.bibtex",
                "networkx",
                "numpy",
                "openpyxl",
                "pyarrow",
                "xml.sax",
            },
        ),
    ],
)
def test_nothing_is_imported_before_it_is_needed(module: str, unwanted: set[str]) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not unwanted & set(loaded)


def test_what_knows_no_qt_is_imported_before_qt() -> None:
    """Later PySide would read its source: see ``flowviz.ui``."""
    program = (
        "import sys, flowviz.ui; before = set(sys.modules); import flowviz.ui.window;"
        "print(*(name for name in sys.modules if name not in before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    with_qt = ("flowviz.ui", "flowviz.painting")
    late = [name for name in loaded if name.startswith("flowviz.")]
    assert not [name for name in late if not name.startswith(with_qt)]

"""The program as a process: without a display, without libraries, with its output cut short."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import flowviz
from flowviz.cli import main
from flowviz.dossier import Dossier


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The bundled case in a file."""
    path = tmp_path / "case.flowviz"
    assert main(["sample", str(path)]) == 0
    return path


def program(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own, with no display."""
    kept = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "flowviz", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=kept | environment,
        check=False,
        timeout=120,
    )


def test_export_draws_without_a_display(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.png"
    done = program("export", case, out, "--size", "640x480", "--dpi", "96")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_bytes().startswith(b"\x89PNG")


def test_without_a_display_the_window_points_to_export(case: Path) -> None:
    for arguments in ([], [case]):
        done = program(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert "no display" in line
        assert "flowviz export" in line


@pytest.mark.skipif(sys.platform != "linux", reason="names the packages of Debian")
@pytest.mark.parametrize("arguments", [[], ["export", "CASE", "out.png"]])
def test_a_missing_library_of_qt_is_told_with_what_to_install(
    case: Path, tmp_path: Path, arguments: list[str]
) -> None:
    fake = tmp_path / "PySide6"
    fake.mkdir()
    fault = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (fake / "__init__.py").write_text(f"raise ImportError({fault!r})\n", "utf-8")
    words = [str(case) if word == "CASE" else word for word in arguments]
    done = program(*words, PYTHONPATH=str(tmp_path), DISPLAY=":987")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "libEGL.so.1" in line
    assert "apt install libegl1 " in line


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is the display of Linux")
def test_a_missing_library_of_x11_is_told_before_qt_aborts(tmp_path: Path) -> None:
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    (tmp_path / "PySide6" / "__init__.py").touch()
    (plugins / "libqxcb.so").write_text("no library", "utf-8")
    done = program(PYTHONPATH=str(tmp_path), DISPLAY=":987")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "libqxcb.so" in line
    assert "libxcb-cursor0" in line


def test_the_packages_are_those_that_the_readme_names() -> None:
    from flowviz.cli.window import PACKAGES

    readme = Path(flowviz.__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    assert set(PACKAGES.split()) <= set(readme.replace("\\", " ").split())


@pytest.mark.parametrize("command", ["flows", "info", "evidence"])
def test_commands_that_print_load_no_qt(case: Path, command: str) -> None:
    ends = ["BLR", "BGR"] if command == "evidence" else []
    script = (
        "import sys; from flowviz.cli import main;"
        f"code = main({[command, str(case), *ends, '--json']!r});"
        "sys.exit(code or any('PySide6' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0


def test_the_reader_starts_with_nothing_of_the_window_or_the_dossier() -> None:
    script = (
        "import sys; sys.argv = ['flowviz', '--reader']; import flowviz.importers.reader as reader;"
        "reader.main = lambda: print([n for n in sys.modules if n.startswith(('PySide6', 'apsw', "
        "'numpy', 'argparse', 'flowviz.dossier', 'flowviz.flows'))]) or 0;"
        "from flowviz.cli import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_a_reader_of_the_output_that_leaves_early_is_no_fault(case: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "flowviz", "evidence", str(case), "BLR", "BGR"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    writer.wait(timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a device of Linux")
def test_an_answer_that_cannot_be_written_is_no_fault_of_the_program(case: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "flowviz", "flows", str(case)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line == "flowviz: it could not be done: No space left on device"


@pytest.mark.skipif(os.name == "nt", reason="closes descriptors as a POSIX shell does")
def test_closed_outputs_are_no_fault(case: Path, tmp_path: Path) -> None:
    shell = 'exec "$0" -m flowviz "$@"'
    for closed, arguments, code in (
        (">&-", ["info", case], 0),
        (">&-", ["sample", tmp_path / "second.flowviz"], 0),
        ("2>&-", ["info", tmp_path / "none"], 1),
    ):
        done = subprocess.run(
            ["sh", "-c", f"{shell} {closed}", sys.executable, *map(str, arguments)],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


def test_the_state_folder_may_be_named_from_here(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert program("info", case, FLOWVIZ_STATE="here").returncode == 0


def test_no_script_and_no_locale_makes_qt_write_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "case.flowviz"
    with Dossier.new("\u0936\u0915\u094d\u0924\u093f") as dossier:
        dossier.save(path)
    for locale in ("C", "C.UTF-8", "no-such-locale"):
        done = program("export", path, tmp_path / "case.png", "--size", "640x480", LC_ALL=locale)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

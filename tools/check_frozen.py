"""Drive the frozen program as a user would: what reads, writes, compares and draws; the window.

Usage: ``python tools/check_frozen.py dist/flowviz/flowviz``. Prints what it did and the size of
the build; exits 1 with words where something is not as it should be.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

REGISTER = """\
Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,\
Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,\
SIPRI TIV for total order,SIPRI TIV of delivered weapons
Bulgaria,Belarus,2015,?,240,,Konkurs,anti-tank missile,240,,2015,Second hand,,0.1,24,24
"""
MANY = "".join(
    f"Chad,France,{1950 + n % 60},,5,,Type {n},rifle,5,,,New,,1,5,0\n" for n in range(3_500)
)
"""So many deals that a process of the program's own makes their rows."""

SOURCE = "buzzfeed-2015"


def main() -> int:
    """Run every step; the first that fails ends it."""
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        steps(program, Path(folder))
    print(f"frozen program: {megabytes(program.parent):.0f} MB")
    return 0


def steps(program: Path, folder: Path) -> None:
    """Make the sample, import a register, read both back, draw a picture."""
    environment = bare_environment(folder)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(program), *arguments], capture_output=True, text=True, env=environment, timeout=120
        )
        if done.returncode:
            raise SystemExit(f"flowviz {' '.join(arguments)}: {done.returncode}\n{done.stderr}")
        return done.stdout

    sample, dossier, picture = (
        folder / name for name in ("case.flowviz", "import.flowviz", "case.png")
    )
    register = folder / "register.csv"
    register.write_text(REGISTER + MANY, encoding="cp1252")
    run("sample", str(sample))
    run("check", str(sample))
    expect(amount(run("flows", str(sample), "--unit", "pieces", "--json"), "BLR", "BGR"), 380)
    run("import", str(register), "--into", str(dossier))
    expect(amount(run("flows", str(dossier), "--unit", "TIV", "--json"), "BLR", "BGR"), 24)
    expect("3,501 transfers" in run("info", str(dossier)), True)
    for how in (("map",), ("map", "--projection", "robinson"), ("network", "--layout", "springs")):
        run("export", str(sample), str(picture), "--size", "1600x900", "--view", *how)
        expect(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        expect(picture.stat().st_size > 30_000, True)
        picture.unlink()
    references(run, sample, folder)
    document(run, sample, dossier, folder)
    print("frozen program: every command: as it should be")
    if shutil.which("xvfb-run"):
        window(program, environment)


def references(run: Callable[..., str], sample: Path, folder: Path) -> None:
    """List the sources in a style, and bring a library in and out again."""
    expect("The Moscow Times" in run("sources", str(sample), "--style", "oscola"), True)
    into = folder / "references.flowviz"
    for suffix, format_ in ((".json", "csl-json"), (".bib", "bibtex"), (".ris", "ris")):
        listed = folder / f"list{suffix}"
        run("sources", str(sample), "--format", format_, "-o", str(listed))
        run("import", str(listed), "--into", str(into))
    expect("How Belarus Supported Assad" in run("sources", str(into)), True)


def document(run: Callable[..., str], sample: Path, other: Path, folder: Path) -> None:
    """Compare two dossiers and merge them, publish a copy, forget a source."""
    merged, copy = folder / "merged.flowviz", folder / "copy.flowviz"
    expect(json.loads(run("diff", str(sample), str(other), "--json"))["base"], None)
    run("merge", str(sample), str(other), "--into", str(merged), "--prefer", "a")
    expect(
        json.loads(run("diff", str(other), str(merged), "--json"))["counts"].get("added in a", 0), 0
    )
    run("publish", str(merged), str(copy))
    run("forget", str(merged), "--source", SOURCE, "--yes")
    expect(
        (SOURCE.encode() in copy.read_bytes(), SOURCE.encode() in merged.read_bytes()),
        (True, False),
    )
    run("check", str(merged))
    run("check", str(copy))


def window(program: Path, environment: dict[str, str]) -> None:
    """Open the window on an X server of its own, until its first paint."""
    done = subprocess.run(
        ["xvfb-run", "--auto-servernum", str(program)],
        capture_output=True,
        text=True,
        env=environment | {"FLOWVIZ_PRINT_FIRST_PAINT": "1", "FLOWVIZ_QUIT_AFTER_FIRST_PAINT": "1"},
        timeout=120,
    )
    expect((done.returncode, done.stdout), (0, "flowviz: first paint\n"))
    print("frozen program: the window has been painted")


def bare_environment(folder: Path) -> dict[str, str]:
    """An environment with no display and no Python of the machine's."""
    kept = {name: os.environ[name] for name in ("LANG", "SYSTEMROOT", "TEMP") if name in os.environ}
    return kept | {
        "PATH": os.defpath,
        "HOME": str(folder),
        "FLOWVIZ_STATE": str(folder / "state"),
        "FLOWVIZ_CONFIG": str(folder / "config"),
    }


def amount(answer: str, supplier: str, recipient: str) -> float | None:
    """The amount of one flow in what ``flows --json`` printed."""
    for flow in json.loads(answer)["flows"]:
        if (flow["supplier"], flow["recipient"]) == (supplier, recipient):
            found: float | None = flow["amount"]
            return found
    raise SystemExit(f"no flow {supplier} -> {recipient} in {answer}")


def expect(found: object, wanted: object) -> None:
    """Stop with words where two values differ."""
    if found != wanted:
        raise SystemExit(f"expected {wanted!r}, found {found!r}")


def megabytes(folder: Path) -> float:
    """The size of all files below ``folder``; links are counted once, as what they are."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    sys.exit(main())

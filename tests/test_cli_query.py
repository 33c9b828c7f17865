"""The options of query and view: each asks what it says, and docs/cli.md tells them all."""

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import flowviz
from flowviz.cli import main
from flowviz.cli.arguments import parse
from flowviz.cli.query_options import DIRECTIONS, REPORTERS, query_of
from flowviz.cli.view_options import ANCHORS, CENTRES, KINDS, MODES, view_of
from flowviz.dossier import Dossier
from flowviz.errors import UsageError
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query, ReportedBy
from flowviz.layouts.network import LAYOUTS
from flowviz.layouts.projections import PROJECTIONS
from flowviz.layouts.world import CENTRES as NAMED
from flowviz.layouts.worldmap import CAPITAL, LABEL
from flowviz.records import SavedView
from flowviz.saved import state_of
from flowviz.style import COLOURS, SCALES, Lock
from flowviz.terms import Existence, Mark, TransferKind
from flowviz.view import MAP, NETWORK, View
from tests.dossier_of_everything import dossier_of_everything
from tests.test_cli_import import LICENCES, MAPPING, REGISTER

PAGE = Path(flowviz.__file__).parent.parent.joinpath("docs", "cli.md").read_text("utf-8")
EXAMPLES = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("everything") / "everything.flowviz"
    with dossier_of_everything() as dossier:
        dossier.save(path, is_new=True)
    return path


def asked(*options: str) -> argparse.Namespace:
    return parse(["flows", "x.flowviz", *options])


def shown(*options: str) -> argparse.Namespace:
    return parse(["export", "x.flowviz", "x.png", *options])


def listed(
    capsys: pytest.CaptureFixture[str], path: Path, *options: str
) -> dict[str, dict[str, Any]]:
    """The flows under some options, by "RUS>IND"."""
    assert main(["flows", str(path), "--unit", "pieces", "--json", *options]) == 0
    flows = json.loads(capsys.readouterr().out)["flows"]
    return {f"{flow['supplier']}>{flow['recipient']}": flow for flow in flows}


@pytest.mark.parametrize(
    ("options", "query"),
    [
        ("", Query()),
        ("--from 2014 --to 2016", Query(first_year=2014, last_year=2016)),
        (
            "--from 2014-03 --to 2016-09",
            Query(first_year=2014, first_month=3, last_year=2016, last_month=9),
        ),
        ("--to 2016-12", Query(last_year=2016)),
        ("--category Ships --category ''", Query(categories=frozenset({"Ships", ""}))),
        ("--item 'T-72 tank'", Query(items=frozenset({"T-72 tank"}))),
        ("--kind deal", Query(kinds=frozenset({TransferKind.DEAL}))),
        (
            "--existence confirmed --existence tentative",
            Query(existences=frozenset({Existence.CONFIRMED, Existence.TENTATIVE})),
        ),
        ("--disputed", Query(is_disputed=True)),
        ("--undisputed", Query(is_disputed=False)),
        ("--grade B2 --grade none --grade 3", Query(grades=frozenset({"B2", "", "3"}))),
        (
            "--mark no-source --mark one-origin",
            Query(marks=frozenset({Mark.NO_SOURCE, Mark.ONE_ORIGIN})),
        ),
        ("--reported-by third-party", Query(reported_by=ReportedBy.THIRD_PARTY)),
        ("--at-least 12.5", Query(least=Decimal("12.5"))),
    ],
)
def test_each_option_asks_what_it_says(options: str, query: Query) -> None:
    assert query_of(asked(*shlex.split(options))) == query


def test_words_to_choose_from_are_those_of_the_engine() -> None:
    assert [word.replace("-", " ") for word in REPORTERS] == list(map(str, ReportedBy))
    assert list(DIRECTIONS) == list(map(str, Direction))
    assert {view_of(shown("--mode", mode), "pieces").mode for mode in MODES} == set(Mode)
    assert (KINDS, ANCHORS) == ((MAP, NETWORK), (CAPITAL, LABEL))
    assert {centre: name for name, centre in CENTRES.items()} == NAMED


@pytest.mark.parametrize(
    ("options", "view"),
    [
        ("", View()),
        ("--mode net --centre pacific", View(mode=Mode.NET, centre=155.0)),
        ("--centre -90.5", View(centre=-90.5)),
        ("--projection robinson --anchor label", View(projection="robinson", anchor="label")),
        ("--view network --layout circular", View(kind="network", layout="circular")),
        ("--scale log --lock 100=12.5", View(scale="log", lock=Lock("pieces", 100.0, 12.5))),
        ("--colour-by kind --top 7", View(colour_by="kind", show_top=7)),
    ],
)
def test_each_option_of_a_view_looks_as_it_says(options: str, view: View) -> None:
    assert view_of(shown(*shlex.split(options)), "pieces") == view


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--view network --projection robinson", "--projection is of a map"),
        ("--view network --centre 0", "--centre is of a map"),
        ("--layout circular", "--layout is of a network"),
        ("--projection flat", "choose one of equal-earth"),
        ("--view network --layout star", "choose one of auto"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(options: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        view_of(shown(*shlex.split(options)), "pieces")


@pytest.mark.parametrize(
    "option",
    [
        "--from 20145",
        "--from 0",
        "--to 2014-13",
        "--to 2014-1",
        "--kind gift",
        "--existence maybe",
        "--disputed --undisputed",
        "--grade G9",
        "--reported-by me",
        "--direction up",
        "--at-least -1",
        "--at-least 1e3",
        "--mode triple",
        "--centre 181",
        "--centre nan",
        "--lock 100",
        "--lock 0=5",
        "--lock 5=0",
        "--lock 5=999",
        "--top 0",
        "--scale cube",
        "--colour-by mood",
        "--anchor sea",
    ],
)
def test_a_value_that_makes_no_sense_is_one_line_and_code_2(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "x.flowviz", "x.png", *option.split()])
    assert stopped.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("flowviz: ")


def test_the_other_side_stands_beside_and_is_never_added(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flows = listed(capsys, everything)
    assert flows["RUS>IND"]["amount"] == 420
    assert flows["RUS>IND"]["reported_by"] == "exporter"
    assert flows["RUS>IND"]["other_side"] == {
        "reported_by": "importer",
        "amount": 260,
        "low": 260,
        "high": 260,
        "approximate": False,
        "undated_more": 0,
    }
    alone = flows["BRA>IRQ"]
    assert (alone["amount"], alone["records"], alone["reported_by"]) == (None, 0, None)
    assert alone["other_side"]["amount"] == 65
    assert flows["FRA>FRA"]["other_side"] is None
    importers = listed(capsys, everything, "--reported-by", "importer")
    assert importers["RUS>IND"]["amount"] == 260
    assert importers["RUS>IND"]["other_side"]["reported_by"] == "exporter"
    best = listed(capsys, everything, "--reported-by", "best")
    assert (best["RUS>IND"]["amount"], best["BRA>IRQ"]["amount"]) == (420, 65)


def test_the_document_says_what_was_asked_and_what_a_minimum_leaves_out(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--unit", "pieces", "--actor", "IRQ", "--direction", "incoming", "--at-least", "20"]
    assert main(["flows", str(everything), "--json", *options]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["filters"] == ["to Iraq", "at least 20 pieces"]
    assert (document["below_least"], document["unknown_below"]) == (1, 1)


def test_the_table_tells_the_other_side_and_every_filter(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--unit", "pieces", "--actor", "IND", "--actor", "iraq", "--direction", "incoming"]
    assert main(["flows", str(everything), *options, "--at-least", "20"]) == 0
    told = capsys.readouterr().out
    assert "delivered, in pieces; to India or Iraq; at least 20 pieces" in told.splitlines()[0]
    assert "420 pieces; 260 pieces as the importer tells" in told
    assert "left out as smaller: 2 flows, and 1 of unknown amount" in told
    assert main(["flows", str(everything), "--actor", "BRA", "--unit", "pieces"]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "Brazil → Iraq" in line)
    assert "65 pieces as the importer tells" in line
    assert "NO SOURCE" not in line


def test_the_evidence_of_a_pair_tells_the_other_side_beside(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", str(everything), "RUS", "IND", "--unit", "pieces"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == [
        "Russia → India: 420 pieces delivered",
        "not counted: 260 pieces as the importer tells",
    ]
    assert main(["evidence", str(everything), "BRA", "IRQ", "--unit", "pieces"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "Brazil → Iraq: told by the importer alone",
        "not counted: 65 pieces as the importer tells",
        "",
    ]


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        ("--disputed", {"BLR>IRN"}),
        ("--mark no-source", {"BRA>ZAF"}),
        (
            "--mark unsupported --mark conflicting-figures",
            {"BLR>EGY", "ZAF>BRA", "RUS>IND", "FRA>IND"},
        ),
        ("--item Fighter", {"FRA>IND"}),
        ("--category Ships", {"JPN>BRA"}),
        ("--existence unconfirmed", {"BLR>x-front"}),
        ("--kind programme", {"x-both>IND"}),
        ("--reported-by third-party", {"ZAF>IRN"}),
        ("--actor FRA --actor EGY --direction between", {"FRA>EGY", "EGY>FRA", "FRA>FRA"}),
        ("--at-least 400", {"SUN>DDR", "RUS>IND"}),
    ],
)
def test_each_filter_leaves_what_it_says(
    everything: Path, capsys: pytest.CaptureFixture[str], options: str, pairs: set[str]
) -> None:
    assert set(listed(capsys, everything, *shlex.split(options))) == pairs


def test_a_window_of_months_tells_months_apart(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flows = listed(capsys, everything, "--from", "2015-02", "--to", "2015-03")
    assert flows["BLR>BGR"]["amount"] == 140
    assert flows["USA>EGY"]["amount"] is None
    assert flows["USA>EGY"]["undated_more"] == 60


def test_words_that_no_record_has_are_told(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flows", str(everything), "--item", "launch", "--grade", "E6"]) == 0
    told = capsys.readouterr().err
    assert "no item is called 'launch'; there are Grenade launcher, Launcher" in told
    assert "no citation is graded 'E6'" in told


def test_an_actor_nobody_knows_is_an_error_and_so_is_a_direction_of_none(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["flows", str(everything), "--actor", "Atlantis"]) == 1
    assert "no actor with the code or exact name 'Atlantis'" in capsys.readouterr().err
    assert main(["flows", str(everything), "--direction", "incoming"]) == 2
    assert "--actor" in capsys.readouterr().err


def test_every_option_and_every_choice_is_documented() -> None:
    for command in ("flows", "evidence", "export"):
        for option in _options(command):
            assert f"`{option}" in PAGE, option
    choices = [*PROJECTIONS, *LAYOUTS]
    words = (*REPORTERS, *DIRECTIONS, *MODES, *ANCHORS, *CENTRES, *SCALES, *COLOURS)
    for word in (*words, *(choice.name for choice in choices), *map(str, TransferKind)):
        assert f"`{word}`" in PAGE, word


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_of_the_page_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    state = state_of(Query(unit="pieces", first_year=2015, last_year=2015), View(), {})
    with Dossier.sample() as dossier:
        with dossier.edit("Save the view of the example") as edit:
            edit.put(SavedView("view", "Missiles, 2015", 0, state))
        for name in ("case", "mine", "theirs"):
            dossier.save(Path(f"{name}.flowviz"), is_new=True)
    for file, text in (("deals.csv", REGISTER), ("licences.csv", LICENCES)):
        Path(file).write_text(text, "utf-8")
    Path("licences.toml").write_text(MAPPING, "utf-8")
    program, *arguments = shlex.split(line)
    assert program == "flowviz"
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out or any(path.suffix in (".png", ".json") for path in tmp_path.iterdir())


def _options(command: str) -> Iterator[str]:
    """The long options in the help of a command."""
    from contextlib import redirect_stdout
    from io import StringIO

    text = StringIO()
    with redirect_stdout(text), pytest.raises(SystemExit):
        parse([command, "--help"])
    found = set(re.findall(r"--[a-z-]+", text.getvalue())) - {"--help"}
    yield from sorted(found)

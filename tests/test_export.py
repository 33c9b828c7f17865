"""PNG files: whole, of the size asked for, the same twice, with nothing of the machine in them."""

import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.actors import ActorTable
from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.errors import ExportError
from flowviz.exporters import export_picture
from flowviz.exporters.subject import layout_of, logical_size
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.mode import Mode
from flowviz.flows.query import Direction, Query
from flowviz.flows.words import filter_words
from flowviz.layouts import worldmap
from flowviz.page import Page
from flowviz.style import Lock
from flowviz.view import View
from tests.dossier_of_everything import dossier_of_everything
from tests.flows.made import MadeFigure, MadeTransfer, columns_of

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def case() -> Iterator[Dossier]:
    with Dossier.sample() as dossier:
        yield dossier


def chunks(path: Path) -> list[tuple[str, bytes]]:
    """The chunks of a PNG, their checksums checked."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", data[at + 8 + size : at + 12 + size])
        assert zlib.crc32(kind + body) == check
        found.append((kind.decode(), body))
        at += 12 + size
    return found


@pytest.mark.parametrize("view", ["map", "network"])
@pytest.mark.parametrize(("size", "dpi"), [((800, 500), 96.0), ((1500, 1000), 300.0)])
def test_a_picture_has_the_size_and_resolution_asked_for(
    case: Dossier, tmp_path: Path, view: str, size: tuple[int, int], dpi: float
) -> None:
    out = tmp_path / "case.png"
    export_picture(case, out, view=View(kind=view), size=size, dpi=dpi)
    found = dict(chunks(out))
    assert struct.unpack(">II", found["IHDR"][:8]) == size
    per_metre = round(dpi / 0.0254)
    assert struct.unpack(">IIB", found["pHYs"]) == (per_metre, per_metre, 1)


def test_two_runs_give_the_same_bytes_and_no_word_of_time_or_place(
    case: Dossier, tmp_path: Path
) -> None:
    for name in ("a.png", "b.png"):
        export_picture(case, tmp_path / name, size=(900, 560))
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert {kind for kind, _ in chunks(tmp_path / "a.png")} <= {"IHDR", "pHYs", "IDAT", "IEND"}


def test_transparent_means_an_alpha_channel_and_white_means_none(
    case: Dossier, tmp_path: Path
) -> None:
    colour_types = {}
    for transparent in (False, True):
        out = tmp_path / "case.png"
        export_picture(case, out, size=(800, 500), transparent=transparent)
        colour_types[transparent] = dict(chunks(out))["IHDR"][9]
    assert colour_types == {False: 2, True: 6}


def test_the_page_of_the_case_lists_its_sources_and_says_what_it_shows(
    case: Dossier, tmp_path: Path
) -> None:
    page = export_picture(case, tmp_path / "case.png")
    words = " ".join(text.text for text in page.texts)
    assert page.unlisted_sources == 0
    assert "The Moscow Times" in words
    assert "Natural Earth" in words
    assert "Pieces delivered" in words
    assert page.scene.counts.drawn == 4


def test_euros_are_drawn_alone(case: Dossier, tmp_path: Path) -> None:
    page = export_picture(case, tmp_path / "case.png", query=Query(unit="EUR"))
    assert "EUR 37.9 million, unconfirmed" in {label.text.text for label in page.scene.labels}


def words_of(page: Page) -> str:
    return " ".join(text.text for text in page.texts)


@pytest.mark.parametrize("kind", ["map", "network"])
@pytest.mark.parametrize("mode", Mode)
def test_the_page_says_how_its_links_and_widths_are_drawn(
    case: Dossier, tmp_path: Path, kind: str, mode: Mode
) -> None:
    view = View(kind=kind, mode=mode, scale="log", lock=Lock("pieces", 100.0, 12.0))
    page = export_picture(case, tmp_path / "case.png", view=view, size=(900, 600))
    words = words_of(page)
    assert f"Links: {mode}" in words
    assert "Width: logarithm of the amount; locked, 100 pieces being 12 px wide." in words
    assert page.scene.scale.lock == Lock("pieces", 100.0, 12.0)


def test_a_lock_of_another_unit_binds_nothing_and_is_not_told(
    case: Dossier, tmp_path: Path
) -> None:
    view = View(lock=Lock("EUR", 100.0, 12.0))
    page = export_picture(case, tmp_path / "case.png", view=view, query=Query(unit="pieces"))
    assert "locked" not in words_of(page)


def test_every_filter_is_printed_in_the_words_of_its_chip(case: Dossier, tmp_path: Path) -> None:
    query = Query(
        unit="pieces",
        first_year=2015,
        actors=frozenset({"BGR"}),
        direction=Direction.OUTGOING,
        least=Decimal(100),
    )
    page = export_picture(case, tmp_path / "case.png", query=query)
    words = words_of(page)
    for told in filter_words(query, {"BGR": "Bulgaria"}):
        assert told in words
    assert "from Bulgaria" in words
    assert "Left out as smaller than 100 pieces: 1 flow" in words


@pytest.mark.parametrize("has_legend", [True, False])
def test_what_is_hidden_is_told_under_the_picture(
    case: Dossier, tmp_path: Path, has_legend: bool
) -> None:
    page = export_picture(
        case, tmp_path / "case.png", view=View(show_top=1), legend=has_legend, size=(1200, 800)
    )
    assert "Largest 1 of 4 flows shown; the rest is 36.2" in words_of(page)
    assert (page.scene.legend is not None) == has_legend


def test_a_map_is_exported_on_its_fine_outlines_in_the_projection_asked_for(
    case: Dossier, tmp_path: Path
) -> None:
    points = {}
    for name, title in (("equal-earth", "Equal Earth"), ("robinson", "Robinson")):
        view = View(projection=name, centre=11.0)
        page = export_picture(case, tmp_path / "case.png", view=view, size=(900, 600))
        assert f"Natural Earth, {title} projection" in words_of(page)
        assert page.scene.backdrop is not None
        points[name] = len(page.scene.backdrop.land.xy)
    coarse = worldmap.layout({}, {}, 11.0, aggregate(read_columns(case), Query()))
    assert coarse.backdrop is not None
    assert min(points.values()) > 3 * len(coarse.backdrop.land.xy)


@pytest.mark.parametrize("kind", ["map", "network"])
def test_everybody_has_one_place_whatever_the_years_asked_for(kind: str) -> None:
    places = []
    with dossier_of_everything() as dossier:
        columns, actors = read_columns(dossier), dossier.actors()
        for year in (None, 2014, 2015):
            query = Query(unit="pieces", first_year=year, last_year=year)
            flows = aggregate(columns, query)
            layout = layout_of(flows, View(kind=kind), actors, {})
            by_code = zip(flows.actor_codes, layout.node_xy.tolist(), strict=True)
            places.append({code: str(place) for code, place in by_code})
    at_any_time, *years = places
    for found in years:
        assert 0 < len(found) < len(at_any_time)
        assert found == {code: at_any_time[code] for code in found}


def test_who_only_a_window_lets_through_stands_in_his_country_all_the_same() -> None:
    """Over all time the net runs the other way, and is less than the minimum."""
    ways = (("USA", "FRA", 2014, "100"), ("FRA", "USA", 2015, "120"))
    columns = columns_of(
        *(
            MadeTransfer(s, r, (MadeFigure(Amount.exact(amount), years=(year, year)),))
            for s, r, year, amount in ways
        )
    )
    view, table = View(mode=Mode.NET), ActorTable.load()
    query = Query(
        unit="pieces", first_year=2014, last_year=2014, least=Decimal(50),
        actors=frozenset({"USA"}), direction=Direction.OUTGOING,
    )  # fmt: skip
    flows = aggregate(columns, query, view.mode)
    actors = {code: actor for code in ("USA", "FRA") if (actor := table.get(code)) is not None}
    assert flows.drawn.tolist() == [100.0]
    assert layout_of(flows, view, actors, {}).is_placed.tolist() == [True, True]


@pytest.mark.parametrize(
    ("size", "dpi", "words"),
    [
        ((20_000, 20_000), 96.0, "too many"),
        ((40_000, 300), 96.0, "32,000 a side"),
        ((50, 50), 96.0, "too few"),
        ((800, 500), 0.0, "no resolution"),
    ],
)
def test_impossible_sizes_are_refused_before_any_work(
    case: Dossier, tmp_path: Path, size: tuple[int, int], dpi: float, words: str
) -> None:
    with pytest.raises(ExportError, match=words):
        export_picture(case, tmp_path / "case.png", size=size, dpi=dpi)
    assert list(tmp_path.iterdir()) == []


def test_another_suffix_is_refused(case: Dossier, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"does not end in \.png"):
        export_picture(case, tmp_path / "case.jpg")
    with pytest.raises(ExportError, match=r"^\. does not end in \.png"):
        export_picture(case, Path())


def test_a_failed_write_leaves_what_was_there_and_no_part_of_a_file(
    case: Dossier, tmp_path: Path
) -> None:
    target = tmp_path / "case.png"
    target.mkdir()
    with pytest.raises(ExportError, match="nothing there was changed"):
        export_picture(case, target, size=(800, 500))
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(ExportError, match="could not be written"):
        export_picture(case, tmp_path / "missing" / "case.png", size=(800, 500))


def test_resolution_scales_everything_together() -> None:
    assert logical_size((1600, 900), 96.0) == (1600.0, 900.0)
    assert logical_size((3200, 1800), 192.0) == (1600.0, 900.0)
    wide, _ = logical_size((5000, 3500), 96.0)
    assert wide <= 2000.0  # words are not lost on a poster
    wide, _ = logical_size((600, 400), 300.0)
    assert wide >= 700.0  # and have room on a stamp


def test_an_empty_dossier_gives_a_picture_that_says_so(tmp_path: Path) -> None:
    with Dossier.new("Nothing yet") as dossier:
        page = export_picture(dossier, tmp_path / "empty.png", size=(800, 500))
    assert page.scene.counts.drawn == 0
    assert (tmp_path / "empty.png").exists()


def test_no_display_is_needed(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from flowviz.dossier import Dossier\n"
        "from flowviz.exporters import export_picture\n"
        f"with Dossier.sample() as d: export_picture(d, Path({str(tmp_path / 'out.png')!r}))\n"
    )
    bare = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    subprocess.run([sys.executable, "-c", program], check=True, env=bare, timeout=60)
    assert chunks(tmp_path / "out.png")


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes, links and pipes")
def test_an_export_follows_a_link_keeps_the_mode_and_replaces_no_pipe(
    case: Dossier, tmp_path: Path
) -> None:
    real, link, pipe = (tmp_path / name for name in ("real.png", "link.png", "pipe.png"))
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    export_picture(case, link, size=(800, 500))
    assert link.is_symlink()
    assert chunks(real)
    assert real.stat().st_mode & 0o777 == 0o640
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="a device or a pipe"):
        export_picture(case, pipe, size=(800, 500))
    assert pipe.is_fifo()
    assert {path.name for path in tmp_path.iterdir()} == {"real.png", "link.png", "pipe.png"}


def test_a_long_name_can_be_exported_to(case: Dossier, tmp_path: Path) -> None:
    export_picture(case, tmp_path / ("a" * 245 + ".png"), size=(800, 500))
    assert len(list(tmp_path.iterdir())) == 1

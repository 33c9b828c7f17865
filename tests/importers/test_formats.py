"""The formats: each knows its own files, and is loaded only where a file may be one."""

import subprocess
import sys

import pytest

from flowviz.importers import baci, formats, ricardo
from flowviz.importers.findings import Findings
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
from tests.importers.seeds import SEEDS, Seed

PROGRAM = """
import sys
from flowviz.importers import formats
from flowviz.importers.material import Material
from flowviz.importers.probe import probe_of
told = formats.sniffed(probe_of(Material(sys.stdin.buffer.read(), sys.argv[1])))
print(told and told.name, *(name for name in sys.modules if name.startswith("flowviz.importers.")))
"""
OF_FORMATS = {
    "sipri_deals", "sipri_deliveries", "sipri_tiv", "sipri_rtf", "comtrade", "baci", "ftm",
    "us_arms_sales", "ricardo", "graphs", "mapped",
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.format} {seed.name}")
def test_what_a_format_knows_its_hint_lets_through(seed: Seed) -> None:
    probe = probe_of(Material(seed.data, seed.name))
    knowing = [each for each in formats.READERS if each.functions()[0](probe)]
    assert all(each.hint(probe) for each in knowing)
    assert [each for each in formats.READERS if each.knows(probe)] == knowing


@pytest.mark.parametrize("told", [*formats.READERS, formats.MAPPED], ids=lambda each: each.name)
def test_a_reader_calls_itself_by_the_name_of_its_format(told: formats.ReaderFormat) -> None:
    seed = next(each for each in SEEDS if each.format == told.name)
    material = Material(seed.data, seed.name, seed.companions, seed.mapping)
    header = next(told.read(material, Findings()))
    assert getattr(header, "format", None) == told.name


def test_the_companions_are_those_that_the_readers_look_for() -> None:
    assert (*baci.COMPANIONS, *ricardo.COMPANIONS) == formats.COMPANIONS


def test_only_the_format_that_a_file_is_in_is_loaded() -> None:
    data = b"source,flow,unit,currency,year,reporting,partner,export_import\n"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "a.csv"], input=data, capture_output=True, check=True
    )
    told, *loaded = done.stdout.decode().split()
    assert told == formats.MAPPED.name
    assert {name.rpartition(".")[2] for name in loaded} & OF_FORMATS == {"ricardo", "mapped"}

"""docs/mapping.md names every key, and its examples are mappings."""

import dataclasses
import re
from pathlib import Path

import pytest

from flowviz.importers import mapping_toml
from flowviz.importers.mapping import FileChoices, MappedFigure, MappedParty, Mapping

TEXT = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.S)


def names(value: type) -> set[str]:
    return {each.name for each in dataclasses.fields(value)}  # type: ignore[arg-type]


def test_every_key_is_in_a_table_and_no_other() -> None:
    cells = re.findall(r"^\| (`.*?) \|", TEXT, re.M)
    told = {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
    known = names(Mapping) | names(MappedFigure) | names(MappedParty) | names(FileChoices)
    assert told == known | {"version", "years"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_mapping_that_comes_back_the_same(example: str) -> None:
    mapping = mapping_toml.loads(example)
    assert mapping.figures
    assert mapping_toml.loads(mapping_toml.dumps(mapping)) == mapping


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 3

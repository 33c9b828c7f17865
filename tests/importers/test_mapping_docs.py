"""docs/mapping.md: its examples are read, and every key stands in it."""

import dataclasses
import re
from pathlib import Path

import pytest

from flowviz.importers import mapping_toml
from flowviz.importers.mapping import FIELDS, FileChoices, MappedFigure, Mapping

TEXT = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.S)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_read_and_written_back_as_the_same(example: str) -> None:
    mapping = mapping_toml.loads(example)
    assert mapping.figures
    assert mapping_toml.loads(mapping_toml.dumps(mapping)) == mapping


def test_there_are_examples_of_all_three_sorts() -> None:
    told = [mapping_toml.loads(example) for example in EXAMPLES]
    assert [mapping.is_reported for mapping in told] == [False, True, False]
    assert [figure.dates.constant for figure in told[2].figures] == ["2001", "2002"]


@pytest.mark.parametrize("of", [Mapping, MappedFigure, FileChoices])
def test_every_key_is_in_the_docs(of: type) -> None:
    keys = {each.name for each in dataclasses.fields(of)}
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()
    assert set(FIELDS) <= {each.name for each in dataclasses.fields(Mapping)}

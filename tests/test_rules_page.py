"""The page of rules names tests that exist."""

import re
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_every_rule_names_a_test_that_exists() -> None:
    page = PROJECT.joinpath("docs", "rules.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    there = {
        name
        for path in PROJECT.joinpath("tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 40
    assert named - there == set()

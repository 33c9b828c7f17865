"""What readers say of rows, as it is sent."""

from flowviz.importers.entries import source_key
from flowviz.importers.limits import NAME_CHARACTERS


def test_a_source_is_known_by_what_is_told_of_it() -> None:
    assert source_key("A short title") == "A short title"


def test_long_sources_that_differ_at_their_ends_stay_two() -> None:
    begin = "a title without an end " * 100
    keys = {source_key(begin + end) for end in ("2014", "2015", "\ud800")}
    assert len(keys) == 3
    assert all(begin.startswith(key[:100]) and len(key) <= NAME_CHARACTERS for key in keys)

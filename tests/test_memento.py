"""The link of an archived page is read, never fetched."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowviz.memento import Memento, archived_words, memento

AT = datetime.datetime(2024, 12, 13, 12, 34, 56, tzinfo=datetime.UTC)
PAGE = "https://example.org/a?b=1&c=/2#d"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (
            f"https://web.archive.org/web/20241213123456/{PAGE}",
            Memento("web.archive.org", AT, PAGE),
        ),
        (
            f"https://web.archive.org/web/20241213123456id_/{PAGE}",
            Memento("web.archive.org", AT, PAGE),
        ),
        (
            "https://web.archive.org/web/20241213123456/http:/example.org/x",
            Memento("web.archive.org", AT, "http://example.org/x"),
        ),
        (
            "https://web.archive.org/web/20241213123456/example.org/x",
            Memento("web.archive.org", AT, "http://example.org/x"),
        ),
        (f"https://archive.ph/20241213123456/{PAGE}", Memento("archive.ph", AT, PAGE)),
        (f"https://archive.today/2024.12.13-123456/{PAGE}", Memento("archive.today", AT, PAGE)),
        (
            f"https://webarchive.nationalarchives.gov.uk/ukgwa/20241213123456/{PAGE}",
            Memento("webarchive.nationalarchives.gov.uk", AT, PAGE),
        ),
        (f"https://arquivo.pt/wayback/20241213123456/{PAGE}", Memento("arquivo.pt", AT, PAGE)),
        ("https://archive.is/AbC12", Memento("archive.is")),
        ("https://perma.cc/AB12-CD34", Memento("perma.cc")),
        # A year alone leads to whatever is nearest: that is no time of a kept page.
        (f"https://web.archive.org/web/2024/{PAGE}", Memento("web.archive.org")),
        # No calendar has the 31st of February.
        (f"https://web.archive.org/web/20240231000000/{PAGE}", Memento("web.archive.org")),
        (PAGE, None),
        ("https://example.org/20241213123456/report", None),
        ("https://perma.cc/", None),
        ("https://web.archive.org.example.org/x", None),
        ("javascript:20241213123456/https://example.org", None),
        ("https://[broken/20241213123456/https://example.org", None),
        ("", None),
    ],
)
def test_a_link_tells_archive_time_and_page(link: str, found: Memento | None) -> None:
    assert memento(link) == found


def test_the_time_is_read_out() -> None:
    link = f"https://web.archive.org/web/20241213123456/{PAGE}"
    assert archived_words(link) == "archived 2024-12-13 12:34:56 UTC by web.archive.org"
    assert archived_words("https://perma.cc/AB12-CD34") == "archived by perma.cc"
    assert archived_words(PAGE) == ""


@given(st.datetimes(datetime.datetime(1996, 1, 1), datetime.datetime(2099, 1, 1)))
def test_every_time_comes_out_to_the_second(at: datetime.datetime) -> None:
    found = memento(f"https://web.archive.org/web/{at:%Y%m%d%H%M%S}/{PAGE}")
    assert found is not None
    assert found.at == at.replace(microsecond=0, tzinfo=datetime.UTC)


@given(st.text())
def test_no_text_is_too_odd_to_be_looked_at(link: str) -> None:
    memento(link)
    memento(f"https://web.archive.org/web/{link}")

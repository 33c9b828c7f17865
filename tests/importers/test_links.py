"""Which texts of strangers become links that somebody may follow."""

import pytest

from flowviz.importers.links import is_link


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org:8080"])
def test_the_web_is_linked_to(address: str) -> None:
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "example.org", "http://", "ftp://example.org", "file:///etc/passwd"),
        *("javascript:alert(1)", "https://bank.example@evil.example/", "http://[half"),
        "https://example.org/a & https://example.org/b",
    ],
)
def test_what_leads_elsewhere_stays_a_text(address: str) -> None:
    assert not is_link(address)

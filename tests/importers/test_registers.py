"""SIPRI's RTF register and TIV tables, on tiny ones of our own."""

import pytest

from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError
from flowviz.importers import import_file
from flowviz.importers.rtf import paragraphs
from flowviz.importers.sipri_rtf import Sort, category_of, sorted_paragraphs
from flowviz.importers.summary import Summary
from flowviz.records import Figure, Transfer
from tests.importers.conftest import Write

RTF = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}
{\b Note: \b0 Deals}\par
Information generated: 3 May 2024\par
{\b T\'fcrkiye}\par{\b R:} Peru\tab (18)\tab A-1 105mm\tab towed gun\tab (1995)\tab 1996
\tab 18\tab Aid\par
{\b     } \tab\tab . .\tab A-2\tab mortar\tab 1980\tab 1981-1983\tab (60)\tab \par
\pard\brdrt\par{\b     } C\u244 ?te d'Ivoire\tab 5\tab A-3\tab mortar\tab 2020\tab \tab \tab \par
stray words\par
{\b France}\par{\b R:} France\tab x\tab A-4\tab mortar\tab 19\tab 2001\tab 5\tab \par
}
"""
TITLE = '"TIV of arms {} {} {}, 1950-1952"'


def problems(summary: Summary) -> list[tuple[int, str, str]]:
    return [(each.line, each.severity, each.message) for each in summary.problems]


def by_designation(dossier: Dossier) -> dict[str, Transfer]:
    return {one.lines[0].designation: one for one in dossier.transfers()}


def figures(transfer: Transfer) -> dict[str, Figure]:
    return {each.id.rpartition("/")[2]: each for each in transfer.all_figures()}


def test_an_rtf_register(dossier: Dossier, write: Write) -> None:
    summary = import_file(dossier, write(*RTF.splitlines(), name="artillery.rtf"))
    assert (summary.rows, summary.added, summary.skipped) == (4, 4, 1)
    deals = by_designation(dossier)
    parties = {name: (one.supplier, one.recipient) for name, one in deals.items()}
    assert parties == {
        "A-1 105mm": ("TUR", "PER"),
        "A-2": ("TUR", "PER"),
        "A-3": ("TUR", "CIV"),
        "A-4": ("FRA", "FRA"),
    }
    assert {one.lines[0].category for one in deals.values()} == {"Artillery"}
    assert deals["A-1 105mm"].comment == "Aid"
    first, second = figures(deals["A-1 105mm"]), figures(deals["A-2"])
    assert first["o"].amount.text == "(18)"
    assert (first["o"].amount.value, first["o"].amount.is_uncertain) == (18, True)
    assert (first["o"].dates.years, first["o"].dates.is_uncertain) == ((1995,), True)
    assert not first["d"].amount.is_uncertain
    assert (second["o"].amount.value, second["o"].amount.text) == (None, ". .")
    assert (second["d"].dates.first_year, second["d"].dates.last_year) == (1981, 1983)
    assert list(figures(deals["A-3"])) == ["o"]
    (source,) = dossier.sources().values()
    assert source.published.text == "2024-05-03"


def test_no_paragraph_is_lost(dossier: Dossier, write: Write) -> None:
    sorts = [sort for sort, _ in sorted_paragraphs(paragraphs(RTF.encode()))]
    assert len(sorts) == RTF.count(r"\par") - RTF.count(r"\pard")
    assert [sorts.count(sort) for sort in Sort] == [4, 2, 1, 2, 1]
    summary = import_file(dossier, write(*RTF.splitlines(), name="x.rtf"))
    told = problems(summary)
    assert (8, "skipped", "the paragraph is no deal of the register") in told
    assert (9, "doubtful", "supplier and recipient are both France") in told
    assert (9, "doubtful", "it is no plain number; the amount is taken as unknown") in told
    assert sum(line == 9 for line, *_ in told) == 3


def test_the_category_is_in_the_name_of_the_file() -> None:
    assert category_of("artillery.rtf") == "Artillery"
    assert category_of("air-defence_systems.rtf") == "Air-defence systems"
    assert category_of("register.rtf") == ""


@pytest.mark.parametrize("data", [rb"{\rtf1" + b"{" * 200, b"no rtf"])
def test_no_rtf_that_anybody_writes(data: bytes) -> None:
    with pytest.raises(ImportFileError):
        list(paragraphs(data))


def test_rtf_passes_over_what_is_no_text() -> None:
    data = rb"{\rtf1\ansi{\*\secret x\par}{\pict\bin4 {\par}}{\b A}B\u8364 ?\~C\{\par D}"
    assert [(one.text, one.bold) for one in paragraphs(data)] == [("AB\u20ac C{", "A"), ("D", "")]


def table(side: str, word: str, *rows: str) -> list[str]:
    title = TITLE.format(side, word, "France")
    return [title, "Generated: 28 July 2022", "", ",1950,1951,1952,Total", *rows]


@pytest.mark.parametrize(
    ("side", "word", "parties"),
    [("exports", "from", ("FRA", "PER")), ("imports", "to", ("PER", "FRA"))],
)
def test_a_tiv_table(
    side: str, word: str, parties: tuple[str, str], dossier: Dossier, write: Write
) -> None:
    rows = ("Peru,19,0 ,,19", "Chile,,x,,", "Nothing,,,,", ",,,,", "Total,19,0,,19")
    summary = import_file(dossier, write(*table(side, word, *rows)))
    assert (summary.rows, summary.added, summary.skipped) == (2, 2, 2)
    assert problems(summary) == [
        (6, "doubtful", "it is no plain number; the amount is taken as unknown"),
        (7, "skipped", "the line has no amount in any year"),
        (9, "skipped", "a totals row"),
    ]
    (peru,) = (one for one in dossier.transfers() if "PER" in (one.supplier, one.recipient))
    assert (peru.supplier, peru.recipient) == parties
    told = figures(peru)
    assert list(told) == ["dt1950", "dt1951"]
    nothing = told["dt1951"].amount
    assert (nothing.value, nothing.low, str(nothing.high)) == (0, 0, "0.5")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Volume of transfers of major arms", "Recipient,1950,1951", "Peru,1,2"), "no pairs"),
        ((TITLE.format("exports", "from", "all"), "", ",1950,1951", "Peru,1,2"), "no pairs"),
        (("TIV of arms exports", "", ",1950,1951,1952", "Peru,1,2,3"), "whose"),
        ((TITLE.format("exports", "from", "Peru"), "", ",a,b,c", "Peru,1,2,3"), "no years"),
    ],
)
def test_tables_without_pairs_are_refused(
    lines: tuple[str, ...], words: str, dossier: Dossier, write: Write
) -> None:
    with pytest.raises(ImportFileError, match=words):
        import_file(dossier, write(*lines))

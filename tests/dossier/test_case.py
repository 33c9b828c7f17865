"""A case says in JSON everything that a dossier holds, and is read strictly."""

import datetime
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flowviz.actor import Actor, ActorKind, ActorName, Member
from flowviz.amounts import Amount, AmountKind
from flowviz.dates import Dates
from flowviz.dossier import Dossier
from flowviz.dossier.case import read_case, write_case
from flowviz.errors import ImportFileError
from flowviz.records import Citation, Figure, Line, Note, Placement, Snapshot, Source, Transfer
from flowviz.terms import Basis, Existence, Reporter, Stage, Stance, Subject, TransferKind
from tests.dossier.material import content

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
YEARS = st.none() | st.integers(1, 9999)
DAYS = st.dates()
NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=3)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    kind = draw(st.sampled_from(AmountKind))
    if kind is AmountKind.UNKNOWN:
        return Amount(text=draw(TEXTS), is_uncertain=draw(st.booleans()))
    low, value, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    chosen = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    parts = [
        number if kept else None for number, kept in zip((value, low, high), chosen, strict=True)
    ]
    return Amount(*parts, kind, draw(st.booleans()), draw(TEXTS))


@st.composite
def dates(draw: st.DrawFn) -> Dates:
    ends = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return draw(
        st.one_of(
            st.builds(Dates, text=TEXTS, is_uncertain=st.booleans()),
            st.builds(
                Dates,
                st.just(ends[0]),
                st.just(ends[1]),
                st.lists(st.integers(1, 9999), max_size=3).map(tuple),
                st.booleans(),
                TEXTS,
            ),
            st.sampled_from(["2015", "2015-06", "2015-21", "2015/2017", "2015?"]).map(Dates.parse),
        )
    )


@st.composite
def records(draw: st.DrawFn) -> list[Any]:
    """A small dossier's worth of records that fit together."""

    def figure(id_: str) -> Figure:
        unit = draw(TEXTS.filter(bool))
        return Figure(
            id_,
            draw(st.sampled_from(Stage)),
            unit,
            draw(amounts()),
            draw(dates()),
            draw(st.sampled_from(Basis)),
        )

    name = ActorName(draw(TEXTS), draw(TEXTS), draw(YEARS), draw(YEARS))
    member = Member(draw(TEXTS), draw(YEARS), draw(YEARS))
    place = st.none() | st.floats(-180, 180)
    actor = Actor(
        "x-a",
        draw(st.sampled_from(ActorKind)),
        draw(TEXTS),
        (name,) * draw(st.integers(0, 12)),
        draw(YEARS),
        draw(YEARS),
        draw(place),
        draw(place),
        (member,),
    )
    source = Source("s", draw(TEXTS), published=draw(dates()), accessed=draw(st.none() | DAYS))
    line = Line("l", draw(TEXTS), draw(TEXTS), figures=(figure("f1"), figure("f2")))
    transfer = Transfer(
        "t",
        draw(st.sampled_from(TransferKind)),
        "x-a",
        "x-a",
        draw(st.none() | st.sampled_from(Reporter)),
        draw(st.sampled_from(Existence)),
        draw(TEXTS),
        (line,),
        (figure("f3"),),
    )
    citation = Citation(
        "c",
        "s",
        Subject.FIGURE,
        "f2",
        draw(TEXTS),
        draw(st.sampled_from(Stance)),
        credibility=draw(st.none() | st.integers(1, 6)),
    )
    kept = draw(st.binary(max_size=20))
    snapshot = Snapshot(hashlib.sha256(kept).hexdigest(), "s", draw(TEXTS), kept)
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    placement = Placement("map", draw(TEXTS), draw(numbers), draw(numbers))
    note = Note("n", Subject.TRANSFER, "t", draw(TEXTS))
    return [actor, source, transfer, citation, snapshot, placement, note]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records(), TEXTS)
def test_any_dossier_comes_back_from_its_case_with_an_equal_digest(
    made: list[Any], title: str
) -> None:
    with Dossier.new(title, made) as dossier:
        case = read_case(write_case(dossier))
        with Dossier.new(case.title, case.records) as again:
            assert content(again) == content(dossier)
            assert again.transfers() == dossier.transfers() == (made[2],)


def test_every_kind_of_record_comes_back(full: Dossier) -> None:
    case = read_case(write_case(full))
    sections = json.loads(write_case(full)).keys() - {"format", "version", "title"}
    assert len(sections) == 14
    with Dossier.new(case.title, case.records) as again:
        assert content(again) == content(full)
        assert write_case(again) == write_case(full)


def test_a_bundled_actor_is_written_by_its_code_and_an_own_one_in_full(full: Dossier) -> None:
    with Dossier.sample() as sample:
        assert "BLR" in json.loads(write_case(sample))["actors"]
    belarus = json.loads(write_case(full))["actors"][1]
    assert belarus["names"][1]["name"] == "Беларусь"


def test_the_example_of_the_documentation_is_a_case() -> None:
    text = (Path(__file__).parents[2] / "docs" / "case-format.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(\{.*?)```", text, re.DOTALL)
    assert example is not None
    with Dossier.new("", read_case(example.group(1)).records) as dossier:
        assert dossier.transfers()[0].lines[0].figures[0].amount.value == Decimal(240)


HEAD = '{"format": "flowviz-case", "version": 1, '
FIGURE = '{"id": "f", "stage": "delivered", "unit": "pieces", "amount": %s}'
TRANSFER = (
    HEAD + '"transfers": [{"id": "t", "kind": "deal", "supplier": "A", "recipient": "B", %s}]}'
)

REFUSED = {
    "no JSON": ("{", "not JSON"),
    "a list": ("[]", "one JSON object"),
    "another format": ('{"format": "geojson"}', "flowviz-case"),
    "a number too large": (
        HEAD + '"saved_views": [{"id": "v", "name": "n", "position": 0, "state": {"a": 1e400}}]}',
        r"saved_views\[0\]\.state",
    ),
    "another version": ('{"format": "flowviz-case", "version": 5}', "version 5"),
    "an unknown section": (HEAD + '"transfer": []}', "no 'transfer'"),
    "a section that is no list": (HEAD + '"notes": {}}', "notes should be a list"),
    "an unknown code": (HEAD + '"actors": ["QQQ"]}', r"actors\[0\] is 'QQQ'"),
    "an unknown key": (TRANSFER % '"colour": 1', r"transfers\[0\] has no 'colour'"),
    "a missing key": (HEAD + '"notes": [{"id": "n"}]}', r"notes\[0\] needs 'subject'"),
    "a double key": (TRANSFER % '"id": "u"', "'id' stands twice"),
    "a number for a text": (TRANSFER % '"comment": 1', r"transfers\[0\]\.comment should be a text"),
    "another word": (TRANSFER % '"existence": "sure"', "can be confirmed, unconfirmed"),
    "an amount in words": (
        TRANSFER % f'"figures": [{FIGURE % json.dumps("many")}]',
        r"figures\[0\]\.amount: 'many'",
    ),
    "an amount as a number": (TRANSFER % f'"figures": [{FIGURE % "240"}]', "a text or an object"),
    "an amount that falls": (
        TRANSFER
        % f'"figures": [{FIGURE % json.dumps({"kind": "range", "low": "2", "high": "1"})}]',
        "must rise",
    ),
    "an amount of no kind": (
        TRANSFER % f'"figures": [{FIGURE % json.dumps({"kind": "some", "low": "2"})}]',
        r"figures\[0\]\.amount",
    ),
    "a date that is none": (
        HEAD + '"sources": [{"id": "s", "title": "x", "published": "2015-02-30"}]}',
        r"sources\[0\]\.published",
    ),
    "a day that is none": (
        HEAD + '"sources": [{"id": "s", "title": "x", "accessed": "20150230"}]}',
        r"sources\[0\]\.accessed",
    ),
    "half a surrogate pair": (TRANSFER % r'"comment": "\ud800"', "surrogate"),
    "not a number": (HEAD + '"placements": [{"view": NaN}]}', "NaN"),
    "an endless number": (
        HEAD + '"placements": [{"view": "map", "actor": "A", "x": 1e999, "y": 0}]}',
        "should be a number",
    ),
    "a number of 5,000 digits": (HEAD + f'"title": {"9" * 5000}}}', "not JSON"),
    "bytes that are no base64": (
        HEAD + '"snapshots": [{"sha256": "", "source": "s", "media_type": "", "content": "?"}]}',
        "base64",
    ),
    "a nest of a million lists": ("[" * 1_000_000, "nested too deeply"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_case_is_told_with_its_place(name: str) -> None:
    text, words = REFUSED[name]
    with pytest.raises(ImportFileError, match=words):
        read_case(text)


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_bytes(b'{"title": "caf\xe9"}')
    with pytest.raises(ImportFileError, match=r"case\.json is not UTF-8 at byte 14"):
        read_case(tmp_path / "case.json")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"gone\.json cannot be read"):
        read_case(tmp_path / "gone.json")


def test_a_file_beyond_the_cap_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.json").write_text(" " * 101)
    monkeypatch.setattr("flowviz.dossier.case.LARGEST_BYTES", 100)
    with pytest.raises(ImportFileError, match="too large"):
        read_case(tmp_path / "case.json")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(HEAD + '"title": "x"}', encoding="utf-8-sig")
    assert read_case(tmp_path / "case.json").title == "x"


def test_the_time_of_an_import_keeps_its_zone(full: Dossier) -> None:
    (written,) = json.loads(write_case(full))["imports"]
    assert datetime.datetime.fromisoformat(written["at"]).utcoffset() == datetime.timedelta(0)


@pytest.mark.parametrize(
    ("section", "records"),
    [
        ("sources", '{"id": "s", "title": "One"}, {"id": "s", "title": "Two"}'),
        ("actors", '"BLR", "BLR"'),
    ],
)
def test_two_records_of_one_identifier_are_refused(section: str, records: str) -> None:
    with pytest.raises(ImportFileError, match=rf"{section}\[1\] has the identifier"):
        read_case(f'{HEAD}"{section}": [{records}]}}')

"""A mapping as TOML: there and back, strict, and never too large."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError
from flowviz.importers import import_file, mapping_toml
from flowviz.importers.limits import MAPPING_CHARACTERS
from flowviz.importers.mapping import (
    Direction,
    Field,
    FileChoices,
    MappedFigure,
    MappedParty,
    Mapping,
    column_names,
    problems_of,
)
from flowviz.terms import Basis, Existence, Reporter, Role, Stage, TransferKind
from tests.importers.conftest import Write

EUR = Field(constant="EUR")
WHOLE = Mapping(
    title='A "title" with \\ and ć',
    publisher="Ministry",
    url="https://example.org/",
    kind=TransferKind.LICENCE,
    existence=Existence.TENTATIVE,
    reported_by=Reporter.EXPORTER,
    file=FileChoices("cp1250", "\t", ",", "Sheet 2", 3),
    date_order="mdy",
    reporter=Field("land"),
    partner=Field("partner #2"),
    partner_code=Field(constant="SRB"),
    direction=Field("flow"),
    directions={"exp": Direction.EXPORT, "bilanz": Direction.LEFT_OUT},
    parties=(MappedParty(Field("via"), Role.TRANSIT),),
    figures=(
        MappedFigure(Field("2019"), Stage.LICENSED, EUR, Decimal(1000), dates=Field("", "2019")),
        MappedFigure(Field("2020"), Stage.LICENSED, EUR, Decimal(1000), dates=Field("", "2020")),
        MappedFigure(
            Field("n"), Stage.ORDERED, Field("u"), Decimal("0.001"), Basis.PER_UNIT, Field("d"), "?"
        ),
        MappedFigure(Field("m"), Stage.SEIZED, basis=Basis.INCLUDED, scale_column="by"),
    ),
    dates=Field("day"),
    category=Field("ml"),
    vocabulary="ml",
    source=Field("quelle"),
    ignored=frozenset({"nowhere", "elsewhere"}),
)


def test_a_mapping_comes_back_from_its_text() -> None:
    text = mapping_toml.dumps(WHOLE)
    assert mapping_toml.loads(text) == WHOLE
    assert "2019 = " in text, "columns of years are told as one figure"
    assert mapping_toml.loads(mapping_toml.dumps(Mapping())) == Mapping()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('suplier = "a"', "'supplier' is meant"),
        ('[[figures]]\namount = "a"\nstage = "sold"', "'figures.stage'"),
        ('[[figures]]\namuont = "a"\nstage = "ordered"', "'figures.amount' is meant"),
        ('[[figures]]\namount = "a"', "'stage'"),
        ('[[figures]]\nstage = "ordered"', "'years'"),
        ('[[figures]]\namount = "a"\nstage = "ordered"\nscale = "1e400"', "'figures.scale'"),
        ('[[figures]]\namount = "a"\nstage = "ordered"\nscale = -1', "'figures.scale'"),
        ('[[parties]]\nname = "a"', "'role'"),
        ('[directions]\nexp = "out"', "'directions.exp'"),
        ('kind = "gift"', "'kind'"),
        ("supplier = 5", "'supplier'"),
        ('supplier = { constnat = "DEU" }', "'supplier.constant' is meant"),
        ('title = "a\\u202eb"', "'title'"),
        ('date_order = "ydm"', "'date_order'"),
        ('[file]\nheader_line = "two"', "'file.header_line'"),
        ('[file]\nseparator = ";;"', "'file.separator'"),
        ("version = 99", "version 99"),
        ("version = 0", "version 0"),
        ("figures = 5", "'figures'"),
        ("title = ", "no TOML"),
        ("a = " + "[" * 100_000, "TOML|nested"),
        (f"title = '{'x' * 2_000}'", "'title'"),
        ("#" * (MAPPING_CHARACTERS + 1), "characters"),
    ],
)
def test_a_slip_is_told_by_its_key(text: str, why: str) -> None:
    with pytest.raises(ImportFileError, match=why):
        mapping_toml.loads(text)


def test_a_file_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    for data in (b"\xff\xfe", b"#" * (MAPPING_CHARACTERS + 1), b"x = 1"):
        path.write_bytes(data)
        with pytest.raises(ImportFileError, match=r"odd\.toml"):
            mapping_toml.read(path)
    with pytest.raises(ImportFileError, match="cannot be read"):
        mapping_toml.read(tmp_path / "none.toml")


def test_a_mapping_as_long_as_a_file_may_be_is_one_that_a_table_is_read_by(
    dossier: Dossier, write: Write
) -> None:
    ignored = frozenset(f"a name that is left out {number:05d}" for number in range(7_000))
    long = Mapping(
        supplier=Field("from"),
        recipient=Field("to"),
        figures=(MappedFigure(Field("n"), Stage.DELIVERED),),
        ignored=ignored,
    )
    size = len(mapping_toml.dumps(long))
    assert 0.8 * MAPPING_CHARACTERS < size < MAPPING_CHARACTERS
    import_file(dossier, write("from,to,n", "France,Chad,3"), mapping=long)
    (told,) = dossier.imports()
    assert len(told.mapping) == size


def test_what_keeps_a_mapping_from_a_table_is_said_by_column() -> None:
    figure = MappedFigure(Field("value"), Stage.ORDERED, EUR)
    mapping = Mapping(supplier=Field("from"), recipient=Field("to"), figures=(figure,))
    assert problems_of(mapping, ("from", "to", "value")) == ()
    (gone,) = problems_of(mapping, ("from", "to"))
    assert "'value'" in gone
    (nobody,) = problems_of(Mapping(supplier=Field("from"), figures=(figure,)), ("from", "value"))
    assert "recipient" in nobody
    twice = Mapping(supplier=Field("from"), recipient=Field("to"), figures=(figure, figure))
    assert "twice" in problems_of(twice, ("from", "to", "value"))[0]


def test_columns_without_a_name_of_their_own_get_one() -> None:
    assert column_names(("", "a", "a", "")) == ("column 1", "a", "a #2", "column 4")
    assert column_names(column_names(("", "a", "a"))) == ("column 1", "a", "a #2")


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 100_000 + " = 1",
        "['a'" + " . 'a'" * 40_000 + "]",
        '[["a"' + '."a"' * 60_000 + "]]",
        "[" * 100_000,
        "a = " + "{a = " * 40_000,
        "version = " + "9" * 5_000,
        "version = 0x" + "f" * 100_000,
        "a = 1_" + "1_" * 100_000 + "1",
        "version = 1e99999",
        "version = true",
        "ignored = [{}]",
        "figures = {}",
        '[[figures]]\nstage = "delivered"\namount = "a"\nscale = "1e999999999"',
        '[[figures]]\nstage = "delivered"\namount = "a"\nscale = "sNaN"',
    ],
    ids=lambda text: f"{text[:40]}... ({len(text)})",
)
def test_a_text_made_to_hurt_is_refused_at_once_and_in_words(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(ImportFileError, match="cannot be taken"):
        mapping_toml.loads(text)
    # tomllib alone takes minutes for 100,000 keys behind dots; here it is milliseconds.
    assert time.process_time() - begun < 5


def test_dots_in_texts_are_no_depth() -> None:
    told = mapping_toml.loads('title = "U.S.A. v. U.K. ... 1.2.3.4"\nignored = ["A.B.C.", "..."]')
    assert told.title == "U.S.A. v. U.K. ... 1.2.3.4"

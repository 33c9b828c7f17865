"""Any table again: what is added, changed and gone is known before anything is written."""

import json
from dataclasses import replace
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.importers.apply import apply
from flowviz.importers.entries import delivery_year
from flowviz.importers.importing import import_file
from flowviz.importers.mapping import Field, MappedFigure, Mapping
from flowviz.importers.planning import BY_RULE, Plan, plan_of
from flowviz.importers.reading import Reading
from flowviz.importers.run import read
from flowviz.importers.settling import Choices, Ignore
from flowviz.importers.summary import Summary
from flowviz.terms import Stage
from tests.importers.conftest import Write

HEADER = "year,from,to,item,eur,paper,page"
MAPPING = Mapping(
    title="Licences",
    supplier=Field("from"),
    recipient=Field("to"),
    designation=Field("item"),
    dates=Field("year"),
    source=Field("paper"),
    locator=Field("page"),
    figures=(MappedFigure(Field("eur"), Stage.LICENSED, Field(constant="EUR")),),
)
ROWS = (
    "2001,France,Peru,tanks,500,Yearbook,p. 1",
    "2001,France,Peru,tanks,700,Yearbook,p. 2",
    "2002,Germany,Peru,boots,20,Gazette,p. 9",
)


def whole(path: Path, mapping: Mapping = MAPPING) -> Reading:
    reading = read(path, mapping=mapping)
    assert isinstance(reading, Reading)
    return reading


def imported(dossier: Dossier, path: Path, choices: Choices = BY_RULE) -> Summary:
    summary = import_file(dossier, path, mapping=MAPPING, choices=choices)
    assert isinstance(summary, Summary)
    return summary


def planned(dossier: Dossier, path: Path) -> Plan:
    with whole(path) as reading:
        return plan_of(dossier, reading)


def test_each_record_keeps_its_rows_and_cites_its_paper(dossier: Dossier, write: Write) -> None:
    summary = imported(dossier, write(HEADER, *ROWS, name="licences.csv"))
    assert (summary.rows, summary.added) == (3, 3)
    (told,) = dossier.imports()
    assert told.columns == tuple(HEADER.split(","))
    assert 'title = "Licences"' in told.mapping
    titles = {source.title for source in dossier.sources().values()}
    assert titles == {"Licences", "Yearbook", "Gazette"}
    for transfer in dossier.transfers():
        ((import_id, rows),) = dossier.originals([transfer.id])[transfer.id].rows
        assert import_id == told.id
        ((line, *cells),) = json.loads(rows)
        assert ",".join(cells) == ROWS[line - 2]
        cited = dossier.citations([transfer.id])
        assert {citation.locator for citation in cited} == {cells[-1]}


def test_the_same_file_again_writes_nothing(dossier: Dossier, write: Write) -> None:
    path = write(HEADER, *ROWS)
    imported(dossier, path)
    head = dossier.head
    assert planned(dossier, path).is_empty
    summary = imported(dossier, path)
    assert (summary.unchanged, summary.is_written, dossier.head) == (3, False, head)


def test_what_would_change_is_known_before_and_undone_at_once(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write(HEADER, *ROWS))
    before = (dossier.head, dossier.transfers())
    later = write(
        HEADER, ROWS[1], ROWS[0].replace("500", "550"), "2003,France,Peru,boots,1,Gazette,p. 3"
    )
    with whole(later) as reading:
        plan = plan_of(dossier, reading, Choices(mark_gone=True))
        assert (dossier.head, dossier.transfers()) == before
        assert (len(plan.new), len(plan.updates), len(plan.gone), plan.unchanged) == (1, 1, 1, 1)
        (added,) = plan.added_samples
        assert (added.before, added.line) == (None, 4)
        (changed,) = plan.updated_samples
        assert changed.before is not None
        assert changed.after is not None
        amounts = [one.all_figures()[0].amount.text for one in (changed.before, changed.after)]
        assert amounts == ["500", "550"]
        (gone,) = plan.gone_samples
        assert gone.before is not None
        assert gone.before.supplier == "DEU"
        summary = apply(dossier, plan)
    assert (summary.added, summary.updated, summary.gone) == (1, 1, 1)
    dossier.undo()
    assert dossier.transfers() == before[1]


def test_rows_that_say_the_same_are_told_apart_by_their_number(
    dossier: Dossier, write: Write
) -> None:
    path = write(HEADER, *[ROWS[0]] * 3)
    assert imported(dossier, path).added == 3
    assert imported(dossier, write(HEADER, *[ROWS[0]] * 4)).added == 1


def test_files_of_one_title_and_shape_are_one_data_set(dossier: Dossier, write: Write) -> None:
    imported(dossier, write(HEADER, ROWS[0], name="2001.csv"))
    imported(dossier, write(HEADER, ROWS[2], name="2002.csv"))
    assert [each.title for each in dossier.data_sets().values()] == ["Licences"]
    imported(dossier, write(f"{HEADER},more", f"{ROWS[2]},x", name="other.csv"))
    assert len(dossier.data_sets()) == 2


def test_any_two_data_sets_that_tell_the_same_are_weighed(dossier: Dossier, write: Write) -> None:
    imported(dossier, write(HEADER, *ROWS))
    other = write(f"{HEADER},more", *(f"{row},x" for row in ROWS[1:]))
    summary = imported(dossier, other)
    (overlap,) = summary.overlaps
    assert (overlap.title, overlap.shared, summary.is_counted) == ("Licences", 2, False)
    assert imported(dossier, other, Choices(count="new")).is_counted
    assert [each.is_counted for each in dossier.data_sets().values()].count(True) == 1


def test_a_licence_and_a_delivery_are_not_the_same(dossier: Dossier, write: Write) -> None:
    imported(dossier, write(HEADER, *ROWS))
    figures = (MappedFigure(Field("eur"), Stage.DELIVERED, Field(constant="EUR")),)
    mapping = Mapping(
        title="Exports",
        supplier=Field("from"),
        recipient=Field("to"),
        designation=Field("item"),
        dates=Field("year"),
        figures=figures,
    )
    summary = import_file(dossier, write(HEADER, *ROWS), mapping=mapping)
    assert isinstance(summary, Summary)
    assert summary.overlaps == ()


def test_a_name_that_is_left_out_is_listed_row_by_row(dossier: Dossier, write: Write) -> None:
    path = write(HEADER, *ROWS, "2001,Atlantis,Peru,tanks,5,Yearbook,p. 3")
    summary = imported(dossier, path, Choices({"Atlantis": Ignore()}))
    assert (summary.rows, summary.added, summary.skipped) == (4, 3, 1)
    assert [problem.line for problem in summary.problems] == [5]


CODED = replace(
    MAPPING, supplier_code=Field("code"), recipient_code=Field("beside"), source=Field()
)
"""Names that no rule places, and codes beside them that do."""


def test_rows_whose_names_only_codes_place_are_found_again(dossier: Dossier, write: Write) -> None:
    path = write(
        f"{HEADER},code,beside",
        "2001,Seller of old,Buyer of old,tanks,500,Yearbook,p. 1,FRA,PER",
        "2001,Seller of old,Buyer of old,tanks,700,Yearbook,p. 2,FRA,PER",
        "2002,Seller of old,Peru,boots,20,Gazette,p. 9,DEU,PER",
    )
    assert import_file(dossier, path, mapping=CODED).added == 3
    again = import_file(dossier, path, mapping=CODED)
    assert (again.added, again.unchanged, again.missing) == (0, 3, 0)


KEYED = replace(MAPPING, key=Field("item"), designation=Field(), source=Field())


def test_a_key_that_looks_like_a_list_is_a_key(dossier: Dossier, write: Write) -> None:
    path = write(
        HEADER,
        '2001,France,Peru,"[""France"",""Peru"",2001,"""",1]",500,,',
        '2001,France,Peru,"""quoted""",700,,',
        "2001,France,Peru,[,900,,",
    )
    assert import_file(dossier, path, mapping=KEYED).added == 3
    again = import_file(dossier, path, mapping=KEYED)
    assert (again.added, again.unchanged, again.missing) == (0, 3, 0)


def test_figures_in_columns_a_year_are_no_deliveries_of_a_register(
    dossier: Dossier, write: Write
) -> None:
    units = {"a": "EUR", "b": "USD", "c": "GBP", "d": "pieces"}
    figures = (
        MappedFigure(
            Field(column), Stage.DELIVERED, Field(constant=unit), dates=Field(constant=year)
        )
        for column, unit in units.items()
        for year in ("2015",)
    )
    mapping = replace(KEYED, figures=tuple(figures))
    header = "year,from,to,item,a,b,c,d,page,paper"
    import_file(dossier, write(header, "2015,France,Peru,K1,1,2,3,4,,"), mapping=mapping)
    import_file(dossier, write(header, "2015,France,Peru,K1,1,2,3,,,"), mapping=mapping)
    (transfer,) = dossier.transfers()
    told = [figure.unit for figure in transfer.all_figures() if figure.amount.is_known]
    assert told == ["EUR", "USD", "GBP"]
    suffixes = [figure.id.rpartition("/")[2] for figure in transfer.all_figures()]
    assert not any(map(delivery_year, suffixes))

"""The same data again: nothing twice, later values in, what a hand wrote stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.dossier.wishes import ForgetRecord
from flowviz.errors import CancelledError
from flowviz.importers import import_file, watch
from flowviz.importers.settling import Choices
from flowviz.importers.summary import Summary
from flowviz.records import Note, Problem, Transfer
from flowviz.terms import Subject
from tests.importers.conftest import DEALS_HEADER, DELIVERIES_HEADER, Write

ALL = (
    "Transfers of major conventional arms from All countries  to All countries . Deals with "
    "deliveries made for the year range 'Not specified' to 'Not specified' "
)


def row(weapon: str, ordered: str = "5", comment: str = "", years: str = "1971") -> str:
    return f"Peru,France,1970,,{ordered},,{weapon},tank,5,,{years},New,{comment},2,10,10"


def imported(dossier: Dossier, write: Write, *rows: str, **options: object) -> Summary:
    return import_file(dossier, write(DEALS_HEADER, *rows), **options)  # type: ignore[arg-type]


def by_key(dossier: Dossier) -> dict[str, Transfer]:
    transfers = {transfer.id: transfer for transfer in dossier.transfers()}
    return {p.key: transfers[p.transfer] for p in dossier.provenance().values()}


def test_the_same_file_again_adds_nothing_and_leaves_no_trace(
    dossier: Dossier, write: Write
) -> None:
    rows = (row("A"), row("B"), row("B"))
    imported(dossier, write, *rows)
    before = (dossier.history(), dossier.counts(), dossier.imports())
    summary = imported(dossier, write, *rows)
    assert (summary.added, summary.updated, summary.unchanged) == (0, 0, 3)
    assert (dossier.history(), dossier.counts(), dossier.imports()) == before
    assert "already" in summary.text()


def test_the_same_deal_has_the_same_identifier_in_every_dossier(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, row("A"), row("B"))
    with Dossier.new() as other:
        imported(other, write, row("C"), row("B"), row("A"))
        assert by_key(dossier).items() <= by_key(other).items()


def test_a_later_copy_updates_what_changed_and_adds_what_is_new(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, row("A"), row("B"))
    summary = imported(dossier, write, row("C"), row("B", ordered="9"), row("A"))
    assert (summary.added, summary.updated, summary.unchanged) == (1, 1, 1)
    deals = {t.lines[0].designation: t for t in dossier.transfers()}
    assert deals["B"].lines[0].figures[0].amount.value == 9
    provenance = dossier.provenance([deals["B"].id])[deals["B"].id]
    assert provenance.row == 3
    assert provenance.import_id == dossier.imports()[-1].id


def test_equals_are_paired_with_what_they_are_most_like(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A", "5", "first batch"), row("A", "7", "second batch"))
    ids = {t.comment: t.id for t in dossier.transfers()}
    imported(dossier, write, row("A", "8", "second batch"), row("A", "5", "first batch"))
    assert {t.comment: t.id for t in dossier.transfers()} == ids


def test_one_more_equal_is_one_more_deal(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A"), row("A"))
    summary = imported(dossier, write, row("A"), row("A"), row("A"))
    assert (summary.added, summary.unchanged) == (1, 2)
    assert dossier.counts().transfers == 3


def test_a_state_that_is_spelled_another_way_stays_the_same_deal(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, row("A").replace("Peru", "Turkey"))
    ids = [t.id for t in dossier.transfers()]
    summary = imported(dossier, write, row("A").replace("Peru", "Turkiye"))
    assert (summary.added, summary.unchanged) == (0, 1)
    assert [t.id for t in dossier.transfers()] == ids


def test_rows_gone_from_a_complete_file_stay_and_are_marked(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, ALL, row("A"), row("B"), row("C"), row("D"))
    import_file(dossier, write(ALL, DEALS_HEADER, row("A"), row("B"), row("C"), row("D")))
    summary = import_file(dossier, write(ALL, DEALS_HEADER, row("A")))
    assert (summary.missing, summary.gone) == (3, 3)
    assert dossier.counts().transfers == 4
    assert sum(p.is_gone for p in dossier.provenance().values()) == 3
    back = import_file(dossier, write(ALL, DEALS_HEADER, row("A"), row("B")))
    assert (back.returned, back.gone, back.missing) == (1, 0, 0)
    assert sum(p.is_gone for p in dossier.provenance().values()) == 2


@pytest.mark.parametrize(
    ("note", "rows", "gone"),
    [
        (ALL.replace("from All countries", "from France"), "ABC", 0),
        ("", "ABC", 1),
        ("", "A", 0),
    ],
    ids=["an extract by its notes", "no notes, most deals", "no notes, few deals"],
)
def test_an_extract_marks_nothing_as_gone(
    dossier: Dossier, write: Write, note: str, rows: str, gone: int
) -> None:
    imported(dossier, write, *map(row, "ABCD"))
    summary = import_file(dossier, write(note, DEALS_HEADER, *map(row, rows)))
    assert (summary.missing, summary.gone) == (4 - len(rows), gone)


def test_the_caller_may_say_whether_to_mark(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, *map(row, "ABCD"))
    assert imported(dossier, write, *map(row, "ABC"), choices=Choices(mark_gone=False)).gone == 0
    assert imported(dossier, write, row("A"), choices=Choices(mark_gone=True)).gone == 3


def test_an_extract_of_some_years_is_a_data_set_of_its_own(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A", years="1971; 1972"))
    some = ALL.replace("Not specified", "1972")
    summary = import_file(dossier, write(some, DEALS_HEADER, row("A", years="1972")))
    assert (summary.added, summary.updated) == (1, 0)
    assert not summary.is_counted
    assert [figure.dates.text for figure in dossier.transfers()[0].all_figures()]


def test_what_a_hand_has_edited_stays_and_the_new_value_is_beside_it(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, row("A", comment="as filed"))
    (deal,) = dossier.transfers()
    line = deal.lines[0]
    mine = replace(line.figures[0], amount=Amount.exact("6"))
    edited = replace(
        deal, comment="mine", lines=(replace(line, figures=(mine, *line.figures[1:])),)
    )
    with dossier.edit("by hand") as edit:
        edit.put(edited)
    unchanged = imported(dossier, write, row("A", comment="as filed"))
    assert (unchanged.unchanged, unchanged.kept_by_hand) == (1, 0)

    later = row("A", ordered="8", comment="later").replace("New", "Second hand")
    summary = imported(dossier, write, later)
    assert (summary.updated, summary.kept_by_hand) == (1, 1)
    (deal,) = dossier.transfers()
    assert deal.comment == "mine"
    assert deal.lines[0].figures[0].amount.value == 6
    assert deal.lines[0].condition == "Second hand"
    kept = dict(dossier.provenance([deal.id])[deal.id].kept)
    assert kept["comment"] == '"later"'
    assert kept[f"figure/{mine.id}/amount"] == '"8"'
    told = [p.text for p in summary.problems if "edited by hand" in p.message]
    assert sorted(told) == ["8", "later"]


def test_a_field_put_to_what_the_file_now_says_is_the_files_again(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, row("A"))
    (deal,) = dossier.transfers()
    with dossier.edit("by hand") as edit:
        edit.put(replace(deal, comment="right"))
    imported(dossier, write, row("A", comment="right"))
    assert dossier.provenance([deal.id])[deal.id].kept == ()


def test_parts_that_a_hand_added_or_took_away_stay_so(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A"))
    (deal,) = dossier.transfers()
    line = deal.lines[0]
    added = replace(line.figures[0], id="by-hand", unit="EUR", amount=Amount.exact("7"))
    with dossier.edit("by hand") as edit:
        edit.put(replace(deal, lines=(replace(line, figures=(*line.figures[:-1], added)),)))
    summary = imported(dossier, write, row("A", ordered="9"))
    assert summary.updated == 1
    (deal,) = dossier.transfers()
    suffixes = [figure.id.rpartition("/")[2] for figure in deal.all_figures()]
    assert suffixes == ["o", "d", "ot", "dt", "by-hand"]
    assert deal.all_figures()[0].amount.value == 9


def test_deals_that_another_data_set_tells_are_counted_once(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, *map(row, "ABCD"))
    deliveries = write(
        DELIVERIES_HEADER,
        *(
            f"{n},France,Peru,{weapon},tank,Armoured vehicles,1970,No,5,No,1971,No,New,2,2,10,No"
            for n, weapon in enumerate("ABC")
        ),
        name="deliveries.csv",
    )
    summary = import_file(dossier, deliveries)
    assert not summary.is_counted
    assert [overlap.shared for overlap in summary.overlaps] == [3]
    assert "told by" in summary.text()
    assert sorted(d.is_counted for d in dossier.data_sets().values()) == [False, True]

    again = import_file(dossier, deliveries, choices=Choices(count="new"))
    assert again.is_counted
    counted = {d.reader: d.is_counted for d in dossier.data_sets().values()}
    assert counted == {"sipri-deliveries": True, "sipri-deals": False}


def test_different_deals_are_all_counted(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, *map(row, "ABCD"))
    other = "1,France,Chad,X,tank,Armoured vehicles,1990,No,5,No,1991,No,New,2,2,10,No"
    summary = import_file(dossier, write(DELIVERIES_HEADER, other))
    assert summary.is_counted
    assert summary.overlaps == ()


def test_an_import_is_one_undo(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A"))
    before = dossier.counts()
    imported(dossier, write, row("A", ordered="9"), row("Ruritania"))
    assert dossier.undo() == "Import of register.csv"
    assert dossier.counts() == before
    assert dossier.transfers()[0].lines[0].figures[0].amount.value == Decimal(5)
    dossier.undo()
    assert dossier.counts().transfers == dossier.counts().actors == 0


def test_cancel_at_any_step_leaves_the_dossier_as_it_was(
    dossier: Dossier, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_BETWEEN_SECONDS", 0)
    path = write(DEALS_HEADER, *(row(f"W{n}") for n in range(3000)))
    for stop in (0, 1, 300, 401, 600, 700, 900):
        reached = [0]

        def note(done: int, _total: int, reached: list[int] = reached) -> None:
            reached.append(done)

        def is_past(stop: int = stop, reached: list[int] = reached) -> bool:
            return max(reached) >= stop

        with pytest.raises(CancelledError):
            import_file(dossier, path, progress=note, is_cancelled=is_past)
        assert dossier.counts().transfers == 0
        assert dossier.history() == ()
        assert max(reached) < 1000


def test_cancel_after_the_last_record_comes_too_late(dossier: Dossier, write: Write) -> None:
    done: list[int] = [0]
    path = write(DEALS_HEADER, row("A"))
    summary = import_file(
        dossier,
        path,
        progress=lambda now, _: done.append(now),
        is_cancelled=lambda: max(done) >= 1000,
    )
    assert summary.added == dossier.counts().transfers == 1


def test_progress_rises_to_the_end(dossier: Dossier, write: Write) -> None:
    told: list[tuple[int, int]] = []
    path = write(DEALS_HEADER, *(row(f"W{n}") for n in range(500)))
    import_file(dossier, path, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (1000, 1000)


def test_problems_and_import_are_kept_in_the_dossier(dossier: Dossier, write: Write) -> None:
    summary = imported(dossier, write, row("A", ordered="nan"))
    (kept,) = dossier.imports()
    assert (kept.file_name, kept.rows) == ("register.csv", 1)
    problems = dossier.problems()
    assert problems == summary.problems
    assert isinstance(problems[0], Problem)
    assert problems[0].import_id == kept.id


def test_a_note_on_a_deal_outlives_its_update(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, row("A"))
    (deal,) = dossier.transfers()
    with dossier.edit("a note") as edit:
        edit.put(Note("n", Subject.TRANSFER, deal.id, "seen in the archive"))
    imported(dossier, write, row("A", ordered="9"))
    assert [note.text for note in dossier.notes([deal.id])] == ["seen in the archive"]
    assert len(dossier.citations([deal.id])) == 1


def test_an_extract_of_years_without_notes_does_not_cut_down_the_deals(
    dossier: Dossier, write: Write
) -> None:
    imported(dossier, write, *(row(name, years="1971; 1972; 1990") for name in "ABC"), row("D"))
    before = {t.lines[0].designation: t for t in dossier.transfers()}
    cut = [f"Peru,France,1970,,5,,{name},tank,2,,1990,New,new,2,10,4" for name in "ABC"]
    summary = imported(dossier, write, *cut, row("E", years="1990; 1991"))
    after = {t.lines[0].designation: t for t in dossier.transfers()}
    assert {name: after[name] for name in "ABC"} == {name: before[name] for name in "ABC"}
    assert (summary.added, summary.updated, summary.beyond, summary.gone) == (1, 0, 3, 0)
    assert (
        "only deliveries of 1990 to 1991: 3 records with others left as they are" in summary.text()
    )
    told = [problem for problem in summary.problems if "stays as it is" in problem.message]
    assert [problem.line for problem in told] == [2, 3, 4]


def test_a_whole_register_that_says_so_is_taken_at_its_word(dossier: Dossier, write: Write) -> None:
    imported(dossier, write, *(row(name, years="1971; 1972; 1990") for name in "ABC"))
    later = write(ALL, DEALS_HEADER, *(row(name, years="1990") for name in "ABC"))
    assert import_file(dossier, later).updated == 3


def test_each_data_set_cites_the_edition_that_its_file_is_of(
    dossier: Dossier, write: Write
) -> None:
    for made, lines in (
        ("16 Apr 2024", (DELIVERIES_HEADER, "1,France,Peru,A,tank,,1970,,5,,1971,,New,2,2,10,No")),
        ("13 Mar 2025", (DEALS_HEADER, row("A"))),
    ):
        import_file(dossier, write(ALL, f"Data generated: {made} 10:00:00 AM", *lines))
    sources = dossier.sources()
    dates = {d.reader: sources[d.source].published.text for d in dossier.data_sets().values()}
    assert dates == {"sipri-deliveries": "2024-04-16", "sipri-deals": "2025-03-13"}
    cited = {c.source for c in dossier.citations([t.id for t in dossier.transfers()])}
    assert cited == sources.keys()


def test_a_file_without_deals_is_not_said_to_be_there_already(
    dossier: Dossier, write: Write
) -> None:
    summary = import_file(dossier, write(DEALS_HEADER))
    assert "No record can be made" in summary.text()
    assert "already" not in summary.text()


def test_what_was_forgotten_is_not_brought_back(dossier: Dossier, write: Write) -> None:
    rows = (row("A"), row("B"), row("C"))
    imported(dossier, write, *rows)
    kept = dossier.transfers()
    gone = next(one.id for one in kept if one.lines[0].designation == "B")
    dossier.forget(ForgetRecord(Transfer, gone))
    summary = imported(dossier, write, *rows)
    assert gone not in {one.id for one in dossier.transfers()}
    assert summary.added == 0
    assert any("forgotten in this dossier" in one.message for one in summary.problems)
    assert all(not one.line for one in summary.problems), "which row it is, is not told"


@pytest.mark.parametrize(
    ("name", "keep", "gone"),
    [
        ("Hezbollah (Lebanon)*", "LBN", "x-hezbollah"),
        ("unknown recipient(s)", "LBN", "x-unknown-recipient"),
        ("NATO**", "LBN", "x-nato"),
        ("Soviet Union", "RUS", "SUN"),
        ("Atlantis", "LBN", "x-atlantis"),
    ],
)
def test_actors_that_were_merged_stay_merged(
    name: str, keep: str, gone: str, dossier: Dossier, write: Write
) -> None:
    rows = [row("A").replace("Peru", who) for who in (name, "Lebanon", "Russia")]
    imported(dossier, write, *rows)
    with dossier.edit("merge") as edit:
        edit.merge_actors(keep, [gone])
    before = sorted(dossier.transfers(), key=lambda transfer: transfer.id)
    summary = imported(dossier, write, *rows)
    assert (summary.added, summary.updated, summary.actors_added) == (0, 0, 0)
    assert sorted(dossier.transfers(), key=lambda transfer: transfer.id) == before
    assert gone not in dossier.actors()

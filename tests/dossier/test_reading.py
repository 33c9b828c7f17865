"""Reading goes on beside editing, saving and closing, and in another thread."""

import concurrent.futures
from pathlib import Path

from flowviz.dossier import Dossier
from flowviz.records import Source
from tests.dossier.material import GROUP, LINK, content


def test_an_unfinished_query_hinders_no_edit_undo_save_or_close(
    full: Dossier, tmp_path: Path
) -> None:
    rows = full.rows("SELECT id FROM figure ORDER BY id")
    assert next(rows) == ("t1/konkurs/delivered",)
    with full.edit("Rename") as edit:
        edit.set_title("New")
    full.undo()
    full.save(tmp_path / "case.flowviz")
    assert next(rows) == ("t1/value",)
    full.close()


def test_closing_twice_does_no_harm(full: Dossier) -> None:
    full.close()
    full.close()


def test_a_dossier_opened_in_one_thread_is_used_in_another(full: Dossier, tmp_path: Path) -> None:
    full.save(tmp_path / "case.flowviz")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        opened = pool.submit(Dossier.open, tmp_path / "case.flowviz").result()
    with opened:
        assert content(opened) == content(full)
        with opened.edit("Rename") as edit:
            edit.set_title("New")
        opened.save()


def test_sources_by_id_come_with_all_that_they_derive_from() -> None:
    made = (
        Source("wire", "Wire"),
        Source("paper", "Paper", derives_from=("wire",)),
        Source("blog", "Blog", derives_from=("paper",)),
        Source("other", "Other"),
    )
    with Dossier.new("", made) as dossier:
        every = dossier.sources()
        assert dossier.sources(("blog", "none")) == {each.id: every[each.id] for each in made[:3]}
        assert dossier.sources(("wire",)).keys() == {"wire"}
        assert dossier.sources(()) == {}


def test_links_and_groups_are_found_by_the_transfers_that_they_name(full: Dossier) -> None:
    ends = {LINK.later: (LINK,), LINK.earlier: (LINK,), "no such transfer": ()}
    for transfer, found in ends.items():
        assert tuple(link for link in full.links((transfer,)) if link.id == LINK.id) == found
    inside = {id_: (GROUP,) for account in GROUP.accounts for id_ in account.transfers}
    for transfer, whole in (inside | {"no such transfer": ()}).items():
        assert tuple(g for g in full.groups((transfer,)) if g.id == GROUP.id) == whole
    assert (full.links(()), full.groups(())) == ((), ())

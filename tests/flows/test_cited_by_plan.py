"""How SQLite goes about what the panel of sources asks on the window's thread."""

import apsw

from flowviz.dossier import Dossier
from flowviz.flows import cited_by
from tests.dossier.material import EVERYTHING


def test_records_of_data_sets_are_not_looked_up_one_by_one_for_the_order_of_an_index() -> None:
    with Dossier.new("", EVERYTHING) as dossier, apsw.Connection(str(dossier.database)) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {cited_by._OF_DATA_SETS}", {"source": "article"})
        steps = [row[3] for row in plan]
    assert any(step.startswith(("SCAN transfer", "SEARCH transfer")) for step in steps)
    assert not any("SCAN transfer USING INDEX" in step for step in steps), steps

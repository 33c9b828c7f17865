"""The words of two dossiers side by side."""

import dataclasses

from flowviz.amounts import Amount
from flowviz.comparing import compare
from flowviz.dossier import Dossier
from flowviz.editing.differences import Telling
from flowviz.records import Figure
from flowviz.terms import Stage

VALUE = Figure("value", Stage.DELIVERED, "EUR", Amount.exact("37900000"))
PRICE = Figure("price", Stage.ORDERED, "EUR", Amount.exact("100"))


def test_a_figure_is_told_without_the_item_that_it_is_of() -> None:
    with Dossier.sample() as mine, Dossier.sample() as theirs:
        record = theirs.transfer("bgr-sau-2015")
        line = dataclasses.replace(record.lines[0], figures=(*record.lines[0].figures, PRICE))
        changed = dataclasses.replace(record, lines=(line,), figures=(VALUE,))
        with theirs.edit("Add figures") as edit:
            edit.put(changed)
        comparison = compare(mine, theirs)
        telling = Telling.of(mine, comparison)
        (difference,) = comparison.differences
        said = {word for row in telling.rows(difference) for word in (row.a, row.b)}
    assert {"EUR 37,900,000 delivered", "EUR 100 ordered"} <= said
    assert not any(word.startswith(";") or line.id in word for word in said)

"""A published copy counts what the dossier counts, whatever of the evidence is withheld."""

from pathlib import Path

import pytest

from flowviz.amounts import Amount
from flowviz.dossier import Dossier
from flowviz.dossier.check import check
from flowviz.dossier.withheld import Choices
from flowviz.records import Account, Citation, Group, Source
from flowviz.terms import CountedBy, Origin, Protection, Subject
from tests.flows.cases import dossier_of, flows_in, sent

ENVOY = Source("envoy", "An envoy", origin=Origin.ORIGINAL, protection=Protection.PROTECT)
WIRE = Source("wire", "A wire", origin=Origin.ORIGINAL)
GROUP = Group(
    "g",
    "The same rifles.",
    (Account("a1", "One", False, ("t1",)), Account("a2", "Other", True, ("t2",))),
    CountedBy.RULE,
)


def cite(source: Source, id_: str) -> Citation:
    """A source cited in support of a record."""
    return Citation(f"{source.id}/{id_}", source.id, Subject.TRANSFER, id_)


@pytest.mark.parametrize("is_secret_needed", [True, False])
def test_a_copy_counts_the_account_that_the_dossier_counts(
    tmp_path: Path, is_secret_needed: bool
) -> None:
    # The wire alone speaks for both; the envoy, who is withheld, makes the larger one the better.
    records = (
        sent("t1", "AAA", "BBB", ("Rifle", Amount.exact("240")), existence=None),
        sent("t2", "AAA", "BBB", ("Rifle", Amount.exact("100")), existence=None),
    )
    citations = [cite(WIRE, "t1"), cite(ENVOY, "t1")]
    citations += [cite(WIRE, "t2")] if is_secret_needed else []
    path = tmp_path / "copy.flowviz"
    group = GROUP if not is_secret_needed else _turned(GROUP)
    with dossier_of(*records, ENVOY, WIRE, group, *citations) as dossier:
        before = flows_in(dossier).flow(0).total
        dossier.publish_copy(path, Choices())
        assert dossier.groups() == (group,)
    assert check(path).is_good
    with Dossier.open(path) as copy:
        assert flows_in(copy).flow(0).total == before
        (told,) = copy.groups()
    assert before.value == 240
    assert told.counted_by is (CountedBy.HAND if is_secret_needed else CountedBy.RULE)
    if is_secret_needed:
        assert [each.title for each in told.accounts if each.is_counted] == ["One"]
        assert told.reason == (
            "The same rifles. The dossier that this is a copy of counts the account that counts "
            "here by its rule."
        )


def _turned(group: Group) -> Group:
    """The group with its accounts the other way round: of equals the first counts."""
    return Group(group.id, group.reason, group.accounts[::-1], group.counted_by)

"""The made dossier of everything holds one of everything, and can be asked, drawn and exported."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from flowviz.actors import Actor, ActorKind
from flowviz.amounts import AmountKind
from flowviz.evidence import CREDIBILITY, RELIABILITY
from flowviz.exporters import export_picture
from flowviz.flows.aggregate import aggregate
from flowviz.flows.columns import read_columns
from flowviz.flows.mode import Mode
from flowviz.flows.query import Query, ReportedBy
from flowviz.flows.strands import strands
from flowviz.flows.tables import bits
from flowviz.records import Citation, Link, Problem, Record, SavedView, Source
from flowviz.terms import (
    Basis,
    CitationStatus,
    Existence,
    LinkKind,
    Mark,
    Origin,
    Protection,
    Reporter,
    Role,
    SourceStatus,
    Stage,
    Stance,
    Subject,
    TransferKind,
)
from flowviz.view import View
from tests.dossier_of_everything import TRANSFERS, dossier_of_everything
from tests.dossier_of_evidence import records

FIGURES = [figure for transfer in TRANSFERS for figure in transfer.all_figures()]
CITATIONS = [record for record in records() if isinstance(record, Citation)]
SOURCES = [record for record in records() if isinstance(record, Source)]
LINKS = [record for record in records() if isinstance(record, Link)]
ACTORS = [record for record in records() if isinstance(record, Actor)]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        (TransferKind, (transfer.kind for transfer in TRANSFERS)),
        (Existence, (transfer.existence for transfer in TRANSFERS)),
        ([*Reporter, None], (transfer.reporter for transfer in TRANSFERS)),
        (Role, (party.role for transfer in TRANSFERS for party in transfer.parties)),
        (Stage, (figure.stage for figure in FIGURES)),
        (Basis, (figure.basis for figure in FIGURES)),
        (AmountKind, (figure.amount.kind for figure in FIGURES)),
        (("pieces", "rounds", "tonnes", "EUR", "USD", "TIV"), (f.unit for f in FIGURES)),
        (ActorKind, (actor.kind for actor in ACTORS)),
        (Subject, (citation.subject for citation in CITATIONS)),
        (Stance, (citation.stance for citation in CITATIONS)),
        (Protection, (source.protection for source in SOURCES)),
        (CitationStatus, (citation.status for citation in CITATIONS)),
        (("", *RELIABILITY), (citation.reliability for citation in CITATIONS)),
        ((None, *CREDIBILITY), (citation.credibility for citation in CITATIONS)),
        (SourceStatus, (source.status for source in SOURCES)),
        (Origin, (source.origin for source in SOURCES)),
        (LinkKind, (link.kind for link in LINKS)),
        (
            set(get_args(Record)) - {Problem, SavedView},  # what only a program writes
            map(type, records()),
        ),
    ],
)
def test_every_member_of_every_enumeration_occurs(
    members: Iterable[Enum], found: Iterable[Enum]
) -> None:
    assert set(members) == set(found) & set(members)


def test_it_holds_what_is_hard_to_draw() -> None:
    with dossier_of_everything() as dossier:
        columns = read_columns(dossier)
    flows = aggregate(columns, Query(unit="pieces"))
    directed = strands(flows, Mode.DIRECTED)
    assert (directed.back >= 0).sum() >= 8  # both ways of a pair
    assert (flows.supplier == flows.recipient).any()
    assert flows.disputed.any()
    assert flows.uncertain.any()
    assert flows.nothing_moved.any()
    is_bare = (flows.marks & bits((Mark.NO_SOURCE, Mark.UNSUPPORTED))) != 0
    assert (is_bare & (flows.records > 0)).sum() >= 3
    assert np.isnan(flows.drawn).any()
    assert np.isfinite(flows.other).any()
    assert directed.is_told_by_other.any()
    assert strands(flows, Mode.NET).is_even.any()
    assert strands(flows, Mode.NET).is_turnable.any()
    assert strands(flows, Mode.SINGLE).is_two_way.any()
    shown = aggregate(columns, Query(unit="EUR", categories=frozenset({"Missiles"})))
    assert shown.footnotes


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", ["map", "network"])
@pytest.mark.parametrize("mode", Mode)
def test_every_mode_of_it_is_drawn(tmp_path: Path, kind: str, mode: Mode) -> None:
    with dossier_of_everything() as dossier:
        page = export_picture(
            dossier,
            tmp_path / "out.png",
            query=Query(unit="pieces", reported_by=ReportedBy.EXPORTER),
            view=View(kind=kind, mode=mode),
            size=(1200, 800),
        )
    assert page.scene.counts.drawn > 20
    assert page.unlisted_sources == 0

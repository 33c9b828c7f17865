"""Strands: what one ribbon each stands for, in the four modes of drawing what passes in a pair.

Directed strands are the flows themselves; the other modes make theirs of them, by the rules of
docs/rules.md, "Link modes". Whatever the mode, the rings of the actors are those of the flows.
"""

import numpy as np

from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.pairing import counter_flows, net, single
from flowviz.flows.separation import apart
from flowviz.flows.strand import Strands

__all__ = ["Strands", "strands"]


def strands(flows: Flows, mode: Mode) -> Strands:
    """The strands of ``flows`` in one of the four modes."""
    match mode:
        case Mode.SINGLE:
            return single(flows)
        case Mode.NET:
            return net(flows)
        case Mode.RECORDS:
            return apart(flows)
        case Mode.DIRECTED:
            return _directed(flows)


def _directed(flows: Flows) -> Strands:
    """A strand a flow, under the same number."""
    no = np.zeros(len(flows), np.bool_)
    return Strands(
        mode=Mode.DIRECTED,
        flows=flows,
        supplier=flows.supplier,
        recipient=flows.recipient,
        amount=flows.amount,
        low=flows.low,
        high=flows.high,
        drawn=flows.drawn,
        approximate=flows.approximate,
        uncertain=flows.uncertain,
        disputed=flows.disputed,
        nothing_moved=flows.nothing_moved,
        more_open=flows.more_open,
        existence=flows.existence,
        undated_more=flows.undated_more,
        records=flows.records,
        flow=np.arange(len(flows), dtype=np.int32),
        back=counter_flows(flows),
        transfer=np.full(len(flows), -1, np.int32),
        is_two_way=no,
        is_even=no,
        is_turnable=no,
    )

"""One strand a record: the separate records of each flow."""

import numpy as np

from flowviz.arrays import Booleans, Indices
from flowviz.flows.flow import Flows
from flowviz.flows.mode import Mode
from flowviz.flows.pairing import counter_flows
from flowviz.flows.selection import says_nothing_moved
from flowviz.flows.strand import Strands, by_size
from flowviz.flows.sums import sums


def apart(flows: Flows) -> Strands:
    """The records of the flows, each with what it adds to its flow.

    A flow without records of its own, of which only the other side tells, stands for itself.
    """
    columns, transfers = flows.columns, flows.columns.transfers
    record, flow = _records(flows)
    of_none = np.flatnonzero(np.bincount(flow, minlength=len(flows)) == 0)
    owner = columns.figures.transfer
    made = sums(columns, flows.selection, owner, len(transfers.ids))
    flow = np.concatenate((flow, of_none))
    none = np.zeros(len(of_none))
    unknown, no = np.full(len(of_none), np.nan), np.zeros(len(of_none), np.bool_)
    return by_size(
        Strands(
            mode=Mode.RECORDS,
            flows=flows,
            supplier=flows.supplier[flow],
            recipient=flows.recipient[flow],
            amount=np.append(made.amount[record], unknown),
            low=np.append(made.low[record], unknown),
            high=np.append(made.high[record], unknown),
            drawn=np.append(made.drawn[record], unknown),
            approximate=np.append(made.approximate[record], no),
            uncertain=np.append(made.uncertain[record], no),
            disputed=np.append(transfers.is_disputed[record], flows.disputed[of_none]),
            nothing_moved=flows.nothing_moved[flow] | np.append(_still(flows)[record], no),
            more_open=np.append(made.more_open[record], flows.more_open[of_none]),
            existence=np.append(transfers.existence[record], flows.existence[of_none]),
            undated_more=np.append(made.more[record], flows.undated_more[of_none]),
            records=np.append(np.ones(len(record)), none).astype(np.int32),
            flow=flow.astype(np.int32),
            back=counter_flows(flows)[flow],
            transfer=np.append(record, np.full(len(of_none), -1)).astype(np.int32),
            is_two_way=np.zeros(len(flow), np.bool_),
            is_even=np.zeros(len(flow), np.bool_),
            is_turnable=np.zeros(len(flow), np.bool_),
        )
    )


def _records(flows: Flows) -> tuple[Indices, Indices]:
    """The records of the flows, in the order of their identifiers, and the flow of each."""
    flow_of_pair = np.full(len(flows.columns.pair_supplier), -1, np.intp)
    flow_of_pair[flows.pair] = np.arange(len(flows))
    listed = np.flatnonzero(flows.is_listed)
    flow = flow_of_pair[flows.columns.transfers.pair[listed]]
    return listed[flow >= 0], flow[flow >= 0]


def _still(flows: Flows) -> Booleans:
    """(T,) the records of which every counted figure says that nothing has moved yet."""
    transfers = len(flows.columns.transfers.ids)
    if flows.selection is None:
        return np.zeros(transfers, np.bool_)
    owner = flows.columns.figures.transfer
    undated = flows.selection.indices(flows.selection.dated_count)
    says = np.bincount(
        owner[undated[says_nothing_moved(flows.columns, undated)]], minlength=transfers
    )
    all_rows = np.bincount(flows.selection.counted(owner), minlength=transfers)
    still: Booleans = (says > 0) & (says == all_rows)
    return still

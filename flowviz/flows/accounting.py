"""The accounts of a group against one another: their figures, and when they say it happened."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from flowviz.amounts import Total
from flowviz.dates import Dates
from flowviz.flows.conflict import (
    Conflict,
    ConflictKind,
    Telling,
    bounds,
    difference,
    difference_words,
)
from flowviz.flows.items import item_key
from flowviz.flows.words import dates_words, sentence, total_words
from flowviz.records import Account, Figure, Group, Transfer
from flowviz.terms import Basis, Stage

_Kind = tuple[Stage, str]
_Told = dict[_Kind, dict[str, list[Figure]]]
"""Figures by stage and unit, then by the key of their item; "" for those of no named item."""
_Span = tuple[datetime.date, datetime.date]


def account_conflicts(group: Group, transfers: Mapping[str, Transfer]) -> Iterator[Conflict]:
    """What the accounts of a group tell otherwise, account by account, in their order.

    Figures are compared at the same stage and unit: item by item where both accounts name the
    same items, else all of them together. Dates are compared at the same stage.
    """
    told = [(account, _told(account, transfers)) for account in group.accounts]
    names = {
        item_key(line.designation): line.designation
        for account in group.accounts
        for id_ in account.transfers
        if id_ in transfers
        for line in transfers[id_].lines
    }
    for (first, of_first), (second, of_second) in combinations(told, 2):
        for kind in sorted(of_first.keys() & of_second.keys()):
            for item in _items(of_first[kind], of_second[kind]):
                figures = _of_item(of_first[kind], item), _of_item(of_second[kind], item)
                yield from _amounts(
                    group, (first, second), (names.get(item or "", ""), *kind), figures
                )
        yield from _dates(group, (first, second), (of_first, of_second))


def _told(account: Account, transfers: Mapping[str, Transfer]) -> _Told:
    told: _Told = defaultdict(lambda: defaultdict(list))
    for transfer in (transfers[id_] for id_ in account.transfers if id_ in transfers):
        for figure in transfer.figures:
            if figure.basis is Basis.TOTAL:
                told[figure.stage, figure.unit][""].append(figure)
        for line in transfer.lines:
            for figure in line.figures:
                if figure.basis is Basis.TOTAL:
                    told[figure.stage, figure.unit][item_key(line.designation)].append(figure)
    return told


def _items(
    first: Mapping[str, list[Figure]], second: Mapping[str, list[Figure]]
) -> Sequence[str | None]:
    """The items that are compared one by one; None stands for all of them together."""
    if "" in first or "" in second or not first.keys() & second.keys():
        return (None,)
    return sorted(first.keys() & second.keys())


def _of_item(told: Mapping[str, list[Figure]], item: str | None) -> list[Figure]:
    if item is not None:
        return told[item]
    return [figure for figures in told.values() for figure in figures]


def _amounts(
    group: Group,
    accounts: tuple[Account, Account],
    told: tuple[str, Stage, str],
    figures: tuple[list[Figure], list[Figure]],
) -> Iterator[Conflict]:
    amounts = [[figure.amount for figure in own] for own in figures]
    ranges = [bounds(own) for own in amounts]
    first, second = ranges
    if first is None or second is None or first == second:
        return
    totals = [Total.of(own) for own in amounts]
    item, stage, unit = told
    more = difference(*totals)
    names = [_name(account) for account in accounts]
    is_disjoint = _is_above(first, second) or _is_above(second, first)
    words = difference_words(more, unit, *names)
    if not is_disjoint:
        words += ", within what either leaves open"
    yield Conflict(
        ConflictKind.ACCOUNTS,
        ", ".join(filter(None, (item, stage, unit))),
        f"{sentence(words)}.",
        tuple(
            Telling(name, total_words(total, unit), account.transfers, total)
            for name, total, account in zip(names, totals, accounts, strict=True)
        ),
        unit,
        more,
        is_disjoint,
        group.id,
    )


def _is_above(one: tuple[Decimal, Decimal | None], other: tuple[Decimal, Decimal | None]) -> bool:
    return other[1] is not None and one[0] > other[1]


def _dates(
    group: Group, accounts: tuple[Account, Account], told: tuple[_Told, _Told]
) -> Iterator[Conflict]:
    dates = [_dates_by_stage(of_account) for of_account in told]
    for stage in sorted(dates[0].keys() & dates[1].keys()):
        first, second = dates[0][stage], dates[1][stage]
        if _meet(_spans(first), _spans(second)):
            continue
        words = [_when(each) for each in (first, second)]
        names = [_name(account) for account in accounts]
        yield Conflict(
            ConflictKind.DATES,
            f"{stage}, dates",
            f"{sentence(names[0])} and {names[1]} date it to different times.",
            tuple(
                Telling(name, when, account.transfers)
                for name, when, account in zip(names, words, accounts, strict=True)
            ),
            group=group.id,
        )


def _dates_by_stage(told: _Told) -> dict[Stage, list[Dates]]:
    """The dates that an account states at each stage; what is undated states none."""
    found: dict[Stage, list[Dates]] = defaultdict(list)
    for (stage, _), by_item in told.items():
        for figures in by_item.values():
            found[stage].extend(f.dates for f in figures if f.dates.is_stated)
    return {stage: dates for stage, dates in found.items() if dates}


def _spans(dates: Iterable[Dates]) -> list[_Span]:
    """The days that some dates may mean, as spans in order; of a list of years each by itself."""
    found: list[_Span] = []
    for each in dates:
        if each.years:
            found += [(datetime.date(y, 1, 1), datetime.date(y, 12, 31)) for y in each.years]
        elif each.earliest is not None and each.latest is not None:
            found.append((each.earliest, each.latest))
    return sorted(found)


def _meet(first: list[_Span], second: list[_Span]) -> bool:
    """Whether a day is in a span of either."""
    one, other = 0, 0
    while one < len(first) and other < len(second):
        if first[one][0] <= second[other][1] and second[other][0] <= first[one][1]:
            return True
        if first[one][1] < second[other][1]:
            one += 1
        else:
            other += 1
    return False


def _when(dates: Sequence[Dates]) -> str:
    """The dates of an account in words: the one, or from the first to the last."""
    if len(set(dates)) == 1:
        return dates_words(dates[0])
    spans = _spans(dates)
    return dates_words(Dates(spans[0][0], max(last for _, last in spans)))


def _name(account: Account) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{account.title}\N{RIGHT DOUBLE QUOTATION MARK}"

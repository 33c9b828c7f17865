"""A register that was cut out for some years and no longer says so.

SIPRI's form asks for years, and layout A then lists of each deal only the deliveries within them:
500 tanks of 1979 to 1991 become the 50 of 1990 and 1991. The notes above the header tell; where a
user has deleted them, such a file would cut down the deals that the dossier holds in full.
"""

from collections.abc import Callable, Iterable

from flowviz.importers.building import Placed
from flowviz.importers.entries import Entry, EntryFigure, Header
from flowviz.importers.stored import Stored
from flowviz.records import Figure, Transfer
from flowviz.terms import Stage, TransferKind

FEWEST_CUT = 3
"""One deal that lost its first year may have been corrected; three that lost just those outside the
years of the file have not."""


def years_listed(
    header: Header,
    entries: Iterable[Entry],
    pairs: Callable[[], Iterable[tuple[int, Stored, Placed]]],
) -> range | None:
    """Give the years that an extract without notes lists deliveries of; None for any other file.

    Only deals without a key can be cut: elsewhere a row tells of one year. ``pairs`` gives what is
    paired with the dossier's.
    """
    has_notes = bool(header.supplier or header.recipient or header.made)
    if has_notes or header.first_year is not None or header.kind is not TransferKind.DEAL:
        return None
    years = {year for entry in entries if not entry.key for year in _years(entry.figures)}
    if not years:
        return None
    listed = range(min(years), max(years) + 1)
    cut = sum(_is_cut(old.transfer, new.entry, listed) for _, old, new in pairs())
    return listed if cut >= FEWEST_CUT else None


def reaches_beyond(transfer: Transfer, listed: range) -> bool:
    """Tell whether a transfer has deliveries that an extract for these years cannot list."""
    return any(year not in listed for year in _years(transfer.all_figures()))


def words(listed: range) -> str:
    """Name the years of an extract."""
    return f"{listed.start} to {listed.stop - 1}"


def _is_cut(stored: Transfer, entry: Entry, listed: range) -> bool:
    """Tell whether a deal has kept just those of its years of delivery that are listed."""
    before, now = _years(stored.all_figures()), _years(entry.figures)
    return now < before and now == {year for year in before if year in listed}


def _years(figures: Iterable[Figure | EntryFigure]) -> set[int]:
    """Give the years of delivery: those that are listed, or the first and the last."""
    found: set[int] = set()
    for figure in figures:
        dates = figure.dates
        if figure.stage is Stage.DELIVERED and dates.first_year and dates.last_year:
            found.update(dates.years or (dates.first_year, dates.last_year))
    return found

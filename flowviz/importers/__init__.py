"""Importers: a file of transfers, references or a case, read aside, becomes records.

The reader process loads this package too and must not wait for a database, nor for formats that a
file is not in: all of this is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowviz.importers.formats import READERS, ReaderFormat
    from flowviz.importers.importing import Outcome, import_file
    from flowviz.importers.summary import Summary

__all__ = ["READERS", "Outcome", "ReaderFormat", "Summary", "import_file"]


def __getattr__(name: str) -> Any:
    if name in ("import_file", "Outcome"):
        from flowviz.importers import importing

        return getattr(importing, name)
    if name in ("READERS", "ReaderFormat"):
        from flowviz.importers import formats

        return getattr(formats, name)
    if name == "Summary":
        from flowviz.importers.summary import Summary

        return Summary
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

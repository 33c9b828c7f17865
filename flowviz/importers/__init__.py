"""Importers: a file of deals, read in a process of its own, becomes records of a dossier.

The reader process loads this package too and must not wait for a database: ``import_file`` is
loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

from flowviz.importers.formats import READERS, ReaderFormat

if TYPE_CHECKING:
    from flowviz.importers.importing import import_file
    from flowviz.importers.summary import Summary

__all__ = ["READERS", "ReaderFormat", "Summary", "import_file"]


def __getattr__(name: str) -> Any:
    if name == "import_file":
        from flowviz.importers.importing import import_file

        return import_file
    if name == "Summary":
        from flowviz.importers.summary import Summary

        return Summary
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

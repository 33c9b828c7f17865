"""Pictures that carry their own proof, and lists of sources, written to files.

A list of sources needs no Qt: what draws is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowviz.exporters.image import write_png
    from flowviz.exporters.picture import export_picture
    from flowviz.exporters.writers import WRITERS

__all__ = ["WRITERS", "export_picture", "write_png"]


def __getattr__(name: str) -> Any:
    if name == "write_png":
        from flowviz.exporters.image import write_png

        return write_png
    if name == "export_picture":
        from flowviz.exporters.picture import export_picture

        return export_picture
    if name == "WRITERS":
        from flowviz.exporters.writers import WRITERS

        return WRITERS
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

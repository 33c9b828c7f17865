"""Pictures that carry their own proof, written to files."""

from flowviz.exporters.image import write_png
from flowviz.exporters.picture import export_picture

WRITERS = (("PNG image", ".png", write_png),)
"""Formats to write: name, suffix, and the function that writes a page."""

__all__ = ["WRITERS", "export_picture", "write_png"]

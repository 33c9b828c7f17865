"""The formats that pictures are written in."""

from flowviz.exporters.image import write_png

WRITERS = (("PNG image", ".png", write_png),)
"""Formats to write: name, suffix, and the function that writes a page."""

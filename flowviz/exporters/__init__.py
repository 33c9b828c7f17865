"""Pictures that carry their own proof, written to files."""

from flowviz.exporters.image import write_png
from flowviz.exporters.picture import export_picture
from flowviz.exporters.writers import WRITERS

__all__ = ["WRITERS", "export_picture", "write_png"]

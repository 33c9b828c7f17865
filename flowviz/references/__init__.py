"""Sources as reference managers know them: CSL-JSON, BibTeX, RIS, and lists in a citation style.

Pure: texts and items in, sources and texts out. Files of strangers are read by the reader process
of ``flowviz.importers``, which runs the readers of this room.
"""

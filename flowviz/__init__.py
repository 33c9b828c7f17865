"""A workbench for people who trace weapons shipments: records, sources, flows, pictures."""

__version__ = "0.1.0"

"""The document: records in one SQLite file, with its history, its undo and its seal."""

from flowviz.dossier.case import read_case, sample, write_case
from flowviz.dossier.dossier import Dossier
from flowviz.dossier.edit import Edit
from flowviz.dossier.log import LogRow
from flowviz.dossier.readers import Counts

__all__ = ["Counts", "Dossier", "Edit", "LogRow", "read_case", "sample", "write_case"]

"""The document: records in one SQLite file, with its history, its undo and its seal.

``flowviz.dossier.case`` reads and writes the JSON form; ``flowviz.dossier.check`` looks over a
file.
"""

from flowviz.dossier.dossier import Dossier
from flowviz.dossier.edit import Edit
from flowviz.dossier.log import LogRow
from flowviz.dossier.readers import Counts
from flowviz.dossier.reading import Onlooker, Reading
from flowviz.dossier.recovery import Recovery

__all__ = ["Counts", "Dossier", "Edit", "LogRow", "Onlooker", "Reading", "Recovery"]

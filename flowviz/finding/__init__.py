"""Finding: every text of a dossier, by its words; no Qt.

``find`` asks an index that stands beside the working copy (``Reading.index_file``) and is brought
up to what the dossier holds first; ``standing`` tells whether that would take long, ``build`` makes
it anew.
"""

from flowviz.finding.found import MOST_SHOWN, Found, Group, Hit, Passage, Shown, find
from flowviz.finding.index import Standing, build, standing
from flowviz.finding.kinds import Kind
from flowviz.finding.wanted import Filter, Wanted

__all__ = [
    "MOST_SHOWN",
    "Filter",
    "Found",
    "Group",
    "Hit",
    "Kind",
    "Passage",
    "Shown",
    "Standing",
    "Wanted",
    "build",
    "find",
    "standing",
]

"""What a file looks like before it is read: what it may be, how it opens, what its columns say.

A survey is made in the reader process and sent as one frame; the parent builds it anew of what it
is sent, each field checked.
"""

from dataclasses import dataclass

from flowviz.importers.candidates import Candidate
from flowviz.importers.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file looks like; of candidates the best comes first, and is the one shown.

    ``format`` and ``title`` are those of the format that is known to read it, "" for none: then
    ``mapping`` is the guess. ``labels``, ``names``, ``header_line`` and ``sheet`` are those of the
    table, ``rows`` the cells of its first records under the ``row_lines`` they stand on, and
    ``row_count`` is about how many there are. All of these are empty where the file is no table
    (``is_references``, a graph). ``doubts`` are sentences.
    """

    format: str = ""
    title: str = ""
    is_references: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encodings: tuple[Candidate, ...] = ()
    separators: tuple[Candidate, ...] = ()
    decimals: tuple[Candidate, ...] = ()
    header_line: int = 0
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    row_lines: tuple[int, ...] = ()
    row_count: int = 0
    mapping: Mapping | None = None
    doubts: tuple[str, ...] = ()

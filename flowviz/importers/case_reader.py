"""A case of flowviz in the reader process: its JSON in, its records out one by one.

Here it is looked at whole (``dossier.case``), so that what is wrong is told with its place in the
file; the parent makes the records, by the same rules.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flowviz.errors import ImportFileError
from flowviz.importers.encoding import TextFile
from flowviz.importers.findings import shown
from flowviz.importers.limits import BATCH_CHARACTERS, BATCH_ENTRIES, FRAME_BYTES
from flowviz.importers.material import Probe

_BEGINS = re.compile(rb'\s*\{[^}]{0,2000}?"format"\s*:\s*"flowviz-case"')


@dataclass(frozen=True, slots=True)
class CaseFormat:
    """The program's own interchange format."""

    name: str = "case"
    title: str = "Case of flowviz (JSON)"

    def knows(self, probe: Probe) -> bool:
        """Tell whether a file begins as a case does."""
        return _BEGINS.match(probe.begin.removeprefix(b"\xef\xbb\xbf")) is not None


def case_frames(file: TextFile) -> Iterator[dict[str, Any]]:
    """Give the frames that a case comes to: header, records, the end.

    Raises
    ------
    ImportFileError
        When it is no case; the message names the place in the file.
    """
    from flowviz.dossier import case  # only who reads a case pays for it

    if len(file.data) > case.LARGEST_BYTES:
        raise ImportFileError("The file is too large for a case (over 256 MiB).")
    content = case.content_of(file.whole())
    case.case_of(content)
    yield {
        "frame": "header",
        "sort": "case",
        "encoding": file.encoding,
        "lines": file.line_count,
        "version": content["version"],
        "title": shown(content.get("title", "")),
    }
    count = 0
    for batch in _batches(content):
        count += len(batch)
        yield {"frame": "records", "line": 0, "records": batch}
    yield {"frame": "end", "records": count, "skipped": 0, "doubtful": 0}


def _batches(content: dict[str, Any]) -> Iterator[list[list[Any]]]:
    """Give pairs of section and record, so many that a frame holds them."""
    batch: list[list[Any]] = []
    characters = 0
    for section, records in content.items():
        for record in records if isinstance(records, list) else ():
            size = len(json.dumps(record))
            if size > FRAME_BYTES // 2:
                raise ImportFileError(f"A record of {section} has {size:,} characters.")
            if batch and (len(batch) >= BATCH_ENTRIES or characters + size > BATCH_CHARACTERS):
                yield batch
                batch, characters = [], 0
            batch.append([section, record])
            characters += size
    if batch:
        yield batch

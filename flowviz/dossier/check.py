"""What ``flowviz check`` tells of a file: whether it is a dossier, whole and undamaged."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flowviz.dossier import log, opening, readers, rules, schema, store
from flowviz.dossier.readers import Counts
from flowviz.errors import NewerDossierError, NotADossierError, RecordError


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: ``faults`` in words, none for a good file; the rest only for a good one."""

    path: Path
    faults: tuple[str, ...]
    counts: Counts | None = None
    edits: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def text(self) -> str:
        """The report in lines of plain text."""
        if self.counts is None:
            return "\n".join(self.faults)
        held = ", ".join(
            f"{count:,} {one if count == 1 else many}"
            for count, one, many in (
                (self.counts.transfers, "transfer", "transfers"),
                (self.counts.actors, "actor", "actors"),
                (self.counts.sources, "source", "sources"),
                (self.counts.citations, "citation", "citations"),
                (self.edits, "entry of history", "entries of history"),
            )
        )
        return f"{self.path.name}: undamaged since saved. {held}."


def check(path: Path) -> Report:
    """Look over the dossier at ``path``, which is only read.

    Raises
    ------
    DossierError
        It cannot be read at all.
    """
    with tempfile.TemporaryDirectory(prefix="flowviz-check-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            opening.take_in(path, copy)
        except (NotADossierError, NewerDossierError) as error:
            return Report(path, (str(error),))
        faults = opening.faults(copy)
        if faults:
            damages = (f"{path.name}: damaged since saved: {fault}." for fault in faults)
            return Report(path, tuple(damages))
        return _report_of_whole(path, copy)


def _report_of_whole(path: Path, copy: Path) -> Report:
    db = store.open_to_write(copy)
    try:
        with store.transaction(db):
            schema.make(db)  # the rules are those of now
        rules.check(db, set(schema.content()))
        return Report(path, (), readers.counts(db), log.head(db)[0])
    except RecordError as error:
        return Report(path, (f"{path.name}: its records do not fit together: {error}",))
    finally:
        db.close()

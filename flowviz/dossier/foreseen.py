"""What forgetting would do, as numbers and in words: told before anything is done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flowviz.dossier.forget import Found

FOR_GOOD = (
    "This cannot be undone. What is elsewhere is out of reach: files that were sent, copied to a "
    "stick or saved under another name, backups of the system, and bytes that a disk keeps after "
    "they were deleted."
)
"""What must be said before every forgetting."""

_WORDS: Mapping[str, tuple[str, str]] = {
    "meta": ("title of the dossier", "titles of the dossier"),
    "actor_name": ("name of an actor", "names of actors"),
    "actor_member": ("member of an actor", "members of actors"),
    "data_set": ("data set", "data sets"),
    "problem": ("problem of an import", "problems of imports"),
    "party": ("party", "parties"),
    "provenance": ("origin in a file", "origins in a file"),
    "original": ("record as a file has it", "records as files have them"),
    "spelling": ("spelling of an item", "spellings of items"),
    "derivation": ("derivation of a source", "derivations of sources"),
    "grading": ("grading of a source", "gradings of sources"),
    "verdict": ("verdict on a flow", "verdicts on flows"),
    "dismissal": ("proposal turned down", "proposals turned down"),
    "account_group": ("group", "groups"),
    "account_transfer": ("place in an account", "places in accounts"),
    "snapshot": ("kept copy of a source", "kept copies of sources"),
    "placement": ("place in the picture", "places in the picture"),
    "saved_view": ("saved view", "saved views"),
}
_KB, _MB = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What forgetting would do.

    Of the dossier and its history (``found``), of its backups and of working copies that crashes
    left; ``drafts`` are texts typed and not yet added, which go; ``path`` is the file that is saved
    at once, None where there is none yet; ``is_in_path`` is whether its path holds the text. Where
    the dossier holds nothing of a text, only those go that do.
    """

    found: Found
    backups: int
    backup_bytes: int
    left_behind: int
    drafts: int
    path: Path | None
    is_in_path: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to forget, in the dossier or beside it."""
        return self.found.is_nothing and not (self.backups or self.left_behind or self.drafts)

    def lines(self) -> tuple[str, ...]:
        """What would be done, a line of plain text each; where a text stands is in ``found``."""
        return tuple(filter(None, self._lines(self.found)))

    def _lines(self, found: Found) -> Iterator[str]:
        yield _listed("Taken out of the dossier", found.gone)
        yield _listed("Changed in the dossier", found.changed)
        if found.rows:
            kept = (
                f", of which {found.emptied:,} keep nothing but their date" if found.emptied else ""
            )
            yield f"Changed in the history: {_count(found.rows, 'entry', 'entries')}{kept}."
        if found.within:
            longer = ", ".join(f"“{word}”" for word in found.within)
            yield f"It goes within longer words, too: {longer}. Whole words leave them."
        if found.snapshots:
            going = dict(found.gone).get("snapshot", 0)
            stays = "They go." if going else "They stay, unless you say otherwise."
            yield f"Kept copies of sources that hold the text: {found.snapshots:,}. {stays}"
        if self.is_in_path:
            yield f"The path of the file holds it too: {self.path}. Rename it yourself."
        if found.is_nothing:
            if not (found.snapshots or self.is_in_path):
                yield "Neither the dossier nor its history holds it."
            yield from self._beside()
            return
        if found.word not in ("text", "actor"):
            yield "What other records say of it stays; forget a name as a text too."
        yield from self._beside()

    def _beside(self) -> Iterator[str]:
        if self.backups:
            size = _size(self.backup_bytes)
            yield f"Deleted for good: {_count(self.backups, 'backup')} of this dossier ({size})."
        if self.left_behind:
            copies = _count(self.left_behind, "unsaved copy", "unsaved copies")
            yield f"Deleted for good: {copies} that a crash has left."
        if self.drafts:
            yield f"Discarded: {_count(self.drafts, 'text')} typed and not yet added."
        if self.path is not None and not self.found.is_nothing:
            yield f"Saved at once: {self.path.name}, which still holds it."


def _listed(what: str, counts: Iterable[tuple[str, int]]) -> str:
    named = [_count(count, *_WORDS.get(table, (table,))) for table, count in counts]
    return f"{what}: {', '.join(named)}." if named else ""


def _count(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _size(size: int) -> str:
    return f"{size / _MB:,.1f} MB" if size >= _MB else f"{max(size / _KB, 0.1):,.1f} kB"

"""Make the golden file of the schema's version of now: ``python -m tests.dossier.golden``.

Run once, before a new version lands; afterwards the file stays as it is for ever.
"""

from pathlib import Path

from flowviz.dossier import Dossier, schema
from flowviz.records import Note
from flowviz.terms import Subject
from tests.dossier.material import EVERYTHING, PLACEMENT

GOLDEN = Path(__file__).parents[1] / "data" / "golden"


def main() -> None:
    """Write the file: all records, and a short history with a reason, a step and an undo."""
    with Dossier.new(f"Golden, version {schema.VERSION}", EVERYTHING) as dossier:
        note = Note("n9", Subject.ACTOR, "BGR", "first")
        with dossier.edit("Write a note", "A. Writer", step="n9") as edit:
            edit.put(note)
        with dossier.edit("Move Belarus back", reason="it stood at the wrong place") as edit:
            edit.put(PLACEMENT)
        with dossier.edit("Delete the note", reason="it was wrong") as edit:
            edit.delete(Note, note.id)
        with dossier.edit("Call it otherwise") as edit:
            edit.set_title("Otherwise")
        dossier.undo()
        dossier.save(GOLDEN / f"version-{schema.VERSION}.flowviz")


if __name__ == "__main__":
    main()

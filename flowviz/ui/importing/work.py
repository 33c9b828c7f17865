"""What the import has done off the window's thread: look, read, try a mapping, plan, write."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from flowviz.dossier import Dossier, Onlooker
from flowviz.dossier.collector import collector_at_rest
from flowviz.editing.entry_words import EntryWords, entry_words
from flowviz.importers import mapping_store
from flowviz.importers.findings import SKIPPED, Finding, shown
from flowviz.importers.importing import Outcome, import_file
from flowviz.importers.mapping import Mapping
from flowviz.importers.mapping_store import Kept
from flowviz.importers.planning import Plan, plan_of
from flowviz.importers.reading import Reading
from flowviz.importers.run import look, read
from flowviz.importers.settling import Choices, Unsettled
from flowviz.importers.survey import Survey
from flowviz.importers.watch import Progress, Watch, part_of
from flowviz.ui.jobs import Token
from flowviz.ui.session import Contents

PREVIEWED = 60
"""Entries that are shown of a table that is being told."""
_READ, _WHOLE = 600, 1_000

Looked: TypeAlias = tuple[Survey, tuple[Kept, ...]]
Imported: TypeAlias = tuple[Outcome, Contents]


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do, the names to settle, and those of the actors it would bring."""

    plan: Plan
    unsettled: tuple[Unsettled, ...]
    brought: dict[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first entries of a table in words, and what of its first rows is left out."""

    entries: tuple[EntryWords, ...]
    skipped: tuple[Finding, ...]
    doubtful: int


class Look:
    """Finds out what a file looks like, and which mappings its shape was read by before."""

    def __init__(self, path: Path, mapping: Mapping | None, onlooker: Onlooker) -> None:
        self._path, self._mapping, self._onlooker = path, mapping, onlooker

    def __call__(self, token: Token) -> Looked:
        with self._onlooker as reading:
            survey = look(self._path, self._mapping, token.progress, token.is_cancelled)
            return survey, mapping_store.offered(reading, survey.names) if survey.names else ()


class Try:
    """Reads the first rows of a table by a mapping."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self._path, self._mapping = path, mapping

    def __call__(self, token: Token) -> Preview:
        found = read(
            self._path,
            is_cancelled=token.is_cancelled,
            mapping=self._mapping,
            limit=PREVIEWED,
        )
        assert isinstance(found, Reading)
        with found:
            titles = {key: row["title"] for key, row in found.sources.items()}
            entries = list(found.entries())[:PREVIEWED]
            lines = {entry.line for entry in entries}
            last = max(lines, default=0)
            near = [each for each in found.findings if not found.is_cut or each.line <= last]
            return Preview(
                entry_words(entries, near, titles, self._mapping),
                tuple(each for each in near if each.severity == SKIPPED),
                sum(each.severity != SKIPPED for each in near),
            )


class Read:
    """Reads a file to its end and works out what it would change; None for one without entries."""

    def __init__(
        self, path: Path, mapping: Mapping | None, choices: Choices, onlooker: Onlooker
    ) -> None:
        self._path, self._mapping = path, mapping
        self._choices, self._onlooker = choices, onlooker

    def __call__(self, token: Token) -> Planned | None:
        with self._onlooker as dossier, collector_at_rest():
            progress = part_of(token.progress, 0, _READ, _WHOLE)
            found = read(self._path, None, progress, token.is_cancelled, mapping=self._mapping)
            if not isinstance(found, Reading):
                return None
            try:
                rest = part_of(token.progress, _READ, _WHOLE, _WHOLE)
                return _planned(dossier, found, self._choices, _watch(self._path, token, rest))
            except BaseException:
                found.close()
                raise


class PlanAgain:
    """Works out what a file that is read would change under other choices."""

    def __init__(self, plan: Plan, choices: Choices, onlooker: Onlooker) -> None:
        self._plan, self._choices, self._onlooker = plan, choices, onlooker

    def __call__(self, token: Token) -> Planned:
        reading = self._plan.reading
        watch = _watch(Path(reading.file_name), token, token.progress)
        with self._onlooker as dossier, collector_at_rest():
            planned = _planned(dossier, reading, self._choices, watch)
            self._plan.naming.let_go(token.give_way)  # this plan takes its place
            return planned


class Write:
    """Writes a plan in one edit, and reads the dossier anew."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __call__(self, dossier: Dossier, token: Token) -> Imported:
        from flowviz.importers.apply import apply

        watch = _watch(Path(self._plan.reading.file_name), token, token.progress)
        with collector_at_rest():
            return apply(dossier, self._plan, watch), Contents.read(dossier)


class ImportWhole:
    """Brings in a file of which nothing is asked, references and cases, and reads anew."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, dossier: Dossier, token: Token) -> Imported:
        summary = import_file(
            dossier, self._path, progress=token.progress, is_cancelled=token.is_cancelled
        )
        return summary, Contents.read(dossier)


def _planned(dossier: Onlooker, reading: Reading, choices: Choices, watch: Watch) -> Planned:
    plan = plan_of(dossier, reading, choices, watch)
    brought = {actor.code: actor.name for actor in plan.naming.brought()}
    return Planned(plan, plan.unsettled, brought)


def _watch(path: Path, token: Token, progress: Progress) -> Watch:
    return Watch(f"The import of {shown(path.name)}", 1, progress, token.is_cancelled)

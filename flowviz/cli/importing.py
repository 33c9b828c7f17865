"""``flowviz import``: files into a dossier, all of them or none."""

import argparse
import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path

from flowviz.cli.reading_tables import Asked, asked_of, mapping_for, mapping_of, tell_surveys
from flowviz.cli.rehearsal import plan_lines
from flowviz.cli.saving import save
from flowviz.cli.text import progress, say
from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError, UsageError
from flowviz.importers import Outcome, import_file
from flowviz.importers.planning import Plan
from flowviz.importers.problems import write_csv
from flowviz.importers.settling import Choices
from flowviz.records import Problem


def import_all(options: argparse.Namespace) -> int:
    """Read every file into one dossier, and save it at the end.

    The problems are written before the dossier is: with ``--strict`` they are why it is not. No
    record from any file is an error; one that the dossier holds already is a record.
    """
    asked = asked_of(options)
    if options.survey:
        tell_surveys(options.files, asked)
        return 0
    _keep_apart(options.problems, (options.into, *options.files))
    with _opened(options.into) as dossier:
        outcomes = [_import(dossier, file, asked, options) for file in options.files]
        if options.problems is not None:
            write_csv(_problems(outcomes), options.problems)
        if options.strict:
            _refuse_problems(outcomes, options.into)
        for outcome in outcomes:
            say(outcome.text().splitlines())
        if not any(outcome.brings_any for outcome in outcomes):
            raise ImportFileError(_why_nothing(outcomes))
        if options.dry_run:
            say((f"Nothing was written to {options.into}: --dry-run.",))
        elif dossier.path is None:
            save(dossier, options.into, is_new=True)
        elif dossier.is_modified:
            save(dossier)
    return 0


def _keep_apart(problems: Path | None, others: tuple[Path, ...]) -> None:
    """Refuse to write the problems over what is read or made."""
    for other in others:
        if problems is not None and problems.resolve() == other.resolve():
            raise UsageError(f"--problems would write over {other}; name another file.")


def _opened(path: Path) -> Dossier:
    return Dossier.open(path) if path.exists() else Dossier.new()


def _import(dossier: Dossier, file: Path, asked: Asked, options: argparse.Namespace) -> Outcome:
    mapping = None if options.format is not None else mapping_for(dossier, file, asked)
    told: list[str] = []

    def see(plan: Plan) -> None:
        if options.dry_run:
            told.extend(plan_lines(plan))

    with progress(file.name) as show:
        outcome = import_file(
            dossier,
            file,
            options.format,
            show,
            mapping=mapping,
            map_by=functools.partial(mapping_of, dossier, file, asked),
            choices=Choices(count=options.count),
            see=see,
        )
    say(told)
    return outcome


def _problems(outcomes: list[Outcome]) -> Iterator[Problem]:
    """The problems of all files; with several files each says which one it is of."""
    for outcome in outcomes:
        for problem in outcome.problems:
            if len(outcomes) == 1:
                yield problem
            else:
                message = f"{outcome.file_name}: {problem.message}"
                yield dataclasses.replace(problem, message=message)


def _why_nothing(outcomes: list[Outcome]) -> str:
    """Say of each file why no record can be made of it: by the first of its problems."""
    told = []
    for outcome in outcomes:
        problem = next(iter(outcome.problems), None)
        why = "it holds no row that could be one" if problem is None else problem.message
        where = f" (line {problem.line})" if problem is not None and problem.line else ""
        told.append(f"{outcome.file_name}: no record can be made of it: {why}{where}.")
    return " ".join(told)


def _refuse_problems(outcomes: list[Outcome], into: Path) -> None:
    for outcome in outcomes:
        if outcome.has_problems:
            raise ImportFileError(
                f"{outcome.file_name}: {outcome.skipped:,} skipped, {outcome.doubtful:,} "
                f"doubtful; with --strict nothing was written to {into}."
            )

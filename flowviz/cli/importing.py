"""``flowviz import``: files into a dossier, all of them or none."""

import argparse
import dataclasses
from collections.abc import Iterator
from pathlib import Path

from flowviz.cli.saving import save
from flowviz.cli.text import progress, say
from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError, UsageError
from flowviz.importers import Outcome, import_file
from flowviz.importers.problems import write_csv
from flowviz.records import Problem


def import_all(options: argparse.Namespace) -> int:
    """Read every file into one dossier, and save it at the end.

    The problems are written before the dossier is: with ``--strict`` they are why it is not.
    """
    _keep_apart(options.problems, (options.into, *options.files))
    with _opened(options.into) as dossier:
        summaries = [_import(dossier, file, options.format) for file in options.files]
        if options.problems is not None:
            write_csv(_problems(summaries), options.problems)
        if options.strict:
            _refuse_problems(summaries, options.into)
        if dossier.path is None:
            save(dossier, options.into, is_new=True)
        elif dossier.is_modified:
            save(dossier)
    for summary in summaries:
        say(summary.text().splitlines())
    return 0


def _keep_apart(problems: Path | None, others: tuple[Path, ...]) -> None:
    """Refuse to write the problems over what is read or made."""
    for other in others:
        if problems is not None and problems.resolve() == other.resolve():
            raise UsageError(f"--problems would write over {other}; name another file.")


def _opened(path: Path) -> Dossier:
    return Dossier.open(path) if path.exists() else Dossier.new()


def _import(dossier: Dossier, file: Path, format_name: str | None) -> Outcome:
    with progress(file.name) as show:
        return import_file(dossier, file, format_name, progress=show)


def _problems(summaries: list[Outcome]) -> Iterator[Problem]:
    """The problems of all files; with several files each says which one it is of."""
    for summary in summaries:
        for problem in summary.problems:
            if len(summaries) == 1:
                yield problem
            else:
                message = f"{summary.file_name}: {problem.message}"
                yield dataclasses.replace(problem, message=message)


def _refuse_problems(summaries: list[Outcome], into: Path) -> None:
    for summary in summaries:
        if summary.has_problems:
            raise ImportFileError(
                f"{summary.file_name}: {summary.skipped:,} skipped, {summary.doubtful:,} "
                f"doubtful; with --strict nothing was written to {into}."
            )

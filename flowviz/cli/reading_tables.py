"""How ``flowviz import`` reads tables: by a mapping that is given, kept, or guessed and told."""

import argparse
import dataclasses
from collections.abc import Iterable
from pathlib import Path

from flowviz.cli.mapping_words import mapping_words
from flowviz.cli.survey_text import survey_lines
from flowviz.cli.text import say, warn
from flowviz.dossier import Dossier
from flowviz.errors import ImportFileError, UsageError
from flowviz.importers import mapping_store, mapping_toml
from flowviz.importers.mapping import Field, FileChoices, Mapping
from flowviz.importers.run import look
from flowviz.importers.survey import Survey


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of how tables are read; "" and None where it does not."""

    mapping: Mapping | None
    file: FileChoices
    supplier: str
    recipient: str

    @property
    def has_words(self) -> bool:
        """Whether anything is said that only a mapping can hold."""
        return bool(self.supplier or self.recipient or self.file != FileChoices())

    def over(self, mapping: Mapping) -> Mapping:
        """Give a mapping with what the command line says in its place."""
        told = {
            field.name: value
            for field in dataclasses.fields(FileChoices)
            if (value := getattr(self.file, field.name))
        }
        mapping = dataclasses.replace(mapping, file=dataclasses.replace(mapping.file, **told))
        if self.supplier:
            constant = Field(constant=self.supplier)
            mapping = dataclasses.replace(mapping, supplier=constant, supplier_code=Field())
        if self.recipient:
            constant = Field(constant=self.recipient)
            mapping = dataclasses.replace(mapping, recipient=constant, recipient_code=Field())
        return mapping


def asked_of(options: argparse.Namespace) -> Asked:
    """Give what the options of the command line say."""
    mapping = None if options.mapping is None else mapping_toml.read(options.mapping)
    file = FileChoices(encoding=options.encoding, sheet=options.sheet)
    asked = Asked(mapping, file, options.supplier, options.recipient)
    if options.format is not None and (mapping is not None or asked.has_words):
        raise UsageError("--format is for files that need no mapping; leave one of the two out.")
    return asked


def tell_surveys(files: Iterable[Path], asked: Asked) -> None:
    """Print what files look like, and the mapping that each would be read by."""
    for file in files:
        survey = _seen(file, asked)
        say(survey_lines(file.name, survey, _over_guess(survey, asked)))


def _seen(file: Path, asked: Asked) -> Survey:
    """Look at a file, opened as the command line says."""
    return look(file, Mapping(file=asked.file) if asked.file != FileChoices() else None)


def _over_guess(survey: Survey, asked: Asked) -> Mapping | None:
    mapping = asked.mapping or survey.mapping
    return None if mapping is None else asked.over(mapping)


def mapping_for(dossier: Dossier, file: Path, asked: Asked) -> Mapping | None:
    """Give how a file is read as a table by what the command line says of tables.

    None where it says nothing, or the file is none.
    """
    if asked.mapping is not None:
        mapping = asked.over(asked.mapping)
        _refuse_open_ends(file, mapping)
        return mapping
    if not asked.has_words:
        return None
    survey = _seen(file, asked)
    if survey.mapping is None:
        what = survey.title or "no table"
        warn(f"{file.name} is {what}: what is said of a table's columns does not hold for it.")
    return mapping_of(dossier, file, asked, survey)


def mapping_of(dossier: Dossier, file: Path, asked: Asked, survey: Survey) -> Mapping | None:
    """Give how a table is read that was looked at, and say so before; None for what is no table.

    The mapping that a table of the same columns was read by goes before a guess.
    """
    if survey.mapping is None:
        return None
    kept = next(iter(mapping_store.offered(dossier, survey.names)), None)
    mapping = asked.over(survey.mapping if kept is None else kept.mapping)
    before = "as guessed" if kept is None else "as a table of the same columns was before"
    say((f"{file.name} is read {before}:",))
    say(f"  {line}" for line in mapping_words(mapping))
    if kept is None:
        say(f"  {doubt}" for doubt in survey.doubts_left(mapping))
    _refuse_open_ends(file, mapping)
    return mapping


def _refuse_open_ends(file: Path, mapping: Mapping) -> None:
    """Say which option names an end that no column does."""
    for role in () if mapping.is_reported else ("supplier", "recipient"):
        if not getattr(mapping, role) and not getattr(mapping, f"{role}_code"):
            raise ImportFileError(
                f"{file.name}: no column is the {role}. If all rows have the same one, say which: "
                f"--{role} ACTOR (a code or an exact name); else say the column with --mapping."
            )

"""How ``flowviz import`` reads tables: by a mapping that is given, and what stands beside it."""

import argparse
import dataclasses

from flowviz.errors import UsageError
from flowviz.importers import mapping_toml
from flowviz.importers.mapping import Field, FileChoices, Mapping


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


def mapping_for(asked: Asked) -> Mapping | None:
    """Give the mapping that tables are read by, with what the command line says in its place."""
    return None if asked.mapping is None else asked.over(asked.mapping)

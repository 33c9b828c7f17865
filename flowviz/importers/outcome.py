"""What the summaries of all imports have: the file, and the problems that it made."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.records import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(ABC):
    """What an import did; ``skipped`` and ``doubtful`` count problems, the first are listed."""

    file_name: str
    title: str
    encoding: str = ""
    skipped: int = 0
    doubtful: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def has_problems(self) -> bool:
        """Whether anything was skipped or doubtful."""
        return self.skipped > 0 or self.doubtful > 0

    @property
    @abstractmethod
    def brings_any(self) -> bool:
        """Whether any record could be made of the file, also where the dossier holds it already."""

    def text(self) -> str:
        """Give the summary in plain lines, without the list of problems."""
        return "\n".join(self._lines())

    @abstractmethod
    def _lines(self) -> Iterator[str]: ...

    def _unlisted(self) -> Iterator[str]:
        unlisted = self.skipped + self.doubtful - len(self.problems)
        if unlisted > 0:
            yield f"Only the first {len(self.problems):,} are listed; {unlisted:,} are not."


def some(count: int, word: str) -> str:
    """Give a number of things: "1 row", "2 rows"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"

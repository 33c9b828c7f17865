"""What the summaries of all imports have: the file, and the problems that it made."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flowviz.records import Problem

_SORTS_SHOWN = 10


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

    def _sorts_of_problems(self) -> Iterator[str]:
        """Say the commonest problems, each once with how often it came."""
        told = Counter(problem.message for problem in self.problems)
        for message, count in told.most_common(_SORTS_SHOWN):
            yield f"{count:,} \N{MULTIPLICATION SIGN} {message}."
        if len(told) > _SORTS_SHOWN:
            yield f"And {len(told) - _SORTS_SHOWN:,} further kinds of problems: see the list."

    def _unlisted(self) -> Iterator[str]:
        unlisted = self.skipped + self.doubtful - len(self.problems)
        if unlisted > 0:
            yield f"Only the first {len(self.problems):,} are listed; {unlisted:,} are not."


def some(count: int, word: str) -> str:
    """Give a number of things: "1 row", "2 rows"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"

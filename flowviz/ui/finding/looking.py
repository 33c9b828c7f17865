"""What the panel does aside, on a reading of its own: making the index, and finding."""

from flowviz.dossier import Onlooker
from flowviz.finding import Found, Standing, Wanted, build, find, standing
from flowviz.ui.jobs import Token


class MakeIndex:
    """Makes the index where there is none that a search could bring up to now by itself."""

    def __init__(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker

    def __call__(self, token: Token) -> None:
        with self._onlooker as reading:
            if standing(reading) is Standing.ABSENT:
                build(reading, _Progress(token))


class Find:
    """Finds what is wanted; None where the index has to be made first."""

    def __init__(self, onlooker: Onlooker, wanted: Wanted) -> None:
        self._onlooker, self.wanted = onlooker, wanted

    def __call__(self, _token: Token) -> tuple[Wanted, Found | None]:
        with self._onlooker as reading:
            return self.wanted, find(reading, self.wanted)


class _Progress:
    def __init__(self, token: Token) -> None:
        self._token = token

    def __call__(self, done: int, total: int) -> None:
        self._token.go_on(done, total)
        self._token.give_way()
